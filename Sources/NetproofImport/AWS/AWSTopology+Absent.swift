import NetproofSyntax

// What resources name, and the files do not have.

extension AWSTopology {
  mutating func findAbsent() {
    for vpc in estate.vpcs { findAbsent(of: vpc) }
    findAbsentOutside()
    let attached = estate.dump[.interfaces].first { interface in
      interface.part("Attachment")?.text("InstanceId") != nil
        && !estate.dump.isAnswered(.reservations, for: interface)
    }
    if let attached, let attachment = attached.part("Attachment") {
      let place = estate.dump.hasSeveralScopes ? estate.dump.scope(of: attached).words : ""
      problems.report(
        ImportFault.guessed(
          "instances are taken to run, as no answer of `\(AWSKind.reservations.call)`\(place) is "
            + "here", at: attachment.span("InstanceId")))
    }
  }

  private mutating func findAbsent(of vpc: String) {
    for table in estate[.routeTables, vpc] {
      let user = table.text("RouteTableId") ?? vpc
      for route in table.list("Routes") {
        if let list = route["DestinationPrefixListId"] { needList(list, user) }
        guard let target = Self.target(of: route), let kind = target.kind else { continue }
        need(target.id, kind, in: Self.isInner(kind) ? vpc : "", user)
      }
      for link in table.list("Associations") { need(link["SubnetId"], .subnets, in: vpc, user) }
      for link in table.list("PropagatingVgws") {
        need(link["GatewayId"], .vpnGateways, in: vpc, user)
      }
    }
    for acl in estate[.networkACLs, vpc] {
      for link in acl.list("Associations") {
        need(link["SubnetId"], .subnets, in: vpc, acl.text("NetworkAclId") ?? vpc)
      }
    }
    for nat in estate[.natGateways, vpc] {
      need(nat["SubnetId"], .subnets, in: vpc, nat.text("NatGatewayId") ?? vpc)
    }
    for endpoint in estate[.endpoints, vpc] {
      let user = endpoint.text("VpcEndpointId") ?? vpc
      for subnet in endpoint.elements("SubnetIds") { need(subnet, .subnets, in: vpc, user) }
      for table in endpoint.elements("RouteTableIds") { need(table, .routeTables, in: vpc, user) }
      needGroups(of: endpoint, in: vpc, user)
    }
    let inspecting = estate.firewalls(of: vpc) + estate.endpointAssociations(of: vpc)
    for endpoint in inspecting.flatMap(\.firewallEndpoints) {
      need(endpoint["SubnetId"], .subnets, in: vpc, endpoint.text("EndpointId") ?? vpc)
    }
    for balancer in estate[.loadBalancers, vpc] + estate[.classicLoadBalancers, vpc] {
      let user = balancer.text("LoadBalancerName") ?? vpc
      let subnets = balancer.list("AvailabilityZones").compactMap { $0["SubnetId"] }
      for subnet in subnets + balancer.elements("Subnets") {
        need(subnet, .subnets, in: vpc, user)
      }
      for group in balancer.elements("SecurityGroups") {
        need(group, .securityGroups, in: vpc, user)
      }
    }
    findAbsentTargets(of: vpc)
    for group in estate[.securityGroups, vpc] { findAbsent(inRulesOf: group, vpc) }
    let hosts = AWSHosts(vpc, estate)
    self.hosts[vpc] = hosts
    for interface in hosts.instances.flatMap(\.interfaces) + hosts.loose {
      let user = interface.text("NetworkInterfaceId") ?? vpc
      need(interface["SubnetId"], .subnets, in: vpc, user)
      needGroups(of: interface, in: vpc, user)
    }
  }

  /// Target groups that listeners name, and instances that are targets.
  private mutating func findAbsentTargets(of vpc: String) {
    let balancers = Set(estate[.loadBalancers, vpc].compactMap { $0.text("LoadBalancerArn") })
    for listener in estate.dump[.listeners]
    where balancers.contains(listener.text("LoadBalancerArn") ?? "") {
      let user = listener.text("ListenerArn") ?? vpc
      for group in targetGroups(of: listener) { need(group, .targetGroups, in: vpc, user) }
    }
    for group in estate[.targetGroups, vpc]
    where (group.text("TargetType") ?? "instance") == "instance" {
      guard let id = group.text("TargetGroupArn") else { continue }
      for target in estate.dump[.targetHealth] where target.owner == id {
        need(target.part("Target")?["Id"], .reservations, in: vpc, id)
      }
    }
  }

  private mutating func findAbsent(inRulesOf group: AWSResource, _ vpc: String) {
    let user = group.text("GroupId") ?? vpc
    for rule in group.list("IpPermissions") + group.list("IpPermissionsEgress") {
      for list in rule.list("PrefixListIds") {
        if let id = list["PrefixListId"] { needList(id, user) }
      }
      for pair in rule.list("UserIdGroupPairs") {
        guard let id = pair["GroupId"] else { continue }
        need(id, .securityGroups, in: pair.text("VpcId") ?? Self.elsewhere, user)
      }
    }
  }

