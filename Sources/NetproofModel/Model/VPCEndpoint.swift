/// A way from a VPC to a service of AWS that needs no internet gateway (R160 to R174).
public struct VPCEndpoint: Hashable, Sendable {
  /// The states that AWS knows; only an available one serves.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case available
    case pending
    case pendingAcceptance = "pending-acceptance"
    case rejected
    case expired
    case failed
    case deleting
    case deleted
  }

  /// How packets get to the endpoint.
  public enum Kind: Hashable, Sendable {
    /// By routes that AWS puts into the associated tables (R171).
    case gateway(Gateway)
  }

  /// What a gateway endpoint has.
  public struct Gateway: Hashable, Sendable {
    /// The addresses of the service in the endpoint's region; nothing only if it is not described.
    public let prefixList: ID<PrefixList>?
    /// The tables in which AWS keeps a route to the endpoint, in the topology's order.
    public let routeTables: [ID<RouteTable>]

    public init(prefixList: ID<PrefixList>?, routeTables: [ID<RouteTable>]) {
      self.prefixList = prefixList
      self.routeTables = routeTables
    }
  }

  public let identity: Identity
  public let vpc: ID<VPC>
  /// The service as AWS names it, such as `com.amazonaws.us-east-1.s3`.
  public let service: String
  public let state: State
  public let kind: Kind

  public init(
    identity: Identity, vpc: ID<VPC>, service: String, state: State = .available, kind: Kind
  ) {
    self.identity = identity
    self.vpc = vpc
    self.service = service
    self.state = state
    self.kind = kind
  }

  /// What it has as a gateway endpoint, if it is one.
  public var gateway: Gateway? {
    switch kind {
    case .gateway(let gateway): gateway
    }
  }

  /// Whether a gateway endpoint of the service carries IPv6: that of DynamoDB alone (R173).
  public var carriesIPv6: Bool { service == "dynamodb" || service.hasSuffix(".dynamodb") }
}
