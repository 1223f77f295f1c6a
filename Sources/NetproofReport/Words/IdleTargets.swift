import NetproofEngine
import NetproofModel
import NetproofSets

/// Why a target takes no connections: the state of the host that it is, or what is written of it.
struct IdleTarget {
  /// The host, if it is one that the topology has.
  let host: ComponentID?
  /// As a report names it, with the reason: "instance `fw` is `stopped`".
  let text: String
}

extension Wording {
  /// The targets of a group that a load balancer's nodes in a zone do not use; nothing where they use
  /// every zone's.
  func idleTargets(of id: ID<TargetGroup>, in zone: String?) -> [IdleTarget] {
    let group = model.targetGroups[id]
    return group.targets.compactMap { target in
      let (name, interface) = named(target)
      if let downfall = downfall(of: target, interface) {
        return IdleTarget(host: downfall.host, text: "\(name) \(downfall.text)")
      }
      guard let zone, let interface else { return nil }
      let own = model.subnets[model.interfaces[interface].subnet].zone
      return own == zone ? nil : IdleTarget(host: nil, text: "\(name) is in zone `\(own)`")
    }
  }

  /// `: instance a is stopped, instance b has health draining`, as far as it is known.
  func list(_ targets: [IdleTarget]) -> String {
    guard !targets.isEmpty else { return "" }
    let told = targets.prefix(Self.mostTargets).map(\.text)
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
  ) -> (host: ComponentID?, text: String)? {
    switch target.health {
    case .unhealthy?, .initial?, .draining?, .unused?:
      return (nil, "has `health: \(target.health?.rawValue ?? "")`")
    case .healthy?, .unknown?: return nil
    case nil: break
    }
    guard let interface, let fallen = model.downfall(of: interface) else { return nil }
    return (fallen.component, "is `\(fallen.state)`")
  }
}
