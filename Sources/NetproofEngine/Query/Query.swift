public import NetproofModel
public import NetproofSets

/// One end of a question, before interfaces are grouped.
public struct End: Hashable, Sendable {
  /// Who it is.
  public enum Subject: Hashable, Sendable {
    case interface(ID<NetworkInterface>)
    case network(ID<Network>)
    /// An address that nobody owns.
    case address
  }

  public let subject: Subject
  /// The addresses meant: of an interface its own (all, or those that the author names), of a
  /// network those that the author names or all.
  public let addresses: AddressSet
  /// Whether the author named addresses rather than a component.
  public let isExplicit: Bool

  public init(_ subject: Subject, addresses: AddressSet, isExplicit: Bool) {
    self.subject = subject
    self.addresses = addresses
    self.isExplicit = isExplicit
  }
}

/// A question: who, to whom, with which packets.
public struct Query: Hashable, Sendable {
  public let from: [End]
  public let to: [End]
  /// What is asked in IPv4; several services are several packet classes.
  public let ipv4Services: [Service]
  /// What is asked in IPv6.
  public let ipv6Services: [Service]
  /// Only this family, if set.
  public let family: Family?
  /// Overrides the ports that clients use.
  public let clientPorts: PortSet?
  /// Whether UDP needs no reply.
  public let oneWay: Bool
  /// What is said of the application, for rules of firewalls.
  public let application: Application?
  /// What is worth knowing about the ends, for the answer.
  public let remarks: [Remark]
  /// Who gets the packets, if they are copies that Traffic Mirroring makes.
  public let copy: CopyGoal?

  public init(
    from: [End], to: [End], ipv4Services: [Service], ipv6Services: [Service],
    family: Family? = nil, clientPorts: PortSet? = nil, oneWay: Bool = false,
    application: Application? = nil,
    remarks: [Remark] = [], copy: CopyGoal? = nil
  ) {
    self.from = from
    self.to = to
    self.ipv4Services = ipv4Services
    self.ipv6Services = ipv6Services
    self.family = family
    self.clientPorts = clientPorts
    self.oneWay = oneWay
    self.application = application
    self.remarks = remarks
    self.copy = copy
  }

  public func services(_ family: Family) -> [Service] {
    family == .ipv4 ? ipv4Services : ipv6Services
  }
}

/// Who gets copies that Traffic Mirroring makes, which the outbound rules of the sender's groups are
/// not about (R247).
public enum CopyGoal: Hashable, Sendable {
  /// The goal of the question: an interface, or the node of a network load balancer.
  case interface
  /// A Gateway Load Balancer endpoint, whose address nobody knows: the goals of the question are the
  /// addresses that it may have.
  case endpoint(ID<VPCEndpoint>)
}

/// How far the engine looks before it says that it does not know.
public struct Limits: Hashable, Sendable {
  /// Subnets and gateways that a packet passes (R11).
  public var hops = 64
  /// Choices of AWS's that are walked for one pair of ends.
  ///
  /// A target group has up to 1,000 targets (Elastic Load Balancing, "Quotas"), each of them a choice, and
  /// the replies of each may have some.
  public var alternatives = 4096
  /// Packet classes of one pair of ends.
  public var classes = 4096
  /// Pairs of ends of one question.
  public var pairs = 250_000

  public init() {}
}
