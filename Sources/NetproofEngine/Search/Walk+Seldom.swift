import NetproofModel
import NetproofSets

/// What few walks have: copies of a walk share it until one of them changes it.
struct Seldom {
  var notes: [Remark] = []
  /// Why it is not known what becomes of the packets.
  var gap: Remark?
  /// The indices of the choices taken.
  var choices: [Int] = []
  /// How many alternatives the choices leave, at most.
  var alternatives: Int = 1
  /// The subnet by which packets left a transit gateway, by attachment.
  var exits: [(attachment: ID<TransitGatewayAttachment>, subnet: ID<Subnet>)] = []
  /// Attachments by which the reply left in another subnet than the forward packets.
  var splits: [ID<TransitGatewayAttachment>] = []
  /// Appliances that the reply has passed.
  var repliedThrough: [ID<NetworkInterface>] = []
  /// Endpoints, and attachments that are firewalls, at which the reply was inspected.
  var repliesInspected: [ComponentID] = []
  /// What firewalls made of the forward packets, by where.
  var passages: [(point: ComponentID, passage: FirewallPassage)] = []
  /// Rules about applications that cannot match replies: had they matched, they had decided.
  var refuted: [(point: ComponentID, rule: CompiledFirewall.Stateful)] = []
  /// An outbound rule that matched by a group reference, still to be confirmed by the way taken.
  var pending: PendingReference?
  /// The connections that load balancers have opened and the reply has not come back through.
  var legs: [Leg] = []
  /// The rule lists of an abstract walk, in the order in which they are met.
  var filters: [MetFilter] = []
  /// Whether an abstract walk met something that it cannot write down.
  var isBeyondAbstraction: Bool = false
  /// The interfaces that the packets have come to, if the search tells them.
  var marks: [InterfaceMark] = []

  final class Box {
    fileprivate(set) var value = Seldom()

    init() {}

    fileprivate init(_ value: Seldom) {
      self.value = value
    }
  }
}

extension Walk {
  var notes: [Remark] {
    get { seldom?.value.notes ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.notes = newValue } }
  }

  var gap: Remark? {
    get { seldom?.value.gap }
    set { if seldom != nil || newValue != nil { own().value.gap = newValue } }
  }

  var choices: [Int] {
    get { seldom?.value.choices ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.choices = newValue } }
  }

  var alternatives: Int {
    get { seldom?.value.alternatives ?? 1 }
    set { if seldom != nil || newValue != 1 { own().value.alternatives = newValue } }
  }

  var exits: [(attachment: ID<TransitGatewayAttachment>, subnet: ID<Subnet>)] {
    get { seldom?.value.exits ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.exits = newValue } }
  }

  var splits: [ID<TransitGatewayAttachment>] {
    get { seldom?.value.splits ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.splits = newValue } }
  }

  var repliedThrough: [ID<NetworkInterface>] {
    get { seldom?.value.repliedThrough ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.repliedThrough = newValue } }
  }

  var repliesInspected: [ComponentID] {
    get { seldom?.value.repliesInspected ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.repliesInspected = newValue } }
  }

  var passages: [(point: ComponentID, passage: FirewallPassage)] {
    get { seldom?.value.passages ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.passages = newValue } }
  }

  var refuted: [(point: ComponentID, rule: CompiledFirewall.Stateful)] {
    get { seldom?.value.refuted ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.refuted = newValue } }
  }

  var pending: PendingReference? {
    get { seldom?.value.pending }
    set { if seldom != nil || newValue != nil { own().value.pending = newValue } }
  }

  var legs: [Leg] {
    get { seldom?.value.legs ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.legs = newValue } }
  }

  var filters: [MetFilter] {
    get { seldom?.value.filters ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.filters = newValue } }
  }

  var isBeyondAbstraction: Bool {
    get { seldom?.value.isBeyondAbstraction ?? false }
    set { if seldom != nil || newValue { own().value.isBeyondAbstraction = newValue } }
  }

  var marks: [InterfaceMark] {
    get { seldom?.value.marks ?? [] }
    set { if seldom != nil || !newValue.isEmpty { own().value.marks = newValue } }
  }

  /// What this walk alone has.
  private mutating func own() -> Seldom.Box {
    if isKnownUniquelyReferenced(&seldom), let box = seldom { return box }
    let box = seldom.map { Seldom.Box($0.value) } ?? Seldom.Box()
    seldom = box
    return box
  }
}
