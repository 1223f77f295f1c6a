import NetproofModel

/// A code of AWS's own analyzers, and what Netproof says instead.
///
/// Source: VPC Reachability Analyzer, "Explanation codes" and "Additional detail codes".
struct AWSCode: Hashable, Sendable {
  /// How it shows here.
  enum Counterpart: Hashable, Sendable {
    /// As one of these, depending on the place.
    case codes([Code])
    /// Never, and why.
    case none(Reason)
  }

  /// Why a code of AWS's cannot occur.
  enum Reason: String, Hashable, Sendable {
    case appliances =
      "what is behind an endpoint that inspects is declared, not walked; the note says so"
    case replies = "nothing comes out of a gateway endpoint but replies of its service"
    case route = "no obstacle: the hops show which route was selected, and why"
    case translation = "no obstacle: the hops show the header after each translation"
    case filter = "a question names its packets and ends, so no filter can miss"
    case analyzed = "the case is analyzed"
    case refused = "such a question is refused, with a diagnostic at its place"
    case everyWay = "never alone: the obstacles of every way are listed"
  }

  let name: String
  let counterpart: Counterpart

  private init(_ name: String, _ codes: Code...) {
    self.name = name
    counterpart = .codes(codes)
  }

  private init(_ name: String, never reason: Reason) {
    self.name = name
    counterpart = .none(reason)
  }

  /// All of AWS's codes by name.
  static let all: [AWSCode] = (explanations + configurations + filters + details)
    .sorted { $0.name < $1.name }

  /// All of them as a table in Markdown.
  static var table: String {
    let rows = all.map { one in
      switch one.counterpart {
      case .codes(let codes):
        "| `\(one.name)` | \(codes.map { "`\($0.rawValue)`" }.joined(separator: ", ")) |\n"
      case .none(let reason): "| `\(one.name)` | – (\(reason.rawValue)) |\n"
      }
    }
    return """
      ## The codes of AWS's own analyzers

      | AWS | Netproof |
      |---|---|

      """ + rows.joined()
  }

  // MARK: - The codes

