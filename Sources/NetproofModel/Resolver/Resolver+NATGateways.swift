import NetproofSets
import NetproofSyntax

// NAT gateways: in a subnet, or regional, which stand in zones and have their own route tables.

extension NATGatewayEntry {
  /// What the implied route table of a regional gateway is called.
  var impliedTableName: String { "\(head.name.value) (implied)" }

  /// What its place in one of its zones is called.
  func placeName(_ zone: Int) -> String {
    zone < zones.count
      ? "\(head.name.value) (\(zones[zone].key.value))" : "\(head.name.value) (regional)"
  }
}

extension Resolver {
  /// Where a regional gateway stands in a zone.
  mutating func virtualSubnet(
    of gateway: NATGatewayEntry, _ position: Int, _ zone: Int, in entry: VPCEntry, _ vpc: ID<VPC>
  ) -> Subnet {
    let layout = vpcs[vpc.index]
    var table = layout.impliedNATTables[position] ?? layout.mainRouteTable
    if zone == 0 || layout.impliedNATTables[position] == nil, let reference = gateway.routeTable,
      case .routeTable(let id)? = find(reference, Search([.routeTable], in: .vpc(vpc)))
    {
      table = id
    }
    return Subnet(
      identity: impliedIdentity(gateway.placeName(zone), in: entry), vpc: vpc, cidrs: [],
      zone: zone < gateway.zones.count ? zoneKey(gateway.zones[zone].key, in: entry) : "",
      routeTable: table, usesMainRouteTable: false, networkACL: layout.defaultNetworkACL,
      isVirtual: true)
  }

  /// The table that AWS makes for a regional gateway (R102).
  mutating func buildImpliedNATTables(of entry: VPCEntry, _ vpc: ID<VPC>, local: [Route]) {
    for (position, gateway) in entry.natGateways.enumerated()
    where vpcs[vpc.index].impliedNATTables[position] != nil {
      var routes = local
      if let igw = model.vpcs[vpc].internetGateway {
        let target = Route.Target.internetGateway(igw)
        routes.append(
          Route(
            destination: .prefix(Self.ipv4(0, 0, 0, 0, 0)), target: target, origin: .written,
            state: state(of: target, written: nil, in: vpc)))
      }
      model.routeTables.append(
        RouteTable(
          identity: impliedIdentity(gateway.impliedTableName, in: entry), vpc: vpc,
          routes: routes, isMain: false))
    }
  }

  /// The entries of a regional gateway, one for each address.
  mutating func buildRegional(
    _ entry: NATGatewayEntry, _ position: Int, in vpcEntry: VPCEntry, _ vpc: ID<VPC>
  ) {
    let state: NATGateway.State = state(of: entry.head, .natGateway, default: .available)
    let mode: NATGateway.Mode = choice(entry.mode, of: "mode", default: .automatic)
    checkRegional(entry, state)
    let places = vpcs[vpc.index].virtualSubnets[position] ?? []
    let siblings = NATGateway.Siblings(
      first: ID(model.natGateways.count), count: entry.entryCount)
    for (zone, subnet) in places.enumerated() {
      let written = zone < entry.zones.count ? entry.zones[zone].addresses : []
      for address in written.isEmpty ? [nil] : written.map({ Optional($0) }) {
        model.natGateways.append(
          NATGateway(
            identity: identity(entry.head, in: vpcEntry), subnet: subnet,
            connectivity: .regional, state: state,
            privateAddress: address?.value ?? Address(.ipv4, 0), publicAddress: address?.value,
            mode: mode, siblings: siblings))
      }
    }
    for (key, span) in [
      ("kind", entry.kind?.span), ("mode", entry.mode?.span),
      ("public-ips", entry.publicIPs.first?.addresses.first?.span),
    ] {
      if let span { map.record(field: key, at: span, in: .natGateway(siblings.first)) }
    }
  }

  private mutating func checkRegional(_ entry: NATGatewayEntry, _ state: NATGateway.State) {
    for (key, span) in [
      ("subnet", entry.subnet?.span),
      (entry.privateIPKey, entry.privateIPs.first?.span), ("public-ip", entry.publicIP?.span),
    ] {
      guard let span else { continue }
      report(.natGatewayKey(.foreignKey(entry.head.name, key: key, isRegional: true, at: span)))
    }
    if entry.zones.isEmpty, state == .available {
      reportMissing("public-ips", of: entry.head, .natGateway)
    }
    for (key, addresses) in entry.publicIPs {
      if Address(key.value) != nil { report(.natGatewayKey(.addressOfRegional(key))) }
      for address in addresses where address.value.family != .ipv4 {
        report(.addressFamily(address, key: "public-ips", expected: .ipv4))
      }
    }
  }
}

