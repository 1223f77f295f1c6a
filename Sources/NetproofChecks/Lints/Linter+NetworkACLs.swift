import NetproofModel
import NetproofSets

/// Network ACLs: rules that decide nothing, replies that are denied, lists that nobody uses.
extension Linter {
  func networkACLFindings(_ id: ID<NetworkACL>) -> [LintFinding] {
    let acl = model.networkACLs[id]
    let component = ComponentID.networkACL(id)
    guard isDescribed(component), !acl.isImplied else { return [] }
    var found: [LintFinding] = []
    if !usesSubnets(of: id), !acl.isDefault, !uses.vagueVPCs.contains(acl.vpc) {
      found.append(LintFinding(component, .networkACLUnused))
    }
    let lists: [RuleList] = [.inbound, .outbound]
    for list in lists {
      found += shadowedRules(acl, component, list)
      let rules = list == .inbound ? acl.inbound : acl.outbound
      found += rules.indices.filter { rules[$0].service.isICMP(but: rules[$0].cidr.family) }
        .map { LintFinding(RuleID(component, list, $0), .icmpOfOtherFamily) }
    }
    guard usesSubnets(of: id) else { return found }
    if let subnet = uses.dualStackSubnets[id] {
      found += lists.compactMap { list in
        familyMissing(list == .inbound ? acl.inbound : acl.outbound).map {
          LintFinding(component, .familyMissing($0, list, in: subnet))
        }
      }
    }
    return found + lists.compactMap { deniedReplies(acl, component, to: $0) }
  }

  /// The family of which rules say nothing though they allow some of the other.
  private func familyMissing(_ rules: [NetworkACLRule]) -> Family? {
    guard let first = rules.first(where: \.allows)?.cidr.family,
      rules.allSatisfy({ $0.cidr.family == first })
    else { return nil }
    return Family.allCases.first { $0 != first }
  }

  private func usesSubnets(of id: ID<NetworkACL>) -> Bool { uses.usedNetworkACLs[id.index] }

  // MARK: - Shadowed rules

  private func shadowedRules(
    _ acl: NetworkACL, _ component: ComponentID, _ list: RuleList
  ) -> [LintFinding] {
    let rules = list == .inbound ? acl.inbound : acl.outbound
    guard rules.count > 1 else { return [] }
    let blocks = rules.map(\.cidr)
    var tree = BlockTree()
    var found: [LintFinding] = []
    for (index, rule) in rules.enumerated() {
      let services = ServiceSet(rule.service)
      if services.subtracting(tree.decided(at: rule.cidr)).isEmpty {
        let deciders = deciders(of: index, in: rules, blocks)
        let effect = effect(of: rule, deciders.map { rules[$0].allows })
        found.append(
          LintFinding(
            RuleID(component, list, index),
            .ruleShadowed(by: deciders.map { RuleID(component, list, $0) }, effect: effect)))
      } else {
        tree.insert(services, at: rule.cidr)
      }
    }
    return found
  }

  private func effect(of rule: NetworkACLRule, _ decisions: [Bool]) -> LintFinding.Effect {
    if decisions.allSatisfy({ $0 == rule.allows }) { return .same }
    return decisions.contains(rule.allows) ? .mixed : .opposite
  }

  /// The earlier rules that decide packets of a rule, up to where none are left.
  private func deciders(
    of index: Int, in rules: [NetworkACLRule], _ blocks: [Prefix]
  ) -> [Int] {
    var rest = PacketSet(rules[index].remotePackets)
    var result: [Int] = []
    for earlier in 0..<index where blocks[earlier].overlaps(blocks[index]) {
      guard !rest.isEmpty else { break }
      let remaining = rest.subtracting(rules[earlier].remotePackets)
      if remaining != rest { result.append(earlier) }
      rest = remaining
    }
    return result
  }

  // MARK: - Replies

  /// The ports that clients draw from: those of Linux, which every other profile but that of old
  /// Windows shares in part, unless the topology says otherwise.
  private var clientPorts: PortSet {
    model.policies.clientPorts ?? ClientPortProfile.linux.ports
  }

