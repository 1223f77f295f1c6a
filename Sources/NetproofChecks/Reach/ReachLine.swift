public import NetproofEngine
public import NetproofModel

/// One line of what passes in a network: these ends, those ends, the ports between them.
///
/// Pairs of an end with itself never count.
public struct ReachLine: Hashable, Sendable {
  /// How the ends of both sides are paired.
  public enum Pairing: Hashable, Sendable {
    /// Every source with every destination.
    case all
    /// Each part of the sources with itself: within each VPC.
    case within
    /// Each part of the sources with every other one.
    case between
  }

  public let sources: EndSet
  public let destinations: EndSet
  public internal(set) var pairing: Pairing = .all
  /// What passes between all pairs.
  public let ports: CountedPorts
  /// What passes between some of the pairs only.
  public internal(set) var partialPorts: CountedPorts = CountedPorts()
  /// What is not known to pass or not to pass.
  public internal(set) var undeterminedPorts: CountedPorts = CountedPorts()
  /// Why it is not known, where it is not.
  public internal(set) var gap: Remark?
  /// The VPCs in each of which the line holds, names taken in that VPC; none if it stands alone.
  public internal(set) var vpcs: [ID<VPC>] = []
  /// How many pairs of distinct ends it is about.
  public internal(set) var pairs: Int
  /// Pairs of ends for each kind of port, to be asked of the trace search.
  var examples: [Example]

  /// A pair with ports of one kind.
  struct Example: Hashable, Sendable {
    enum Expectation: Hashable, Sendable {
      case passes
      case isUndetermined
    }

    let source: Int
    let destination: Int
    let ports: CountedPorts
    let expectation: Expectation
  }
}
