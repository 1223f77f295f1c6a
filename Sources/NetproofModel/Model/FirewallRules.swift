public import NetproofSets

/// Addresses as rules of firewalls write them.
public indirect enum AddressPattern: Hashable, Sendable {
  case any
  case block(Prefix)
  case prefixList(ID<PrefixList>)
  /// The blocks of the firewall's VPC, where no variable says otherwise.
  case homeNet
  case not(AddressPattern)
  /// Those of the positive patterns (all if there are none) without those of the negated ones.
  case list([AddressPattern])

  /// Whether the blocks of a firewall's VPC are in it.
  public var namesHome: Bool {
    switch self {
    case .any, .block, .prefixList: false
    case .homeNet: true
    case .not(let inner): inner.namesHome
    case .list(let parts): parts.contains(where: \.namesHome)
    }
  }
}

/// A rule that looks at each packet by itself (R183).
public struct StatelessRule: Hashable, Sendable {
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case pass
    case drop
    /// The stateful engine decides.
    case forward
  }

  /// Flags of TCP: those that must be set of those that are looked at.
  public struct Flags: Hashable, Sendable {
    public let set: UInt8
    public let of: UInt8

    public init(set: UInt8, of: UInt8) {
      self.set = set
      self.of = of
    }

    public static let synchronize: UInt8 = 0x02
    public static let acknowledge: UInt8 = 0x10

    /// Whether packets with some flags match.
    public func match(_ flags: UInt8) -> Bool { flags & of == set }
  }

  /// The lowest that matches decides.
  public let priority: Int
  public let action: Action
  public let protocols: ProtocolSet
  /// Nothing if any.
  public let sources: AddressSet?
  public let destinations: AddressSet?
  public let sourcePorts: PortSet
  public let destinationPorts: PortSet
  public let flags: Flags?

  public init(
    priority: Int, action: Action, protocols: ProtocolSet, sources: AddressSet?,
    destinations: AddressSet?, sourcePorts: PortSet = .all, destinationPorts: PortSet = .all,
    flags: Flags? = nil
  ) {
    self.priority = priority
    self.action = action
    self.protocols = protocols
    self.sources = sources
    self.destinations = destinations
    self.sourcePorts = sourcePorts
    self.destinationPorts = destinationPorts
    self.flags = flags
  }
}

/// A protocol above IP and its transport that stateful rules tell apart (R189).
public enum ApplicationProtocol: String, Hashable, Sendable, CaseIterable {
  case http
  case http2
  case tls
  case quic
  case dns
  case ssh
  case ftp
  case smtp
  case imap
  case smb
  case dcerpc
  case krb5
  case ikev2
  case tftp
  case ntp
  case dhcp
  case msn

  /// What carries it.
  public var transports: ProtocolSet {
    switch self {
    case .http, .http2, .tls, .ssh, .ftp, .smtp, .imap, .smb, .dcerpc, .msn: ProtocolSet(.tcp)
    case .quic, .ikev2, .tftp, .ntp, .dhcp: ProtocolSet(.udp)
    case .dns, .krb5: ProtocolSet(.tcp, .udp)
    }
  }

  /// The server's ports at which packets are taken for this protocol and no other where a question
  /// does not say which it is.
  public var ownPorts: PortSet {
    switch self {
    case .ssh: PortSet(22)
    case .dns: PortSet(53)
    case .ftp: PortSet(21)
    case .smtp: PortSet(25)
    case .imap: PortSet(143)
    case .smb: PortSet(445)
    case .krb5: PortSet(88)
    case .ikev2: PortSet(500)
    case .tftp: PortSet(69)
    case .ntp: PortSet(123)
    case .dhcp: PortSet(67...68)
    case .http, .http2, .tls, .quic, .dcerpc, .msn: PortSet()
    }
  }
}

/// What a question says of the application whose packets it asks about.
public struct Application: Hashable, Sendable {
  /// Nothing if it is none that rules know.
  public let member: ApplicationProtocol?
  /// The name of the server, as TLS and HTTP tell it, in lower case.
  public let hostname: String?

  public init(_ member: ApplicationProtocol?, hostname: String? = nil) {
    self.member = member
    self.hostname = hostname.map { $0.lowercased() }
  }

  /// What questions call applications.
  public static let words = ApplicationProtocol.allCases.map(\.rawValue) + ["none"]

  /// The application that a word names; nothing if it names none.
  public init?(word: String, hostname: String? = nil) {
    if word == "none" {
      self.init(nil, hostname: hostname)
    } else {
      guard let member = ApplicationProtocol(rawValue: word) else { return nil }
      self.init(member, hostname: hostname)
    }
  }
}

