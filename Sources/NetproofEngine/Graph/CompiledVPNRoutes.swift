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
    guard let table = attachment.association else { return nil }
    guard transitGatewayRouteTables[table].identity.isDescribed else { return .segment(table) }
    return unknownPropagation(into: transitGatewayRouteTables[table], besides: id)
  }

  /// Something that leads to a virtual private gateway and is not described.
  fileprivate func unknownLine(of id: ID<VPNGateway>) -> ComponentID? {
    vpnGateways[id].lines.lazy.compactMap { unknownLearning(by: $0) }.first ?? strayLine
  }

  /// What is not described and would have to be for it to be known what the other side of a line
  /// announces: the line, the router that it hangs on, or a network behind it.
  func unknownLearning(by line: Line) -> ComponentID? {
    if !isDescribed(line.component) { return line.component }
    if case .virtualInterface(let interface) = line,
      case .directConnectGateway(let router) = virtualInterfaces[interface].end,
      !isDescribed(.directConnectGateway(router))
    {
      return .directConnectGateway(router)
    }
    return hiddenNetwork(behind: line).map { .network($0) }
  }

  /// Whether the prefix list of a route can hold no IPv6 address: it is that of S3 (R171, R173).
  func holdsIPv4Alone(listOf route: Route) -> Bool {
    guard case .gatewayEndpoint(let id) = route.target, route.origin == .endpoint else {
      return false
    }
    return endpoints[id].servesIPv4Alone
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
  /// known: a prefix list of its routes, an attachment that propagates into it, or what hangs there.
  func unknownPropagation(
    into table: TransitGatewayRouteTable, besides asking: ID<TransitGatewayAttachment>? = nil
  ) -> ComponentID? {
    if let list = table.hiddenList { return .prefixList(list) }
    for id in table.propagations where id != asking && attachments[id].state.exists {
      if let unknown = unknownSource(of: id) { return unknown }
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
    if let list = transitGatewayRouteTables[association].hiddenList { return .prefixList(list) }
    for source in transitGatewayRouteTables[association].propagations
    where source != far && attachments[source].state.exists {
      if let unknown = unknownSource(of: source) { return unknown }
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

  /// What is not described of all that decides which routes propagate from an attachment, beside
  /// what the other end of an exchange tells.
  private func unknownSource(of id: ID<TransitGatewayAttachment>) -> ComponentID? {
    guard attachments[id].identity.isDescribed else { return .attachment(id) }
    switch attachments[id].resource {
    case .vpc(let vpc, _): return isDescribed(.vpc(vpc)) ? nil : .vpc(vpc)
    case .vpn(let connection):
      guard isDescribed(.vpnConnection(connection)) else { return .vpnConnection(connection) }
      guard vpnConnections[connection].routing == .bgp else { return nil }
      return unknownLearning(by: .vpn(connection))
    case .directConnect(let router):
      guard isDescribed(.directConnectGateway(router)) else {
        return .directConnectGateway(router)
      }
      let gateway = directConnectGateways[router]
      guard !gateway.idle.contains(attachments[id].transitGateway) else { return nil }
      return gateway.virtualInterfaces.lazy
        .compactMap { unknownLearning(by: .virtualInterface($0)) }.first
    case .edge: return unknownLearning(by: .attachment(id))
    case .peer, .networkFunction: return nil
    }
  }
}
