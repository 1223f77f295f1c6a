import FoundationEssentials
import NetproofModel
import NetproofSyntax

/// Reads topologies as the program does.
enum TopologyFile {
  /// - Throws: ``Rejection`` with everything that is wrong with the file.
  static func model(_ path: String) throws -> Model {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    return try model(named: path, bytes)
  }

  static func model(named name: String, _ bytes: [UInt8]) throws(Rejection) -> Model {
    let source = Source(name: name, id: SourceID(0), bytes: bytes)
    let limits = SyntaxLimits(bytes: .max, expansion: .max)
    let node = try YAMLReader.read(source, limits: limits)
    var diagnostics = Diagnostics()
    let topology = TopologyReader.read(node, into: &diagnostics)
    try diagnostics.refuseErrors()
    guard let topology else { preconditionFailure("what cannot be read is refused with an error") }
    return try topology.resolved().model
  }
}
