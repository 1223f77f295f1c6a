import NetproofSets
import NetproofSyntax

/// Turns a topology as written into a model as meant, and gathers every fault on the way.
///
/// First every component gets its name and its place in the model's tables, so that references may
/// point forward; then each kind is built, those that others rest on first. After a fault the work
/// goes on with a stand-in: the model is thrown away, but every fault is told.
struct Resolver {
  let topology: Topology
  /// The VPCs of the topology, and perhaps one that stands for those that nobody describes, and one
  /// for VPC Lattice.
  let vpcEntries: [VPCEntry]
  var model = Model()
  var map = SourceMap()
  var names = NameTable()
  /// In the order in which they were found; one may be found twice.
  var faults: [ModelFault] = []
  var findings: [NetworkFinding] = []

  /// Where the parts of each VPC stand in the model's tables.
  var vpcs: [VPCLayout] = []
  var transitGateways: [TransitGatewayLayout] = []
  /// Tables of transit gateways at core networks, as they are written.
  var exchanges: [RouteExchange] = []
  /// The first attachment of each VPN connection.
  var attachedConnections: [ID<VPNConnection>: Located<String>] = [:]

  /// The networks of services that gateway endpoints lead to, by the services' names.
  var serviceNetworks: [String: ID<Network>] = [:]
  /// The names of these services, in the order of their networks.
  var serviceNames: [String] = []
  /// The interfaces of each interface endpoint.
  var endpointInterfaces: [ID<VPCEndpoint>: [ID<NetworkInterface>]] = [:]
  /// The nodes of each load balancer.
  var loadBalancerNodes: [ID<LoadBalancer>: [ID<NetworkInterface>]] = [:]
  /// Where each target group is used first.
  var targetGroupUses: [ID<TargetGroup>: (user: ID<LoadBalancer>, place: Reference)] = [:]
  /// Where Lattice services begin among load balancers.
  var firstLatticeService = 0
  /// The endpoints that each route table is associated with.
  var associations: [ID<RouteTable>: [EndpointAssociation]] = [:]
  /// Further endpoints of firewalls, with how they name these.
  var furtherEndpoints: [(ID<VPCEndpoint>, ID<Firewall>, Reference)] = []

  /// The ids of zones, if anybody writes one.
  var zoneIDs: ZoneIDs?

  /// Subnets that stand for those whose names are unknown.
  var subnetsForUnknown: [ID<VPC>: ID<Subnet>] = [:]

  /// The subnet that was found last, and by which name.
  private var lastSubnet: (vpc: ID<VPC>, name: String, id: ID<Subnet>)?

  /// Whether names are missing that the author wrote, so that an unknown one is no fault.
  private let hidesNames: Bool

  /// How many more unknown names are compared with all others; each costs a pass over them.
  private var comparisonsLeft = 64

  init(_ topology: Topology, hidesNames: Bool) {
    self.topology = topology
    self.hidesNames = hidesNames
    vpcEntries = topology.allVPCs.map { entry in
      var entry = entry
      entry.owner = entry.makeOwner()
      return entry
    }
  }

  mutating func resolve() -> (Resolution, Diagnostics) {
    register()
    learnZoneIDs()
    buildPrefixLists()
    buildNetworks()
    buildBlockPublicAccess()
    buildVPCs()
    buildInterfaces()
    buildLocalGateways()
    buildFirewallPolicies()
    buildLoadBalancers()
    buildLattice()
    buildEndpoints()
    checkEndpointServices()
    buildPeerings()
    buildVPNConnections()
    buildDirectConnect()
    connectVPNGateways()
    buildTransitGateways()
    buildCoreNetworks()
    exchangeRoutes()
    checkPeers()
    checkLines()
    checkTransports()
    associateTransitGateways()
    model.strayLine = strayLine()
    buildRouteTables()
    buildMirroring()
    checkPublicAddresses()
    checkPublicBlocks()
    checkEdgeAddressOwners()
    buildServices()
    model.networks[Model.internet] = internet()
    model.name = topology.name?.value
    model.policies = topology.policies.policies
    model.unadvertised = AddressSet(topology.unadvertised.map(\.value))
    model.privateIPv6 = privateIPv6()
    return resolution()
  }

  private func resolution() -> (Resolution, Diagnostics) {
    let diagnostics = Diagnostics(faults.map(\.diagnostic))
    let ordered = findings.sorted {
      ($0.component, $0.code.rawValue, $0.diagnostic.span ?? Self.nowhere, $0.diagnostic.message)
        < (
          $1.component, $1.code.rawValue, $1.diagnostic.span ?? Self.nowhere, $1.diagnostic.message
        )
    }
    let resolution = Resolution(
      model: model, sourceMap: map, findings: ordered, warnings: diagnostics.warnings, names: names)
    return (resolution, diagnostics)
  }

  private static let nowhere = Span(
    source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 0)
}

// Faults and findings.
extension Resolver {
  mutating func report(_ fault: ModelFault) {
    faults.append(fault)
  }

  /// Reports a warning that is a finding about a component as well.
  mutating func report(_ fault: ModelFault, about component: ComponentID) {
    faults.append(fault)
    guard let code = fault.networkCode else { return }
    findings.append(
      NetworkFinding(code: code, component: component, diagnostic: fault.diagnostic))
  }

  /// Reports a part that is missing, unless the entry is described elsewhere.
  mutating func reportMissing(_ key: String, of head: EntryHead, _ kind: ComponentID.Kind) {
    if head.isDescribed { report(.missingKey(key, of: head.name, kind)) }
  }
}

