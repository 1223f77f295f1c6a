public import NetproofSets

/// Which packets of an interface are mirrored: those that the first rule that matches accepts (R245).
///
/// Source: VPC Traffic Mirroring, "Traffic mirror filter concepts".
public struct MirrorFilter: Hashable, Sendable {
  public let identity: Identity
  /// For packets that the source interface receives; ascending by number.
  public let inbound: [MirrorFilterRule]
  /// For packets that it sends.
  public let outbound: [MirrorFilterRule]
  /// Whether all packets between the source and its VPC's Amazon DNS server are mirrored, whatever
  /// the rules say (R246).
  public let mirrorsDNS: Bool

  public init(
    identity: Identity, inbound: [MirrorFilterRule] = [], outbound: [MirrorFilterRule] = [],
    mirrorsDNS: Bool = false
  ) {
    self.identity = identity
    self.inbound = inbound
    self.outbound = outbound
    self.mirrorsDNS = mirrorsDNS
  }
}

/// One rule of a mirror filter.
///
/// Source: EC2 API, `CreateTrafficMirrorFilterRule`.
public struct MirrorFilterRule: Hashable, Sendable {
  /// 1 through 32766.
  public let number: Int
  public let accepts: Bool
  public let protocols: ProtocolSet
  /// Where packets come from, and where they go; all addresses of the rule's families if nothing.
  public let source: Prefix?
  public let destination: Prefix?
  public let sourcePorts: PortSet
  public let destinationPorts: PortSet

  public init(
    number: Int, accepts: Bool, protocols: ProtocolSet = .all, source: Prefix? = nil,
    destination: Prefix? = nil, sourcePorts: PortSet = .all, destinationPorts: PortSet = .all
  ) {
    self.number = number
    self.accepts = accepts
    self.protocols = protocols
    self.source = source
    self.destination = destination
    self.sourcePorts = sourcePorts
    self.destinationPorts = destinationPorts
  }
}

/// A mirror session: packets of one interface are copied to a target (R244).
///
/// Source: VPC Traffic Mirroring, "Understand traffic mirror session concepts".
public struct MirrorSession: Hashable, Sendable {
  /// Who gets the copies.
  public enum Target: Hashable, Sendable {
    case interface(ID<NetworkInterface>)
    /// A network load balancer.
    case loadBalancer(ID<LoadBalancer>)
    /// A Gateway Load Balancer endpoint.
    case endpoint(ID<VPCEndpoint>)

    public var component: ComponentID {
      switch self {
      case .interface(let id): .interface(id)
      case .loadBalancer(let id): .loadBalancer(id)
      case .endpoint(let id): .endpoint(id)
      }
    }
  }

  public let identity: Identity
  public let vpc: ID<VPC>
  /// Missing only if the session is not described; the same holds for what follows.
  public let source: ID<NetworkInterface>?
  public let target: Target?
  public let filter: ID<MirrorFilter>?
  /// 1 through 32766; the sessions of an interface are tried in this order.
  public let number: Int?
  /// The VXLAN network identifier; AWS draws one if the session states none.
  public let networkID: Int?
  /// How many bytes of a packet are copied at most; all if nothing.
  public let packetLength: Int?

  public init(
    identity: Identity, vpc: ID<VPC>, source: ID<NetworkInterface>?, target: Target?,
    filter: ID<MirrorFilter>?, number: Int?, networkID: Int? = nil, packetLength: Int? = nil
  ) {
    self.identity = identity
    self.vpc = vpc
    self.source = source
    self.target = target
    self.filter = filter
    self.number = number
    self.networkID = networkID
    self.packetLength = packetLength
  }
}

/// What few networks have: filters and sessions that mirror packets.
struct Mirroring: EmptyParts, Equatable {
  var filters = Table<MirrorFilter>()
  var sessions = Table<MirrorSession>()
}

extension Model {
  public var mirrorFilters: Table<MirrorFilter> {
    get { mirroring.parts?.filters ?? Table() }
    set { mirroring.orNew.filters = newValue }
  }

  public var mirrorSessions: Table<MirrorSession> {
    get { mirroring.parts?.sessions ?? Table() }
    set { mirroring.orNew.sessions = newValue }
  }

  /// Whether anything is mirrored at all.
  public var mirrors: Bool { mirroring.parts.map { $0.sessions.count > 0 } ?? false }

  /// The sessions of an interface in the order in which they are tried; those of which it is not
  /// known whose they are come first.
  public func mirrorSessions(of id: ID<NetworkInterface>) -> [ID<MirrorSession>] {
    guard mirrors else { return [] }
    let vpc = subnets[interfaces[id].subnet].vpc
    return mirrorSessions.ids
      .filter { session in
        let session = mirrorSessions[session]
        return session.source.map { $0 == id } ?? (session.vpc == vpc)
      }
      .sorted { (mirrorSessions[$0].number ?? 0, $0) < (mirrorSessions[$1].number ?? 0, $1) }
  }
}
