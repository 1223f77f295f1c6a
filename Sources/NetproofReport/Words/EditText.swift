import NetproofChecks
import NetproofModel
import NetproofSets
import NetproofSyntax

/// One edit of a fix as the topology would write it, and where.
struct EditText {
  /// What is written, in the topology's own form.
  enum Change: Hashable {
    /// A further element of a list, or a further key.
    case add(String)
    /// What stands there is taken away.
    case remove(String)
    case change(from: String, to: String)
  }

  /// The component and list that change: "network ACL `db`, inbound".
  let subject: String
  let change: Change
  /// Where the list, or the component if the list is not written, stands; for what is changed or
  /// removed its own place.
  let span: Span?

  init(_ edit: ModelEdit, _ context: ReportContext) {
    let model = context.model
    let rules = context.wording.rules
    switch edit {
    case .addNetworkACLRule(let id, let list, let rule):
      self.init(
        list, of: .networkACL(id), .add(rules.yaml(rule, list)), context,
        at: Self.neighbour(of: rule, list, id, context))
    case .addSecurityGroupRule(let id, let list, let rule):
      let text = rules.yaml(rule, list, in: model.securityGroups[id].vpc)
      self.init(list, of: .securityGroup(id), .add(text), context)
    case .routeSubnet(let id, let table):
      self.init(of: id, routedBy: table, context)
    case .addRoute(let id, let destination, let target):
      let text = rules.yaml(to: destination, via: target, in: model.routeTables[id].vpc)
      self.init(.routes, of: .routeTable(id), .add(text), context)
    case .changeRoute(let id, let route, let target):
      self.init(of: route, in: id, to: target, context)
    case .removeRoute(let id, let route):
      let text = rules.yaml(to: route.destination, via: route.target, in: model.routeTables[id].vpc)
      self.init(
        .routes, of: .routeTable(id), .remove(text), context, at: Self.place(of: route, id, context)
      )
    case .propagateInto(let id, let gateway):
      let name = model.vpnGateways[gateway].identity.name
      self.init(.propagations, of: .routeTable(id), .add(name), context)
    case .associateEndpoint(let id, let table):
      let name = model.routeTables[table].identity.name
      self.init("route-tables", of: .endpoint(id), .add(name), context)
    case .addTransitRoute(let id, let prefix, let attachment):
      let text = rules.yaml(to: prefix, via: .attachment(attachment))
      self.init(.routes, of: .transitGatewayRouteTable(id), .add(text), context)
    case .removeTransitRoute(let id, let route):
      let text = rules.yaml(to: route.prefix, via: route.target)
      self.init(
        .routes, of: .transitGatewayRouteTable(id), .remove(text), context,
        at: Self.place(of: route, id, context))
    case .addPropagation(let id, let attachment):
      let name = model.attachments[attachment].identity.name
      self.init(.propagations, of: .transitGatewayRouteTable(id), .add(name), context)
    case .addSegmentRoute(let id, let prefix, let attachment):
      let network = model.transitGatewayRouteTables[id].transitGateway
      let route = rules.yaml(to: prefix, via: .attachment(attachment)).dropFirst(2)
      self.init(
        "routes", of: .coreNetwork(network),
        .add("{ segment: \(model.segmentName(of: id)), \(route)"), context)
    case .shareSegments(let one, let other):
      let network = model.transitGatewayRouteTables[one].transitGateway
      let (name, with) = (model.segmentName(of: one), model.segmentName(of: other))
      self.init(
        "shares", of: .coreNetwork(network), .add("{ segment: \(name), with: [\(with)] }"), context)
    case .associate(let id, let table):
      let name = model.attachments[id].identity.name
      self.init(.associations, of: .transitGatewayRouteTable(table), .add(name), context)
    case .addAttachmentSubnet(let id, let subnet):
      self.init("subnets", of: .attachment(id), .add(model.subnets[subnet].identity.name), context)
    case .allowPrefix(let id, let association, let prefix):
      self.init(of: id, association, .add(rules.yaml(prefix)), context)
    case .sendToAttachment(let id, let prefix):
      self.init("routes-to", of: .network(id), .add(rules.yaml(prefix)), context)
    case .enableApplianceMode(let id):
      self.init("appliance-mode", true, of: .attachment(id), context)
    case .enableIPv6Support(let id):
      self.init("ipv6-support", true, of: .attachment(id), context)
    case .enableGroupReferences(let id):
      let isTransit = model.transitGateways[id].kind == .transitGateway
      self.init(
        isTransit ? "security-group-referencing" : "security-group-support", true,
        of: model.component(of: id), context)
    case .enableAttachmentGroupReferences(let id):
      self.init("security-group-referencing", true, of: .attachment(id), context)
    case .addStatelessRule(let id, let rule):
      self.init(.stateless, of: .firewallPolicy(id), .add(rules.yaml(rule)), context)
    case .addStatefulRule(let id, let rule):
      self.init(.stateful, of: .firewallRuleGroup(id), .add(rules.yaml(rule)), context)
    case .exclude(let id, let exclusion):
      let old = model.subnets[id].publicAccessExclusion
      self.init(excluding: .subnet(id), from: old, exclusion, context)
    case .excludeVPC(let id, let exclusion):
      let old = model.vpcs[id].publicAccessExclusion
      self.init(excluding: .vpc(id), from: old, exclusion, context)
    case .enableCrossZone(let id):
      self.init("cross-zone", true, of: .loadBalancer(id), context)
    case .enableGroupCrossZone(let id):
      self.init("cross-zone", true, of: .targetGroup(id), context)
    case .hideClientAddress(let id):
      self.init("preserve-client-ip", false, of: .targetGroup(id), context)
    case .addSiteRule(let id, let list, let rule):
      self.init(firewallOf: id, list, .add(rules.yaml(rule, list)), context)
    case .widenSelector(let id, let side, let old, let new):
      self.init(of: id, side, from: old, to: new, context)
    case .enableDNSSupport(let id): self.init("dns-support", true, of: .vpc(id), context)
    case .associateVPC(let id, let vpc):
      let name = context.naming.written(.vpc(vpc), in: nil)
      self.init("vpcs", of: .serviceNetwork(id), .add("\(name): []"), context)
    case .addService(let id, let service):
      let name = model.loadBalancers[service].identity.name
      self.init("services", of: .serviceNetwork(id), .add(name), context)
    case .disableSourceDestinationCheck(let id):
      self.init("source-dest-check", false, of: .interface(id), context)
    }
  }

