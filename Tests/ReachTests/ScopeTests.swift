import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What scopes find, on a network that can be taken in at a glance.
@Suite struct `Scopes` {
  /// What a scope amounts to, with its findings as `from → to`.
  private struct Found: Equatable {
    let status: ScopeOutcome.Status
    let pairs: [String]
    var ids: [String] = []

    static func == (left: Self, right: Self) -> Bool {
      left.status == right.status && left.pairs == right.pairs
    }
  }

  private func judge(_ scope: String, on topology: String = Estates.shop) throws -> Found {
    let text = topology + "\nscopes:\n  - { name: one, \(scope) }\n"
    var loader = TopologyLoader(.memory(["net.yaml": text]))
    let network = loader.loadTogether(["net.yaml"]).resolved()
    #expect(!network.problems.hasErrors, "\(network.problems.sorted)")
    let model = network.resolution.model
    let check = ScopeCheck(Analyzer(model), network.resolution.names)
    let outcome = try #require(try check.judge(network.topology.scopes).first)
    return Found(
      status: outcome.status,
      pairs: outcome.findings.map { "\(names($0.from, model)) → \(names($0.to, model))" },
      ids: outcome.findings.map(\.id))
  }

  private func names(_ group: EndGroup, _ model: Model) -> String {
    switch group {
    case .interfaces(let members):
      members.map { model.interfaces[$0].identity.name }.joined(separator: ", ")
    case .network(let id): model.networks[id].identity.name
    case .address(let address): "\(address)"
    }
  }

  @Test(arguments: [
    // Ends, as assertions write them.
    ("match: { from: internet }", ["internet → web-1, web-2, web-3"]),
    ("match: { to: db }", ["web-1, web-2, web-3 → db-1"]),
    ("match: { from: \"sg:web-sg\", to: 10.0.2.10 }", ["web-1, web-2, web-3 → db-1"]),
    ("match: { from: web-2, to: db-1 }", ["web-2 → db-1"]),
    ("match: { from: [web-2, office], to: [db-1, web-2] }", ["web-2 → db-1", "office → web-2"]),
    ("match: { from: 198.51.100.7, to: web-1 }", ["office → web-1"]),
    // Ports.
    ("match: { port: tcp/5432 }", ["web-1, web-2, web-3 → db-1"]),
    ("match: { port: tcp/22 }", ["office → web-1, web-2, web-3"]),
    ("match: { port: [tcp/1-21, tcp/23-442, udp/0-65535] }", []),
    ("match: { from: internet, port: icmp }", ["internet → web-1, web-2, web-3"]),
    // Ways.
    (
      "match: { through: igw }",
      ["internet → web-1, web-2, web-3", "office → web-1, web-2, web-3"]
    ),
    ("match: { through: [\"sg:web-sg\", \"sg:db-sg\"] }", ["web-1, web-2, web-3 → db-1"]),
    ("match: { through: [\"sg:db-sg\", \"sg:web-sg\"] }", []),
    ("match: { through: web-2, to: db-1 }", ["web-2 → db-1"]),
    // Several patterns, and exceptions.
    (
      "match: [ { to: db-1 }, { from: office } ]",
      ["web-1, web-2, web-3 → db-1", "office → web-1, web-2, web-3"]
    ),
    ("match: { to: db-1 }, exclude: { from: web-sg, port: tcp/5432 }", []),
    (
      "match: { to: db-1 }, exclude: { from: web-sg, port: tcp/5433 }",
      ["web-1, web-2, web-3 → db-1"]
    ),
    ("match: { to: db-1 }, exclude: { from: web-2 }", ["web-1, web-3 → db-1"]),
    (
      "match: { to: web-1 }, exclude: [ { from: internet, port: icmp }, { port: tcp/443 } ]",
      ["office → web-1"]
    ),
    ("match: { from: internet }, exclude: { through: igw }", []),
    ("match: { from: spare }", []),
  ])
  func `find what their patterns mean`(scope: String, pairs: [String]) throws {
    let found = try judge(scope)
    #expect(found == Found(status: pairs.isEmpty ? .empty : .found, pairs: pairs))
    let strict = try judge("\(scope), expect: empty")
    #expect(strict == Found(status: pairs.isEmpty ? .empty : .failed, pairs: pairs))
    #expect(Set(found.ids).count == pairs.count && found.ids == strict.ids)
  }

