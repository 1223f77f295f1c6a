public import NetproofSets

/// Which (protocol, port) values are counted.
public struct PortSelection: Hashable, Sendable {
  let tcp: PortSet
  let udp: PortSet
  let hasEcho: Bool

  /// All TCP and UDP ports, and echo.
  public static var all: Self { Self(tcp: .all, udp: .all, echo: true) }

  public init(tcp: PortSet = PortSet(), udp: PortSet = PortSet(), echo: Bool = false) {
    self.tcp = tcp
    self.udp = udp
    hasEcho = echo
  }

  /// How many values an atom stands for.
  func count(_ atom: PortAtoms.Atom) -> UInt64 {
    switch atom.kind {
    case .tcp: size(atom.members.intersection(tcp))
    case .udp: size(atom.members.intersection(udp))
    case .echo: hasEcho ? 1 : 0
    case .icmp, .other: 0
    }
  }

  private func size(_ set: PortSet) -> UInt64 {
    set.intervals.reduce(0) { $0 + UInt64($1.upper - $1.lower) + 1 }
  }
}
