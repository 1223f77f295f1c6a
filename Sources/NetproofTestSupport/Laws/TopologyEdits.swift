import NetproofSets

// Edits of topologies whose effect is known beforehand.

extension YAMLTree {
  private static let groupRules = [
    ["vpcs", "*", "security-groups", "*", "inbound"],
    ["vpcs", "*", "security-groups", "*", "outbound"],
  ]

  private static let aclRules = [
    ["vpcs", "*", "network-acls", "*", "inbound"],
    ["vpcs", "*", "network-acls", "*", "outbound"],
  ]

  private static let siteRules = [
    ["networks", "*", "firewall", "inbound"], ["networks", "*", "firewall", "outbound"],
  ]

  private func changing(_ paths: [[String]], by change: (YAMLTree) -> YAMLTree) -> YAMLTree {
    paths.reduce(self) { $0.changing($1, by: change) }
  }

  /// The rules of every security group in another order.
  func reorderingGroupRules(using random: inout Seeded) -> YAMLTree {
    var own = random
    defer { random = own }
    return changing(Self.groupRules) { .list(own.shuffled($0.elements)) }
  }

  /// Every block of a rule, and of a network on the internet, as its two halves.
  var splittingBlocks: YAMLTree {
    let groups = changing(Self.groupRules) { list in
      .list(list.elements.map { $0.splittingPeers })
    }
    let lists = groups.changing(Self.aclRules + Self.siteRules) { list in
      .list(list.elements.flatMap { $0.splitRule })
    }
    return lists.changing(["networks", "*"]) { network in
      guard network["attached-to"] == nil, let blocks = network["cidrs"] else { return network }
      var network = network
      network["cidrs"] = .list(blocks.elements.flatMap { $0.halves ?? [$0] })
      return network
    }
  }

  /// Every range of ports of a rule as its two halves.
  var splittingPorts: YAMLTree {
    let groups = changing(Self.groupRules) { list in
      .list(
        list.elements.map { rule in
          guard let ports = rule["ports"] else { return rule }
          var rule = rule
          let all = ports.text == nil ? ports.elements : [ports]
          rule["ports"] = .list(all.flatMap { $0.rangeHalves ?? [$0] })
          return rule
        })
    }
    return groups.changing(Self.aclRules + Self.siteRules) { list in
      .list(
        list.elements.flatMap { rule in
          rule.numbered(by: rule["ports"]?.rangeHalves) { $0["ports"] = $1 }
        })
    }
  }

  private var splittingPeers: YAMLTree {
    var rule = self
    for end in ["from", "to"] {
      guard let peers = rule[end] else { continue }
      let all = peers.text == nil ? peers.elements : [peers]
      rule[end] = .list(all.flatMap { $0.halves ?? [$0] })
    }
    return rule
  }

  /// A network ACL's rule as two, of which the second has the next number.
  private var splitRule: [YAMLTree] {
    let end = self["from"] == nil ? "to" : "from"
    return numbered(by: self[end]?.halves) { $0[end] = $1 }
  }

  /// A numbered rule once for each part of it, with one number after the other.
  private func numbered(
    by parts: [YAMLTree]?, _ change: (inout YAMLTree, YAMLTree) -> Void
  ) -> [YAMLTree] {
    guard let parts, let number = self["rule"]?.text.flatMap({ Int($0) }) else { return [self] }
    return parts.enumerated().map { index, part in
      var rule = self
      change(&rule, part)
      rule["rule"] = .text("\(number + index)")
      return rule
    }
  }

  /// The halves of a range of ports; nothing if this is no range or a single port.
  private var rangeHalves: [YAMLTree]? {
    let ends = text?.split(separator: "-").compactMap { Int($0) } ?? []
    guard ends.count == 2, ends[0] < ends[1] else { return nil }
    let middle = (ends[0] + ends[1]) / 2
    return [.text("\(ends[0])-\(middle)"), .text("\(middle + 1)-\(ends[1])")]
  }

  /// The halves of a block; nothing if this is no block or a single address.
  private var halves: [YAMLTree]? {
    guard let text, let block = try? Prefix(text), block.length < block.family.width else {
      return nil
    }
    let low = Prefix(containing: block.base, length: block.length + 1)
    let high = Prefix(containing: block.last, length: block.length + 1)
    return [.text("\(low)"), .text("\(high)")]
  }

  // MARK: - One more rule

  /// The topology with one more allow rule in a security group; nothing if none can be added.
  func addingAllowRule(using random: inout Seeded) -> YAMLTree? {
    addingRule(in: "security-groups", using: &random) { group, list in
      // What is left out is AWS's default, which writing the list would take away.
      group[list] != nil || (list == "inbound" && group["default"] == nil)
    } rule: { end, _, random in
      var rule = random.service("allow", of: self)
      rule[end] = random.block(of: self)
      return rule
    }
  }

  /// The topology with one more deny rule in a network ACL; nothing if none can be added.
  func addingDenyRule(using random: inout Seeded) -> YAMLTree? {
    addingRule(in: "network-acls", using: &random) { acl, list in
      acl[list] != nil || acl["default"] == nil
    } rule: { end, taken, random in
      guard let number = random.shuffled(Array(1...200)).first(where: { !taken.contains($0) })
      else { return nil }
      var rule = random.service("deny", of: self)
      rule = .map([Entry("rule", .text("\(number)"))] + rule.entries)
      rule[end] = random.block(of: self)
      return rule
    }
  }

  private func addingRule(
    in table: String, using random: inout Seeded, where fits: (YAMLTree, String) -> Bool,
    rule: (String, Set<Int>, inout Seeded) -> YAMLTree?
  ) -> YAMLTree? {
    let list = random.pick(["inbound", "outbound"])
    let end = list == "inbound" ? "from" : "to"
    var places: [(vpc: String, name: String, entry: YAMLTree)] = []
    for vpc in self["vpcs"]?.entries ?? [] {
      for entry in vpc.value[table]?.entries ?? [] where fits(entry.value, list) {
        places.append((vpc.key, entry.key, entry.value))
      }
    }
    guard !places.isEmpty else { return nil }
    let place = random.pick(places)
    let old = place.entry[list]?.elements ?? []
    let taken = Set(old.compactMap { $0["rule"]?.text.flatMap { Int($0) } })
    guard let fresh = rule(end, taken, &random) else { return nil }
    return changing(["vpcs", place.vpc, table, place.name]) { entry in
      var entry = entry
      entry[list] = .list(old + [fresh])
      return entry
    }
  }
}

extension Seeded {
  fileprivate mutating func service(_ key: String, of tree: YAMLTree) -> YAMLTree {
    let word = pick(["all", "tcp", "tcp", "udp", "icmp"])
    var rule = YAMLTree.map([.init(key, .text(word))])
    if word == "tcp" || word == "udp", chance(60) {
      rule["ports"] = .text(pick(TopologyGenerator.ports))
    }
    return rule
  }

  /// A block of the topology, or everything.
  fileprivate mutating func block(of tree: YAMLTree) -> YAMLTree {
    var blocks = TopologyGenerator.everything.map { YAMLTree.text("\($0)") }
    for vpc in tree["vpcs"]?.entries ?? [] {
      blocks += vpc.value["cidrs"]?.elements ?? []
      for subnet in vpc.value["subnets"]?.entries ?? [] {
        blocks += subnet.value["cidrs"]?.elements ?? []
      }
    }
    for network in tree["networks"]?.entries ?? [] {
      blocks += network.value["cidrs"]?.elements ?? []
    }
    return pick(blocks)
  }
}