  /// A dual-stack host and one with two addresses, both open to everybody by their public addresses.
  private static let mapped = """
    netproof: 1
    vpcs:
      a:
        cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
        internet-gateways: { igw: {} }
        subnets: { s: { cidrs: [10.0.1.0/24, "2600:1f18:a:1::/64"] }, t: { cidrs: [10.0.2.0/24] } }
        route-tables: { main: { main: true, routes: [ { to: 0.0.0.0/0, via: igw }, { to: "::/0", via: igw } ] } }
        security-groups:
          p: { inbound: [ { allow: tcp, ports: 22, from: 10.0.2.0/24 }, { allow: tcp, ports: 80, from: 0.0.0.0/0 } ] }
          q: {}
        instances:
          dual: { subnet: s, private-ip: 10.0.1.9, public-ip: 52.0.0.9, ipv6: "2600:1f18:a:1::9", security-groups: p }
          two: { subnet: s, private-ips: [10.0.1.10, 10.0.1.11], public-ips: { 10.0.1.11: 52.0.0.11 }, security-groups: p }
          y: { subnet: t, private-ip: 10.0.2.10, public-ip: 52.0.0.20, security-groups: q }
    """

  @Test(arguments: [
    ("match: { from: internet, to: 52.0.0.9 }", ["internet → dual"]),
    ("match: { from: internet, to: 52.0.0.11 }", ["internet → two"]),
    ("match: { from: internet, to: 52.0.0.8/29 }", ["internet → dual", "internet → two"]),
    ("match: { from: internet, to: 10.0.1.0/24 }", ["internet → dual", "internet → two"]),
    ("match: { from: internet, to: 10.0.1.10 }", []),
    ("match: { from: 198.51.100.0/24, to: 52.0.0.9 }", ["internet → dual"]),
    // From inside, a public address is asked for by the internet gateway; its packets come from a public address.
    ("match: { from: y, to: 52.0.0.11, port: tcp/22 }", []),
    ("match: { from: y, to: 52.0.0.11, port: tcp/22, through: igw }", []),
    ("match: { from: y, to: 52.0.0.11, port: tcp/80, through: igw }", ["y → two"]),
    ("match: { from: y, to: two, port: tcp/80, through: igw }", []),
    ("match: { from: y, to: [two, 52.0.0.11], port: tcp/80, through: igw }", ["y → two"]),
    ("match: { from: 52.0.0.20, to: two, port: tcp/22 }", ["y → two"]),
    // What is excluded is excluded by these addresses alone.
    ("match: { from: internet, to: two }, exclude: { to: 52.0.0.11 }", []),
    ("match: { from: internet, to: two }, exclude: { to: 10.0.1.11 }", []),
    ("match: { from: y, to: two, port: tcp/22 }, exclude: { to: 52.0.0.11 }", ["y → two"]),
    ("match: { from: y, to: two, port: tcp/22 }, exclude: { to: 10.0.1.0/24 }", []),
  ])
  func `mean public addresses as questions do`(scope: String, pairs: [String]) throws {
    let found = try judge(scope, on: Self.mapped)
    #expect(found == Found(status: pairs.isEmpty ? .empty : .found, pairs: pairs))
  }

  @Test func `number findings so that they keep their numbers`() throws {
    let before = try judge("match: { to: db-1 }")
    #expect(before.ids.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
    // More members, more hosts, more rules and other patterns change nothing.
    let grown = Estates.shop.replacing(
      "      spare:",
      with: """
              web-0: { subnet: web, private-ip: 10.0.1.9, security-groups: web-sg }
              other: { subnet: web, private-ip: 10.0.1.99, security-groups: spare-sg }
              spare:
        """)
    let after = try judge("match: { port: tcp/5432 }, exclude: { from: office }", on: grown)
    // Hosts with a public address and those without are told apart.
    #expect(after.pairs.contains("web-1, web-2, web-3 → db-1"))
    #expect(Set(after.ids).isSuperset(of: before.ids))
    #expect(Set(after.ids).count == after.pairs.count)
  }

  @Test func `do not take the unknown for safe`() throws {
    let found = try judge("match: { to: vault, port: tcp/443 }", on: Estates.unknown)
    #expect(found == Found(status: .undetermined, pairs: []))
    // Nor for excluded: what the way passes is not known.
    let excluded = try judge(
      "match: { to: vault }, exclude: { through: \"sg:tight\" }", on: Estates.unknown)
    #expect(excluded.status == .undetermined)
    let byEnd = try judge("match: { to: vault }, exclude: { from: app }", on: Estates.unknown)
    #expect(byEnd.status == .empty)
  }

