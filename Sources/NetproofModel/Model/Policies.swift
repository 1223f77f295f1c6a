public import NetproofSets

/// The choices that a topology makes where AWS leaves a question open.
public struct Policies: Hashable, Sendable {
  /// Overrides the client ports of every component that states none.
  public var clientPorts: PortSet?
  /// Whether an egress-only exclusion lets hosts with public addresses begin connections.
  public var bpaEgressExclusion = Admission.block
  /// Whether replies to what came in by an internet gateway leave by an egress-only one.
  public var eigwReply = Admission.block
  /// Whether IPv6 replies arrive where one direction goes by an internet gateway, the other does not.
  public var igwReturnIPv6 = Admission.block
  /// Whether interfaces that deny internet gateways may begin connections through one.
  public var denyIGWOutbound = Admission.allow
  /// Whether packets that an appliance sends on need a rule of its security groups.
  public var applianceGroups = ApplianceGroups.both
  /// Whether a regional NAT gateway in manual mode serves zones in which it is not registered.
  public var regionalNATManualZone = Admission.block
  /// The interface by which hosts with several reply, where theirs do not say.
  public var replyFrom = NetworkInterface.ReplyInterface.same
  /// Which subnets send to a transit gateway by the VPC's attachment.
  public var transitGatewayEntry = TransitGatewayEntry.zone
  /// Which of a packet's addresses a peering compares with the CIDRs of its VPCs.
  public var peeringCheck = PeeringCheck.both
  /// Whether references to a client's group match at targets that see the client's address.
  public var balancedClientGroup = Match.ignore
  /// Whether packets to or from a NAT gateway or a network load balancer's node in their own subnet
  /// meet its network ACL.
  public var sameSubnetACL = Asking.skip
  /// The network ACL that packets of a regional NAT gateway meet there.
  public var regionalNATACL = RegionalNATACL.none
  /// Whether references to a group match addresses of prefixes that its members have.
  public var groupPrefixes = Match.match
  /// Whether references to a group that is associated with both VPCs match whatever connects them.
  public var associatedGroups = Match.ignore
  /// What a Gateway Load Balancer's node does whose zone has unhealthy targets alone.
  public var gatewayUnhealthyZone = UnhealthyZone.drop
  /// Whether routes to a prefix list use entries inside the VPC that a written route could not name.
  public var innerListEntries = ListEntries.ignore
  /// Whether what comes by an endpoint meets the network ACL of the node of its service.
  public var privateLinkACL = Asking.skip

  /// Whether packets that are dropped on their way out of a mirrored interface are mirrored.
  public var mirrorDropped = Mirroring.skip
  /// What comes after a mirror session whose filter does not accept a packet.
  public var mirrorFallThrough = MirrorFallThrough.next
  /// Whether copies of mirrored packets meet network ACLs.
  public var mirrorACL = Asking.ask
  /// Whether flow logs have a record of the sender of packets that are dropped by no filter.
  public var flowLogDrops = LoggedDrops.accept

  public init() {}

  /// One way to decide whether packets pass.
  public enum Admission: String, Hashable, Sendable, CaseIterable {
    case allow
    case block
  }

  /// Which of its rules an appliance's security groups ask about packets for others.
  public enum ApplianceGroups: String, Hashable, Sendable, CaseIterable {
    /// Inbound and outbound rules.
    case both
    /// Inbound rules alone, as if what is sent on were a reply.
    case inbound
  }

  /// Which subnets send to a transit gateway by an attachment.
  public enum TransitGatewayEntry: String, Hashable, Sendable, CaseIterable {
    /// All in the zones of the attachment's subnets.
    case zone
    /// The attachment's subnets alone.
    case subnet
  }

  /// Which of a packet's addresses a peering compares with the CIDRs of its VPCs.
  public enum PeeringCheck: String, Hashable, Sendable, CaseIterable {
    /// The destination with those of the far VPC, and the source with those of the near one.
    case both
    /// The destination alone.
    case destination
  }

  /// Whether a rule takes something into account.
  public enum Match: String, Hashable, Sendable, CaseIterable {
    case ignore
    case match
  }

  /// Whether a list is asked about packets.
  public enum Asking: String, Hashable, Sendable, CaseIterable {
    case skip
    case ask
  }

  /// The network ACL of a NAT gateway that is in no subnet.
  public enum RegionalNATACL: String, Hashable, Sendable, CaseIterable {
    case none
    /// The VPC's default one.
    case `default`
  }

