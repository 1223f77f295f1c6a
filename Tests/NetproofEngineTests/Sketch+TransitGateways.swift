import NetproofModel
import NetproofSets

/// From names to transit gateways, with propagated routes expanded.
extension Sketch {
  func addHubs(to model: inout Model) throws {
    for (name, hub) in hubs.entries {
      model.transitGateways.append(
        TransitGateway(
          identity: identity(name), securityGroupReferencing: hub.referencing,
          vpnECMP: hub.vpnECMP,
          attachments: spokes.entries.indices.filter { spokes.entries[$0].value.hub == name }
            .map { ID($0) },
          routeTables: hubTables.entries.indices.filter { hubTables.entries[$0].value.hub == name }
            .map { ID($0) }))
    }
    for (name, spoke) in spokes.entries {
      model.attachments.append(
        TransitGatewayAttachment(
          identity: identity(name), transitGateway: try id(spoke.hub, hubs),
          resource: try resource(of: spoke), state: spoke.state,
          applianceMode: spoke.applianceMode,
          association: try spoke.table.map { try id($0, hubTables) }))
    }
    for (name, table) in hubTables.entries {
      model.transitGatewayRouteTables.append(
        TransitGatewayRouteTable(
          identity: identity(name), transitGateway: try id(table.hub, hubs),
          routes: try written(table) + propagated(table),
          propagations: try table.propagations.map { try id($0, spokes) }))
    }
  }

  private func resource(of spoke: Spoke) throws -> TransitGatewayAttachment.Resource {
    if vpcs.index(spoke.to) != nil {
      return .vpc(try id(spoke.to, vpcs), subnets: try spoke.subnets.map { try id($0, subnets) })
    }
    if connections.index(spoke.to) != nil { return .vpn(try id(spoke.to, connections)) }
    return .peer(try id(spoke.to, spokes))
  }

  private func written(_ table: HubRoutes) throws -> [TransitGatewayRoute] {
    try table.lines.enumerated().map { index, line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 2 else { throw SketchError(line) }
      return TransitGatewayRoute(
        prefix: try prefix(words[0]),
        target: words[1] == "blackhole" ? .blackhole : .attachment(try id(words[1], spokes)),
        origin: .written, writtenIndex: index)
    }
  }

  private func propagated(_ table: HubRoutes) throws -> [TransitGatewayRoute] {
    try table.propagations.enumerated().flatMap { index, name in
      let spoke = try entry(name, spokes)
      let cidrs = vpcs[spoke.to]?.cidrs ?? connections[spoke.to]?.learned ?? []
      return try cidrs.map {
        TransitGatewayRoute(
          prefix: try prefix($0), target: .attachment(try id(name, spokes)),
          origin: .propagated(index: index), writtenIndex: index)
      }
    }
  }
}
