import NetproofModel
import NetproofSets

/// Interfaces that nothing but their addresses tells apart, as one end of a search.
struct InterfaceGroup: Hashable, Sendable {
  let members: [ID<NetworkInterface>]
  let subnet: ID<Subnet>
  let vpc: ID<VPC>
  let securityGroups: [ID<SecurityGroup>]
  /// The private addresses of all members.
  let addresses: AddressSet

  init(_ members: [ID<NetworkInterface>], _ model: Model) {
    precondition(!members.isEmpty, "a group of interfaces is not empty")
    self.members = members
    let first = model.interfaces[members[0]]
    subnet = first.subnet
    vpc = model.subnets[first.subnet].vpc
    securityGroups = first.securityGroups
    guard members.count > 1 else {
      addresses = first.addresses
      return
    }
    var gatherer = AddressGatherer()
    for member in members { gatherer.add(model.interfaces[member].addresses) }
    addresses = gatherer.set
  }

  /// The member that stands for all where one has to be named.
  var representative: ID<NetworkInterface> { members[0] }
}

/// Where a search begins or is meant to end.
enum SearchEnd: Hashable, Sendable {
  case interfaces(InterfaceGroup)
  case network(ID<Network>)
  case address

  var interfaces: InterfaceGroup? {
    if case .interfaces(let group) = self { group } else { nil }
  }

  /// Where it is; nothing of an address that nobody has.
  var place: TranslatedViews.Place? {
    switch self {
    case .interfaces(let group): .vpc(group.vpc)
    case .network(let id): .network(id)
    case .address: nil
    }
  }
}

/// Walks all packets of one pair of ends at once, splitting them where a rule or route does.
///
/// The walk is that of `docs/semantics.md`, stage by stage; each stage takes a walk and hands its
/// parts to the next, so that every part ends in ``finished`` with the decisions that it met.
struct Search {
  let graph: Graph
  let limits: Limits
  let origin: SearchEnd
  let goal: SearchEnd
  let oneWay: Bool
  /// What the question says of the application, for rules of firewalls.
  var application: Application?
  /// Who gets the packets, if they are copies that Traffic Mirroring makes.
  var copy: CopyGoal?
  /// Whether rule lists are written down instead of asked, see ``MetFilter``.
  var isAbstract = false
  /// Whether only the verdict is wanted: walks then end at their first obstacle, without steps.
  var seeksVerdict = false
  /// Whether it is noted which interfaces the packets pass, see ``InterfacePassage``.
  var tellsPassages = false

  /// Steps of all walks; each names the one before it.
  var arena: [RecordedStep] = []
  /// Visits of all walks; each names the one before it.
  private var visits: [Visit] = []
  /// Walks that have ended, in the order of the search.
  var finished: [Walk] = []
  /// How many ended walks were not known to be blocked when they ended.
  private var openCount = 0

  /// Lent rather than copied: it is large, and asked for at every step.
  var model: Model {
    @inline(__always) _read { yield graph.model }
  }

  struct RecordedStep {
    let previous: Int32
    let component: ComponentID
    let side: Step.Side?
    let action: Step.Action
    let evidence: Evidence
    let direction: Direction
    let segment: Int
  }

  init(_ graph: Graph, from origin: SearchEnd, to goal: SearchEnd, oneWay: Bool, limits: Limits) {
    self.graph = graph
    self.origin = origin
    self.goal = goal
    self.oneWay = oneWay
    self.limits = limits
  }

  /// Walks the packets of `header`, forward and back.
  mutating func run(_ header: PacketCube) {
    let walk = Walk(header: header)
    switch origin {
    case .interfaces(let group): leave(walk, group)
    case .network(let network): start(walk, from: network)
    case .address: break
    }
  }

  // MARK: - Bookkeeping

  mutating func note(
    _ walk: inout Walk, _ component: ComponentID, _ side: Step.Side?, _ action: Step.Action,
    _ evidence: Evidence
  ) {
    walk.stepCount += 1
    if seeksVerdict { return }
    arena.append(
      RecordedStep(
        previous: walk.lastStep, component: component, side: side, action: action,
        evidence: evidence, direction: walk.direction, segment: walk.segment))
    walk.lastStep = Int32(arena.count - 1)
  }

