/// A question as it was asked, for headlines and commands.
public struct TraceSubject: Sendable, Hashable {
  public let from: String
  public let to: String
  public let port: String
  public let clientPorts: String?

  public init(from: String, to: String, port: String, clientPorts: String?) {
    self.from = from
    self.to = to
    self.port = port
    self.clientPorts = clientPorts
  }

  /// `` `web-1` does not reach `db-1` on tcp/3306 ``, with the verb phrase given.
  func sentence(_ verb: String) -> String {
    "`\(from)` \(verb) `\(to)` on \(port == "any" ? "any port" : port)"
  }
}
