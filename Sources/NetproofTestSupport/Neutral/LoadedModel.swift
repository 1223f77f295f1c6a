public import NetproofModel
import NetproofSyntax

/// Reads topologies as the program does.
public enum LoadedModel {
  /// - Throws: ``Rejection`` with everything that is wrong with the text.
  public static func read(_ text: String) throws -> Model {
    let source = Source(name: "test.yaml", text: text)
    let node = try YAMLReader.read(source)
    var diagnostics = Diagnostics()
    let topology = TopologyReader.read(node, into: &diagnostics)
    try diagnostics.refuseErrors()
    guard let topology else { preconditionFailure("what cannot be read is refused with an error") }
    return try topology.resolved().model
  }
}
