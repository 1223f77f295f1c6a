import NetproofSets
import NetproofSyntax

/// The rules of a security group, as AWS puts them together: by protocol and ports.
struct TerraformRules {
  struct Service: Hashable {
    let isEgress: Bool
    let proto: String
    let from: String?
    let to: String?
  }

  enum Peer: Int, CaseIterable { case ipv4, ipv6, list, group }

  /// One peer of one rule.
  struct Rule {
    let service: Service
    let peer: Peer
    let value: AWSDraft.Value
    let place: Span

    var key: String { "\(service) \(peer) \(value.text ?? "")" }
  }

  private(set) var rules: [Rule] = []
  private var seen: Set<String> = []

  mutating func add(_ rule: Rule) {
    if seen.insert(rule.key).inserted { rules.append(rule) }
  }

  /// What AWS would say of one direction.
  func permissions(isEgress: Bool, at place: Span) -> AWSDraft.Value {
    var order: [Service] = []
    var byService: [Service: [Rule]] = [:]
    for rule in rules where rule.service.isEgress == isEgress {
      if byService[rule.service] == nil { order.append(rule.service) }
      byService[rule.service, default: []].append(rule)
    }
    return .list(order.map { Self.permission($0, byService[$0] ?? []) }, place)
  }

  private static func permission(_ service: Service, _ rules: [Rule]) -> AWSDraft.Value {
    let place = rules[0].place
    var fields: [(String, AWSDraft.Value?)] = [
      ("IpProtocol", .text(service.proto, place)),
      ("FromPort", service.from.map { .word($0, place) }),
      ("ToPort", service.to.map { .word($0, place) }),
    ]
    let lists: [(Peer, String, String)] = [
      (.ipv4, "IpRanges", "CidrIp"), (.ipv6, "Ipv6Ranges", "CidrIpv6"),
      (.list, "PrefixListIds", "PrefixListId"), (.group, "UserIdGroupPairs", "GroupId"),
    ]
    for (peer, list, key) in lists {
      let own = rules.filter { $0.peer == peer }
      guard !own.isEmpty else { continue }
      fields.append((list, .list(own.map { .map([(key, $0.value)], $0.value.span) }, place)))
    }
    return .object(fields, at: place)
  }
}

// Security groups.
extension TerraformNetwork {
  mutating func addGroups() {
    for resource in all("aws_security_group") { addGroup(resource) }
    for resource in all("aws_default_security_group") { addDefaultGroup(resource) }
    for resource in data("aws_security_group") where !drafts.contains(resource.id) {
      var draft = draft(.securityGroups, resource)
      draft.isPart = true
      draft.set("VpcId", id("vpc_id", of: resource) ?? defaultVPC(resource))
      draft.set("GroupName", copy: resource["name"])
      drafts.add(draft)
    }
    let separate = ruleResources(estate.resources)
    var gone: [String: Set<String>] = [:]
    for (group, rules) in ruleResources(estate.gone) {
      gone[group, default: []].formUnion(rules.map(\.key))
    }
    for resource in all("aws_security_group", "aws_default_security_group") {
      addInline(resource, gone[resource.id] ?? [])
    }
    for (group, rules) in separate {
      if AWSDraft.isUnknown(group) {
        open(group, .securityGroups)
      } else {
        rules.forEach { groupRules[group, default: .init()].add($0) }
      }
    }
    for vpc in all("aws_vpc", "aws_default_vpc") { addImpliedGroup(of: vpc) }
    for (group, rules) in groupRules.sorted(by: { $0.key < $1.key }) {
      let place = drafts[group]?.span ?? rules.rules[0].place
      change(group, .securityGroups, vpc: nil, at: place) { draft in
        draft.set("IpPermissions", rules.permissions(isEgress: false, at: place))
        draft.set("IpPermissionsEgress", rules.permissions(isEgress: true, at: place))
      }
    }
  }

  func defaultVPC(_ resource: TerraformResource) -> Value {
    let vpc = all("aws_default_vpc").first?.id ?? AWSDraft.unknown("default VPC")
    return .text(vpc, resource.place)
  }

  private mutating func addGroup(_ resource: TerraformResource) {
    var draft = draft(.securityGroups, resource)
    draft.set("VpcId", id("vpc_id", of: resource) ?? defaultVPC(resource))
    draft.set("GroupName", copy: resource["name"])
    // Terraform takes the rule away that lets everything out.
    draft.set("IpPermissionsEgress", .list([], resource.place))
    drafts.add(draft)
  }

