import NetproofSets
import NetproofSyntax

// Direct Connect gateways, virtual interfaces, and what they lead to.

extension Resolver {
  /// Builds virtual interfaces and Direct Connect gateways, with their associations of virtual
  /// private gateways; those of transit gateways come when attachments are known.
  mutating func buildDirectConnect() {
    let networks = networksBehindVirtualInterfaces()
    for (index, entry) in topology.directConnectGateways.enumerated() {
      let id = ID<DirectConnectGateway>(index)
      ignoreState(of: entry.head, .directConnectGateway)
      let first = model.virtualInterfaces.count
      for interface in entry.virtualInterfaces {
        if let gateway = interface.vpnGateway {
          report(.virtualInterfaceEnd(gateway, gateway: entry.head.name.value))
        }
        let identity = identity(
          interface.head,
          owner: IdentityOwner(.place(entry.head.name.value), account: nil, region: nil))
        build(interface, identity, .directConnectGateway(id), kind(of: interface, entry), networks)
      }
      model.directConnectGateways.append(
        DirectConnectGateway(
          identity: identity(entry.head),
          virtualInterfaces: (first..<model.virtualInterfaces.count).map { ID($0) },
          associations: entry.associations.compactMap { associationOfVPC($0) },
          idle: idleGateways(of: entry),
          hairpins: entry.supernetHairpin?.value ?? false))
      if let flag = entry.supernetHairpin {
        map.record(field: "supernet-hairpin", at: flag.span, in: .directConnectGateway(id))
      }
    }
    for entry in topology.virtualInterfaces { buildLone(entry, networks) }
  }

  private func networksBehindVirtualInterfaces() -> [ID<VirtualInterface>: [ID<Network>]] {
    var result: [ID<VirtualInterface>: [ID<Network>]] = [:]
    for id in model.networks.ids {
      for case .virtualInterface(let interface) in model.networks[id].lines {
        result[interface, default: []].append(id)
      }
    }
    return result
  }

  /// What a gateway's virtual interface is: as its associations ask.
  private mutating func kind(
    of interface: VirtualInterfaceEntry, _ gateway: DirectConnectGatewayEntry
  ) -> VirtualInterface.Kind {
    let leadsToTransit = gateway.associations.contains { $0.vpnGateway == nil }
    let usual: VirtualInterface.Kind = leadsToTransit ? .transit : .private
    let written = choice(interface.type, of: "type", default: usual)
    if let type = interface.type, written != usual, !gateway.associations.isEmpty {
      report(
        .virtualInterfaceType(
          type, expected: usual.rawValue,
          gateway: gateway.associations[0].kind.title))
    }
    return written
  }

  /// A virtual interface that ends at a virtual private gateway itself.
  private mutating func buildLone(
    _ entry: VirtualInterfaceEntry, _ networks: [ID<VirtualInterface>: [ID<Network>]]
  ) {
    var end = ID<VPNGateway>(model.vpnGateways.count)
    if let reference = entry.vpnGateway {
      if case .vpnGateway(let id)? = find(reference, Search([.vpnGateway], in: nil)) { end = id }
    } else {
      reportMissing("vpn-gateway", of: entry.head, .virtualInterface)
    }
    let kind = choice(entry.type, of: "type", default: VirtualInterface.Kind.private)
    if let type = entry.type, kind == .transit {
      report(
        .virtualInterfaceType(type, expected: "private", gateway: "virtual private gateway"))
    }
    build(entry, identity(entry.head), .vpnGateway(end), kind, networks)
  }

