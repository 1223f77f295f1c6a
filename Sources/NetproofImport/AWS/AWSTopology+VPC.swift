import NetproofSyntax

// VPCs with their subnets, route tables and gateways.

extension AWSTopology {
  mutating func vpc(_ id: String) -> Entry {
    guard let resource = estate.described[id], let idNode = resource["VpcId"] else {
      return undescribedVPC(id)
    }
    var entries: [Entry] = []
    addOwner(of: resource, to: &entries, id)
    let cidrs = Self.cidrs(of: resource)
    if !cidrs.isEmpty {
      entries.append(Entry("cidrs", builder.list(cidrs.map { builder.copy($0) }, at: idNode.span)))
    }
    addExclusion(of: id, to: &entries)
    addEncryption(of: id, resource, to: &entries)
    if let dns = resource["EnableDnsSupport"], dns.text == "false" {
      add("dns-support", copy: dns, to: &entries)
    }
    addInner(id, to: &entries)
    return entry(idNode, resource, entries)
  }

  /// A VPC that the dump only names, with what is known to be in it.
  private mutating func undescribedVPC(_ id: String) -> Entry {
    var entries: [Entry] = []
    let info = sideOfPeering(id)
    if let info {
      add("account", copy: info["OwnerId"], to: &entries)
      add("region", copy: info["Region"], to: &entries)
      let blocks = info.list("CidrBlockSet").compactMap { $0["CidrBlock"] }
      let all = blocks.isEmpty ? [info["CidrBlock"]].compactMap { $0 } : blocks
      add("cidrs", list: all.map { builder.copy($0) }, to: &entries)
    } else {
      add("cidrs", list: localBlocks(of: id).map { builder.copy($0) }, to: &entries)
    }
    addInner(id, to: &entries)
    let subnet = estate[.subnets, id].first { !$0.origin.isDrafted }
    if let subnet, !hasToldVPCs {
      hasToldVPCs = true
      problems.report(
        ImportFault.missingCall(
          AWSKind.vpcs.call, what: "description", owner: id, at: subnet.span("VpcId")))
    }
    let span = info?.span("VpcId") ?? entries.first?.span ?? noPlace
    return undescribed(id, at: span, entries)
  }

  /// The blocks of a VPC as its tables route them: each of them has a `local` route to each block.
  private func localBlocks(of vpc: String) -> [Node] {
    var blocks: [Node] = []
    for route in estate[.routeTables, vpc].flatMap({ $0.list("Routes") })
    where route.text("GatewayId") == "local" && route.text("Origin") != "CreateRoute" {
      guard let block = route["DestinationCidrBlock"] ?? route["DestinationIpv6CidrBlock"],
        !blocks.contains(where: { $0.text == block.text })
      else { continue }
      blocks.append(block)
    }
    return blocks
  }

  /// What a peering says of a VPC.
  private func sideOfPeering(_ vpc: String) -> AWSResource? {
    estate.dump[.peerings].lazy.flatMap {
      ["RequesterVpcInfo", "AccepterVpcInfo"].compactMap($0.part)
    }.first { $0.text("VpcId") == vpc }
  }

  private var noPlace: Span {
    Span(source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 1)
  }

  private mutating func addOwner(
    of resource: AWSResource, to entries: inout [Entry], _ id: String
  ) {
    if let owner = resource["OwnerId"] {
      add("account", copy: owner, to: &entries)
    } else if let account = resource.origin.account {
      add("account", text: account, at: resource.node.span, to: &entries)
    }
    if let region = resource["Region"] {
      add("region", copy: region, to: &entries)
    } else if let region = resource.origin.region {
      add("region", text: region, at: resource.node.span, to: &entries)
    } else if let (region, span) = regionOfZones(id) {
      add("region", text: region, at: span, to: &entries)
    }
  }

  /// The region that the zones of a VPC's subnets are in.
  func regionOfZones(_ vpc: String) -> (region: String, span: Span)? {
    guard let zone = estate[.subnets, vpc].lazy.compactMap({ $0["AvailabilityZone"] }).first,
      let region = Self.region(ofZone: zone.text ?? "")
    else { return nil }
    return (region, zone.span)
  }

