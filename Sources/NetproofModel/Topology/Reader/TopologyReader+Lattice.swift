import NetproofSyntax

/// VPC Lattice.
extension TopologyReader {
  static func serviceNetwork(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> ServiceNetworkEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var network = ServiceNetworkEntry(head: head)
    network.region = fields.read(ServiceNetworkKeys.region, into: &diagnostics)
    network.vpcs = fields.read(ServiceNetworkKeys.vpcs, into: &diagnostics) ?? []
    network.services = fields.read(ServiceNetworkKeys.services, into: &diagnostics) ?? []
    network.resources = fields.read(ServiceNetworkKeys.resources, into: &diagnostics) ?? []
    network.authType = fields.read(ServiceNetworkKeys.authType, into: &diagnostics)
    return network
  }

  static func latticeService(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> LatticeServiceEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var service = LatticeServiceEntry(head: head)
    service.listeners = fields.listing(LatticeServiceKeys.listeners, into: &diagnostics)
    service.addresses = fields.read(LatticeServiceKeys.addresses, into: &diagnostics)
    service.authType = fields.read(ServiceNetworkKeys.authType, into: &diagnostics)
    return service
  }
}
