import NetproofModel
import NetproofSets

/// Something that is said to exist without being described, and the addresses that it may own.
struct UnknownOwner: Sendable {
  let component: ComponentID
  let addresses: AddressSet

  /// The unknown owners of each VPC, interfaces and NAT gateways before whole subnets.
  static func all(in model: Model) -> [ID<VPC>: [UnknownOwner]] {
    var result: [ID<VPC>: [UnknownOwner]] = [:]
    func add(_ component: ComponentID, in subnet: ID<Subnet>) {
      let home = model.subnets[subnet]
      let addresses = home.cidrs.isEmpty ? model.vpcs[home.vpc].addresses : home.addresses
      result[home.vpc, default: []].append(
        UnknownOwner(component: component, addresses: addresses))
    }
    for id in model.interfaces.ids {
      let interface = model.interfaces[id]
      guard !interface.identity.isDescribed, interface.addresses.isEmpty else { continue }
      add(.interface(id), in: interface.subnet)
    }
    for id in model.natGateways.ids
    where !model.natGateways[id].identity.isDescribed && model.whole(id) == id {
      add(.natGateway(id), in: model.natGateways[id].subnet)
    }
    for id in model.subnets.ids where !model.subnets[id].identity.isDescribed {
      let subnet = model.subnets[id]
      let addresses = subnet.cidrs.isEmpty ? remainder(of: subnet.vpc, model) : subnet.addresses
      result[subnet.vpc, default: []].append(
        UnknownOwner(component: .subnet(id), addresses: addresses))
    }
    return result
  }

  /// The addresses of a VPC outside all subnets that state theirs.
  private static func remainder(of vpc: ID<VPC>, _ model: Model) -> AddressSet {
    model.vpcs[vpc].subnets.reduce(model.vpcs[vpc].addresses) {
      $0.subtracting(model.subnets[$1].addresses)
    }
  }
}
