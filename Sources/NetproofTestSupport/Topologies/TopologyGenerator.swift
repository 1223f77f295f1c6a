import NetproofSets

/// Draws small topologies that are legal, but full of coincidences.
///
/// Every kind of component occurs. Address spaces are tiny, so that blocks of VPCs, networks,
/// routes and rules overlap, nest and touch; most parts work, so that packets get far.
public struct TopologyGenerator {
  var random: Seeded
  /// How much goes wrong, in percent.
  let wildness: Int
  /// How many things of a hundred are not described.
  let vagueness: Int

  var vpcs: [VPCPlan] = []
  var networks: [NetworkPlan] = []
  var prefixLists: [PrefixListPlan] = []
  var peerings: [PeeringPlan] = []
  var gateways: [GatewayPlan] = []
  /// Route tables of transit gateways, by qualified names.
  var transitTables: [String] = []
  var connections: [ConnectionPlan] = []
  var routers: [RouterPlan] = []
  var edges: [EdgePlan] = []
  var localGateways: [LocalGatewayPlan] = []
  /// Whether some subnet is in a Local or Wavelength Zone.
  var edgeZones = false
  /// The last parts of addresses at the edge that are not given out yet.
  var edgeNumbers: [UInt128] = (1...40).reversed()
  /// Virtual interfaces of no Direct Connect gateway.
  var interfaces: [InterfacePlan] = []
  /// Entries of `firewall-policies:`, by name.
  var policies: [(name: String, entry: YAMLTree)] = []
  /// Blocks of the services that gateway endpoints lead to.
  var services: [Prefix] = []
  /// Blocks that stand for others at attachments of transit gateways.
  var natBlocks: [Prefix] = []
  /// Whether exclusions from Block Public Access mean anything.
  var blocksPublicAccess = false
  /// Entries of `endpoint-services:`, by name.
  var endpointServices: [(String, YAMLTree)] = []
  /// Those of them that have Gateway Load Balancers, with their regions.
  var gatewayServices: [(name: String, region: String)] = []
  /// Entries of `service-networks:` and `lattice-services:`, by name.
  var serviceNetworks: [(String, YAMLTree)] = []
  var latticeServices: [(String, YAMLTree)] = []
  /// Public addresses that are not given out yet.
  var publicAddresses: [Address]

  private var numbers: [String: Int] = [:]
  let seed: UInt64

  /// Whether subnets tell the ids of their zones, which changes no other draw.
  var writesZoneIDs: Bool { seed % 7 == 3 }

  private init(seed: UInt64) {
    self.seed = seed
    random = Seeded(seed: seed)
    wildness = random.pick([2, 5, 10, 20, 40])
    vagueness = random.chance(25) ? 6 : 0
    publicAddresses = random.shuffled((1...40).map { Address(.ipv4, 0x3400_0000 + $0) })
  }

  /// The topology that a seed determines.
  public static func topology(seed: UInt64) -> YAMLTree {
    var generator = Self(seed: seed)
    generator.plan()
    return generator.written()
  }

  private mutating func plan() {
    connections = (0..<random.pick([0, 0, 1, 1, 2, 3])).map { _ in ConnectionPlan(name: name("vpn"))
    }
    planDirectConnect()
    planNetworks()
    for index in 0..<random.pick([1, 2, 2, 3, 3, 4]) { planVPC(index) }
    planEdgeZones()
    planConnections()
    planRouters()
    planPrefixLists()
    for index in vpcs.indices { planEndpoints(of: index) }
    if random.chance(35) { planInspections() }
    planPeerings()
    planGateways()
    for index in vpcs.indices { planHosts(of: index) }
    for index in vpcs.indices { planLoadBalancers(of: index) }
    for index in vpcs.indices { planServiceEndpoint(of: index) }
    if random.chance(25) { planResources() }
    if random.chance(25) { planLattice() }
    planGatewayBalancers()
    for index in vpcs.indices { linkInspections(of: index) }
    planMirroring()
  }

  private mutating func written() -> YAMLTree {
    let blocks = planBlockPublicAccess()
    blocksPublicAccess = !blocks.isEmpty
    var root: YAMLTree = ["netproof": "1", "name": "random"]
    root["networks"] = map(of: networks.map { ($0.name, written($0)) })
    root["prefix-lists"] = map(
      of: prefixLists.map { list in
        (list.name, vague(["entries": .texts(list.entries)], keeping: ["entries"]))
      })
    root["vpcs"] = map(of: vpcs.indices.map { (vpcs[$0].name, written($0)) })
    root["peerings"] = map(of: peerings.map { ($0.name, written($0)) })
    root["transit-gateways"] = map(
      of: gateways.filter { !$0.isCore }.map { ($0.name, written($0)) })
    root["core-networks"] = map(
      of: gateways.filter(\.isCore).map { ($0.name, writtenCoreNetwork($0)) })
    root["zones"] = writtenZones
    root["local-gateways"] = map(of: writtenLocalGateways())
    root["endpoint-services"] = map(of: endpointServices)
    root["service-networks"] = map(of: serviceNetworks)
    root["lattice-services"] = map(of: latticeServices)
    root["vpn-connections"] = map(of: connections.map { ($0.name, written($0)) })
    if !blocks.isEmpty { root["block-public-access"] = map(of: blocks) }
    root["direct-connect-gateways"] = map(of: routers.map { ($0.name, written($0)) })
    root["virtual-interfaces"] = map(of: interfaces.map { ($0.name, written($0)) })
    root["firewall-policies"] = map(of: policies)
    root["policies"] = chosenPolicies()
    if random.chance(8) {
      root["unadvertised"] = .text(random.pick(["52.0.0.0/29", "52.0.0.16/28"]))
    }
    let global = vpcs.flatMap(\.cidrs).filter { $0.family == .ipv6 && $0.base.bits >> 125 == 1 }
    if random.chance(12), let block = global.randomElement(using: &random) {
      root["private-ipv6"] = .text("\(block)")
    }
    return root
  }

  // MARK: - Shared

  /// The zone in which attachments carry no references to security groups.
  static let bareZone = "use1-az3"

  /// A new name of a kind.
  mutating func name(_ kind: String) -> String {
    numbers[kind, default: 0] += 1
    return "\(kind)\(numbers[kind, default: 0])"
  }

  /// True where something is meant to be wrong.
  mutating func isWild() -> Bool { random.chance(wildness) }

  func map(of entries: [(String, YAMLTree)]) -> YAMLTree? {
    entries.isEmpty ? nil : .map(entries.map { YAMLTree.Entry($0.0, $0.1) })
  }

  /// Now and then says that an entry is not described, and drops some of its keys.
  mutating func vague(_ entry: YAMLTree, keeping keys: [String]) -> YAMLTree {
    guard random.chance(vagueness) else { return entry }
    var result = entry
    for key in keys where random.chance(40) { result[key] = nil }
    result["described"] = "false"
    return result
  }

  /// Blocks that rules and routes may be about.
  var knownBlocks: [Prefix] {
    vpcs.flatMap(\.cidrs) + vpcs.flatMap { $0.subnets.flatMap(\.cidrs) }
      + networks.flatMap(\.cidrs) + services + natBlocks
  }

  static func prefix(_ text: StaticString) -> Prefix {
    do {
      return try Prefix("\(text)")
    } catch {
      preconditionFailure("a block of the generator is a block")
    }
  }

  static let everything4 = Prefix(containing: Address(.ipv4, 0), length: 0)
  static let everything6 = Prefix(containing: Address(.ipv6, 0), length: 0)
  static let everything = [everything4, everything6]
}
