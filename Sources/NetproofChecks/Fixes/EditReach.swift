import NetproofEngine
import NetproofModel
import NetproofSets

/// Which pairs of ends an edit can touch, as questions to ask before and after it.
struct EditReach {
  /// The model with the edits.
  let model: Model

  /// Questions whose answers the edits can change, without repeats.
  func questions(touchedBy edits: [ModelEdit]) -> [Query] {
    var result: [Query] = []
    for question in edits.flatMap({ questions(touchedBy: $0) })
    where !question.from.isEmpty && !question.to.isEmpty && !result.contains(question) {
      result.append(question)
    }
    return result
  }

  private func questions(touchedBy edit: ModelEdit) -> [Query] {
    switch edit {
    case .addNetworkACLRule(let id, _, let rule):
      return both(
        locals(in: model.subnets.ids.filter { model.subnets[$0].networkACL == id }),
        remotes(AddressSet([rule.cidr])))
    case .addSecurityGroupRule(let id, let list, let rule):
      let (near, far) = (users(of: id), remotes(of: rule.peer))
      return list == .inbound ? [query(far, near)] : [query(near, far)]
    case .routeSubnet(let id, _): return both(locals(in: [id]), everyone)
    case .addRoute(let id, let destination, _): return routed(by: id, to: destination)
    case .changeRoute(let id, let route, _), .removeRoute(let id, let route):
      return routed(by: id, to: route.destination)
    case .addTransitRoute(let id, let prefix, _): return routed(by: id, to: [prefix])
    case .removeTransitRoute(let id, let route): return routed(by: id, to: [route.prefix])
    case .addPropagation(let id, let attachment):
      return routed(by: id, to: model.propagated(by: attachment))
    case .addAttachmentSubnet(let id, _), .associate(let id, _):
      return both(senders(by: id), everyone)
    case .enableApplianceMode, .disableSourceDestinationCheck: return both(everyone, everyone)
    case .enableGroupReferences, .enableAttachmentGroupReferences: return references
    case .sendToAttachment(let id, let prefix):
      return both([network(id)], remotes(AddressSet([prefix])))
    }
  }

  // MARK: - By rules and routes

  private func routed(by id: ID<RouteTable>, to destination: Route.Destination) -> [Query] {
    let prefixes: [Prefix]
    switch destination {
    case .prefix(let prefix): prefixes = [prefix]
    case .prefixList(let list): prefixes = model.prefixLists[list].entries
    }
    return both(
      locals(in: model.subnets.ids.filter { model.subnets[$0].routeTable == id }),
      remotes(AddressSet(prefixes)))
  }

  private func routed(by id: ID<TransitGatewayRouteTable>, to prefixes: [Prefix]) -> [Query] {
    let attachments = model.attachments.ids.filter { model.attachments[$0].association == id }
    var near: [End] = []
    var seen: Set<End> = []
    for attachment in attachments {
      near += senders(by: attachment).filter { seen.insert($0).inserted }
    }
    return both(near, remotes(AddressSet(prefixes)))
  }

  /// Rules that name a group of another VPC, each with both groups' members.
  private var references: [Query] {
    model.securityGroups.ids.flatMap { id -> [Query] in
      model.securityGroups[id].inbound.compactMap { rule in
        guard case .group(let far) = rule.peer,
          model.securityGroups[far].vpc != model.securityGroups[id].vpc
            || !model.securityGroups[far].associatedVPCs.isEmpty
        else { return nil }
        return query(users(of: far), users(of: id))
      }
    }
  }

  // MARK: - Ends

  private func users(of group: ID<SecurityGroup>) -> [End] {
    model.interfaces.ids.filter { model.interfaces[$0].securityGroups.contains(group) }
      .map { whole($0) }
  }

  /// Whose packets come to a transit gateway by an attachment.
  private func senders(by id: ID<TransitGatewayAttachment>) -> [End] {
    switch model.attachments[id].resource {
    case .vpc(let vpc, _): return locals(in: model.vpcs[vpc].subnets)
    case .vpn(let connection): return model.vpnConnections[connection].networks.map { network($0) }
    case .peer: return everyone
    }
  }

  /// Interfaces of subnets, with those of the whole VPC if packets from a transit gateway leave from
  /// one of them; everyone if packets of others are passed on there.
  private func locals(in subnets: [ID<Subnet>]) -> [End] {
    var set = Set(subnets)
    let passesOn =
      model.natGateways.elements.contains { set.contains($0.subnet) }
      || model.interfaces.elements.contains {
        !$0.sourceDestinationCheck && set.contains($0.subnet)
      }
    guard !passesOn else { return everyone }
    for attachment in model.attachments.elements {
      guard case .vpc(let vpc, let own) = attachment.resource, own.contains(where: set.contains)
      else { continue }
      if hasTransit(vpc) { return everyone }
      set.formUnion(model.vpcs[vpc].subnets)
    }
    return model.interfaces.ids.filter { set.contains(model.interfaces[$0].subnet) }
      .map { whole($0) }
  }

  private func hasTransit(_ vpc: ID<VPC>) -> Bool {
    model.natGateways.elements.contains { model.subnets[$0.subnet].vpc == vpc }
      || model.interfaces.elements.contains {
        !$0.sourceDestinationCheck && model.subnets[$0.subnet].vpc == vpc
      }
  }

  private func remotes(of peer: SecurityGroupRule.Peer) -> [End] {
    switch peer {
    case .prefix(let prefix): return remotes(AddressSet([prefix]))
    case .prefixList(let list): return remotes(AddressSet(model.prefixLists[list].entries))
    case .network(let id): return [network(id)]
    case .group(let group): return users(of: group)
    }
  }

  /// Who has any of some addresses; everyone if a translator does, for it has them for others.
  private func remotes(_ addresses: AddressSet) -> [End] {
    guard !isTranslator(in: addresses) else { return everyone }
    let interfaces = model.interfaces.ids.filter { id in
      let interface = model.interfaces[id]
      return !interface.addresses.intersection(addresses).isEmpty
        || !interface.extraAddresses.intersection(addresses).isEmpty
        || interface.publicAddresses.contains { addresses.contains($0.publicAddress) }
    }
    let networks = model.networks.ids.filter {
      !model.networks[$0].addresses.intersection(addresses).isEmpty
    }
    return interfaces.map { whole($0) } + networks.map { network($0) }
  }

  private func isTranslator(in addresses: AddressSet) -> Bool {
    model.natGateways.elements.contains { nat in
      addresses.contains(nat.privateAddress)
        || nat.publicAddress.map { addresses.contains($0) } ?? false
    }
      || model.interfaces.elements.contains {
        $0.behaviour == .snat && !$0.addresses.intersection(addresses).isEmpty
      }
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