  /// An edit of a list of rules; it stands where the list or the component does unless `place` tells
  /// better.
  private init(
    _ list: RuleList, of component: ComponentID, _ change: Change, _ context: ReportContext,
    at place: Span? = nil
  ) {
    subject = "\(context.naming.full(component)), \(Self.key(of: list))"
    self.change = change
    span =
      place ?? context.places.map.place(of: list, in: component)
      ?? context.places.span(of: component)
  }

  /// Another table of a subnet.
  private init(
    of subnet: ID<Subnet>, routedBy table: ID<RouteTable>, _ context: ReportContext
  ) {
    func text(_ id: ID<RouteTable>) -> String {
      "route-table: \(context.model.routeTables[id].identity.name)"
    }
    subject = context.naming.full(.subnet(subnet))
    let written = context.places.map.place(of: "route-table", in: .subnet(subnet))
    change =
      written == nil
      ? .add(text(table))
      : .change(from: text(context.model.subnets[subnet].routeTable), to: text(table))
    span = written ?? context.places.span(of: .subnet(subnet))
  }

  /// An exclusion from Block Public Access.
  private init(
    excluding component: ComponentID, from old: PublicAccessExclusion?,
    _ exclusion: PublicAccessExclusion, _ context: ReportContext
  ) {
    let key = "public-access-exclusion"
    subject = context.naming.full(component)
    let written = context.places.map.place(of: key, in: component)
    change =
      old.map {
        .change(from: "\(key): \($0.rawValue)", to: "\(key): \(exclusion.rawValue)")
      } ?? .add("\(key): \(exclusion.rawValue)")
    span = written ?? context.places.span(of: component)
  }

  /// Another target of a route.
  private init(
    of route: Route, in id: ID<RouteTable>, to target: Route.Target, _ context: ReportContext
  ) {
    let rules = context.wording.rules
    let vpc = context.model.routeTables[id].vpc
    let destination = rules.destination(route.destination)
    subject = "\(context.naming.full(.routeTable(id))), the route to \(destination)"
    change = .change(
      from: rules.yaml(via: route.target, in: vpc), to: rules.yaml(via: target, in: vpc))
    span = Self.place(of: route, id, context) ?? context.places.span(of: .routeTable(id))
  }

