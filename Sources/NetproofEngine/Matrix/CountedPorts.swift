public import NetproofSets

/// What is counted of the packets between two ends: TCP and UDP ports, and pings.
public struct CountedPorts: Hashable, Sendable {
  public let tcp: PortSet
  public let udp: PortSet
  /// Whether pings pass, of whatever family.
  public let hasEcho: Bool

  public init(tcp: PortSet = PortSet(), udp: PortSet = PortSet(), hasEcho: Bool = false) {
    self.tcp = tcp
    self.udp = udp
    self.hasEcho = hasEcho
  }

  public static var all: Self { Self(tcp: .all, udp: .all, hasEcho: true) }

  public var isEmpty: Bool { tcp.isEmpty && udp.isEmpty && !hasEcho }

  public func union(_ other: Self) -> Self {
    Self(
      tcp: tcp.union(other.tcp), udp: udp.union(other.udp), hasEcho: hasEcho || other.hasEcho)
  }

  public func intersection(_ other: Self) -> Self {
    Self(
      tcp: tcp.intersection(other.tcp), udp: udp.intersection(other.udp),
      hasEcho: hasEcho && other.hasEcho)
  }

  public func subtracting(_ other: Self) -> Self {
    Self(
      tcp: tcp.subtracting(other.tcp), udp: udp.subtracting(other.udp),
      hasEcho: hasEcho && !other.hasEcho)
  }

  /// One of the ports, alone.
  public var least: Self {
    if let port = tcp.first { return Self(tcp: PortSet(port)) }
    if let port = udp.first { return Self(udp: PortSet(port)) }
    return Self(hasEcho: hasEcho)
  }
}
