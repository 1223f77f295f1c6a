import NetproofModel
import NetproofSets
import NetproofTestSupport
import Testing

/// What the random topologies are made of: a test that meets nothing would prove nothing.
@Suite struct `Random topologies` {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `are legal, and the same for the same seed`(seed: UInt64) throws {
    let tree = TopologyGenerator.topology(seed: seed)
    #expect(tree == TopologyGenerator.topology(seed: seed))
    #expect(throws: Never.self, "seed \(seed)") { try LoadedNetwork(text: tree.yaml) }
  }

  @Test func `have components of every kind`() {
    var kinds: Set<ComponentID.Kind> = []
    var (exchanges, furtherEndpoints, zoneIDs) = (0, 0, 0)
    var rarities: Set<String> = []
    for seed in UInt64(1)...60 {
      guard let model = LoadedNetwork(TopologyGenerator.topology(seed: seed))?.model else {
        continue
      }
      let counts: [(ComponentID.Kind, Int)] = [
        (.network, model.networks.count - 1), (.vpc, model.vpcs.count),
        (.subnet, model.subnets.count), (.routeTable, model.routeTables.count),
        (.networkACL, model.networkACLs.count), (.securityGroup, model.securityGroups.count),
        (.instance, model.instances.count), (.interface, model.interfaces.count),
        (.internetGateway, model.internetGateways.count),
        (.egressOnlyInternetGateway, model.egressOnlyInternetGateways.count),
        (.natGateway, model.natGateways.count), (.peering, model.peerings.count),
        (.transitGateway, model.transitGateways.count), (.attachment, model.attachments.count),
        (.transitGatewayRouteTable, model.transitGatewayRouteTables.count),
        (.vpnConnection, model.vpnConnections.count), (.vpnGateway, model.vpnGateways.count),
        (.directConnectGateway, model.directConnectGateways.count),
        (.virtualInterface, model.virtualInterfaces.count),
        (.coreNetwork, model.transitGateways.elements.count { $0.kind != .transitGateway }),
        (.segment, model.transitGatewayRouteTables.elements.count { $0.edge != nil }),
        (.prefixList, model.prefixLists.count), (.endpoint, model.endpoints.count),
        (.blockPublicAccess, model.blockPublicAccesses.count),
        (.firewall, model.firewalls.count), (.firewallPolicy, model.firewallPolicies.count),
        (.firewallRuleGroup, model.firewallRuleGroups.count),
        (.carrierGateway, model.carrierGateways.count),
        (.localGateway, model.localGateways.count),
        (.resourceGateway, model.loadBalancers.elements.count { $0.role == .resourceGateway }),
        (.resource, model.loadBalancers.elements.count { $0.role == .resource }),
        (.serviceNetwork, model.serviceNetworks.count),
        (.latticeService, model.loadBalancers.elements.count { $0.role == .latticeService }),
        (.loadBalancer, model.loadBalancers.elements.count { $0.role == .balancer }),
        (.targetGroup, model.targetGroups.count),
        (.mirrorFilter, model.mirrorFilters.count), (.mirrorSession, model.mirrorSessions.count),
      ]
      for (kind, count) in counts where count > 0 { kinds.insert(kind) }
      if !model.exchangingTables.isEmpty { exchanges += 1 }
      furtherEndpoints += model.firewalls.elements.count { firewall in
        firewall.endpoints.contains { model.endpoints[$0].vpc != firewall.vpc }
      }
      if model.subnets.elements.contains(where: { $0.zone.hasPrefix("id-") }) { zoneIDs += 1 }
      rarities.formUnion(Self.rarities(in: model))
    }
    #expect(kinds == Set(ComponentID.Kind.allCases))
    #expect(exchanges > 0)
    #expect(furtherEndpoints > 0)
    #expect(zoneIDs > 0)
    #expect(
      rarities == [
        "sends by another interface", "is a router that forwards nothing", "may end anywhere",
        "is private global IPv6", "translates to several addresses",
      ])
  }

  /// What few topologies have, and some must.
  private static func rarities(in model: Model) -> [String] {
    var found: [String] = []
    if model.interfaces.elements.contains(where: { $0.sendsBy != nil }) {
      found.append("sends by another interface")
    }
    if model.transitGateways.elements.contains(where: { $0.deadState != nil }) {
      found.append("is a router that forwards nothing")
    }
    if model.strayLine != nil { found.append("may end anywhere") }
    if !model.privateIPv6.isEmpty { found.append("is private global IPv6") }
    if model.natGateways.elements.contains(where: { $0.siblings != nil && !$0.isRegional }) {
      found.append("translates to several addresses")
    }
    return found
  }

  @Test func `are not all open and not all closed`() {
    var tally = Tally()
    for seed in UInt64(1)...8 { tally.add(Fuzzer.agreement.run(seed: seed).tally) }
    for verdict in ["reachable", "unreachable", "undetermined"] {
      #expect(tally.verdicts[verdict, default: 0] * 100 > tally.cases, "\(tally.verdicts)")
    }
  }
}
