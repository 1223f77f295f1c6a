import NetproofSets
import NetproofSyntax

// VPCs with their subnets and internet gateways.

extension Resolver {
  mutating func buildVPCs() {
    for (index, entry) in vpcEntries.enumerated() {
      let id = ID<VPC>(index)
      let subnets = buildSubnets(of: entry, id)
      buildInternetGateways(of: entry, id)
      buildVPNGateways(of: entry, id)
      buildCarrierGateways(of: entry, id)
      buildNetworkACLs(of: entry, id)
      buildSecurityGroups(of: entry, id)
      let layout = vpcs[index]
      model.vpcs.append(
        VPC(
          identity: identity(
            entry.head, account: entry.account?.value, region: entry.region?.value),
          cidrs: entry.cidrs.map(\.value), mainRouteTable: layout.mainRouteTable,
          defaultNetworkACL: layout.defaultNetworkACL,
          defaultSecurityGroup: layout.defaultSecurityGroup,
          internetGateway: entry.internetGateways.isEmpty ? nil : ID(layout.internetGateways),
          egressOnlyInternetGateway: entry.egressOnlyInternetGateways.isEmpty
            ? nil : ID(layout.egressOnlyInternetGateways),
          vpnGateway: entry.vpnGateways.isEmpty ? nil : ID(layout.vpnGateways),
          carrierGateway: entry.carrierGateways.isEmpty ? nil : ID(layout.carrierGateways),
          subnets: subnets, dnsSupport: entry.dnsSupport?.value ?? true,
          blockPublicAccess: entry.isLattice ? nil : blockPublicAccess(of: entry),
          publicAccessExclusion: exclusion(entry.publicAccessExclusion),
          enforcesEncryption: entry.enforcesEncryption))
      if let exclusion = entry.publicAccessExclusion {
        map.record(field: "public-access-exclusion", at: exclusion.span, in: .vpc(id))
      }
      if let support = entry.dnsSupport {
        map.record(field: "dns-support", at: support.span, in: .vpc(id))
      }
      ignoreState(of: entry.head, .vpc)
      checkEncryption(of: entry)
      if !entry.isLattice { check(entry, id) }
    }
  }

  private mutating func buildInternetGateways(of entry: VPCEntry, _ vpc: ID<VPC>) {
    for gateway in entry.internetGateways {
      let isAttached = isAttached(gateway.head, .internetGateway)
      model.internetGateways.append(
        InternetGateway(
          identity: identity(gateway.head, in: entry), vpc: vpc, isAttached: isAttached))
    }
    for gateway in entry.egressOnlyInternetGateways {
      let isAttached = isAttached(gateway.head, .egressOnlyInternetGateway)
      model.egressOnlyInternetGateways.append(
        EgressOnlyInternetGateway(
          identity: identity(gateway.head, in: entry), vpc: vpc, isAttached: isAttached))
    }
  }

  mutating func isAttached(_ head: EntryHead, _ kind: ComponentID.Kind) -> Bool {
    let state: GatewayState = state(of: head, kind, default: .attached)
    return state == .attached || state == .available
  }

  private mutating func buildSubnets(of entry: VPCEntry, _ vpc: ID<VPC>) -> [ID<Subnet>] {
    let layout = vpcs[vpc.index]
    var subnets: [ID<Subnet>] = []
    for subnet in entry.subnets {
      let id = model.subnets.append(build(subnet, in: entry, vpc))
      subnets.append(id)
      for (key, reference) in [
        ("route-table", subnet.routeTable), ("network-acl", subnet.networkACL),
        ("public-access-exclusion", subnet.publicAccessExclusion),
      ] {
        if let reference { map.record(field: key, at: reference.span, in: .subnet(id)) }
      }
    }
    for (position, gateway) in entry.natGateways.enumerated() {
      for (zone, _) in (layout.virtualSubnets[position] ?? []).enumerated() {
        model.subnets.append(virtualSubnet(of: gateway, position, zone, in: entry, vpc))
      }
    }
    if entry.isLattice { subnets.append(buildLatticeSubnet(of: entry, vpc)) }
    if let unknown = layout.unknownSubnet {
      subnets.append(unknown)
      model.subnets.append(
        Subnet(
          identity: impliedIdentity("(not described)", in: entry, isDescribed: false), vpc: vpc,
          cidrs: [], zone: "", routeTable: layout.mainRouteTable, usesMainRouteTable: true,
          networkACL: layout.defaultNetworkACL))
    }
    return subnets
  }

  private mutating func build(
    _ subnet: SubnetEntry, in entry: VPCEntry, _ vpc: ID<VPC>
  ) -> Subnet {
    let layout = vpcs[vpc.index]
    var routeTable = layout.mainRouteTable
    if let reference = subnet.routeTable,
      case .routeTable(let id)? = find(reference, Search([.routeTable], in: .vpc(vpc)))
    {
      routeTable = id
    }
    var networkACL = layout.defaultNetworkACL
    if let reference = subnet.networkACL,
      case .networkACL(let id)? = find(reference, Search([.networkACL], in: .vpc(vpc)))
    {
      networkACL = id
    }
    ignoreState(of: subnet.head, .subnet)
    return Subnet(
      identity: identity(subnet.head, in: entry), vpc: vpc, cidrs: subnet.cidrs.map(\.value),
      zone: zoneKey(of: subnet, in: entry), routeTable: routeTable,
      usesMainRouteTable: subnet.routeTable == nil, networkACL: networkACL,
      publicAccessExclusion: exclusion(subnet.publicAccessExclusion),
      placement: placement(of: subnet, in: entry))
  }
}

/// The states of an internet gateway's attachment that AWS knows; it prints `available` for
/// `attached`.
private enum GatewayState: String, CaseIterable {
  case attached
  case detached
  case available
  case attaching
  case detaching
}

// Identities.
extension Resolver {
  /// The identity of what stands at the top of a topology.
  func identity(_ head: EntryHead, account: String? = nil, region: String? = nil) -> Identity {
    identity(head, owner: IdentityOwner(.top, account: account, region: region))
  }

  /// The identity of what lives in a VPC, perhaps of another account than the VPC's.
  func identity(
    _ head: EntryHead, in entry: VPCEntry, of account: Located<String>? = nil
  ) -> Identity {
    guard let account, account.value != entry.account?.value else {
      return identity(head, owner: entry.owner ?? entry.makeOwner())
    }
    return identity(
      head,
      owner: IdentityOwner(
        .place(entry.head.name.value), account: account.value, region: entry.region?.value))
  }

  func identity(_ head: EntryHead, owner: IdentityOwner) -> Identity {
    Identity(
      name: head.name.value, owner: owner, awsID: head.id?.value, tags: head.tags,
      isDescribed: head.isDescribed)
  }

  /// The identity of what AWS implies in a VPC.
  func impliedIdentity(
    _ name: String, in entry: VPCEntry, isDescribed: Bool = true
  ) -> Identity {
    Identity(
      name: name, owner: entry.owner ?? entry.makeOwner(), awsID: nil, tags: [:],
      isDescribed: isDescribed)
  }
}

extension VPCEntry {
  /// What the identities of the VPC's parts share.
  func makeOwner() -> IdentityOwner {
    IdentityOwner(.place(head.name.value), account: account?.value, region: region?.value)
  }
}
