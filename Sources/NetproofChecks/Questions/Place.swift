import NetproofEngine
import NetproofModel
import NetproofSets

/// Where packets are at a step of their way, as far as names can ask for it.
///
/// A step at a load balancer, a resource or an endpoint names the whole; by which of its interfaces
/// packets pass shows in their addresses, which are an interface's own on one side of it.
struct Place {
  let component: ComponentID
  /// The packets before the step and after it.
  private var before: PacketCube?
  private var after: PacketCube?

  init(component: ComponentID) {
    self.component = component
  }

  /// The places of a way.
  static func all(of way: [Step]) -> [Self] {
    var before: PacketCube?
    return way.map { step in
      var place = Self(component: step.component)
      (place.before, place.after) = (before, step.packets)
      before = step.packets
      return place
    }
  }

  /// Whether packets pass an interface of a load balancer, a resource gateway or an endpoint here.
  ///
  /// What replies leave a load balancer from is that which asked it, perhaps an endpoint's interface.
  func isAt(_ interface: ID<NetworkInterface>, _ model: Model) -> Bool {
    let own = model.interfaces[interface]
    guard let balancer else {
      guard case .endpoint(let id) = component, own.endpoint == id else { return false }
      return isTo(own, after)
    }
    if let endpoint = own.endpoint {
      let provider = model.endpoints[endpoint].provider
      return provider?.loadBalancers.contains(balancer) == true && isFrom(own, after)
    }
    return model.loadBalancers[balancer].nodes.contains(interface)
      && (isTo(own, before) || isTo(own, after) || isFrom(own, after))
  }

  /// What passes connections on here.
  private var balancer: ID<LoadBalancer>? {
    if case .loadBalancer(let id) = component { return id }
    if case .resource(let id) = component { return id }
    if case .latticeService(let id) = component { return id }
    return nil
  }

  private func isTo(_ interface: NetworkInterface, _ packets: PacketCube?) -> Bool {
    guard let packets else { return false }
    return packets.destinations.isSubset(of: interface.addresses[packets.family])
  }

  private func isFrom(_ interface: NetworkInterface, _ packets: PacketCube?) -> Bool {
    guard let packets else { return false }
    return packets.sources.isSubset(of: interface.addresses[packets.family])
  }
}
