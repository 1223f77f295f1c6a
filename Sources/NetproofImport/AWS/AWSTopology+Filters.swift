import NetproofSyntax

// Network ACLs and security groups.

extension AWSTopology {
  mutating func networkACLs(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    var hasDefault = false
    for acl in estate[.networkACLs, vpc] {
      guard let id = acl["NetworkAclId"] else { continue }
      // Those of VPCs that nobody knows stand together, and may be several.
      let isDefault = acl.isTrue("IsDefault") && vpc != Self.elsewhere
      hasDefault = hasDefault || isDefault
      let rules = acl.list("Entries").filter { !Self.isLast($0) }
      if isDefault, isOpen(rules, vpc), !isOpenEnded(acl, id) { continue }
      var own: [Entry] = []
      if isDefault { add("default", word: "true", at: acl.span("IsDefault"), to: &own) }
      for (key, end, isEgress) in [("inbound", "from", false), ("outbound", "to", true)] {
        let list = rules.filter { $0.isTrue("Egress") == isEgress }
          .sorted { Self.number($0) < Self.number($1) }
        let parts = list.map { aclRule($0, end) }
        own.append(Entry(key, builder.list(parts, at: acl.span("Entries"))))
      }
      entries.append(entry(id, acl, own))
    }
    if !hasDefault, !isNew(vpc), let subnet = estate[.subnets, vpc].first {
      let span = subnet.span("VpcId")
      if !AWSDraft.isUnknown(vpc) {
        problems.report(
          ImportFault.missingCall(
            AWSKind.networkACLs.call, what: "default network ACL", owner: names[vpc], at: span))
      }
      entries.append(unknown("default", "default", at: span))
    }
    return entries
  }

  /// Whether a rule is the last one of either family, which denies the rest and nobody can change.
  private static func isLast(_ rule: AWSResource) -> Bool {
    ["32767", "32768"].contains(rule.text("RuleNumber"))
  }

  private static func number(_ rule: AWSResource) -> Int {
    rule.text("RuleNumber").flatMap { Int($0) } ?? Int.max
  }

  /// Whether a network ACL allows all, as AWS makes the default one.
  private func isOpen(_ rules: [AWSResource], _ vpc: String) -> Bool {
    let isPlain = rules.allSatisfy {
      $0.text("Protocol") == "-1" && $0.text("RuleAction") == "allow"
        && ["0.0.0.0/0", "::/0"].contains($0.text("CidrBlock") ?? $0.text("Ipv6CidrBlock"))
    }
    let families = hasIPv6(vpc) ? ["0.0.0.0/0", "::/0"] : ["0.0.0.0/0"]
    return isPlain
      && [true, false].allSatisfy { isEgress in
        families.allSatisfy { family in
          rules.contains {
            $0.isTrue("Egress") == isEgress
              && ($0.text("CidrBlock") ?? $0.text("Ipv6CidrBlock")) == family
          }
        }
      }
  }

  private func hasIPv6(_ vpc: String) -> Bool {
    estate.described[vpc].map { Self.cidrs(of: $0).contains { $0.text?.contains(":") == true } }
      ?? false
  }

  private mutating func aclRule(_ rule: AWSResource, _ end: String) -> Part {
    var own: [Entry] = []
    add("rule", copy: rule["RuleNumber"], to: &own)
    let action = rule.text("RuleAction") == "allow" ? "allow" : "deny"
    let name = Self.protocolName(rule.text("Protocol") ?? "-1")
    add(action, text: name, at: rule.span("Protocol"), to: &own)
    if let range = rule.part("PortRange"), name == "tcp" || name == "udp" {
      addPorts(range["From"], range["To"], to: &own)
    }
    if let icmp = rule.part("IcmpTypeCode"), name.hasPrefix("icmp") {
      addICMP(icmp["Type"], icmp["Code"], to: &own)
    }
    add(end, copy: rule["CidrBlock"] ?? rule["Ipv6CidrBlock"], to: &own)
    return builder.map(own, at: rule.node.span)
  }

  /// A protocol as rules of topologies write it.
  private static func protocolName(_ text: String) -> String {
    switch text {
    case "-1", "all": "all"
    case "6", "tcp": "tcp"
    case "17", "udp": "udp"
    case "1", "icmp": "icmp"
    case "58", "icmpv6": "icmpv6"
    default: "protocol/\(text)"
    }
  }

  private mutating func addPorts(_ from: Node?, _ to: Node?, to entries: inout [Entry]) {
    guard let from, let low = from.text, let to, let high = to.text else { return }
    guard low != "-1", !(low == "0" && high == "65535") else { return }
    add("ports", word: low == high ? low : "\(low)-\(high)", at: from.span, to: &entries)
  }

  private mutating func addICMP(_ type: Node?, _ code: Node?, to entries: inout [Entry]) {
    guard let type, type.text != "-1" else { return }
    add("type", copy: type, to: &entries)
    guard let code, code.text != "-1" else { return }
    add("code", copy: code, to: &entries)
  }

  // MARK: - Security groups

