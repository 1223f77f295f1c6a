import NetproofSyntax

/// Traffic Mirroring: filters and sessions.
extension TopologyReader {
  static func mirrorFilter(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> MirrorFilterEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var filter = MirrorFilterEntry(head: head)
    filter.inbound = fields.listing(MirrorFilterKeys.inbound, into: &diagnostics)
    filter.outbound = fields.listing(MirrorFilterKeys.outbound, into: &diagnostics)
    filter.mirrorsDNS = fields.read(MirrorFilterKeys.amazonDNS, into: &diagnostics)
    return filter
  }

  static func mirrorFilterRule(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> MirrorFilterRuleEntry? {
    let number = fields.read(NetworkACLKeys.number, into: &diagnostics)
    let accepted = fields.read(MirrorFilterRuleKeys.accept, into: &diagnostics)
    let rejected = fields.read(MirrorFilterRuleKeys.reject, into: &diagnostics)
    let ports = fields.read(MirrorFilterRuleKeys.ports, into: &diagnostics)
    let sourcePorts = fields.read(MirrorFilterRuleKeys.sourcePorts, into: &diagnostics)
    let from = fields.read(MirrorFilterRuleKeys.from, into: &diagnostics)
    let to = fields.read(MirrorFilterRuleKeys.to, into: &diagnostics)
    guard let number, let protocols = accepted ?? rejected else { return nil }
    var rule = MirrorFilterRuleEntry(
      span: fields.span, number: number, accepts: accepted != nil, protocols: protocols)
    rule.ports = ports
    rule.sourcePorts = sourcePorts
    rule.from = from
    rule.to = to
    return rule
  }

  static func mirrorSession(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> MirrorSessionEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var session = MirrorSessionEntry(head: head)
    session.source = fields.read(MirrorSessionKeys.source, into: &diagnostics)
    session.target = fields.read(MirrorSessionKeys.target, into: &diagnostics)
    session.filter = fields.read(MirrorSessionKeys.filter, into: &diagnostics)
    session.number = fields.read(MirrorSessionKeys.number, into: &diagnostics)
    session.networkID = fields.read(MirrorSessionKeys.networkID, into: &diagnostics)
    session.packetLength = fields.read(MirrorSessionKeys.packetLength, into: &diagnostics)
    return session
  }
}
