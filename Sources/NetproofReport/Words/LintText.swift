import NetproofChecks
import NetproofModel
import NetproofSets
import NetproofSyntax

/// What lints find, in words: a headline, and what to do.
struct LintText: Sendable {
  private let naming: Naming
  private let rules: RuleText

  init(_ naming: Naming) {
    self.naming = naming
    rules = RuleText(naming)
  }

  /// The finding as one sentence.
  func headline(_ finding: LintFinding) -> String {
    let owner = naming.full(finding.component)
    switch finding.matter {
    case .ruleShadowed(let by, let effect):
      return "\(rule(finding)) of \(owner) decides nothing: \(shadows(finding, by, effect))"
    case .repliesDenied(let replies): return "\(owner) \(self.replies(replies))"
    case .networkACLUnused: return "no subnet has \(owner)"
    case .familyMissing(let family, let list, let subnet):
      return "\(owner) has no \(list == .inbound ? "inbound" : "outbound") rule for "
        + "\(Self.name(family)), which \(naming.full(.subnet(subnet))) has too, and denies all of it"
    case .icmpOfOtherFamily:
      return "\(rule(finding)) of \(owner) never matches: ICMP of one family has no addresses of "
        + "the other"
    case .ruleImplied(let by):
      return "\(rule(finding)) of \(owner) adds nothing: \(implied(by))"
    case .referenceNeverMatches(let group, let reason):
      return "\(rule(finding)) of \(owner) never matches: \(never(group, reason))"
    case .groupUnused: return "no interface has \(owner)"
    case .routeShadowed:
      return "\(rule(finding)) of \(owner) is never used: "
        + "other routes are selected for all of its addresses"
    case .routeTableUnused: return unused(finding.component)
    case .routeToNowhere(let end):
      return "\(rule(finding)) of \(owner) leads nowhere: \(reason(end))"
    case .routesMissing(let vpcs, _):
      return vpcs.count == 1
        ? "\(owner) is routed from one side only: no route of \(names(vpcs)) leads over it"
        : "no route leads over \(owner), from neither side"
    case .blocksOverlap(let overlap):
      return "`\(overlap.block)` of \(owner) overlaps `\(overlap.otherBlock)` of "
        + "\(naming.full(overlap.other)), and \(naming.full(overlap.joint)) reaches both"
    case .firewallPolicyUnused: return "no firewall has \(owner)"
    case .homeNetTooNarrow(let firewall, let vpcs):
      return "\(rule(finding)) of \(owner) \(narrow(firewall, vpcs))"
    case .listenerClosed:
      return "nobody gets to the listener \(rule(finding)) of \(owner): "
        + "no inbound rule of its security groups allows any of it"
    case .targetGroupUnused: return "no listener sends to \(owner)"
    case .latticeServiceUnused: return "no service network has \(owner)"
    case .serviceNetworkUnused:
      return "no VPC is associated with \(owner), and no endpoint leads to it"
    case .exclusionIdle(let exclusion, let reason):
      return "the exclusion `\(exclusion.rawValue)` of \(owner) excludes nothing: \(idle(reason))"
    }
  }