  private mutating func build(
    _ entry: VirtualInterfaceEntry, _ identity: Identity, _ end: VirtualInterface.End,
    _ kind: VirtualInterface.Kind, _ networks: [ID<VirtualInterface>: [ID<Network>]]
  ) {
    let own = networks[ID(model.virtualInterfaces.count)] ?? []
    let id = model.virtualInterfaces.append(
      VirtualInterface(
        identity: identity, end: end, kind: kind,
        state: state(of: entry.head, .virtualInterface, default: .available),
        isBGPUp: choice(entry.bgp, of: "bgp", default: LineState.up) == .up,
        learned: entry.routes?.map(\.value) ?? addresses(of: own), networks: own,
        hiddenNetwork: entry.routes == nil ? hidden(among: own) : nil))
    if let bgp = entry.bgp { map.record(field: "bgp", at: bgp.span, in: .virtualInterface(id)) }
  }

  // MARK: - Associations

  /// An association with a virtual private gateway that carries packets.
  private mutating func associationOfVPC(
    _ entry: DirectConnectAssociationEntry
  ) -> DirectConnectGateway.Association? {
    guard let reference = entry.vpnGateway,
      case .vpnGateway(let id)? = find(reference, Search([.vpnGateway], in: nil)),
      entry.carriesPackets
    else { return nil }
    let gateway = model.vpnGateways[id]
    let blocks = gateway.isAttached ? model.vpcs[gateway.vpc].cidrs : []
    let allowed = entry.allowedPrefixes?.elements.map(\.value) ?? blocks
    return DirectConnectGateway.Association(
      name: entry.head.name.value, target: .vpnGateway(id), allowedPrefixes: allowed,
      announced: DirectConnectGateway.Association.announced(blocks, allowed: allowed))
  }

  /// The transit gateways and core networks that are associated in a state that carries nothing.
  private mutating func idleGateways(
    of entry: DirectConnectGatewayEntry
  ) -> [ID<TransitGateway>] {
    entry.associations.compactMap { association in
      guard !association.carriesPackets,
        let reference = association.transitGateway ?? association.coreNetwork,
        let end = find(reference, Search([.transitGateway, .coreNetwork], in: .top))?.transitGateway
      else { return nil }
      if let state = association.head.state {
        map.record(
          field: "idle/\(end.index)", at: state.span,
          in: .directConnectGateway(ID(model.directConnectGateways.count)))
      }
      return end
    }
  }

  /// Adds the associations of transit gateways and core networks, and tests what AWS asks of all of
  /// them.
  mutating func associateTransitGateways() {
    for (index, entry) in topology.directConnectGateways.enumerated() {
      let id = ID<DirectConnectGateway>(index)
      let old = model.directConnectGateways[id]
      var associations = old.associations
      var isKnown = entry.associations.allSatisfy(\.head.isDescribed)
      for association in entry.associations {
        guard let reference = association.transitGateway,
          case .transitGateway(let gateway)? = find(
            reference, Search([.transitGateway], in: .top))
        else { continue }
        guard let attachment = attachment(of: id, at: gateway) else {
          if model.transitGateways[gateway].identity.isDescribed {
            report(
              .associationNotAttached(
                reference, .transitGateway, directConnectGateway: entry.head.name.value))
          }
          isKnown = false
          continue
        }
        guard association.carriesPackets else { continue }
        let allowed = association.allowedPrefixes?.elements.map(\.value) ?? []
        associations.append(
          DirectConnectGateway.Association(
            name: association.head.name.value, target: .attachment(attachment),
            allowedPrefixes: allowed, announced: allowed))
      }
      for association in entry.associations {
        guard let added = self.associations(of: id, entry, association) else {
          isKnown = false
          continue
        }
        associations += added
      }
      var head = entry.head
      head.isDescribed = head.isDescribed && isKnown
      model.directConnectGateways[id] = DirectConnectGateway(
        identity: identity(head), virtualInterfaces: old.virtualInterfaces,
        associations: associations, idle: old.idle, hairpins: old.hairpins)
      check(entry, id)
    }
    checkDirectConnectAttachments()
  }

  private func attachment(
    of id: ID<DirectConnectGateway>, at gateway: ID<TransitGateway>
  ) -> ID<TransitGatewayAttachment>? {
    model.transitGateways[gateway].attachments.first {
      model.attachments[$0].resource == .directConnect(id)
    }
  }