/// What a stateful rule asks of the name of a server.
public struct HostMatch: Hashable, Sendable {
  public let text: String
  public let startsWith: Bool
  public let endsWith: Bool
  /// Whether a dot is put before the name first, so that `.example.com` is `example.com` as well.
  public let hasDotPrefix: Bool
  public let isNegated: Bool

  public init(
    _ text: String, startsWith: Bool = false, endsWith: Bool = false, hasDotPrefix: Bool = false,
    isNegated: Bool = false
  ) {
    self.text = text.lowercased()
    self.startsWith = startsWith
    self.endsWith = endsWith
    self.hasDotPrefix = hasDotPrefix
    self.isNegated = isNegated
  }
}

/// A rule that looks at flows (R185 to R191).
public struct StatefulRule: Hashable, Sendable {
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case pass
    case drop
    case reject
    case alert
  }

  /// What `flow:` asks of packets.
  public struct Flow: Hashable, Sendable {
    public enum Side: Hashable, Sendable {
      case toServer
      case toClient
    }

    public var side: Side?
    /// Whether the handshake has to be over, or must not be.
    public var isEstablished: Bool?
    /// Whether the rule says anything of flows, even `stateless`: it looks at packets one by one then.
    public var isWritten: Bool

    public init(side: Side? = nil, isEstablished: Bool? = nil) {
      self.side = side
      self.isEstablished = isEstablished
      isWritten = side != nil || isEstablished != nil
    }
  }

  public let action: Action
  public let protocols: ProtocolSet
  public let application: ApplicationProtocol?
  public let source: AddressPattern
  public let sourcePorts: PortSet
  public let destination: AddressPattern
  public let destinationPorts: PortSet
  /// Whether it is about both directions alike: `<>`.
  public let isBidirectional: Bool
  public let flow: Flow
  /// All of them must hold.
  public let hosts: [HostMatch]
  /// The first option that is not understood: whether such a rule matches nobody can say.
  public let unknownOption: String?
  /// Among rules of one action in action order the lowest goes first.
  public let priority: Int
  /// As a report quotes it.
  public let text: String

  public init(
    action: Action, protocols: ProtocolSet, application: ApplicationProtocol? = nil,
    source: AddressPattern = .any, sourcePorts: PortSet = .all, destination: AddressPattern = .any,
    destinationPorts: PortSet = .all, isBidirectional: Bool = false, flow: Flow = Flow(),
    hosts: [HostMatch] = [], unknownOption: String? = nil, priority: Int = 3, text: String
  ) {
    self.action = action
    self.protocols = protocols
    self.application = application
    self.source = source
    self.sourcePorts = sourcePorts
    self.destination = destination
    self.destinationPorts = destinationPorts
    self.isBidirectional = isBidirectional
    self.flow = flow
    self.hosts = hosts
    self.unknownOption = unknownOption
    self.priority = priority
    self.text = text
  }
}

extension StatefulRule {
  /// A rule that passes flows of one protocol between blocks to ports of one range, or to all.
  public init(passing member: IPProtocol, from: [Prefix], to: [Prefix], ports: PortSet) {
    func pattern(_ blocks: [Prefix]) -> AddressPattern {
      blocks.count == 1 ? .block(blocks[0]) : .list(blocks.map { .block($0) })
    }
    func text(_ blocks: [Prefix]) -> String {
      blocks.count == 1 ? "\(blocks[0])" : "[\(blocks.map { "\($0)" }.joined(separator: ","))]"
    }
    let range = ports.intervals.first.map {
      $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower):\($0.upper)"
    }
    let word = ports == .all ? "any" : range ?? "any"
    let protocols =
      member.isICMP ? ProtocolSet(.icmp, .icmpv6) : ProtocolSet(member)
    self.init(
      action: .pass, protocols: protocols, source: pattern(from), destination: pattern(to),
      destinationPorts: ports,
      text: "pass \(member.isICMP ? "icmp" : member.name) \(text(from)) any -> \(text(to)) \(word)")
  }
}

/// Stateful rules that a policy asks together.
public struct FirewallRuleGroup: Hashable, Sendable {
  public let identity: Identity
  public let policy: ID<FirewallPolicy>
  /// In strict order the lowest goes first.
  public let priority: Int
  public var rules: [StatefulRule]
  /// Whether its rules are written one by one, so that another may follow.
  public let isList: Bool

  public init(
    identity: Identity, policy: ID<FirewallPolicy>, priority: Int, rules: [StatefulRule],
    isList: Bool = true
  ) {
    self.isList = isList
    self.identity = identity
    self.policy = policy
    self.priority = priority
    self.rules = rules
  }
}