  /// What to do, a line each.
  func help(_ finding: LintFinding) -> [String] {
    switch finding.matter {
    case .ruleShadowed(let by, let effect):
      if effect == .same { return ["remove it: nothing changes"] }
      let first = by.compactMap(rules.number).min() ?? 1
      return ["give it a number below \(first) if it is meant as an exception; else remove it"]
    case .repliesDenied(let replies): return [repliesHelp(replies)]
    case .familyMissing(let family, let list, _):
      return [
        "write the \(list == .inbound ? "inbound" : "outbound") rules again for \(Self.name(family)), "
          + "or take the subnet's \(Self.name(family)) block away"
      ]
    case .icmpOfOtherFamily: return ["write `icmp` for IPv4 addresses, and `icmpv6` for IPv6 ones"]
    case .networkACLUnused: return ["name it as `network-acl` of a subnet, or remove it"]
    case .ruleImplied: return ["remove it: nothing changes"]
    case .referenceNeverMatches(_, let reason): return [neverHelp(reason)]
    case .groupUnused: return ["name it in `security-groups` of an interface, or remove it"]
    case .routeShadowed: return ["remove it: nothing changes; or remove what is selected instead"]
    case .routeTableUnused: return unusedHelp(finding.component)
    case .routeToNowhere(let end): return [endHelp(end)]
    case .routesMissing(let vpcs, let areAnswered):
      let add = "add a route to the other VPC's block there"
      return [
        vpcs.count > 1
          ? "add a route on each side, or remove the peering"
          : areAnswered
            ? "\(add), if replies shall come back over the peering: another route takes them"
            : "\(add): without it no reply finds back"
      ]
    case .blocksOverlap:
      return ["renumber one of them, or keep them apart: for an address of both, routes decide"]
    case .firewallPolicyUnused: return ["name it as `policy` of a firewall, or remove it"]
    case .homeNetTooNarrow(let firewall, let vpcs): return [narrowHelp(firewall, vpcs)]
    case .listenerClosed(let groups):
      let names = groups.map { naming.full(.securityGroup($0)) }
      return ["let in whom it is for, in \(Self.list(names, "or")), or remove it"]
    case .targetGroupUnused: return ["name it in `to` of a listener, or remove it"]
    case .latticeServiceUnused:
      return ["name it in `services` of a service network, or remove it"]
    case .serviceNetworkUnused:
      return ["name VPCs in its `vpcs`, lead an endpoint to it, or remove it"]
    case .exclusionIdle(_, let reason): return [idleHelp(reason)]
    }
  }

  /// What is said at the other places that a finding rests on.
  func labels(_ finding: LintFinding) -> [(rule: RuleID, text: String)] {
    switch finding.matter {
    case .ruleShadowed(let by, _): return by.map { ($0, "decides first") }
    case .ruleImplied(let by): return by.map { ($0, "allows it already") }
    case .routeShadowed(let by): return by.map { ($0, "selected instead") }
    case .repliesDenied(let replies):
      return replies.rules.dropFirst().map { ($0, "likewise") }
        + (replies.denial.map { [($0, "denies the replies")] } ?? [])
    case .networkACLUnused, .familyMissing, .icmpOfOtherFamily, .referenceNeverMatches,
      .groupUnused, .routeTableUnused,
      .routeToNowhere, .routesMissing, .blocksOverlap, .firewallPolicyUnused, .homeNetTooNarrow,
      .listenerClosed, .targetGroupUnused, .latticeServiceUnused, .serviceNetworkUnused,
      .exclusionIdle:
      return []
    }
  }

  // MARK: - Network ACLs

  /// "inbound rule 110, allow tcp/22 from 203.0.113.0/24," without its owner.
  private func rule(_ finding: LintFinding) -> String {
    guard let id = finding.rule else { return naming.full(finding.component) }
    let text = "`\(rules.text(id))`"
    switch id.list {
    case .routes: return "the route \(text)"
    case .inbound, .outbound:
      let number = rules.number(id).map { " \($0)," } ?? ""
      return "\(id.list == .inbound ? "inbound" : "outbound") rule\(number) \(text)"
    case .propagations, .associations, .stateless, .listeners, .stateful: return text
    }
  }

  private func shadows(_ finding: LintFinding, _ by: [RuleID], _ effect: LintFinding.Effect)
    -> String
  {
    let numbers = by.compactMap(rules.number).map(String.init)
    let isOne = numbers.count == 1
    let subject = "\(isOne ? "rule" : "rules") \(Self.list(numbers))"
    let allows = finding.rule.flatMap(rules.allows) ?? true
    switch effect {
    case .same, .opposite:
      let verb = allows == (effect == .same) ? "allow" : "deny"
      return "\(subject) \(isOne ? (verb == "deny" ? "denies" : "allows") : verb) all of it before"
    case .mixed: return "\(subject) decide all of it before, not all as it would"
    }
  }

