import NetproofEngine
import NetproofModel
import NetproofSets

/// What tells apart the classes of one question whose packets leave alike, where AWS chooses.
struct Alternatives {
  private let marks: [ComponentID?]

  init(_ answer: Answer) {
    var groups: [Key: [Int]] = [:]
    for (index, one) in answer.classes.enumerated() {
      groups[Key(packets: one.packets, origin: one.origin, goal: one.goal), default: []]
        .append(index)
    }
    var marks = [ComponentID?](repeating: nil, count: answer.classes.count)
    for members in groups.values where members.count > 1 {
      let ways = members.map { Set(answer.classes[$0].forward.map(\.component)) }
      for index in members {
        marks[index] = answer.classes[index].forward.map(\.component).first { component in
          !component.isRuleList && !ways.allSatisfy { $0.contains(component) }
        }
      }
    }
    self.marks = marks
  }

  /// The first thing on the way of a class that not all its alternatives pass; nothing if it has none,
  /// or if only rules and routes differ.
  func mark(of index: Int) -> ComponentID? { marks[index] }

  private struct Key: Hashable {
    let packets: PacketCube
    let origin: EndGroup
    let goal: EndGroup
  }
}

extension ComponentID {
  /// Whether it is nothing but rules, which a packet meets but does not pass.
  fileprivate var isRuleList: Bool {
    switch self {
    case .networkACL, .securityGroup, .routeTable, .transitGatewayRouteTable, .segment, .prefixList,
      .firewallPolicy, .firewallRuleGroup, .blockPublicAccess, .mirrorFilter, .mirrorSession:
      true
    case .network, .vpc, .subnet, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .vpnConnection, .vpnGateway, .endpoint, .firewall, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .coreNetwork, .carrierGateway, .localGateway,
      .resourceGateway, .resource, .serviceNetwork, .latticeService:
      false
    }
  }
}