  /// An association with a core network: one for each edge location at which it is attached; nothing
  /// if it is not known where.
  private mutating func associations(
    of id: ID<DirectConnectGateway>, _ entry: DirectConnectGatewayEntry,
    _ association: DirectConnectAssociationEntry
  ) -> [DirectConnectGateway.Association]? {
    guard let reference = association.coreNetwork,
      case .coreNetwork(let network)? = find(reference, Search([.coreNetwork], in: .top))
    else { return [] }
    let attachments = model.transitGateways[network].attachments.filter {
      model.attachments[$0].resource == .directConnect(id)
    }
    guard !attachments.isEmpty else {
      if model.transitGateways[network].identity.isDescribed {
        report(
          .associationNotAttached(
            reference, .coreNetwork, directConnectGateway: entry.head.name.value))
      }
      return nil
    }
    guard association.carriesPackets else { return [] }
    return attachments.map { attachment in
      DirectConnectGateway.Association(
        name: association.head.name.value, target: .attachment(attachment), allowedPrefixes: [],
        announced: model.localPrefixes(at: attachment))
    }
  }

  private mutating func check(
    _ entry: DirectConnectGatewayEntry, _ id: ID<DirectConnectGateway>
  ) {
    var seen: [String: Reference] = [:]
    var first: Reference?
    for association in entry.associations {
      guard let reference = association.end else { continue }
      if let other = seen[reference.value] {
        report(.gatewayAssociatedTwice(reference, first: other))
      }
      seen[reference.value] = reference
      let isOther = entry.associations.first.map { $0.kind != association.kind }
      if isOther == true, let first { report(.mixedAssociations(reference, first: first)) }
      first = first ?? reference
      if let written = association.allowedPrefixes {
        map.record(
          field: "associations/\(association.head.name.value)", at: written.span,
          in: .directConnectGateway(id))
      }
    }
    let all = model.directConnectGateways[id].associations
    for (position, one) in all.enumerated() {
      for other in all[..<position] where one.name != other.name {
        for block in one.announced {
          guard let met = other.announced.first(where: block.overlaps),
            let place = entry.associations.first(where: { $0.head.name.value == one.name })
          else { continue }
          report(.directConnectOverlap(place.head.name, block, other: other.name, met))
        }
      }
    }
  }

  /// Tests that Direct Connect gateways that are attached lead to the transit gateway.
  private mutating func checkDirectConnectAttachments() {
    var entries: [AttachmentEntry] = []
    for gateway in topology.transitGateways { entries += gateway.attachments }
    for network in topology.coreNetworks { entries += network.attachments }
    for (entry, id) in zip(entries, model.attachments.ids) {
      guard let reference = entry.directConnect, entry.head.isDescribed,
        case .directConnect(let gateway) = model.attachments[id].resource
      else { continue }
      let end = model.attachments[id].transitGateway
      let name = model.transitGateways[end].identity.name
      let written = topology.directConnectGateways[gateway.index]
      guard written.head.isDescribed, written.associations.allSatisfy(\.head.isDescribed),
        !written.associations.contains(where: {
          ($0.transitGateway ?? $0.coreNetwork)?.value == name
        })
      else { continue }
      report(.attachmentNotAssociated(reference, model.component(of: end).kind, name: name))
    }
  }
}

extension DirectConnectAssociationEntry {
  /// What it leads to.
  fileprivate var end: Reference? { vpnGateway ?? transitGateway ?? coreNetwork }

  fileprivate var kind: ComponentID.Kind {
    if vpnGateway != nil { return .vpnGateway }
    return transitGateway != nil ? .transitGateway : .coreNetwork
  }

  fileprivate var carriesPackets: Bool {
    guard let state = head.state else { return true }
    return state.value == "associated" || state.value == "updating"
  }
}

/// Whether a tunnel or a session stands.
enum LineState: String, CaseIterable {
  case up
  case down
}
