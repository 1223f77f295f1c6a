import NetproofSets
import NetproofSyntax

// Peerings and VPN connections.

extension Resolver {
  /// The stand-in for VPCs that nobody describes; there whenever something needs it.
  var unknownVPC: ID<VPC> { ID(topology.vpcs.count) }

  mutating func buildPeerings() {
    var firstByPair: [[ID<VPC>]: Located<String>] = [:]
    for entry in topology.peerings {
      let ends = entry.between.prefix(2).map { vpc($0) }
      if ends.count < 2 { reportMissing("between", of: entry.head, .peering) }
      let peering = Peering(
        identity: identity(entry.head),
        requester: (ends.first ?? unknownVPC) ?? ID(0),
        accepter: (ends.count > 1 ? ends[1] : unknownVPC) ?? ID(0),
        state: state(of: entry.head, .peering, default: .active))
      model.peerings.append(peering)
      if entry.head.isDescribed, ends.count == 2, !ends.contains(nil) {
        check(peering, entry, &firstByPair)
      }
    }
  }

  /// Tests what AWS asks of a peering (R116, R117); one that came to nothing may be anything.
  private mutating func check(
    _ peering: Peering, _ entry: PeeringEntry, _ firstByPair: inout [[ID<VPC>]: Located<String>]
  ) {
    guard peering.requester != peering.accepter else {
      report(.peeringWithItself(entry.head.name, vpc: entry.between[1]))
      return
    }
    switch peering.state {
    case .failed, .rejected, .expired, .deleted, .deleting: return
    case .initiatingRequest, .pendingAcceptance, .active, .provisioning: break
    }
    if peering.state == .active {
      let pair = [peering.requester, peering.accepter].sorted()
      if let first = firstByPair[pair] {
        report(.peeredTwice(entry.head.name, first: first))
      } else {
        firstByPair[pair] = entry.head.name
      }
    }
    checkEncryption(of: entry, peering)
    let (one, other) = (model.vpcs[peering.requester], model.vpcs[peering.accepter])
    let common = one.addresses.intersection(other.addresses)
    guard !common.isEmpty else { return }
    for block in one.cidrs {
      guard let overlapping = other.cidrs.first(where: { $0.overlaps(block) }) else { continue }
      report(
        .peeringOverlap(
          entry.head.name, block, vpc: one.identity.name, overlapping,
          otherVPC: other.identity.name))
      return
    }
  }

  mutating func buildVPNConnections() {
    var networks: [[ID<Network>]] = Array(repeating: [], count: topology.vpnConnections.count)
    for id in model.networks.ids {
      for case .vpn(let connection) in model.networks[id].lines {
        networks[connection.index].append(id)
      }
    }
    for (entry, networks) in zip(topology.vpnConnections, networks) {
      let id = model.vpnConnections.append(
        VPNConnection(
          identity: identity(entry.head),
          routing: choice(entry.routing, of: "routing", default: .bgp),
          state: state(of: entry.head, .vpnConnection, default: .available),
          tunnels: tunnels(of: entry), learned: learned(by: entry, from: networks),
          networks: networks, hiddenNetwork: entry.routes == nil ? hidden(among: networks) : nil,
          gateway: vpnGateway(of: entry), insideFamily: insideFamily(of: entry),
          transport: transport(of: entry),
          selectors: VPNConnection.TrafficSelectors(
            local: entry.localCIDR.map(\.value), remote: entry.remoteCIDR.map(\.value))))
      if let tunnels = entry.tunnels.first {
        map.record(field: "tunnels", at: tunnels.span, in: .vpnConnection(id))
      }
      for (key, side) in [("local-cidr", entry.localCIDR), ("remote-cidr", entry.remoteCIDR)] {
        if let first = side.first {
          map.record(field: key, at: first.span, in: .vpnConnection(id))
        }
      }
      for (key, place) in [
        ("vpn-gateway", entry.vpnGateway?.span),
        ("tunnel-inside-ip-version", entry.insideFamily?.span),
      ] {
        if let place { map.record(field: key, at: place, in: .vpnConnection(id)) }
      }
    }
  }

  /// What the tunnels of a connection carry (R154).
  private mutating func insideFamily(of entry: VPNConnectionEntry) -> Family {
    guard let written = entry.insideFamily else { return .ipv4 }
    if written.value == "ipv6", entry.vpnGateway != nil {
      report(.vpnConnection(.ipv6AtVPNGateway(written)))
    }
    return choice(written, of: "tunnel-inside-ip-version", default: InsideIPVersion.ipv4).family
  }

  /// The attachment that a connection's tunnels go over; ``checkTransports()`` looks at what it is.
  private mutating func transport(of entry: VPNConnectionEntry) -> ID<TransitGatewayAttachment>? {
    guard let reference = entry.transport,
      case .attachment(let id)? = find(reference, Search([.attachment], in: nil))
    else { return nil }
    return id
  }

  /// Tests that tunnels with private addresses go over Direct Connect, at the transit gateway that
  /// attaches their connection.
  mutating func checkTransports() {
    for (entry, id) in zip(topology.vpnConnections, model.vpnConnections.ids) {
      guard let reference = entry.transport, let transport = model.vpnConnections[id].transport,
        model.attachments[transport].identity.isDescribed
      else { continue }
      guard case .directConnect = model.attachments[transport].resource else {
        report(.vpnConnection(.transport(reference)))
        continue
      }
      let gateway = model.attachments[transport].transitGateway
      let elsewhere = model.attachments.elements.contains {
        $0.resource == .vpn(id) && $0.transitGateway != gateway
      }
      if elsewhere {
        let name = model.transitGateways[gateway].identity.name
        report(.vpnConnection(.transportElsewhere(reference, gateway: name)))
      }
    }
  }

  private mutating func tunnels(of entry: VPNConnectionEntry) -> [Bool] {
    guard !entry.tunnels.isEmpty else { return [true, true] }
    if entry.tunnels.count > 2 {
      report(.tunnelCount(entry.head.name, entry.tunnels.count))
    }
    return entry.tunnels.map { choice($0, of: "tunnels", default: LineState.up) == .up }
  }

  /// What the far side sends: the routes that are written, or the addresses of its networks.
  private func learned(
    by entry: VPNConnectionEntry, from networks: [ID<Network>]
  ) -> [Prefix] {
    if let routes = entry.routes { return routes.map(\.value) }
    return addresses(of: networks)
  }

  /// The first network that nobody describes.
  func hidden(among networks: [ID<Network>]) -> ID<Network>? {
    networks.first { !model.networks[$0].identity.isDescribed }
  }

  /// The blocks that networks are written with.
  func addresses(of networks: [ID<Network>]) -> [Prefix] {
    // The internet comes first in the model, but not in the topology.
    networks.flatMap { topology.networks[$0.index - 1].cidrs.map(\.value) }
  }
}

/// The words for what tunnels carry.
private enum InsideIPVersion: String, CaseIterable {
  case ipv4
  case ipv6

  var family: Family {
    switch self {
    case .ipv4: .ipv4
    case .ipv6: .ipv6
    }
  }
}
