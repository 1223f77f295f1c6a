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
    let source = Source(name: "random.yaml", id: SourceID(0), bytes: bytes)
    let node = try YAMLReader.read(source)
    var diagnostics = Diagnostics()
    let read = TopologyReader.read(node, into: &diagnostics)
    try diagnostics.refuseErrors()
    guard let read else { preconditionFailure("what cannot be read is refused with an error") }
    self.bytes = bytes
    topology = read
    let resolution = try read.resolved()
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
