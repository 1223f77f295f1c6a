import NetproofSyntax

/// The codes of what is wrong with templates, or missing from them.
enum TemplateCode: String, Hashable, Sendable, CaseIterable {
  case unknownValue = "NP0632"
  case macro = "NP0633"
  case missingExport = "NP0634"
  case missingTemplate = "NP0635"
  case notMade = "NP0636"
  case cycle = "NP0640"
  case unknownName = "NP0641"
  case wrongArgument = "NP0642"
  case wrongParameter = "NP0643"
  case malformed = "NP0644"
}

/// What CloudFormation refuses about a template, or what a template leaves open.
enum TemplateFault {
  /// A property whose value the template does not tell.
  case unknownValue(of: String, key: String, TemplateUnknown, at: Span)
  /// Resources or values that a macro makes.
  case macro(String, effect: String, at: Span)
  /// A nested stack whose template is not given.
  case missingTemplate(String, at: Span)
  /// Something that a template adds to, and that none makes.
  case notMade(String, by: String, at: Span)
  /// Things that refer to themselves, in the order of the references.
  case cycle([String], at: Span)
  case unknownName(String, kind: String, nearest: String?, at: Span)
  /// An argument or a property that is not what it should be.
  case wrongArgument(of: String, expected: String, at: Span)
  /// A value that a parameter does not take, or a parameter that there is not.
  case wrongParameter(String, help: String, at: Span?)
  case malformed(String, at: Span)

  var diagnostic: Diagnostic {
    switch self {
    case .unknownValue(let owner, let key, let unknown, let span):
      Diagnostic(
        .warning, unknown.code.rawValue, "`\(key)` of `\(owner)` is not known: \(unknown.reason)",
        at: span,
        help: ["\(unknown.help); until then what depends on `\(owner)` is undetermined"])
    case .macro(let name, let effect, let span):
      Diagnostic(
        .warning, TemplateCode.macro.rawValue, "`\(name)` is not evaluated", at: span,
        help: [effect, "give the template as CloudFormation has it after its macros"])
    case .missingTemplate(let name, let span):
      Diagnostic(
        .warning, TemplateCode.missingTemplate.rawValue,
        "the template of the stack `\(name)` is not here", at: span,
        help: [
          "add it, under the file name that `TemplateURL` ends in; until then what the stack "
            + "makes and is told of is undetermined"
        ])
    case .notMade(let id, let user, let span):
      Diagnostic(
        .warning, TemplateCode.notMade.rawValue,
        "`\(user)` adds to `\(id)`, which no template makes", at: span,
        help: [
          "add the answer of AWS's that describes it; without one, what depends on it is undetermined"
        ])
    case .cycle(let names, let span):
      Diagnostic(
        TemplateCode.cycle.rawValue,
        "`\(names.first ?? "")` refers to itself: "
          + names.map { "`\($0)`" }.joined(separator: " to "),
        at: span, help: ["CloudFormation refuses circular dependencies; take one reference out"])
    case .unknownName(let name, let kind, let nearest, let span):
      Diagnostic(
        TemplateCode.unknownName.rawValue, "the template has no \(kind) `\(name)`", at: span,
        help: nearest.map { ["did you mean `\($0)`?"] } ?? [])
    case .wrongArgument(let owner, let expected, let span):
      Diagnostic(
        TemplateCode.wrongArgument.rawValue, "`\(owner)` takes \(expected)", at: span)
    case .wrongParameter(let message, let help, let span):
      Diagnostic(TemplateCode.wrongParameter.rawValue, message, at: span, help: [help])
    case .malformed(let message, let span):
      Diagnostic(
        TemplateCode.malformed.rawValue, message, at: span,
        help: ["see CloudFormation's anatomy of a template"])
    }
  }
}

extension Diagnostics {
  mutating func report(_ fault: TemplateFault) {
    append(fault.diagnostic)
  }
}

extension TemplateUnknown {
  fileprivate var code: TemplateCode {
    switch cause {
    case .parameter, .stored, .attribute, .condition, .empty, .limit, .fault: .unknownValue
    case .macro: .macro
    case .export: .missingExport
    case .nestedStack: .missingTemplate
    }
  }

  fileprivate var reason: String {
    switch cause {
    case .parameter(let name): "the parameter `\(name)` has no value"
    case .stored(let name): "the value of `\(name)` is kept elsewhere in the account"
    case .attribute(let name): "only AWS knows `\(name)`"
    case .condition(let name): "the condition `\(name)` depends on what is not known"
    case .macro(let name): "`\(name)` is not evaluated"
    case .export(let name): "no template exports `\(name)`"
    case .nestedStack(let name): "the template of the stack `\(name)` is not here"
    case .empty: "it is empty"
    case .limit(let name): "the limit `\(name)` was met"
    case .fault: "what it refers to is refused"
    }
  }

  fileprivate var help: String {
    switch cause {
    case .parameter(let name), .stored(let name): "give it with `--param \(name)=VALUE`"
    case .attribute: "write the value in its place"
    case .condition: "give the parameters that it depends on with `--param NAME=VALUE`"
    case .macro: "give the template as CloudFormation has it after its macros"
    case .export:
      "add the template that exports it; a stack that is not called as its file needs `--param "
        + "FILE:AWS::StackName=NAME`"
    case .nestedStack: "add the template, under the file name that `TemplateURL` ends in"
    case .empty: "name what it is for, perhaps with `--param`"
    case .limit: "make the expression shorter"
    case .fault: "mend that"
    }
  }
}
