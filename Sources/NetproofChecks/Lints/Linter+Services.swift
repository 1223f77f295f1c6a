import NetproofModel

/// Load balancers and VPC Lattice: listeners that nobody gets to, and what nothing leads to.
extension Linter {
  func serviceFindings() -> [LintFinding] {
    closedListeners() + unusedTargetGroups() + unusedLatticeServices() + unusedServiceNetworks()
  }

  // MARK: - Load balancers

  /// Listeners of which no group of the load balancer lets any packet in.
  ///
  /// Only those of load balancers that are reached by their interfaces alone: who comes to a network
  /// one by an endpoint service may be let in without any rule (R169).
  private func closedListeners() -> [LintFinding] {
    model.loadBalancers.ids.flatMap { id -> [LintFinding] in
      let balancer = model.loadBalancers[id]
      guard balancer.role == .balancer, isDescribed(.loadBalancer(id)) else { return [] }
      switch balancer.kind {
      case .application, .classic: break
      case .network, .gateway: return []
      }
      let groups = Set(balancer.nodes.flatMap { model.interfaces[$0].securityGroups })
      guard !groups.isEmpty, groups.allSatisfy({ isDescribed(.securityGroup($0)) }),
        balancer.nodes.allSatisfy({ isDescribed(.interface($0)) })
      else { return [] }
      let open = groups.sorted().flatMap { model.securityGroups[$0].inbound }
        .reduce(ServiceSet()) { $0.union(ServiceSet($1.service)) }
      return balancer.listeners.indices.compactMap { index in
        guard ServiceSet(balancer.listeners[index].service).intersection(open).isEmpty else {
          return nil
        }
        return LintFinding(
          RuleID(.loadBalancer(id), .listeners, index), .listenerClosed(groups.sorted()))
      }
    }
  }

  private func unusedTargetGroups() -> [LintFinding] {
    guard model.targetGroups.count > 0,
      model.loadBalancers.ids.allSatisfy({ isDescribed(model.component(of: $0)) })
    else { return [] }
    let used = Set(model.loadBalancers.elements.flatMap(\.listeners).flatMap(\.targetGroups))
    return model.targetGroups.ids.compactMap { id in
      guard !used.contains(id), !model.targetGroups[id].isImplied, isDescribed(.targetGroup(id))
      else { return nil }
      return LintFinding(.targetGroup(id), .targetGroupUnused)
    }
  }

  // MARK: - VPC Lattice

  private func unusedLatticeServices() -> [LintFinding] {
    guard model.lattice != nil, !uses.hasVagueServiceNetwork else { return [] }
    let used = Set(model.serviceNetworks.elements.flatMap(\.services))
    return model.loadBalancers.ids.compactMap { id in
      guard model.loadBalancers[id].role == .latticeService, !used.contains(id),
        isDescribed(.latticeService(id))
      else { return nil }
      return LintFinding(.latticeService(id), .latticeServiceUnused)
    }
  }

  private func unusedServiceNetworks() -> [LintFinding] {
    guard model.serviceNetworks.count > 0,
      model.endpoints.ids.allSatisfy({ isDescribed(.endpoint($0)) })
    else { return [] }
    let used = Set(model.endpoints.elements.compactMap { $0.provider?.serviceNetwork })
    return model.serviceNetworks.ids.compactMap { id in
      guard model.serviceNetworks[id].associations.isEmpty, !used.contains(id),
        isDescribed(.serviceNetwork(id))
      else { return nil }
      return LintFinding(.serviceNetwork(id), .serviceNetworkUnused)
    }
  }
}
