import NetproofSyntax

/// The routes of a table, by what they lead to.
struct TerraformRoutes {
  private(set) var routes: [(to: String, value: AWSDraft.Value)] = []

  mutating func add(_ to: String, _ value: AWSDraft.Value) {
    if let index = routes.firstIndex(where: { $0.to == to }) {
      routes[index].value = value
    } else {
      routes.append((to, value))
    }
  }
}

// Route tables of VPCs.
extension TerraformNetwork {
  mutating func addTables() {
    for resource in all("aws_route_table") {
      var draft = draft(.routeTables, resource)
      draft.set("VpcId", id("vpc_id", of: resource) ?? defaultVPC(resource))
      drafts.add(draft)
    }
    for resource in all("aws_default_route_table") { addDefaultTable(resource) }
    var gone: [String: Set<String>] = [:]
    for resource in self.gone("aws_route") {
      guard let table = id("route_table_id", of: resource)?.text,
        let to = destination(resource.block, resource)
      else { continue }
      gone[table, default: []].insert(to.value.text ?? "")
    }
    for resource in all("aws_route_table", "aws_default_route_table") {
      addInlineRoutes(resource, gone[tableID(of: resource)] ?? [])
    }
    for resource in all("aws_route") {
      guard let table = id("route_table_id", of: resource), let text = table.text,
        let route = route(resource.block, resource)
      else { continue }
      if AWSDraft.isUnknown(text) {
        open(text, .routeTables)
      } else {
        routes[text, default: .init()].add(route.to, route.value)
      }
    }
    for (table, own) in routes.sorted(by: { $0.key < $1.key }) where !own.routes.isEmpty {
      let place = drafts[table]?.span ?? own.routes[0].value.span
      change(table, .routeTables, vpc: vpc(ofTable: table, at: place), at: place) { draft in
        draft.set("Routes", .list(own.routes.map(\.value), place))
      }
    }
    associateTables()
    chooseMainTables()
  }

  private mutating func addDefaultTable(_ resource: TerraformResource) {
    var draft = AWSDraft(.routeTables, tableID(of: resource), at: resource.place)
    draft.set("LogicalId", .text(resource.logicalName, resource.place))
    setTags(of: resource, &draft)
    if AWSDraft.isUnknown(draft.id) { open(draft.id, .routeTables) }
    let vpc =
      vpc(of: resource, "default_route_table_id") ?? home(ofDefault: draft.id, true, resource)
    draft.set("VpcId", vpc)
    drafts.add(draft)
    alias(resource.id, draft.id)
  }

  private mutating func tableID(of resource: TerraformResource) -> String {
    guard resource.type == "aws_default_route_table" else { return resource.id }
    return id("default_route_table_id", of: resource)?.text ?? resource.id
  }

  /// The VPC that a table belongs to which AWS makes along with it.
  private func vpc(ofTable table: String, at place: Span) -> Value? {
    all("aws_vpc").first { vpc in
      ["default_route_table_id", "main_route_table_id"].contains { impliedID($0, of: vpc) == table }
    }.map { .text($0.id, place) }
  }

  private mutating func addInlineRoutes(_ resource: TerraformResource, _ gone: Set<String>) {
    let table = tableID(of: resource)
    var own = routes[table] ?? .init()
    let isWritten = resource.block.isWritten("route")
    if resource.block.isUnknown("route"), isWritten == true {
      _ = unknown("route", of: resource, effect: "what takes this table is undetermined")
      _ = drafts.change(table) { $0.isPart = true }
    }
    if lacks("route", resource, effect: "what takes this table is undetermined") {
      _ = drafts.change(table) { $0.isPart = true }
    }
    for block in resource.block.blocks("route") {
      guard let route = route(block, resource) else { continue }
      if isWritten != true, gone.contains(route.to) { continue }
      own.add(route.to, route.value)
    }
    routes[table] = own
    // Of a table in use AWS lists the gateways that propagate whoever made them do so.
    for gateway in ids("propagating_vgws", of: resource) { propagate(gateway, table, resource) }
  }

  private mutating func propagate(_ gateway: Value, _ table: String, _ resource: TerraformResource)
  {
    guard !AWSDraft.isUnknown(table) else { return open(table, .routeTables) }
    // A gateway of its own for each table would be one too many: a VPC has one.
    if AWSDraft.isUnknown(gateway.text ?? "") {
      change(table, .routeTables, vpc: vpc(ofTable: table, at: resource.place), at: resource.place)
      { $0.isPart = true }
      return
    }
    let vpc = vpc(ofTable: table, at: resource.place)
    change(table, .routeTables, vpc: vpc, at: resource.place) { draft in
      draft.append(.map([("GatewayId", gateway)], gateway.span), to: "PropagatingVgws")
    }
  }

  // MARK: - Routes

  private mutating func destination(
    _ block: TerraformBlock, _ resource: TerraformResource
  ) -> (key: String, value: Value)? {
    let keys = [
      ("destination_cidr_block", "DestinationCidrBlock"), ("cidr_block", "DestinationCidrBlock"),
      ("destination_ipv6_cidr_block", "DestinationIpv6CidrBlock"),
      ("ipv6_cidr_block", "DestinationIpv6CidrBlock"),
    ]
    for (key, name) in keys {
      if let node = block[key], Self.isBlock(node) { return (name, .node(node)) }
      if block.text(key) != nil || block.isUnknown(key) {
        // A list that is not described stands for any destination.
        let list = unknown(
          key, of: resource, effect: "what takes this route is undetermined")
        return ("DestinationPrefixListId", .text(list, block.place))
      }
    }
    let list =
      id("destination_prefix_list_id", block, of: resource)
      ?? id("prefix_list_id", block, of: resource)
    return list.map { ("DestinationPrefixListId", $0) }
  }

