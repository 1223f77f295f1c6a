import NetproofSyntax

/// Resource gateways and what is reached by them.
extension TopologyReader {
  static func resourceGateway(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> ResourceGatewayEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var gateway = ResourceGatewayEntry(head: head)
    gateway.subnets = fields.read(ResourceGatewayKeys.subnets, into: &diagnostics) ?? []
    gateway.securityGroups =
      fields.read(ResourceGatewayKeys.securityGroups, into: &diagnostics) ?? []
    gateway.resources = fields.read(ResourceGatewayKeys.resources, into: &diagnostics) ?? []
    return gateway
  }

  static func resource(_ fields: Fields, _ diagnostics: inout Diagnostics) -> ResourceEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var resource = ResourceEntry(head: head)
    resource.to = fields.read(ResourceKeys.to, into: &diagnostics) ?? []
    resource.ports = fields.read(ResourceKeys.ports, into: &diagnostics) ?? []
    resource.sharedWith = fields.read(ResourceKeys.sharedWith, into: &diagnostics)
    return resource
  }
}