  private static let explanations: [AWSCode] = [
    AWSCode(
      "BAD_STATE", .instanceNotRunning, .targetBadState, .natBadState, .pcxNotActive, .lbNotActive),
    AWSCode("BAD_STATE_ATTACHMENT", .eniNotAttached, .igwNotAttached, .tgwAttachmentState),
    AWSCode("BAD_STATE_ROUTE", .routeBlackhole),
    AWSCode("BAD_STATE_VPN", .vpnTunnelsDown, .targetBadState),
    AWSCode("CANNOT_ROUTE", .noRoute),
    AWSCode("ELB_ACL_RESTRICTION", .naclEgressDeny),
    AWSCode("ELB_INSTALLED_AZ_RESTRICTION", .lbNoTargets, .lbTargetAZDisabled),
    AWSCode("ELB_LISTENER_PORT_RESTRICTION", .lbNoListener, .lbInitiate),
    AWSCode("ELB_LISTENERS_MISMATCH", .lbNoListener),
    AWSCode("ELB_NOT_CROSSZONE", .lbNotCrossZone, .lbNoTargetInAZ),
    AWSCode("ELBV2_LISTENER_HAS_NO_TG", .lbNoTargets),
    AWSCode("ELBV2_LISTENER_PORT_RESTRICTION", .lbNoListener),
    AWSCode("ELBV2_LISTENER_REQUIRES_TG_ACCEPT", .lbTargetsUnhealthy, .lbNoTargets),
    AWSCode("ELBV2_LISTENERS_MISMATCH", .lbNoListener),
    AWSCode("ELBV2_NO_TARGETS_IN_AZ", .lbNoTargetInAZ),
    AWSCode("ELBV2_SOURCE_ADDRESS_PRESERVATION", .nlbClientIPUnsupportedPath),
    AWSCode("ENI_ADDRESS_RESTRICTION", .srcDstCheck, .destIPUnassigned),
    AWSCode("ENI_SG_RULES_MISMATCH", .sgEgressNoMatch, .sgIngressNoMatch),
    AWSCode("ENI_SOURCE_DEST_CHECK_RESTRICTION", .srcDstCheck),
    AWSCode(
      "FIREWALL_RULES_RESTRICTION", .nfwStatelessDrop, .nfwRuleDrop, .nfwDefaultDrop, .nfwMidstream),
    AWSCode("GATEWAY_REJECTS_SPOOFED_TRAFFIC", .spoofedSource),
    AWSCode("GWLB_DESTINATION_PORT_RESTRICTION", never: .appliances),
    AWSCode("GWLB_PROTOCOL_RESTRICTION", never: .appliances),
    AWSCode("HIGHER_PRIORITY_ROUTE", never: .route),
    AWSCode("IGW_DESTINATION_ADDRESS_IN_VPC_CIDRS", .igwDstNotMapped),
    AWSCode("IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS", .igwPrivateDest),
    AWSCode("IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS", .igwPrivateDest),
    AWSCode("IGW_NAT_REFLECTION", never: .analyzed),
    AWSCode("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", .igwDstNotMapped),
    AWSCode("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS", .igwNoPublicIP),
    AWSCode("IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS", .igwPrivateSource),
    AWSCode("IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS", .igwPrivateSource),
    AWSCode("INGRESS_RTB_NO_PUBLIC_IP", .ingressRTBNoPublicIP),
    AWSCode("INGRESS_RTB_TRAFFIC_REDIRECTION", .ingressRTBRedirection),
    AWSCode("MORE_SPECIFIC_ROUTE", never: .route),
    AWSCode("NGW_DEST_ADDRESS_PRESERVATION", never: .translation),
    AWSCode(
      "NGW_REQUIRES_SOURCE_IN_VPC", .natUnsolicitedInbound, .natViaVGW, .pcxDstNotInPeer),
    AWSCode("NGW_SOURCE_ADDRESS_REASSIGN", never: .translation),
    AWSCode(
      "NO_POSSIBLE_DESTINATION", .destIPUnassigned, .destIPReserved, .destWrongNetwork),
    AWSCode("NO_ROUTE_TO_DESTINATION", .noRoute),
    AWSCode("PCX_REQUIRES_ADDRESS_IN_VPC_CIDR", .pcxDstNotInPeer, .pcxSrcNotInVPC),
    AWSCode("PROTOCOL_RESTRICTION", .natProtocol),
    AWSCode("REGIONAL_NGW_ROUTE_AZ_RESTRICTION", .natRegionalAZ),
    AWSCode("REMAP_EPHEMERAL_PORT", never: .translation),
    AWSCode("SG_HAS_NO_RULES", .sgEgressNoMatch, .sgIngressNoMatch),
    AWSCode("SG_REFERENCES_NOT_PRESERVED", .sgRefNotPreserved, .sgRefEgressViaTGW),
    AWSCode("SG_REFERENCING_SUPPORT", .sgRefTGWDisabled),
    AWSCode("SUBNET_ACL_RESTRICTION", .naclEgressDeny, .naclIngressDeny),
    AWSCode("TARGET_ADDRESS_RESTRICTION", .lbInitiate),
    AWSCode("TARGET_PORT_RESTRICTION", .lbInitiate),
    AWSCode("TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION", .tgwNoAssociation),
    AWSCode(
      "TGW_ATTACH_VPC_AZ_RESTRICTION", .tgwNoAttachmentInAZ, .asymmetricStatefulPath, .azCrossed),
    AWSCode("TGW_BAD_STATE_VPN", .vpnTunnelsDown),
    AWSCode("TGW_ROUTE_AZ_RESTRICTION", .tgwNoAttachmentInAZ),
    AWSCode("TGW_RTB_BAD_STATE_ROUTE", .tgwBlackhole),
    AWSCode("TGW_RTB_CANNOT_ROUTE", .tgwNoRoute),
    AWSCode("TGW_RTB_HIGHER_PRIORITY_ROUTE", never: .route),
    AWSCode("TGW_RTB_MORE_SPECIFIC_ROUTE", never: .route),
    AWSCode("TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT", .tgwNoRoute),
    AWSCode("TGW_RTB_ROUTES_ARE_UNKNOWN", .notDescribed),
    AWSCode("UNKNOWN_DESTINATION", .onpremNoRoute, .onpremNoReturnRoute, .onpremDstUnknown),
    AWSCode("UNKNOWN_PEERED_SGS", .sgRefCrossRegion, .sgRefStale),
    AWSCode("UNKNOWN_RESOURCE", .notDescribed),
    AWSCode("VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS", .spoofedSource),
    AWSCode("VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", .vgwDstNotENI),
    AWSCode("VPC_BLOCK_PUBLIC_ACCESS_ENABLED", .bpaBlocked),
    AWSCode("VPC_LOCAL_ROUTE_CIDR_RESTRICTION", .noRoute),
    AWSCode("VPCE_GATEWAY_EGRESS_SOURCE_ADDRESS_RESTRICTION", never: .replies),
    AWSCode("VPCE_GATEWAY_PROTOCOL_RESTRICTION", .vpceGatewayProtocol),
    AWSCode("VPCE_INTRA_VPC_TRAFFIC", .vpceInitiate),
    AWSCode("VPCE_SERVICE_NOT_INSTALLED_IN_AZ", .vpceServiceNotInAZ),
  ]

