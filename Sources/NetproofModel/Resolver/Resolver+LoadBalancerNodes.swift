import NetproofSets
import NetproofSyntax

// The nodes of load balancers (R201, R205, R206, R213).

extension Resolver {
  mutating func buildNodes(
    of balancer: LoadBalancerEntry, _ id: ID<LoadBalancer>, _ entry: VPCEntry, _ vpc: ID<VPC>,
    _ owned: inout [Located<Prefix>]
  ) {
    var own: [ID<NetworkInterface>] = []
    for placement in balancer.placements {
      let name = balancer.name(in: placement.subnet)
      var head = EntryHead(
        name: Located(name, at: placement.subnet?.span ?? balancer.head.name.span))
      head.isDescribed = balancer.head.isDescribed
      let interface = interface(of: placement.node, placement.subnet, head, balancer)
      let hasGroups =
        balancer.kind != .gateway
        && (balancer.kind != .network || !balancer.securityGroups.isEmpty)
      let new = build(
        interface, identity(head, in: entry), of: nil, vpc, &owned, loadBalancer: id,
        hasGroups: hasGroups)
      own.append(new)
      if let node = placement.node {
        checkOutsideAddress(of: node, head, in: model.interfaces[new].subnet, balancer)
      }
    }
    if balancer.head.isDescribed { checkZones(of: balancer, own) }
    loadBalancerNodes[id] = own
  }

  private func interface(
    of node: LoadBalancerEntry.Node?, _ subnet: Reference?, _ head: EntryHead,
    _ balancer: LoadBalancerEntry
  ) -> InterfaceEntry {
    var interface = InterfaceEntry(head: head)
    interface.subnet = subnet
    interface.securityGroups = balancer.securityGroups
    guard let node else { return interface }
    interface.privateIPs = node.privateIP.map { [$0] } ?? []
    interface.publicIPs = node.publicIP.map { [(nil, $0)] } ?? []
    if let address = node.carrierIP { interface.carrierIP = address }
    if let address = node.customerOwnedIP { interface.customerOwnedIP = address }
    if let address = node.ipv6 {
      interface.ipv6 = [address]
      // Internal nodes refuse internet gateways (R206).
      if !balancer.isInternetFacing {
        interface.deniesInternetGateway = Located(true, at: address.span)
      }
    }
    return interface
  }

  /// Tests that nodes have an address outside if the load balancer faces the internet: a public one, in a
  /// Wavelength Zone a carrier IP, on an Outpost a customer-owned one as well; if it is internal, none.
  private mutating func checkOutsideAddress(
    of node: LoadBalancerEntry.Node, _ head: EntryHead, in subnet: ID<Subnet>,
    _ balancer: LoadBalancerEntry
  ) {
    guard head.isDescribed else { return }
    if !balancer.isInternetFacing {
      for address in [node.publicIP, node.carrierIP].compactMap({ $0 }) {
        report(.loadBalancer(.publicAddressOfInternal(address)))
      }
    } else if node.privateIP != nil, node.publicIP == nil, node.carrierIP == nil,
      node.customerOwnedIP == nil
    {
      let isInWavelength = model.subnets[subnet].isInWavelengthZone
      reportMissing(isInWavelength ? "carrier-ip" : "public-ip", of: head, .interface)
    }
  }

  // MARK: - Zones

  /// Tests that nodes are in different zones, those of an application load balancer in two at least and
  /// all of one type.
  ///
  /// In Local and Wavelength Zones one is enough, and on an Outpost it is one subnet (CreateLoadBalancer).
  /// Nothing is known of the zone of a subnet that is not described and names none.
  private mutating func checkZones(of balancer: LoadBalancerEntry, _ own: [ID<NetworkInterface>]) {
    var zones: [String: Reference] = [:]
    var known: [(reference: Reference, subnet: Subnet)] = []
    for (placement, node) in zip(balancer.placements, own) {
      let subnet = model.subnets[model.interfaces[node].subnet]
      guard let reference = placement.subnet, subnet.identity.isDescribed || !subnet.zone.isEmpty
      else { continue }
      if let first = zones[subnet.zone] {
        report(.attachmentZoneTwice(reference, zone: subnet.zone, first: first))
      } else {
        zones[subnet.zone] = reference
      }
      if subnet.identity.isDescribed { known.append((reference, subnet)) }
    }
    guard balancer.kind == .application, let first = known.first else { return }
    for other in known.dropFirst()
    where other.subnet.placement.words != first.subnet.placement.words {
      return report(
        .loadBalancer(
          .zonesOfTwoTypes(
            other.reference, other.subnet.placement.words, first.reference,
            first.subnet.placement.words)))
    }
    switch first.subnet.placement {
    case .availabilityZone:
      guard known.count == own.count, zones.count == 1 else { return }
      report(.loadBalancer(.oneZone(balancer.head.name)))
    case .outpost:
      if known.count > 1 { report(.loadBalancer(.twoOnOutpost(known[1].reference))) }
    case .localZone, .wavelengthZone: break
    }
  }
}

extension Placement {
  /// Where a subnet is, as sentences have it.
  fileprivate var words: String {
    switch self {
    case .availabilityZone: "in an availability zone"
    case .localZone: "in a Local Zone"
    case .wavelengthZone: "in a Wavelength Zone"
    case .outpost: "on an Outpost"
    }
  }
}
