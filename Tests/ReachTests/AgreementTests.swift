import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What `reach` lists is what `trace` finds, for every pair and every port.
///
/// The trace search and the matrix search share no way of answering.
@Suite struct `The pairs of reach and the answers of trace` {
  private static let folders =
    ["topologies/tour", "topologies/failing"].flatMap {
      Repository.files(below: $0, suffix: ".yaml")
    }
    .map { String($0[..<($0.lastIndex(of: "/") ?? $0.endIndex)]) }
    .reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }

  @Test(arguments: folders)
  func `agree`(path: String) throws {
    let network = try Network(path)
    var expected: [String] = []
    for from in network.ends {
      for to in network.ends where from != to {
        let ports = try network.ports(from, to)
        if let line = network.line(from, to, ports) { expected.append(line) }
      }
    }
    let result = try Program.run("reach --format csv \(path)")
    let listed = result.output.split(separator: "\r\n").dropFirst().map(String.init)
    #expect(listed == expected)
    // There AWS may choose a way that is closed, so that no port is open for certain.
    #expect(expected.isEmpty == (path == "topologies/failing/aws-chooses"))
  }
}

/// A network whose pairs are asked one by one.
private struct Network {
  let analyzer: Analyzer
  let ends: [End.Subject]

  init(_ path: String) throws {
    var loader = TopologyLoader(Repository.tree)
    let model = loader.loadTogether([path]).resolved().resolution.model
    analyzer = Analyzer(model)
    ends =
      model.interfaces.ids.map { .interface($0) }
      + model.networks.ids.dropFirst().map { .network($0) }
  }

  /// What passes and what is not known, by protocol and family: ports, for a ping 1.
  struct Ports {
    var passing: [IPProtocol: PortSet] = [:]
    var unknown: [IPProtocol: PortSet] = [:]
  }

  /// A port passes if every packet does, in each family that both ends have and by every
  /// alternative.
  func ports(_ from: End.Subject, _ to: End.Subject) throws -> Ports {
    var ports = Ports()
    if case .network = from, case .network = to { return ports }
    for family in Family.allCases {
      guard let classes = try classes(from, to, family) else { continue }
      for member in [IPProtocol.tcp, .udp, .icmp] {
        let isPing = member == .icmp
        let own: IPProtocol = isPing && family == .ipv6 ? .icmpv6 : member
        func all(_ verdict: Verdict) -> PortSet {
          classes.filter { $0.verdict == verdict && $0.packets.protocols.contains(own) }
            .reduce(PortSet()) { $0.union($1.packets.destinationPorts) }
        }
        let asked = isPing ? ICMP.ports(type: ICMP.echoRequest(family)) : PortSet.all
        let (closed, unknown) = (all(.unreachable), all(.undetermined))
        var open = asked.subtracting(closed).subtracting(unknown)
        var perhaps = unknown.subtracting(closed)
        if isPing {
          open = open == asked ? PortSet(1) : PortSet()
          perhaps = closed.isEmpty && !unknown.isEmpty ? PortSet(1) : PortSet()
        }
        let (openBefore, perhapsBefore) = (ports.passing[member], ports.unknown[member])
        ports.passing[member] = openBefore.map { $0.intersection(open) } ?? open
        // Unknown is what is closed in no family, and unknown in one.
        let notClosed = (openBefore ?? .all).union(perhapsBefore ?? .all)
          .intersection(open.union(perhaps))
        ports.unknown[member] = notClosed.subtracting(ports.passing[member] ?? PortSet())
      }
    }
    return ports
  }

  private func classes(
    _ from: End.Subject, _ to: End.Subject, _ family: Family
  ) throws -> [PacketClass]? {
    let services = [Service(.tcp), Service(.udp), .ping(family)]
    let query = Query(
      from: [end(from)], to: [end(to)], ipv4Services: services, ipv6Services: services,
      family: family)
    do throws(QuestionFault) {
      return try analyzer.answer(query).classes
    } catch {
      switch error {
      case .noCommonFamily, .bothOutside, .nobodySends: return nil
      case .sameInterface, .tooManyPairs, .disagreement: throw error
      }
    }
  }

  private func end(_ subject: End.Subject) -> End {
    let model = analyzer.model
    switch subject {
    case .interface(let id):
      return End(subject, addresses: model.interfaces[id].addresses, isExplicit: false)
    case .network(let id):
      return End(subject, addresses: model.networks[id].addresses, isExplicit: false)
    case .address: return End(subject, addresses: AddressSet(), isExplicit: true)
    }
  }

  /// The line of the CSV about a pair; nothing if nothing passes and all is known.
  func line(_ from: End.Subject, _ to: End.Subject, _ ports: Ports) -> String? {
    func ranges(_ set: PortSet?) -> [String] {
      (set ?? PortSet()).intervals.map {
        $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)"
      }
    }
    let (tcp, udp) = (ranges(ports.passing[.tcp]), ranges(ports.passing[.udp]))
    let pings = ports.passing[.icmp]?.isEmpty == false
    let unknown =
      ranges(ports.unknown[.tcp]).map { "tcp/\($0)" }
      + ranges(ports.unknown[.udp]).map { "udp/\($0)" }
      + (ports.unknown[.icmp]?.isEmpty == false ? ["icmp"] : [])
    guard !(tcp.isEmpty && udp.isEmpty && !pings && unknown.isEmpty) else { return nil }
    return [
      name(from), name(to), tcp.joined(separator: " "), udp.joined(separator: " "),
      pings ? "yes" : "no", unknown.joined(separator: " "),
    ].joined(separator: ",")
  }

  private func name(_ subject: End.Subject) -> String {
    switch subject {
    case .interface(let id): analyzer.model.interfaces[id].identity.qualifiedName
    case .network(let id): analyzer.model.networks[id].identity.qualifiedName
    case .address: ""
    }
  }
}
