import NetproofModel
import NetproofSets

/// Gateway Load Balancer endpoints and firewalls (R177 to R188).
extension Replay.Walk {
  /// The packet reaches an endpoint by a route, and goes on from its subnet.
  mutating func inspect(at id: ID<VPCEndpoint>) -> Replay.Step {
    guard let inspection = model.endpoints[id].inspection else { return .stop }
    see(.endpoint(id), incoming: true)
    // Even from the endpoint's own subnet its network ACL is met (R178).
    guard enterSubnet(inspection.subnet, from: nil) else { return .stop }
    checkState(of: id, inspection)
    if direction == .reply, !forwardDevices.contains(.endpoint(id)) {
      obstructAsymmetry(at: .endpoint(id), of: model.endpoints[id].vpc)
    }
    switch direction {
    case .forward: forwardDevices.append(.endpoint(id))
    case .reply: replyInspections.insert(id)
    }
    switch inspection.inspector {
    case .appliances(let appliances):
      if let provider = appliances.provider,
        let step = encapsulate(provider, by: id, in: inspection.subnet)
      {
        return step
      }
      switch appliances.behaviour {
      case .allow: break
      case .deny: obstruct(.applianceDrops, .endpoint(id))
      case .unknown: return end(gap: .applianceUnknown, .endpoint(id))
      }
    case .firewall(let firewall):
      if let step = filter(by: firewall, at: .endpoint(id)) { return step }
    }
    crossings.append(.border)
    crossingsAtInspection = crossings.count
    see(.endpoint(id), incoming: false)
    return .depart(inspection.subnet)
  }

  mutating func checkState(of id: ID<VPCEndpoint>, _ inspection: Inspection) {
    let component = ComponentID.endpoint(id)
    let state = model.endpoints[id].state
    if [.pendingAcceptance, .rejected, .expired].contains(state) {
      obstruct(.vpceNotAccepted, component)
    } else if state != .available {
      obstruct(.targetBadState, component)
    }
    let zone = model.subnets[inspection.subnet].zone
    if inspection.zones?.contains(zone) == false { obstruct(.vpceServiceNotInAZ, component) }
    if case .appliances(let appliances) = inspection.inspector,
      appliances.zones?.contains(zone) == false
    {
      obstruct(.gwlbNoTarget, component)
    }
  }

  /// Whether the packet has come through an endpoint in its present direction.
  func isInspected(by id: ID<VPCEndpoint>) -> Bool {
    direction == .forward
      ? forwardDevices.contains(.endpoint(id)) : replyInspections.contains(id)
  }

  /// Whether something that keeps state saw the forward packet, but not the reply.
  func isMissed(_ device: Replay.Device) -> Bool {
    switch device {
    case .appliance(let id):
      return model.interfaces[id].isStateful && !replyAppliances.contains(id)
    case .endpoint(let id):
      if replyInspections.contains(id) { return false }
      guard case .appliances(let appliances) = model.endpoints[id].inspection?.inspector else {
        return true
      }
      return appliances.isStateful
    case .attachment(let id): return !replyFunctions.contains(id)
    }
  }
}
