import NetproofSets
import NetproofSyntax

// Instances and interfaces: what owns addresses in a VPC.

extension Resolver {
  mutating func buildInterfaces() {
    for (index, entry) in vpcEntries.enumerated() {
      let id = ID<VPC>(index)
      var owned: [Located<Prefix>] = []
      for (position, gateway) in entry.natGateways.enumerated() {
        if gateway.isRegional, gateway.head.isDescribed {
          buildRegional(gateway, position, in: entry, id)
        } else {
          build(gateway, in: entry, id, &owned)
        }
      }
      buildInstances(of: entry, id, &owned)
      for interface in entry.interfaces {
        let instance = interface.instance.flatMap { self.instance($0, in: id) }
        let own = build(
          interface, identity(interface.head, in: entry, of: interface.account), of: instance,
          id, &owned)
        if let instance {
          checkZone(of: interface, own, at: instance)
          model.instances[instance].interfaces.append(own)
        }
      }
      for (position, endpoint) in entry.endpoints.enumerated() {
        buildInterfaces(of: endpoint, ID(vpcs[index].endpoints + position), entry, id, &owned)
      }
      for (position, balancer) in entry.loadBalancers.enumerated() {
        buildNodes(of: balancer, ID(vpcs[index].loadBalancers + position), entry, id, &owned)
      }
      buildInterfaces(ofResourceGatewaysIn: entry, id, &owned)
      for pair in BlockOverlaps.pairs(owned.map(\.value)) {
        report(
          .addressOwnedTwice(
            owned[pair.later], vpc: entry.head.name.value, first: owned[pair.earlier]))
      }
    }
    connectAppliances()
    buildLatticeNodes()
  }

  private mutating func buildInstances(
    of entry: VPCEntry, _ vpc: ID<VPC>, _ owned: inout [Located<Prefix>]
  ) {
    let ownInterfaces = vpcs[vpc.index].ownInterfaces
    owned.reserveCapacity(owned.count + ownInterfaces.count)
    for (index, instance) in entry.instances.enumerated() {
      let id = ID<Instance>(model.instances.count)
      let identity = identity(instance.head, in: entry, of: instance.account)
      let state: Instance.State = state(of: instance.head, .instance, default: .running)
      var interfaces: [ID<NetworkInterface>] = []
      if ownInterfaces[index] != nil {
        interfaces = [build(instance, identity, of: id, vpc, &owned)]
      }
      model.instances.append(Instance(identity: identity, state: state, interfaces: interfaces))
    }
  }

  /// Tests that a further interface of an instance is in the instance's zone.
  ///
  /// Rule R26.
  private mutating func checkZone(
    of entry: InterfaceEntry, _ id: ID<NetworkInterface>, at instance: ID<Instance>
  ) {
    guard let reference = entry.subnet, entry.head.isDescribed,
      let first = model.instances[instance].interfaces.first
    else { return }
    let zone = model.subnets[model.interfaces[id].subnet].zone
    let its = model.subnets[model.interfaces[first].subnet].zone
    guard !zone.isEmpty, !its.isEmpty, zone != its else { return }
    report(
      .interfaceInOtherZone(
        reference, zone: zone, instance: model.instances[instance].identity.name, its: its))
  }

  private mutating func instance(_ reference: Reference, in vpc: ID<VPC>) -> ID<Instance>? {
    guard case .instance(let id)? = find(reference, Search([.instance], in: .vpc(vpc)))
    else { return nil }
    return id
  }

