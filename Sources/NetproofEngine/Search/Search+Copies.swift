import NetproofModel
import NetproofSets

/// Copies that Traffic Mirroring makes, where they differ from other packets.
extension Search {
  /// Copies come to a Gateway Load Balancer endpoint, by an address of its own, and go on to the
  /// appliances behind it (R251); what those do with them is nobody's business.
  mutating func receive(_ walk: Walk, copyFor id: ID<VPCEndpoint>, from subnet: ID<Subnet>?) {
    let component = ComponentID.endpoint(id)
    guard isDescribed(component), let inspection = model.endpoints[id].inspection,
      case .appliances(let appliances) = inspection.inspector
    else { return end(walk, gap: .notDescribed, at: component) }
    let home = inspection.subnet
    guard isDescribed(.subnet(home)) else {
      return end(walk, gap: .notDescribed, at: .subnet(home))
    }
    for part in entering(walk, home, from: subnet) {
      var part = part
      checkState(&part, id, inspection)
      guard let provider = appliances.provider else {
        part.notes.append(Remark(.gwlbNotChecked, component))
        arrive(part, at: component)
        continue
      }
      for part in encapsulate(part, to: provider, by: id, in: home) { arrive(part, at: component) }
    }
  }

  private mutating func arrive(_ walk: Walk, at component: ComponentID) {
    var walk = walk
    walk.arrived = true
    note(&walk, component, .inbound, .delivered, .state(component))
    end(walk)
  }

  /// A network ACL as copies meet it (U17).
  mutating func networkACL(
    ofCopy walk: Walk, _ id: ID<NetworkACL>, _ side: Step.Side, _ subnet: ID<Subnet>
  ) -> [Walk] {
    let component = ComponentID.networkACL(id)
    guard model.policies.mirrorACL == .ask else {
      return [passing(walk, id, side, by: .mirrorACL, at: component)]
    }
    return assuming(
      .mirrorACL, at: component, after: walk, askedNetworkACL(walk, id, side, subnet))
  }
}
