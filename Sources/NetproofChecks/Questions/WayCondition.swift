public import NetproofEngine
public import NetproofModel
public import NetproofSyntax

/// Which ways a question is about: those that pass some components, and avoid others.
public struct WayCondition: Sendable {
  /// What the way has to pass, in this order; for each station its components.
  private let through: [[ComponentID]]
  private let avoiding: [ComponentID]
  private let model: Model

  /// - Throws: ``Rejection`` with every name that names no component.
  public init(
    through: [QuestionText], avoiding: [QuestionText], _ model: Model, _ names: NameTable
  ) throws(Rejection) {
    var faults: [QuestionTextFault] = []
    func components(_ text: QuestionText) -> [ComponentID] {
      switch Station.read(text, model, names) {
      case .success(let components): return components
      case .failure(let error):
        faults.append(error.fault)
        return []
      }
    }
    self.through = through.map(components)
    self.avoiding = avoiding.flatMap(components)
    self.model = model
    guard faults.isEmpty else { throw Rejection(faults.map(\.diagnostic)) }
  }

  /// Whether a way is meant; what blocks it is on it.
  ///
  /// A way that is not known to its end may yet pass what it has to: unknown is no answer. What it
  /// must not pass, it may pass as well, but where the gap lies there it certainly does.
  public func holds(_ way: [Step], _ gap: Remark?) -> Bool {
    var passed = Place.all(of: way)
    if let gap, gap.code == .applianceUnknown, let at = gap.component {
      passed.append(Place(component: at))
    }
    return (gap != nil || Station.passes(passed, through, model))
      && !passed.contains { place in avoiding.contains { Station.holds($0, place, model) } }
  }
}

/// Components that ways pass.
enum Station {
  /// The components of a name; an instance stands for its interfaces as well.
  ///
  /// What a VPC or transit gateway has without being written is known by the name that answers print.
  static func components(_ name: String, _ model: Model, _ names: NameTable) -> [ComponentID] {
    var found = names.components(named: name)
    if found.isEmpty { found = names.components(named: name + Station.impliedMark) }
    return found
      + found.flatMap { component -> [ComponentID] in
        guard case .instance(let id) = component else { return [] }
        return model.instances[id].interfaces.map { .interface($0) }
      }
  }

  /// What names in the table end with if nobody wrote them.
  private static let impliedMark = " (implied)"

  /// The components of a name that ways can pass.
  static func read(
    _ text: QuestionText, _ model: Model, _ names: NameTable
  ) -> Result<[ComponentID], QuestionEndError> {
    let found = components(text.text, model, names)
    if found.isEmpty { return .failure(QuestionEndError(fault(text, names))) }
    let passed = found.filter { standsOnWays($0.kind) }
    return passed.isEmpty ? .failure(QuestionEndError(.noStation(text))) : .success(passed)
  }

  /// Whether ways pass components of a kind, rather than what holds or describes them.
  private static func standsOnWays(_ kind: ComponentID.Kind) -> Bool {
    switch kind {
    case .network, .routeTable, .networkACL, .securityGroup, .instance, .interface,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway,
      .attachment, .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .firewall,
      .virtualInterface, .loadBalancer, .directConnectGateway, .coreNetwork, .segment,
      .carrierGateway, .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService:
      true
    case .vpc, .subnet, .prefixList, .firewallPolicy, .targetGroup, .blockPublicAccess,
      .firewallRuleGroup, .mirrorFilter, .mirrorSession:
      false
    }
  }

  /// Says that a name names no component.
  static func fault(_ text: QuestionText, _ names: NameTable) -> QuestionTextFault {
    .unknownStation(
      text, nearest: names.nearest(to: text.text, of: ComponentID.Kind.allCases))
  }

  /// Whether a way passes stations in their order.
  static func passes(_ way: [Place], _ stations: [[ComponentID]], _ model: Model) -> Bool {
    var rest = stations[...]
    for place in way {
      guard let next = rest.first else { return true }
      if next.contains(where: { holds($0, place, model) }) { rest.removeFirst() }
    }
    return rest.isEmpty
  }

  /// Whether to pass a place is to pass a component.
  static func holds(_ station: ComponentID, _ place: Place, _ model: Model) -> Bool {
    if holds(station, place.component, model) { return true }
    if case .interface(let id) = station { return place.isAt(id, model) }
    guard case .endpoint(let id) = station, let interface = model.endpoints[id].interface else {
      return false
    }
    return interface.interfaces.contains { place.isAt($0, model) }
  }

  /// Whether a component is another or a part of it, so that to pass it is to pass the other.
  private static func holds(_ whole: ComponentID, _ part: ComponentID, _ model: Model) -> Bool {
    if whole == part { return true }
    if case .instance(let id) = whole, case .interface(let interface) = part {
      return model.interfaces[interface].instance == id
    }
    if case .endpoint(let id) = whole, case .interface(let interface) = part {
      return model.interfaces[interface].endpoint == id
    }
    if case .interface(let interface) = part, let service = model.interfaces[interface].loadBalancer
    {
      return model.component(of: service) == whole
    }
    if case .resourceGateway(let id) = whole, case .resource(let resource) = part {
      return model.loadBalancers[resource].nodes.contains {
        model.interfaces[$0].loadBalancer == id
      }
    }
    if case .serviceNetwork(let id) = whole, case .endpoint(let endpoint) = part {
      return model.endpoints[endpoint].provider?.serviceNetwork == id
    }
    if case .firewall(let id) = whole, case .endpoint(let endpoint) = part {
      return model.firewalls[id].endpoints.contains(endpoint)
    }
    let id: ID<TransitGateway>
    if case .transitGateway(let gateway) = whole {
      id = gateway
    } else if case .coreNetwork(let network) = whole {
      id = network
    } else {
      return false
    }
    if case .attachment(let attachment) = part {
      return model.attachments[attachment].transitGateway == id
    }
    if case .transitGatewayRouteTable(let table) = part {
      return model.transitGatewayRouteTables[table].transitGateway == id
    }
    if case .segment(let table) = part {
      return model.transitGatewayRouteTables[table].transitGateway == id
    }
    return false
  }
}
