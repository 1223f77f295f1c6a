import NetproofSets

// What a generated topology consists of before it is written, as far as its parts refer to
// each other.

struct VPCPlan {
  let name: String
  let cidrs: [Prefix]
  let region: String
  let account: String
  let statesAccount: Bool
  var subnets: [SubnetPlan] = []
  var internetGateway: String?
  var egressOnlyGateway: String?
  var vpnGateway: String?
  var carrierGateway: String?
  var tables: [String] = []
  /// The table of the internet gateway, if it has one.
  var edgeTable: String?
  /// A range of public addresses that the internet gateway takes in untranslated.
  var pool: Prefix?
  var networkACLs: [String] = []
  var groups: [GroupPlan] = []
  var natGateways: [HostPlan] = []
  /// Entries of `vpc-endpoints:`, by name.
  var endpoints: [(name: String, entry: YAMLTree)] = []
  /// Entries of `firewalls:`, by name.
  var firewalls: [(name: String, entry: YAMLTree)] = []
  /// Endpoints that routes lead to, to have packets inspected.
  var inspections: [String] = []
  /// Entries of `resource-gateways:`, by name.
  var resourceGateways: [(name: String, entry: YAMLTree)] = []
  /// Entries of `load-balancers:` and of `target-groups:`, by name.
  var loadBalancers: [(name: String, entry: YAMLTree)] = []
  var targetGroups: [(name: String, entry: YAMLTree)] = []
  var applicationLoadBalancers: [String] = []
  var hosts: [HostPlan] = []
  /// Entries of `mirror-filters:` and of `mirror-sessions:`, by name.
  var mirrorFilters: [(name: String, entry: YAMLTree)] = []
  var mirrorSessions: [(name: String, entry: YAMLTree)] = []

  var appliances: [HostPlan] { hosts.filter(\.isAppliance) }
}

struct SubnetPlan {
  let name: String
  let cidrs: [Prefix]
  var zone: String
  var isInWavelengthZone = false
  var isInLocalZone = false
  var outpost: String?
  /// Offsets from the base of the first block that nobody owns yet.
  var freeOffsets: [Int]
}

struct GroupPlan {
  let name: String
  /// Whether interfaces of every VPC may carry it.
  let isAssociated: Bool
}

struct HostPlan {
  let name: String
  /// How a route names its interface.
  let reference: String
  let subnet: Int
  let isAppliance: Bool
  let addresses: [Address]
  /// Whether it is an entry of `instances:`.
  var isInstance = false
  var entry: YAMLTree
}

struct NetworkPlan {
  let name: String
  let cidrs: [Prefix]
  /// The lines that it is behind.
  let lines: [String]
}

/// A local gateway of an Outpost.
struct LocalGatewayPlan {
  let name: String
  let outpost: String
  /// The VPCs that it is associated with.
  let vpcs: [Int]
}

struct ConnectionPlan {
  let name: String
  /// The VPC at whose virtual private gateway it ends, if at one.
  var vpc: Int?
}

struct InterfacePlan {
  let name: String
  /// The VPC at whose virtual private gateway it ends, if at one itself.
  var vpc: Int?
}

/// A Connect attachment, client VPN endpoint or VPN concentrator.
struct EdgePlan {
  let name: String
  /// `connect`, `client-vpn` or `vpn-concentrator`.
  let kind: String
  /// The transit gateway that has it, once one is found.
  var gateway: Int?
}

/// A Direct Connect gateway.
struct RouterPlan {
  let name: String
  /// Whether it leads to transit gateways.
  let isTransit: Bool
  let interfaces: [String]
  /// Whether it leads to the core network, and so to no transit gateway.
  var isOfCore = false
  /// The VPCs or transit gateways that it leads to.
  var ends: [Int] = []
}

struct PrefixListPlan {
  let name: String
  let entries: [Prefix]
}

struct PeeringPlan {
  let name: String
  let ends: [Int]
  let state: String?
}

struct AttachmentPlan {
  let name: String
  /// The VPC, if it is one's attachment.
  let vpc: Int?
  var entry: YAMLTree
}

struct GatewayPlan {
  let name: String
  /// Whether it is a core network of Cloud WAN.
  var isCore = false
  var attachments: [AttachmentPlan] = []

  func isAttached(_ vpc: Int) -> Bool { attachments.contains { $0.vpc == vpc } }
}
