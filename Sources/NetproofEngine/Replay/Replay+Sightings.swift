public import NetproofModel
public import NetproofSets

extension Replay {
  /// The packet at a network interface.
  public struct Sighting: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
      case interface(ID<NetworkInterface>)
      case natGateway(ID<NATGateway>)
      case attachment(ID<TransitGatewayAttachment>, ID<Subnet>)
      case endpoint(ID<VPCEndpoint>)
    }

    public let place: Place
    /// Whether the interface gets the packet, or sends it.
    public let isIncoming: Bool
    public let direction: Direction
    public let packet: Packet
    /// What a filter at the interface refuses it for.
    public internal(set) var refusal: Code?
  }

  /// What an obstacle means to the interface that the packet is at.
  enum Meaning {
    /// The packet goes no further; the interface has nothing to say about it.
    case loss
    /// A rule list of the interface or its subnet refuses it.
    case refusal(RuleList)
    case publicAccess
    case encryption
    /// The interface is down, or the packet does not get to it.
    case absence
    /// The interface takes nothing, or sends nothing, that is not its own.
    case foreign
  }

  /// What interfaces see of a packet, up to where it is refused or lost.
  struct Sightings {
    private(set) var all: [Sighting] = []
    /// Whether the packet is still at the interface that saw it last.
    private var isThere = false
    /// Whether no further interface sees the packet.
    private var isOver = false
    /// What was decided for the interface that the packet is still to come to.
    private var refusedAhead: Code?
    /// How many sightings there were, and that of the interface included, as rules were put off.
    private var awaited = 0

    mutating func see(_ sighting: Sighting) {
      guard !isOver else {
        isThere = false
        return
      }
      var sighting = sighting
      if let code = refusedAhead {
        isOver = true
        guard sighting.isIncoming else {
          isThere = false
          return
        }
        sighting.refusal = code
        refusedAhead = nil
      }
      isThere = true
      all.append(sighting)
    }

    /// The packet is where no interface is.
    mutating func goBeyond() { isThere = false }

    /// Nothing is to be seen of the packet at all.
    mutating func forget() { all = [] }

    mutating func meet(_ code: Code, _ meaning: Meaning) {
      let isIncoming = isThere ? all.last?.isIncoming : nil
      switch (meaning, isIncoming) {
      case (.refusal(.inbound), true), (.refusal(.outbound), false), (.publicAccess, false),
        (.encryption, true):
        if all[all.count - 1].refusal == nil { all[all.count - 1].refusal = code }
        isOver = true
      case (.refusal(.inbound), false), (.publicAccess, true), (.publicAccess, nil):
        refusedAhead = refusedAhead ?? code
      case (.absence, .some):
        all.removeLast()
        (isThere, isOver) = (false, true)
      case (.foreign, true):
        if all.last?.refusal == nil { all.removeLast() }
        (isThere, isOver) = (false, true)
      default: isOver = true
      }
    }

    /// Outbound rules of the interface where the packet is are decided about later; they do not matter
    /// where it was refused before.
    mutating func awaitRules() { awaited = isOver ? 0 : all.count }

    /// They have refused the packet, so that nothing after it was ever seen.
    mutating func refuseAwaited(_ code: Code) {
      guard awaited > 0, awaited <= all.count else { return }
      all.removeSubrange(awaited...)
      // Groups are asked before anything else there.
      all[awaited - 1].refusal = code
      isOver = true
    }
  }

  /// What interfaces see of a packet and its reply on each alternative, in the order of
  /// ``outcomes(of:)``; nothing where there are more than the limit.
  public func sightings(of flow: Flow) -> [[Sighting]] {
    var all: [[Sighting]] = []
    walkAll(flow, noting: Sightings()) { all.append($0.sightings?.all ?? []) }
    return all
  }
}

extension Replay.Walk {
  /// An interface gets the packet as it is now, or sends it.
  mutating func see(_ place: Replay.Sighting.Place, incoming: Bool) {
    guard sightings != nil else { return }
    if case .interface(let id) = place, model.interfaces[id].subnet == model.lattice?.subnet {
      return
    }
    sightings?.see(
      Replay.Sighting(
        place: place, isIncoming: incoming, direction: direction, packet: packet, refusal: nil))
  }
}
