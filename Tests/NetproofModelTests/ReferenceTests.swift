import NetproofSyntax
import NetproofTestSupport
import Testing

@testable import NetproofModel

/// The JSON Schema and the reference page; `NETPROOF_RECORD=1` writes them anew.
@Suite struct `The reference of the format` {
  private static let topologies = Repository.files(below: "topologies", suffix: ".yaml")
    .filter { path in
      // Templates of CloudFormation are no topologies.
      !["topologies/broken/", "/templates/", "/published/"].contains { path.contains($0) }
    }

  private func compare(_ text: String, with path: String) throws {
    if Repository.isRecording { try Repository.write(text, to: path) }
    #expect(try Repository.text(path) == text, "\(path) is not current")
  }

  private func validator() throws -> SchemaValidator {
    SchemaValidator(try YAMLReader.read(Source(name: "schema", text: TopologySchema.text)))
  }

  private func tree(_ path: String) throws -> Node {
    let source = Source(name: path, id: SourceID(0), bytes: try Repository.bytes(path))
    return try YAMLReader.read(source)
  }

  @Test func `and the schema are current in docs`() throws {
    try compare(TopologySchema.text, with: "docs/format/topology.schema.json")
    try compare(TopologyReference.text, with: "docs/format/README.md")
  }

  @Test func `names every key, and shows an example of every kind`() throws {
    let page = TopologyReference.text
    for kind in EntryKind.all {
      let title = "## " + kind.thing.filter { $0 != "`" }
      let section = page.split(separator: "\n## ").first { part in
        "## \(part)".lowercased().hasPrefix(title.lowercased() + "\n")
      }
      let text = try #require(section, "no section of \(kind.thing)")
      for key in kind.keys {
        #expect(text.contains("| `\(key.name)` |"), "\(kind.id): \(key.name)")
      }
    }
    #expect(ReferenceExamples.byKind.keys.sorted() == EntryKind.all.map(\.id).sorted())
  }

  @Test(arguments: EntryKind.all.map(\.id))
  func `shows examples that are read without a word, by reader and schema`(id: String) throws {
    let example = ReferenceExamples.byKind[id] ?? ""
    let text = example.hasPrefix("netproof: 1\n") ? example : "netproof: 1\n" + example
    var loader = TopologyLoader(.memory(["\(id).yaml": text]))
    let found = loader.loadTogether(["\(id).yaml"]).resolved().problems.sorted
    #expect(DiagnosticRenderer(loader.sources).render(found) == "")
    #expect(try validator().faults(in: try YAMLReader.read(Source(name: id, text: text))) == [])
  }

  @Test(arguments: topologies)
  func `has a schema that takes every topology of the repository`(path: String) throws {
    #expect(try validator().faults(in: tree(path)) == [])
  }

  @Test(arguments: [
    "unknown-keys", "missing-keys", "wrong-kinds", "names", "booleans", "numbers", "choices",
    "empty-lists", "cidrs", "protocols-and-ports", "no-version", "version-2", "list-at-top",
    "not-a-topology", "not-yet", "base-and-more", "changes-alone", "changes-in-a-list",
  ])
  func `has a schema that refuses what is broken in itself`(name: String) throws {
    #expect(!(try validator().faults(in: tree("topologies/broken/\(name).yaml"))).isEmpty)
  }

  @Test(arguments: EntryKind.all.map(\.id))
  func `has a schema that knows no other keys`(id: String) throws {
    let schema = try YAMLReader.read(Source(name: "schema", text: TopologySchema.text))
    let kind = id == TopologyKeys.kind.id ? schema : schema["$defs"]?[id]
    #expect(kind?["additionalProperties"]?.text == "false")
    let names = try #require(EntryKind.all.first { $0.id == id }).names
    #expect(kind?["properties"]?.entries?.map(\.key.value) == names)
  }

  @Test(arguments: [
    ("vpcs: { v: { cidrs: 10.0.0.0/16, tier: web } }", "/vpcs/v/tier: additionalProperties"),
    ("vpcs: { v: {} }", "/vpcs/v: required cidrs"),
    ("vpcs: { v: { described: false } }", nil),
    ("vpcs: { v: { described: true } }", "/vpcs/v: required cidrs"),
    ("topology: a.yaml\nvpcs: {}", ": not"),
    ("changes: {}", ": dependentRequired"),
    ("peerings: { p: { between: [a] } }", "/peerings/p/between: minItems"),
    ("policies: { client-ports: linx }", "/policies/client-ports: pattern"),
  ])
  func `has a schema that is as strict as the reader`(text: String, expected: String?) throws {
    let tree = try YAMLReader.read(Source(name: "t", text: "netproof: 1\n\(text)"))
    #expect(try validator().faults(in: tree) == (expected.map { [$0] } ?? []))
  }
}
