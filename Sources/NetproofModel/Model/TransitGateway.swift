public import NetproofSets

/// A regional router of VPCs, VPN connections and other transit gateways (R125 to R147), or a core
/// network of Cloud WAN, whose route tables are its segments at each edge location (R222).
public struct TransitGateway: Hashable, Sendable {
  /// What kind of router it is.
  public enum Kind: Hashable, Sendable {
    case transitGateway
    case coreNetwork
    /// With service insertion or routing policies, which are not modelled.
    case unknownCoreNetwork
  }

  /// The states of transit gateways that AWS knows; `available` and `modifying` forward.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case pending
    case available
    case modifying
    case deleting
    case deleted

    public var forwards: Bool { self == .available || self == .modifying }
  }

  /// The states of core networks that AWS knows; `available` and `updating` forward.
  public enum CoreState: String, Hashable, Sendable, CaseIterable {
    case creating
    case updating
    case available
    case deleting

    public var forwards: Bool { self == .available || self == .updating }
  }

  public let identity: Identity
  /// The state in which it forwards nothing, as AWS calls it; none if it forwards (R47).
  public let deadState: String?
  /// Whether security-group references may cross it (R81); off unless stated.
  public let securityGroupReferencing: Bool
  /// Whether VPN attachments with equal routes share the load (R137); on unless stated.
  public let vpnECMP: Bool
  public internal(set) var attachments: [ID<TransitGatewayAttachment>]
  public let routeTables: [ID<TransitGatewayRouteTable>]
  public let kind: Kind

  public init(
    identity: Identity, deadState: String? = nil, securityGroupReferencing: Bool = false,
    vpnECMP: Bool = true, attachments: [ID<TransitGatewayAttachment>],
    routeTables: [ID<TransitGatewayRouteTable>], kind: Kind = .transitGateway
  ) {
    self.deadState = deadState
    self.kind = kind
    self.identity = identity
    self.securityGroupReferencing = securityGroupReferencing
    self.vpnECMP = vpnECMP
    self.attachments = attachments
    self.routeTables = routeTables
  }
}

/// What hangs on a transit gateway.
public struct TransitGatewayAttachment: Hashable, Sendable {
  /// The thing attached.
  public enum Resource: Hashable, Sendable {
    /// A VPC, by at most one subnet a zone.
    case vpc(ID<VPC>, subnets: [ID<Subnet>])
    case vpn(ID<VPNConnection>)
    case directConnect(ID<DirectConnectGateway>)
    /// A line to networks on premises that is no component of its own.
    case edge(EdgeLine)
    /// The attachment at the other transit gateway of a peering, or at the other end where a table of
    /// a transit gateway exchanges routes with a segment of a core network.
    case peer(ID<TransitGatewayAttachment>)
    /// A firewall that gives packets back to the transit gateway (R145).
    case networkFunction(ID<FirewallPolicy>)
  }

  /// The states that AWS knows; `available`, `modifying` and `rolling-back` forward (R130).
  public enum State: String, Hashable, Sendable, CaseIterable {
    case initiating
    case initiatingRequest = "initiating-request"
    case pendingAcceptance = "pending-acceptance"
    case rollingBack = "rolling-back"
    case pending
    case available
    case modifying
    case deleting
    case deleted
    case failed
    case rejected
    case rejecting
    case failing

    public var forwards: Bool {
      self == .available || self == .modifying || self == .rollingBack
    }
  }

  public let identity: Identity
  public let transitGateway: ID<TransitGateway>
  public let resource: Resource
  public let state: State
  public let applianceMode: Bool
  /// Whether security-group references may cross it (R81); on unless stated.
  public let securityGroupReferencing: Bool
  /// Whether it propagates a VPC's IPv6 blocks, too (R129); it carries IPv6 either way.
  public let propagatesIPv6: Bool
  /// The table in which packets that arrive from the attachment are looked up.
  public let association: ID<TransitGatewayRouteTable>?
  /// The edge location at which it is attached to a core network.
  public let edge: String?
  /// Whether nobody says what is attached: it is not described, and its resource stands for anything.
  public let isAnybodys: Bool
  /// How addresses behind it are translated, by rules of which no two mean an address (R146); those
  /// that are staged only are left out.
  public let natRules: [AttachmentNATRule]

