import NetproofSyntax
import NetproofTestSupport
import Testing

@Suite struct YAMLWriterTests {
  @Test func `writes short values on a line and others in blocks`() throws {
    let node = try read(
      """
      vpcs: {prod: {cidrs: [10.0.0.0/16, "2001:db8::/56"], account: "111122223333", subnets: {
        web: {cidrs: [10.0.1.0/24], zone: a}, db: {cidrs: [10.0.2.0/24]}}, empty: {}, none: [],
        route-tables: {main: {routes: [{to: 0.0.0.0/0, via: igw}, {to: "::/0", via: igw}]}}}}
      words: ["true", true, "", null, "-", "a b", "é\\n", "0123", 0123, "~"]
      """)
    #expect(
      YAMLWriter.text(of: node) == """
        vpcs:
          prod:
            cidrs: [10.0.0.0/16, "2001:db8::/56"]
            account: "111122223333"
            subnets:
              web: { cidrs: [10.0.1.0/24], zone: a }
              db: { cidrs: [10.0.2.0/24] }
            empty: {}
            none: []
            route-tables:
              main:
                routes: [{ to: 0.0.0.0/0, via: igw }, { to: "::/0", via: igw }]
        words: ["true", true, "", null, "-", "a b", "é\\n", "0123", 0123, "~"]

        """)
  }

  @Test func `reads back to the same tree`() throws {
    for path in Repository.files(below: "topologies", suffix: ".yaml") {
      let text = try Repository.text(path)
      guard let node = try? YAMLReader.read(Source(name: path, text: text)) else { continue }
      let again = try YAMLReader.read(Source(name: path, text: YAMLWriter.text(of: node)))
      #expect(Values(again) == Values(node), "\(path)")
    }
  }

  @Test func `a tree of parts keeps the places that they come from`() throws {
    var sources = SourceSet()
    let one = sources.add(name: "one.json", text: #"{"VpcId": "vpc-1"}"#)
    let two = sources.add(name: "two.json", text: #"{"Cidr": "10.0.0.0/16", "Big": [1, 2]}"#)
    var diagnostics = Diagnostics()
    let first = try #require(JSONReader.read(one, into: &diagnostics)?["VpcId"])
    let second = try #require(JSONReader.read(two, into: &diagnostics))
    let (cidr, big) = (try #require(second["Cidr"]), try #require(second["Big"]))
    var builder = NodeBuilder()
    let inner = builder.map(
      [.init("cidrs", builder.copy(cidr)), .init("big", builder.copy(big))], at: first.span)
    let root = builder.map([.init("vpc-1", at: first.span, inner)], at: first.span)
    let node = builder.finish(root)
    #expect(node["vpc-1"]?["cidrs"] == cidr)
    #expect(node["vpc-1"]?["big"] == big)
    #expect(node["vpc-1"]?.span == first.span)
    #expect(node["vpc-1"]?.entries?.keySpan(0) == cidr.span)
    #expect(node.entries?.keySpan(0) == first.span)
  }
}

/// A tree without its places.
private indirect enum Values: Hashable {
  case scalar(String?)
  case list([Values])
  case map([String], [Values])

  init(_ node: Node) {
    if let elements = node.elements {
      self = .list(elements.map(Values.init))
    } else if let entries = node.entries {
      self = .map(entries.map(\.key.value), entries.map { Values($0.value) })
    } else {
      self = .scalar(node.isNull ? nil : node.text)
    }
  }
}