// References.
extension Resolver {
  /// One place to look a name up in: these kinds, in a scope or (if it is left out) anywhere.
  struct Search {
    let kinds: KindSet
    let scope: NameTable.Scope?

    init(_ kinds: KindSet, in scope: NameTable.Scope?) {
      self.kinds = kinds
      self.scope = scope
    }
  }

  /// Finds what a reference means: in the first search that finds anything.
  mutating func find(_ reference: Reference, _ searches: Search...) -> ComponentID? {
    find(reference, searches)
  }

  private mutating func find(_ reference: Reference, _ searches: [Search]) -> ComponentID? {
    for search in searches {
      if let scope = search.scope,
        let component = names.unique(reference.value, of: search.kinds, in: scope)
      {
        return component
      }
      let found = names.components(
        named: reference.value, of: search.kinds, in: search.scope)
      if found.count > 1 {
        report(.ambiguousName(reference, candidates: found.map { names.preciseName(of: $0) }))
        return nil
      }
      if let component = found.first { return component }
    }
    reportUnknown(reference, searches)
    return nil
  }

  private mutating func reportUnknown(_ reference: Reference, _ searches: [Search]) {
    guard !hidesNames else { return }
    let kinds = KindSet(searches.flatMap(\.kinds.members))
    let elsewhere = names.components(named: reference.value, of: ComponentID.Kind.allCases)
    var unknown = UnknownName(reference, of: kinds, owner: owner(of: searches))
    unknown.elsewhere = elsewhere.map { names.preciseName(of: $0) }
    unknown.isOtherKind = !elsewhere.contains { kinds.contains($0.kind) }
    if elsewhere.isEmpty, comparisonsLeft > 0 {
      comparisonsLeft -= 1
      for search in searches where unknown.nearest == nil {
        unknown.nearest = names.nearest(to: reference.value, of: search.kinds, in: search.scope)
      }
      if unknown.nearest == nil {
        var seen: Set<String> = []
        unknown.known = searches.flatMap {
          names.some(UnknownName.mostKnown, of: $0.kinds, in: $0.scope)
        }.filter { seen.insert($0).inserted }
      }
    }
    report(.unknownName(unknown))
  }

  /// The name of the VPC or transit gateway that all searches are confined to.
  private func owner(of searches: [Search]) -> String? {
    guard searches.count == 1 else { return nil }
    switch searches[0].scope {
    case .vpc(let id)?: return names.qualifiedName(of: .vpc(id))
    case .transitGateway(let id)?:
      let isTransit = id.index < topology.transitGateways.count
      return names.qualifiedName(of: isTransit ? .transitGateway(id) : .coreNetwork(id))
    case .firewallPolicy(let id)?: return names.qualifiedName(of: .firewallPolicy(id))
    case .directConnectGateway(let id)?:
      return names.qualifiedName(of: .directConnectGateway(id))
    case .top?, nil: return nil
    }
  }

  mutating func vpc(_ reference: Reference) -> ID<VPC>? {
    guard case .vpc(let id)? = find(reference, Search([.vpc], in: .top)) else { return nil }
    return id
  }

  mutating func subnet(_ reference: Reference, in vpc: ID<VPC>) -> ID<Subnet>? {
    // What stands together is often in one subnet.
    if let last = lastSubnet, last.vpc == vpc, last.name == reference.value { return last.id }
    if case .subnet(let id)? = names.unique(reference.value, of: .subnet, in: .vpc(vpc)) {
      lastSubnet = (vpc, reference.value, id)
      return id
    }
    guard case .subnet(let id)? = find(reference, Search([.subnet], in: .vpc(vpc)))
    else { return nil }
    return id
  }

  mutating func prefixList(_ reference: Reference) -> ID<PrefixList>? {
    guard case .prefixList(let id)? = find(reference, Search([.prefixList], in: .top))
    else { return nil }
    return id
  }

  mutating func vpnConnection(_ reference: Reference) -> ID<VPNConnection>? {
    guard case .vpnConnection(let id)? = find(reference, Search([.vpnConnection], in: .top))
    else { return nil }
    return id
  }
}

// Words of which a few are known.
extension Resolver {
  /// Reads a state; the default if none is written or it is unknown.
  mutating func state<State: RawRepresentable & CaseIterable>(
    of head: EntryHead, _ kind: ComponentID.Kind, default usual: State
  ) -> State where State.RawValue == String {
    guard let text = head.state else { return usual }
    if let state = State(rawValue: text.value) { return state }
    let known = State.allCases.map(\.rawValue)
    report(
      .unknownState(
        text, kind, known: known, nearest: Nearest.name(to: text.value, among: known)))
    return usual
  }

  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ text: Located<String>?, of key: String, default usual: Value
  ) -> Value where Value.RawValue == String {
    guard let text else { return usual }
    if let value = Value(rawValue: text.value) { return value }
    let known = Value.allCases.map(\.rawValue)
    report(
      .unknownValue(
        text, key: key, known: known, nearest: Nearest.name(to: text.value, among: known)))
    return usual
  }

  /// Warns of a state that says something, for kinds whose states are not modelled.
  mutating func ignoreState(of head: EntryHead, _ kind: ComponentID.Kind) {
    guard let state = head.state, state.value != "available", state.value != "active"
    else { return }
    report(.stateIgnored(state, kind))
  }
}
