import NetproofSyntax

// Kinds of which there is no answer at all, although things that need one are described.

extension AWSDump {
  /// Whether a call was not made: none of the files has its list, and some are answers of AWS's.
  func isUnanswered(_ kind: AWSKind) -> Bool {
    !answered.contains(kind) && self[.vpcs].contains { !$0.origin.isDrafted }
  }

  /// What is open where a call was not made: things of the parent kind are not known whole.
  ///
  /// Several kinds stand together where one answer of them is enough.
  static let needed: [(parent: AWSKind, anyOf: [AWSKind], what: String)] = [
    (.transitGateways, [.attachments, .vpcAttachments], "attachments"),
    (.transitGateways, [.gatewayTables], "route tables"),
    (.vpnGateways, [.vpnConnections], "VPN connections"),
    (.localGateways, [.localGatewayTables], "route tables"),
    (.localGateways, [.localGatewayLinks], "VPCs"),
    (.coreNetworks, [.coreNetworkPolicies], "policy"),
  ]
}