  mutating func securityGroups(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for group in estate[.securityGroups, vpc] {
      guard let id = group["GroupId"] else { continue }
      var own: [Entry] = []
      let isDefault = group.text("GroupName") == "default" && vpc != Self.elsewhere
      if isDefault { add("default", word: "true", at: group.span("GroupName"), to: &own) }
      let inbound = group.list("IpPermissions").compactMap { groupRule($0, "from", vpc) }
      if isDefault || !inbound.isEmpty {
        own.append(Entry("inbound", builder.list(inbound, at: group.span("IpPermissions"))))
      }
      let egress = group.list("IpPermissionsEgress")
      if !isUsualEgress(egress, vpc) {
        let outbound = egress.compactMap { groupRule($0, "to", vpc) }
        own.append(Entry("outbound", builder.list(outbound, at: group.span("IpPermissionsEgress"))))
      }
      if let rule = ruleWithoutPeer(group, vpc) {
        problems.report(
          ImportFault.notCarried(
            "a rule of \(names[id.text ?? ""]) whose other end Netproof does not know",
            effect: "what only it may let through is undetermined", at: rule.node.span))
        if !isOpenEnded(group, id) { add("described", word: "false", at: id.span, to: &own) }
      }
      let others = (groupVPCs[id.text ?? ""] ?? []).map { reference($0) }
      add("associated-vpcs", list: others, to: &own)
      entries.append(entry(id, group, own))
    }
    for absent in estate.absent(.securityGroups, in: vpc) {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  /// Whether a group lets everything out, as AWS makes it.
  private func isUsualEgress(_ rules: [AWSResource], _ vpc: String) -> Bool {
    guard rules.allSatisfy({ $0.text("IpProtocol") == "-1" }) else { return false }
    let isPlain = rules.allSatisfy {
      $0.list("UserIdGroupPairs").isEmpty && $0.list("PrefixListIds").isEmpty
    }
    let cidrs = Set(
      rules.flatMap { rule in
        Self.ranges(of: rule).compactMap(\.text)
          + rule.list("Ipv6Ranges").compactMap { $0.text("CidrIpv6") }
      })
    let usual: Set<String> = hasIPv6(vpc) ? ["0.0.0.0/0", "::/0"] : ["0.0.0.0/0"]
    return isPlain && usual.isSubset(of: cidrs) && cidrs.isSubset(of: ["0.0.0.0/0", "::/0"])
  }

  /// The group that a rule names; by its name alone, one of the VPC.
  private func group(of pair: AWSResource, _ vpc: String) -> Node? {
    if let id = pair["GroupId"] { return id }
    guard let name = pair.text("GroupName") else { return nil }
    return estate[.securityGroups, vpc].first { $0.text("GroupName") == name }?["GroupId"]
  }

  /// A rule of a group of which AWS tells no other end that is known here.
  private func ruleWithoutPeer(_ group: AWSResource, _ vpc: String) -> AWSResource? {
    guard !group.origin.isDrafted else { return nil }
    let rules = group.list("IpPermissions") + group.list("IpPermissionsEgress")
    return rules.first { rule in
      let pairs = rule.list("UserIdGroupPairs")
      return pairs.contains { self.group(of: $0, vpc) == nil }
        || pairs.isEmpty && Self.ranges(of: rule).isEmpty
          && ["Ipv6Ranges", "PrefixListIds"].allSatisfy { rule.list($0).isEmpty }
    }
  }

  /// The IPv4 CIDRs of a rule; AWS Config has them alone, or in a list of its own.
  private static func ranges(of rule: AWSResource) -> [Node] {
    var ranges: [Node] = []
    for range in rule.list("IpRanges") + rule.list("Ipv4Ranges") {
      guard let cidr = range.node.isScalar ? range.node : range["CidrIp"],
        !ranges.contains(where: { $0.text == cidr.text })
      else { continue }
      ranges.append(cidr)
    }
    return ranges
  }

  private mutating func groupRule(
    _ rule: AWSResource, _ end: String, _ vpc: String
  ) -> Part? {
    var peers = Self.ranges(of: rule).map { builder.copy($0) }
    peers += rule.list("Ipv6Ranges").compactMap { $0["CidrIpv6"] }.map { builder.copy($0) }
    peers += rule.list("PrefixListIds").compactMap { $0["PrefixListId"] }.map { reference($0) }
    peers += rule.list("UserIdGroupPairs").compactMap { self.group(of: $0, vpc) }
      .map { groupReference($0, from: vpc) }
    guard !peers.isEmpty else { return nil }
    var own: [Entry] = []
    let name = Self.protocolName(rule.text("IpProtocol") ?? "-1")
    add("allow", text: name, at: rule.span("IpProtocol"), to: &own)
    if name == "tcp" || name == "udp" {
      addPorts(rule["FromPort"], rule["ToPort"], to: &own)
    } else if name.hasPrefix("icmp") {
      addICMP(rule["FromPort"], rule["ToPort"], to: &own)
    }
    add(end, oneOrMore: peers, to: &own)
    return builder.map(own, at: rule.node.span)
  }

  /// A group by its name, with that of its VPC if it is another one.
  mutating func groupReference(_ id: Node, from vpc: String) -> Part {
    guard let home = estate.home(of: id.text ?? ""), home != vpc else { return reference(id) }
    return builder.text("\(names[home])/\(names[id.text ?? ""])", at: id.span)
  }
}
