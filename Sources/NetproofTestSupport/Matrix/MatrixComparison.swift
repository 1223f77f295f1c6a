public import NetproofEngine
public import NetproofModel
import NetproofSets

/// All pairs of a model judged by the matrix and, packet by packet, by the trace search.
public struct MatrixComparison {
  private let analyzer: Analyzer
  private let options: MatrixOptions
  private let matrix: Matrix
  private let model: Model
  private let ends: [Asked]
  private var random: Seeded

  /// An end, and where it stands in the matrix.
  private struct Asked {
    let name: String
    let end: End
    let position: Int
    let isInterface: Bool
  }

  public init(_ model: Model, _ options: MatrixOptions, seed: UInt64) {
    self.model = model
    self.options = options
    random = Seeded(seed: seed)
    analyzer = Analyzer(model)
    matrix = Matrix(analyzer, options)
    var ends: [Asked] = []
    for id in model.interfaces.ids {
      let interface = model.interfaces[id]
      ends.append(
        Asked(
          name: interface.identity.qualifiedName,
          end: End(.interface(id), addresses: interface.addresses, isExplicit: false),
          position: matrix.endClass(of: id), isInterface: true))
    }
    for id in model.networks.ids.dropFirst() {
      let network = model.networks[id]
      ends.append(
        Asked(
          name: network.identity.qualifiedName,
          end: End(.network(id), addresses: network.addresses, isExplicit: false),
          position: matrix.endClass(of: id), isInterface: false))
    }
    self.ends = ends
  }

  /// What is known of one (protocol, port) of a pair.
  public enum Known: String, Sendable {
    case passes
    case fails
    case unknown
  }

  /// A service of a pair of ends about which the two differ.
  public struct Difference: Sendable, CustomStringConvertible {
    public let from: String
    public let to: String
    public let service: String
    public let matrix: Known
    public let trace: Known

    public var description: String {
      "\(from) to \(to) \(service): matrix \(matrix), trace \(trace)"
    }
  }

  /// How often each was said about what was asked, by the trace search.
  public private(set) var counts: [Known: Int] = [:]

  /// Pairs and services about which the two differ, as far as they were drawn.
  ///
  /// - Parameters:
  ///   - pairs: how many pairs are asked about at most.
  ///   - services: how many services of each protocol.
  /// - Returns: one for each service of a pair, in the order in which they were asked.
  public mutating func differences(pairs: Int = .max, services: Int = 4) -> [Difference] {
    var rows: [Int: MatrixRow] = [:]
    matrix.forEachRow { rows[$0.source] = $0 }
    var asked: [(Int, Int)] = []
    for from in ends.indices {
      for to in ends.indices
      where from != to && (ends[from].isInterface || ends[to].isInterface) {
        asked.append((from, to))
      }
    }
    if asked.count > pairs { asked = Array(random.shuffled(asked).prefix(pairs)) }
    var result: [Difference] = []
    for (from, to) in asked {
      let (near, far) = (ends[from], ends[to])
      let row = rows[near.position]
      let position = row?.destinations.firstIndex(of: far.position)
      for probe in probes(services) {
        guard let traced = traced(near, far, probe) else { continue }
        counts[traced, default: 0] += 1
        let judged = judged(row, position, probe)
        if judged != traced {
          result.append(
            Difference(
              from: near.name, to: far.name, service: probe.name, matrix: judged, trace: traced))
        }
      }
    }
    return result
  }

  // MARK: - What is asked

  private struct Probe {
    let name: String
    let ipv4: [Service]
    let ipv6: [Service]
    let member: IPProtocol
    /// The port, type and code or nothing for echo and protocols without ports.
    let port: UInt16?
  }

  private mutating func probes(_ count: Int) -> [Probe] {
    var result = [
      Probe(
        name: "echo", ipv4: [.ping(.ipv4)], ipv6: [.ping(.ipv6)], member: .icmp, port: nil)
    ]
    for member in [IPProtocol.tcp, .udp] {
      for _ in 0..<count {
        let port = port(of: member)
        let service = Service(member, ports: PortSet(port))
        result.append(
          Probe(
            name: "\(member.name)/\(port)", ipv4: [service], ipv6: [service], member: member,
            port: port))
      }
    }
    for (family, member) in [(Family.ipv4, IPProtocol.icmp), (.ipv6, .icmpv6)] {
      let port = port(of: member)
      guard ICMP.type(of: port) != ICMP.echoRequest(family) else { continue }
      let service = Service(member, ports: PortSet(port))
      let name = "\(member.name)/\(ICMP.type(of: port))/\(ICMP.code(of: port))"
      result.append(
        Probe(
          name: name, ipv4: family == .ipv4 ? [service] : [],
          ipv6: family == .ipv6 ? [service] : [], member: member, port: port))
    }
    let other = IPProtocol(UInt8(random.pick([2, 47, 50, 51, 132])))
    let service = Service(other)
    result.append(
      Probe(name: other.name, ipv4: [service], ipv6: [service], member: other, port: nil))
    return result
  }

  /// A port at which some rule may begin or end.
  private mutating func port(of member: IPProtocol) -> UInt16 {
    var services: [Service] = []
    for acl in model.networkACLs.elements {
      services += (acl.inbound + acl.outbound).map(\.service)
    }
    for group in model.securityGroups.elements {
      services += (group.inbound + group.outbound).map(\.service)
    }
    let intervals = services.filter { $0.protocols.contains(member) }.flatMap(\.ports.intervals)
    guard !intervals.isEmpty, random.chance(85) else { return UInt16(random.int(0...65_535)) }
    let interval = random.pick(intervals)
    let ends = [
      interval.lower, interval.upper, interval.lower &- 1, interval.upper &+ 1,
    ]
    return random.pick(ends)
  }

  // MARK: - What is said

  private func judged(_ row: MatrixRow?, _ position: Int?, _ probe: Probe) -> Known {
    guard let row, let position else { return .fails }
    if holds(matrix.passing(row, position), probe) { return .passes }
    return holds(matrix.undetermined(row, position), probe) ? .unknown : .fails
  }

  private func holds(_ ports: PassingPorts, _ probe: Probe) -> Bool {
    switch (probe.member, probe.port) {
    case (.tcp, let port?): ports.tcp.contains(port)
    case (.udp, let port?): ports.udp.contains(port)
    case (.icmp, let port?): ports.icmp.contains(port)
    case (.icmpv6, let port?): ports.icmpv6.contains(port)
    case (.icmp, nil): ports.hasEcho
    default: ports.protocols.contains(probe.member)
    }
  }

  /// What the trace search says; nothing where there is no question.
  private func traced(_ near: Asked, _ far: Asked, _ probe: Probe) -> Known? {
    let query = Query(
      from: [near.end], to: [far.end], ipv4Services: probe.ipv4, ipv6Services: probe.ipv6,
      clientPorts: options.clientPorts, oneWay: options.oneWay)
    let answer: Answer
    do throws(QuestionFault) {
      answer = try analyzer.answer(query)
    } catch {
      return nil
    }
    let verdicts = Set(answer.classes.map(\.verdict))
    switch options.quantifier {
    case .some:
      if verdicts.contains(.reachable) { return .passes }
      return verdicts.contains(.undetermined) ? .unknown : .fails
    case .every:
      if verdicts.contains(.unreachable) { return .fails }
      return verdicts.contains(.undetermined) ? .unknown : .passes
    }
  }
}
