import NetproofModel
import NetproofSets

/// Gateway Load Balancer endpoints and firewalls.
extension Search {
  /// Packets that a route sends to an endpoint to have them inspected (R177, R178, R182).
  ///
  /// Unlike interfaces and NAT gateways it meets the network ACL of its subnet even from there.
  mutating func inspect(_ walk: Walk, at id: ID<VPCEndpoint>) {
    guard let inspection = model.endpoints[id].inspection else { return end(walk) }
    let home = inspection.subnet
    guard isDescribed(.subnet(home)) else {
      return end(walk, gap: .notDescribed, at: .subnet(home))
    }
    var walk = walk
    mark(&walk, .endpoint(id), .inbound)
    for part in networkACL(walk, model.subnets[home].networkACL, .inbound, home) {
      var part = part
      checkState(&part, id, inspection)
      if part.direction == .reply {
        if !wasInspected(part, id, in: .forward) {
          blockAsymmetry(&part, at: .endpoint(id), of: model.endpoints[id].vpc)
        }
        part.repliesInspected.append(.endpoint(id))
      }
      let passed =
        switch inspection.inspector {
        case .appliances(let appliances): inspect(part, by: appliances, behind: id, home)
        case .firewall(let firewall): inspect(part, by: firewall, at: .endpoint(id))
        }
      for var part in passed {
        part.cross(.inspection(id))
        mark(&part, .endpoint(id), .outbound)
        depart(part, from: home)
      }
    }
  }

  /// Whether the endpoint and its service are in a state to carry packets, and in the zone.
  mutating func checkState(
    _ walk: inout Walk, _ id: ID<VPCEndpoint>, _ inspection: Inspection
  ) {
    let component = ComponentID.endpoint(id)
    switch model.endpoints[id].state {
    case .available: break
    case .pendingAcceptance, .rejected, .expired:
      block(&walk, .vpceNotAccepted, at: component)
    case .pending, .failed, .deleting, .deleted: block(&walk, .targetBadState, at: component)
    }
    let zone = model.subnets[inspection.subnet].zone
    if let zones = inspection.zones, !zones.contains(zone) {
      block(&walk, .vpceServiceNotInAZ, at: component, context: [.subnet(inspection.subnet)])
    }
    if case .appliances(let appliances) = inspection.inspector, let zones = appliances.zones,
      !zones.contains(zone)
    {
      block(&walk, .gwlbNoTarget, at: component, context: [.subnet(inspection.subnet)])
    }
  }

  /// Whether packets came through an endpoint in a direction.
  private func wasInspected(
    _ walk: Walk, _ id: ID<VPCEndpoint>, in direction: Direction
  ) -> Bool {
    switch direction {
    case .forward: walk.crossings.contains(.inspection(id))
    case .reply: walk.repliesInspected.contains(.endpoint(id))
    }
  }

  /// Whether packets have come through an endpoint in the direction that they now go.
  func wasInspected(_ walk: Walk, _ id: ID<VPCEndpoint>) -> Bool {
    wasInspected(walk, id, in: walk.direction)
  }

  /// Whether what is behind an endpoint must see both directions of a connection (R180, R182).
  func keepsState(_ id: ID<VPCEndpoint>) -> Bool {
    switch model.endpoints[id].inspection?.inspector {
    case .appliances(let appliances): appliances.isStateful
    case .firewall: true
    case nil: false
    }
  }

  // MARK: - Appliances

  /// What is declared of the appliances behind a Gateway Load Balancer (R179).
  private mutating func inspect(
    _ walk: Walk, by appliances: Inspection.Appliances, behind id: ID<VPCEndpoint>,
    _ subnet: ID<Subnet>
  ) -> [Walk] {
    if let provider = appliances.provider {
      return encapsulate(walk, to: provider, by: id, in: subnet).flatMap {
        behave($0, appliances, at: .endpoint(id))
      }
    }
    var walk = walk
    let remark = Remark(.gwlbNotChecked, .endpoint(id))
    if !walk.notes.contains(remark) { walk.notes.append(remark) }
    return behave(walk, appliances, at: .endpoint(id))
  }

  private mutating func behave(
    _ walk: Walk, _ appliances: Inspection.Appliances, at component: ComponentID
  ) -> [Walk] {
    var walk = walk
    switch appliances.behaviour {
    case .allow: note(&walk, component, nil, .forwarded, .state(component))
    case .deny: block(&walk, .applianceDrops, at: component)
    case .unknown:
      end(walk, gap: .applianceUnknown, at: component)
      return []
    }
    return [walk]
  }
}
