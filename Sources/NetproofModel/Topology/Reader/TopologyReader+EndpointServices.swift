import NetproofSyntax

/// Endpoint services.
extension TopologyReader {
  static func endpointService(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> EndpointServiceEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var service = EndpointServiceEntry(head: head)
    service.loadBalancers = fields.read(EndpointServiceKeys.loadBalancers, into: &diagnostics) ?? []
    service.acceptanceRequired = fields.read(
      EndpointServiceKeys.acceptanceRequired, into: &diagnostics)
    service.principals = fields.read(EndpointServiceKeys.principals, into: &diagnostics)
    service.enforcesSecurityGroups = fields.read(
      EndpointServiceKeys.enforcesSecurityGroups, into: &diagnostics)
    service.regions = fields.read(EndpointServiceKeys.regions, into: &diagnostics) ?? []
    return service
  }
}