  /// `us-east-1` of `us-east-1a` and of `us-east-1-bos-1a`.
  static func region(ofZone zone: String) -> String? {
    let parts = zone.split(separator: "-")
    guard parts.count >= 3 else { return nil }
    let end = parts.firstIndex { $0.first?.isNumber == true } ?? parts.count - 1
    let number = parts[end].prefix { $0.isNumber }
    let region = (parts[..<end].map(String.init) + [String(number)]).joined(separator: "-")
    return AWSOrigin.isRegion(region) ? region : nil
  }

  /// The CIDRs of a VPC or subnet that are in use.
  static func cidrs(of resource: AWSResource) -> [Node] {
    var cidrs: [Node] = []
    let blocks = resource.list("CidrBlockAssociationSet")
      .filter { isInUse($0.part("CidrBlockState")) }.compactMap { $0["CidrBlock"] }
    cidrs += blocks.isEmpty ? [resource["CidrBlock"]].compactMap { $0 } : blocks
    cidrs += resource.list("Ipv6CidrBlockAssociationSet")
      .filter { isInUse($0.part("Ipv6CidrBlockState")) }.compactMap { $0["Ipv6CidrBlock"] }
    return cidrs
  }

  /// Source: Amazon EC2 API Reference, "VpcCidrBlockState"; only an associated block is the VPC's (R20).
  private static func isInUse(_ state: AWSResource?) -> Bool {
    (state?.text("State") ?? "associated") == "associated"
  }

  /// Everything that stands in a VPC.
  private mutating func addInner(_ vpc: String, to entries: inout [Entry]) {
    add("internet-gateways", gateways(.internetGateways, vpc), to: &entries)
    add(
      "egress-only-internet-gateways", gateways(.egressOnlyInternetGateways, vpc), to: &entries)
    add("vpn-gateways", gateways(.vpnGateways, vpc), to: &entries)
    add("carrier-gateways", gateways(.carrierGateways, vpc), to: &entries)
    add("subnets", subnets(of: vpc), to: &entries)
    add("route-tables", routeTables(of: vpc), to: &entries)
    add("network-acls", networkACLs(of: vpc), to: &entries)
    add("security-groups", securityGroups(of: vpc), to: &entries)
    add("nat-gateways", natGateways(of: vpc), to: &entries)
    add("vpc-endpoints", endpoints(of: vpc), to: &entries)
    add("firewalls", firewalls(of: vpc), to: &entries)
    add("load-balancers", loadBalancers(of: vpc), to: &entries)
    add("target-groups", targetGroups(of: vpc) + latticeGroups(of: vpc), to: &entries)
    add("resource-gateways", resourceGateways(of: vpc), to: &entries)
    addHosts(of: vpc, to: &entries)
  }

