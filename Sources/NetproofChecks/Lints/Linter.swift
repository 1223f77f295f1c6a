public import NetproofModel
import NetproofSets

/// Looks for what is wrong with a network, or of no use in it, without any question.
///
/// Every lint is exact: what it says holds for every packet. The time is that of the rules and
/// interfaces there are, not of their pairs.
public struct Linter {
  let model: Model
  let uses: LintUses

  public init(_ model: Model) {
    self.model = model
    uses = LintUses(model)
  }

  /// Everything that is found, in the order of components and, within one, of rules.
  public func findings() -> [LintFinding] {
    var found: [LintFinding] = []
    for id in model.networkACLs.ids { found += networkACLFindings(id) }
    for id in model.securityGroups.ids { found += securityGroupFindings(id) }
    for id in model.routeTables.ids { found += routeTableFindings(id) }
    for id in model.transitGatewayRouteTables.ids { found += transitRouteTableFindings(id) }
    found += peeringFindings()
    found += overlapFindings()
    found += firewallFindings()
    found += serviceFindings()
    found += exclusionFindings()
    return found.enumerated().sorted {
      ($0.element.component, $0.offset) < ($1.element.component, $1.offset)
    }.map(\.element)
  }

  /// Whether the topology describes a component, rather than only saying that it exists.
  func isDescribed(_ component: ComponentID) -> Bool {
    model.identity(of: component).isDescribed
  }
}

/// Who uses what: gathered once, in one pass over subnets and interfaces.
struct LintUses {
  /// The VPCs of which something is not described that may use any table, ACL or group.
  private(set) var vagueVPCs: Set<ID<VPC>> = []
  /// For each security group the VPCs in which an interface has it, ascending.
  private(set) var placesOfGroups: [[ID<VPC>]]
  /// Groups of network load balancers: a reference to one means any client whose address is kept
  /// (R84).
  private(set) var groupsForClients: Set<ID<SecurityGroup>> = []
  /// Whether there is a service network of which nobody says which groups filter for it.
  private(set) var hasVagueServiceNetwork: Bool
  /// Whether some VPN connection, Direct Connect gateway or virtual interface is not described, so
  /// that it may lead to any gateway.
  let hasVagueLine: Bool
  private(set) var usedNetworkACLs: [Bool]
  /// For each network ACL a subnet of both families, if it has one.
  private(set) var dualStackSubnets: [ID<NetworkACL>: ID<Subnet>] = [:]
  private(set) var usedRouteTables: [Bool]
  private(set) var usedTransitTables: [Bool]
  /// For each VPC its attachments, in the order of the topology.
  private(set) var attachments: [[ID<TransitGatewayAttachment>]]
  /// For each VPC its peerings, in the order of the topology.
  private(set) var peerings: [[ID<Peering>]]

  init(_ model: Model) {
    placesOfGroups = Array(repeating: [], count: model.securityGroups.count)
    hasVagueServiceNetwork = model.serviceNetworks.elements.contains {
      !$0.identity.isDescribed
    }
    hasVagueLine =
      model.vpnConnections.elements.contains { !$0.identity.isDescribed }
      || model.directConnectGateways.elements.contains { !$0.identity.isDescribed }
      || model.virtualInterfaces.elements.contains { !$0.identity.isDescribed }
    usedNetworkACLs = Array(repeating: false, count: model.networkACLs.count)
    usedRouteTables = Array(repeating: false, count: model.routeTables.count)
    usedTransitTables = Array(repeating: false, count: model.transitGatewayRouteTables.count)
    attachments = Array(repeating: [], count: model.vpcs.count)
    peerings = Array(repeating: [], count: model.vpcs.count)
    for id in model.vpcs.ids where !model.vpcs[id].identity.isDescribed { vagueVPCs.insert(id) }
    for id in model.subnets.ids {
      let subnet = model.subnets[id]
      usedNetworkACLs[subnet.networkACL.index] = true
      if Set(subnet.cidrs.map(\.family)).count > 1, dualStackSubnets[subnet.networkACL] == nil {
        dualStackSubnets[subnet.networkACL] = id
      }
      usedRouteTables[subnet.routeTable.index] = true
      if !subnet.identity.isDescribed { vagueVPCs.insert(subnet.vpc) }
    }
    for id in model.routeTables.ids where model.routeTables[id].isEdge {
      usedRouteTables[id.index] = true
    }
    gatherGroups(model)
    for id in model.attachments.ids {
      let attachment = model.attachments[id]
      if let table = attachment.association { usedTransitTables[table.index] = true }
      if case .vpc(let vpc, _) = attachment.resource { attachments[vpc.index].append(id) }
    }
    for id in model.peerings.ids {
      peerings[model.peerings[id].requester.index].append(id)
      peerings[model.peerings[id].accepter.index].append(id)
    }
  }

  private mutating func gatherGroups(_ model: Model) {
    for interface in model.interfaces.elements {
      let vpc = model.subnets[interface.subnet].vpc
      let instance = interface.instance.map { model.instances[$0].identity.isDescribed } ?? true
      if !interface.identity.isDescribed || !instance { vagueVPCs.insert(vpc) }
      if let balancer = interface.loadBalancer, model.loadBalancers[balancer].kind == .network {
        groupsForClients.formUnion(interface.securityGroups)
      }
      for group in interface.securityGroups where placesOfGroups[group.index].last != vpc {
        placesOfGroups[group.index].append(vpc)
      }
    }
    for association in model.serviceNetworks.elements.flatMap(\.associations) {
      for group in association.securityGroups {
        placesOfGroups[group.index].append(association.vpc)
      }
    }
    for index in placesOfGroups.indices where placesOfGroups[index].count > 1 {
      var seen: Set<ID<VPC>> = []
      placesOfGroups[index] = placesOfGroups[index].filter { seen.insert($0).inserted }.sorted()
    }
  }
}
