import NetproofSets
import NetproofSyntax

// Route tables of VPCs.

/// The gateways that a VPC's tables route the packets of, with the places that say so.
private typealias Edges = [ComponentID: Span]

/// A table's routes while they are gathered, with their places.
private struct TableDraft {
  let component: ComponentID
  let vpc: ID<VPC>
  let isEdge: Bool
  let pools: [Prefix]
  var routes: [Route]
  var spans: [Span?]
  /// The place of the first written route to each destination that AWS would take.
  var first: [Route.Destination: Span] = [:]

  /// Whether a block is a pool of the table, or a part of one that AWS routes (R53).
  func holdsInPool(_ prefix: Prefix) -> Bool {
    pools.contains { $0 == prefix || $0.contains(prefix) && (23...28).contains(prefix.length) }
  }

  mutating func append(_ route: Route, from span: Span) {
    routes.append(route)
    spans.append(span)
    if route.refusal == nil { first[route.destination] = span }
  }
}

extension Resolver {
  mutating func buildRouteTables() {
    for (index, entry) in vpcEntries.enumerated() {
      let (id, layout) = (ID<VPC>(index), vpcs[index])
      let subnets = model.vpcs[id].subnets.map { model.subnets[$0] }
      let context = RouteContext(
        vpc: model.vpcs[id], id: id, subnets: Set(subnets.flatMap(\.cidrs)),
        hasUnknownSubnets: subnets.contains { !$0.identity.isDescribed && $0.cidrs.isEmpty })
      var edges: Edges = [:]
      for table in entry.routeTables {
        build(table, in: entry, context, &edges)
      }
      let local = Self.localRoutes(of: model.vpcs[id])
      if layout.hasImpliedRouteTable {
        model.routeTables.append(
          RouteTable(
            identity: impliedIdentity("main (implied)", in: entry), vpc: id, routes: local,
            isMain: true))
      }
      buildImpliedNATTables(of: entry, id, local: local)
    }
  }

  private mutating func build(
    _ table: RouteTableEntry, in entry: VPCEntry, _ context: RouteContext,
    _ edges: inout Edges
  ) {
    let id = ID<RouteTable>(model.routeTables.count)
    let isMain = id == vpcs[context.id.index].mainRouteTable
    ignoreState(of: table.head, .routeTable)
    let edge = edgeGateways(of: table, id, in: context.id, &edges)
    let pools = publicPools(
      of: table, isOfInternetGateway: edge.internet != nil || edge.isUnknown)
    if isMain, let reference = table.edgeOf.first {
      report(.mainGatewayTable(table.head.name, reference.span))
    }
    let propagations = propagations(of: table, in: context.id)
    if !table.edgeOf.isEmpty, let first = table.propagations?.elements.first {
      report(.gatewayTablePropagates(table.head.name, first.span))
    }
    let local = Self.localRoutes(of: context.vpc)
    var draft = TableDraft(
      component: .routeTable(id), vpc: context.id, isEdge: !table.edgeOf.isEmpty, pools: pools,
      routes: local,
      spans: local.map { _ in nil })
    for route in table.routes?.elements ?? [] { add(route, to: &draft, context) }
    for association in associations[id] ?? [] { add(association, to: &draft, context) }
    reportAmbiguousLists(in: draft)
    let gateways = propagations.map(\.gateway)
    for route in model.propagatedRoutes(beside: draft.routes, from: gateways, in: context.id) {
      draft.routes.append(route)
      draft.spans.append(
        propagations.first { route.target == .vpnGateway($0.gateway) }?.span)
    }
    model.routeTables.append(
      RouteTable(
        identity: identity(table.head, in: entry), vpc: context.id, routes: draft.routes,
        isMain: isMain, edgeOf: edge.internet, edgeOfVPNGateway: edge.vpn,
        propagations: gateways, publicPools: pools))
    map.record(draft.spans, of: .routes, at: table.routes?.span, in: .routeTable(id))
    if let written = table.propagations {
      map.record(
        propagations.map(\.span), of: .propagations, at: written.span, in: .routeTable(id))
    }
  }

  /// The routes that every table of a VPC has (R38).
  private static func localRoutes(of vpc: VPC) -> [Route] {
    vpc.cidrs.map { Route(destination: .prefix($0), target: .local, origin: .local) }
  }

