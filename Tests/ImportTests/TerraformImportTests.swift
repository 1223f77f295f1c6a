import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What real runs of Terraform print, with the topology that must come of it.
///
/// `NETPROOF_RECORD=1` writes the expectations anew.
@Suite struct `States, plans and tests of Terraform` {
  private static let folder = "topologies/imported/terraform"

  /// A plan of something new, its state, a plan that changes nothing, one that does, and a test.
  private static let kinds = ["new", "state", "same", "changed", "test"]

  @Test(arguments: kinds)
  func `become the topology that is committed beside them`(kind: String) throws {
    let imported = Imported(["\(Self.folder)/\(kind)"])
    let paths = (
      yaml: "\(Self.folder)/\(kind).yaml", text: "\(Self.folder)/\(kind).omissions.txt"
    )
    if Repository.isRecording {
      try Repository.write(imported.yaml, to: paths.yaml)
      try Repository.write(imported.omissions, to: paths.text)
    }
    #expect(imported.yaml == (try Repository.text(paths.yaml)))
    #expect(imported.omissions == (try Repository.text(paths.text)))
  }

  @Test(arguments: kinds)
  func `mean the same as the topology that is written of them`(kind: String) throws {
    let direct = meaning(["\(Self.folder)/\(kind)"])
    let written = meaning(["\(Self.folder)/\(kind).yaml"])
    let isEqual = direct == written
    #expect(isEqual, "netproof import terraform \(Self.folder)/\(kind)")
  }

  /// The network of `shop/aws` was made with the AWS CLI, that of `terraform` with Terraform.
  @Test(arguments: ["state", "same", "test"])
  func `differ from AWS's answers about the same network in what AWS picks alone`(
    kind: String
  ) throws {
    let answers = try #require(Imported(["topologies/imported/shop/aws"]).node)
    let terraform = try #require(Imported(["\(Self.folder)/\(kind)"]).node)
    let (own, other) = (Set(Sketched(terraform).lines), Set(Sketched(answers).lines))
    #expect(own.symmetricDifference(other).sorted() == [])
  }

  @Test func `a plan that changes nothing means what its state does`() throws {
    let isEqual = meaning(["\(Self.folder)/same"]) == meaning(["\(Self.folder)/state"])
    #expect(isEqual)
  }
}

/// A tree line by line, in any order, without what AWS picks.
private struct Sketched {
  private(set) var lines: [String] = []

  /// Identifiers, and what a plan or a test cannot know: the account, public addresses, and what
  /// AWS puts into the list of a service.
  private static let picked: Set<String> = [
    "id", "account", "region", "public-ip", "prefix-list", "prefix-lists",
  ]

  /// Tables without a name, which have identifiers for names in AWS's answers.
  private static let unnamed = [
    "rtb-894107dbeaf81c98a": "reports-main", "rtb-5caed228be782931a": "shop-main",
    "tgw-rtb-653b71a61e3498a9b": "hub-table",
  ]

  init(_ node: Node) {
    add(node, at: "")
    lines.sort()
  }

  private mutating func add(_ node: Node, at path: String) {
    // The addresses of a load balancer's nodes stand in no state.
    guard !path.hasSuffix("/load-balancers/front/subnets") else { return }
    if let entries = node.entries {
      for entry in entries where !Self.picked.contains(entry.key.value) {
        let key = Self.unnamed[entry.key.value] ?? entry.key.value
        lines.append("\(path)/\(key)")
        add(entry.value, at: "\(path)/\(key)")
      }
    } else if let elements = node.elements {
      for element in elements {
        add(element, at: "\(path)[\(element.entries == nil ? "" : YAMLWriter.text(of: element))]")
      }
    } else {
      lines.append("\(path): \(node.text ?? "")")
    }
  }
}