// Those in a subnet.
extension Resolver {
  /// The entries of a gateway in a subnet, one for each address.
  mutating func build(
    _ entry: NATGatewayEntry, in vpcEntry: VPCEntry, _ vpc: ID<VPC>,
    _ owned: inout [Located<Prefix>]
  ) {
    let connectivity: NATGateway.Connectivity = choice(entry.kind, of: "kind", default: .public)
    let state: NATGateway.State = state(of: entry.head, .natGateway, default: .available)
    let subnet = subnet(of: entry.head, entry.subnet, .natGateway, in: vpc)
    check(entry, connectivity, state, in: subnet, &owned)
    let home = subnet ?? subnetForUnknown(in: vpc)
    let first = ID<NATGateway>(model.natGateways.count)
    let siblings =
      entry.entryCount > 1 ? NATGateway.Siblings(first: first, count: entry.entryCount) : nil
    let identity = identity(entry.head, in: vpcEntry)
    for address in entry.privateIPs.isEmpty ? [nil] : entry.privateIPs.map({ Optional($0) }) {
      let outside =
        address.map { publicAddress(of: $0.value, entry) } ?? entry.publicIP
      model.natGateways.append(
        NATGateway(
          identity: identity, subnet: home, connectivity: connectivity, state: state,
          privateAddress: address?.value ?? Address(.ipv4, 0),
          publicAddress: connectivity == .public ? outside?.value : nil, siblings: siblings))
    }
    for (key, span) in [
      ("kind", entry.kind?.span), ("private-ip", entry.privateIPs.first?.span),
      ("public-ip", (entry.publicIP ?? entry.publicIPs.first?.addresses.first)?.span),
      ("subnet", entry.subnet?.span),
    ] {
      if let span { map.record(field: key, at: span, in: .natGateway(first)) }
    }
  }

  /// The public address of a private one.
  private func publicAddress(of address: Address, _ entry: NATGatewayEntry) -> Located<Address>? {
    if let lone = entry.publicIP {
      return entry.privateIPs.first?.value == address ? lone : nil
    }
    return entry.publicIPs.first { Address($0.key.value) == address }?.addresses.first
  }

  /// Tests addresses; one that failed, is gone or is not there yet may have none.
  private mutating func check(
    _ entry: NATGatewayEntry, _ connectivity: NATGateway.Connectivity, _ state: NATGateway.State,
    in subnet: ID<Subnet>?, _ owned: inout [Located<Prefix>]
  ) {
    guard entry.head.isDescribed else { return }
    for address in entry.privateIPs {
      if address.value.family != .ipv4 {
        report(.addressFamily(address, key: entry.privateIPKey, expected: .ipv4))
      } else {
        own(address.map { Prefix($0) }, in: subnet, &owned)
      }
    }
    if entry.privateIPs.isEmpty, state == .available {
      reportMissing("private-ip", of: entry.head, .natGateway)
    }
    for (key, span) in [("mode", entry.mode?.span), ("route-table", entry.routeTable?.span)] {
      guard let span else { continue }
      report(.natGatewayKey(.foreignKey(entry.head.name, key: key, isRegional: false, at: span)))
    }
    checkPublic(entry, connectivity, state)
  }

  private mutating func checkPublic(
    _ entry: NATGatewayEntry, _ connectivity: NATGateway.Connectivity, _ state: NATGateway.State
  ) {
    let written = entry.publicIP.map { [$0] } ?? entry.publicIPs.flatMap(\.addresses)
    guard connectivity == .public else {
      if let first = written.first { report(.privateNATWithPublicAddress(first)) }
      return
    }
    for address in written where address.value.family != .ipv4 {
      let key = entry.publicIP == nil ? "public-ips" : "public-ip"
      report(.addressFamily(address, key: key, expected: .ipv4))
    }
    for (key, addresses) in entry.publicIPs {
      guard let inside = Address(key.value) else {
        report(.natGatewayKey(.zoneOfZonal(key)))
        continue
      }
      if let first = addresses.first, !entry.privateIPs.contains(where: { $0.value == inside }) {
        report(
          .publicAddressWithoutOwner(
            first, private: Located(inside, at: key.span), of: .natGateway))
      }
      for further in addresses.dropFirst() {
        report(.natGatewayKey(.severalOfOne(further, private: key)))
      }
    }
    guard state == .available else { return }
    if written.isEmpty { return reportMissing("public-ip", of: entry.head, .natGateway) }
    guard entry.publicIPs.allSatisfy({ Address($0.key.value) != nil }) else { return }
    for address in entry.privateIPs where publicAddress(of: address.value, entry) == nil {
      report(.natGatewayWithoutPublic(address, entry.head.name))
    }
  }
}

extension NATGatewayEntry {
  /// The key under which its private addresses are.
  var privateIPKey: String { privateIPs.count > 1 ? "private-ips" : "private-ip" }
}