  /// The gateways whose inbound packets a table routes, at most one table a gateway (R50).
  private mutating func edgeGateways(
    of table: RouteTableEntry, _ id: ID<RouteTable>, in vpc: ID<VPC>, _ edges: inout Edges
  ) -> (internet: ID<InternetGateway>?, vpn: ID<VPNGateway>?, isUnknown: Bool) {
    var (internet, vpn): (ID<InternetGateway>?, ID<VPNGateway>?) = (nil, nil)
    var isUnknown = false
    for reference in table.edgeOf {
      let kinds: KindSet = [.internetGateway, .vpnGateway]
      guard let found = find(reference, Search(kinds, in: .vpc(vpc))) else {
        isUnknown = true
        continue
      }
      if let first = edges[found] {
        report(.gatewayRoutedTwice(reference, first: first))
        continue
      }
      edges[found] = reference.span
      if case .internetGateway(let gateway) = found {
        internet = gateway
        let old = model.internetGateways[gateway]
        model.internetGateways[gateway] = InternetGateway(
          identity: old.identity, vpc: old.vpc, isAttached: old.isAttached, edgeRouteTable: id,
          pools: table.publicPools.map(\.value))
      }
      if case .vpnGateway(let gateway) = found {
        vpn = gateway
        model.vpnGateways[gateway].edgeRouteTable = id
      }
    }
    if let place = table.edgeOf.first {
      map.record(field: "edge-of", at: place.span, in: .routeTable(id))
    }
    return (internet, vpn, isUnknown)
  }
}

// One route.
extension Resolver {
  private mutating func add(
    _ entry: RouteEntry, to draft: inout TableDraft, _ context: RouteContext
  ) {
    let written = entry.state.map { state in
      choice(state, of: "state", default: WrittenRouteState.active)
    }
    guard let target = target(of: entry.via, in: context.id) else { return }
    let state = state(of: target, written: written, in: context.id)
    switch entry.to {
    case .prefix(let prefix):
      add(entry, to: prefix.value, by: target, state, &draft, context)
    case .name(let reference):
      guard let list = prefixList(reference) else { return }
      add(entry, reference, list, by: target, state, &draft, context)
    }
  }

  /// Adds the route that AWS keeps for an endpoint; the route of a deleted one is gone (R171).
  private mutating func add(
    _ association: EndpointAssociation, to draft: inout TableDraft, _ context: RouteContext
  ) {
    let target = Route.Target.gatewayEndpoint(association.endpoint)
    guard model.endpoints[association.endpoint].state != .deleted,
      let list = prefixList(association.list)
    else { return }
    let via = Reference(association.name.value, at: association.table.span)
    let entry = RouteEntry(span: association.table.span, to: .name(association.list), via: via)
    let state = state(of: target, written: nil, in: context.id)
    add(entry, association.list, list, by: target, state, &draft, context)
  }

  private mutating func add(
    _ entry: RouteEntry, to prefix: Prefix, by target: Route.Target, _ state: Route.State,
    _ draft: inout TableDraft, _ context: RouteContext
  ) {
    let destination = Route.Destination.prefix(prefix)
    var refusal = context.refusal(of: prefix, by: target, isEdge: draft.isEdge)
    if refusal == .gatewayTableDestination, draft.holdsInPool(prefix) { refusal = nil }
    refusal = refusal ?? foreignPeering(target, context)
    if refusal == nil, let first = draft.first[destination] { refusal = .duplicate(first: first) }
    let shown = RefusedRoute(span: entry.span, to: prefix.description, via: entry.via.value)
    if let refusal { report(.routeIgnored(shown, refusal), about: draft.component) }
    if refusal == nil, let index = context.vpc.cidrs.firstIndex(of: prefix) {
      // The route stands for the implied one, whether it repeats or replaces it (R38).
      draft.spans[index] = entry.span
      draft.first[destination] = entry.span
      if target != .local {
        draft.routes[index] = Route(
          destination: destination, target: target, origin: .written, state: state)
      }
      return
    }
    draft.append(
      Route(
        destination: destination, target: target, origin: .written, state: state,
        refusal: refusal?.code),
      from: entry.span)
  }