  private func replies(_ replies: LintFinding.Replies) -> String {
    let isInbound = replies.rules.first?.list == .inbound
    let ask = replies.rules.first.map(rules.text) ?? ""
    let (way, preposition) = isInbound ? ("out", "to") : ("in", "from")
    let denial =
      replies.denial.flatMap(rules.number).map { "rule \($0) denies" } ?? "no rule allows"
    return "lets `\(ask)` pass, but not the replies \(way): \(denial) "
      + "\(PacketText.service(replies.service)) \(preposition) \(replies.block)"
      + (isAll(replies) ? "" : ", for one")
  }

  /// Whether the block is what is meant, not one of many that are left of everybody.
  private func isAll(_ replies: LintFinding.Replies) -> Bool {
    guard let id = replies.rules.first, case .networkACL(let acl) = id.owner else { return true }
    let list = naming.model.networkACLs[acl]
    let rules = id.list == .inbound ? list.inbound : list.outbound
    return rules[id.index].cidr.length > 0 || replies.block.length == 0
  }

  private func repliesHelp(_ replies: LintFinding.Replies) -> String {
    let isInbound = replies.rules.first?.list == .inbound
    let protocols = PacketText.protocols(replies.service.protocols)
    let list = isInbound ? "outbound" : "inbound"
    let before = replies.denial.flatMap(rules.number).map { " below number \($0)" } ?? ""
    if replies.service.protocols.single?.isICMP == true, let port = replies.clientPorts.single {
      return
        "a ping is answered by an echo reply: allow \(protocols), type \(ICMP.type(of: port)), "
        + "\(list)\(before)"
    }
    return "replies go to the port that the client chose: allow \(protocols), ports "
      + "\(PacketText.ports(replies.clientPorts)), \(list)\(before)"
  }

  private static func name(_ family: Family) -> String {
    switch family {
    case .ipv4: "IPv4"
    case .ipv6: "IPv6"
    }
  }

  // MARK: - Security groups

  private func implied(_ by: [RuleID]) -> String {
    guard by.count > 1 else {
      return by.first.map { "`\(rules.text($0))` allows all of it" } ?? "others allow all of it"
    }
    return "\(by.count) other rules together allow all of it"
  }

  private func never(_ group: ID<SecurityGroup>, _ reason: LintFinding.NeverSeen) -> String {
    let other = naming.full(.securityGroup(group))
    switch reason {
    case .noMembers: return "no interface has \(other)"
    case .notConnected: return "no connection shows it the members of \(other)"
    case .peeringNotActive(let id): return "\(naming.full(.peering(id))) is not active"
    case .crossRegion(let id):
      return "\(naming.full(.peering(id))) leads to another region, and groups stay in theirs"
    case .referencingOff(let id): return "\(naming.full(id)) does not pass on groups"
    case .otherEdge(let id):
      return "\(naming.full(naming.model.component(of: id))) passes on groups within one edge "
        + "location alone"
    case .outboundOverTransitGateway(let id):
      return
        "\(naming.full(naming.model.component(of: id))) passes on groups for inbound rules alone"
    }
  }

  private func neverHelp(_ reason: LintFinding.NeverSeen) -> String {
    switch reason {
    case .noMembers: "name the group that the other side has, or give it this one"
    case .notConnected, .crossRegion, .otherEdge, .outboundOverTransitGateway:
      "name the other side's block instead"
    case .peeringNotActive: "have the peering accepted, or remove the rule"
    case .referencingOff:
      "write `security-group-referencing: true` there, or name the other side's block"
    }
  }

  // MARK: - Routes

  private func unused(_ component: ComponentID) -> String {
    guard case .routeTable(let id) = component else {
      return "no attachment is associated with \(naming.full(component))"
    }
    let name = naming.full(component)
    return naming.model.routeTables[id].isMain
      ? "no subnet uses the routes of \(name): each names another table"
      : "no subnet has \(name)"
  }

