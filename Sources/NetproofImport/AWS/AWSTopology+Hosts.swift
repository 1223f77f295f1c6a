import NetproofSyntax

// What has addresses: instances, interfaces, NAT gateways, endpoints.

extension AWSTopology {
  mutating func addHosts(of vpc: String, to entries: inout [Entry]) {
    guard let hosts = hosts[vpc] else { return }
    var instances: [Entry] = []
    var interfaces: [Entry] = []
    for (instance, own) in hosts.instances {
      guard let id = instance["InstanceId"] else { continue }
      var entries = own.count == 1 ? interface(own[0], isAlone: true) : []
      addState(instance.part("State")?["Name"], unless: "running", to: &entries)
      instances.append(entry(id, instance, entries))
      guard own.count > 1 else { continue }
      for one in own { loose(one, of: id, to: &interfaces) }
    }
    for one in hosts.loose { loose(one, of: nil, to: &interfaces) }
    for absent in estate.absent(.interfaces, in: vpc) {
      interfaces.append(undescribed(absent.id, at: absent.span))
    }
    for absent in estate.absent(.reservations, in: vpc) {
      instances.append(undescribed(absent.id, at: absent.span))
    }
    for target in unknownTargets[vpc] ?? [] {
      let id = target.text ?? ""
      if !interfaces.contains(where: { $0.key == names[id] }) {
        interfaces.append(undescribed(id, at: target.span))
      }
    }
    add("instances", instances, to: &entries)
    add("interfaces", interfaces, to: &entries)
  }

  private mutating func loose(
    _ resource: AWSResource, of instance: Node?, to entries: inout [Entry]
  ) {
    guard let id = resource["NetworkInterfaceId"] else { return }
    var own = interface(resource, isAlone: false)
    if let instance { own.append(Entry("instance", reference(instance))) }
    if let state = resource["Status"], state.text == "available" {
      add("state", copy: state, to: &own)
    }
    if let kind = Self.owner(of: resource), !own.contains(where: { $0.key == "described" }) {
      if openedOwners.insert(kind).inserted {
        problems.report(
          ImportFault.missingCall(
            kind.call, what: kind.word, owner: names[id.text ?? ""], at: id.span))
      }
      add("described", word: "false", at: id.span, to: &own)
    }
    entries.append(entry(id, resource, own))
  }

  /// What an interface is a part of that no answer describes, and that does not pass on all packets:
  /// an endpoint or a load balancer.
  private static func owner(of interface: AWSResource) -> AWSKind? {
    switch interface.text("InterfaceType") ?? "" {
    case "vpc_endpoint", "gateway_load_balancer_endpoint", "gatewayLoadBalancerEndpoint":
      return .endpoints
    case "load_balancer", "network_load_balancer", "gateway_load_balancer", "loadBalancer",
      "networkLoadBalancer", "gatewayLoadBalancer":
      return .loadBalancers
    default:
      let text = interface.text("Description") ?? ""
      guard text.hasPrefix("ELB ") else { return nil }
      return text.contains("/") ? .loadBalancers : .classicLoadBalancers
    }
  }

  /// What an interface has, whether it stands at its instance or for itself.
  private mutating func interface(_ resource: AWSResource, isAlone: Bool) -> [Entry] {
    var own: [Entry] = []
    guard let subnet = resource["SubnetId"] else {
      add("described", word: "false", at: resource.node.span, to: &own)
      return own
    }
    own.append(Entry("subnet", reference(subnet)))
    addAddresses(of: resource, to: &own)
    let home = subnet.text.flatMap { estate.home(of: $0) } ?? ""
    let groups = resource.list("Groups").compactMap { $0["GroupId"] }
      .map { groupReference($0, from: home) }
    add("security-groups", list: groups, to: &own)
    if let check = resource["SourceDestCheck"], check.text == "false" {
      add("source-dest-check", copy: check, to: &own)
    }
    if let denies = resource["DenyAllIgwTraffic"], denies.text == "true" {
      add("deny-internet-gateway", copy: denies, to: &own)
    }
    let id = resource.text("NetworkInterfaceId") ?? ""
    let isKnown = !taken.unknown.contains(id) && !estate.dump.touched.contains(id)
    if !isKnown || lacksGroups(resource, id), !own.contains(where: { $0.key == "described" }) {
      add("described", word: "false", at: resource.node.span, to: &own)
    }
    return own
  }