  /// Adds a route to a prefix list, without the entries that AWS would refuse (U7).
  private mutating func add(
    _ entry: RouteEntry, _ reference: Reference, _ list: ID<PrefixList>, by target: Route.Target,
    _ state: Route.State, _ draft: inout TableDraft, _ context: RouteContext
  ) {
    let shown = RefusedRoute(span: entry.span, to: reference.value, via: entry.via.value)
    var refusal = foreignPeering(target, context)
    if draft.isEdge { refusal = .gatewayTablePrefixList }
    if target == .local { refusal = .localElsewhere }
    if case .inspection = target { refusal = .endpointPrefixList }
    var (taken, ignored): (ID<PrefixList>, [Prefix]) = (list, [])
    if refusal == nil {
      let usesInner = topology.policies.policies.innerListEntries == .use
      let refusals = model.prefixLists[list].entries.map { prefix -> RouteRefusal? in
        let refusal = context.refusalOfEntry(prefix, by: target)
        guard refusal?.isInner == true else { return refusal ?? refusalOfService(prefix, target) }
        if case .routeTable(let table) = draft.component {
          model.innerListEntries[table, default: []].append(prefix)
        }
        return usesInner ? nil : refusal
      }
      ignored = zip(model.prefixLists[list].entries, refusals).filter { $0.1 != nil }.map(\.0)
      if let first = refusals.compactMap({ $0 }).first {
        if ignored.count == refusals.count {
          refusal = first
        } else {
          report(.prefixListEntriesIgnored(shown, ignored, first), about: draft.component)
          taken = part(of: list, without: Set(ignored))
        }
      }
    }
    if refusal == nil, let first = draft.first[.prefixList(list)] {
      refusal = .duplicate(first: first)
    }
    if let refusal { report(.routeIgnored(shown, refusal), about: draft.component) }
    draft.append(
      Route(
        destination: .prefixList(taken), target: target, origin: target.origin, state: state,
        refusal: refusal?.code),
      from: entry.span)
    if refusal == nil { draft.first[.prefixList(list)] = entry.span }
  }

  /// Says that a service's endpoints carry IPv4 only (R173).
  private func refusalOfService(_ prefix: Prefix, _ target: Route.Target) -> RouteRefusal? {
    guard case .gatewayEndpoint(let id) = target, prefix.family == .ipv6,
      !model.endpoints[id].carriesIPv6
    else { return nil }
    return .family(target: .endpoint, .ipv6)
  }

  /// A list of the same name with the entries that a route can use.
  private mutating func part(
    of list: ID<PrefixList>, without ignored: Set<Prefix>
  ) -> ID<PrefixList> {
    let whole = model.prefixLists[list]
    let part = model.prefixLists.append(
      PrefixList(
        identity: whole.identity, entries: whole.entries.filter { !ignored.contains($0) }))
    map.record(.prefixList(part), at: map.place(of: .prefixList(list)))
    return part
  }

  private func foreignPeering(_ target: Route.Target, _ context: RouteContext) -> RouteRefusal? {
    if case .localGateway(let id) = target, model.localGateways[id].identity.isDescribed,
      !model.localGateways[id].vpcs.contains(context.id)
    {
      return .notAssociated(vpc: context.vpc.identity.name)
    }
    guard case .peering(let id) = target, model.peerings[id].identity.isDescribed,
      model.peerings[id].other(than: context.id) == nil
    else { return nil }
    return .foreignPeering(vpc: context.vpc.identity.name)
  }

  /// Finds entries that two lists of a table share with different targets (R43).
  private mutating func reportAmbiguousLists(in draft: TableDraft) {
    var owner: [Prefix: Int] = [:]
    var told: Set<[Int]> = []
    for (index, route) in draft.routes.enumerated() where route.refusal == nil {
      guard case .prefixList(let list) = route.destination else { continue }
      for entry in model.prefixLists[list].entries {
        guard let other = owner[entry] else {
          owner[entry] = index
          continue
        }
        guard draft.routes[other].target != route.target, told.insert([other, index]).inserted,
          let place = draft.spans[index], let otherPlace = draft.spans[other]
        else { continue }
        let shown = RefusedRoute(
          span: place, to: model.prefixLists[list].identity.name, via: "")
        report(.prefixListAmbiguous(shown, entry, other: otherPlace), about: draft.component)
      }
    }
  }
}

extension Route.Target {
  /// How a route to a prefix list came into its table.
  fileprivate var origin: Route.Origin {
    switch self {
    case .gatewayEndpoint: .endpoint
    case .local, .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
      .transitGateway, .vpnGateway, .interface, .inspection, .blackhole, .coreNetwork,
      .carrierGateway, .localGateway:
      .written
    }
  }
}
