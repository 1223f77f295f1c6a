public import NetproofModel
public import NetproofSets

/// What passes between all ends of a model, exactly, by classes of ends that nothing tells apart.
///
/// Making one compiles the model; its answers are computed when they are asked for, row by row, so
/// that a matrix of a million interfaces takes little more memory than their classes.
public struct Matrix: Sendable {
  let core: MatrixCore

  public init(
    _ model: Model, _ options: MatrixOptions = MatrixOptions(), limits: Limits = Limits()
  ) {
    core = MatrixCore(Graph(model), options, limits)
  }

  /// A matrix with the look-ups that an analyzer has already.
  public init(_ analyzer: Analyzer, _ options: MatrixOptions = MatrixOptions()) {
    core = MatrixCore(analyzer.graph, options, analyzer.limits)
  }

  /// How many classes of interfaces there are.
  public var interfaceClassCount: Int {
    core.places.classes.count { $0.network == nil }
  }

  /// How many classes of ends there are: those of interfaces and one for each network.
  public var classCount: Int { core.places.classes.count }

  public func endClass(of interface: ID<NetworkInterface>) -> Int {
    Int(core.places.classOfInterface[interface.index])
  }

  /// The class of a network but `internet`.
  public func endClass(of network: ID<Network>) -> Int {
    Int(core.places.classOfNetwork[network.index])
  }

  /// The interfaces of every class, ascending; none for networks.
  public func members() -> [[ID<NetworkInterface>]] {
    var result = [[ID<NetworkInterface>]](repeating: [], count: classCount)
    for (index, position) in core.places.classOfInterface.enumerated() {
      result[Int(position)].append(ID(index))
    }
    return result
  }

  /// The network that a class is.
  public func network(_ endClass: Int) -> ID<Network>? { core.places.classes[endClass].network }

  // MARK: - Ports

  /// The ports that words of atoms stand for.
  public func ports(_ words: some Collection<UInt64>) -> PassingPorts {
    PassingPorts(words, core.atoms, core.options.quantifier)
  }
}

/// Ports in the terms of people: ranges of TCP and UDP ports, and echo.
public struct PassingPorts: Hashable, Sendable {
  public let tcp: PortSet
  public let udp: PortSet
  public let hasEcho: Bool

  init(
    _ words: some Collection<UInt64>, _ atoms: PortAtoms, _ quantifier: MatrixOptions.Quantifier
  ) {
    var (tcp, udp): ([PortSet.Interval], [PortSet.Interval]) = ([], [])
    var (echoPasses, echoFails) = (false, false)
    let words = Array(words)
    for (index, atom) in atoms.atoms.enumerated() {
      let isOpen = words[index / 64] >> UInt64(index % 64) & 1 == 1
      switch atom.kind {
      case .tcp: if isOpen { tcp += atom.members.intervals }
      case .udp: if isOpen { udp += atom.members.intervals }
      case .echo: if isOpen { echoPasses = true } else { echoFails = true }
      case .icmp, .other: break
      }
    }
    self.tcp = PortSet(tcp)
    self.udp = PortSet(udp)
    hasEcho = quantifier == .every ? echoPasses && !echoFails : echoPasses
  }

  public var isEmpty: Bool { tcp.isEmpty && udp.isEmpty && !hasEcho }
}
