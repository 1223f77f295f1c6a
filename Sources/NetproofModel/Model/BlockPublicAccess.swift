/// VPC Block Public Access: what keeps the internet away from the VPCs of an account in a region,
/// whatever their routes and rules say (R193 to R198).
///
/// Source: Amazon VPC User Guide, "Block public access to VPCs and subnets".
public struct BlockPublicAccess: Hashable, Sendable {
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    case off
    case blockBidirectional = "block-bidirectional"
    /// Leaves NAT gateways and egress-only internet gateways alone.
    case blockIngress = "block-ingress"
  }

  public let identity: Identity
  public let mode: Mode

  public init(identity: Identity, mode: Mode) {
    self.identity = identity
    self.mode = mode
  }
}

/// What an exclusion allows in spite of Block Public Access.
public enum PublicAccessExclusion: String, Hashable, Sendable, CaseIterable {
  case allowBidirectional = "allow-bidirectional"
  /// Connections that begin inside; without effect where the mode only blocks ingress.
  case allowEgress = "allow-egress"
}
