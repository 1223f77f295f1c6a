import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Topologies through the writer that `netproof import` ends with.
@Suite struct `Topologies that are written anew` {
  private static let tour = Repository.files(below: "topologies/tour", suffix: ".yaml")

  @Test(arguments: tour)
  func `mean what they meant`(path: String) {
    let plain = Repository.tree
    let written = FileTree(
      kind: plain.kind,
      read: { path in
        plain.read(path).map { bytes in
          guard path.hasSuffix(".yaml") else { return bytes }
          let source = Source(name: path, text: String(decoding: bytes, as: UTF8.self))
          guard let node = try? YAMLReader.read(source) else { return bytes }
          return Array(YAMLWriter.text(of: node).utf8)
        }
      }, names: plain.names)
    let isEqual = meaning([path]) == meaning([path], in: written)
    #expect(isEqual, "\(path)")
  }
}
