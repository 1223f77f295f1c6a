public import NetproofEngine
import NetproofModel
import NetproofSets

/// What becomes of packets on one alternative, as both implementations must say it.
public struct Ending: Hashable, Sendable {
  public let obstacles: Set<ReplayOutcome.Obstacle>
  public let gap: ReplayOutcome.Gap?
  /// Whether the packet gets to its destination, whatever becomes of a reply.
  public let arrives: Bool

  /// What the replay says.
  public init(_ outcome: ReplayOutcome) {
    obstacles = Set(outcome.obstacles)
    gap = outcome.gap
    arrives = outcome.arrived && !outcome.obstacles.contains { $0.direction == .forward }
  }

  /// What the search says about a class.
  public init(_ found: PacketClass, of answer: Answer) {
    obstacles = Set(
      found.obstacles.map { index in
        let one = answer.obstacles[index]
        return ReplayOutcome.Obstacle(one.code, one.component, one.direction)
      })
    gap = found.gap.map { remark in
      // A gap names what is missing; one without a component would agree with nothing.
      ReplayOutcome.Gap(remark.code, remark.component ?? .network(Model.internet))
    }
    arrives = found.arrives
  }

  public var verdict: Verdict {
    if !obstacles.isEmpty { return .unreachable }
    return gap == nil ? .reachable : .undetermined
  }

  /// Whether the walk was given up at a limit, which the two meet at different times.
  public var isCutOff: Bool {
    guard let gap else { return false }
    return gap.code == .alternativeLimit || gap.code == .hopLimit || gap.code == .classLimit
  }

  /// The ending in words.
  public func text(in network: LoadedNetwork) -> String {
    var words = [arrives ? "arrives" : "does not arrive"]
    words += obstacles.map { obstacle in
      "\(obstacle.direction.rawValue) \(obstacle.code.rawValue) @\(network.name(of: obstacle.component))"
    }.sorted()
    if let gap { words.append("gap \(gap.code.rawValue) @\(network.name(of: gap.component))") }
    return words.joined(separator: "; ")
  }
}

extension PacketClass {
  /// Whether the class is about packets whose translators use a port.
  ///
  /// Where a translator does not matter its step says so by naming every port.
  func allows(translatedPort: UInt16) -> Bool {
    translations.allSatisfy { $0.contains(translatedPort) }
  }

  /// The ports that translators of many sources to one use on the way.
  var translations: [PortSet] {
    forward.compactMap { step in
      let hasPorts = ProtocolSet(.tcp, .udp).intersection(step.packets.protocols).isEmpty == false
      guard step.action == .translated, hasPorts else { return nil }
      switch step.component {
      case .natGateway, .interface, .loadBalancer, .resource, .latticeService:
        return step.packets.sourcePorts
      case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance,
        .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway, .attachment,
        .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .prefixList,
        .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .targetGroup,
        .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup, .carrierGateway,
        .localGateway, .resourceGateway, .serviceNetwork, .mirrorFilter, .mirrorSession:
        return nil
      }
    }
  }
}
