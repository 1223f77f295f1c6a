import NetproofSyntax

/// Zones that are no availability zones, and the gateways there.
extension TopologyReader {
  static func zone(_ fields: Fields, _ diagnostics: inout Diagnostics) -> ZoneEntry? {
    guard let name = fields.name else { return nil }
    var zone = ZoneEntry(head: EntryHead(name: name))
    zone.head.id = fields.read(HeadKeys.id, into: &diagnostics)
    zone.type = fields.read(ZoneKeys.type, into: &diagnostics)
    zone.parent = fields.read(ZoneKeys.parent, into: &diagnostics)
    return zone
  }

  static func carrierGateway(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> CarrierGatewayEntry? {
    guard let head = fields.head(state: CarrierGatewayKeys.state, into: &diagnostics)
    else { return nil }
    var gateway = CarrierGatewayEntry(head: head)
    gateway.opensInternet = fields.read(CarrierGatewayKeys.opensInternet, into: &diagnostics)
    return gateway
  }

  static func localGateway(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> LocalGatewayEntry? {
    guard let head = fields.head(state: LocalGatewayKeys.state, into: &diagnostics)
    else { return nil }
    var gateway = LocalGatewayEntry(head: head)
    gateway.outpost = fields.read(LocalGatewayKeys.outpost, into: &diagnostics)
    gateway.vpcs = fields.read(LocalGatewayKeys.vpcs, into: &diagnostics) ?? []
    gateway.mode = fields.read(LocalGatewayKeys.mode, into: &diagnostics)
    return gateway
  }
}
