import NetproofSyntax

/// VPC endpoints.
extension TopologyReader {
  static func endpoint(_ fields: Fields, _ diagnostics: inout Diagnostics) -> VPCEndpointEntry? {
    guard let head = fields.head(state: VPCEndpointKeys.state, into: &diagnostics)
    else { return nil }
    var endpoint = VPCEndpointEntry(head: head)
    endpoint.type = fields.read(VPCEndpointKeys.type, into: &diagnostics)
    endpoint.service = fields.read(VPCEndpointKeys.service, into: &diagnostics)
    endpoint.resource = fields.read(VPCEndpointKeys.resource, into: &diagnostics)
    endpoint.serviceNetwork = fields.read(VPCEndpointKeys.serviceNetwork, into: &diagnostics)
    endpoint.firewall = fields.read(VPCEndpointKeys.firewall, into: &diagnostics)
    endpoint.prefixList = fields.read(VPCEndpointKeys.prefixList, into: &diagnostics)
    endpoint.routeTables = fields.listing(VPCEndpointKeys.routeTables, into: &diagnostics)
    endpoint.subnets = fields.read(VPCEndpointKeys.subnets, into: &diagnostics) ?? []
    endpoint.securityGroups = fields.read(VPCEndpointKeys.securityGroups, into: &diagnostics) ?? []
    endpoint.ports = fields.read(VPCEndpointKeys.ports, into: &diagnostics)
    endpoint.serviceZones = fields.read(VPCEndpointKeys.serviceZones, into: &diagnostics)
    endpoint.subnet = fields.read(VPCEndpointKeys.subnet, into: &diagnostics)
    endpoint.inspection = fields.read(VPCEndpointKeys.inspection, into: &diagnostics)
    endpoint.isStateful = fields.read(VPCEndpointKeys.isStateful, into: &diagnostics)
    endpoint.applianceZones = fields.read(VPCEndpointKeys.applianceZones, into: &diagnostics)
    return endpoint
  }
}
