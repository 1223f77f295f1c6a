import NetproofModel
import NetproofSets

/// A model with the look-ups that a search needs: who owns what, and compiled route tables.
struct Graph: Sendable {
  var model: Model

  /// Who is in which subnet and has which groups.
  var index: InterfaceIndex

  /// NAT gateways of each VPC by private address.
  let natGateways: [ID<VPC>: [UInt128: ID<NATGateway>]]

  /// Public IPv4 addresses by what owns them.
  var publicOwners: [UInt128: PublicOwner]

  /// The public addresses that something in each VPC is mapped to.
  var mapped: [AddressBits]

  /// For each VPC, by its index, the addresses of its attached interfaces and NAT gateways.
  var attached: [AddressSet]

  /// For each VPC, by its index, the addresses of its interfaces, attached or not.
  var owned: [AddressSet]

  /// For each VPC, by its index, the interfaces that refuse IPv6 packets of internet gateways.
  var denying: [[ID<NetworkInterface>]]

  /// For each VPC the private addresses that have a public one.
  var publicAddresses: [ID<VPC>: [UInt128: UInt128]]

  /// Who owns addresses at carrier and local gateways.
  var edgeOwners: EdgeOwners

  /// Which attachment of a transit gateway is whose.
  var vpcAttachments: [AttachmentKey: ID<TransitGatewayAttachment>]

  /// The IPv6 addresses that gateways to the internet drop (R32).
  let privateIPv6: AddressBits

  /// Of each transit gateway the first attachment of which nobody says whose it is.
  var hiddenAttachments: [ID<TransitGateway>: ID<TransitGatewayAttachment>]

  /// The attachments that a VPN connection hangs on, by the connection's index.
  var vpnAttachments: [[ID<TransitGatewayAttachment>]]

  /// What is not described in a VPC and may own addresses that nobody else does.
  var unknownOwners: [ID<VPC>: [UnknownOwner]]

  /// The gateway endpoints of each VPC that serve.
  let gatewayEndpoints: [ID<VPC>: [ServingEndpoint]]

  /// The compiled routes of each table, by its index and family.
  var routes: [CompiledRoutes]

  /// The compiled routes of each transit gateway's table.
  var transitRoutes: [CompiledTransitRoutes]

  /// What each virtual private gateway knows.
  let vpnRoutes: [CompiledVPNRoutes]

  /// The rules of each firewall.
  var firewalls: [CompiledFirewall]
  /// Of attachments that are firewalls.
  var networkFunctions: [ID<TransitGatewayAttachment>: CompiledFirewall]
  /// Where each Direct Connect gateway leads.
  var directConnect: [CompiledDirectConnect]
  /// IPv4 addresses that only each by itself says what becomes of: by translation at attachments they
  /// turn into others, which may be somebody's or nobody's (R146).
  let singledOut: AddressBits
  /// By which addresses ends know what is behind such attachments.
  let views: TranslatedViews

  struct AttachmentKey: Hashable {
    let transitGateway: ID<TransitGateway>
    let vpc: ID<VPC>
  }

  /// What a public IPv4 address is mapped to.
  struct PublicOwner: Hashable {
    let vpc: ID<VPC>
    let privateAddress: UInt128
  }

  init(_ model: Model) {
    self.model = model
    index = InterfaceIndex(model)
    var nats: [ID<VPC>: [UInt128: ID<NATGateway>]] = [:]
    var owners: [UInt128: PublicOwner] = [:]
    var publics: [ID<VPC>: [UInt128: UInt128]] = [:]
    func map(_ privateAddress: UInt128, to publicAddress: UInt128, in vpc: ID<VPC>) {
      owners[publicAddress] = PublicOwner(vpc: vpc, privateAddress: privateAddress)
      publics[vpc, default: [:]][privateAddress] = publicAddress
    }
    for id in model.natGateways.ids {
      let nat = model.natGateways[id]
      let vpc = model.subnets[nat.subnet].vpc
      nats[vpc, default: [:]][nat.privateAddress.bits] = id
      if let address = nat.publicAddress { map(nat.privateAddress.bits, to: address.bits, in: vpc) }
    }
    for interface in model.interfaces.elements {
      for pair in interface.publicAddresses {
        let vpc = model.subnets[interface.subnet].vpc
        map(pair.privateAddress.bits, to: pair.publicAddress.bits, in: vpc)
      }
    }
    (attached, owned, denying) = Self.owners(in: model)
    natGateways = nats
    publicOwners = owners
    var mapped = [[ClosedRange<UInt128>]](repeating: [], count: model.vpcs.count)
    for (address, owner) in owners { mapped[owner.vpc.index].append(address...address) }
    self.mapped = mapped.map { AddressBits($0) }
    publicAddresses = publics
    edgeOwners = EdgeOwners(model)
    unknownOwners = UnknownOwner.all(in: model)
    (vpcAttachments, vpnAttachments) = Self.attachments(of: model)
    privateIPv6 = Search.uniqueLocal.union(model.privateIPv6.ipv6)
    hiddenAttachments = Self.hiddenAttachments(of: model)
    gatewayEndpoints = ServingEndpoint.all(in: model)
    routes = model.routeTables.elements.map { CompiledRoutes($0, model) }
    transitRoutes = model.transitGatewayRouteTables.ids.map { CompiledTransitRoutes($0, model) }
    vpnRoutes = model.vpnGateways.ids.map { CompiledVPNRoutes($0, model) }
    firewalls = model.firewalls.ids.map { CompiledFirewall($0, model) }
    networkFunctions = CompiledFirewall.networkFunctions(model)
    directConnect = model.directConnectGateways.ids.map { CompiledDirectConnect($0, model) }
    singledOut = Self.singledOut(model)
    views = TranslatedViews(model)
  }

