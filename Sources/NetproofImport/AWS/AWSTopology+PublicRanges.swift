import NetproofSyntax

// Public ranges of one's own (BYOIP): what is not advertised, and what gateways take in untranslated.

extension AWSTopology {
  /// The ranges that the internet does not reach: all but those that are advertised, or still are.
  mutating func unadvertised() -> [Part] {
    let reached = ["advertised", "pending-withdrawal", "deprovisioned", "pending-deprovision"]
    return estate.dump[.publicRanges]
      .filter { !reached.contains($0.text("State") ?? "advertised") }.compactMap { $0["Cidr"] }
      .map { builder.copy($0) }
  }

  /// Global IPv6 blocks of VPCs that are private, each once: several VPCs may have one.
  ///
  /// Source: Amazon EC2 API Reference, "VpcIpv6CidrBlockAssociation", `ipv6AddressAttribute`.
  mutating func privateBlocks() -> [Part] {
    var seen: Set<String> = []
    return estate.dump[.vpcs].flatMap { $0.list("Ipv6CidrBlockAssociationSet") }
      .filter { $0.text("Ipv6AddressAttribute") == "private" }
      .compactMap { $0["Ipv6CidrBlock"] }
      .filter { block in
        let text = block.text?.lowercased() ?? ""
        return !["fc", "fd"].contains(where: text.hasPrefix) && seen.insert(text).inserted
      }
      .map { builder.copy($0) }
  }

  /// Adds the pools that a table of an internet gateway routes (R53).
  mutating func addPools(of table: AWSResource, _ id: Node, to own: inout [Entry]) {
    let pools = table.list("Associations").compactMap { $0["PublicIpv4Pool"] }
    guard !pools.isEmpty else { return }
    var cidrs: [Node] = []
    var isKnown = true
    for pool in pools {
      let ranges = estate.dump[.publicRanges].filter { $0.text("PoolId") == pool.text }
      cidrs += ranges.compactMap { $0["Cidr"] }
      isKnown = isKnown && !ranges.isEmpty
    }
    add("public-pools", list: cidrs.map { builder.copy($0) }, to: &own)
    guard !isKnown else { return }
    problems.report(
      ImportFault.missingCall(
        AWSKind.publicRanges.call, what: "public pools", owner: names[id.text ?? ""],
        at: pools[0].span))
    add("described", word: "false", at: pools[0].span, to: &own)
  }
}
