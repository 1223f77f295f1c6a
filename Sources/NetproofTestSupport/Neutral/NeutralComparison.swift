import NetproofEngine
import NetproofModel
import NetproofSets

/// One network judged three times: by the matrix, the trace search and the naive evaluator.
public struct NeutralComparison {
  private let network: Neutral
  private let naive: NaiveEvaluator
  private let analyzer: Analyzer
  private let matrix: Matrix
  private let ends: [Named]
  private let clientPorts: PortSet

  /// An end by its neutral name.
  private struct Named {
    let name: String
    let end: End
    let position: Int
    let isInterface: Bool
  }

  /// - Throws: `Rejection` or ``NeutralError`` if the network is none.
  public init(_ network: Neutral) throws {
    self.network = network
    naive = NaiveEvaluator(network)
    let model = try LoadedModel.read(network.topology())
    analyzer = Analyzer(model)
    clientPorts = PortSet(UInt16(network.clientPorts[0])...UInt16(network.clientPorts[1]))
    matrix = Matrix(analyzer, MatrixOptions(.some, clientPorts: clientPorts))
    var ends: [Named] = []
    for id in model.interfaces.ids {
      let interface = model.interfaces[id]
      ends.append(
        Named(
          name: interface.identity.name,
          end: End(.interface(id), addresses: interface.addresses, isExplicit: false),
          position: matrix.endClass(of: id), isInterface: true))
    }
    for id in model.networks.ids.dropFirst() {
      let outside = model.networks[id]
      ends.append(
        Named(
          name: outside.identity.name,
          end: End(.network(id), addresses: outside.addresses, isExplicit: false),
          position: matrix.endClass(of: id), isInterface: false))
    }
    self.ends = ends
  }

  /// What one judge says about a pair: the ports that pass, in the neutral format's text.
  private struct Answer: Equatable, CustomStringConvertible {
    var tcp = PortSet()
    var udp = PortSet()
    var hasEcho = false

    var description: String { "tcp \(tcp.text) udp \(udp.text) icmp \(hasEcho)" }
  }

  /// How many ordered pairs of ends there are to judge.
  public var pairCount: Int {
    let interfaces = ends.count(where: \.isInterface)
    let networks = ends.count - interfaces
    return ends.count * (ends.count - 1) - networks * (networks - 1)
  }

  /// Every pair of ends about which the judges differ.
  public func differences() -> [String] {
    var rows: [Int: [Int: Answer]] = [:]
    matrix.forEachRow { row in
      var answers: [Int: Answer] = [:]
      for (position, target) in row.destinations.enumerated() {
        let ports = matrix.passing(row, position)
        answers[target] = Answer(tcp: ports.tcp, udp: ports.udp, hasEcho: ports.hasEcho)
      }
      rows[row.source] = answers
    }
    var result: [String] = []
    for from in ends {
      for to in ends where from.name != to.name && (from.isInterface || to.isInterface) {
        let judged = rows[from.position]?[to.position] ?? Answer()
        let traced = traced(from, to)
        let evaluated = evaluated(from, to)
        guard judged != traced || judged != evaluated else { continue }
        result.append(
          "\(from.name) to \(to.name): matrix \(judged), trace \(traced), naive \(evaluated)")
      }
    }
    return result
  }

  private func traced(_ from: Named, _ to: Named) -> Answer {
    let services = [Service(.tcp), Service(.udp), Service.ping(.ipv4)]
    let query = Query(
      from: [from.end], to: [to.end], ipv4Services: services, ipv6Services: [],
      clientPorts: clientPorts)
    var answer = Answer()
    guard let found = try? analyzer.passing(query) else { return answer }
    for cube in found.flatMap(\.packets.cubes) {
      if cube.protocols.contains(.tcp) { answer.tcp = answer.tcp.union(cube.destinationPorts) }
      if cube.protocols.contains(.udp) { answer.udp = answer.udp.union(cube.destinationPorts) }
      if cube.protocols.contains(.icmp) { answer.hasEcho = true }
    }
    return answer
  }

  private func evaluated(_ from: Named, _ to: Named) -> Answer {
    func ports(_ proto: String) -> PortSet {
      PortSet(
        naive.portRanges.filter { naive.connects(from.name, to.name, proto, $0.lowerBound) }
          .map { UInt16($0.lowerBound)...UInt16($0.upperBound) })
    }
    return Answer(
      tcp: ports("tcp"), udp: ports("udp"),
      hasEcho: naive.connects(from.name, to.name, "icmp", 0))
  }
}

extension PortSet {
  /// Ranges as `22,80-89`.
  var text: String {
    intervals.map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)" }
      .joined(separator: ",")
  }
}