  /// What lies in a block that stands for another one; also what is behind such blocks, if one of them
  /// reaches into a VPC, where others have its addresses.
  private static func singledOut(_ model: Model) -> AddressBits {
    let rules = model.attachments.elements.flatMap(\.natRules)
    let isStray = rules.contains { rule in
      model.vpcs.elements.contains { $0.cidrs.contains { $0.overlaps(rule.nat) } }
    }
    return AddressBits((rules.map(\.nat) + (isStray ? rules.map(\.match) : [])).map(\.range))
  }

  private static func owners(
    in model: Model
  ) -> ([AddressSet], [AddressSet], [[ID<NetworkInterface>]]) {
    var attached = Array(repeating: AddressGatherer(), count: model.vpcs.count)
    var owned = attached
    var denying: [[ID<NetworkInterface>]] = Array(repeating: [], count: model.vpcs.count)
    for id in model.interfaces.ids {
      let interface = model.interfaces[id]
      let vpc = model.subnets[interface.subnet].vpc.index
      owned[vpc].add(interface.addresses)
      if interface.state == .inUse { attached[vpc].add(interface.addresses) }
      if interface.deniesInternetGateway { denying[vpc].append(id) }
    }
    for nat in model.natGateways.elements {
      attached[model.subnets[nat.subnet].vpc.index].add(AddressSet([nat.privateAddress]))
    }
    return (attached.map(\.set), owned.map(\.set), denying)
  }

  static func attachments(
    of model: Model
  ) -> ([AttachmentKey: ID<TransitGatewayAttachment>], [[ID<TransitGatewayAttachment>]]) {
    var byVPC: [AttachmentKey: ID<TransitGatewayAttachment>] = [:]
    var byVPN: [[ID<TransitGatewayAttachment>]] = Array(
      repeating: [], count: model.vpnConnections.count)
    for id in model.attachments.ids {
      let attachment = model.attachments[id]
      switch attachment.resource {
      case .vpc(let vpc, _):
        let key = AttachmentKey(transitGateway: attachment.transitGateway, vpc: vpc)
        // One that is gone may still be listed beside the one that took its place.
        let isLive = byVPC[key].map { model.attachments[$0].state.forwards } ?? false
        if byVPC[key] == nil || !isLive && attachment.state.forwards { byVPC[key] = id }
      case .vpn(let connection): byVPN[connection.index].append(id)
      case .directConnect, .edge, .peer, .networkFunction: break
      }
    }
    return (byVPC, byVPN)
  }

  static func hiddenAttachments(
    of model: Model
  ) -> [ID<TransitGateway>: ID<TransitGatewayAttachment>] {
    var result: [ID<TransitGateway>: ID<TransitGatewayAttachment>] = [:]
    for id in model.attachments.ids {
      let attachment = model.attachments[id]
      guard attachment.isAnybodys, attachment.state.exists,
        result[attachment.transitGateway] == nil
      else { continue }
      result[attachment.transitGateway] = id
    }
    return result
  }

  /// The attachment of a VPC; if it has none, or one that is gone, one that nobody describes and that
  /// may be anybody's.
  func attachment(
    of vpc: ID<VPC>, at gateway: ID<TransitGateway>
  ) -> ID<TransitGatewayAttachment>? {
    let own = vpcAttachments[AttachmentKey(transitGateway: gateway, vpc: vpc)]
    if let own, model.attachments[own].state.exists { return own }
    return hiddenAttachments[gateway] ?? own
  }

  /// The first thing that may attach a VPN connection that nothing is known to attach.
  var hiddenAttachment: ComponentID? {
    for id in model.transitGateways.ids {
      let component = model.component(of: id)
      if !model.isDescribed(component) { return component }
      if let hidden = hiddenAttachments[id] { return .attachment(hidden) }
    }
    return nil
  }

