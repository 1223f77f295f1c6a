import NetproofSets
import NetproofSyntax

/// Where the parts of one VPC stand in the model's tables: the first index of each kind.
///
/// The parts follow in the topology's order; what AWS implies comes after what is written.
struct VPCLayout {
  var internetGateways = 0
  var egressOnlyInternetGateways = 0
  var vpnGateways = 0
  var carrierGateways = 0
  var subnets = 0
  var routeTables = 0
  var networkACLs = 0
  var securityGroups = 0
  var natGateways = 0
  var endpoints = 0
  var firewalls = 0
  var loadBalancers = 0
  var targetGroups = 0
  var instances = 0
  var interfaces = 0
  var mirrorFilters = 0
  var mirrorSessions = 0

  var mainRouteTable = ID<RouteTable>(0)
  var defaultNetworkACL = ID<NetworkACL>(0)
  var defaultSecurityGroup = ID<SecurityGroup>(0)
  var hasImpliedRouteTable = false
  var hasImpliedNetworkACL = false
  var hasImpliedSecurityGroup = false

  /// The implied route tables of regional NAT gateways that name none, by the gateway's position.
  var impliedNATTables: [Int: ID<RouteTable>] = [:]

  /// The virtual subnets of regional NAT gateways, by the gateway's position.
  var virtualSubnets: [Int: [ID<Subnet>]] = [:]

  /// A subnet that is not described, for interfaces and NAT gateways that are not described.
  var unknownSubnet: ID<Subnet>?

  /// For each entry of `instances:` its own interface.
  var ownInterfaces: [ID<NetworkInterface>?] = []

  /// Where the entries of `interfaces:` begin.
  var furtherInterfaces = 0
}

/// Where the parts of one transit gateway stand in the model's tables.
struct TransitGatewayLayout {
  var attachments = 0
  var routeTables = 0
}

extension VPCEntry {
  /// Whether something in the VPC is in a subnet that nobody describes.
  var needsUnknownSubnet: Bool {
    natGateways.contains { !$0.head.isDescribed && $0.subnet == nil }
      || instances.contains { !$0.head.isDescribed && $0.subnet == nil }
      || interfaces.contains { !$0.head.isDescribed && $0.subnet == nil }
      || endpoints.contains { $0.placements.contains { $0.subnet == nil } }
      || endpoints.contains { $0.isInspection && !$0.head.isDescribed && $0.subnet == nil }
      || firewalls.contains { firewall in
        firewall.endpoints.contains { !$0.head.isDescribed && $0.subnet == nil }
      }
      || loadBalancers.contains { $0.placements.contains { $0.subnet == nil } }
      || resourceGateways.contains { $0.placements.contains { $0.subnet == nil } }
  }
}

extension NATGatewayEntry {
  var isRegional: Bool { kind?.value == NATGateway.Connectivity.regional.rawValue }

  /// The zones in which a regional one has addresses.
  var zones: [(key: Located<String>, addresses: [Located<Address>])] {
    publicIPs.filter { !$0.addresses.isEmpty }
  }

  /// How many places without addresses it stands in.
  var placeCount: Int { isRegional && head.isDescribed ? max(1, zones.count) : 0 }

  /// How many entries of the model's table it is: one for each address.
  var entryCount: Int {
    let isInZones = isRegional && head.isDescribed
    return max(1, isInZones ? zones.reduce(0) { $0 + $1.addresses.count } : privateIPs.count)
  }
}

extension InterfaceEntry {
  /// Whether an entry of `instances:` has an interface of its own.
  var hasOwnInterface: Bool { subnet != nil || !head.isDescribed }
}

extension AttachmentEntry {
  /// Whether it is a line of its own.
  var isEdge: Bool { connect != nil || clientVPN != nil || vpnConcentrator != nil }
}

extension Topology {
  /// Whether a connection that is not described leads to a VPC that nobody describes.
  var needsUnknownVPC: Bool {
    peerings.contains { $0.between.count < 2 }
      || transitGateways.contains { gateway in
        gateway.attachments.contains {
          $0.vpc == nil && $0.vpn == nil && $0.directConnect == nil && $0.networkFunction == nil
            && $0.peer == nil && !$0.isEdge
        }
      }
      || coreNetworks.contains { network in
        network.attachments.contains {
          $0.vpc == nil && $0.vpn == nil && $0.directConnect == nil
            && $0.transitGatewayRouteTable == nil && !$0.isEdge
        }
      }
  }

  /// The VPCs, after them one that is not described if something leads there, then VPC Lattice's.
  var allVPCs: [VPCEntry] {
    let written = vpcs + (latticeVPC.map { [$0] } ?? [])
    guard needsUnknownVPC else { return written }
    let place = Span(source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 0)
    var head = EntryHead(name: Located("(not described)", at: place))
    head.isDescribed = false
    return vpcs + [VPCEntry(head: head)] + written.dropFirst(vpcs.count)
  }
}
