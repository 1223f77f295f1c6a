import NetproofModel

// Block Public Access, and policies.

extension TopologyGenerator {
  /// Entries of `block-public-access:`, mostly none, of which no two are about one VPC.
  mutating func planBlockPublicAccess() -> [(String, YAMLTree)] {
    guard random.chance(30) else { return [] }
    let isByAccount = vpcs.allSatisfy(\.statesAccount) && random.chance(50)
    let scopes: [YAMLTree]
    switch random.int(0...2) {
    case 0 where isByAccount:
      scopes = ["111111111111", "222222222222"].map { ["account": .text($0)] }
    case 1: scopes = ["us-east-1", "eu-west-1"].map { ["region": .text($0)] }
    default: scopes = [[:]]
    }
    return scopes.map { scope in
      var entry = scope
      entry["mode"] = .text(
        random.pick(["block-bidirectional", "block-bidirectional", "block-ingress", "off"]))
      return (name("bpa"), vague(entry, keeping: ["mode"]))
    }
  }

  /// What exempts a VPC or subnet now and then.
  mutating func exclusion() -> YAMLTree? {
    guard blocksPublicAccess, random.chance(30) else { return nil }
    return .text(random.pick(PublicAccessExclusion.allCases.map(\.rawValue)))
  }

  mutating func chosenPolicies() -> YAMLTree? {
    var entry: YAMLTree = [:]
    if random.chance(10) {
      entry["client-ports"] = .text(random.pick(["any", "1024-2047", "windows"]))
    }
    for (policy, values) in [
      ("bpa-egress-exclusion-igw", ["allow", "block"]), ("eigw-reply", ["allow", "block"]),
      ("igw-return-ipv6", ["allow", "block"]),
      ("deny-igw-outbound", ["allow", "block"]), ("appliance-groups", ["both", "inbound"]),
      ("regional-nat-manual-zone", ["allow", "block"]), ("reply-from", ["same", "primary"]),
      ("tgw-entry", ["zone", "subnet"]), ("peering-check", ["both", "destination"]),
      ("nlb-client-group", ["ignore", "match"]), ("same-subnet-acl", ["skip", "ask"]),
      ("regional-nat-acl", ["none", "default"]), ("group-prefixes", ["ignore", "match"]),
      ("associated-groups", ["ignore", "match"]), ("gwlb-unhealthy-zone", ["drop", "fail-open"]),
      ("prefix-list-inside", ["ignore", "use"]), ("privatelink-acl", ["skip", "ask"]),
    ] where random.chance(12) {
      entry[policy] = .text(random.pick(values))
    }
    return entry == [:] ? nil : entry
  }
}
