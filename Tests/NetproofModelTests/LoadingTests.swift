import NetproofModel
import NetproofSets
import NetproofSyntax
import Testing

@Suite struct `Files of topologies` {
  private static let vpc =
    "netproof: 1\nvpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\n"
  private static let peer =
    "netproof: 1\nvpcs: { w: { cidrs: 10.1.0.0/16 } }\npeerings: { p: { between: [v, w] } }\n"

  private func expectations(_ network: ResolvedTopology) -> [String] {
    network.topology.assertions.flatMap(\.from).map(\.value)
  }

  private func asserting(_ from: String, _ more: String = "") -> String {
    "netproof: 1\n\(more)assertions: [ { from: \(from), to: 10.0.0.1, port: any, expect: isolated } ]\n"
  }

  @Test func `that are named together are one topology`() {
    let found = networks(["a.yaml": Self.vpc, "b.yaml": Self.peer], "a.yaml", "b.yaml")
    #expect(found.map(\.path) == ["a.yaml b.yaml"])
    #expect(found[0].problems.isEmpty)
    #expect(found[0].resolution.model.vpcs.elements.map(\.identity.name) == ["v", "w"])
    #expect(found[0].resolution.model.peerings.count == 1)
  }

  @Test func `of a folder are one topology, of several folders each its own`() {
    let files = [
      "one/a.yaml": Self.vpc, "one/b.yml": Self.peer, "one/.hidden.yaml": "not: read\n",
      "one/notes.txt": "nor this", "one/deeper/c.yaml": "nor: this\n", "two/a.yaml": Self.vpc,
    ]
    let found = networks(files, "one", "two/")
    #expect(found.map(\.path) == ["one", "two/"])
    #expect(found.allSatisfy { $0.problems.isEmpty })
    #expect(found.map(\.resolution.model.vpcs.count) == [2, 1])
    let mixed = networks(files, "two/a.yaml", "one", "one/b.yml")
    #expect(mixed.map(\.path) == ["one", "two/a.yaml one/b.yml"])
  }

  @Test func `are read in the order of their names`() {
    let files = [
      "n/b.yaml": asserting("b"), "n/a.yaml": asserting("a"), "n/c.yaml": asserting("c"),
    ]
    #expect(networks(files, "n").flatMap(expectations) == ["a", "b", "c"])
  }

  @Test func `with a base are each judged by itself, without the base's assertions`() {
    let base =
      Self.vpc + "name: the base\nassertions: [ { from: x, to: s, port: any, expect: isolated } ]\n"
    let found = networks(
      [
        "net/base.yaml": base, "net/tests/one.yaml": asserting("s", "topology: ../base.yaml\n"),
        "net/tests/two.yaml": asserting("v", "topology: ../../net/base.yaml\nname: two\n"),
      ], "net/tests")
    #expect(found.map(\.path) == ["net/tests/one.yaml", "net/tests/two.yaml"])
    #expect(found.allSatisfy { $0.problems.isEmpty })
    #expect(found.map { $0.topology.name?.value } == [nil, "two"])
    #expect(found.map(expectations) == [["s"], ["v"]])
    #expect(
      found[0].resolution.model
        == {
          var it = found[1].resolution.model; it.name = nil; return it
        }())
  }

  @Test func `with a large base mean what they mean with a small one`() {
    let changed = asserting(
      "s", "topology: base.yaml\nchanges: { vpcs: { v: { dns-support: false } } }\n")
    let padding = String(repeating: "# nothing\n", count: 120_000)
    let found = ["", padding].map { padding in
      networks(
        [
          "base.yaml": Self.vpc + padding, "one.yaml": changed,
          "two.yaml": asserting("v", "topology: base.yaml\n"),
        ], "one.yaml", "two.yaml")
    }
    #expect(found[1].map(\.resolution.model) == found[0].map(\.resolution.model))
    #expect(found[1].allSatisfy { $0.problems.isEmpty })
    #expect(found[1].map { $0.resolution.model.vpcs[ID(0)].dnsSupport } == [false, true])
  }

  @Test func `may have a folder with one network as their base`() {
    let found = networks(
      [
        "net/prod.yaml": Self.vpc, "net/tests.yaml": asserting("s"),
        "t.yaml": asserting("v", "topology: net\n"),
      ], "t.yaml")
    #expect(found[0].problems.isEmpty)
    #expect(expectations(found[0]) == ["v"])
  }

  @Test func `with changes mean what the changed text would mean`() {
    let base = """
      netproof: 1
      vpcs:
        v:
          cidrs: [10.0.0.0/16]
          subnets: { s: { cidrs: [10.0.1.0/24] }, old: { cidrs: [10.0.9.0/24] } }
          network-acls:
            a:
              inbound:
                - { rule: 100, allow: all, from: 0.0.0.0/0 }
                - { rule: 110, allow: tcp, ports: 22, from: 10.0.0.0/8 }
      policies: { client-ports: any }

      """
    let changed = """
      netproof: 1
      topology: base.yaml
      changes:
        vpcs:
          v:
            +cidrs: [10.5.0.0/16]
            subnets: { s: { cidrs: [10.0.2.0/24], zone: az1 }, old: ~, new: { cidrs: [10.5.1.0/24] } }
            network-acls:
              a:
                -inbound: [ { from: 10.0.0.0/8, ports: 22, allow: tcp, rule: 110 } ]
                +outbound: [ { rule: 100, allow: all, to: 0.0.0.0/0 } ]
        networks: { office: { cidrs: [198.51.100.0/24] } }
      policies: { client-ports: linux }

      """
    let plain = """
      netproof: 1
      networks: { office: { cidrs: [198.51.100.0/24] } }
      vpcs:
        v:
          cidrs: [10.0.0.0/16, 10.5.0.0/16]
          subnets: { s: { cidrs: [10.0.2.0/24], zone: az1 }, new: { cidrs: [10.5.1.0/24] } }
          network-acls:
            a:
              inbound: [ { rule: 100, allow: all, from: 0.0.0.0/0 } ]
              outbound: [ { rule: 100, allow: all, to: 0.0.0.0/0 } ]
      policies: { client-ports: linux }

      """
    let found = networks(["base.yaml": base, "a.yaml": changed], "a.yaml")
    #expect(found[0].problems.isEmpty, "\(found[0].problems.sorted.map(\.message))")
    #expect(found[0].resolution.model == networks(["b.yaml": plain], "b.yaml")[0].resolution.model)
  }

  @Test func `may rest on each other, changes upon changes`() {
    let found = networks(
      [
        "a.yaml": Self.vpc,
        "b.yaml": "netproof: 1\ntopology: a.yaml\nchanges: { vpcs: { v: { region: one } } }\n",
        "c.yaml":
          "netproof: 1\ntopology: b.yaml\nchanges: { vpcs: { v: { account: \"111122223333\" } } }\n",
      ], "c.yaml")
    #expect(found[0].problems.isEmpty)
    let identity = found[0].resolution.model.vpcs[ID(0)].identity
    #expect(identity.region == "one" && identity.account == "111122223333")
  }

  @Test func `show what is changed where it is changed`() throws {
    let found = networks(
      [
        "a.yaml": Self.vpc,
        "b.yaml":
          "netproof: 1\ntopology: a.yaml\nchanges: { vpcs: { v: { cidrs: 10.0.0.0/8 } } }\n",
      ], "b.yaml")
    let fault = try #require(found[0].problems.sorted.first { $0.code == "NP0300" })
    #expect(fault.place == [2, 31, 41])
    #expect(fault.span?.source == SourceID(0))
  }
}
