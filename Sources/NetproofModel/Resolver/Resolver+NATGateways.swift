import NetproofSets
import NetproofSyntax

// Regional NAT gateways: where they stand in each zone, and their own route tables.

extension NATGatewayEntry {
  /// What the implied route table of a regional gateway is called.
  var impliedTableName: String { "\(head.name.value) (implied)" }

  /// What its place in one of its zones is called.
  func placeName(_ zone: Int) -> String {
    zone < publicIPs.count
      ? "\(head.name.value) (\(publicIPs[zone].zone.value))" : "\(head.name.value) (regional)"
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
      zone: zone < gateway.publicIPs.count
        ? zoneKey(gateway.publicIPs[zone].zone, in: entry) : "",
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

  /// The entries of a regional gateway, one for each zone.
  mutating func buildRegional(
    _ entry: NATGatewayEntry, _ position: Int, in vpcEntry: VPCEntry, _ vpc: ID<VPC>
  ) {
    let state: NATGateway.State = state(of: entry.head, .natGateway, default: .available)
    let mode: NATGateway.Mode = choice(entry.mode, of: "mode", default: .automatic)
    for (key, span) in [
      ("subnet", entry.subnet?.span), ("private-ip", entry.privateIP?.span),
      ("public-ip", entry.publicIP?.span),
    ] {
      if let span { report(.natGatewayKey(entry.head.name, key: key, isRegional: true, at: span)) }
    }
    if entry.publicIPs.isEmpty, state == .available {
      reportMissing("public-ips", of: entry.head, .natGateway)
    }
    let subnets = vpcs[vpc.index].virtualSubnets[position] ?? []
    let first = ID<NATGateway>(model.natGateways.count)
    for (zone, subnet) in subnets.enumerated() {
      let written = zone < entry.publicIPs.count ? entry.publicIPs[zone].address : nil
      if let written, written.value.family != .ipv4 {
        report(.addressFamily(written, key: "public-ips", expected: .ipv4))
      }
      let address = written?.value ?? Address(.ipv4, 0)
      model.natGateways.append(
        NATGateway(
          identity: identity(entry.head, in: vpcEntry), subnet: subnet, connectivity: .regional,
          state: state, privateAddress: address, publicAddress: written == nil ? nil : address,
          regional: NATGateway.Regional(mode: mode, first: first, count: subnets.count)))
    }
    for (key, span) in [
      ("kind", entry.kind?.span), ("mode", entry.mode?.span),
      ("public-ips", entry.publicIPs.first?.address.span),
    ] {
      if let span { map.record(field: key, at: span, in: .natGateway(first)) }
    }
  }

  /// Tests that a gateway of one subnet has no keys of regional ones.
  mutating func checkZonal(_ entry: NATGatewayEntry) {
    guard entry.head.isDescribed else { return }
    for (key, span) in [
      ("mode", entry.mode?.span), ("public-ips", entry.publicIPs.first?.address.span),
      ("route-table", entry.routeTable?.span),
    ] {
      if let span { report(.natGatewayKey(entry.head.name, key: key, isRegional: false, at: span)) }
    }
  }
}
