public import NetproofModel
import NetproofSets

/// From the neutral format straight to a model, without the text between.
///
/// It means the same as reading ``Neutral/topology()``; measurements of the engine alone use it.
extension Neutral {
  public func model() throws(NeutralError) -> Model {
    var builder = try NeutralModelBuilder(self)
    return try builder.build()
  }
}

private struct NeutralModelBuilder {
  private let network: Neutral
  private let layout: NeutralLayout
  private var model = Model()
  private let vpcIDs: [String: ID<VPC>]
  private var subnetIDs: [String: ID<Subnet>] = [:]
  private var tableIDs: [String: ID<RouteTable>] = [:]
  private var aclIDs: [String: ID<NetworkACL>] = [:]
  private let groupIDs: [String: ID<SecurityGroup>]
  private var attachmentSubnets: [String: ID<Subnet>] = [:]

  init(_ network: Neutral, _ layout: NeutralLayout) {
    self.network = network
    self.layout = layout
    vpcIDs = Self.ids(network.vpcs.map(\.id))
    groupIDs = Self.ids(network.securityGroups.map(\.id))
  }

  init(_ network: Neutral) throws(NeutralError) {
    self.init(network, try NeutralLayout(network))
  }

  private static func ids<Element>(_ names: [String]) -> [String: ID<Element>] {
    Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, ID($0)) })
  }

  private func identity(_ name: String) -> Identity { Identity(name: name, qualifiedName: name) }

  private func find<Element>(
    _ name: String, _ ids: [String: ID<Element>]
  ) throws(NeutralError) -> ID<Element> {
    guard let id = ids[name] else { throw NeutralError("nothing is called `\(name)`") }
    return id
  }

  mutating func build() throws(NeutralError) -> Model {
    try addNetworks()
    try addACLs()
    try addGroups()
    for vpc in network.vpcs { try add(vpc) }
    try addSubnets()
    try addRoutes()
    try addHosts()
    try addLinks()
    return model
  }

  private mutating func addNetworks() throws(NeutralError) {
    model.networks.append(
      Network(identity: identity("internet"), addresses: AddressSet(), isInternet: true))
    for external in network.externals {
      model.networks.append(
        Network(
          identity: identity(external.id),
          addresses: AddressSet([try Neutral.address(external.ip)])))
    }
  }

  // MARK: - Rules

  private func service(_ proto: String, _ ports: [Int]) throws(NeutralError) -> Service {
    switch proto {
    case "all": return .all
    case "icmp": return Service(.icmp)
    case "tcp", "udp":
      guard ports.count == 2, let low = UInt16(exactly: ports[0]),
        let high = UInt16(exactly: ports[1]), low <= high
      else { throw NeutralError("\(ports) are no ports") }
      return Service(proto == "tcp" ? .tcp : .udp, ports: PortSet(low...high))
    default: throw NeutralError("`\(proto)` is no protocol")
    }
  }

  private mutating func addACLs() throws(NeutralError) {
    func rules(_ entries: [Neutral.Entry]) throws(NeutralError) -> [NetworkACLRule] {
      var result: [NetworkACLRule] = []
      for entry in entries.sorted(by: { $0.num < $1.num }) {
        result.append(
          NetworkACLRule(
            number: entry.num, allows: entry.action == "allow",
            service: try service(entry.proto, entry.ports), cidr: try Neutral.prefix(entry.cidr)))
      }
      return result
    }
    for acl in network.nacls {
      aclIDs[acl.id] = model.networkACLs.append(
        NetworkACL(
          identity: identity(acl.id), vpc: ID(0), inbound: try rules(acl.ingress),
          outbound: try rules(acl.egress)))
    }
    let open = NetworkACLRule(
      number: 100, allows: true, service: .all,
      cidr: Prefix(containing: Address(.ipv4, 0), length: 0))
    for vpc in network.vpcs {
      aclIDs["(default) \(vpc.id)"] = model.networkACLs.append(
        NetworkACL(
          identity: identity("default"), vpc: try find(vpc.id, vpcIDs), inbound: [open],
          outbound: [open], isDefault: true, isImplied: true))
    }
  }

  private mutating func addGroups() throws(NeutralError) {
    for group in network.securityGroups {
      var lists: [[SecurityGroupRule]] = []
      for rules in [group.ingress, group.egress] {
        var list: [SecurityGroupRule] = []
        for rule in rules {
          let peer: SecurityGroupRule.Peer
          if let cidr = rule.cidr {
            peer = .prefix(try Neutral.prefix(cidr))
          } else {
            peer = .group(try find(rule.sg ?? "", groupIDs))
          }
          list.append(SecurityGroupRule(service: try service(rule.proto, rule.ports), peer: peer))
        }
        lists.append(list)
      }
      model.securityGroups.append(
        SecurityGroup(
          identity: identity(group.id), vpc: try find(group.vpc, vpcIDs), inbound: lists[0],
          outbound: lists[1]))
    }
  }

  // MARK: - VPCs

  private mutating func add(_ vpc: Neutral.VPC) throws(NeutralError) {
    var blocks: [Prefix] = []
    for cidr in vpc.cidrs { blocks.append(try Neutral.prefix(cidr)) }
    let local = blocks.map { Route(destination: .prefix($0), target: .local, origin: .local) }
    let id = try find(vpc.id, vpcIDs)
    let main = model.routeTables.append(
      RouteTable(identity: identity("attachments"), vpc: id, routes: local, isMain: true))
    for table in network.routeTables where table.vpc == vpc.id {
      tableIDs[table.id] = model.routeTables.append(
        RouteTable(identity: identity(table.id), vpc: id, routes: local, isMain: false))
    }
    tableIDs["(attachments) \(vpc.id)"] = main
    let gateway = network.igws.first { $0.vpc == vpc.id }.map {
      model.internetGateways.append(InternetGateway(identity: identity($0.id), vpc: id))
    }
    var subnets: [ID<Subnet>] = []
    let first = subnetIDs.count
    for subnet in network.subnets where subnet.vpc == vpc.id {
      subnetIDs[subnet.id] = ID(first + subnets.count)
      subnets.append(ID(first + subnets.count))
    }
    if layout.attachmentBlocks[vpc.id] != nil {
      let own = ID<Subnet>(first + subnets.count)
      attachmentSubnets[vpc.id] = own
      subnetIDs["(attachments) \(vpc.id)"] = own
      subnets.append(own)
    }
    model.vpcs.append(
      VPC(
        identity: identity(vpc.id), cidrs: blocks, mainRouteTable: main,
        defaultNetworkACL: try find("(default) \(vpc.id)", aclIDs), defaultSecurityGroup: ID(0),
        internetGateway: gateway, egressOnlyInternetGateway: nil, subnets: subnets))
  }

  private mutating func addSubnets() throws(NeutralError) {
    let byVPC = Dictionary(grouping: network.subnets, by: \.vpc)
    for vpc in network.vpcs {
      let id = try find(vpc.id, vpcIDs)
      for subnet in byVPC[vpc.id] ?? [] {
        model.subnets.append(
          Subnet(
            identity: identity(subnet.id), vpc: id, cidrs: [try Neutral.prefix(subnet.cidr)],
            zone: "az1", routeTable: try find(subnet.routeTable, tableIDs),
            usesMainRouteTable: false, networkACL: try find(subnet.nacl, aclIDs)))
      }
      guard let block = layout.attachmentBlocks[vpc.id] else { continue }
      model.subnets.append(
        Subnet(
          identity: identity("attachments"), vpc: id, cidrs: [block], zone: "az1",
          routeTable: try find("(attachments) \(vpc.id)", tableIDs), usesMainRouteTable: false,
          networkACL: try find("(default) \(vpc.id)", aclIDs)))
    }
  }

  private mutating func addRoutes() throws(NeutralError) {
    var targets: [String: Route.Target] = ["local": .local, "blackhole": .blackhole]
    for (index, gateway) in orderedGateways.enumerated() {
      targets[gateway.id] = .internetGateway(ID(index))
    }
    for (index, gateway) in network.nats.enumerated() {
      targets[gateway.id] = .natGateway(ID(index))
    }
    for (index, peering) in network.peerings.enumerated() {
      targets[peering.id] = .peering(ID(index))
    }
    for (index, gateway) in network.tgws.enumerated() {
      targets[gateway.id] = .transitGateway(ID(index))
    }
    for table in network.routeTables {
      let id = try find(table.id, tableIDs)
      for route in table.routes {
        guard let target = targets[route.target] else {
          throw NeutralError("nothing is called `\(route.target)`")
        }
        model.routeTables[id].routes.append(
          Route(
            destination: .prefix(try Neutral.prefix(route.cidr)), target: target, origin: .written,
            state: target == .blackhole ? .blackhole : .active))
      }
    }
  }

  private var orderedGateways: [Neutral.InternetGateway] {
    network.vpcs.compactMap { vpc in network.igws.first { $0.vpc == vpc.id } }
  }

  // MARK: - Hosts and links

  private mutating func addHosts() throws(NeutralError) {
    for host in network.enis {
      var groups: [ID<SecurityGroup>] = []
      for name in host.sgs { groups.append(try find(name, groupIDs)) }
      let address = try Neutral.address(host.ip)
      let id = ID<NetworkInterface>(model.interfaces.count)
      let instance = model.instances.append(
        Instance(identity: identity(host.id), interfaces: [id]))
      let mapped = layout.publicAddresses[host.id].map {
        PublicAddress(privateAddress: address, publicAddress: $0)
      }
      model.interfaces.append(
        NetworkInterface(
          identity: identity(host.id), subnet: try find(host.subnet, subnetIDs),
          instance: instance, privateIPv4: [address],
          publicAddresses: mapped.map { [$0] } ?? [], securityGroups: groups))
    }
    for gateway in network.nats {
      model.natGateways.append(
        NATGateway(
          identity: identity(gateway.id), subnet: try find(gateway.subnet, subnetIDs),
          privateAddress: try Neutral.address(gateway.ip),
          publicAddress: layout.publicAddresses[gateway.id]))
    }
  }

  private mutating func addLinks() throws(NeutralError) {
    for peering in network.peerings {
      model.peerings.append(
        Peering(
          identity: identity(peering.id), requester: try find(peering.a, vpcIDs),
          accepter: try find(peering.b, vpcIDs)))
    }
    for (index, gateway) in network.tgws.enumerated() { try add(gateway, ID(index)) }
  }

  private mutating func add(
    _ gateway: Neutral.TransitGateway, _ id: ID<TransitGateway>
  ) throws(NeutralError) {
    let firstTable = model.transitGatewayRouteTables.count
    let tables: [String: ID<TransitGatewayRouteTable>] = Dictionary(
      uniqueKeysWithValues: gateway.routeTables.enumerated().map { ($1.id, ID(firstTable + $0)) })
    var attachments: [String: ID<TransitGatewayAttachment>] = [:]
    for attachment in gateway.attachments {
      let subnet = attachmentSubnets[attachment.vpc].map { [$0] } ?? []
      attachments[attachment.id] = model.attachments.append(
        TransitGatewayAttachment(
          identity: identity(attachment.id), transitGateway: id,
          resource: .vpc(try find(attachment.vpc, vpcIDs), subnets: subnet),
          association: try find(attachment.routeTable, tables)))
    }
    for table in gateway.routeTables {
      var routes: [TransitGatewayRoute] = []
      for (index, route) in table.routes.enumerated() {
        var target = TransitGatewayRoute.Target.blackhole
        if let name = route.attachment { target = .attachment(try find(name, attachments)) }
        routes.append(
          TransitGatewayRoute(
            prefix: try Neutral.prefix(route.cidr), target: target, origin: .written,
            writtenIndex: index))
      }
      model.transitGatewayRouteTables.append(
        TransitGatewayRouteTable(
          identity: identity(table.id), transitGateway: id, routes: routes, propagations: []))
    }
    model.transitGateways.append(
      TransitGateway(
        identity: identity(gateway.id), securityGroupReferencing: gateway.referencing,
        attachments: gateway.attachments.compactMap { attachments[$0.id] },
        routeTables: (firstTable..<firstTable + tables.count).map { ID($0) }))
  }
}
