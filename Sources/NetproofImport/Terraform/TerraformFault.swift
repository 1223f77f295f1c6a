import NetproofSyntax

/// The codes of what can be wrong with texts of Terraform's, NP0610 through NP0629, NP0653, NP0654, and
/// NP2122.
enum TerraformCode: String, Hashable, Sendable, CaseIterable {
  case formatVersion = "NP0610"
  case ownForm = "NP0611"
  case taken = "NP0612"
  case notKnown = "NP0613"
  case unfinishedPlan = "NP0614"
  case testWithoutState = "NP0615"
  case testOfPlanAlone = "NP0616"
  case brokenRun = "NP0617"
  case wrongForm = "NP0653"
  case absent = "NP0654"
  case noStateBefore = "NP2122"
}

/// Why a text of Terraform's cannot be read, or what it leaves open.
enum TerraformFault: Hashable, Sendable {
  case formatVersion(String, at: Span)
  case noFormatVersion(at: Span)
  case rawState(at: Span)
  /// A saved plan as Terraform keeps it for itself.
  case binaryPlan(String)
  /// A folder or file of configuration.
  case configuration(String)
  case erroredPlan(at: Span)
  case incompletePlan(at: Span)
  case testWithoutState(failure: String?, at: Span)
  /// A test that made nothing, so that no reference is known.
  case testOfPlanAlone(at: Span)
  /// A run of a test that broke off, by its name.
  case brokenRun(String, failure: String?, at: Span)
  case testWithoutPlan(at: Span)
  /// A value of another form than Terraform gives it.
  case wrongForm(String, expected: String, at: Span)
  /// Rules or routes of which nothing is told where Terraform always tells them.
  case absent(String, of: String, effect: String, at: Span)
  /// Nothing to compare with: no plan, or one that starts from nothing.
  case noStateBefore(String, at: Span?)
  /// A reference that names several things was taken to mean one of them.
  case taken(String, to: String, at: Span)
  /// A value that is known only after the plan is applied.
  case notKnown(String, of: String, effect: String, at: Span)

  var diagnostic: Diagnostic {
    switch self {
    case .formatVersion(let version, let span):
      Diagnostic(
        .error, .formatVersion, "the format version is `\(version)`, and Netproof reads 1.x",
        at: span, "print it with Terraform 1.1 or newer, or with OpenTofu")
    case .noFormatVersion(let span):
      Diagnostic(
        .error, .formatVersion,
        "this is a plan or state of Terraform's without `format_version`, so its form is not known",
        at: span, "take all that `terraform show -json` prints, not a part of it")
    case .rawState(let span):
      Diagnostic(
        .error, .ownForm, "this is a state as Terraform keeps it for itself", at: span,
        "run `terraform show -json > state.json` in its folder, and name that file")
    case .binaryPlan(let path):
      Diagnostic(
        .error, .ownForm, "`\(path)` is a saved plan as Terraform keeps it for itself", at: nil,
        "run `terraform show -json \(path) > plan.json`, and name that file")
    case .configuration(let path):
      Diagnostic(
        .error, .ownForm, "`\(path)` is Terraform's configuration, which only Terraform can read",
        at: nil,
        "run `terraform plan -out tfplan && terraform show -json tfplan > plan.json` there, "
          + "and name that file",
        "without credentials: `netproof init terraform` tells how")
    case .erroredPlan(let span):
      Diagnostic(
        .error, .unfinishedPlan, "planning failed, so the plan lacks what nobody knows", at: span,
        "mend what `terraform plan` prints, and plan again")
    case .incompletePlan(let span):
      Diagnostic(
        .warning, .unfinishedPlan, "the plan is not complete: something is left for a later one",
        at: span, "plan without `-target`; until then verdicts are about the planned part alone")
    case .testWithoutState(let failure, let span):
      Diagnostic(
        .error, .testWithoutState,
        "the events have neither a state nor a plan"
          + (failure.map { ", because the test failed: \($0)" } ?? ""), at: span,
        "run `terraform test -json -verbose`: without `-verbose` they have none")
    case .testOfPlanAlone(let span):
      Diagnostic(
        .error, .testOfPlanAlone,
        "the events have a plan and no state, so what belongs to what is not known", at: span,
        "take all that `terraform test -json -verbose` prints; a run with `command = apply` is "
          + "needed: `netproof init terraform` writes it")
    case .brokenRun(let name, let failure, let span):
      Diagnostic(
        .error, .brokenRun,
        "the run `\(name)` ended with an error, so it made only a part of the network"
          + (failure.map { ": \($0)" } ?? ""), at: span,
        "mend what `terraform test` prints, and run it again")
    case .testWithoutPlan(let span):
      Diagnostic(
        .warning, .taken, "what the test made up is told from what is written by its look alone",
        at: span, "let a run with `command = plan` go before: `netproof init terraform` writes it")
    case .wrongForm(let what, let expected, let span):
      Diagnostic(
        .error, .wrongForm, "\(what) must be \(expected)", at: span,
        "take all that `terraform show -json` prints, as it is")
    case .absent(let key, let owner, let effect, let span):
      Diagnostic(
        .warning, .absent, "`\(owner)` does not tell its `\(key)`", at: span, effect,
        "take all that `terraform show -json` prints, as it is")
    case .noStateBefore(let path, let span):
      Diagnostic(
        .error, .noStateBefore, "`\(path)` has no state before a plan to compare with", at: span,
        "name two networks: `netproof diff OLD NEW`",
        "one path is enough for a Terraform plan that changes something that is there")
    case .taken(let reference, let target, let span):
      Diagnostic(
        .warning, .taken, "`\(reference)` is taken to be `\(target)`", at: span,
        "the plan does not say; `netproof init terraform` tells how to know for certain")
    case .notKnown(let attribute, let owner, let effect, let span):
      Diagnostic(
        .warning, .notKnown, "`\(attribute)` of `\(owner)` is not known before it is applied",
        at: span, effect, "`netproof init terraform` tells how to know more")
    }
  }
}

extension Diagnostics {
  mutating func report(_ fault: TerraformFault) {
    append(fault.diagnostic)
  }
}

extension Diagnostic {
  fileprivate init(
    _ severity: Severity, _ code: TerraformCode, _ message: String, at span: Span?,
    _ help: String...
  ) {
    self.init(severity, code.rawValue, message, at: span, labels: [], help: help)
  }
}