  /// A further value of a key that holds a list.
  private init(
    _ key: String, of component: ComponentID, _ change: Change, _ context: ReportContext
  ) {
    subject = "\(context.naming.full(component)), \(key)"
    self.change = change
    span =
      context.places.map.place(of: key, in: component) ?? context.places.span(of: component)
  }

  /// The allowed prefixes of an association.
  private init(
    of id: ID<DirectConnectGateway>, _ association: Int, _ change: Change, _ context: ReportContext
  ) {
    let component = ComponentID.directConnectGateway(id)
    let name = context.model.directConnectGateways[id].associations[association].name
    subject = "\(context.naming.full(component)), association `\(name)`, allowed-prefixes"
    self.change = change
    span =
      context.places.map.place(of: "associations/\(name)", in: component)
      ?? context.places.span(of: component)
  }

  /// A rule of the firewall of a network outside.
  private init(
    firewallOf id: ID<Network>, _ list: RuleList, _ change: Change, _ context: ReportContext
  ) {
    let component = ComponentID.network(id)
    subject = "\(context.naming.full(component)), firewall \(Self.key(of: list))"
    self.change = change
    span =
      context.places.map.place(of: list, in: component) ?? context.places.span(of: component)
  }

  /// Another traffic selector; the other family's, if there is one, stays.
  private init(
    of id: ID<VPNConnection>, _ side: VPNConnection.Side, from old: Prefix, to new: Prefix,
    _ context: ReportContext
  ) {
    let component = ComponentID.vpnConnection(id)
    let selectors = context.model.vpnConnections[id].selectors
    let (key, written) =
      side == .local ? ("local-cidr", selectors.local) : ("remote-cidr", selectors.remote)
    func text(_ prefixes: [Prefix]) -> String {
      "\(key): \(context.wording.rules.yaml(prefixes))"
    }
    subject = context.naming.full(component)
    change = .change(from: text(written), to: text(written.map { $0 == old ? new : $0 }))
    span = context.places.map.place(of: key, in: component) ?? context.places.span(of: component)
  }

  /// A flag: a further key, or another value where the key is written.
  private init(
    _ key: String, _ value: Bool, of component: ComponentID, _ context: ReportContext
  ) {
    subject = context.naming.full(component)
    let written = context.places.map.place(of: key, in: component)
    change =
      written == nil
      ? .add("\(key): \(value)") : .change(from: "\(key): \(!value)", to: "\(key): \(value)")
    span = written ?? context.places.span(of: component)
  }

  private static func key(of list: RuleList) -> String {
    switch list {
    case .inbound: "inbound"
    case .outbound: "outbound"
    case .routes: "routes"
    case .propagations: "propagations"
    case .associations: "associations"
    case .stateless: "stateless"
    case .stateful: "rules"
    case .listeners: "listeners"
    }
  }

  // MARK: - Places

  private static func place(
    of route: Route, _ id: ID<RouteTable>, _ context: ReportContext
  ) -> Span? {
    context.model.routeTables[id].routes.firstIndex(of: route).flatMap {
      context.places.map.place(of: RuleID(.routeTable(id), .routes, $0))
    }
  }

  private static func place(
    of route: TransitGatewayRoute, _ id: ID<TransitGatewayRouteTable>, _ context: ReportContext
  ) -> Span? {
    context.model.transitGatewayRouteTables[id].routes.firstIndex(of: route).flatMap {
      context.places.map.place(of: RuleID(.transitGatewayRouteTable(id), .routes, $0))
    }
  }

  /// The rule that a new one goes after, in the order of numbers; nothing if it is the first.
  private static func neighbour(
    of rule: NetworkACLRule, _ list: RuleList, _ id: ID<NetworkACL>, _ context: ReportContext
  ) -> Span? {
    let entry = context.model.networkACLs[id]
    let rules = list == .inbound ? entry.inbound : entry.outbound
    return rules.lastIndex { $0.number < rule.number }
      .flatMap { context.places.map.place(of: RuleID(.networkACL(id), list, $0)) }
  }
}
