import NetproofEngine
import NetproofModel
import NetproofSets

// Why targets of load balancers take no connections.

extension Wording {
  /// The targets of a group that a load balancer's nodes in a zone do not use, each with the reason; of
  /// every zone's where none is given.
  func idleTargets(of id: ID<TargetGroup>, in zone: String?) -> [String] {
    let group = model.targetGroups[id]
    return group.targets.compactMap { target in
      let (name, interface) = named(target)
      if let downfall = downfall(of: target, interface) {
        return "\(name) \(downfall)"
      }
      guard let zone, let interface else { return nil }
      let own = model.subnets[model.interfaces[interface].subnet].zone
      return own == zone ? nil : "\(name) is in zone `\(own)`"
    }
  }

  /// `: instance a is stopped, instance b has health draining`, as far as it is known.
  func list(_ targets: [String]) -> String {
    guard !targets.isEmpty else { return "" }
    let told = targets.prefix(Self.mostTargets)
    let rest = targets.count - told.count
    return ": " + (told + (rest > 0 ? ["\(rest) more likewise"] : [])).joined(separator: ", ")
  }

  private static var mostTargets: Int { 3 }

  private func named(_ target: TargetGroup.Target) -> (String, ID<NetworkInterface>?) {
    switch target.destination {
    case .instance(let id):
      return (naming.full(.instance(id)), model.instances[id].interfaces.first)
    case .address(let address, let vpc):
      let owner = model.interfaces.ids.first { id in
        model.interfaces[id].addresses.contains(address)
          && model.subnets[model.interfaces[id].subnet].vpc == vpc
      }
      return ("`\(address)`", owner)
    case .outside(let address, _), .nowhere(let address): return ("`\(address)`", nil)
    case .loadBalancer(let id): return (naming.full(model.component(of: id)), nil)
    case .function: return ("the function", nil)
    }
  }

  /// What is written of a target goes before the state of its host.
  private func downfall(
    of target: TargetGroup.Target, _ interface: ID<NetworkInterface>?
  ) -> String? {
    switch target.health {
    case .unhealthy?, .initial?, .draining?, .unused?:
      return "has `health: \(target.health?.rawValue ?? "")`"
    case .healthy?, .unknown?: return nil
    case nil: break
    }
    return interface.flatMap { model.downfall(of: $0) }.map { "is `\($0.state)`" }
  }
}
