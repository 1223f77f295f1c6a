import NetproofEngine
import NetproofModel
import NetproofSets

/// All pairs of a neutral network as the matrix answers them, in the neutral format's text.
public struct NeutralAnswers {
  /// For each pair that something passes `FROM TO tcp:22-22;udp:…;icmp`.
  public let lines: [String]

  /// - Throws: `Rejection` or ``NeutralError`` if the network is none.
  public init(_ network: Neutral) throws {
    let model = try LoadedModel.read(network.topology())
    let clients = PortSet(UInt16(network.clientPorts[0])...UInt16(network.clientPorts[1]))
    let matrix = Matrix(model, MatrixOptions(.some, clientPorts: clients))
    var names = matrix.members().map { $0.map { model.interfaces[$0].identity.name } }
    for id in model.networks.ids.dropFirst() {
      names[matrix.endClass(of: id)].append(model.networks[id].identity.name)
    }
    var lines: [String] = []
    matrix.forEachRow { row in
      for (position, target) in row.destinations.enumerated() {
        let text = Self.text(matrix.passing(row, position))
        guard !text.isEmpty else { continue }
        for from in names[row.source] {
          for to in names[target] where from != to { lines.append("\(from) \(to) \(text)") }
        }
      }
    }
    self.lines = lines
  }

  private static func text(_ ports: PassingPorts) -> String {
    func ranges(_ name: String, _ set: PortSet) -> [String] {
      let ranges = set.intervals.map { "\($0.lower)-\($0.upper)" }.joined(separator: ",")
      return ranges.isEmpty ? [] : ["\(name):\(ranges)"]
    }
    return (ranges("tcp", ports.tcp) + ranges("udp", ports.udp) + (ports.hasEcho ? ["icmp"] : []))
      .joined(separator: ";")
  }
}