  /// Whether an answer about an interface does not tell its groups, as AWS always does.
  private mutating func lacksGroups(_ interface: AWSResource, _ id: String) -> Bool {
    guard interface["Groups"] == nil, !interface.origin.isDrafted else { return false }
    problems.report(
      ImportFault.notWhole(
        "`\(id)`", lacks: "Groups", AWSKind.interfaces.call, at: interface.node.span))
    return true
  }

  private mutating func addAddresses(of resource: AWSResource, to own: inout [Entry]) {
    var addresses = resource.list("PrivateIpAddresses")
    addresses =
      addresses.filter { $0.isTrue("Primary") } + addresses.filter { !$0.isTrue("Primary") }
    let privates = addresses.compactMap { $0["PrivateIpAddress"] }.filter { $0.address != nil }
    let primary = privates.first ?? privateAddress(of: resource)
    if privates.count > 1 {
      add("private-ips", list: privates.map { builder.copy($0) }, to: &own)
    } else {
      add("private-ip", copy: primary, to: &own)
    }
    addPublic(addresses, resource, primary, to: &own)
    addEdgeAddresses(addresses, resource, primary, to: &own)
    add("ipv6", oneOrMore: sixes(of: resource).map { builder.copy($0) }, to: &own)
    let prefixes =
      resource.list("Ipv4Prefixes").compactMap { $0["Ipv4Prefix"] }
      + resource.list("Ipv6Prefixes").compactMap { $0["Ipv6Prefix"] }
    add("prefixes", list: prefixes.map { builder.copy($0) }, to: &own)
  }

  private mutating func addPublic(
    _ addresses: [AWSResource], _ resource: AWSResource, _ primary: Node?, to own: inout [Entry]
  ) {
    var pairs: [(Node, Node)] = []
    for address in addresses {
      guard let inside = address["PrivateIpAddress"], inside.address != nil else { continue }
      if let outside = publicAddress(of: address, at: resource) { pairs.append((inside, outside)) }
    }
    // What an interface itself is associated with is the public address of its primary one.
    if let primary, let outside = publicAddress(of: resource),
      !pairs.contains(where: { $0.0.text == primary.text || $0.1.text == outside.text })
    {
      pairs.insert((primary, outside), at: 0)
    }
    if pairs.count == 1, pairs[0].0.text == primary?.text {
      add("public-ip", copy: pairs[0].1, to: &own)
    } else {
      add(
        "public-ips",
        pairs.map { inside, outside in
          Entry(inside.text ?? "", at: inside.span, builder.copy(outside))
        }, to: &own)
    }
  }

  /// Adds the address in a carrier's network, or the customer-owned one: topologies have one of the
  /// primary private address.
  private mutating func addEdgeAddresses(
    _ addresses: [AWSResource], _ resource: AWSResource, _ primary: Node?, to own: inout [Entry]
  ) {
    guard resource["Association"] != nil || addresses.contains(where: { $0["Association"] != nil })
    else { return }
    for (field, key) in [("CarrierIp", "carrier-ip"), ("CustomerOwnedIp", "customer-owned-ip")] {
      let first = addresses.first { $0.text("PrivateIpAddress") == primary?.text } ?? resource
      add(
        key, copy: (first.part("Association") ?? resource.part("Association"))?[field], to: &own)
      for other in addresses where other.text("PrivateIpAddress") != primary?.text {
        guard let outside = other.part("Association")?[field] else { continue }
        problems.report(
          ImportFault.notCarried(
            "the address \(outside.text ?? "") of a secondary private address",
            effect: "what reaches or leaves the interface is undetermined", at: outside.span))
        add("described", word: "false", at: outside.span, to: &own)
      }
    }
  }

  // MARK: - NAT gateways and endpoints

