import NetproofSyntax

// What stands outside of VPCs: networks, prefix lists, peerings, transit gateways, VPN connections.

extension AWSTopology {
  /// The VPN connections that there still are; those of a VPN concentrator are parts of it.
  private var connections: [AWSResource] {
    estate.dump[.vpnConnections].filter {
      $0.text("State") != "deleted" && $0.text("VpnConcentratorId") == nil
    }
  }

  /// Finds out what is behind each VPN connection: AWS knows only the routes that it has learned.
  mutating func findLearned() {
    for connection in connections {
      guard let id = connection.text("VpnConnectionId") else { continue }
      learned[id] = connection.list("Routes").compactMap { $0["DestinationCidrBlock"] }
    }
    for table in estate.dump[.routeTables] {
      for route in table.list("Routes")
      where route.text("Origin") == "EnableVgwRoutePropagation" {
        guard let gateway = route.text("GatewayId"),
          let to = route["DestinationCidrBlock"] ?? route["DestinationIpv6CidrBlock"]
        else { continue }
        let vpns = dynamic(connections.filter { $0.text("VpnGatewayId") == gateway }, to)
        learn(to, Self.ids(vpns) + Self.ids(virtualInterfaces(behind: gateway)))
      }
    }
    findBehindLocalGateways()
    findBehindLines()
    findBehindCoreNetworks()
    for route in estate.dump[.gatewayRoutes] where route.text("Type") == "propagated" {
      guard let to = route["DestinationCidrBlock"] else { continue }
      for attachment in route.list("TransitGatewayAttachments") {
        let id = attachment.text("ResourceId") ?? ""
        switch attachment.text("ResourceType") {
        case "vpn":
          learn(to, connections.compactMap { $0.text("VpnConnectionId") }.filter { $0 == id })
        case "direct-connect-gateway": learn(to, Self.ids(virtualInterfaces(behind: id)))
        case "connect", "vpn-concentrator", "client-vpn":
          learn(to, [attachment.text("TransitGatewayAttachmentId")].compactMap { $0 })
        default: break
        }
      }
    }
  }

  /// The identifiers of lines.
  static func ids(_ lines: [AWSResource]) -> [String] {
    lines.compactMap { $0.text("VpnConnectionId") ?? $0.text("virtualInterfaceId") }
  }

  /// The connections that may have learned a CIDR by BGP: none if one has it as a static route.
  private func dynamic(_ all: [AWSResource], _ cidr: Node) -> [AWSResource] {
    let isStatic = all.contains { connection in
      connection.list("Routes").contains { $0.text("DestinationCidrBlock") == cidr.text }
    }
    guard !isStatic else { return [] }
    return all.filter { !($0.part("Options")?.isTrue("StaticRoutesOnly") ?? false) }
  }

  /// Takes a CIDR to be behind each of several connections, as with one that backs up another.
  mutating func learn(_ cidr: Node, _ lines: [String]) {
    if lines.count > 1 {
      problems.report(
        ImportFault.guessed(
          "\(cidr.text ?? "") is taken to be behind each of \(lines.count) connections",
          at: cidr.span))
    }
    for id in lines
    where !(learned[id] ?? []).contains(where: { $0.text == cidr.text }) {
      learned[id, default: []].append(cidr)
    }
  }

  /// One network for all CIDRs that are behind the same connections.
  mutating func networks() -> [Entry] {
    let ids =
      connections.compactMap { $0["VpnConnectionId"] }
      + virtualInterfaces.compactMap { $0["virtualInterfaceId"] } + otherLines
    var sites: [(connections: [Node], cidrs: [Node])] = []
    var seen: Set<String> = []
    for id in ids {
      for cidr in learned[id.text ?? ""] ?? [] where seen.insert(cidr.text ?? "").inserted {
        let own = ids.filter { id in
          (learned[id.text ?? ""] ?? []).contains { $0.text == cidr.text }
        }
        if let index = sites.firstIndex(where: { $0.connections == own }) {
          sites[index].cidrs.append(cidr)
        } else {
          sites.append((own, [cidr]))
        }
      }
    }
    var counts: [String: Int] = [:]
    return sites.map { site in
      let first = site.connections[0].text ?? ""
      counts[first, default: 0] += 1
      return network(site, number: counts[first] ?? 1)
    }
  }

  private mutating func network(
    _ site: (connections: [Node], cidrs: [Node]), number: Int
  ) -> Entry {
    let id = site.connections[0]
    var own: [Entry] = []
    add("cidrs", list: site.cidrs.map { builder.copy($0) }, to: &own)
    add("attached-to", oneOrMore: site.connections.map { line($0) }, to: &own)
    if site.connections.count == 1 { addFirewall(ofClientsBehind: id, to: &own) }
    let name = names[Self.site(id.text ?? "")] + (number == 1 ? "" : "-\(number)")
    return Entry(name, at: id.span, builder.map(own, at: id.span))
  }

