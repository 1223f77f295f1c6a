public import NetproofSets

/// A router of AWS between virtual interfaces and gateways of any region (R157 to R159).
///
/// It leads from virtual interfaces to gateways and back, not from one gateway to another.
public struct DirectConnectGateway: Hashable, Sendable {
  /// A gateway that the virtual interfaces lead to.
  public struct Association: Hashable, Sendable {
    public enum Target: Hashable, Sendable {
      case vpnGateway(ID<VPNGateway>)
      /// A transit gateway, by its attachment of this Direct Connect gateway.
      case attachment(ID<TransitGatewayAttachment>)
    }

    public let name: String
    public let target: Target
    /// What may be announced: of a virtual private gateway's VPC only what lies in these, of a
    /// transit gateway exactly these (R159).
    public let allowedPrefixes: [Prefix]
    /// What the other side of the virtual interfaces is told to reach through here (R156).
    public let announced: [Prefix]

    public init(
      name: String, target: Target, allowedPrefixes: [Prefix], announced: [Prefix]
    ) {
      self.name = name
      self.target = target
      self.allowedPrefixes = allowedPrefixes
      self.announced = announced
    }
  }

  public let identity: Identity
  public let virtualInterfaces: [ID<VirtualInterface>]
  public var associations: [Association]
  /// The transit gateways and core networks whose association carries nothing, by its state: what is
  /// attached there leads nowhere.
  public let idle: [ID<TransitGateway>]
  /// Whether packets of one association turn around at the Direct Connect location towards another,
  /// where a wider prefix is announced on premises (R158).
  public let hairpins: Bool

  public init(
    identity: Identity, virtualInterfaces: [ID<VirtualInterface>], associations: [Association] = [],
    idle: [ID<TransitGateway>] = [], hairpins: Bool = false
  ) {
    self.idle = idle
    self.identity = identity
    self.virtualInterfaces = virtualInterfaces
    self.associations = associations
    self.hairpins = hairpins
  }
}

/// A private or transit virtual interface: a Direct Connect line with BGP (R157).
public struct VirtualInterface: Hashable, Sendable {
  /// What a virtual interface leads to.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case `private`
    case transit
  }

  /// The states that AWS knows; only an available one forwards.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case confirming
    case verifying
    case pending
    case available
    case testing
    case down
    case deleting
    case deleted
    case rejected
    case unknown
  }

  /// Where it ends in AWS.
  public enum End: Hashable, Sendable {
    case vpnGateway(ID<VPNGateway>)
    case directConnectGateway(ID<DirectConnectGateway>)
  }

  public let identity: Identity
  public let end: End
  public let kind: Kind
  public let state: State
  /// Whether the BGP session stands.
  public let isBGPUp: Bool
  /// What the other side announces.
  public let learned: [Prefix]
  /// The networks behind it.
  public let networks: [ID<Network>]
  /// The one of them that hides what the other side announces; see ``VPNConnection/hiddenNetwork``.
  public let hiddenNetwork: ID<Network>?

  public init(
    identity: Identity, end: End, kind: Kind, state: State = .available, isBGPUp: Bool = true,
    learned: [Prefix], networks: [ID<Network>], hiddenNetwork: ID<Network>? = nil
  ) {
    self.hiddenNetwork = hiddenNetwork
    self.identity = identity
    self.end = end
    self.kind = kind
    self.state = state
    self.isBGPUp = isBGPUp
    self.learned = learned
    self.networks = networks
  }

  /// Whether it carries packets.
  public var isUp: Bool { state == .available && isBGPUp }
}

extension Model {
  /// A Direct Connect gateway with a further allowed prefix of one of its associations.
  public func directConnectGateway(
    _ id: ID<DirectConnectGateway>, allowing prefix: Prefix, of index: Int
  ) -> DirectConnectGateway {
    var gateway = directConnectGateways[id]
    let old = gateway.associations[index]
    let allowed = old.allowedPrefixes + [prefix]
    var announced = allowed
    if case .vpnGateway(let target) = old.target {
      let blocks = vpnGateways[target].isAttached ? vpcs[vpnGateways[target].vpc].cidrs : []
      announced = DirectConnectGateway.Association.announced(blocks, allowed: allowed)
    }
    gateway.associations[index] = DirectConnectGateway.Association(
      name: old.name, target: old.target, allowedPrefixes: allowed, announced: announced)
    return gateway
  }
}

extension DirectConnectGateway.Association {
  /// What of a VPC's blocks the allowed prefixes let through: those that one of them covers (R159).
  static func announced(_ blocks: [Prefix], allowed: [Prefix]) -> [Prefix] {
    blocks.filter { block in allowed.contains { $0.contains(block) } }
  }
}
