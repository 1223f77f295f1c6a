import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Folders of `topologies/imported`, each with the topology that must come of it.
///
/// `NETPROOF_RECORD=1` writes the expectations anew.
@Suite struct `Answers of AWS's calls` {
  private static let folder = "topologies/imported"

  private static let estates = [
    "shop", "pages", "config", "partial", "vpn", "hub", "core", "lattice",
  ]

  @Test(arguments: estates)
  func `become the topology that is committed beside them`(name: String) throws {
    let imported = Imported(["\(Self.folder)/\(name)/aws"])
    let paths = (
      yaml: "\(Self.folder)/\(name)/topology.yaml", text: "\(Self.folder)/\(name)/omissions.txt"
    )
    if Repository.isRecording {
      try Repository.write(imported.yaml, to: paths.yaml)
      try Repository.write(imported.omissions, to: paths.text)
    }
    #expect(imported.yaml == (try Repository.text(paths.yaml)))
    #expect(imported.omissions == (try Repository.text(paths.text)))
  }

  @Test(arguments: estates)
  func `mean the same as the topology that is written of them`(name: String) throws {
    let direct = meaning(["\(Self.folder)/\(name)/aws"])
    let written = meaning(["\(Self.folder)/\(name)/topology.yaml"])
    let isEqual = direct == written
    #expect(isEqual, "netproof import aws \(Self.folder)/\(name)/aws")
  }

  /// What a person wrote of the same network, key by key.
  @Test(arguments: ["core", "lattice"])
  func `become what a person writes of the same network`(name: String) throws {
    let answers = try #require(Imported(["\(Self.folder)/\(name)/aws"]).node)
    let path = "\(Self.folder)/\(name)/by-hand.yaml"
    var faults = Diagnostics()
    let written = YAMLReader.read(
      Source(name: path, text: try Repository.text(path)), into: &faults)
    let (one, two) = (Set(answers.lines), Set(try #require(written).lines))
    #expect(one.subtracting(two).sorted() == [])
    #expect(two.subtracting(one).sorted() == [])
  }

  @Test(arguments: [true, false], [true, false])
  func `are read in UTF-16 as well`(isBig: Bool, hasMark: Bool) throws {
    let plain = Repository.tree
    let wide = FileTree(
      kind: plain.kind,
      read: { path in
        plain.read(path).map { bytes in
          let units =
            (hasMark ? [0xFEFF] : []) + Array(String(decoding: bytes, as: UTF8.self).utf16)
          return units.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBig ? pair : pair.reversed()
          }
        }
      }, names: plain.names)
    let imported = Imported(["\(Self.folder)/shop/aws"], in: wide)
    #expect(imported.yaml == (try Repository.text("\(Self.folder)/shop/topology.yaml")))
  }

  /// Half a unit is half a text.
  @Test(arguments: [1, 2, 7])
  func `that are cut off in UTF-16 are told to end in the middle`(rest: Int) {
    let text =
      #"{ "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333" } ] }"#
    let bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let imported = Imported(
      ["net.json"], in: .memory(["net.json": [0xFF, 0xFE] + Array(bytes.dropLast(rest))]))
    #expect(imported.codes == ["NP0030"], "\(imported.omissions)")
    #expect(imported.omissions.contains("ends"), "\(imported.omissions)")
  }

  /// A state and an answer, or two accounts' answers, may be about one thing.
  @Test(arguments: estates)
  func `mean the same if they are there twice`(name: String) throws {
    let plain = Repository.tree
    @Sendable func own(_ path: String) -> String {
      path.hasPrefix("again/") ? String(path.dropFirst("again/".count)) : path
    }
    let tree = FileTree(
      kind: { plain.kind(own($0)) }, read: { plain.read(own($0)) }, names: { plain.names(own($0)) })
    let path = "\(Self.folder)/\(name)/aws"
    let isEqual = meaning([path, "again/" + path], in: tree) == meaning([path])
    #expect(isEqual)
  }

  /// A firewall whose first rules nobody knows may drop anything.
  @Test(arguments: ["", "describe-rule-group.first", "describe-firewall-policy.strict"])
  func `leave a firewall open whose rules are not all there`(missing: String) throws {
    let plain = Repository.tree
    let tree = FileTree(
      kind: plain.kind, read: plain.read,
      names: { folder in
        plain.names(folder).map { names in names.filter { $0 != "\(missing).json" } }
      })
    var loader = TopologyLoader(tree, importer: .standard)
    let network = loader.loadTogether(["\(Self.folder)/hub/aws"]).resolved()
    #expect(!network.problems.hasErrors)
    let policies = network.resolution.model.firewallPolicies.elements
    #expect(policies.map { $0.identity.isDescribed } == [missing.isEmpty])
  }

  /// Without `HOME_NET` nobody knows what the rules of a firewall at a transit gateway mean.
  @Test(arguments: [true, false])
  func `take a firewall at a transit gateway that says what home is`(isHomeKnown: Bool) {
    let home = isHomeKnown ? #""HOME_NET": { "Definition": ["10.0.0.0/8"] }"# : ""
    let imported = Imported(
      text: """
        [ { "TransitGateways": [ { "TransitGatewayId": "tgw-1", "State": "available" } ],
            "TransitGatewayAttachments": [
              { "TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1",
                "ResourceType": "network-function", "State": "available" } ] },
          { "Firewall": { "FirewallName": "wall", "FirewallArn": "arn/wall",
              "FirewallPolicyArn": "arn/strict", "TransitGatewayAttachmentId": "tgw-attach-1" } },
          { "FirewallPolicyResponse": {
              "FirewallPolicyName": "strict", "FirewallPolicyArn": "arn/strict" },
            "FirewallPolicy": { "PolicyVariables": { "RuleVariables": { \(home) } } } } ]
        """, name: "net.json")
    #expect(imported.yaml.contains("network-function: strict") == isHomeKnown)
    #expect(imported.codes.contains("NP0602") != isHomeKnown)
  }
}
