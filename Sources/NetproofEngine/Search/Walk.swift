import NetproofModel
import NetproofSets

/// A translation that the forward packets went through, with what is needed to undo it.
struct Translation: Hashable {
  /// Who translated, and how.
  enum Kind: Hashable {
    /// One-to-one, the source: an internet gateway, outbound.
    case source(ID<InternetGateway>)
    /// One-to-one, the destination: an internet gateway, inbound.
    case destination(ID<InternetGateway>)
    /// One-to-one, at a carrier or local gateway: the source on the way out, the destination on the
    /// way in.
    case edgeSource(Line)
    case edgeDestination(Line)
    /// One-to-one, by a rule of an attachment: the source on the way into the transit gateway, the
    /// destination on the way out.
    case attachmentSource(ID<TransitGatewayAttachment>, AttachmentNATRule)
    case attachmentDestination(ID<TransitGatewayAttachment>, AttachmentNATRule)
    /// Many to one: the source became one address and a free port.
    case natGateway(ID<NATGateway>)
    case appliance(ID<NetworkInterface>)
    /// The destination became a target, and the source perhaps the node.
    case node(Balance)
  }

  let kind: Kind
  /// The headers before, as they were then.
  var before: PacketCube
  /// The private and public addresses that a one-to-one translation pairs, ascending by private.
  let pairs: [(privateAddress: UInt128, publicAddress: UInt128)]
  /// The ports that a many-to-one translation leaves to chance; narrowed by what is decided later.
  var ports: PortSet

  static func == (left: Self, right: Self) -> Bool {
    left.kind == right.kind && left.before == right.before && left.ports == right.ports
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(before)
  }
}

/// Something that was crossed, as far as later decisions depend on it.
enum Crossing: Hashable {
  case internetGatewayOut(ID<InternetGateway>)
  case internetGatewayIn(ID<InternetGateway>, ID<VPC>)
  case egressOnlyInternetGateway(ID<EgressOnlyInternetGateway>, ID<VPC>)
  case natGateway(ID<NATGateway>)
  case appliance(ID<NetworkInterface>)
  case peering(ID<Peering>)
  /// Entered, and left by an attachment once its route is known.
  case transitGateway(
    ID<TransitGateway>, from: ID<TransitGatewayAttachment>, to: ID<TransitGatewayAttachment>?)
  case onPremises(Line)
  /// Into its VPC.
  case vpnGateway(ID<VPNGateway>)
  case gatewayEndpoint(ID<VPCEndpoint>, ID<VPC>)
  case inspection(ID<VPCEndpoint>)
  case networkFunction(ID<TransitGatewayAttachment>)
  /// Translated there.
  case attachmentNAT(ID<TransitGatewayAttachment>)
}

/// A place that a walk has come to; coming there again with the same headers is a loop.
struct Visit {
  let key: Key
  let direction: Direction
  let segment: Int
  /// The walk's visit before this one, in the search's arena, or -1.
  let previous: Int32

  enum Key: Hashable {
    case subnet(ID<Subnet>)
    case transitGateway(ID<TransitGateway>, ID<TransitGatewayAttachment>)
  }
}

/// An obstacle as it is met; its headers are filled in when the walk has ended.
struct MetObstacle {
  let code: Code
  let component: ComponentID
  let direction: Direction
  let evidence: Evidence
  let hints: [Hint]
  let context: [ComponentID]
  let segment: Int
  /// How many steps came before it: its place in the pipeline.
  let depth: Int
}

/// A class of packets on its way.
///
/// Walks are copied at every rule that splits them, so that what few of them have is kept apart, see
/// ``Seldom``.
struct Walk {
  var header: PacketCube
  var direction = Direction.forward
  var arrived = false
  /// The last step in the search's arena, or -1.
  var lastStep: Int32 = -1
  var stepCount = 0
  /// The last visit in the search's arena, or -1.
  var lastVisit: Int32 = -1
  var visitCount = 0
  /// How many translations, from the last one back, the reply has undone.
  var undone = 0
  var obstacles: [MetObstacle] = []
  var translations: [Translation] = []
  var crossings: [Crossing] = []
  /// What the reply has crossed so far.
  var replyCrossings: [Crossing] = []
  /// Nothing as long as all of it is empty.
  var seldom: Seldom.Box?

  init(header: PacketCube) {
    self.header = header
  }

  /// The walk of some of its packets, after `change`.
  func part(_ header: PacketCube, _ change: (inout Walk) -> Void) -> Walk {
    var part = self
    part.header = header
    change(&part)
    return part
  }

  /// Whether the packets do not pass, whatever they still meet.
  ///
  /// An outbound reference that is still to be confirmed may yet make what follows it unknown.
  var isBlocked: Bool { !obstacles.isEmpty && pending == nil }

  /// What is proved about the packets, once the walk has ended.
  var verdict: Verdict {
    if !obstacles.isEmpty { return .unreachable }
    return gap == nil ? .reachable : .undetermined
  }

  /// How often the headers were rewritten so far: headers of one segment only ever shrink.
  var segment: Int { translations.count + undone }

  /// The forward translation that the reply has to undo next.
  var topTranslation: Translation? {
    let index = translations.count - undone - 1
    return index >= 0 ? translations[index] : nil
  }

  /// The last many-to-one translation still to be undone, counting one-to-one ones above it.
  var pendingCollapse: Translation? {
    guard translations.count > undone else { return nil }
    return translations[..<(translations.count - undone)].last {
      $0.collapses
    }
  }

  /// What the packets have crossed in the direction that they go.
  var crossed: [Crossing] { direction == .forward ? crossings : replyCrossings }

  mutating func cross(_ crossing: Crossing) {
    if direction == .forward { crossings.append(crossing) } else { replyCrossings.append(crossing) }
  }

  /// Says by which attachment the packets leave the transit gateway that they crossed last.
  mutating func leaveTransitGateway(by attachment: ID<TransitGatewayAttachment>) {
    guard case .transitGateway(let id, let from, _) = crossed.last else { return }
    let whole = Crossing.transitGateway(id, from: from, to: attachment)
    if direction == .forward {
      crossings[crossings.count - 1] = whole
    } else {
      replyCrossings[replyCrossings.count - 1] = whole
    }
  }

  /// Whether the forward packets entered a VPC by its internet gateway.
  func entered(_ vpc: ID<VPC>) -> ID<InternetGateway>? {
    for crossing in crossings {
      if case .internetGatewayIn(let gateway, vpc) = crossing { return gateway }
    }
    return nil
  }
}

/// An outbound reference rule that holds only if the way keeps group identity.
struct PendingReference {
  let rule: RuleID
  /// Whose rule it is.
  let holder: ComponentID
  /// Where in the walk's obstacles it would stand.
  let position: Int
  /// The segment and the step at which it would stand.
  let segment: Int
  let depth: Int
  let group: ComponentID
  /// Something undescribed that might allow the packets if the reference does not hold.
  let unknown: ComponentID?
}
