import NetproofSyntax

// What is at the edge of AWS's network: zones outside of regions, carriers, Outposts.

extension AWSTopology {
  // MARK: - Zones

  /// The Local Zones and Wavelength Zones that subnets are in.
  mutating func zones() -> [Entry] {
    guard !estate.dump[.zones].isEmpty else { return [] }
    let used = Set(estate.dump[.subnets].compactMap { zone(of: $0)?.text })
    var entries: [Entry] = []
    var seen: Set<String> = []
    for zone in estate.dump[.zones] {
      let types = ["local-zone": "local", "wavelength-zone": "wavelength"]
      guard let type = types[zone.text("ZoneType") ?? ""],
        let name = zone[usesZoneIDs ? "ZoneId" : "ZoneName"], let text = name.text,
        let parent = zone[usesZoneIDs ? "ParentZoneId" : "ParentZoneName"], used.contains(text),
        seen.insert(text).inserted
      else { continue }
      var own: [Entry] = []
      add("type", text: type, at: zone.span("ZoneType"), to: &own)
      add("parent", copy: parent, to: &own)
      entries.append(Entry(text, at: name.span, builder.map(own, at: zone.node.span)))
    }
    return entries
  }

  /// Whether a zone is none of a region's own and no answer says which of these is its parent.
  func isUnknownZone(_ zone: Node?) -> Bool {
    guard let text = zone?.text, text.split(separator: "-").count > 3 else { return false }
    // `us-east-1a` and `us-gov-west-1a` are those of regions: their own name and a letter.
    let isOfRegion = AWSOrigin.isRegion(String(text.dropLast())) && text.last?.isLetter == true
    return !isOfRegion
      && !estate.dump[.zones].contains {
        $0.text("ZoneName") == text || $0.text("ZoneId") == text
      }
  }

  // MARK: - Local gateways

  /// The local gateways of the dump, and those that are only named.
  mutating func localGateways() -> [Entry] {
    var entries: [Entry] = []
    var seen: Set<String> = []
    for gateway in estate.dump[.localGateways] {
      guard let id = gateway["LocalGatewayId"], let text = id.text, seen.insert(text).inserted
      else { continue }
      let (own, isWhole) = localGateway(gateway, id)
      if isWhole {
        entries.append(entry(id, gateway, own))
      } else {
        entries.append(undescribed(text, at: id.span, own))
      }
    }
    for absent in estate.absent(.localGateways, in: "") {
      var own: [Entry] = []
      add("vpcs", list: vpcs(of: absent.id, at: absent.span), to: &own)
      entries.append(undescribed(absent.id, at: absent.span, own))
    }
    return entries
  }

  /// What a local gateway says, and whether that is all.
  private mutating func localGateway(
    _ gateway: AWSResource, _ id: Node
  ) -> (entries: [Entry], isWhole: Bool) {
    let text = id.text ?? ""
    var own: [Entry] = []
    var isWhole = true
    if let outpost = gateway["OutpostArn"]?.lastPart {
      add("outpost", copy: outpost, to: &own)
    } else {
      isWhole = false
    }
    add("vpcs", list: vpcs(of: text, at: id.span), to: &own)
    let tables = localTables(of: text)
    let modes = Set(tables.map { $0.text("Mode") ?? "direct-vpc-routing" })
    if modes == ["coip"] {
      add("mode", text: "coip", at: tables[0].span("Mode"), to: &own)
    } else if modes.count > 1 {
      problems.report(
        ImportFault.notCarried(
          "that the route tables of \(text) have several modes",
          effect: "what goes through it is undetermined", at: id.span))
      isWhole = false
    }
    let unknown = tables.compactMap { $0.text("LocalGatewayRouteTableId") }
      .first { !estate.dump.isAnswered(.localGatewayRoutes, about: $0) }
    if let table = unknown {
      problems.report(
        ImportFault.missingCall(
          "\(AWSKind.localGatewayRoutes.call) --local-gateway-route-table-id \(table)",
          what: "routes", owner: names[text], at: id.span))
      isWhole = false
    }
    addState(gateway["State"], unless: "available", to: &own)
    return (own, isWhole)
  }

  private func localTables(of gateway: String) -> [AWSResource] {
    estate.dump[.localGatewayTables].filter {
      $0.text("LocalGatewayId") == gateway && $0.text("State") != "deleted"
    }
  }

  /// The VPCs that are associated with a local gateway, or whose routes lead there.
  private mutating func vpcs(of gateway: String, at span: Span) -> [Part] {
    var ids: [Node] = estate.dump[.localGatewayLinks].filter {
      $0.text("LocalGatewayId") == gateway && $0.text("State") ?? "associated" == "associated"
    }.compactMap { $0["VpcId"] }
    if estate[gateway] == nil {
      for table in estate.dump[.routeTables] {
        let leads = table.list("Routes").contains { $0.text("LocalGatewayId") == gateway }
        if leads, let vpc = table["VpcId"] { ids.append(vpc) }
      }
    }
    var seen: Set<String> = []
    return ids.filter { id in
      estate.vpcs.contains(id.text ?? "") && seen.insert(id.text ?? "").inserted
    }.map { reference($0) }
  }

  /// What is behind each local gateway: where its static routes lead by virtual interfaces.
  mutating func findBehindLocalGateways() {
    for route in estate.dump[.localGatewayRoutes] where route.text("State") != "blackhole" {
      guard route["LocalGatewayVirtualInterfaceGroupId"] != nil,
        let to = route["DestinationCidrBlock"], let table = route.text("LocalGatewayRouteTableId"),
        let gateway = estate[table]?.text("LocalGatewayId")
      else { continue }
      learn(to, [gateway])
    }
  }
}

extension Node {
  /// What follows the last `/` of an ARN, at the same place; of what has no ARN yet all of it.
  var lastPart: Node? {
    guard let text, !AWSDraft.isInvented(text) else { return self }
    guard let part = text.split(separator: "/").last else { return nil }
    return Node(.scalar(String(part), quoted: true), at: span)
  }

  /// The identifier of a core network in an ARN.
  var coreNetwork: Node? {
    text?.contains("core-network/") == true ? lastPart : nil
  }
}
