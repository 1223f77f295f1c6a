import NetproofSets
import NetproofSyntax

/// Route tables, network ACLs, security groups and their lines.
extension TopologyReader {
  static func routeTable(_ fields: Fields, _ diagnostics: inout Diagnostics) -> RouteTableEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var table = RouteTableEntry(head: head)
    table.isMain = fields.read(RouteTableKeys.isMain, into: &diagnostics)
    table.edgeOf = fields.read(RouteTableKeys.edgeOf, into: &diagnostics) ?? []
    table.publicPools = fields.read(RouteTableKeys.publicPools, into: &diagnostics) ?? []
    table.routes = fields.listing(RouteTableKeys.routes, into: &diagnostics)
    table.propagations = fields.listing(RouteTableKeys.propagations, into: &diagnostics)
    return table
  }

  static func route(_ fields: Fields, _ diagnostics: inout Diagnostics) -> RouteEntry? {
    let to = fields.read(RouteKeys.to, into: &diagnostics)
    let via = fields.read(RouteKeys.via, into: &diagnostics)
    let state = fields.read(RouteKeys.state, into: &diagnostics)
    guard let to, let via else { return nil }
    var route = RouteEntry(span: fields.span, to: to, via: via)
    route.state = state
    return route
  }

  static func networkACL(_ fields: Fields, _ diagnostics: inout Diagnostics) -> NetworkACLEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var list = NetworkACLEntry(head: head)
    list.isDefault = fields.read(NetworkACLKeys.isDefault, into: &diagnostics)
    list.inbound = fields.listing(NetworkACLKeys.inbound, into: &diagnostics)
    list.outbound = fields.listing(NetworkACLKeys.outbound, into: &diagnostics)
    return list
  }

  static func networkACLRule(
    _ fields: Fields, _ end: Key<Located<Prefix>>, _ diagnostics: inout Diagnostics
  ) -> NetworkACLRuleEntry? {
    let number = fields.read(NetworkACLKeys.number, into: &diagnostics)
    let allowed = fields.read(NetworkACLKeys.allow, into: &diagnostics)
    let denied = fields.read(NetworkACLKeys.deny, into: &diagnostics)
    let ports = fields.read(NetworkACLKeys.ports, into: &diagnostics).map { [$0] }
    let service = service(
      allowed ?? denied, ports, fields, portsAt: fields.node(NetworkACLKeys.ports)?.span,
      &diagnostics)
    let cidr = fields.read(end, into: &diagnostics)
    guard let number, let service, let cidr else { return nil }
    return NetworkACLRuleEntry(
      span: fields.span, number: number, allows: allowed != nil, service: service, cidr: cidr)
  }

  static func securityGroup(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> SecurityGroupEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var group = SecurityGroupEntry(head: head)
    group.isDefault = fields.read(SecurityGroupKeys.isDefault, into: &diagnostics)
    group.inbound = fields.listing(SecurityGroupKeys.inbound, into: &diagnostics)
    group.outbound = fields.listing(SecurityGroupKeys.outbound, into: &diagnostics)
    group.associatedVPCs = fields.read(SecurityGroupKeys.associatedVPCs, into: &diagnostics) ?? []
    group.sharedWith = fields.read(SecurityGroupKeys.sharedWith, into: &diagnostics) ?? []
    group.account = fields.read(SecurityGroupKeys.account, into: &diagnostics)
    return group
  }

  static func securityGroupRule(
    _ fields: Fields, _ end: Key<[SecurityGroupRuleEntry.Peer]>,
    _ diagnostics: inout Diagnostics
  ) -> SecurityGroupRuleEntry? {
    let protocols = fields.read(SecurityGroupKeys.allow, into: &diagnostics)
    let ports = fields.read(SecurityGroupKeys.ports, into: &diagnostics)
    let service = service(
      protocols, ports, fields, portsAt: fields.node(SecurityGroupKeys.ports)?.span,
      &diagnostics)
    let peers = fields.read(end, into: &diagnostics)
    guard let service, let peers, !peers.isEmpty else { return nil }
    return SecurityGroupRuleEntry(span: fields.span, service: service, peers: peers)
  }

  /// The packets of a rule: ports go with TCP and UDP, types and codes with the ICMPs.
  ///
  /// Ports that AWS ignores are left out. Source: EC2 API, `IpPermission`, "if the protocol is
  /// not tcp, udp, icmp or icmpv6, traffic on all ports is allowed, regardless of any port range".
  private static func service(
    _ protocols: Located<ProtocolSet>?, _ ports: [LocatedPorts]?, _ fields: Fields,
    portsAt place: Span?, _ diagnostics: inout Diagnostics
  ) -> RuleService? {
    let type = fields.read(RuleKeys.type, into: &diagnostics)
    let code = fields.read(RuleKeys.code, into: &diagnostics)
    guard let protocols else { return nil }
    let member = protocols.value.single
    let name = member?.name ?? "all"
    var service = RuleService(protocols: protocols)
    if let member, member.isICMP {
      service.type = type.flatMap(present)
      // Without a `type` beside it, which is told already, it means nothing.
      service.code = type == nil ? nil : code.flatMap(present)
      if let place { diagnostics.report(.portsOfICMP(at: place, protocols: name)) }
      return service
    }
    for key in fields.keys(RuleKeys.type.word, RuleKeys.code.word) {
      diagnostics.report(TopologyFault.icmpKey(key, protocols: name))
    }
    if member?.hasPorts == true {
      service.ports = ports
    } else if let place {
      diagnostics.report(.ignoredPorts(at: place, protocols: name))
    }
    return service
  }

  /// The number, unless all are meant.
  private static func present(_ number: Located<Int?>) -> Located<Int>? {
    number.value.map { Located($0, at: number.span) }
  }
}
