import Foundation
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofTestSupport
import Testing

/// The matrix against the trace search on every topology of the repository.
@Suite struct TopologyAgreementTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "topologies")

  /// The texts of all topologies that stand alone and mean something, by path.
  private static var topologies: [(path: String, model: Model)] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let paths = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
    return paths.compactMap { path in
      guard let text = try? String(contentsOf: path, encoding: .utf8),
        let model = try? LoadedModel.read(text)
      else { return nil }
      return (path.lastPathComponent, model)
    }
  }

  @Test(arguments: [MatrixOptions.Quantifier.some, .every])
  func `matrix and trace search agree`(quantifier: MatrixOptions.Quantifier) {
    let topologies = Self.topologies
    #expect(topologies.count > 50)
    for (index, topology) in topologies.enumerated() {
      var comparison = MatrixComparison(
        topology.model, MatrixOptions(quantifier), seed: UInt64(index))
      let differences = comparison.differences(pairs: 200, services: 2)
      #expect(differences.isEmpty, "\(topology.path): \(differences.prefix(3))")
    }
  }
}
