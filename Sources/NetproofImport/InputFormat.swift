import NetproofSyntax

/// What the texts of other programs are, where a person says it.
public enum InputFormat: String, Sendable, CaseIterable {
  case auto
  case topology
  case aws
  case terraform
  case terraformTest = "terraform-test"
  case cloudFormation = "cloudformation"

  /// Whether texts of the format are read, and such a text is one.
  func reads(_ node: Node) -> Bool {
    switch self {
    case .auto:
      AWSImporter.reads(node) || TerraformImporter.reads(node)
        || CloudFormationImporter.reads(node)
    case .topology: false
    case .aws: AWSImporter.reads(node)
    case .terraform: TerraformImporter.reads(node)
    case .terraformTest: TerraformImporter.readsTests(node)
    case .cloudFormation: CloudFormationImporter.reads(node)
    }
  }

  /// A text of the format, as a sentence goes on after "no".
  var expected: String? {
    switch self {
    case .auto, .topology: nil
    case .aws: "answer of a call of AWS's that Netproof reads"
    case .terraform: "state or plan as `terraform show -json` prints it"
    case .terraformTest: "stream of events as `terraform test -json -verbose` prints it"
    case .cloudFormation: "template of CloudFormation"
    }
  }
}
