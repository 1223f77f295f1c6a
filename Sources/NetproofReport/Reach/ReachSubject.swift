/// A question about many ends as it was asked, for headlines and documents.
public struct ReachSubject: Sendable, Hashable {
  /// The ends as written; none means everything.
  public let from: [String]
  public let to: [String]
  /// The ports as written; none means all that are counted.
  public let ports: [String]
  public let clientPorts: String?

  public init(from: [String], to: [String], ports: [String], clientPorts: String?) {
    self.from = from
    self.to = to
    self.ports = ports
    self.clientPorts = clientPorts
  }

  /// The ports as a phrase that follows a verb, or nothing: ` on tcp/22`.
  var onPorts: String { ports.isEmpty ? "" : " on \(ports.joined(separator: ", "))" }

  func list(_ ends: [String]) -> String { ends.map { "`\($0)`" }.joined(separator: ", ") }
}
