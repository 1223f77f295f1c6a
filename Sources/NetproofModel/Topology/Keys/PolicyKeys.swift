import NetproofSyntax

enum PolicyKeys {
  static let clientPorts = Key(
    "client-ports", .clientPorts, "The ports that clients use where nothing else says so.",
    default: "`linux` for interfaces, `any` for networks")

  /// The policies that are one of a few words, with their keys.
  static let switches: [(policy: Policies.Switch, key: Key<Located<String>>)] =
    Policies.Switch.allCases.map { ($0, key(of: $0)) }

  private static func key(of policy: Policies.Switch) -> Key<Located<String>> {
    Key(
      policy.rawValue, .word(words(of: policy), "one of its values"), summary(of: policy),
      default: "`\(Policies().value(of: policy))`")
  }

  private static func words(of policy: Policies.Switch) -> [String] {
    switch policy {
    case .bpaEgressExclusion, .eigwReply, .igwReturnIPv6, .denyIGWOutbound, .regionalNATManualZone:
      Policies.Admission.allCases.map(\.rawValue)
    case .applianceGroups: Policies.ApplianceGroups.allCases.map(\.rawValue)
    case .replyFrom: NetworkInterface.ReplyInterface.allCases.map(\.rawValue)
    case .transitGatewayEntry: Policies.TransitGatewayEntry.allCases.map(\.rawValue)
    case .peeringCheck: Policies.PeeringCheck.allCases.map(\.rawValue)
    case .balancedClientGroup, .groupPrefixes, .associatedGroups:
      Policies.Match.allCases.map(\.rawValue)
    case .sameSubnetACL, .privateLinkACL, .mirrorACL: Policies.Asking.allCases.map(\.rawValue)
    case .regionalNATACL: Policies.RegionalNATACL.allCases.map(\.rawValue)
    case .gatewayUnhealthyZone: Policies.UnhealthyZone.allCases.map(\.rawValue)
    case .innerListEntries: Policies.ListEntries.allCases.map(\.rawValue)
    case .mirrorDropped: Policies.Mirroring.allCases.map(\.rawValue)
    case .mirrorFallThrough: Policies.MirrorFallThrough.allCases.map(\.rawValue)
    case .flowLogDrops: Policies.LoggedDrops.allCases.map(\.rawValue)
    }
  }

  private static func summary(of policy: Policies.Switch) -> String {
    switch policy {
    case .bpaEgressExclusion:
      "Whether hosts with public addresses may begin connections where Block Public Access is "
        + "bidirectional and an exclusion allows egress."
    case .eigwReply:
      "Whether replies to IPv6 packets that came in by an internet gateway may leave by an "
        + "egress-only one."
    case .igwReturnIPv6:
      "Whether IPv6 replies arrive where either the packets or the replies, but not both, go by a "
        + "VPC's internet gateway."
    case .denyIGWOutbound:
      "Whether interfaces with `deny-internet-gateway` may begin connections through one."
    case .applianceGroups:
      "Whether packets that an appliance sends on meet the rules of its groups in both directions, "
        + "or inbound alone."
    case .regionalNATManualZone:
      "Whether a regional NAT gateway in manual mode serves zones in which it has no address."
    case .replyFrom: "The interface by which an instance with several replies: `reply-from`."
    case .transitGatewayEntry:
      "Whether every subnet in a zone of a VPC attachment sends by it, or its own subnets alone."
    case .peeringCheck:
      "Whether a peering wants the source in the near VPC too, or the destination in the far one alone."
    case .balancedClientGroup:
      "Whether rules that name a client's group match at targets of a load balancer that see the "
        + "client's address."
    case .sameSubnetACL:
      "Whether packets between a client and a NAT gateway, or a network load balancer's node and a "
        + "target, of one subnet meet its network ACL."
    case .regionalNATACL:
      "Whether packets meet the VPC's default network ACL at a regional NAT gateway, or none."
    case .groupPrefixes:
      "Whether rules that name a group match addresses of prefixes assigned to its members."
    case .associatedGroups:
      "Whether rules that name a group associated with both VPCs match over transit gateways and core "
        + "networks whatever referencing says, outbound too."
    case .gatewayUnhealthyZone:
      "What a Gateway Load Balancer without `cross-zone` does in a zone whose targets are unhealthy "
        + "while others are not: drop packets, or use those targets."
    case .innerListEntries:
      "Whether routes to a prefix list use entries that are more specific than `local` and that a route "
        + "of its own could not name."
    case .privateLinkACL:
      "Whether connections by an endpoint meet the network ACL of the subnet of its service's node."
    case .mirrorDropped:
      "Whether packets that groups or the network ACL drop on their way out are mirrored."
    case .mirrorFallThrough:
      "Whether the next mirror session of a source is tried for packets that a rule of one rejects."
    case .mirrorACL: "Whether copies of mirrored packets meet network ACLs."
    case .flowLogDrops:
      "Whether flow logs tell packets that are dropped by no filter as accepted by their sender, or not "
        + "at all."
    }
  }

  static let kind = EntryKind(
    "policies", "`policies`", "Choices where AWS leaves a question open.",
    keys: [clientPorts.description] + switches.map(\.key.description))
}

extension PolicyEntries {
  /// The policies that hold, defaults filled in.
  var policies: Policies {
    var policies = Policies()
    policies.clientPorts = clientPorts?.value
    func value<Value: RawRepresentable>(
      _ policy: Policies.Switch, default usual: Value
    ) -> Value where Value.RawValue == String {
      switches[policy].flatMap { Value(rawValue: $0.value) } ?? usual
    }
    policies.bpaEgressExclusion = value(.bpaEgressExclusion, default: policies.bpaEgressExclusion)
    policies.eigwReply = value(.eigwReply, default: policies.eigwReply)
    policies.igwReturnIPv6 = value(.igwReturnIPv6, default: policies.igwReturnIPv6)
    policies.denyIGWOutbound = value(.denyIGWOutbound, default: policies.denyIGWOutbound)
    policies.applianceGroups = value(.applianceGroups, default: policies.applianceGroups)
    policies.regionalNATManualZone = value(
      .regionalNATManualZone, default: policies.regionalNATManualZone)
    policies.replyFrom = value(.replyFrom, default: policies.replyFrom)
    policies.transitGatewayEntry = value(
      .transitGatewayEntry, default: policies.transitGatewayEntry)
    policies.peeringCheck = value(.peeringCheck, default: policies.peeringCheck)
    policies.balancedClientGroup = value(
      .balancedClientGroup, default: policies.balancedClientGroup)
    policies.sameSubnetACL = value(.sameSubnetACL, default: policies.sameSubnetACL)
    policies.regionalNATACL = value(.regionalNATACL, default: policies.regionalNATACL)
    policies.groupPrefixes = value(.groupPrefixes, default: policies.groupPrefixes)
    policies.associatedGroups = value(.associatedGroups, default: policies.associatedGroups)
    policies.gatewayUnhealthyZone = value(
      .gatewayUnhealthyZone, default: policies.gatewayUnhealthyZone)
    policies.innerListEntries = value(.innerListEntries, default: policies.innerListEntries)
    policies.privateLinkACL = value(.privateLinkACL, default: policies.privateLinkACL)
    policies.mirrorDropped = value(.mirrorDropped, default: policies.mirrorDropped)
    policies.mirrorFallThrough = value(.mirrorFallThrough, default: policies.mirrorFallThrough)
    policies.mirrorACL = value(.mirrorACL, default: policies.mirrorACL)
    policies.flowLogDrops = value(.flowLogDrops, default: policies.flowLogDrops)
    return policies
  }
}
