public import NetproofEngine
public import NetproofModel
public import NetproofSets

/// One line of what passes between a network and the internet: who, with which addresses, on what.
public struct InternetLine: Hashable, Sendable {
  /// The part of the internet at the other end.
  public enum Remote: Hashable, Sendable {
    /// Every address that was asked about.
    case anywhere
    /// Every address of one family, of ends that have both.
    case anywhereIn(Family)
    case addresses(AddressSet)
  }

  public let ends: EndSet
  public let remote: Remote
  public let ports: CountedPorts
  public let isUndetermined: Bool
  /// Whether the internet begins.
  public let isInbound: Bool
  /// The gateways by which packets leave for the internet.
  public let exits: [ComponentID]
  /// The ends as ``EndNumbers`` has them, ascending; the first is asked of the trace search.
  public let numbers: [Int]
  /// An address of the other end that the first of the ends is asked with.
  let exampleAddress: Address
}
