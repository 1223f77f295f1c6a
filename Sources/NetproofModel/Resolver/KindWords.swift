/// A set of kinds of components.
struct KindSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  init(_ kinds: [ComponentID.Kind]) {
    for kind in kinds { bits |= 1 << UInt64(kind.order) }
  }

  /// The set of one kind.
  init(_ kind: ComponentID.Kind) {
    bits = 1 << UInt64(kind.order)
  }

  static let subnet = KindSet(ComponentID.Kind.subnet)
  static let securityGroup = KindSet(ComponentID.Kind.securityGroup)

  init(arrayLiteral kinds: ComponentID.Kind...) {
    self.init(kinds)
  }

  func contains(_ kind: ComponentID.Kind) -> Bool { bits & (1 << UInt64(kind.order)) != 0 }

  /// The kinds in their order.
  var members: [ComponentID.Kind] { ComponentID.Kind.allCases.filter { contains($0) } }
}

extension ComponentID.Kind {
  /// Reads a kind as references write it: `security-group:`, or `sg:` for short.
  public init?(word: some StringProtocol) {
    let text = String(word)
    guard let kind = Self.allCases.first(where: { $0.rawValue == text || $0.shortForm == text })
    else { return nil }
    self = kind
  }

  /// A shorter word for the kind in references, such as `sg`.
  public var shortForm: String {
    switch self {
    case .network: "net"
    case .vpc: "vpc"
    case .subnet: "subnet"
    case .routeTable: "rtb"
    case .networkACL: "acl"
    case .securityGroup: "sg"
    case .instance: "host"
    case .interface: "eni"
    case .internetGateway: "igw"
    case .egressOnlyInternetGateway: "eigw"
    case .natGateway: "nat"
    case .peering: "pcx"
    case .transitGateway: "tgw"
    case .attachment: "attachment"
    case .transitGatewayRouteTable: "tgw-rtb"
    case .vpnConnection: "vpn"
    case .vpnGateway: "vgw"
    case .prefixList: "pl"
    case .endpoint: "vpce"
    case .blockPublicAccess: "bpa"
    case .directConnectGateway: "dxgw"
    case .virtualInterface: "vif"
    case .coreNetwork: "cn"
    case .segment: "seg"
    case .firewall: "fw"
    case .firewallPolicy: "fw-policy"
    case .firewallRuleGroup: "fw-rules"
    case .loadBalancer: "lb"
    case .targetGroup: "tg"
    case .carrierGateway: "cagw"
    case .localGateway: "lgw"
    case .resourceGateway: "rgw"
    case .resource: "resource"
    case .serviceNetwork: "sn"
    case .latticeService: "svc"
    case .mirrorFilter: "tmf"
    case .mirrorSession: "tms"
    }
  }

  /// The kind in a sentence: `security group`.
  public var title: String {
    switch self {
    case .network: "network"
    case .vpc: "VPC"
    case .subnet: "subnet"
    case .routeTable: "route table"
    case .networkACL: "network ACL"
    case .securityGroup: "security group"
    case .instance: "instance"
    case .interface: "interface"
    case .internetGateway: "internet gateway"
    case .egressOnlyInternetGateway: "egress-only internet gateway"
    case .natGateway: "NAT gateway"
    case .peering: "peering"
    case .transitGateway: "transit gateway"
    case .attachment: "attachment"
    case .transitGatewayRouteTable: "transit gateway route table"
    case .vpnConnection: "VPN connection"
    case .vpnGateway: "virtual private gateway"
    case .prefixList: "prefix list"
    case .endpoint: "VPC endpoint"
    case .blockPublicAccess: "Block Public Access"
    case .directConnectGateway: "Direct Connect gateway"
    case .virtualInterface: "virtual interface"
    case .coreNetwork: "core network"
    case .segment: "segment"
    case .firewall: "firewall"
    case .firewallPolicy: "firewall policy"
    case .firewallRuleGroup: "firewall rule group"
    case .loadBalancer: "load balancer"
    case .targetGroup: "target group"
    case .carrierGateway: "carrier gateway"
    case .localGateway: "local gateway"
    case .resourceGateway: "resource gateway"
    case .resource: "resource"
    case .serviceNetwork: "service network"
    case .latticeService: "Lattice service"
    case .mirrorFilter: "mirror filter"
    case .mirrorSession: "mirror session"
    }
  }

  /// The kind in a sentence with its article: `an interface`.
  var titleWithArticle: String {
    switch self {
    case .interface, .instance, .internetGateway, .egressOnlyInternetGateway, .attachment:
      "an \(title)"
    case .blockPublicAccess: title
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .natGateway, .peering,
      .transitGateway, .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint,
      .prefixList, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer, .targetGroup,
      .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup, .carrierGateway,
      .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession:
      "a \(title)"
    }
  }
}