  /// What becomes of packets where other zones alone have healthy targets.
  public enum UnhealthyZone: String, Hashable, Sendable, CaseIterable {
    case drop
    /// The unhealthy targets of the zone get them.
    case failOpen = "fail-open"
  }

  /// Whether a route uses entries of its list.
  public enum ListEntries: String, Hashable, Sendable, CaseIterable {
    case ignore
    case use
  }

  /// Whether packets are mirrored.
  public enum Mirroring: String, Hashable, Sendable, CaseIterable {
    case skip
    case mirror
  }

  /// What becomes of packets that the filter of a mirror session does not accept.
  public enum MirrorFallThrough: String, Hashable, Sendable, CaseIterable {
    /// The source's next session is tried.
    case next
    /// They are not mirrored, if it is a rule that rejects them.
    case stop
  }

  /// What flow logs have of packets that routing or a check drops.
  public enum LoggedDrops: String, Hashable, Sendable, CaseIterable {
    /// The sender's record: its filters accept them.
    case accept
    case omit
  }

  /// A question that AWS's documents leave open, by the name of its key.
  ///
  /// Source: section 23 of the semantics reference; what each decides is in `docs/semantics.md`.
  public enum Switch: String, Hashable, Sendable, CaseIterable, Comparable {
    case bpaEgressExclusion = "bpa-egress-exclusion-igw"
    case eigwReply = "eigw-reply"
    case igwReturnIPv6 = "igw-return-ipv6"
    case denyIGWOutbound = "deny-igw-outbound"
    case applianceGroups = "appliance-groups"
    case replyFrom = "reply-from"
    case regionalNATManualZone = "regional-nat-manual-zone"
    case transitGatewayEntry = "tgw-entry"
    case peeringCheck = "peering-check"
    case balancedClientGroup = "nlb-client-group"
    case sameSubnetACL = "same-subnet-acl"
    case regionalNATACL = "regional-nat-acl"
    case groupPrefixes = "group-prefixes"
    case associatedGroups = "associated-groups"
    case gatewayUnhealthyZone = "gwlb-unhealthy-zone"
    case innerListEntries = "prefix-list-inside"
    case privateLinkACL = "privatelink-acl"
    case mirrorDropped = "mirror-dropped"
    case mirrorFallThrough = "mirror-rejected"
    case mirrorACL = "mirror-acl"
    case flowLogDrops = "flow-log-drops"

    public static func < (left: Switch, right: Switch) -> Bool { left.rawValue < right.rawValue }
  }

  /// The value that holds, as the topology would write it.
  public func value(of policy: Switch) -> String {
    switch policy {
    case .bpaEgressExclusion: bpaEgressExclusion.rawValue
    case .eigwReply: eigwReply.rawValue
    case .igwReturnIPv6: igwReturnIPv6.rawValue
    case .denyIGWOutbound: denyIGWOutbound.rawValue
    case .applianceGroups: applianceGroups.rawValue
    case .replyFrom: replyFrom.rawValue
    case .regionalNATManualZone: regionalNATManualZone.rawValue
    case .transitGatewayEntry: transitGatewayEntry.rawValue
    case .peeringCheck: peeringCheck.rawValue
    case .balancedClientGroup: balancedClientGroup.rawValue
    case .sameSubnetACL: sameSubnetACL.rawValue
    case .regionalNATACL: regionalNATACL.rawValue
    case .groupPrefixes: groupPrefixes.rawValue
    case .associatedGroups: associatedGroups.rawValue
    case .gatewayUnhealthyZone: gatewayUnhealthyZone.rawValue
    case .innerListEntries: innerListEntries.rawValue
    case .privateLinkACL: privateLinkACL.rawValue
    case .mirrorDropped: mirrorDropped.rawValue
    case .mirrorFallThrough: mirrorFallThrough.rawValue
    case .mirrorACL: mirrorACL.rawValue
    case .flowLogDrops: flowLogDrops.rawValue
    }
  }
}

extension Model {
  /// The other interface of its host by which an interface replies, if it is not itself (R93).
  public func primaryReplying(for id: ID<NetworkInterface>) -> ID<NetworkInterface>? {
    guard (interfaces[id].replyInterface ?? policies.replyFrom) == .primary else { return nil }
    return primary(besides: id)
  }

  /// The first interface of the host of an interface, if that is another one.
  public func primary(besides id: ID<NetworkInterface>) -> ID<NetworkInterface>? {
    guard let instance = interfaces[id].instance,
      let primary = instances[instance].interfaces.first, primary != id
    else { return nil }
    return primary
  }
}
