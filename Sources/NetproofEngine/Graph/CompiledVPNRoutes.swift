import NetproofModel
import NetproofSets

/// What a virtual private gateway knows, with the longest prefix and the ties resolved (R151).
struct CompiledVPNRoutes: Sendable {
  /// The lines by which a block is reached; several only where AWS chooses.
  let lines: PrefixGroups<Line>
  /// All that the gateway knows.
  let known: AddressSet
  /// Something that leads to the gateway and that nobody describes: by it, it may know anything.
  let unknown: ComponentID?

  init(_ id: ID<VPNGateway>, _ model: Model) {
    let routes = model.vpnGateways[id].routes
    lines = PrefixGroups(
      routes.map { route in
        let rank = Self.rank(route.line, route.prefix.family, model)
        return PrefixGroups.Entry(prefix: route.prefix, rank: rank, choice: route.line)
      })
    known = AddressSet(routes.map(\.prefix))
    unknown = model.unknownLine(of: id)
  }

  /// Lines that carry the family go first, of these those that are up; then Direct Connect, static
  /// routes, BGP.
  private static func rank(_ line: Line, _ family: Family, _ model: Model) -> Int {
    let kind =
      switch line {
      case .virtualInterface, .attachment, .carrierGateway, .localGateway: 0
      case .vpn(let id): model.vpnConnections[id].routing == .static ? 1 : 2
      }
    return (model.carries(family, line) ? 0 : 8) + (model.isUp(line) ? 0 : 4) + kind
  }
}

/// Where a Direct Connect gateway leads, on both sides.
struct CompiledDirectConnect: Sendable {
  /// From virtual interfaces to associations, by their positions.
  let associations: PrefixGroups<Int>
  /// From associations to virtual interfaces.
  let interfaces: PrefixGroups<ID<VirtualInterface>>
  /// All that the other side of the virtual interfaces is told to reach.
  let announced: AddressSet
  /// What is not described and would have to be for that to be all.
  let unknown: ComponentID?

  init(_ id: ID<DirectConnectGateway>, _ model: Model) {
    let gateway = model.directConnectGateways[id]
    associations = PrefixGroups(
      gateway.associations.enumerated().flatMap { index, association in
        association.announced.map { PrefixGroups.Entry(prefix: $0, rank: 0, choice: index) }
      })
    interfaces = PrefixGroups(
      gateway.virtualInterfaces.flatMap { interface in
        let entry = model.virtualInterfaces[interface]
        return entry.learned.map {
          PrefixGroups.Entry(prefix: $0, rank: entry.isUp ? 0 : 1, choice: interface)
        }
      })
    announced = AddressSet(gateway.associations.flatMap(\.announced))
    unknown =
      gateway.associations.lazy.compactMap { association -> ComponentID? in
        switch association.target {
        case .attachment(let attachment): return model.unknownSegment(at: attachment)
        case .vpnGateway(let target):
          let end = model.vpnGateways[target]
          if !end.identity.isDescribed { return .vpnGateway(target) }
          return end.isAttached && !model.vpcs[end.vpc].identity.isDescribed ? .vpc(end.vpc) : nil
        }
      }.first
  }
}

extension Model {
  /// What hides which prefixes a core network routes at an attachment; nothing at transit gateways.
  fileprivate func unknownSegment(at id: ID<TransitGatewayAttachment>) -> ComponentID? {
    let attachment = attachments[id]
    let network = transitGateways[attachment.transitGateway]
    guard network.kind != .transitGateway else { return nil }
    if !attachment.identity.isDescribed { return .attachment(id) }
    if !network.identity.isDescribed || network.kind == .unknownCoreNetwork {
      return .coreNetwork(attachment.transitGateway)
    }
    guard let table = attachment.association,
      !transitGatewayRouteTables[table].identity.isDescribed
    else { return nil }
    return .segment(table)
  }

  /// Something that leads to a virtual private gateway and is not described.
  fileprivate func unknownLine(of id: ID<VPNGateway>) -> ComponentID? {
    for line in vpnGateways[id].lines {
      if !isDescribed(line.component) { return line.component }
      if case .virtualInterface(let interface) = line,
        case .directConnectGateway(let router) = virtualInterfaces[interface].end,
        !isDescribed(.directConnectGateway(router))
      {
        return .directConnectGateway(router)
      }
    }
    return nil
  }

  /// The VPC of a table, if it is not described: it may have further blocks, and so `local` routes.
  func unknownLocal(in table: RouteTable) -> ComponentID? {
    vpcs[table.vpc].identity.isDescribed ? nil : .vpc(table.vpc)
  }

  /// What is not described and would have to be for a VPC's table to be known: a gateway that
  /// propagates into it, or one of that gateway's lines.
  func unknownPropagation(into table: RouteTable) -> ComponentID? {
    for gateway in table.propagations {
      if !vpnGateways[gateway].identity.isDescribed { return .vpnGateway(gateway) }
      if vpnGateways[gateway].isAttached, let unknown = unknownLine(of: gateway) {
        return unknown
      }
    }
    return nil
  }

  /// What is not described and would have to be for a transit gateway's table, or a segment, to be
  /// known: an attachment that propagates into it, or what hangs there.
  func unknownPropagation(into table: TransitGatewayRouteTable) -> ComponentID? {
    for id in table.propagations where attachments[id].state.exists {
      guard attachments[id].identity.isDescribed else { return .attachment(id) }
      if let resource = propagatingResource(of: id), !isDescribed(resource) { return resource }
      if let unknown = unknownExchange(at: id, []) { return unknown }
    }
    return nil
  }

  /// What is not known of all that a table of a transit gateway and a segment tell each other.
  private func unknownExchange(
    at id: ID<TransitGatewayAttachment>, _ seen: Set<ID<TransitGatewayRouteTable>>
  ) -> ComponentID? {
    guard let far = exchangePeer(of: id) else { return nil }
    let gateway = component(of: attachments[far].transitGateway)
    if transitGateways[attachments[far].transitGateway].kind == .unknownCoreNetwork {
      return gateway
    }
    guard isDescribed(gateway) else { return gateway }
    guard let association = attachments[far].association, !seen.contains(association) else {
      return nil
    }
    guard isDescribed(component(of: association)) else { return component(of: association) }
    for source in transitGatewayRouteTables[association].propagations
    where source != far && attachments[source].state.exists {
      guard attachments[source].identity.isDescribed else { return .attachment(source) }
      if let resource = propagatingResource(of: source), !isDescribed(resource) { return resource }
      if let unknown = unknownExchange(at: source, seen.union([association])) { return unknown }
    }
    return nil
  }

  /// Why something is not known on which routes depend.
  func gap(at unknown: ComponentID) -> Code {
    if case .coreNetwork(let id) = unknown, transitGateways[id].kind == .unknownCoreNetwork {
      return .unsupportedCloudWANFeature
    }
    return .notDescribed
  }

  /// What of an attachment decides which routes propagate from it, beside itself.
  private func propagatingResource(of id: ID<TransitGatewayAttachment>) -> ComponentID? {
    switch attachments[id].resource {
    case .vpc(let vpc, _): .vpc(vpc)
    case .vpn(let connection): .vpnConnection(connection)
    case .directConnect(let router): .directConnectGateway(router)
    case .edge, .peer, .networkFunction: nil
    }
  }
}