  private mutating func addDefaultGroup(_ resource: TerraformResource) {
    let vpc = id("vpc_id", of: resource) ?? defaultVPC(resource)
    if let text = vpc.text, AWSDraft.isUnknown(text) { open(text, .securityGroups) }
    var draft = draft(.securityGroups, resource)
    draft.set("VpcId", vpc)
    draft.set("GroupName", .text("default", resource.place))
    draft.set("IpPermissionsEgress", .list([], resource.place))
    drafts.add(draft)
    if let owner = self.resource(vpc.text) {
      alias(impliedID("default_security_group_id", of: owner), resource.id)
    }
  }

  /// The default group of a VPC, where rules are added to it that no resource takes over: with the
  /// rules that AWS puts in, as far as that is known.
  private mutating func addImpliedGroup(of vpc: TerraformResource) {
    let id = name(impliedID("default_security_group_id", of: vpc))
    guard groupRules[id] != nil, !drafts.contains(id) else { return }
    var draft = AWSDraft(.securityGroups, id, at: vpc.place)
    draft.set("VpcId", .text(vpc.id, vpc.place))
    draft.set("GroupName", .text("default", vpc.place))
    if vpc.isNew, vpc.type == "aws_vpc" {
      let everything = Value.text("0.0.0.0/0", vpc.place)
      for (isEgress, peer, value) in [
        (false, TerraformRules.Peer.group, Value.text(id, vpc.place)), (true, .ipv4, everything),
      ] {
        let service = TerraformRules.Service(isEgress: isEgress, proto: "-1", from: nil, to: nil)
        groupRules[id]?.add(.init(service: service, peer: peer, value: value, place: vpc.place))
      }
    } else {
      draft.isPart = true
    }
    drafts.add(draft)
  }

  /// The rules that stand in a group itself.
  private mutating func addInline(_ resource: TerraformResource, _ gone: Set<String>) {
    var rules = groupRules[resource.id] ?? .init()
    for (key, isEgress) in [("ingress", false), ("egress", true)] {
      let isWritten = resource.block.isWritten(key)
      if resource.block.isUnknown(key) {
        guard isWritten == true else { continue }
        rules.add(unknownRule(key, resource, isEgress))
      } else if lacks(key, resource, effect: "what only its rules may let through is undetermined")
      {
        let any = TerraformRules.Service(isEgress: isEgress, proto: "-1", from: nil, to: nil)
        let list = AWSDraft.unknown("\(resource.address.text).\(key)")
        rules.add(rule(any, .list, .text(list, resource.place), resource))
      }
      for block in resource.block.blocks(key) {
        for rule in inlineRules(block, resource, isEgress) {
          // What AWS had before may be what the plan takes away.
          if isWritten != true, gone.contains(rule.key) { continue }
          rules.add(rule)
        }
      }
    }
    groupRules[resource.id] = rules
  }

  private mutating func inlineRules(
    _ block: TerraformBlock, _ resource: TerraformResource, _ isEgress: Bool
  ) -> [TerraformRules.Rule] {
    guard let service = self.service(block, "protocol", isEgress) else {
      return [unknownRule("protocol", resource, isEgress)]
    }
    var rules: [TerraformRules.Rule] = []
    rules += cidrs(["cidr_blocks", "ipv6_cidr_blocks"], block, resource, service)
    rules += ids("prefix_list_ids", block, of: resource).map { rule(service, .list, $0, resource) }
    rules += ids("security_groups", block, of: resource).map { rule(service, .group, $0, resource) }
    if block.isTrue("self") {
      rules.append(rule(service, .group, .text(resource.id, block.span("self")), resource))
    }
    return rules
  }

  // MARK: - Rules that are resources

  private mutating func ruleResources(
    _ resources: [TerraformResource]
  ) -> [(group: String, rules: [TerraformRules.Rule])] {
    var all: [(String, [TerraformRules.Rule])] = []
    for resource in resources where !resource.isData {
      switch resource.type {
      case "aws_security_group_rule":
        guard let group = id("security_group_id", of: resource)?.text else { continue }
        all.append((group, classicRules(resource, of: group)))
      case "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule":
        guard let group = id("security_group_id", of: resource)?.text else { continue }
        all.append((group, singleRule(resource)))
      default: continue
      }
    }
    return all
  }

  private mutating func classicRules(
    _ resource: TerraformResource, of group: String
  ) -> [TerraformRules.Rule] {
    let isEgress = resource.text("type") == "egress"
    let block = resource.block
    guard let service = self.service(block, "protocol", isEgress) else {
      return [unknownRule("protocol", resource, isEgress)]
    }
    var rules = cidrs(["cidr_blocks", "ipv6_cidr_blocks"], block, resource, service)
    rules += ids("prefix_list_ids", of: resource).map { rule(service, .list, $0, resource) }
    if block.isTrue("self") {
      rules.append(rule(service, .group, .text(group, block.span("self")), resource))
    } else if let peer = id("source_security_group_id", of: resource) {
      rules.append(rule(service, .group, withoutAccount(peer), resource))
    }
    return rules
  }

