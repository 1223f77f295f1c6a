import NetproofModel
import NetproofSets

/// Public ranges of one's own: those that an internet gateway takes in untranslated (R53), and those
/// that nobody announces (R29).
extension Search {
  /// Packets to a pool of a VPC's internet gateway: its table leads them to an interface.
  mutating func comeInByPool(_ walk: Walk, _ vpc: ID<VPC>, by gateway: ID<InternetGateway>) {
    let component = ComponentID.internetGateway(gateway)
    guard let table = model.internetGateways[gateway].edgeRouteTable else { return end(walk) }
    guard isDescribed(.routeTable(table)) else {
      return end(walk, gap: .notDescribed, at: .routeTable(table))
    }
    for selected in select(walk, table) {
      guard let index = selected.route else {
        end(selected.walk, .igwDstNotMapped, at: component)
        continue
      }
      let rule = RuleID(.routeTable(table), .routes, index)
      let route = model.routeTables[table].routes[index]
      var part = selected.walk
      guard case .interface(let id) = route.target else {
        // `local`, where a block of the VPC lies in the pool.
        end(part, .igwDstNotMapped, at: component)
        continue
      }
      part.cross(.internetGatewayIn(gateway, vpc))
      note(&part, component, .inbound, .forwarded, .state(component))
      switch route.state {
      case .active: note(&part, rule.owner, .inbound, .routed, .route(rule))
      case .blackhole:
        end(part, .routeBlackhole, at: rule.owner, evidence: .route(rule))
        continue
      case .contradicted:
        end(
          part, .targetBadState, at: .interface(id), evidence: .route(rule),
          context: [rule.owner])
        continue
      }
      guard isDescribed(.interface(id)) else {
        end(part, gap: .notDescribed, at: .interface(id))
        continue
      }
      for part in enteringPool(part, vpc) { enter(part, interface: id, from: nil) }
    }
  }

  /// Packets from a pool of a VPC's internet gateway leave by it as they are.
  mutating func exitFromPool(
    _ walk: Walk, by id: ID<InternetGateway>, of vpc: ID<VPC>, _ rule: RuleID
  ) {
    let component = ComponentID.internetGateway(id)
    let cut = split(walk, destinationsIn: Self.privateIPv4)
    if let part = cut.inside {
      end(part, .igwPrivateDest, at: component, side: .outbound, context: [rule.owner])
    }
    guard var part = cut.outside else { return }
    if part.direction == .reply, part.entered(vpc) != id {
      return end(part, .returnWrongNetwork, at: component)
    }
    part.cross(.internetGatewayOut(id))
    note(&part, component, .outbound, .forwarded, .state(component))
    internet(part)
  }

  /// Says that the internet does not know the way to addresses that are not advertised.
  mutating func advertised(_ walk: Walk, by gateway: ComponentID) -> [Walk] {
    let isFromNetwork = !walk.crossed.contains { crossing in
      if case .internetGatewayOut = crossing { return true }
      if case .egressOnlyInternetGateway = crossing { return true }
      if case .onPremises(.carrierGateway) = crossing { return true }
      return false
    }
    guard isFromNetwork else { return [walk] }
    let cut = split(walk, destinationsIn: model.unadvertised[walk.header.family])
    guard var part = cut.inside else { return [walk] }
    block(&part, .publicIPNotAdvertised, at: gateway, side: .inbound)
    return [part] + (cut.outside.map { [$0] } ?? [])
  }
}
