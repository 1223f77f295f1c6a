/// A question as it was asked, for headlines and commands.
public struct TraceSubject: Sendable, Hashable {
  public let from: String
  public let to: String
  public let port: String
  public let clientPorts: String?
  /// Components that the ways asked about pass, and avoid.
  public let through: [String]
  public let avoiding: [String]

  public init(
    from: String, to: String, port: String, clientPorts: String?, through: [String] = [],
    avoiding: [String] = []
  ) {
    self.from = from
    self.to = to
    self.port = port
    self.clientPorts = clientPorts
    self.through = through
    self.avoiding = avoiding
  }

  /// `` `web-1` does not reach `db-1` on tcp/3306 ``, with the verb phrase given.
  func sentence(_ verb: String) -> String {
    "`\(from)` \(verb) `\(to)` on \(port == "any" ? "any port" : port)\(ways)"
  }

  private var ways: String {
    func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
    return (through.isEmpty ? "" : " by way of \(list(through))")
      + (avoiding.isEmpty ? "" : ", avoiding \(list(avoiding))")
  }
}