  /// Records that packets do not pass, and the step that says so.
  mutating func block(
    _ walk: inout Walk, _ code: Code, at component: ComponentID, side: Step.Side? = nil,
    evidence: Evidence? = nil, hints: [Hint] = [], context: [ComponentID] = []
  ) {
    let evidence = evidence ?? .state(component)
    note(&walk, component, side, .denied, evidence)
    let isKnown = walk.obstacles.contains {
      $0.code == code && $0.component == component && $0.direction == walk.direction
        && $0.evidence == evidence
    }
    guard !isKnown else { return }
    walk.obstacles.append(
      MetObstacle(
        code: code, component: component, direction: walk.direction, evidence: evidence,
        hints: hints, context: context, segment: walk.segment, depth: walk.stepCount))
  }

  mutating func end(_ walk: Walk) {
    var walk = walk
    if !walk.isBlocked { openCount += 1 }
    settlePending(&walk)
    finished.append(walk)
  }

  /// Ends a walk whose verdict nothing can change any more, if the verdict is all that is wanted.
  mutating func isSettled(_ walk: Walk) -> Bool {
    guard seeksVerdict, walk.isBlocked else { return false }
    end(walk)
    return true
  }

  /// Ends a walk at something the model does not say.
  mutating func end(_ walk: Walk, gap code: Code, at component: ComponentID) {
    var walk = walk
    walk.gap = Remark(code, component)
    end(walk)
  }

  /// Ends a walk at an obstacle beyond which there is no next hop.
  mutating func end(
    _ walk: Walk, _ code: Code, at component: ComponentID, side: Step.Side? = nil,
    evidence: Evidence? = nil, context: [ComponentID] = []
  ) {
    var walk = walk
    block(&walk, code, at: component, side: side, evidence: evidence, context: context)
    end(walk)
  }

  func isDescribed(_ component: ComponentID) -> Bool {
    model.isDescribed(component)
  }

  /// Splits off the packets whose destination lies in `set`.
  func split(_ walk: Walk, destinationsIn set: AddressBits) -> (inside: Walk?, outside: Walk?) {
    let own = walk.header.destinations
    if let single = own.single { return set.contains(single) ? (walk, nil) : (nil, walk) }
    guard !own.isDisjoint(with: set) else { return (nil, walk) }
    let inside = own.intersection(set)
    let outside = own.subtracting(set)
    guard !outside.isEmpty else { return (walk, nil) }
    var (a, b) = (walk, walk)
    a.header.destinations = inside
    b.header.destinations = outside
    return (a, b)
  }

  /// Splits off the packets whose source lies in `set`.
  func split(_ walk: Walk, sourcesIn set: AddressBits) -> (inside: Walk?, outside: Walk?) {
    let own = walk.header.sources
    if let single = own.single { return set.contains(single) ? (walk, nil) : (nil, walk) }
    guard !own.isDisjoint(with: set) else { return (nil, walk) }
    let inside = own.intersection(set)
    let outside = own.subtracting(set)
    guard !outside.isEmpty else { return (walk, nil) }
    var (a, b) = (walk, walk)
    a.header.sources = inside
    b.header.sources = outside
    return (a, b)
  }

  /// Splits off the packets that a service means; what is left may fall into several parts.
  func split(_ walk: Walk, by service: Service) -> (inside: Walk?, outside: [Walk]) {
    guard let part = walk.header.restricted(to: service) else { return (nil, [walk]) }
    var inside = walk
    inside.header = part
    let outside = walk.header.subtracting(part).map { rest in
      var other = walk
      other.header = rest
      return other
    }
    return (inside, outside)
  }