  private mutating func gateways(_ kind: AWSKind, _ vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for gateway in estate[kind, vpc] {
      guard let id = gateway[kind.idKey ?? ""] else { continue }
      var own: [Entry] = []
      if kind == .carrierGateways { addState(gateway["State"], unless: "available", to: &own) }
      entries.append(entry(id, gateway, own))
    }
    for absent in estate.absent(kind, in: vpc) {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  // MARK: - Subnets and route tables

  private mutating func subnets(of vpc: String) -> [Entry] {
    let tables = associations(.routeTables, vpc)
    let acls = associations(.networkACLs, vpc)
    var entries: [Entry] = []
    for subnet in estate[.subnets, vpc] {
      guard let id = subnet["SubnetId"], let text = id.text else { continue }
      var own: [Entry] = []
      let cidrs = Self.cidrs(of: subnet)
      if !cidrs.isEmpty {
        own.append(Entry("cidrs", builder.list(cidrs.map { builder.copy($0) }, at: id.span)))
      }
      let zone = zone(of: subnet)
      add("zone", copy: zone, to: &own)
      add("outpost", copy: subnet["OutpostArn"]?.lastPart, to: &own)
      if let table = tables[text] { own.append(Entry("route-table", reference(table))) }
      if let acl = acls[text] { own.append(Entry("network-acl", reference(acl))) }
      addExclusion(of: text, to: &own)
      if let zone, isUnknownZone(zone) {
        problems.report(
          ImportFault.missingCall(
            AWSKind.zones.call, what: "parent zone", owner: zone.text ?? "", at: zone.span))
        add("described", word: "false", at: zone.span, to: &own)
      }
      entries.append(entry(id, subnet, own))
    }
    for absent in estate.absent(.subnets, in: vpc) {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  /// By subnet the route table or network ACL that it is associated with, unless it is the usual one.
  private func associations(_ kind: AWSKind, _ vpc: String) -> [String: Node] {
    var associations: [String: Node] = [:]
    for resource in estate[kind, vpc] where !resource.isTrue("IsDefault") {
      for link in resource.list("Associations") {
        let state = link.part("AssociationState")?.text("State") ?? "associated"
        guard let subnet = link.text("SubnetId"), state.hasPrefix("associat") else { continue }
        associations[subnet] = resource[kind.idKey ?? ""]
      }
    }
    return associations
  }

  private mutating func routeTables(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    var hasMain = false
    for table in estate[.routeTables, vpc] {
      guard let id = table["RouteTableId"] else { continue }
      let links = table.list("Associations")
      var own: [Entry] = []
      if vpc != Self.elsewhere, let main = links.first(where: { $0.isTrue("Main") }) {
        hasMain = true
        add("main", word: "true", at: main.span("Main"), to: &own)
        if table[AWSDraft.implied] != nil, !isOpenEnded(table, id) { continue }
      }
      let gateways = links.compactMap { $0["GatewayId"] }.filter { isHere($0, vpc) }
      add("edge-of", oneOrMore: gateways.map { reference($0) }, to: &own)
      addPools(of: table, id, to: &own)
      let propagating = table.list("PropagatingVgws").compactMap { $0["GatewayId"] }
      let here = propagating.filter { isHere($0, vpc) }
      add("propagations", oneOrMore: here.map { reference($0) }, to: &own)
      if lacksPropagations(table, id, propagating, vpc),
        !own.contains(where: { $0.key == "described" })
      {
        add("described", word: "false", at: table.span("PropagatingVgws"), to: &own)
      }
      add("routes", list: routes(of: table, in: vpc), to: &own)
      entries.append(entry(id, table, own))
    }
    for absent in estate.absent(.routeTables, in: vpc) {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    if !hasMain, !isNew(vpc), let subnet = estate[.subnets, vpc].first {
      let span = subnet.span("VpcId")
      if !AWSDraft.isUnknown(vpc) {
        problems.report(
          ImportFault.missingCall(
            AWSKind.routeTables.call, what: "main route table", owner: names[vpc], at: span))
      }
      entries.append(unknown("main", "main", at: span))
    }
    return entries
  }

  /// Whether nobody knows which gateways propagate into a table, which is told.
  private mutating func lacksPropagations(
    _ table: AWSResource, _ id: Node, _ propagating: [Node], _ vpc: String
  ) -> Bool {
    if let absent = propagating.first(where: { !isHere($0, vpc) }) {
      if !AWSDraft.isUnknown(absent.text ?? "") {
        problems.report(
          ImportFault.notCarried(
            "what `\(AWSDraft.shown(absent.text ?? ""))`, which is not attached to the VPC, "
              + "propagates into `\(names[id.text ?? ""])`",
            effect: "what takes this table is undetermined", at: absent.span))
      }
      return true
    }
    let route = table.list("Routes").first(where: Self.isPropagated)
    guard let route, propagating.isEmpty, !table.origin.isDrafted else { return false }
    problems.report(
      ImportFault.notWhole(
        "`\(names[id.text ?? ""])`", lacks: "PropagatingVgws", AWSKind.routeTables.call,
        at: route.node.span))
    return true
  }

  /// Whether a VPC is one that a plan makes: what AWS keeps in it is as AWS makes it.
  func isNew(_ vpc: String) -> Bool { estate.described[vpc]?.isTrue("IsNew") ?? false }

  /// The thing that AWS keeps in every VPC, where the dump does not have it.
  mutating func unknown(_ name: String, _ key: String, at span: Span) -> Entry {
    var own: [Entry] = []
    add(key, word: "true", at: span, to: &own)
    add("described", word: "false", at: span, to: &own)
    return Entry(name, at: span, builder.map(own, at: span))
  }

  private mutating func routes(
    of table: AWSResource, in vpc: String
  ) -> [Part] {
    table.list("Routes").compactMap { route(of: $0, in: vpc) }
  }

  private mutating func route(of route: AWSResource, in vpc: String) -> Part? {
    guard !Self.isPropagated(route), let to = destination(of: route) else { return nil }
    if route.text("Origin") == "Advertisement" {
      problems.report(
        ImportFault.notCarried(
          "that a route server announced a route",
          effect: "it is taken for a written one, which goes before all others to the same block",
          at: route.span("Origin")))
    }
    var own: [Entry] = []
    if let target = Self.target(of: route) {
      // The route of a gateway endpoint is implied by its association.
      let isImplied = target.kind == .endpoints && estate[target.id.text ?? ""] != nil
      if isImplied, route["DestinationPrefixListId"] != nil { return nil }
      own.append(Entry("to", to))
      guard let via = via(target, in: vpc) else { return nil }
      own.append(Entry("via", via))
    } else {
      // AWS keeps `local` routes to the VPC's own blocks in every table.
      guard let local = route["GatewayId"], !isOwn(route, of: vpc) else { return nil }
      own.append(Entry("to", to))
      add("via", text: "local", at: local.span, to: &own)
    }
    if let state = route["State"], state.text == "blackhole" || state.text == "filtered" {
      add("state", copy: state, to: &own)
    }
    return builder.map(own, at: route.node.span)
  }

  private static func isPropagated(_ route: AWSResource) -> Bool {
    route.text("Origin") == "EnableVgwRoutePropagation"
  }

  private mutating func destination(of route: AWSResource) -> Part? {
    if let cidr = route["DestinationCidrBlock"] ?? route["DestinationIpv6CidrBlock"] {
      return builder.copy(cidr)
    }
    return route["DestinationPrefixListId"].map { reference($0) }
  }

  /// Whether a route is to a block of the VPC itself.
  private func isOwn(_ route: AWSResource, of vpc: String) -> Bool {
    let to = route.text("DestinationCidrBlock") ?? route.text("DestinationIpv6CidrBlock")
    guard let resource = estate.described[vpc] else { return true }
    return Self.cidrs(of: resource).contains { $0.text == to }
  }

  /// Whether a thing is not in the VPC whose route leads to it, such as a gateway that is not attached.
  private func isElsewhere(_ target: (kind: AWSKind?, id: Node), _ vpc: String) -> Bool {
    guard let kind = target.kind, Self.isInner(kind) else { return false }
    return !isHere(target.id, vpc)
  }

  private func isHere(_ id: Node, _ vpc: String) -> Bool {
    estate.home(of: id.text ?? "") == vpc
  }

  /// The reference to what a route leads to; something that nobody describes if topologies have no
  /// such kind.
  private mutating func via(_ target: (kind: AWSKind?, id: Node), in vpc: String) -> Part? {
    guard target.kind == nil || isElsewhere(target, vpc) else { return reference(target.id) }
    if !AWSDraft.isUnknown(target.id.text ?? "") {
      problems.report(
        ImportFault.notCarried(
          "the target \(AWSDraft.shown(target.id.text ?? "")) of a route",
          effect: "what takes this route is undetermined", at: target.id.span))
    }
    unknownTargets[vpc, default: []].append(target.id)
    names.write(target.id.text ?? "")
    return reference(target.id)
  }
}