  private mutating func findAbsentOutside() {
    for attachment in estate.dump[.vpcAttachments] + estate.dump[.attachments] {
      let user = attachment.text("TransitGatewayAttachmentId") ?? "attachment"
      need(attachment["TransitGatewayId"], .transitGateways, in: "", user)
      guard let vpc = attachment.text("VpcId") else { continue }
      for subnet in attachment.elements("SubnetIds") { need(subnet, .subnets, in: vpc, user) }
    }
    for group in estate.dump[.firewallRuleGroups] {
      for id in group.part("RuleGroup")?.referencedLists ?? [] {
        needList(id, group.part("RuleGroupResponse")?.text("RuleGroupName") ?? "rule group")
      }
    }
    for peering in estate.dump[.peeringAttachments] {
      let user = peering.text("TransitGatewayAttachmentId") ?? "attachment"
      for end in ["RequesterTgwInfo", "AccepterTgwInfo"] {
        need(peering.part(end)?["TransitGatewayId"], .transitGateways, in: "", user)
      }
    }
    for link in estate.dump[.groupLinks] where link.text("State") ?? "associated" == "associated" {
      guard let group = link.text("GroupId"), let vpc = link["VpcId"], let text = vpc.text,
        estate[group] != nil, estate.vpcs.contains(text), estate.home(of: group) != text
      else { continue }
      use(group, in: vpc)
    }
    for attachment in estate.dump[.attachments] where attachment.text("State") != "deleted" {
      let user = attachment.text("TransitGatewayAttachmentId") ?? "attachment"
      if attachment.text("ResourceType") == "vpn" {
        need(attachment["ResourceId"], .vpnConnections, in: "", user)
      }
      for far in Self.gateways(of: attachment).dropFirst() {
        let id = attachment["ResourceId"].map { Node(.scalar(far, quoted: true), at: $0.span) }
        need(id, .transitGateways, in: "", user)
      }
    }
    for connection in estate.dump[.vpnConnections] {
      let user = connection.text("VpnConnectionId") ?? "VPN connection"
      need(connection["TransitGatewayId"], .transitGateways, in: "", user)
    }
    findAbsentOfCoreNetworks()
    findAbsentOfLattice()
  }

  /// The VPC that groups are put in of which nothing is known but their identifiers.
  static let elsewhere = "elsewhere"

  private mutating func needGroups(of resource: AWSResource, in vpc: String, _ user: String) {
    for group in resource.list("Groups") {
      guard let id = group["GroupId"], let text = id.text else { continue }
      need(id, .securityGroups, in: vpc, user)
      guard let home = estate.home(of: text), home != vpc, let own = resource["VpcId"] else {
        continue
      }
      use(text, in: own)
    }
  }

  /// Notes that a group of another VPC is used in one, as it is where it carries the group.
  private mutating func use(_ group: String, in vpc: Node) {
    let known = groupVPCs[group] ?? []
    if !known.contains(where: { $0.text == vpc.text }) { groupVPCs[group] = known + [vpc] }
  }

  private mutating func needList(_ id: Node, _ user: String) {
    if let text = id.text { usedLists.insert(text) }
    need(id, .prefixLists, in: "", user)
  }

  mutating func need(_ id: Node?, _ kind: AWSKind, in vpc: String, _ user: String) {
    guard let id, let text = id.text, !text.isEmpty else { return }
    guard estate.need(text, kind, in: vpc, at: id.span) else { return }
    guard !AWSDraft.isUnknown(text) else { return }
    problems.report(
      ImportFault.missingResource(
        AWSDraft.shown(text), kind: kind.word, by: AWSDraft.shown(user), at: id.span))
  }

  /// Whether things of a kind stand in a VPC of a topology.
  static func isInner(_ kind: AWSKind) -> Bool {
    switch kind {
    case .transitGateways, .peerings, .prefixLists, .vpnConnections, .virtualInterfaces,
      .directConnectGateways, .localGateways, .coreNetworks, .serviceNetworks, .latticeServices:
      false
    default: true
    }
  }

  /// What a route leads to; `local` is nothing.
  ///
  /// - Returns: A target without a kind is one that topologies do not have, or that the route has under a
  ///   key that came after this was written.
  static func target(of route: AWSResource) -> (kind: AWSKind?, id: Node)? {
    for (key, kind) in targetKeys {
      if let id = route[key], id.text?.isEmpty == false { return (kind, id) }
    }
    if let arn = route["CoreNetworkArn"], let id = arn.coreNetwork { return (.coreNetworks, id) }
    guard let id = route["GatewayId"], let text = id.text, !text.isEmpty else {
      return (nil, unknownTarget(of: route))
    }
    if text == "local" { return nil }
    if text.hasPrefix("igw-") { return (.internetGateways, id) }
    if text.hasPrefix("vgw-") { return (.vpnGateways, id) }
    if text.hasPrefix("vpce-") { return (.endpoints, id) }
    if text.hasPrefix("eigw-") { return (.egressOnlyInternetGateways, id) }
    return (nil, id)
  }

