public import NetproofModel
import NetproofSyntax

/// What texts are, where a person says it.
public enum InputFormat: String, Sendable, CaseIterable {
  case auto
  case topology
  case aws
  case terraform
  case terraformTest = "terraform-test"

  /// Whether texts of the format are read, and such a text is one.
  fileprivate func reads(_ node: Node) -> Bool {
    switch self {
    case .auto: AWSImporter.reads(node) || TerraformImporter.reads(node)
    case .topology: false
    case .aws: AWSImporter.reads(node)
    case .terraform: TerraformImporter.reads(node)
    case .terraformTest: TerraformImporter.readsTests(node)
    }
  }

  /// A text of the format, as a sentence goes on after "no".
  fileprivate var expected: String? {
    switch self {
    case .auto, .topology: nil
    case .aws: "answer of a call of AWS's"
    case .terraform: "state or plan of Terraform"
    case .terraformTest: "stream of events of `terraform test -json -verbose`"
    }
  }
}

extension TopologyImporter {
  /// Reads everything that Netproof can make a topology of.
  public static let standard = reading(.auto)

  /// Reads texts of a format, and refuses other JSON.
  public static func reading(_ format: InputFormat) -> TopologyImporter {
    TopologyImporter(
      reads: { format.reads($0) }, convert: convert,
      refusal: { TerraformImporter.refusal(of: $0, $1) },
      advice: { TerraformImporter.advice(on: $0, $1) }, expected: format.expected,
      skipped: TerraformImporter.skipped)
  }

  /// What plans say comes before what dumps say: it is what will be.
  private static let convert: @Sendable ([Text]) -> (node: Node, problems: Diagnostics) = { texts in
    let all = texts.map { ImportedText(path: $0.path, node: $0.node) }
    var (answers, problems) = TerraformImporter.answers(
      of: all.filter { TerraformImporter.reads($0.node) })
    answers += all.filter { !TerraformImporter.reads($0.node) }
    let (node, more) = AWSImporter.convert(answers)
    problems.append(more)
    return (node, problems)
  }
}
