public import NetproofModel

extension TopologyImporter {
  /// Reads everything that Netproof can make a topology of.
  public static let standard = TopologyImporter(
    reads: { AWSImporter.reads($0) },
    convert: { texts in
      AWSImporter.convert(texts.map { ImportedText(path: $0.path, node: $0.node) })
    })
}
