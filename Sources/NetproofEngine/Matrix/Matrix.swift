public import NetproofModel

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

  init(_ core: MatrixCore) {
    self.core = core
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
}