  func vpc(of interface: ID<NetworkInterface>) -> ID<VPC> {
    model.subnets[model.interfaces[interface].subnet].vpc
  }

  /// The address of the Amazon DNS server of a VPC: base+2 of its first IPv4 block.
  func resolver(of vpc: ID<VPC>) -> Address? {
    model.vpcs[vpc].cidrs.first { $0.family == .ipv4 }
      .map { Address(.ipv4, $0.base.bits + 2) }
  }
}

/// Gathers many sets of addresses into one, sorted once.
struct AddressGatherer {
  private var ipv4: [AddressBits.Interval] = []
  private var ipv6: [AddressBits.Interval] = []

  mutating func add(_ addresses: AddressSet) {
    ipv4 += addresses.ipv4.intervals
    ipv6 += addresses.ipv6.intervals
  }

  var set: AddressSet { AddressSet(ipv4: AddressBits(ipv4), ipv6: AddressBits(ipv6)) }
}

/// Routes of one family that share a destination block.
struct RouteGroup: Hashable, Sendable {
  let prefix: Prefix
  let bits: AddressBits
  /// The selected routes; several only where AWS chooses among prefix lists.
  let choices: [Int]
}

/// A route table with the longest prefix and the ties resolved.
struct CompiledRoutes: Sendable {
  private let ipv4: [RouteGroup]
  private let ipv6: [RouteGroup]
  /// Refused routes, by their blocks.
  let refused: [(prefix: Prefix, index: Int)]
  /// What some route depends on and nobody describes: a prefix list, what propagates routes, or the
  /// VPC, whose blocks are those of the `local` routes.
  private let unknownIPv4: ComponentID?
  private let unknownIPv6: ComponentID?
  /// The same for private destinations, which no list of a gateway endpoint holds (R171).
  let unknownPrivately: ComponentID?
  /// What the `local` routes cover.
  let local: AddressSet

  init(_ table: RouteTable, _ model: Model) {
    var candidates: [(prefix: Prefix, rank: Int, index: Int)] = []
    var refused: [(prefix: Prefix, index: Int)] = []
    var unknownIPv4: ComponentID?
    var unknownIPv6: ComponentID?
    var unknownPrivately: ComponentID?
    for (index, route) in table.routes.enumerated() {
      let prefixes: [Prefix]
      let rank: Int
      switch route.destination {
      case .prefix(let prefix):
        prefixes = [prefix]
        rank = route.origin == .propagated ? 2 : 0
      case .prefixList(let list):
        if route.refusal == nil, !model.prefixLists[list].identity.isDescribed {
          unknownIPv4 = unknownIPv4 ?? .prefixList(list)
          if !model.holdsIPv4Alone(listOf: route) { unknownIPv6 = unknownIPv6 ?? .prefixList(list) }
          if route.origin != .endpoint { unknownPrivately = unknownPrivately ?? .prefixList(list) }
        }
        prefixes = model.prefixLists[list].entries
        rank = 1
      }
      for prefix in prefixes {
        if route.refusal == nil {
          candidates.append((prefix, rank, index))
        } else {
          refused.append((prefix, index))
        }
      }
    }
    let groups = Self.groups(candidates, table)
    ipv4 = groups.filter { $0.prefix.family == .ipv4 }
    ipv6 = groups.filter { $0.prefix.family == .ipv6 }
    self.refused = refused
    let further = model.unknownPropagation(into: table) ?? model.unknownLocal(in: table)
    self.unknownIPv4 = unknownIPv4 ?? further
    self.unknownIPv6 = unknownIPv6 ?? further
    self.unknownPrivately = unknownPrivately ?? further
    local = AddressSet(
      table.routes.compactMap { route in
        guard route.origin == .local, case .prefix(let prefix) = route.destination else {
          return nil
        }
        return prefix
      })
  }

  func unknown(_ family: Family) -> ComponentID? { family == .ipv4 ? unknownIPv4 : unknownIPv6 }

  /// Longest first.
  func groups(_ family: Family) -> [RouteGroup] { family == .ipv4 ? ipv4 : ipv6 }

  private static func groups(
    _ candidates: [(prefix: Prefix, rank: Int, index: Int)], _ table: RouteTable
  ) -> [RouteGroup] {
    let sorted = candidates.sorted {
      ($1.prefix.length, $0.prefix.base, $0.rank, $0.index)
        < ($0.prefix.length, $1.prefix.base, $1.rank, $1.index)
    }
    var result: [RouteGroup] = []
    var start = 0
    while start < sorted.count {
      let best = sorted[start]
      var end = start
      var choices: [Int] = []
      while end < sorted.count, sorted[end].prefix == best.prefix {
        let other = sorted[end]
        let isChoice =
          choices.isEmpty
          || (other.rank == best.rank && best.rank == 1
            && !choices.contains { table.routes[$0].target == table.routes[other.index].target })
        if isChoice { choices.append(other.index) }
        end += 1
      }
      result.append(RouteGroup(prefix: best.prefix, bits: best.prefix.bits, choices: choices))
      start = end
    }
    return result
  }
}

