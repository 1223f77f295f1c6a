import NetproofSyntax

/// What AWS would refuse of Traffic Mirroring (R244, R245, R248).
///
/// Source: VPC Traffic Mirroring, "Considerations", "Quotas"; EC2 API, `CreateTrafficMirrorSession`.
enum MirrorFault: Hashable, Sendable {
  /// An instance that is not one interface.
  case interfaces(Reference, names: [String])
  /// What cannot be a source, in words: `the interface of a VPC endpoint`.
  case source(Reference, what: String)
  case target(Reference, what: String)
  /// A source whose instance's type cannot be one.
  case unsupported(Reference, instance: Located<Bool>)
  /// A source in a subnet without IPv4.
  case ipv6Only(Reference, subnet: String)
  /// A target that is a source of another session.
  case targetIsSource(Reference, session: Located<String>)
  case region(Reference, own: String, source: String)
  case tooManySessions(Reference)
  case numberTwice(Located<Int>, first: Span)
  /// Ports of a rule that is not about TCP or UDP alone.
  case ports(LocatedPorts, key: String)
  /// Two families in one rule.
  case families(from: Span, to: Span)
  /// More than a network load balancer passes on.
  case packetLength(Located<Int>)

  /// How many sessions one source has at most.
  static let sessionsPerSource = 3
  /// How many bytes copies to a network load balancer have at most.
  static let longestBalanced = 8500

  var place: Span {
    switch self {
    case .interfaces(let name, _), .source(let name, _), .target(let name, _),
      .unsupported(let name, _), .ipv6Only(let name, _), .targetIsSource(let name, _),
      .region(let name, _, _), .tooManySessions(let name):
      name.span
    case .numberTwice(let number, _), .packetLength(let number): number.span
    case .ports(let ports, _): ports.span
    case .families(_, let to): to
    }
  }

  var headline: String {
    switch self {
    case .interfaces(let name, let names):
      names.isEmpty
        ? "the instance `\(name.value)` has no interface to mirror"
        : "the instance `\(name.value)` has several interfaces, so a mirror session cannot name it"
    case .source(let name, let what): "`\(name.value)` is \(what), which AWS does not mirror"
    case .target(let name, let what): "`\(name.value)` is \(what), and so no mirror target"
    case .unsupported(let name, _):
      "the type of the instance `\(name.value)` is none that AWS mirrors"
    case .ipv6Only(let name, let subnet):
      "`\(name.value)` is in `\(subnet)`, which has no IPv4, and so it is not mirrored"
    case .targetIsSource(let name, let session):
      "`\(name.value)` cannot be a target: it is the source of the session `\(session.value)`"
    case .region(let name, let own, let source):
      "the target `\(name.value)` is in `\(own)`, and the source in `\(source)`"
    case .tooManySessions(let name):
      "`\(name.value)` is the source of more than \(Self.sessionsPerSource) sessions"
    case .numberTwice(let number, _):
      "another session of this source has the number \(number.value) already"
    case .ports(_, let key): "`\(key)` needs `tcp` or `udp`"
    case .families: "one rule of a mirror filter is about one address family"
    case .packetLength:
      "copies to a network load balancer have at most \(Self.longestBalanced) bytes"
    }
  }

  var labels: [Diagnostic.Label] {
    switch self {
    case .unsupported(_, let flag): [.init("it says so here", at: flag.span)]
    case .targetIsSource(_, let session): [.init("the session", at: session.span)]
    case .numberTwice(_, let first): [.init("the first one", at: first)]
    case .families(let from, _): [.init("of the other family", at: from)]
    case .interfaces, .source, .target, .ipv6Only, .region, .tooManySessions, .ports,
      .packetLength:
      []
    }
  }

  var help: String {
    switch self {
    case .interfaces(_, let names):
      names.isEmpty
        ? "give it a `subnet` and a `private-ip`"
        : "name one of \(names.map { "`\($0)`" }.joined(separator: ", "))"
    case .source: "name an instance or an interface of `interfaces`"
    case .target:
      "name an instance or interface, a network load balancer or a Gateway Load Balancer endpoint"
    case .unsupported: "remove the session, or correct `mirror-source-supported`"
    case .ipv6Only: "mirror interfaces of subnets with an IPv4 CIDR"
    case .targetIsSource: "an interface is a source or a target: mirror to another one"
    case .region: "mirror to a target in the source's region"
    case .tooManySessions: "remove sessions, or join their filters"
    case .numberTwice: "give each session of a source a number of its own: they are tried in order"
    case .ports(_, let key): "remove `\(key)`, or write a rule for each of `tcp` and `udp`"
    case .families: "write one rule for IPv4 and one for IPv6"
    case .packetLength: "write \(Self.longestBalanced) or less"
    }
  }
}
