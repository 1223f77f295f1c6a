import NetproofEngine
import NetproofModel
import NetproofSets

/// Which pairs of ends an edit can touch, as questions to ask before and after it.
struct EditReach {
  let model: Model

  func questions(touchedBy edits: [ModelEdit]) -> [Query] {
    var seen: Set<Query> = []
    return edits.flatMap { questions(touchedBy: $0) }.filter { seen.insert($0).inserted }
  }

  private func questions(touchedBy edit: ModelEdit) -> [Query] {
    switch edit {
    case .addNetworkACLRule(let id, _, let rule):
      return both(
        locals(in: model.subnets.ids.filter { model.subnets[$0].networkACL == id }),
        remotes(AddressSet([rule.cidr])))
    case .addSecurityGroupRule(let id, let list, let rule):
      let members = model.interfaces.ids.filter {
        model.interfaces[$0].securityGroups.contains(id)
      }
      let (near, far) = (members.map { whole($0) }, remotes(of: rule.peer))
      return list == .inbound ? [query(far, near)] : [query(near, far)]
    case .addRoute(let id, let prefix, _):
      return both(
        locals(in: model.subnets.ids.filter { model.subnets[$0].routeTable == id }),
        remotes(AddressSet([prefix])))
    case .addTransitRoute(_, let prefix, _):
      return both(everyone, remotes(AddressSet([prefix])))
    case .addAttachmentSubnet(let id, _), .associate(let id, _):
      guard case .vpc(let vpc, _) = model.attachments[id].resource else {
        return both(everyone, everyone)
      }
      let own = model.interfaces.ids.filter { model.subnets[model.interfaces[$0].subnet].vpc == vpc }
      return both(own.map { whole($0) }, everyone)
    case .disableSourceDestinationCheck: return both(everyone, everyone)
    }
  }

  /// Interfaces of subnets; everyone if others' packets pass through one of them.
  private func locals(in subnets: [ID<Subnet>]) -> [End] {
    let set = Set(subnets)
    let isTransit =
      model.natGateways.elements.contains { set.contains($0.subnet) }
      || model.interfaces.elements.contains {
        set.contains($0.subnet) && !$0.sourceDestinationCheck
      }
      || model.attachments.elements.contains { attachment in
        guard case .vpc(_, let own) = attachment.resource else { return false }
        return own.contains { set.contains($0) }
      }
    guard !isTransit else { return everyone }
    return model.interfaces.ids.filter { set.contains(model.interfaces[$0].subnet) }
      .map { whole($0) }
  }

  private func remotes(of peer: SecurityGroupRule.Peer) -> [End] {
    switch peer {
    case .prefix(let prefix): return remotes(AddressSet([prefix]))
    case .prefixList(let list): return remotes(AddressSet(model.prefixLists[list].entries))
    case .network(let id): return [network(id)]
    case .group(let group):
      return model.interfaces.ids.filter { model.interfaces[$0].securityGroups.contains(group) }
        .map { whole($0) }
    }
  }

  private func remotes(_ addresses: AddressSet) -> [End] {
    let interfaces = model.interfaces.ids.filter { id in
      let interface = model.interfaces[id]
      return !interface.addresses.intersection(addresses).isEmpty
        || interface.publicAddresses.contains { addresses.contains($0.publicAddress) }
    }
    let networks = model.networks.ids.filter {
      !model.networks[$0].addresses.intersection(addresses).isEmpty
    }
    return interfaces.map { whole($0) } + networks.map { network($0) }
  }

  private var everyone: [End] {
    model.interfaces.ids.map { whole($0) } + model.networks.ids.map { network($0) }
  }

  private func whole(_ id: ID<NetworkInterface>) -> End {
    End(.interface(id), addresses: model.interfaces[id].addresses, isExplicit: false)
  }

  private func network(_ id: ID<Network>) -> End {
    End(.network(id), addresses: model.networks[id].addresses, isExplicit: false)
  }

  private func both(_ left: [End], _ right: [End]) -> [Query] {
    left == right ? [query(left, right)] : [query(left, right), query(right, left)]
  }

  private func query(_ from: [End], _ to: [End]) -> Query {
    let any = AskedServices.any
    return Query(from: from, to: to, ipv4Services: any.ipv4, ipv6Services: any.ipv6)
  }
}