  /// Builds an entry of `interfaces:`, or the own interface of an entry of `instances:`.
  mutating func build(
    _ entry: InterfaceEntry, _ identity: Identity, of instance: ID<Instance>?, _ vpc: ID<VPC>,
    _ owned: inout [Located<Prefix>], endpoint: ID<VPCEndpoint>? = nil,
    loadBalancer: ID<LoadBalancer>? = nil, hasGroups: Bool = true
  ) -> ID<NetworkInterface> {
    let isOwn = model.interfaces.count < vpcs[vpc.index].furtherInterfaces
    let kind: ComponentID.Kind = isOwn ? .instance : .interface
    let subnet = subnet(of: entry.head, entry.subnet, kind, in: vpc)
    if entry.head.isDescribed {
      check(entry, kind, in: subnet, &owned)
      checkEdgeAddresses(of: entry, in: subnet)
      checkSharing(of: entry, in: subnet, vpc)
    }
    let id = model.interfaces.append(
      NetworkInterface(
        identity: identity, subnet: subnet ?? subnetForUnknown(in: vpc), instance: instance,
        state: isOwn ? .inUse : state(of: entry.head, kind, default: .inUse),
        privateIPv4: Self.addresses(entry.privateIPs, of: .ipv4),
        ipv6: Self.addresses(entry.ipv6, of: .ipv6),
        prefixes: entry.prefixes.map(\.value), publicAddresses: publicAddresses(of: entry),
        edgeAddresses: Self.edgeAddresses(of: entry),
        securityGroups: hasGroups ? groups(of: entry, in: vpc) : [],
        sourceDestinationCheck: entry.sourceDestinationCheck?.value ?? true,
        behaviour: choice(entry.behaviour, of: "behaviour", default: .unknown),
        isStateful: entry.isStateful?.value ?? false,
        deniesInternetGateway: entry.deniesInternetGateway?.value ?? false,
        extraAddresses: entry.extraAddresses.isEmpty
          ? AddressSet() : AddressSet(entry.extraAddresses.map(\.value)),
        replyInterface: entry.replyFrom.map {
          choice($0, of: "reply-from", default: .same)
        },
        clientPorts: entry.clientPorts?.value, endpoint: endpoint, loadBalancer: loadBalancer))
    recordFields(of: entry, .interface(id))
    return id
  }

  /// The addresses of one family; those of the other were reported.
  private static func addresses(_ written: [Located<Address>], of family: Family) -> [Address] {
    var addresses: [Address] = []
    addresses.reserveCapacity(written.count)
    for address in written where address.value.family == family { addresses.append(address.value) }
    return addresses
  }

  private mutating func recordFields(of entry: InterfaceEntry, _ id: ComponentID) {
    if let span = entry.publicIPs.first?.publicIP.span {
      map.record(field: "public-ip", at: span, in: id)
    }
    guard entry.statesBehaviour else { return }
    let fields: [(String, Span?)] = [
      ("source-dest-check", entry.sourceDestinationCheck?.span),
      ("behaviour", entry.behaviour?.span), ("stateful", entry.isStateful?.span),
      ("deny-internet-gateway", entry.deniesInternetGateway?.span),
      ("reply-from", entry.replyFrom?.span), ("sends-by", entry.sendsBy?.span),
      ("client-ports", entry.clientPorts?.span),
    ]
    for (key, span) in fields {
      if let span { map.record(field: key, at: span, in: id) }
    }
  }

  /// The public addresses by private one; a lone one belongs to the primary private address.
  private mutating func publicAddresses(of entry: InterfaceEntry) -> [PublicAddress] {
    guard !entry.publicIPs.isEmpty else { return [] }
    var result: [PublicAddress] = []
    for (privateIP, publicIP) in entry.publicIPs {
      if publicIP.value.family != .ipv4 {
        report(.addressFamily(publicIP, key: "public-ip", expected: .ipv4))
        continue
      }
      let own = privateIP?.value ?? entry.privateIPs.first?.value
      guard let own, owns(entry, own) else {
        if entry.head.isDescribed {
          report(.publicAddressWithoutOwner(publicIP, private: privateIP))
        }
        continue
      }
      result.append(PublicAddress(privateAddress: own, publicAddress: publicIP.value))
    }
    return result.sorted { $0.privateAddress < $1.privateAddress }
  }

  private func owns(_ entry: InterfaceEntry, _ address: Address) -> Bool {
    address.family == .ipv4
      && (entry.privateIPs.contains { $0.value == address }
        || entry.prefixes.contains { $0.value.contains(address) })
  }

  /// The subnet of something; the unknown one if it is not described, nothing after a fault.
  mutating func subnet(
    of head: EntryHead, _ reference: Reference?, _ kind: ComponentID.Kind, in vpc: ID<VPC>
  ) -> ID<Subnet>? {
    guard let reference else {
      reportMissing("subnet", of: head, kind)
      return vpcs[vpc.index].unknownSubnet
    }
    return subnet(reference, in: vpc)
  }

  /// A subnet in place of those whose names are unknown; one for each VPC.
  mutating func subnetForUnknown(in vpc: ID<VPC>) -> ID<Subnet> {
    if let subnet = subnetsForUnknown[vpc] { return subnet }
    let layout = vpcs[vpc.index]
    let subnet = model.subnets.append(
      Subnet(
        identity: impliedIdentity("(unknown)", in: vpcEntries[vpc.index], isDescribed: false),
        vpc: vpc, cidrs: [], zone: "", routeTable: layout.mainRouteTable, usesMainRouteTable: true,
        networkACL: layout.defaultNetworkACL))
    subnetsForUnknown[vpc] = subnet
    return subnet
  }
}