  /// What a route leads to whose key is none that Netproof knows; the route itself if it tells nothing.
  private static func unknownTarget(of route: AWSResource) -> Node {
    let told = route.node.entries?.first { entry in
      let key = entry.key.value.prefix(1).uppercased() + entry.key.value.dropFirst()
      return !routeWords.contains(key) && entry.value.text?.isEmpty == false && !entry.value.isNull
    }
    let name = AWSNames.written(told?.value.lastPart?.text ?? "unknown-target")
    return Node(.scalar(name, quoted: true), at: told?.value.span ?? route.node.span)
  }

  /// What routes say beside their targets.
  private static let routeWords: Set<String> = [
    "DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId", "Origin",
    "State",
    "InstanceOwnerId",
  ]

  private static let targetKeys: [(String, AWSKind?)] = [
    ("NatGatewayId", .natGateways), ("TransitGatewayId", .transitGateways),
    ("VpcPeeringConnectionId", .peerings), ("NetworkInterfaceId", .interfaces),
    ("EgressOnlyInternetGatewayId", .egressOnlyInternetGateways),
    ("CarrierGatewayId", .carrierGateways), ("LocalGatewayId", .localGateways),
    ("InstanceId", .reservations),
    // What importers of templates and plans write, whose identifiers do not tell their kinds.
    ("InternetGatewayId", .internetGateways), ("VpnGatewayId", .vpnGateways),
    ("VpcEndpointId", .endpoints), ("UnknownTarget", nil),
  ]
}

extension AWSResource {
  /// The elements of a list of texts.
  func elements(_ key: String) -> [Node] { self[key]?.elements.map(Array.init) ?? [] }
}

extension AWSKind {
  /// A thing of the kind in a sentence.
  var word: String {
    switch self {
    case .vpcs: "VPC"
    case .subnets: "subnet"
    case .routeTables: "route table"
    case .networkACLs: "network ACL"
    case .securityGroups: "security group"
    case .internetGateways: "internet gateway"
    case .egressOnlyInternetGateways: "egress-only internet gateway"
    case .natGateways: "NAT gateway"
    case .interfaces: "interface"
    case .reservations: "instance"
    case .prefixLists, .prefixListEntries: "prefix list"
    case .peerings: "peering"
    case .transitGateways: "transit gateway"
    case .vpcAttachments, .attachments, .peeringAttachments, .attachmentNAT: "attachment"
    case .gatewayTables, .gatewayAssociations, .gatewayPropagations, .gatewayRoutes:
      "transit gateway route table"
    case .vpnGateways: "virtual private gateway"
    case .vpnConnections: "VPN connection"
    case .endpoints, .endpointAssociations: "VPC endpoint"
    case .loadBalancers, .classicLoadBalancers, .classicAttributes, .listeners, .listenerRules:
      "load balancer"
    case .targetGroups, .targetHealth, .attributes: "target group"
    case .endpointServices: "endpoint service"
    case .firewalls: "firewall"
    case .firewallPolicies: "firewall policy"
    case .firewallRuleGroups: "rule group"
    case .publicAccessBlocks, .publicAccessExclusions: "public access block"
    case .virtualInterfaces: "virtual interface"
    case .directConnectGateways, .directConnectAssociations: "Direct Connect gateway"
    case .carrierGateways: "carrier gateway"
    case .localGateways, .localGatewayTables, .localGatewayLinks, .localGatewayRoutes:
      "local gateway"
    case .zones: "zone"
    case .clientVPNs, .clientVPNRules: "client VPN endpoint"
    case .groupLinks: "security group"
    case .publicRanges: "public range"
    case .encryptionControls: "encryption control"
    case .resourceGateways: "resource gateway"
    case .resourceConfigurations: "resource configuration"
    case .serviceNetworks, .serviceNetworkVPCs, .serviceNetworkServices, .serviceNetworkResources:
      "service network"
    case .latticeServices, .latticeListeners, .latticeRules: "Lattice service"
    case .latticeGroups, .latticeTargets: "target group"
    case .coreNetworks, .coreNetworkPolicies, .coreRoutes: "core network"
    case .connects, .connectPeers, .coreAttachments, .coreVPCAttachments, .coreVPNAttachments,
      .coreConnectAttachments, .coreTableAttachments, .coreRouterAttachments, .corePeers,
      .corePeerings:
      "attachment"
    }
  }
}