/// How good a route of a transit gateway is among those of one prefix: the lowest wins (R133).
private enum TransitRank: Int {
  case written
  case prefixList
  case vpc
  case directConnect
  case connect
  /// A VPN connection whose tunnels go over Direct Connect.
  case privateVPN
  case vpn
  case vpnConcentrator
  case clientVPN
  /// What a core network has told.
  case coreNetwork
  /// Of a core network: routes of other edge locations, and what else is left.
  case farEdge
  /// What a transit gateway has told another edge location.
  case farPeer

  init(_ resource: TransitGatewayAttachment.Resource, _ model: Model) {
    switch resource {
    case .vpc: self = .vpc
    case .directConnect: self = .directConnect
    case .vpn(let id): self = model.vpnConnections[id].transport == nil ? .vpn : .privateVPN
    case .networkFunction: self = .vpn
    case .peer: self = .coreNetwork
    case .edge(let edge):
      switch edge.kind {
      case .connect: self = .connect
      case .vpnConcentrator: self = .vpnConcentrator
      case .clientVPN: self = .clientVPN
      }
    }
  }

  /// The rank in a segment of a core network at an edge location (R222).
  init(_ route: TransitGatewayRoute, in table: TransitGatewayRouteTable, _ model: Model) {
    guard case .propagated = route.origin, case .attachment(let id) = route.target else {
      self = .written
      return
    }
    let attachment = model.attachments[id]
    let isNear = attachment.edge == table.edge
    switch attachment.resource {
    case .vpc: self = isNear ? .vpc : .farEdge
    case .directConnect: self = .directConnect
    case .edge(let edge):
      if isNear, case .connect = edge.kind { self = .connect } else { self = .farEdge }
    case .vpn: self = isNear ? .vpn : .farEdge
    case .networkFunction: self = .farEdge
    // A path by another edge location is longer.
    case .peer: self = isNear ? .farEdge : .farPeer
    }
  }

  /// Whether routes of the rank share the load (R137).
  func shares(vpnECMP: Bool) -> Bool {
    switch self {
    case .written, .prefixList, .vpc, .clientVPN, .coreNetwork: false
    case .directConnect, .connect, .farEdge, .farPeer: true
    case .privateVPN, .vpn, .vpnConcentrator: vpnECMP
    }
  }
}

/// A transit gateway's route table with the longest prefix and the ties resolved.
struct CompiledTransitRoutes: Sendable {
  private let ipv4: [RouteGroup]
  private let ipv6: [RouteGroup]
  /// What propagates and is not described: it may know a longer prefix for any destination.
  let unknown: ComponentID?

  init(_ id: ID<TransitGatewayRouteTable>, _ model: Model) {
    let table = model.transitGatewayRouteTables[id]
    unknown = model.unknownPropagation(into: table)
    let ecmp = model.transitGateways[table.transitGateway].vpnECMP
    let isTransit = model.transitGateways[table.transitGateway].kind == .transitGateway
    func rank(_ route: TransitGatewayRoute) -> TransitRank {
      if !isTransit { return TransitRank(route, in: table, model) }
      switch route.origin {
      case .written: return .written
      case .prefixList: return .prefixList
      case .propagated:
        guard case .attachment(let attachment) = route.target else { return .written }
        return TransitRank(model.attachments[attachment].resource, model)
      }
    }
    let sorted = table.routes.indices.sorted {
      let (a, b) = (table.routes[$0], table.routes[$1])
      return (b.prefix.length, a.prefix.base, rank(a).rawValue, $0)
        < (a.prefix.length, b.prefix.base, rank(b).rawValue, $1)
    }
    var groups: [RouteGroup] = []
    var start = 0
    while start < sorted.count {
      let best = table.routes[sorted[start]]
      var choices = [sorted[start]]
      var end = start + 1
      while end < sorted.count, table.routes[sorted[end]].prefix == best.prefix {
        let other = table.routes[sorted[end]]
        let isNew = !choices.contains { table.routes[$0].target == other.target }
        let shares =
          rank(other) == rank(best) && (!isTransit || rank(best).shares(vpnECMP: ecmp))
        if shares, isNew { choices.append(sorted[end]) }
        end += 1
      }
      groups.append(RouteGroup(prefix: best.prefix, bits: best.prefix.bits, choices: choices))
      start = end
    }
    ipv4 = groups.filter { $0.prefix.family == .ipv4 }
    ipv6 = groups.filter { $0.prefix.family == .ipv6 }
  }

  /// Longest first.
  func groups(_ family: Family) -> [RouteGroup] { family == .ipv4 ? ipv4 : ipv6 }
}