  private mutating func singleRule(_ resource: TerraformResource) -> [TerraformRules.Rule] {
    let isEgress = resource.type.hasSuffix("egress_rule")
    guard let service = self.service(resource.block, "ip_protocol", isEgress) else {
      return [unknownRule("ip_protocol", resource, isEgress)]
    }
    var rules: [TerraformRules.Rule] = []
    for (key, peer) in [("cidr_ipv4", TerraformRules.Peer.ipv4), ("cidr_ipv6", .ipv6)] {
      if let node = resource[key], Self.isBlock(node) {
        rules.append(rule(service, peer, .node(node), resource))
      } else if resource[key] != nil || resource.block.isUnknown(key) {
        rules.append(unknownPeer(key, resource, service))
      }
    }
    if let list = id("prefix_list_id", of: resource) {
      rules.append(rule(service, .list, list, resource))
    }
    if let group = id("referenced_security_group_id", of: resource) {
      rules.append(rule(service, .group, withoutAccount(group), resource))
    }
    return rules
  }

  /// A group of another account without that: `111122223333/sg-1`.
  private func withoutAccount(_ group: Value) -> Value {
    guard let text = group.text, !AWSDraft.isInvented(text),
      let own = text.split(separator: "/").last
    else { return group }
    return .text(name(String(own)), group.span)
  }

  // MARK: - Parts of rules

  private func rule(
    _ service: TerraformRules.Service, _ peer: TerraformRules.Peer, _ value: Value,
    _ resource: TerraformResource
  ) -> TerraformRules.Rule {
    .init(service: service, peer: peer, value: value, place: value.span)
  }

  private mutating func cidrs(
    _ keys: [String], _ block: TerraformBlock, _ resource: TerraformResource,
    _ service: TerraformRules.Service
  ) -> [TerraformRules.Rule] {
    var rules: [TerraformRules.Rule] = []
    for key in keys {
      let peer: TerraformRules.Peer = key.hasPrefix("ipv6") ? .ipv6 : .ipv4
      var isWhole = !block.isUnknown(key) && block.unknownCount(key) == 0
      for node in block.list(key) {
        if Self.isBlock(node) {
          rules.append(rule(service, peer, .node(node), resource))
        } else {
          isWhole = false
        }
      }
      if !isWhole { rules.append(unknownPeer(key, resource, service)) }
    }
    return rules
  }

  /// A rule of which it is not known whom it lets in: the list of them is not described.
  private mutating func unknownPeer(
    _ key: String, _ resource: TerraformResource, _ service: TerraformRules.Service
  ) -> TerraformRules.Rule {
    let list = unknown(
      key, of: resource, effect: "what only this rule may let through is undetermined")
    return rule(service, .list, .text(list, resource.place), resource)
  }

  private mutating func unknownRule(
    _ key: String, _ resource: TerraformResource, _ isEgress: Bool
  ) -> TerraformRules.Rule {
    unknownPeer(key, resource, .init(isEgress: isEgress, proto: "-1", from: nil, to: nil))
  }

  /// The protocol and ports of a rule, if they are known.
  private func service(
    _ block: TerraformBlock, _ key: String, _ isEgress: Bool
  ) -> TerraformRules.Service? {
    guard let text = block.text(key), let proto = Self.protocolName(text) else { return nil }
    let hasPorts = ["tcp", "udp", "icmp", "icmpv6"].contains(proto)
    guard hasPorts else { return .init(isEgress: isEgress, proto: proto, from: nil, to: nil) }
    guard !block.isUnknown("from_port"), !block.isUnknown("to_port") else { return nil }
    let (from, to) = (block.text("from_port"), block.text("to_port"))
    guard [from, to].allSatisfy({ $0.map(Self.isPort) ?? true }) else { return nil }
    return .init(isEgress: isEgress, proto: proto, from: from, to: to)
  }

  /// Whether a text is a port, a type or code of ICMP, or -1 for all of them.
  static func isPort(_ text: String) -> Bool {
    Int(text).map { (-1...65535).contains($0) } ?? false
  }

  /// A protocol as AWS's API says it; nothing if it is none.
  static func protocolName(_ text: String) -> String? {
    switch text.lowercased() {
    case "-1", "all": "-1"
    case "6", "tcp": "tcp"
    case "17", "udp": "udp"
    case "1", "icmp": "icmp"
    case "58", "icmpv6": "icmpv6"
    case "esp": "50"
    case "ah": "51"
    case "gre": "47"
    case let other: Int(other).flatMap { (0...255).contains($0) ? String($0) : nil }
    }
  }
}
