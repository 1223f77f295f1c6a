import NetproofSyntax

// Which name everything gets.

extension AWSTopology {
  mutating func nameAll() {
    var outer: [AWSNames.Wish] = []
    for vpc in estate.vpcs { outer.append(wish(vpc, estate.described[vpc], "vpc")) }
    outer += wishes(.prefixLists, "list") + wishes(.peerings, "peering")
    outer += wishes(.transitGateways, "tgw") + wishes(.vpnConnections, "vpn")
    for connection in estate.dump[.vpnConnections] {
      guard let id = connection.text("VpnConnectionId") else { continue }
      let name = connection.tag("Name")?.text
      outer.append(AWSNames.Wish(id: Self.site(id), name: name.map { $0 + "-site" }, kind: "site"))
    }
    for answer in estate.dump[.firewallPolicies] {
      let response = answer.part("FirewallPolicyResponse")
      guard let id = response?.text("FirewallPolicyArn") else { continue }
      outer.append(
        AWSNames.Wish(id: id, name: response?.text("FirewallPolicyName"), kind: "policy"))
    }
    for absent in absentPolicies {
      let name = absent.text?.split(separator: "/").last.map(String.init)
      outer.append(AWSNames.Wish(id: absent.text ?? "", name: name, kind: "policy"))
    }
    for id in directConnectGatewayIDs.compactMap(\.text) {
      let name = estate[id]?.text("directConnectGatewayName")
      outer.append(AWSNames.Wish(id: id, name: name, kind: "dxgw"))
    }
    for interface in virtualInterfaces {
      guard let id = interface.text("virtualInterfaceId") else { continue }
      let name = interface.text("virtualInterfaceName")
      outer.append(AWSNames.Wish(id: id, name: name, kind: "vif"))
      outer.append(
        AWSNames.Wish(id: Self.site(id), name: name.map { $0 + "-site" }, kind: "site"))
    }
    outer += wishes(.localGateways, "lgw") + wishes(.coreNetworks, "wan")
    outer += wishes(.serviceNetworks, "sn") + wishes(.latticeServices, "svc")
    for id in otherLines.compactMap(\.text) {
      let name = (attachment(id) ?? estate[id])?.tag("Name")?.text
      outer.append(AWSNames.Wish(id: Self.site(id), name: name.map { $0 + "-site" }, kind: "site"))
    }
    names.nameOuter(outer)
    for vpc in estate.vpcs { nameInner(vpc) }
    for gateway in gatewayIDs { nameInner(ofGateway: gateway) }
    for network in coreNetworkIDs { nameInner(ofCoreNetwork: network) }
  }

  /// The identifier of the network behind a VPN connection, which AWS does not have.
  static func site(_ connection: String) -> String { connection + "-site" }