  mutating func natGateways(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for gateway in estate[.natGateways, vpc] {
      guard let id = gateway["NatGatewayId"] else { continue }
      var own: [Entry] = []
      if let subnet = gateway["SubnetId"] { own.append(Entry("subnet", reference(subnet))) }
      if let kind = gateway["ConnectivityType"], kind.text == "private" {
        add("kind", copy: kind, to: &own)
      }
      if let mode = gateway["AvailabilityMode"], mode.text == "regional" {
        addRegional(gateway, of: vpc, at: mode.span, to: &own)
        addState(gateway["State"], unless: "available", to: &own)
        entries.append(entry(id, gateway, own))
        continue
      }
      addAddresses(of: gateway, id.text ?? "", to: &own)
      if taken.unknown.contains(id.text ?? "") {
        add("described", word: "false", at: id.span, to: &own)
      }
      addState(gateway["State"], unless: "available", to: &own)
      entries.append(entry(id, gateway, own))
    }
    for absent in estate.absent(.natGateways, in: vpc) {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  /// Adds the addresses of a NAT gateway in a subnet.
  private mutating func addAddresses(
    of gateway: AWSResource, _ id: String, to own: inout [Entry]
  ) {
    let known = Self.addresses(ofGateway: gateway)
    if let changing = Self.changingAddress(ofGateway: gateway) {
      problems.report(
        ImportFault.notCarried(
          "an address of \(AWSDraft.shown(id)) in the state \(changing.text("Status") ?? "")",
          effect: "connections are taken to be given its other addresses",
          at: changing.node.span))
    }
    var pairs = (0..<max(1, known.count)).map { index in
      addresses(index < known.count ? known[index] : nil, at: index, of: id)
    }
    guard pairs.count > 1 else {
      add("private-ip", copy: pairs[0].inside, to: &own)
      return add("public-ip", copy: pairs[0].outside, to: &own)
    }
    pairs.removeAll { $0.inside == nil }
    add("private-ips", list: pairs.compactMap { $0.inside.map { builder.copy($0) } }, to: &own)
    let publics = pairs.compactMap { pair -> Entry? in
      guard let inside = pair.inside, let outside = pair.outside else { return nil }
      return Entry(inside.text ?? "", at: inside.span, builder.copy(outside))
    }
    if !publics.isEmpty { add("public-ips", publics, to: &own) }
  }

  /// Adds the zones of a regional NAT gateway.
  private mutating func addRegional(
    _ gateway: AWSResource, of vpc: String, at span: Span, to own: inout [Entry]
  ) {
    add("kind", text: "regional", at: span, to: &own)
    if let provisioning = gateway["AutoProvisionZones"], provisioning.text == "disabled" {
      add("mode", text: "manual", at: provisioning.span, to: &own)
    }
    var zones: [(zone: Node, addresses: [Node])] = []
    for address in gateway.list("NatGatewayAddresses")
    where address.text("Status") ?? "succeeded" == "succeeded" {
      guard let zone = zone(of: address, in: vpc), let ip = address["PublicIp"] else { continue }
      if let known = zones.firstIndex(where: { $0.zone.text == zone.text }) {
        zones[known].addresses.append(ip)
      } else {
        zones.append((zone, [ip]))
      }
    }
    add(
      "public-ips",
      zones.map { zone, addresses in
        let parts = addresses.map { builder.copy($0) }
        let value = parts.count == 1 ? parts[0] : builder.list(parts, at: parts[0].span)
        return Entry(zone.text ?? "", at: zone.span, value)
      }, to: &own)
    if let table = gateway["RouteTableId"] { own.append(Entry("route-table", reference(table))) }
  }

  /// The zone of an address, told as those of the VPC's subnets are.
  private func zone(of address: AWSResource, in vpc: String) -> Node? {
    guard usesZoneIDs, address["AvailabilityZoneId"] == nil,
      let name = address["AvailabilityZone"],
      let subnet = estate[.subnets, vpc].first(where: {
        $0.text("AvailabilityZone") == name.text
      }), let id = subnet.text("AvailabilityZoneId")
    else { return zone(of: address) }
    return Node(.scalar(id, quoted: true), at: name.span)
  }

  mutating func endpoints(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for endpoint in estate[.endpoints, vpc] {
      guard let id = endpoint["VpcEndpointId"], !estate.isOfFirewall(id.text ?? "") else {
        continue
      }
      var own: [Entry] = []
      // What a service of AWS's made is that service's, which the files do not have.
      let isOwn = !endpoint.isTrue("RequesterManaged")
      switch endpoint.text("VpcEndpointType") ?? "Gateway" {
      case "Gateway": addGatewayEndpoint(endpoint, to: &own)
      case "Interface": addInterfaceEndpoint(endpoint, vpc, to: &own)
      case "GatewayLoadBalancer" where isOwn: addInspectionEndpoint(endpoint, to: &own)
      case "Resource" where resource(of: endpoint) != nil:
        addResourceEndpoint(endpoint, vpc, to: &own)
      case "ServiceNetwork" where endpoint["ServiceNetworkArn"] != nil:
        addNetworkEndpoint(endpoint, vpc, to: &own)
      case let other:
        problems.report(
          ImportFault.notCarried(
            "the \(other) endpoint \(id.text ?? "")",
            effect: "what goes through it is undetermined", at: id.span))
        unknownTargets[vpc, default: []].append(id)
        continue
      }
      addState(endpoint["State"], unless: "available", to: &own)
      entries.append(entry(id, endpoint, own))
    }
    entries += furtherFirewallEndpoints(of: vpc)
    for absent in estate.absent(.endpoints, in: vpc) {
      unknownTargets[vpc, default: []].append(
        Node(.scalar(absent.id, quoted: true), at: absent.span))
    }
    return entries
  }

  private mutating func addGatewayEndpoint(_ endpoint: AWSResource, to own: inout [Entry]) {
    guard let service = endpoint["ServiceName"] else { return }
    add("type", text: "gateway", at: endpoint.span("VpcEndpointType"), to: &own)
    add("service", copy: service, to: &own)
    let list = estate.dump[.prefixLists].first { $0.text("PrefixListName") == service.text }
    if let id = list?["PrefixListId"] {
      own.append(Entry("prefix-list", reference(id)))
    } else {
      add("prefix-list", text: Self.list(of: service), at: service.span, to: &own)
    }
    let tables = endpoint.elements("RouteTableIds").map { reference($0) }
    add("route-tables", list: tables, to: &own)
  }

  /// The name of the list of a service of which the dump has none.
  static func list(of service: Node) -> String { AWSNames.written((service.text ?? "") + "-list") }

  private mutating func addInterfaceEndpoint(
    _ endpoint: AWSResource, _ vpc: String, to own: inout [Entry]
  ) {
    add("type", text: "interface", at: endpoint.span("VpcEndpointType"), to: &own)
    add("service", copy: endpoint["ServiceName"], to: &own)
    addEndpointInterfaces(endpoint, vpc, to: &own)
  }

  /// Adds the addresses of an endpoint in its subnets, and its groups.
  mutating func addEndpointInterfaces(
    _ endpoint: AWSResource, _ vpc: String, to own: inout [Entry]
  ) {
    let ids = Set(endpoint.elements("NetworkInterfaceIds").compactMap(\.text))
    let interfaces = estate[.interfaces, vpc].filter {
      ids.contains($0.text("NetworkInterfaceId") ?? "")
    }
    var subnets: [Entry] = []
    var isWhole = true
    for subnet in endpoint.elements("SubnetIds") {
      let own = interfaces.filter { $0.text("SubnetId") == subnet.text }
      let addresses = own.flatMap { interface in
        [privateAddress(of: interface)].compactMap { $0 } + sixes(of: interface)
      }
      guard !addresses.isEmpty else {
        isWhole = false
        if own.isEmpty { reportAddresses(of: endpoint) }
        continue
      }
      let parts = addresses.map { builder.copy($0) }
      subnets.append(
        Entry(names[subnet.text ?? ""], at: subnet.span, builder.list(parts, at: subnet.span)))
    }
    add("subnets", subnets, to: &own)
    if !isWhole {
      add("described", word: "false", at: endpoint.span("SubnetIds"), to: &own)
    }
    let groups = endpoint.list("Groups").compactMap { $0["GroupId"] }
      .map { groupReference($0, from: vpc) }
    add("security-groups", list: groups, to: &own)
  }

  private mutating func reportAddresses(of endpoint: AWSResource) {
    problems.report(
      ImportFault.missingCall(
        AWSKind.interfaces.call, what: "addresses",
        owner: names[endpoint.text("VpcEndpointId") ?? ""], at: endpoint.span("SubnetIds")))
  }
}