  public init(
    identity: Identity, transitGateway: ID<TransitGateway>, resource: Resource,
    state: State = .available, applianceMode: Bool = false,
    securityGroupReferencing: Bool = true, propagatesIPv6: Bool = true,
    association: ID<TransitGatewayRouteTable>?, edge: String? = nil,
    isAnybodys: Bool = false, natRules: [AttachmentNATRule] = []
  ) {
    self.isAnybodys = isAnybodys
    self.natRules = natRules
    self.edge = edge
    self.propagatesIPv6 = propagatesIPv6
    self.identity = identity
    self.transitGateway = transitGateway
    self.resource = resource
    self.state = state
    self.applianceMode = applianceMode
    self.securityGroupReferencing = securityGroupReferencing
    self.association = association
  }
}

extension TransitGatewayAttachment {
  /// The zone, by its id, in which attachments of VPCs do not support references to security groups.
  ///
  /// Source: Amazon VPC Transit Gateways, "Amazon VPC attachments", section on security groups (R81).
  public static let zoneWithoutReferences = "use1-az3"
}

extension Model {
  /// Whether references to security groups may cross an attachment: it lets them, and none of its
  /// subnets is in the zone that does not support them (R81).
  public func showsGroups(_ id: ID<TransitGatewayAttachment>) -> Bool {
    let attachment = attachments[id]
    guard attachment.securityGroupReferencing else { return false }
    guard case .vpc(_, let own) = attachment.resource else { return true }
    return !own.contains {
      subnets[$0].zone == TransitGatewayAttachment.zoneWithoutReferences
    }
  }
}

/// A route table of a transit gateway.
public struct TransitGatewayRouteTable: Hashable, Sendable {
  public let identity: Identity
  public let transitGateway: ID<TransitGateway>
  /// Written routes as written, then the propagated ones in the order of `propagations`.
  ///
  /// Propagated routes are expanded here (R132): a VPC attachment's are the VPC's blocks, or what
  /// these are translated to (R146), a VPN attachment's the learned prefixes. A VPC whose blocks
  /// overlap those of a VPC attached earlier propagates nothing (R135).
  public var routes: [TransitGatewayRoute]
  public internal(set) var propagations: [ID<TransitGatewayAttachment>]
  /// The edge location, of a core network's segment.
  public let edge: String?
  /// A prefix list that some written route names and nobody describes: it may hold any block.
  public let hiddenList: ID<PrefixList>?

  public init(
    identity: Identity, transitGateway: ID<TransitGateway>, routes: [TransitGatewayRoute],
    propagations: [ID<TransitGatewayAttachment>], edge: String? = nil,
    hiddenList: ID<PrefixList>? = nil
  ) {
    self.hiddenList = hiddenList
    self.edge = edge
    self.identity = identity
    self.transitGateway = transitGateway
    self.routes = routes
    self.propagations = propagations
  }
}

/// One route of a transit gateway's table.
public struct TransitGatewayRoute: Hashable, Sendable {
  /// Where the route leads.
  public enum Target: Hashable, Sendable {
    case attachment(ID<TransitGatewayAttachment>)
    case blackhole
  }

  /// How the route came into the table; of equal lengths the lowest rank wins (R133).
  public enum Origin: Hashable, Sendable {
    case written
    /// A reference to a prefix list.
    case prefixList
    /// The position of the attachment in the table's `propagations`.
    case propagated(index: Int)
  }

  public let prefix: Prefix
  public let target: Target
  public let origin: Origin
  /// The position in the written list, from 0; for propagated routes that of the propagation.
  public let writtenIndex: Int

  public init(prefix: Prefix, target: Target, origin: Origin, writtenIndex: Int) {
    self.prefix = prefix
    self.target = target
    self.origin = origin
    self.writtenIndex = writtenIndex
  }
}
