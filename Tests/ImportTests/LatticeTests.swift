import NetproofEngine
import NetproofModel
import NetproofTestSupport
import Testing

/// VPC Lattice as AWS's answers have it: what one of them does not tell leaves open what it is about.
@Suite struct `Answers of VPC Lattice` {
  private static let folder = "topologies/imported/lattice/aws/accounts/111122223333/us-east-1"

  /// The answers but some, each under its name alone.
  private static func texts(without missing: [String]) throws -> [String: String] {
    let names = try Repository.tree.names(folder).get().filter { name in
      !missing.contains { name.hasPrefix($0) }
    }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Repository.text("\(folder)/\($0)")) })
  }

  @Test(arguments: [
    ["get-service-network-vpc-association"],
    ["vpc-lattice.list-service-networks", "get-service-network."],
    ["list-service-network-vpc-associations", "get-service-network-vpc-association"],
    ["list-listeners", "get-listener"], ["get-listener"], ["list-rules", "get-rule"], ["get-rule"],
    ["vpc-lattice.list-target-groups", "get-target-group"], ["list-targets"],
  ])
  func `leave open what nobody was asked about`(missing: [String]) throws {
    let texts = try Self.texts(without: missing)
    let isAboutRules = missing.contains("get-rule")
    let end = isAboutRules ? "stock" : "checkout"
    #expect(try verdict("web-1", end, "tcp/443", in: texts) == .undetermined, "\(missing)")
    let imported = Imported(texts.keys.sorted(), in: .memory(texts))
    #expect(
      imported.codes.contains("NP0600") || imported.codes.contains("NP0601"),
      "\(imported.omissions)")
  }

  @Test func `are all there is`() throws {
    let texts = try Self.texts(without: [])
    #expect(try verdict("web-1", "checkout", "tcp/443", in: texts) == .reachable)
    #expect(Imported(texts.keys.sorted(), in: .memory(texts)).codes == [])
  }

  /// A network that counts more associations than the answers have may serve others as well.
  @Test func `leave a network open that counts more than they list`() throws {
    var texts = try Self.texts(without: ["get-service-network."])
    let name = "vpc-lattice.list-service-networks.json"
    texts[name] = texts[name]?.replacing(
      #""numberOfAssociatedVPCs": 1"#, with: #""numberOfAssociatedVPCs": 2"#)
    #expect(try verdict("runner-1", "checkout", "tcp/443", in: texts) == .undetermined)
  }

  /// Targets that are a function, in no VPC, are where packets end.
  @Test func `lead to functions`() throws {
    var texts = try Self.texts(without: [])
    for (name, text) in texts where name.contains("target") {
      texts[name] = text.replacing(#""type": "INSTANCE""#, with: #""type": "LAMBDA""#)
        .replacing(#"   "vpcIdentifier": "vpc-0b01","#, with: "")
        .replacing(#"  "vpcIdentifier": "vpc-0b01","#, with: "")
        .replacing("i-0b01", with: "arn:aws:lambda:us-east-1:111122223333:function:one")
        .replacing("i-0b02", with: "arn:aws:lambda:us-east-1:111122223333:function:two")
        .replacing("i-0b03", with: "arn:aws:lambda:us-east-1:111122223333:function:three")
    }
    #expect(try verdict("web-1", "checkout", "tcp/443", in: texts) == .reachable)
  }
}
