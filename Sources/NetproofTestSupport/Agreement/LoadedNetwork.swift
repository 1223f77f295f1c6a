public import NetproofEngine
public import NetproofModel
public import NetproofSyntax

/// A topology that was read, with the two implementations that judge packets in it.
public struct LoadedNetwork: Sendable {
  /// The text that it was read from.
  public let bytes: [UInt8]
  public let topology: Topology
  public let model: Model
  public let names: NameTable
  public let analyzer: Analyzer
  public let replay: Replay

  /// Reads and resolves a text as the program does.
  ///
  /// - Throws: ``Rejection`` with everything that is wrong with it.
  public init(text: String) throws(Rejection) {
    try self.init(bytes: Array(text.utf8))
  }

  /// Reads and resolves a text in any state.
  public init(bytes: [UInt8]) throws(Rejection) {
    self.bytes = bytes
    topology = try LoadedModel.topology(named: "random.yaml", bytes)
    let resolution = try topology.resolved()
    model = resolution.model
    names = resolution.names
    analyzer = Analyzer(resolution.model)
    replay = Replay(resolution.model)
  }

  /// Reads and resolves a tree; nothing if it is no legal topology.
  public init?(_ tree: YAMLTree) {
    do throws(Rejection) {
      try self.init(text: tree.yaml)
    } catch {
      return nil
    }
  }

  /// How messages name a component.
  public func name(of component: ComponentID) -> String {
    "\(component.kind.rawValue):\(model.identity(of: component).qualifiedName)"
  }
}
