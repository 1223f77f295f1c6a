import NetproofEngine
import NetproofModel
import NetproofSets

/// What tells apart the classes of one question whose packets leave alike, where AWS chooses.
struct Alternatives {
  /// What an alternative has that not all others have.
  struct Mark: Equatable {
    /// What it passes.
    var component: ComponentID?
    /// Whether only its replies pass it.
    var isOfReply = false
    /// The address that its packets come from in the end, as a NAT gateway has several.
    var address: Address?
  }

  private let marks: [[Mark]]
  /// Whether the classes are all alternatives of one another, so that AWS alone decides.
  let areAll: Bool

  init(_ answer: Answer) {
    var groups: [Key: [Int]] = [:]
    for (index, one) in answer.classes.enumerated() {
      groups[Key(packets: one.packets, origin: one.origin, goal: one.goal), default: []]
        .append(index)
    }
    var marks = [[Mark]](repeating: [], count: answer.classes.count)
    for members in groups.values where members.count > 1 {
      for steps in [\PacketClass.forward, \PacketClass.reply] {
        let passed = members.map { Self.passed(answer.classes[$0][keyPath: steps]) }
        let known = members.map { marks[$0] }
        for (position, index) in members.enumerated() {
          // What is marked already is still to be told from what is marked alike.
          let others = members.indices.filter {
            known[position].isEmpty || known[$0] == known[position]
          }.map { Set(passed[$0]) }
          let own = passed[position].first { component in
            !component.isRuleList && !others.allSatisfy { $0.contains(component) }
          }
          guard let own else { continue }
          marks[index].append(Mark(component: own, isOfReply: steps == \PacketClass.reply))
        }
      }
      let addresses = members.map { Self.translatedSource(answer.classes[$0].forward) }
      guard Set(addresses).count > 1 else { continue }
      for (index, address) in zip(members, addresses) {
        guard let address else { continue }
        marks[index].insert(Mark(address: address), at: 0)
      }
    }
    self.marks = marks
    areAll = groups.count == 1 && answer.classes.count > 1
  }

  /// The one address that translators put in place of the source.
  private static func translatedSource(_ steps: [Step]) -> Address? {
    guard let last = steps.last(where: { $0.action == .translated })?.packets,
      let source = last.sources.single
    else { return nil }
    return Address(last.family, source)
  }

  /// The components of some steps, and the subnets that AWS has chosen there.
  private static func passed(_ steps: [Step]) -> [ComponentID] {
    steps.flatMap { step -> [ComponentID] in
      guard case .state(let holder) = step.evidence, holder != step.component else {
        return [step.component]
      }
      return [step.component, holder]
    }
  }

  /// The address that not all come from, the first thing on the way of a class that not all its
  /// alternatives pass, and on the way of its replies, if that is not enough; empty if it has no
  /// alternatives, or if only rules and routes differ.
  func marks(of index: Int) -> [Mark] { marks[index] }

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