  mutating func prefixLists() -> [Entry] {
    var contents: [String: [Node]] = [:]
    for entry in estate.dump[.prefixListEntries] {
      guard let list = entry.owner, let cidr = entry["Cidr"] else { continue }
      contents[list, default: []].append(cidr)
    }
    var entries: [Entry] = []
    var seen: Set<String> = []
    let services = Set(
      estate.dump[.endpoints].filter { ($0.text("VpcEndpointType") ?? "Gateway") == "Gateway" }
        .compactMap { $0.text("ServiceName") })
    for list in estate.dump[.prefixLists] {
      guard let id = list["PrefixListId"], let text = id.text else { continue }
      let isUsed = usedLists.contains(text) || services.contains(list.text("PrefixListName") ?? "")
      guard isUsed, seen.insert(text).inserted else { continue }
      let isAnswered = estate.dump.isAnswered(.prefixListEntries, about: text)
      // A list may be there twice, and only one time with its CIDRs.
      let all = estate.dump[.prefixLists].filter { $0.text("PrefixListId") == text }
      let known = contents[text] ?? all.lazy.map { $0.elements("Cidrs") }.first { !$0.isEmpty }
      guard let known = known ?? (isAnswered ? [] : nil) else {
        problems.report(
          ImportFault.missingCall(
            AWSKind.prefixListEntries.call + " --prefix-list-id \(text)", what: "entries",
            owner: text, at: id.span))
        entries.append(undescribed(text, at: id.span))
        continue
      }
      let own = [
        Entry("entries", builder.list(known.map { builder.copy($0) }, at: id.span))
      ]
      entries.append(entry(id, list, own))
    }
    for absent in estate.absent(.prefixLists, in: "") where seen.insert(absent.id).inserted {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries + listsOfServices()
  }

  /// Lists of services that gateway endpoints lead to, where the dump has no lists.
  private mutating func listsOfServices() -> [Entry] {
    let known = Set(estate.dump[.prefixLists].compactMap { $0.text("PrefixListName") })
    var entries: [Entry] = []
    var seen: Set<String> = []
    for endpoint in estate.dump[.endpoints]
    where (endpoint.text("VpcEndpointType") ?? "Gateway") == "Gateway" {
      guard let service = endpoint["ServiceName"], let text = service.text,
        !known.contains(text), seen.insert(text).inserted
      else { continue }
      problems.report(
        ImportFault.missingCall(
          "aws ec2 describe-prefix-lists", what: "prefix list", owner: text, at: service.span))
      var own: [Entry] = []
      add("described", word: "false", at: service.span, to: &own)
      entries.append(
        Entry(Self.list(of: service), at: service.span, builder.map(own, at: service.span)))
    }
    return entries
  }

  mutating func peerings() -> [Entry] {
    var entries: [Entry] = []
    for peering in estate.dump[.peerings] {
      guard let id = peering["VpcPeeringConnectionId"],
        let one = peering.part("RequesterVpcInfo")?["VpcId"],
        let two = peering.part("AccepterVpcInfo")?["VpcId"]
      else { continue }
      var own = [
        Entry("between", builder.list([reference(one), reference(two)], at: one.span))
      ]
      addState(peering.part("Status")?["Code"], unless: "active", to: &own)
      entries.append(entry(id, peering, own))
    }
    for absent in estate.absent(.peerings, in: "") {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  mutating func vpnConnections() -> [Entry] {
    var entries: [Entry] = []
    for connection in connections {
      guard let id = connection["VpnConnectionId"], let text = id.text else { continue }
      var own: [Entry] = []
      if let gateway = connection["VpnGatewayId"], let vpc = vpcOfGateway(gateway) {
        let name = "\(names[vpc])/\(names[gateway.text ?? ""])"
        add("vpn-gateway", text: name, at: gateway.span, to: &own)
      }
      let options = connection.part("Options")
      let isStatic = options?.isTrue("StaticRoutesOnly") ?? false
      if isStatic {
        add("routing", text: "static", at: options?.span("StaticRoutesOnly") ?? id.span, to: &own)
        add("routes", list: (learned[text] ?? []).map { builder.copy($0) }, to: &own)
      }
      addTunnels(of: connection, to: &own)
      if let version = options?["TunnelInsideIpVersion"], version.text == "ipv6" {
        add("tunnel-inside-ip-version", text: "ipv6", at: version.span, to: &own)
      }
      addTransport(options, of: text, to: &own)
      addState(connection["State"], unless: "available", to: &own)
      entries.append(entry(id, connection, own))
    }
    for absent in estate.absent(.vpnConnections, in: "") {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  /// The Direct Connect attachment that tunnels with private addresses go over.
  private mutating func addTransport(
    _ options: AWSResource?, of connection: String, to own: inout [Entry]
  ) {
    guard let transport = options?["TransportTransitGatewayAttachmentId"], let id = transport.text
    else { return }
    let known = estate.dump[.attachments].first { $0.text("TransitGatewayAttachmentId") == id }
    guard let gateway = known?.text("TransitGatewayId") else {
      return problems.report(
        ImportFault.notCarried(
          "the attachment \(id) that the tunnels of \(connection) go over",
          effect: "its routes count as those of a connection over the internet", at: transport.span)
      )
    }
    add("transport", text: "\(names[gateway])/\(names[id])", at: transport.span, to: &own)
  }

  private func vpcOfGateway(_ gateway: Node) -> String? {
    estate.vpcs.first { vpc in
      estate[.vpnGateways, vpc].contains { $0.text("VpnGatewayId") == gateway.text }
    }
  }

  private mutating func addTunnels(of connection: AWSResource, to own: inout [Entry]) {
    let tunnels = connection.list("VgwTelemetry").compactMap { $0["Status"] }
    guard tunnels.count == 2, tunnels.contains(where: { $0.text != "UP" }) else { return }
    add(
      "tunnels",
      list: tunnels.map { builder.text(($0.text ?? "").lowercased(), at: $0.span) }, to: &own)
  }
}
