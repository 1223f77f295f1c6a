import NetproofEngine
import NetproofModel
import NetproofSets

/// How components are called in sentences, in drawings and in topologies.
struct Naming: Sendable {
  let model: Model
  /// Whether names need no VPC before them because there is only one.
  private let isLone: Bool

  init(_ model: Model) {
    self.model = model
    isLone = model.vpcs.count <= 1
  }

  /// The name alone, with its VPC where there are several: `prod/web-1`.
  func plain(_ component: ComponentID) -> String {
    let identity = model.identity(of: component)
    return isLone && Self.livesInVPC(component.kind) ? identity.name : identity.qualifiedName
  }

  /// The name with its kind, for sentences: "network ACL `db`".
  func full(_ component: ComponentID) -> String {
    if let implied = implied(component) { return implied }
    return "\(component.kind.title) `\(plain(component))`"
  }

  /// What a drawing shows: `acl:db`, or the name alone for hosts and networks.
  ///
  /// Its place in the drawing tells in which VPC it is.
  func reference(_ component: ComponentID) -> String {
    switch component {
    case .interface, .instance, .network: return model.identity(of: component).name
    case .networkACL, .routeTable, .securityGroup, .vpc, .subnet, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .prefixList,
      .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .carrierGateway,
      .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService, .mirrorFilter,
      .mirrorSession:
      let name = model.identity(of: component).name.replacing(" (implied)", with: "")
      return "\(component.kind.shortForm):\(name)"
    }
  }

  /// Addresses by the name of the network that has exactly these, or as blocks.
  ///
  /// A network of one block is shown by that block, which says more than its name.
  func addresses(_ bits: AddressBits, _ family: Family) -> String {
    guard bits.intervals.count > 1 else { return PacketText.addresses(bits, family) }
    let named = model.networks.ids.first { model.networks[$0].addresses[family] == bits }
    return named.map { plain(.network($0)) } ?? PacketText.addresses(bits, family)
  }

  /// A header with its addresses named: `tcp internet:1024-65535 → 52.0.0.10:443`.
  func header(_ cube: PacketCube) -> String {
    PacketText.header(cube) { addresses($0, cube.family) }
  }

  /// The name as another component's entry writes it: short in the same VPC.
  func written(_ component: ComponentID, in vpc: ID<VPC>?) -> String {
    let identity = model.identity(of: component)
    return self.vpc(of: component) == vpc ? identity.name : identity.qualifiedName
  }

  /// Both ends of a question.
  func group(_ group: EndGroup) -> String {
    switch group {
    case .interfaces(let members): interfaces(members)
    case .network(let id): "`\(plain(.network(id)))`"
    case .address(let address): "`\(address)`"
    }
  }

  /// Interfaces as a person would sum them up: one, a whole subnet, or the first few.
  func interfaces(_ members: [ID<NetworkInterface>]) -> String {
    guard let first = members.first else { return "nobody" }
    guard members.count > 1 else { return "`\(plain(.interface(first)))`" }
    let subnet = model.interfaces[first].subnet
    let all = model.interfaces.elements.count { $0.subnet == subnet }
    if all == members.count, members.allSatisfy({ model.interfaces[$0].subnet == subnet }) {
      return "subnet `\(plain(.subnet(subnet)))` (\(members.count) interfaces)"
    }
    let shown = members.prefix(2).map { "`\(plain(.interface($0)))`" }.joined(separator: ", ")
    return members.count == 2 ? shown : "\(shown) and \(members.count - 2) more"
  }

  /// What AWS made and nobody named.
  private func implied(_ component: ComponentID) -> String? {
    switch component {
    case .networkACL(let id) where model.networkACLs[id].isImplied:
      "the default network ACL of VPC `\(plain(.vpc(model.networkACLs[id].vpc)))`"
    case .securityGroup(let id) where model.securityGroups[id].isImplied:
      "the default security group of VPC `\(plain(.vpc(model.securityGroups[id].vpc)))`"
    case .routeTable(let id) where model.routeTables[id].identity.name.hasSuffix(" (implied)"):
      "the main route table of VPC `\(plain(.vpc(model.routeTables[id].vpc)))`"
    case .networkACL, .securityGroup, .routeTable, .network, .vpc, .subnet, .instance, .interface,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway,
      .attachment, .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint,
      .prefixList, .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface,
      .loadBalancer, .targetGroup, .directConnectGateway, .coreNetwork, .segment,
      .firewallRuleGroup, .carrierGateway,
      .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService, .mirrorFilter,
      .mirrorSession:
      nil
    }
  }

  private static func livesInVPC(_ kind: ComponentID.Kind) -> Bool {
    switch kind {
    case .subnet, .routeTable, .networkACL, .securityGroup, .instance, .interface,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .endpoint, .loadBalancer,
      .targetGroup, .firewall, .carrierGateway, .resourceGateway, .resource, .serviceNetwork,
      .latticeService, .mirrorFilter, .mirrorSession:
      true
    case .network, .vpc, .peering, .transitGateway, .attachment, .transitGatewayRouteTable,
      .vpnConnection, .vpnGateway, .prefixList, .blockPublicAccess, .firewallPolicy,
      .virtualInterface, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .localGateway:
      false
    }
  }

  /// The VPC that a component lives in, if it does.
  func vpc(of component: ComponentID) -> ID<VPC>? {
    switch component {
    case .vpc(let id): id
    case .subnet(let id): model.subnets[id].vpc
    case .routeTable(let id): model.routeTables[id].vpc
    case .networkACL(let id): model.networkACLs[id].vpc
    case .securityGroup(let id): model.securityGroups[id].vpc
    case .interface(let id): model.subnets[model.interfaces[id].subnet].vpc
    case .instance(let id):
      model.instances[id].interfaces.first.map { model.subnets[model.interfaces[$0].subnet].vpc }
    case .internetGateway(let id): model.internetGateways[id].vpc
    case .egressOnlyInternetGateway(let id): model.egressOnlyInternetGateways[id].vpc
    case .natGateway(let id): model.subnets[model.natGateways[id].subnet].vpc
    case .carrierGateway(let id): model.carrierGateways[id].vpc
    case .endpoint(let id): model.endpoints[id].vpc
    case .firewall(let id): model.firewalls[id].vpc
    case .loadBalancer(let id), .resourceGateway(let id), .resource(let id):
      model.loadBalancers[id].vpc
    case .targetGroup(let id): model.targetGroups[id].vpc
    case .mirrorSession(let id): model.mirrorSessions[id].vpc
    case .network, .peering, .transitGateway, .attachment, .transitGatewayRouteTable,
      .vpnConnection, .vpnGateway, .prefixList, .blockPublicAccess, .firewallPolicy,
      .virtualInterface, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .localGateway, .serviceNetwork, .latticeService, .mirrorFilter:
      nil
    }
  }
}