  /// Names what is in a VPC: what questions are about first, so that it has the shortest names.
  private mutating func nameInner(_ vpc: String) {
    var wishes: [AWSNames.Wish] = []
    let hosts = self.hosts[vpc]
    for (instance, interfaces) in hosts?.instances ?? [] {
      guard let id = instance.text("InstanceId") else { continue }
      wishes.append(wish(id, instance, "instance"))
      guard interfaces.count > 1 else { continue }
      for (index, interface) in interfaces.enumerated() {
        guard let own = interface.text("NetworkInterfaceId") else { continue }
        let name = interface.tag("Name")?.text
        let fallback = instance.tag("Name")?.text.map { "\($0)-eth\(index)" }
        wishes.append(AWSNames.Wish(id: own, name: name ?? fallback, kind: "eni"))
      }
    }
    for interface in hosts?.loose ?? [] {
      guard let id = interface.text("NetworkInterfaceId") else { continue }
      let name = interface.tag("Name")?.text ?? Self.shortDescription(of: interface)
      wishes.append(AWSNames.Wish(id: id, name: name, kind: "eni"))
    }
    wishes += estate.absent(.interfaces, in: vpc).map { wish($0.id, nil, "eni") }
    wishes += estate.absent(.reservations, in: vpc).map { wish($0.id, nil, "instance") }
    for answer in estate.firewalls(of: vpc) {
      guard let firewall = answer.part("Firewall"), let id = firewall.text("FirewallArn") else {
        continue
      }
      let name = firewall.text("FirewallName")
      wishes.append(AWSNames.Wish(id: id, name: name, kind: "firewall"))
      wishes += endpoints(of: answer, called: name)
    }
    for answer in estate.endpointAssociations(of: vpc) {
      let firewall = answer.firewallOfAssociation?.text.flatMap { estate.firewall($0) }
      wishes += endpoints(of: answer, called: firewall?.part("Firewall")?.text("FirewallName"))
    }
    for (kind, word) in Self.innerKinds {
      wishes += estate[kind, vpc].compactMap { resource in
        resource.text(kind.idKey ?? "").map { wish($0, resource, word) }
      }
      wishes += estate.absent(kind, in: vpc).map { wish($0.id, nil, word) }
    }
    wishes += resources(of: vpc).compactMap { resource in
      resource.text("id").map { wish($0, resource, "resource") }
    }
    names.nameInner(wishes)
    for (instance, interfaces) in hosts?.instances ?? [] where interfaces.count == 1 {
      guard let id = instance.text("InstanceId"), let own = interfaces[0].text("NetworkInterfaceId")
      else { continue }
      names.share(own, with: id)
    }
    for interface in estate[.interfaces, vpc] {
      guard let owner = interface.text("PartOf"), let id = interface.text("NetworkInterfaceId")
      else { continue }
      names.share(id, with: owner)
    }
  }

  private static let innerKinds: [(AWSKind, String)] = [
    (.loadBalancers, "lb"), (.classicLoadBalancers, "lb"),
    (.subnets, "subnet"), (.routeTables, "table"), (.networkACLs, "acl"),
    (.securityGroups, "sg"), (.internetGateways, "igw"), (.egressOnlyInternetGateways, "eigw"),
    (.vpnGateways, "vgw"), (.natGateways, "nat"), (.endpoints, "endpoint"),
    (.targetGroups, "targets"), (.carrierGateways, "cagw"), (.resourceGateways, "rgw"),
    (.latticeGroups, "lattice-targets"),
  ]

  /// What AWS's services write at their interfaces, if it is short enough for a name.
  private static func shortDescription(of interface: AWSResource) -> String? {
    guard let text = interface.text("Description"), text.utf8.count <= 60 else { return nil }
    return text == "Primary network interface" ? nil : text
  }

  private func wishes(_ kind: AWSKind, _ word: String) -> [AWSNames.Wish] {
    var seen: Set<String> = []
    let present = estate.dump[kind].compactMap { resource -> AWSNames.Wish? in
      guard let id = resource.text(kind.idKey ?? ""), seen.insert(id).inserted else { return nil }
      return wish(id, resource, word)
    }
    return present + estate.absent(kind, in: "").map { wish($0.id, nil, word) }
  }

  func wish(_ id: String, _ resource: AWSResource?, _ word: String) -> AWSNames.Wish {
    let keys = [
      "GroupName", "PrefixListName", "LoadBalancerName", "TargetGroupName", "LogicalId", "name",
    ]
    let own = keys.lazy.compactMap { resource?.text($0) }.first { !AWSDraft.isInvented($0) }
    let name = resource?.tag("Name")?.text ?? own
    return AWSNames.Wish(id: id, name: name.flatMap { $0.isEmpty ? nil : $0 }, kind: word)
  }

  private mutating func nameInner(ofGateway gateway: String) {
    var wishes: [AWSNames.Wish] = []
    for attachment in attachments(of: gateway) {
      guard let id = attachmentID(of: attachment, at: gateway)?.text else { continue }
      let owner = attachment.text("VpcId") ?? attachment.text("ResourceId")
      let name = attachment.tag("Name")?.text ?? owner.map { names[$0] }
      wishes.append(AWSNames.Wish(id: id, name: name, kind: "attachment"))
    }
    for table in tables(of: gateway) {
      table.text("TransitGatewayRouteTableId").map { wishes.append(wish($0, table, "table")) }
    }
    names.nameInner(wishes)
  }
}
