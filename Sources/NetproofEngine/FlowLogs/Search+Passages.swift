import NetproofModel
import NetproofSets

/// A note of a walk that is to tell passages: packets came to an interface here, or went beyond all.
struct InterfaceMark {
  /// Nothing where what follows is at no interface that has come before: on the internet, or inside
  /// a service of AWS's.
  let holder: InterfacePassage.Holder?
  let side: Step.Side
  let direction: Direction
  let segment: Int
  /// How many steps came before it.
  let depth: Int
  /// What the packets that it sends go by, if they get so far.
  var target: Route.Target?
}

/// Which interfaces packets pass, noted only if somebody asks.
extension Search {
  /// Notes that packets come to an interface or are sent by it; its filters are asked next.
  func mark(_ walk: inout Walk, _ holder: InterfacePassage.Holder, _ side: Step.Side) {
    guard tellsPassages, !isNowhere(holder) else { return }
    add(holder, side, to: &walk)
  }

  /// Notes that packets have left all interfaces behind: what refuses them next stands at none, or
  /// at the one that they come to then.
  func markBeyond(_ walk: inout Walk) {
    if tellsPassages { add(nil, .outbound, to: &walk) }
  }

  /// Notes by which target the packets of the interface where they are go on.
  func mark(_ walk: inout Walk, goesBy target: Route.Target) {
    guard tellsPassages, let last = walk.marks.indices.last, walk.marks[last].side == .outbound,
      walk.marks[last].target == nil
    else { return }
    walk.marks[last].target = target
  }

  private func add(_ holder: InterfacePassage.Holder?, _ side: Step.Side, to walk: inout Walk) {
    walk.marks.append(
      InterfaceMark(
        holder: holder, side: side, direction: walk.direction, segment: walk.segment,
        depth: walk.stepCount))
  }

  /// Whether an interface is one of VPC Lattice's, which stand in no VPC.
  private func isNowhere(_ holder: InterfacePassage.Holder) -> Bool {
    guard case .interface(let id) = holder, let lattice = model.lattice else { return false }
    return model.interfaces[id].subnet == lattice.subnet
  }

  /// The passages of a walk that has ended, up to where its packets end.
  func passages(
    of walk: Walk, header: (_ segment: Int, Direction) -> PacketCube
  ) -> [InterfacePassage] {
    guard tellsPassages else { return [] }
    var teller = PassageTeller()
    // Confirmed references are put where they belong, not where they are confirmed.
    var obstacles = walk.obstacles.sorted { $0.depth < $1.depth }[...]
    for mark in walk.marks {
      while let met = obstacles.first, met.depth <= mark.depth {
        teller.meet(met)
        obstacles.removeFirst()
      }
      if teller.hasEnded { return teller.told }
      teller.come(to: mark, header(mark.segment, mark.direction))
    }
    for met in obstacles { teller.meet(met) }
    return teller.told
  }
}

/// Puts together which interfaces packets pass and what they meet there.
private struct PassageTeller {
  private var passages: [InterfacePassage] = []
  /// Whether the packets are still at the last of the passages.
  private var isAtLast = false
  /// What refuses them at the interface that they come to next.
  private var ahead: InterfacePassage.Fate?
  /// Whether the last of the passages did not take place.
  private var isLastVoid = false
  private(set) var hasEnded = false

  /// What a check means for the interface that it stands at.
  private enum Effect {
    /// A rejection, in flow logs.
    case filter(Step.Side)
    case publicAccess
    case encryption
    /// What is down neither sends nor receives, and some packets do not get as far as they seem to.
    case absence
    /// The source and destination check.
    case ownership
  }

  /// What else packets may meet is beyond the interface: it neither accepts nor rejects.
  private static let effects: [Code: Effect] = [
    .sgEgressNoMatch: .filter(.outbound), .naclEgressDeny: .filter(.outbound),
    .sgIngressNoMatch: .filter(.inbound), .naclIngressDeny: .filter(.inbound),
    .bpaBlocked: .publicAccess, .encReject: .encryption,
    .eniNotAttached: .absence, .instanceNotRunning: .absence, .vpceInitiate: .absence,
    .lbInitiate: .absence, .wavelengthZoneToZone: .absence, .srcDstCheck: .ownership,
  ]

  /// All that took place.
  var told: [InterfacePassage] { isLastVoid ? passages.dropLast() : passages }

  mutating func come(to mark: InterfaceMark, _ packets: PacketCube) {
    guard let holder = mark.holder else {
      isAtLast = false
      return
    }
    if ahead != nil {
      hasEnded = true
      // Nobody sends on what has been refused on its way there.
      guard mark.side == .inbound else { return }
    }
    passages.append(
      InterfacePassage(
        holder: holder, side: mark.side, direction: mark.direction, packets: packets,
        next: mark.target, fate: ahead ?? .accepted))
    (ahead, isAtLast) = (nil, true)
  }

  mutating func meet(_ obstacle: MetObstacle) {
    let side = isAtLast ? passages.last?.side : nil
    let refusal = InterfacePassage.Fate.rejected(obstacle.code, obstacle.component)
    switch Self.effects[obstacle.code] {
    case .filter(let asked) where asked == side: reject(refusal)
    case .encryption where side == .inbound: reject(refusal)
    case .publicAccess where side == .outbound: reject(refusal)
    // Asked before the packets come to the interface whose matter it is.
    case .filter(.inbound) where side == .outbound, .publicAccess: ahead = ahead ?? refusal
    case .absence where side != nil: leaveOutLast(obstacle)
    case .ownership where side == .inbound:
      if passages.last?.fate == .accepted { leaveOutLast(obstacle) } else { hasEnded = true }
    case .filter, .encryption, .ownership, .absence, nil: lose(obstacle)
    }
  }

  private mutating func reject(_ refusal: InterfacePassage.Fate) {
    hasEnded = true
    guard let last = passages.indices.last, passages[last].fate == .accepted else { return }
    passages[last].fate = refusal
    passages[last].loss = nil
  }

  /// The packets do not get to where they seemed to come last, and what sent them there has lost them.
  private mutating func leaveOutLast(_ obstacle: MetObstacle) {
    hasEnded = true
    isLastVoid = true
    let sender = passages.count - 2
    guard passages.last?.side == .inbound, sender >= 0, passages[sender].side == .outbound,
      passages[sender].fate == .accepted, passages[sender].direction == obstacle.direction
    else { return }
    passages[sender].loss = passages[sender].loss ?? obstacle.code
  }

  private mutating func lose(_ obstacle: MetObstacle) {
    hasEnded = true
    // What a reply meets before any interface sends it on says nothing of the request.
    guard let last = passages.indices.last, passages[last].fate == .accepted,
      passages[last].direction == obstacle.direction
    else { return }
    passages[last].loss = passages[last].loss ?? obstacle.code
  }
}
