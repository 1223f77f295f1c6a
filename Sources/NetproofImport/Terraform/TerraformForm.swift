import NetproofSyntax

/// The form of a text of Terraform's.
enum TerraformForm {
  /// A state as `terraform show -json` prints it.
  case state
  /// A saved plan as `terraform show -json PLAN` prints it.
  case plan
  /// The events of `terraform test -json`.
  case test

  /// The keys that tell a plan from a state.
  private static let planKeys = [
    "planned_values", "resource_changes", "configuration", "prior_state",
  ]

  init?(of root: Node) {
    if root.elements != nil {
      guard Self.isEvent(root.elements?.first) else { return nil }
      self = .test
    } else if Self.isEvent(root) {
      self = .test
    } else if root["format_version"] != nil {
      self = Self.planKeys.contains { root[$0] != nil } ? .plan : .state
    } else {
      return nil
    }
  }

  /// Whether a tree is a text of Terraform's in whatever form, so that it is worth saying why not.
  static func recognizes(_ root: Node) -> Bool {
    if isRawState(root) || lacksVersion(root) { return true }
    guard let form = TerraformForm(of: root) else { return false }
    if form != .state { return true }
    // Other programs write a `format_version` too.
    let own = ["format_version", "terraform_version", "values", "checks"]
    return root["terraform_version"] != nil || root["values"]?["root_module"] != nil
      || (root.entries?.allSatisfy { own.contains($0.key.value) } ?? false)
  }

  static func isTest(_ root: Node) -> Bool {
    if case .test = TerraformForm(of: root) { true } else { false }
  }

  /// Why a text cannot be read, if it cannot.
  static func fault(of root: Node) -> TerraformFault? {
    if isRawState(root) { return .rawState(at: root["version"]?.span ?? root.span) }
    if lacksVersion(root) { return .noFormatVersion(at: root.span) }
    let versions: [Node] =
      root.elements.map { events in
        events.compactMap {
          $0["test_state"]?["state_format_version"] ?? $0["test_plan"]?["plan_format_version"]
        }
      } ?? [root["format_version"]].compactMap { $0 }
    for version in versions where version.text?.split(separator: ".").first != "1" {
      return .formatVersion(version.text ?? "", at: version.span)
    }
    return nil
  }

  /// Whether it has what only plans and states have, but not the key that tells what form it is of.
  private static func lacksVersion(_ root: Node) -> Bool {
    guard root["format_version"] == nil, root.entries != nil else { return false }
    return root["planned_values"]?["root_module"] != nil
      || root["resource_changes"]?.elements != nil
      || root["values"]?["root_module"] != nil
  }

  /// Whether it is a state as Terraform keeps it for itself.
  private static func isRawState(_ root: Node) -> Bool {
    root["lineage"] != nil && root["serial"] != nil && root["version"] != nil
  }

  private static func isEvent(_ node: Node?) -> Bool {
    node?["@module"]?.text == "terraform.ui" || node?["@module"]?.text == "tofu.ui"
  }
}

/// What the events of `terraform test -json -verbose` say of the network.
struct TerraformTest {
  /// The last state that a run made.
  private(set) var state: Node?
  /// The plans of runs, in order.
  private(set) var plans: [Node] = []
  /// What went wrong, if something did.
  private(set) var failure: String?
  /// The event of a run that ended with an error, before all was made.
  private(set) var brokenRun: Node?

  /// The name of the file that `netproof init terraform` writes, without its ending.
  static let ownFile = "netproof"

  init(_ root: Node) {
    let events = root.elements.map(Array.init) ?? [root]
    let own = events.filter { $0["@testfile"]?.text?.contains(Self.ownFile) ?? false }
    let hasOwn = own.contains { $0["test_state"] != nil || $0["test_plan"] != nil }
    for event in hasOwn ? own : events {
      if let run = event["test_run"], run["status"]?.text == "error", brokenRun == nil {
        brokenRun = event
      }
      if let node = event["test_state"] { state = node }
      if let node = event["test_plan"] { plans.append(node) }
    }
    let faults = events.filter { $0["diagnostic"]?["severity"]?.text == "error" }
    failure = faults.lazy.compactMap { $0["diagnostic"]?["summary"]?.text }.first
  }
}
