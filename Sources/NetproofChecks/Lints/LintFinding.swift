public import NetproofModel
public import NetproofSets

/// Something about a network that is worth telling without any question, and what it rests on.
///
/// What depends on anything that the topology does not describe is never told.
public struct LintFinding: Hashable, Sendable {
  /// What the finding is about.
  public let component: ComponentID
  /// The rule or route of it, if it is about one.
  public let rule: RuleID?
  public let matter: Matter

  init(_ component: ComponentID, _ matter: Matter) {
    self.component = component
    rule = nil
    self.matter = matter
  }

  init(_ rule: RuleID, _ matter: Matter) {
    component = rule.owner
    self.rule = rule
    self.matter = matter
  }

  /// What was found.
  public enum Matter: Hashable, Sendable {
    /// Every packet of a network ACL's rule is decided by these earlier ones.
    case ruleShadowed(by: [RuleID], effect: Effect)
    /// Rules let packets of a protocol in or out, but the other list denies replies to them.
    case repliesDenied(Replies)
    case networkACLUnused
    /// A list of a network ACL has rules for one family alone, and a subnet of it has this one too.
    case familyMissing(Family, RuleList, in: ID<Subnet>)
    /// A rule is about ICMP of one family and addresses of the other.
    case icmpOfOtherFamily
    /// Every packet of a security group's rule is allowed by these other ones.
    case ruleImplied(by: [RuleID])
    /// A rule refers to a group whose members it never sees.
    case referenceNeverMatches(ID<SecurityGroup>, NeverSeen)
    /// No interface has the group.
    case groupUnused
    /// Other routes of the table are selected for every address of the route.
    case routeShadowed(by: [RuleID])
    /// Nothing looks the table up.
    case routeTableUnused
    case routeToNowhere(DeadEnd)
    /// The VPCs of a peering from which no route leads over it.
    ///
    /// If one side lacks them, replies from there may leave by other routes to the peer's blocks.
    case routesMissing(in: [ID<VPC>], repliesLeaveElsewhere: Bool)
    /// A block of the component and one of another network overlap, and both are joined by a third.
    case blocksOverlap(Overlap)
    /// No firewall has the policy.
    case firewallPolicyUnused
    /// A rule means the firewall's own VPC by `HOME_NET`, but packets of these come there as well.
    case homeNetTooNarrow(ID<Firewall>, without: [ID<VPC>])
    /// None of the load balancer's groups lets anybody in at a listener.
    case listenerClosed([ID<SecurityGroup>])
    /// No listener sends to the group.
    case targetGroupUnused
    /// No service network has the service.
    case latticeServiceUnused
    /// No VPC is associated with the network, and no endpoint leads to it.
    case serviceNetworkUnused
    /// An exclusion from Block Public Access excludes nothing.
    case exclusionIdle(PublicAccessExclusion, IdleExclusion)
  }

  /// Why an exclusion from Block Public Access excludes nothing.
  public enum IdleExclusion: Hashable, Sendable {
    /// It allows what is not blocked.
    case onlyIngressIsBlocked(ID<BlockPublicAccess>)
    /// The whole VPC is excluded, as far or further.
    case vpcIsExcluded(ID<VPC>)
    /// The VPC has no gateway at which anything could be blocked.
    case noGateway(ID<VPC>)
  }

  /// What would become of a shadowed rule's packets if it came first.
  public enum Effect: Hashable, Sendable {
    /// The same: the rule says again what is said already.
    case same
    /// The opposite: the rule is without the effect that its author wanted.
    case opposite
    /// The same for some, the opposite for others.
    case mixed
  }

  /// Replies that a network ACL does not let pass.
  public struct Replies: Hashable, Sendable {
    /// The rules that let the packets pass which are replied to.
    public let rules: [RuleID]
    /// TCP or UDP, and of it those of a client's ports that are denied; or the answer to a ping.
    public let service: Service
    /// Of the client's ports, or of types and codes, those that are asked about.
    public let clientPorts: PortSet
    /// The least block to or from which they are denied.
    public let block: Prefix
    /// The rule that denies them; none if no rule matches.
    public let denial: RuleID?
  }

  /// Why a rule never sees a member of the group that it names.
  public enum NeverSeen: Hashable, Sendable {
    /// No interface has the group.
    case noMembers
    /// The VPCs are not connected, or only in ways that hide groups.
    case notConnected
    case peeringNotActive(ID<Peering>)
    case crossRegion(ID<Peering>)
    /// The transit gateway or one of the attachments has security-group references off.
    case referencingOff(ComponentID)
    /// The VPCs are at different edge locations of the core network.
    case otherEdge(ID<TransitGateway>)
    /// An outbound rule, and the only way is over a transit gateway.
    case outboundOverTransitGateway(ID<TransitGateway>)
  }

  /// Why a route carries nothing.
  public enum DeadEnd: Hashable, Sendable {
    /// It says `via: blackhole`, as AWS shows a route whose target was deleted.
    case blackhole
    /// The target is detached, deleted or stopped, or not in a state in which it forwards.
    case targetDown(ComponentID)
    /// The other VPC of the peering has none of the addresses.
    case notInPeer(ID<Peering>, ID<VPC>)
    /// The VPC is not attached to the transit gateway.
    case notAttached(ID<TransitGateway>)
    /// An internet gateway drops packets to private addresses.
    case privateAddresses(ID<InternetGateway>)
    /// Neither a VPN connection nor a virtual interface leads on from the gateway.
    case noLine(ID<VPNGateway>)
  }

  /// Two blocks that overlap.
  public struct Overlap: Hashable, Sendable {
    public let block: Prefix
    public let other: ComponentID
    public let otherBlock: Prefix
    /// What reaches both: a VPC by its peerings, a transit gateway, or a segment of a core network.
    public let joint: ComponentID
  }

  /// The code that it is told under.
  public var code: Code {
    switch matter {
    case .ruleShadowed: .naclRuleShadowed
    case .repliesDenied: .naclRepliesDenied
    case .networkACLUnused: .naclUnused
    case .familyMissing: .naclFamilyMismatch
    case .icmpOfOtherFamily: .icmpFamilyMismatch
    case .ruleImplied: .sgRuleImplied
    case .referenceNeverMatches: .sgRefNeverMatches
    case .groupUnused: .sgUnused
    case .routeShadowed: .routeShadowed
    case .routeTableUnused: .routeTableUnused
    case .routeToNowhere: .routeToNowhere
    case .routesMissing: .pcxRoutesMissing
    case .blocksOverlap: .attachedCIDROverlap
    case .firewallPolicyUnused: .nfwPolicyUnused
    case .homeNetTooNarrow: .nfwHomeNetTooNarrow
    case .listenerClosed: .lbListenerClosed
    case .targetGroupUnused: .targetGroupUnused
    case .latticeServiceUnused: .latticeServiceUnused
    case .serviceNetworkUnused: .serviceNetworkUnused
    case .exclusionIdle: .bpaExclusionIdle
    }
  }
}