  /// Rules that let packets pass in one direction, where the other one denies every reply's port or
  /// some of them.
  ///
  /// Rules that let a whole range of client ports pass are for replies themselves, and not asked,
  /// unless the other list lets nothing pass that could be replied to.
  private func deniedReplies(
    _ acl: NetworkACL, _ component: ComponentID, to list: RuleList
  ) -> LintFinding? {
    let rules = list == .inbound ? acl.inbound : acl.outbound
    let replies = list == .inbound ? acl.outbound : acl.inbound
    let replyList: RuleList = list == .inbound ? .outbound : .inbound
    var asked: [RuleID] = []
    var first: (service: Service, ports: PortSet, denied: Denied)?
    for (index, rule) in rules.enumerated() where rule.allows {
      let family = rule.cidr.family
      for answer in answers(to: rule, beside: replies) {
        // Of most rules no reply at all is denied, so that the exact addresses need not be known.
        guard denied(family, answer, rule.cidr.bits, by: replies) != nil,
          let member = answer.protocols.single,
          let denied = denied(
            family, answer, remotes(of: index, in: rules, member), by: replies)
        else { continue }
        if asked.last?.index != index { asked.append(RuleID(component, list, index)) }
        first = first ?? (Service(member, ports: denied.ports), answer.ports, denied)
      }
    }
    guard let rule = asked.first, let first else { return nil }
    return LintFinding(
      rule,
      .repliesDenied(
        LintFinding.Replies(
          rules: asked, service: first.service, clientPorts: first.ports,
          block: first.denied.block,
          denial: first.denied.rule.map { RuleID(component, replyList, $0) })))
  }

  /// What is sent back for packets of a rule.
  private func answers(to rule: NetworkACLRule, beside replies: [NetworkACLRule]) -> [Service] {
    let family = rule.cidr.family
    let isOneWay = !replies.contains(where: \.allows)
    var answers = [IPProtocol.tcp, .udp].filter { member in
      isForService(rule, member) || isOneWay && rule.service.protocols.contains(member)
    }.map { Service($0, ports: clientPorts) }
    let ping: IPProtocol = family == .ipv4 ? .icmp : .icmpv6
    let request = ICMP.port(type: ICMP.echoRequest(family), code: 0)
    let answer = ICMP.port(type: ICMP.echoReply(family), code: 0)
    if rule.service.protocols.contains(ping), rule.service.ports.contains(request),
      !rule.service.ports.contains(answer)
    {
      answers.append(Service(ping, ports: PortSet(answer)))
    }
    return answers
  }

  private func isForService(_ rule: NetworkACLRule, _ member: IPProtocol) -> Bool {
    let ports = rule.service.ports
    // Appliances answer a Gateway Load Balancer from the port that it sent to, to the same (R221).
    let isGeneve = member == .udp && ports == LoadBalancer.geneve.ports
    if isGeneve { return false }
    return rule.service.protocols.contains(member) && !clientPorts.isSubset(of: ports)
      && ClientPortProfile.allCases.allSatisfy { !$0.ports.isSubset(of: ports) }
  }

  /// The remote addresses whose packets a rule itself lets pass.
  private func remotes(
    of index: Int, in rules: [NetworkACLRule], _ member: IPProtocol
  ) -> AddressBits {
    var cube = rules[index].remotePackets
    cube.protocols = ProtocolSet(member)
    var rest = PacketSet(cube)
    for earlier in rules[..<index] where earlier.cidr.overlaps(rules[index].cidr) {
      guard !rest.isEmpty else { break }
      if earlier.service.ports.isDisjoint(with: cube.destinationPorts) { continue }
      rest = rest.subtracting(earlier.remotePackets)
    }
    return rest.cubes.reduce(AddressBits()) { $0.union($1.sources) }
  }

  /// Replies that are denied: the ports of the first block, and by which rule.
  private struct Denied {
    let ports: PortSet
    let block: Prefix
    let rule: Int?
  }

  private func denied(
    _ family: Family, _ answer: Service, _ remotes: AddressBits, by rules: [NetworkACLRule]
  ) -> Denied? {
    let cube = PacketCube(
      family, protocols: answer.protocols, sources: remotes, destinationPorts: answer.ports)
    guard !cube.isEmpty else { return nil }
    var rest = PacketSet(cube)
    for (index, rule) in rules.enumerated() where rule.cidr.family == family {
      let own = rule.remotePackets
      if !rule.allows, let part = rest.cubes.lazy.compactMap({ $0.intersection(own) }).first {
        return denied(part, by: index)
      }
      rest = rest.subtracting(own)
      if rest.isEmpty { return nil }
    }
    return rest.cubes.first.flatMap { denied($0, by: nil) }
  }

  private func denied(_ part: PacketCube, by rule: Int?) -> Denied? {
    part.sources.prefixes(part.family).first.map {
      Denied(ports: part.destinationPorts, block: $0, rule: rule)
    }
  }
}

extension NetworkACLRule {
  /// What the rule is about, whichever way packets go: remote addresses stand as sources.
  var remotePackets: PacketCube {
    PacketCube(
      cidr.family, protocols: service.protocols, sources: cidr.bits,
      destinationPorts: service.ports)
  }
}

extension Service {
  /// Whether all that is meant is ICMP, of the other family than addresses are (R73).
  func isICMP(but family: Family) -> Bool {
    protocols.single == (family == .ipv4 ? .icmpv6 : .icmp)
  }
}
