import FoundationEssentials
import NetproofModel
import NetproofSyntax
import NetproofTestSupport

/// Reads topologies as the program does.
enum TopologyFile {
  /// - Throws: ``Rejection`` with everything that is wrong with the file.
  static func model(_ path: String) throws -> Model {
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    return try model(named: path, bytes)
  }

  static func model(named name: String, _ bytes: [UInt8]) throws(Rejection) -> Model {
    try LoadedModel.read(named: name, bytes, limits: SyntaxLimits(bytes: .max, expansion: .max))
  }
}
