import NetproofSyntax

/// Direct Connect gateways and virtual interfaces.
extension TopologyReader {
  static func directConnectGateway(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> DirectConnectGatewayEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var gateway = DirectConnectGatewayEntry(head: head)
    gateway.virtualInterfaces =
      fields.read(DirectConnectGatewayKeys.virtualInterfaces, into: &diagnostics) ?? []
    gateway.associations =
      fields.read(DirectConnectGatewayKeys.associations, into: &diagnostics) ?? []
    gateway.supernetHairpin = fields.read(
      DirectConnectGatewayKeys.supernetHairpin, into: &diagnostics)
    return gateway
  }

  static func virtualInterface(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> VirtualInterfaceEntry? {
    guard let head = fields.head(state: VirtualInterfaceKeys.state, into: &diagnostics)
    else { return nil }
    var interface = VirtualInterfaceEntry(head: head)
    interface.type = fields.read(VirtualInterfaceKeys.type, into: &diagnostics)
    interface.bgp = fields.read(VirtualInterfaceKeys.bgp, into: &diagnostics)
    interface.routes = fields.read(VirtualInterfaceKeys.routes, into: &diagnostics)
    interface.vpnGateway = fields.read(VirtualInterfaceKeys.vpnGateway, into: &diagnostics)
    return interface
  }

  static func directConnectAssociation(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> DirectConnectAssociationEntry? {
    guard let head = fields.head(state: DirectConnectAssociationKeys.state, into: &diagnostics)
    else { return nil }
    var association = DirectConnectAssociationEntry(head: head)
    association.vpnGateway = fields.read(
      DirectConnectAssociationKeys.vpnGateway, into: &diagnostics)
    association.transitGateway = fields.read(
      DirectConnectAssociationKeys.transitGateway, into: &diagnostics)
    association.coreNetwork = fields.read(
      DirectConnectAssociationKeys.coreNetwork, into: &diagnostics)
    association.allowedPrefixes = fields.listing(
      DirectConnectAssociationKeys.allowedPrefixes, into: &diagnostics)
    return association
  }
}