  /// Counts a hop and looks for loops; false if the walk has ended here.
  mutating func visit(_ walk: inout Walk, _ key: Visit.Key, loopAt component: ComponentID) -> Bool {
    if isSettled(walk) { return false }
    let earlier = segments(of: walk, at: key)
    if earlier.contains(walk.segment) {
      // Nothing was rewritten since, so the headers are the same.
      end(walk, .routingLoop, at: component)
      return false
    }
    for segment in earlier where walk.direction == .forward {
      let cut = Self.split(walk, bySourceAt: segment)
      if let part = cut.same { end(part, .routingLoop, at: component) }
      guard let rest = cut.other else { return false }
      walk = rest
    }
    guard walk.visitCount < limits.hops else {
      end(walk, gap: .hopLimit, at: component)
      return false
    }
    // Blocked walks are counted apart, so that a search for the verdict alone meets the same limit.
    guard (walk.isBlocked ? finished.count : openCount) < limits.classes else {
      end(walk, gap: .classLimit, at: component)
      return false
    }
    visits.append(
      Visit(
        key: key, direction: walk.direction, segment: walk.segment, previous: walk.lastVisit))
    walk.lastVisit = Int32(visits.count - 1)
    walk.visitCount += 1
    return true
  }

  /// The segments in which a walk has been at a place before, in its present direction, in order.
  private func segments(of walk: Walk, at key: Visit.Key) -> [Int] {
    var found: [Int] = []
    var index = walk.lastVisit
    while index >= 0 {
      let visit = visits[Int(index)]
      if visit.direction == walk.direction, visit.key == key { found.append(visit.segment) }
      index = visit.previous
    }
    return found.reversed()
  }

  /// Splits off the forward packets whose header is what it was in an earlier segment.
  ///
  /// Source ports aside: no rule asks for them, and a translator draws them anew each time.
  private static func split(
    _ walk: Walk, bySourceAt segment: Int
  ) -> (same: Walk?, other: Walk?) {
    let since = walk.translations[segment...]
    let moves = since.compactMap(\.move)
    if moves.count == since.count {
      // All packets are moved alike, so that either all are where they were or none is.
      let isBack =
        moves.reduce(0) { $0 &+ $1.source } == 0 && moves.reduce(0) { $0 &+ $1.destination } == 0
      return isBack ? (walk, nil) : (nil, walk)
    }
    let hasOtherDestination = since.contains { translation in
      switch translation.kind {
      case .destination, .edgeDestination, .attachmentDestination, .node: true
      case .source, .edgeSource, .attachmentSource, .natGateway, .appliance: false
      }
    }
    guard let first = since.first, first.before.family == walk.header.family,
      !hasOtherDestination, let source = walk.header.sources.single,
      first.before.sources.contains(source)
    else { return (nil, walk) }
    var (same, other) = (walk, walk)
    same.translations[segment].before.sources = AddressBits(source)
    other.translations[segment].before.sources = first.before.sources.subtracting(
      AddressBits(source))
    return (same, other.translations[segment].before.isEmpty ? nil : other)
  }

  // MARK: - Who should receive

  /// Who should receive the packets of a walk.
  enum Receiver {
    case interfaces(InterfaceGroup)
    case natGateway(ID<NATGateway>)
    /// An appliance or a node whose translation is to be undone.
    case appliance(ID<NetworkInterface>)
    case network(ID<Network>)
    case nobody
  }

  func receiver(of walk: Walk) -> Receiver {
    if walk.direction == .forward { return Self.receiver(at: goal(of: walk)) }
    switch walk.pendingCollapse?.kind {
    case .natGateway(let id): return .natGateway(id)
    case .appliance(let id): return .appliance(id)
    case .node(let balance): return .appliance(balance.node)
    case .source, .destination, .edgeSource, .edgeDestination, .attachmentSource,
      .attachmentDestination, nil:
      return Self.receiver(at: origin(of: walk))
    }
  }

  private static func receiver(at end: SearchEnd) -> Receiver {
    switch end {
    case .interfaces(let group): .interfaces(group)
    case .network(let id): .network(id)
    case .address: .nobody
    }
  }

  /// The VPC that a receiver lives in, if it does.
  func vpc(of receiver: Receiver) -> ID<VPC>? {
    switch receiver {
    case .interfaces(let group): group.vpc
    case .natGateway(let id): model.subnets[model.natGateways[id].subnet].vpc
    case .appliance(let id): graph.vpc(of: id)
    case .network, .nobody: nil
    }
  }
}