  private static let configurations: [AWSCode] = [
    AWSCode("DISCONNECTED_VPCS", .noRoute, .destWrongNetwork),
    AWSCode("NO_PATH", never: .everyWay),
    AWSCode("NO_SOURCE_OR_DESTINATION", never: .refused),
    AWSCode("UNASSOCIATED_COMPONENT", never: .refused),
    AWSCode(
      "UNSUPPORTED_COMPONENT", .unsupportedMulticast, .applianceUnknown,
      .unsupportedCloudWANFeature,
      .cagwInternetInbound, .cagwInternetProtocol, .cagwNoCarrierIP, .cagwDstNotMapped,
      .wavelengthZoneToZone, .lgwNotOnOutpost, .lgwNoCustomerOwnedIP, .lgwDstUnknown),
  ]

  private static let filters: [AWSCode] = [
    AWSCode("COMPONENT_FILTER_RESTRICTION", never: .filter),
    AWSCode("COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT", never: .filter),
    AWSCode("FILTER_AT_DESTINATION_DESTINATION_ADDRESS", never: .filter),
    AWSCode("FILTER_AT_DESTINATION_DESTINATION_PORT_RANGE", never: .filter),
    AWSCode("FILTER_AT_DESTINATION_PROTOCOL", never: .filter),
    AWSCode("FILTER_AT_DESTINATION_SOURCE_ADDRESS", never: .filter),
    AWSCode("FILTER_AT_DESTINATION_SOURCE_PORT_RANGE", never: .filter),
    AWSCode("FILTER_AT_SOURCE_DESTINATION_ADDRESS", never: .filter),
    AWSCode("FILTER_AT_SOURCE_DESTINATION_PORT_RANGE", never: .filter),
    AWSCode("FILTER_AT_SOURCE_PROTOCOL", never: .filter),
    AWSCode("FILTER_AT_SOURCE_SOURCE_ADDRESS", never: .filter),
    AWSCode("FILTER_AT_SOURCE_SOURCE_PORT_RANGE", never: .filter),
    AWSCode("IGW_EXPECTS_PUBLIC_ADDRESS", never: .filter),
  ]

  private static let details: [AWSCode] = [
    AWSCode("ASSUMPTION_PRESERVE_CLIENT_IP_IS_DISABLED", never: .analyzed),
    AWSCode("ASSUMPTION_PRESERVE_CLIENT_IP_IS_ENABLED", never: .analyzed),
    AWSCode("AVAILABILITY_ZONE_CROSSED", .azCrossed),
    AWSCode("FIREWALL_UNSUPPORTED_HIGHER_PRIORITY_RULE_GROUP_TYPE", never: .analyzed),
    AWSCode("FIREWALL_UNSUPPORTED_HIGHER_PRIORITY_RULES", never: .analyzed),
    AWSCode("FIREWALL_UNSUPPORTED_RULE_OPTIONS", .nfwRuleUndecided, .nfwL7Undecided),
    AWSCode("MISSING_TARGET_GROUP_ATTRIBUTES", never: .analyzed),
    AWSCode("PATH_THROUGH_GWLB_NOT_CHECKED", .gwlbNotChecked),
    AWSCode("RESPONSE_RTB_HAS_NO_ROUTE_TO_TRANSIT_GATEWAY", .noRoute),
    AWSCode("TRANSIT_GATEWAY_APPLIANCE_MODE_RECOMMENDED", .asymmetricStatefulPath),
    AWSCode("UNIDIRECTIONAL_PATH_ANALYSIS_ONLY", .oneWay),
  ]
}
