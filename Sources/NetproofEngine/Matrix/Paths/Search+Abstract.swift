import NetproofModel
import NetproofSets

/// A rule list that abstract packets meet: which one, and what it is asked about.
struct MetFilter: Hashable {
  enum Lists: Hashable {
    case networkACL(ID<NetworkACL>)
    /// The groups of an interface that the packets only pass.
    case appliance(ID<NetworkInterface>)
    /// The groups of the interface at which the packets arrive.
    case goal
  }

  let lists: Lists
  let side: Step.Side
  let direction: Direction
  /// The remote address: the source inbound, the destination outbound.
  let address: UInt128
  let family: Family
  /// How many translations of many sources to one a reply still has to have undone.
  let translators: Int
}

/// Walking without asking rule lists: they are written down instead.
///
/// All else (routes, gateways, translations, states, gaps, choices) is walked as ever, so that what
/// becomes of one packet becomes of every packet that the lists treat alike.
extension Search {
  /// Writes a list down and goes on as if it had passed the packets.
  func met(_ lists: MetFilter.Lists, _ side: Step.Side, _ walk: Walk) -> Walk {
    var walk = walk
    let asked = side == .inbound ? walk.header.sources : walk.header.destinations
    guard let address = asked.single else {
      walk.isBeyondAbstraction = true
      return walk
    }
    walk.filters.append(
      MetFilter(
        lists: lists, side: side, direction: walk.direction, address: address,
        family: walk.header.family, translators: walk.pendingTranslators))
    return walk
  }

  /// Leaves the groups of the two ends to the caller, and writes down those of appliances.
  func metGroups(
    _ walk: Walk, _ side: Step.Side, _ interface: ID<NetworkInterface>, isTransit: Bool
  ) -> Walk {
    if isTransit { return met(.appliance(interface), side, walk) }
    let end = side == .outbound ? origin : goal
    if walk.direction == .forward, end.interfaces?.members.contains(interface) == true {
      return side == .inbound ? met(.goal, side, walk) : walk
    }
    var walk = walk
    walk.isBeyondAbstraction = true
    return walk
  }
}

extension Walk {
  /// The many-to-one translations that the reply has not undone yet.
  var pendingTranslators: Int {
    translations.dropLast(undone).count { $0.collapses }
  }

  /// Whether some device on the way may handle protocols differently: one that draws ports anew, or
  /// an endpoint that carries some alone.
  ///
  /// An appliance that does not translate forwards all protocols alike.
  var metTranslator: Bool {
    crossings.contains { crossing in
      switch crossing {
      case .natGateway, .gatewayEndpoint: true
      case .onPremises(let line): line.isAtEdge
      case .internetGatewayOut, .internetGatewayIn, .egressOnlyInternetGateway, .peering,
        .transitGateway, .appliance, .inspection, .networkFunction, .attachmentNAT, .vpnGateway:
        false
      }
    } || translations.contains(where: \.collapses)
  }
}
