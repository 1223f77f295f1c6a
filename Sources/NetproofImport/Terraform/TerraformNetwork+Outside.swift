import NetproofSyntax

// What stands outside of VPCs: prefix lists, peerings, VPN connections, endpoints to services.

extension TerraformNetwork {
  mutating func addPrefixLists() {
    for resource in all("aws_ec2_managed_prefix_list") { addPrefixList(resource) }
    for resource in data("aws_ec2_managed_prefix_list") where !drafts.contains(resource.id) {
      addPrefixList(resource)
    }
    for resource in data("aws_prefix_list") where !drafts.contains(resource.id) {
      var draft = draft(.prefixLists, resource)
      draft.set("PrefixListName", copy: resource["name"])
      addCIDRs(resource.block.list("cidr_blocks"), &draft)
      drafts.add(draft)
    }
    for resource in all("aws_ec2_managed_prefix_list_entry") {
      guard let list = id("prefix_list_id", of: resource)?.text else { continue }
      let node = resource["cidr"]
      let isKnown = node.map(Self.isBlock) ?? false
      if !isKnown {
        _ = unknown("cidr", of: resource, effect: "what the list may match is undetermined")
      }
      let isHere = drafts.change(list) { draft in
        if let node, isKnown { draft.append(.node(node), to: "Cidrs") } else { draft.isPart = true }
      }
      if !isHere, !AWSDraft.isUnknown(list) {
        notCarried(
          "the entry `\(resource.address.text)`",
          "its list is described elsewhere; what the list may match is undetermined",
          at: resource.place)
      }
      open(list, .prefixLists, unless: isHere)
    }
  }

  private mutating func addPrefixList(_ resource: TerraformResource) {
    var draft = draft(.prefixLists, resource)
    draft.set("PrefixListName", copy: resource["name"])
    let key = resource.isData ? "entries" : "entry"
    let blocks = resource.block.blocks(key)
    let cidrs = blocks.compactMap { $0["cidr"] }.filter(Self.isBlock)
    addCIDRs(cidrs, &draft)
    let isWritten = resource.block.isWritten(key) != false
    if cidrs.count < blocks.count || (resource.block.isUnknown(key) && isWritten) {
      draft.isPart = true
      _ = unknown(key, of: resource, effect: "what the list may match is undetermined")
    }
    drafts.add(draft)
  }

  private func addCIDRs(_ cidrs: [Node], _ draft: inout AWSDraft) {
    var seen: Set<String> = []
    for node in cidrs where Self.isBlock(node) && seen.insert(node.text ?? "").inserted {
      draft.append(.node(node), to: "Cidrs")
    }
  }

  // MARK: - Peerings

  mutating func addPeerings() {
    var accepted: Set<String> = []
    for resource in all("aws_vpc_peering_connection_accepter")
    where !resource.block.isFalse("auto_accept") {
      if let id = id("vpc_peering_connection_id", of: resource)?.text { accepted.insert(id) }
    }
    for resource in all("aws_vpc_peering_connection") { addPeering(resource, accepted) }
    for resource in data("aws_vpc_peering_connection") where !drafts.contains(resource.id) {
      addPeering(resource, accepted)
    }
  }

  private mutating func addPeering(_ resource: TerraformResource, _ accepted: Set<String>) {
    guard let one = id("vpc_id", of: resource), let two = id("peer_vpc_id", of: resource) else {
      return notCarried(
        "the peering `\(resource.address.text)`", "its VPCs are not known", at: resource.place)
    }
    var draft = draft(.peerings, resource)
    draft.set("RequesterVpcInfo", .map([("VpcId", one)], one.span))
    let other: [(String, Value?)] = [
      ("VpcId", two), ("OwnerId", .known(account(resource["peer_owner_id"]))),
      ("Region", .known(resource["peer_region"])),
    ]
    draft.set("AccepterVpcInfo", .object(other, at: two.span))
    let isAccepted = resource.block.isTrue("auto_accept") || accepted.contains(resource.id)
    let status = isAccepted ? nil : resource["accept_status"] ?? resource["status"]
    let code: Value =
      .known(status) ?? .text(isAccepted ? "active" : "pending-acceptance", resource.place)
    draft.set("Status", .map([("Code", code)], resource.place))
    drafts.add(draft)
  }

  // MARK: - VPN connections

  mutating func addConnections() {
    for resource in all("aws_vpn_connection") {
      var draft = draft(.vpnConnections, resource)
      draft.set("VpnGatewayId", id("vpn_gateway_id", of: resource))
      draft.set("TransitGatewayId", id("transit_gateway_id", of: resource))
      let isStatic = resource.block.isTrue("static_routes_only")
      let flag = Value.word(isStatic ? "true" : "false", resource.place)
      var options: [(String, Value)] = [("StaticRoutesOnly", flag)]
      if let version = resource.text("tunnel_inside_ip_version") {
        options.append(("TunnelInsideIpVersion", .text(version, resource.place)))
      }
      if let transport = id("transport_transit_gateway_attachment_id", of: resource) {
        options.append(("TransportTransitGatewayAttachmentId", transport))
      }
      draft.set("Options", .map(options, resource.place))
      if !isStatic {
        draft.isPart = true
        notCarried(
          "what `\(resource.address.text)` learns by BGP",
          "no plan knows it; what goes through the connection is undetermined", at: resource.place)
      }
      drafts.add(draft)
      guard let gateway = draft["TransitGatewayId"] else { continue }
      let attachment = impliedID("transit_gateway_attachment_id", of: resource)
      var other = AWSDraft(.attachments, attachment, at: resource.place)
      other.set("TransitGatewayId", gateway)
      other.set("ResourceType", .text("vpn", resource.place))
      other.set("ResourceId", .text(resource.id, resource.place))
      other.set("LogicalId", .text(resource.logicalName, resource.place))
      drafts.add(other)
    }
    for resource in all("aws_vpn_connection_route") {
      guard let connection = id("vpn_connection_id", of: resource)?.text else { continue }
      let node = resource["destination_cidr_block"]
      let isKnown = node.map(Self.isBlock) ?? false
      if !isKnown {
        _ = unknown(
          "destination_cidr_block", of: resource, effect: "what is behind it is undetermined")
      }
      let isHere = drafts.change(connection) { draft in
        guard let node, isKnown else {
          draft.isPart = true
          return
        }
        draft.append(.map([("DestinationCidrBlock", .node(node))], node.span), to: "Routes")
      }
      open(connection, .vpnConnections, unless: isHere)
    }
  }

