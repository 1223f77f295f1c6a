public import NetproofSets

/// What leads from a transit gateway to networks on premises by an attachment alone (R143, R145).
public struct EdgeLine: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Tunnels with BGP over another attachment of the same transit gateway.
    case connect(transport: ID<TransitGatewayAttachment>)
    case vpnConcentrator
    case clientVPN
  }

  public let kind: Kind
  /// For each BGP peer of a Connect attachment, or tunnel of a VPN concentrator, whether it is up;
  /// one that is up is enough.
  public let sessions: [Bool]
  /// What the other side announces.
  public let learned: [Prefix]
  /// The networks behind it.
  public let networks: [ID<Network>]
  /// The one of them that hides what the other side announces; see ``VPNConnection/hiddenNetwork``.
  public let hiddenNetwork: ID<Network>?

  public init(
    kind: Kind, sessions: [Bool], learned: [Prefix], networks: [ID<Network>],
    hiddenNetwork: ID<Network>? = nil
  ) {
    self.hiddenNetwork = hiddenNetwork
    self.kind = kind
    self.sessions = sessions
    self.learned = learned
    self.networks = networks
  }
}