  @Test func `of a base are not those of a file on it`() throws {
    let base = Estates.shop + "\nscopes: [ { name: of the base, match: { to: db-1 } } ]\n"
    let own = "netproof: 1\ntopology: base.yaml\nscopes: [ { name: own, match: { to: spare } } ]\n"
    var loader = TopologyLoader(.memory(["base.yaml": base, "net.yaml": own]))
    let network = loader.loadTogether(["net.yaml"]).resolved()
    #expect(!network.problems.hasErrors)
    #expect(network.topology.scopes.map(\.name.value) == ["own"])
  }

  @Test func `of several files are those of one topology`() throws {
    let more = "netproof: 1\nscopes: [ { name: one, match: { to: db-1 } } ]\n"
    var loader = TopologyLoader(
      .memory([
        "a.yaml": Estates.shop + "\nscopes: [ { name: one, match: { to: spare } } ]\n",
        "b.yaml": more,
      ]))
    let network = loader.loadTogether(["a.yaml", "b.yaml"]).resolved()
    #expect(network.topology.scopes.count == 2)
    #expect(network.faultsOfScopes().map(\.code) == ["NP2121"])
  }

  @Test func `of too many pairs are refused, not cut short`() throws {
    let text = Estates.shop + "\nscopes: [ { name: all, match: { port: any } } ]\n"
    var loader = TopologyLoader(.memory(["net.yaml": text]))
    let network = loader.loadTogether(["net.yaml"]).resolved()
    var limits = Limits()
    limits.pairs = 1
    let check = ScopeCheck(
      Analyzer(network.resolution.model, limits: limits), network.resolution.names)
    do throws(ScopeCheck.Fault) {
      _ = try check.judge(network.topology.scopes)
      Issue.record("nothing was refused")
    } catch {
      guard case .rejected(let rejection) = error else { throw error }
      #expect(rejection.diagnostics.map(\.code) == ["NP2115"])
      #expect(rejection.diagnostics.allSatisfy { $0.span != nil })
    }
  }

  // MARK: - Completeness

  private static let folders = [
    "01-three-tier", "03-peering-one-sided", "04-hub-and-spoke", "05-dual-stack",
    "06b-inspection-without-appliance-mode", "07-hybrid-vpn", "09-misconfigured-estate",
    "10-bastion",
  ].map { "topologies/tour/\($0)" }

  /// A scope that matches everything finds each pair that the trace search finds a way between.
  @Test(arguments: folders)
  func `find all there is`(path: String) throws {
    var loader = TopologyLoader(Repository.tree)
    let network = loader.loadTogether([path]).resolved()
    let model = network.resolution.model
    let analyzer = Analyzer(model)
    let span = Span(source: SourceID(0), line: 1, column: 1, endLine: 1, endColumn: 2)
    let entry = ScopeEntry(
      span: span, name: Located("all", at: span), match: [ScopePatternEntry(span: span)])
    let outcome = try #require(
      try ScopeCheck(analyzer, network.resolution.names).judge([entry]).first)
    var found: Set<String> = []
    for finding in outcome.findings {
      for from in members(finding.from) {
        for to in members(finding.to) where from != to { found.insert("\(from) → \(to)") }
      }
    }
    let ends: [End.Subject] =
      model.interfaces.ids.map { .interface($0) } + model.networks.ids.map { .network($0) }
    var expected: Set<String> = []
    for from in ends {
      for to in ends where from != to && isOpen(from, to, analyzer) {
        expected.insert("\(from) → \(to)")
      }
    }
    #expect(found == expected)
    #expect(!expected.isEmpty)
  }

  private func members(_ group: EndGroup) -> [End.Subject] {
    switch group {
    case .interfaces(let members): members.map { .interface($0) }
    case .network(let id): [.network(id)]
    case .address: []
    }
  }

  private func isOpen(_ from: End.Subject, _ to: End.Subject, _ analyzer: Analyzer) -> Bool {
    let model = analyzer.model
    func end(_ subject: End.Subject) -> End {
      switch subject {
      case .interface(let id):
        End(subject, addresses: model.interfaces[id].addresses, isExplicit: false)
      case .network(let id):
        End(subject, addresses: model.networks[id].addresses, isExplicit: false)
      case .address: preconditionFailure("no end of a topology is a lone address")
      }
    }
    let services = AskedServices.any
    let query = Query(
      from: [end(from)], to: [end(to)], ipv4Services: services.ipv4, ipv6Services: services.ipv6)
    let classes = (try? analyzer.answer(query).classes) ?? []
    return classes.contains { $0.verdict == .reachable }
  }
}