  private mutating func route(
    _ block: TerraformBlock, _ resource: TerraformResource
  ) -> (to: String, value: Value)? {
    guard let to = destination(block, resource), let text = to.value.text else { return nil }
    var fields: [(String, Value?)] = [(to.key, to.value)]
    if let target = target(block, resource) {
      fields.append(target)
    } else {
      let unknown = unknown(
        "target", of: resource, effect: "what takes this route is undetermined")
      fields.append(("UnknownTarget", .text(unknown, block.place)))
    }
    if let state = block["state"], state.text == "blackhole" {
      fields.append(("State", .node(state)))
    }
    return (text, .object(fields, at: to.value.span))
  }

  private static let targetKeys = [
    ("gateway_id", "GatewayId"), ("nat_gateway_id", "NatGatewayId"),
    ("transit_gateway_id", "TransitGatewayId"),
    ("vpc_peering_connection_id", "VpcPeeringConnectionId"),
    ("egress_only_gateway_id", "EgressOnlyInternetGatewayId"),
    ("vpc_endpoint_id", "VpcEndpointId"), ("network_interface_id", "NetworkInterfaceId"),
    ("carrier_gateway_id", "CarrierGatewayId"), ("local_gateway_id", "LocalGatewayId"),
    ("core_network_arn", "CoreNetworkArn"), ("odb_network_arn", "CoreNetworkArn"),
    ("instance_id", "InstanceId"),
  ]

  private mutating func target(
    _ block: TerraformBlock, _ resource: TerraformResource
  ) -> (String, Value?)? {
    for (key, name) in Self.targetKeys {
      guard let id = id(key, block, of: resource), let text = id.text else { continue }
      if AWSDraft.isUnknown(text) { return ("UnknownTarget", id) }
      guard key == "gateway_id", let kind = drafts[text]?.kind else { return (name, id) }
      return (Self.gatewayKeys[kind] ?? name, id)
    }
    return nil
  }

  private static let gatewayKeys: [AWSKind: String] = [
    .internetGateways: "InternetGatewayId", .vpnGateways: "VpnGatewayId",
    .egressOnlyInternetGateways: "EgressOnlyInternetGatewayId", .endpoints: "VpcEndpointId",
  ]

  // MARK: - Associations

  private mutating func associateTables() {
    for resource in all("aws_route_table_association") {
      guard let table = id("route_table_id", of: resource) else { continue }
      if let subnet = id("subnet_id", of: resource) {
        associate(.routeTables, table, subnet, resource)
      } else if let gateway = id("gateway_id", of: resource), let text = table.text {
        if AWSDraft.isUnknown(gateway.text ?? "") {
          open(gateway.text ?? "", .internetGateways)
          open(gateway.text ?? "", .vpnGateways)
        }
        let vpc = vpc(ofTable: text, at: resource.place)
        change(text, .routeTables, vpc: vpc, at: resource.place) { draft in
          draft.append(.map([("GatewayId", gateway)], gateway.span), to: "Associations")
        }
      }
    }
    for resource in all("aws_vpn_gateway_route_propagation") {
      guard let table = id("route_table_id", of: resource)?.text,
        let gateway = id("vpn_gateway_id", of: resource)
      else { continue }
      propagate(gateway, table, resource)
    }
    // What a route server puts into a table no plan knows.
    for resource in all("aws_vpc_route_server_propagation") {
      if let table = id("route_table_id", of: resource)?.text { open(table, .routeTables) }
    }
  }

  /// Tells which table is the main one of each VPC.
  private mutating func chooseMainTables() {
    var mains: [String: (table: String, place: Span)] = [:]
    for resource in all("aws_default_route_table") {
      let id = tableID(of: resource)
      guard let vpc = drafts[id]?["VpcId"]?.text else { continue }
      mains[vpc] = (id, resource.place)
    }
    for vpc in all("aws_vpc", "aws_default_vpc") where !vpc.isNew {
      guard let main = vpc.block.link("main_route_table_id")?.text else { continue }
      mains[vpc.id] = drafts.contains(name(main)) ? (name(main), vpc.place) : nil
    }
    for vpc in all("aws_vpc") where vpc.isNew && mains[vpc.id] == nil {
      let main = impliedID("main_route_table_id", of: vpc)
      if drafts.contains(main) { mains[vpc.id] = (main, vpc.place) }
      // Nothing is in it but what the plan puts there.
      _ = drafts.change(main) { draft in
        draft.isPart = false
        if draft["LogicalId"] == nil { draft.set("LogicalId", .text("main", vpc.place)) }
      }
    }
    for resource in all("aws_main_route_table_association") {
      guard let vpc = id("vpc_id", of: resource)?.text,
        let table = id("route_table_id", of: resource)?.text
      else { continue }
      if AWSDraft.isUnknown(vpc) { open(vpc, .routeTables) }
      mains[vpc] = (table, resource.place)
    }
    for (vpc, main) in mains.sorted(by: { $0.key < $1.key }) {
      change(main.table, .routeTables, vpc: .text(vpc, main.place), at: main.place) { draft in
        draft.append(.map([("Main", .word("true", main.place))], main.place), to: "Associations")
      }
    }
  }
}
