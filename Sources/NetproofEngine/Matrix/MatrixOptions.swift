public import NetproofSets

/// What a matrix is about besides the model.
public struct MatrixOptions: Hashable, Sendable {
  /// When a port counts.
  public enum Quantifier: String, Hashable, Sendable {
    /// At least one packet of the port makes it there and back.
    case some
    /// All do, from every client port and by every choice of AWS's, as `trace` calls reachable.
    case every
  }

  public var quantifier: Quantifier
  /// The ports of every client, whatever the topology says.
  public var clientPorts: PortSet?
  /// Whether UDP needs no reply.
  public var oneWay: Bool
  /// The only family that counts, if one does alone.
  public var family: Family?

  public init(
    _ quantifier: Quantifier = .every, clientPorts: PortSet? = nil, oneWay: Bool = false,
    family: Family? = nil
  ) {
    self.quantifier = quantifier
    self.clientPorts = clientPorts
    self.oneWay = oneWay
    self.family = family
  }
}
