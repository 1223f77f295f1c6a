/// How packets of one direction get from a region to an arrival.
enum Way: Hashable, Sendable {
  /// Not at all, whatever their ports.
  case blocked
  /// Not simply: the trace search has to walk it.
  case complex
  case open(OpenWay)
}

/// A way without translations, appliances and choices: only rule lists are met.
struct OpenWay: Hashable, Sendable {
  /// Lists that are asked about the source of the packets, and about their destination.
  var sourceLists: [RuleLists.List] = []
  var destinationLists: [RuleLists.List] = []
  /// Whether the network ACL of the destination's subnet is met.
  var meetsArrivalACL = true
  /// Whether outbound and inbound rules may refer to the groups of the other end.
  var carriesOutbound = false
  var carriesInbound = false
}

/// What becomes of all packets between two locations of two regions, as far as ends do not decide.
struct PathShape: Hashable, Sendable {
  /// Where the walk ends.
  enum End: Hashable, Sendable {
    /// The connection comes about if every list passes it.
    case complete
    /// An obstacle that no rule makes, forward or on the reply.
    case blocked(Direction)
    /// Something that the model does not say, forward or on the reply.
    case unknown(Direction)

    /// Whether rule lists alone decide what passes.
    var isKnown: Bool {
      switch self {
      case .complete, .blocked: true
      case .unknown: false
      }
    }
  }

  /// The lists that reply packets meet while they go to one port: the client's or a translator's.
  struct Reply: Hashable, Sendable {
    var isTranslated: Bool
    var filters = Filters()
  }

  /// Lists asked about the source's address, the destination's, and what lists say to other ones.
  struct Filters: Hashable, Sendable {
    var sourceLists: [RuleLists.List] = []
    var destinationLists: [RuleLists.List] = []
    /// Lists with the atoms that they are asked about.
    var fixed: [Fixed] = []

    struct Fixed: Hashable, Sendable {
      let list: RuleLists.List
      let atom: Int32
    }
  }

  /// The kinds of packets that it is about.
  var kinds: PacketKinds = .all
  var forward = Filters()
  var replies: [Reply] = []
  var end = End.complete
  var carriesOutbound = false
  var carriesInbound = false
}

/// Kinds of packets that networks handle differently, whatever their ports.
struct PacketKinds: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let tcp = PacketKinds(rawValue: 1)
  static let udp = PacketKinds(rawValue: 2)
  static let echo = PacketKinds(rawValue: 4)
  /// ICMP but echo requests.
  static let icmp = PacketKinds(rawValue: 8)
  static let other = PacketKinds(rawValue: 16)
  static let all: PacketKinds = [.tcp, .udp, .echo, .icmp, .other]
}
