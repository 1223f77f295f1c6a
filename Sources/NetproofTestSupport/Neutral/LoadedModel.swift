public import NetproofModel
public import NetproofSyntax

/// Reads topologies as the program does.
public enum LoadedModel {
  /// - Throws: ``Rejection`` with everything that is wrong with the text.
  public static func read(_ text: String) throws(Rejection) -> Model {
    try read(named: "test.yaml", Array(text.utf8))
  }

  /// Reads a text in any state.
  ///
  /// - Throws: ``Rejection`` with everything that is wrong with it.
  public static func read(
    named name: String, _ bytes: [UInt8], limits: SyntaxLimits = SyntaxLimits()
  ) throws(Rejection) -> Model {
    try topology(named: name, bytes, limits: limits).resolved().model
  }

  /// - Throws: ``Rejection`` with everything that is wrong with the text, but for what names mean.
  static func topology(
    named name: String, _ bytes: [UInt8], limits: SyntaxLimits = SyntaxLimits()
  ) throws(Rejection) -> Topology {
    let node = try YAMLReader.read(
      Source(name: name, id: SourceID(0), bytes: bytes), limits: limits)
    var diagnostics = Diagnostics()
    let topology = TopologyReader.read(node, into: &diagnostics)
    try diagnostics.refuseErrors()
    guard let topology else { preconditionFailure("what cannot be read is refused with an error") }
    return topology
  }
}
