import NetproofSets

// Network ACLs and security groups: overlapping rules, odd protocols, references.

extension TopologyGenerator {
  static let ports = [
    "22", "53", "80", "443", "1024", "40000", "0-1023", "1024-65535", "32768-60999", "80-443",
    "443-1024", "40000-50000", "0-65535", "53-53",
  ]

  private static let protocols: [(weight: Int, element: String)] = [
    (30, "all"), (45, "tcp"), (14, "udp"), (8, "icmp"), (4, "icmpv6"), (3, "protocol/47"),
    (1, "protocol/6"), (1, "protocol/1"),
  ]

  private static let types = ["8", "0", "3", "128", "129", "2", "all"]

  /// A rule's protocol with its ports or types under `key`.
  private mutating func service(_ key: String, isList: Bool) -> YAMLTree {
    let word = random.pick(weighted: Self.protocols)
    var rule = YAMLTree.map([.init(key, .text(word))])
    switch word {
    case "tcp", "udp", "protocol/6":
      guard random.chance(75) else { break }
      if isList, random.chance(25) {
        rule["ports"] = .texts((0..<2).map { _ in random.pick(Self.ports) })
      } else {
        rule["ports"] = .text(random.pick(Self.ports))
      }
    case "icmp", "icmpv6", "protocol/1":
      guard random.chance(75) else { break }
      let type = random.pick(Self.types)
      rule["type"] = .text(type)
      if type != "all", random.chance(40) { rule["code"] = .text(random.pick(["0", "4", "all"])) }
    default: break
    }
    return rule
  }

  /// A block that rules may name: everything, a known one, a part of one, or one address.
  private mutating func block() -> Prefix {
    if !latticeServices.isEmpty, random.chance(12) { return random.pick(Self.latticeBlocks) }
    let known = random.pick(knownBlocks)
    switch random.int(0...9) {
    case 0...2: return random.chance(70) ? Self.everything4 : Self.everything6
    case 3...6: return known
    case 7:
      let longer = min(known.family.width, known.length + random.int(1...3))
      let base = known.base.bits + UInt128(random.int(0...9))
      return Prefix(containing: Address(known.family, min(base, known.last.bits)), length: longer)
    case 8:
      return Prefix(containing: known.base, length: max(0, known.length - random.int(1...3)))
    default:
      let bits = known.base.bits + UInt128(random.int(3...9))
      return Prefix(Address(known.family, min(bits, known.last.bits)))
    }
  }

  /// VPC Lattice's addresses and parts of them.
  private static let latticeBlocks = [
    prefix("169.254.171.0/24"), prefix("169.254.171.0/25"), prefix("169.254.171.128/25"),
    prefix("169.254.171.0/32"), prefix("169.254.0.0/16"), prefix("fd00:ec2:80::/65"),
  ]

  // MARK: - Network ACLs

  mutating func writtenACL(of index: Int) -> YAMLTree {
    var entry: YAMLTree = [:]
    let isDefault = vpcs[index].networkACLs.count == 1 && random.chance(30)
    if isDefault { entry["default"] = "true" }
    for (key, end) in [("inbound", "from"), ("outbound", "to")] {
      if random.chance(12) { continue }
      entry[key] = writtenRules(end)
    }
    return vague(entry, keeping: ["inbound", "outbound"])
  }

  /// The firewall of a network outside, whose rules are those of network ACLs.
  mutating func siteFirewall() -> YAMLTree {
    var entry: YAMLTree = [:]
    if random.chance(50) { entry["stateful"] = "false" }
    for (key, end) in [("inbound", "from"), ("outbound", "to")] where random.chance(60) {
      entry[key] = writtenRules(end)
    }
    return entry
  }

  private mutating func writtenRules(_ end: String) -> YAMLTree {
    var rules: [YAMLTree] = []
    var number = random.int(1...60)
    for _ in 0..<random.int(0...4) {
      var rule = service(random.chance(60) ? "allow" : "deny", isList: false)
      rule = .map([.init("rule", .text("\(number)"))] + rule.entries)
      rule[end] = .text("\(block())")
      rules.append(rule)
      number += random.int(2...40)
    }
    guard !random.chance(15 + wildness) else { return .list(random.shuffled(rules)) }
    for block in Self.everything {
      rules.append([
        "rule": .text("\(number)"), "allow": "all", .init(end): .text("\(block)"),
      ])
      number += 2
    }
    return .list(random.shuffled(rules))
  }

  // MARK: - Security groups

  mutating func written(_ group: GroupPlan, _ index: Int) -> YAMLTree {
    var entry: YAMLTree = [:]
    if group.isAssociated {
      let others = vpcs.indices.filter {
        $0 != index && vpcs[$0].region == vpcs[index].region
      }.map { vpcs[$0].name }
      if !others.isEmpty { entry["associated-vpcs"] = .texts(others) }
    } else if vpcs[index].groups.first?.name == group.name, random.chance(15) {
      entry["default"] = "true"
    }
    if !random.chance(8) { entry["inbound"] = writtenRules(index, "from") }
    if random.chance(35) { entry["outbound"] = writtenRules(index, "to") }
    return vague(entry, keeping: ["inbound", "outbound"])
  }

  private mutating func writtenRules(_ index: Int, _ end: String) -> YAMLTree {
    if random.chance(45) && !isWild() {
      let open: YAMLTree = ["allow": "all", .init(end): .texts(Self.everything)]
      return [open]
    }
    return .list(
      (0..<random.int(0...4)).map { _ in
        var rule = service("allow", isList: true)
        let peers = (0..<random.pick([1, 1, 1, 2])).map { _ in peer(of: index) }
        rule[end] = peers.count == 1 ? .text(peers[0]) : .texts(peers)
        return rule
      })
  }

  private mutating func peer(of index: Int) -> String {
    switch random.int(0...9) {
    case 0...2: return random.pick(vpcs[index].groups).name
    case 3:
      let other = random.int(0...vpcs.count - 1)
      return "\(vpcs[other].name)/\(random.pick(vpcs[other].groups).name)"
    case 4 where !prefixLists.isEmpty && (latticeServices.isEmpty || random.chance(40)):
      return random.pick(prefixLists).name
    case 4 where !latticeServices.isEmpty:
      return random.chance(15) ? "169.254.171.0/25" : "169.254.171.0/24"
    case 5 where !networks.isEmpty: return random.pick(networks).name
    default: return "\(block())"
    }
  }
}