  private func unusedHelp(_ component: ComponentID) -> [String] {
    guard case .routeTable(let id) = component else {
      return ["name an attachment in its `associations`, or remove it"]
    }
    return [
      naming.model.routeTables[id].isMain
        ? "remove its routes, so that a new subnet gets none by accident"
        : "name it as `route-table` of a subnet, or remove it"
    ]
  }

  private func reason(_ end: LintFinding.DeadEnd) -> String {
    switch end {
    case .blackhole: "it is a blackhole"
    case .targetDown(let id): "\(naming.full(id)) does not forward"
    case .notInPeer(let id, let vpc):
      "\(naming.full(.vpc(vpc))) at the other end of \(naming.full(.peering(id))) "
        + "has none of its addresses"
    case .notAttached(let id):
      "the VPC is not attached to \(naming.full(naming.model.component(of: id)))"
    case .privateAddresses(let id):
      "its addresses are private, and \(naming.full(.internetGateway(id))) drops packets to them"
    case .noLine(let id):
      "neither a VPN connection nor a virtual interface leads on from \(naming.full(.vpnGateway(id)))"
    }
  }

  private func endHelp(_ end: LintFinding.DeadEnd) -> String {
    switch end {
    case .blackhole: "remove it, or name a target: until then it swallows its packets"
    case .targetDown: "mend the target, or remove the route"
    case .notInPeer: "peerings lead to the peer itself and no further: route what is there"
    case .notAttached: "attach the VPC, or remove the route"
    case .privateAddresses:
      "name what the addresses are behind: a peering, a transit gateway, a virtual private gateway"
    case .noLine: "add the VPN connection or the association that it is for, or remove the route"
    }
  }

  // MARK: - Firewalls

  private func narrow(_ id: ID<Firewall>, _ vpcs: [ID<VPC>]) -> String {
    let home = naming.full(.vpc(naming.model.firewalls[id].vpc))
    return "takes \(names(vpcs)) for outside: \(naming.full(.firewall(id))) inspects packets from "
      + "there, and its `$HOME_NET` is \(home) alone"
  }

  private func narrowHelp(_ id: ID<Firewall>, _ vpcs: [ID<VPC>]) -> String {
    let model = naming.model
    let blocks = ([model.firewalls[id].vpc] + vpcs).flatMap { model.vpcs[$0].cidrs }
    guard blocks.count <= Self.mostBlocks, let policy = model.firewalls[id].policy else {
      return
        "list the blocks of these VPCs and of its own as `$HOME_NET`, under `variables` of the "
        + "policy"
    }
    let list = blocks.map { rules.yaml($0) }.joined(separator: ", ")
    return "write `variables: { HOME_NET: [\(list)] }` in \(naming.full(.firewallPolicy(policy)))"
  }

  /// How many blocks a line of help lists.
  private static var mostBlocks: Int { 6 }

  // MARK: - Block Public Access

  private func idle(_ reason: LintFinding.IdleExclusion) -> String {
    switch reason {
    case .onlyIngressIsBlocked(let id):
      "\(naming.full(.blockPublicAccess(id))) blocks ingress alone, and then only "
        + "`allow-bidirectional` has an effect"
    case .vpcIsExcluded(let id): "\(naming.full(.vpc(id))) is excluded as a whole"
    case .noGateway(let id): "\(naming.full(.vpc(id))) has no gateway to the internet"
    }
  }

  private func idleHelp(_ reason: LintFinding.IdleExclusion) -> String {
    switch reason {
    case .onlyIngressIsBlocked:
      "remove it, or write `allow-bidirectional` if connections to and from public addresses are meant"
    case .vpcIsExcluded: "remove it: nothing changes"
    case .noGateway: "remove it, so that a gateway that is made later is not open by accident"
    }
  }

  // MARK: - Parts of sentences

  private func names(_ vpcs: [ID<VPC>]) -> String {
    Self.list(vpcs.map { naming.full(.vpc($0)) })
  }

  private static func list(_ words: [String], _ conjunction: String = "and") -> String {
    let shown = words.count > 8 ? words.prefix(8) + ["\(words.count - 8) more"] : words[...]
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