  // MARK: - Endpoints

  mutating func addEndpoints() {
    for resource in all("aws_vpc_endpoint") { addEndpoint(resource) }
    for resource in data("aws_vpc_endpoint") where !drafts.contains(resource.id) {
      addEndpoint(resource)
    }
    let parts = [
      ("aws_vpc_endpoint_route_table_association", "route_table_id", "RouteTableIds"),
      ("aws_vpc_endpoint_subnet_association", "subnet_id", "SubnetIds"),
      ("aws_vpc_endpoint_security_group_association", "security_group_id", "Groups"),
    ]
    for (type, key, list) in parts {
      for resource in all(type) {
        guard let endpoint = id("vpc_endpoint_id", of: resource)?.text,
          let part = id(key, of: resource)
        else { continue }
        let value = list == "Groups" ? .map([("GroupId", part)], part.span) : part
        let isHere = drafts.change(endpoint) { draft in
          let known = draft[list]?.elements ?? []
          let texts = known.map { $0.text ?? $0.field("GroupId")?.text }
          if !texts.contains(part.text) { draft.append(value, to: list) }
        }
        open(endpoint, .endpoints, unless: isHere)
        if list == "RouteTableIds", AWSDraft.isUnknown(part.text ?? "") {
          open(part.text ?? "", .routeTables)
        }
      }
    }
    for resource in all("aws_vpc_endpoint") { addEndpointInterfaces(resource) }
  }

  /// Types of endpoints that lead to no service of an owner's, but to what VPC Lattice has.
  private static let latticeTypes = ["Resource", "ServiceNetwork"]

  private mutating func addEndpoint(_ resource: TerraformResource) {
    var draft = draft(.endpoints, resource)
    draft.set("VpcId", id("vpc_id", of: resource))
    let type = resource.text("vpc_endpoint_type") ?? "Gateway"
    draft.set("VpcEndpointType", .text(type, resource.place))
    draft.set("ServiceName", serviceName(of: resource))
    draft.set("ResourceConfigurationArn", id("resource_configuration_arn", of: resource))
    draft.set("ServiceNetworkArn", id("service_network_arn", of: resource))
    let isOfService = !Self.latticeTypes.contains(type)
    if isOfService, draft["ServiceName"] == nil {
      draft.set("ServiceName", .text("unknown-service", resource.place))
      draft.isPart = true
    }
    for (key, list) in [("route_table_ids", "RouteTableIds"), ("subnet_ids", "SubnetIds")] {
      let all = ids(key, of: resource)
      if !all.isEmpty { draft.set(list, .list(all, resource.place)) }
    }
    for group in ids("security_group_ids", of: resource) {
      draft.append(.map([("GroupId", group)], group.span), to: "Groups")
    }
    if type == "Interface" || !isOfService { addDefaultGroup(to: &draft, resource) }
    drafts.add(draft)
    guard type == "Gateway", let id = resource["prefix_list_id"], let list = id.text,
      let service = resource["service_name"], !drafts.contains(list)
    else { return }
    let cidrs = resource.block.list("cidr_blocks").filter(Self.isBlock)
    guard !cidrs.isEmpty, list.hasPrefix("pl-") else { return }
    var own = AWSDraft(.prefixLists, list, at: id.span)
    own.set("PrefixListName", copy: service)
    addCIDRs(cidrs, &own)
    drafts.add(own)
  }

  /// The interfaces of an endpoint, with the addresses that the state knows.
  private mutating func addEndpointInterfaces(_ resource: TerraformResource) {
    guard let endpoint = drafts[resource.id],
      let type = endpoint["VpcEndpointType"]?.text,
      type == "Interface" || Self.latticeTypes.contains(type)
    else { return }
    var known: [String: Node] = [:]
    for block in resource.block.blocks("subnet_configuration") {
      guard let address = block["ipv4"], Self.isAddress(address),
        let subnet = id("subnet_id", block, of: resource)?.text
      else { continue }
      known[subnet] = address
    }
    for subnet in endpoint["SubnetIds"]?.elements ?? [] {
      let node = part(
        of: resource, in: subnet, endpoint["VpcId"], address: known[subnet.text ?? ""])
      _ = drafts.change(resource.id) {
        $0.append(.text(node.id, subnet.span), to: "NetworkInterfaceIds")
      }
      add(node)
    }
  }

  /// The interface of an endpoint or load balancer in a subnet.
  func part(
    of resource: TerraformResource, in subnet: Value, _ vpc: Value?, address: Node?
  ) -> AWSDraft {
    var draft = AWSDraft(
      .interfaces, "\(resource.invented).\(subnet.text ?? "")", at: subnet.span)
    draft.set("PartOf", .text(resource.id, subnet.span))
    draft.set("VpcId", vpc)
    draft.set("SubnetId", subnet)
    draft.set("PrivateIpAddress", copy: address)
    return draft
  }
}
