import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

@testable import NetproofReport

/// What is told of Traffic Mirroring beside what vectors show.
@Suite struct MirroringTests {
  private static func text(_ parts: String, assertions: String = "[]") -> String {
    """
    netproof: 1
    vpcs:
      v:
        cidrs: 10.0.0.0/16
        subnets: { s: { cidrs: 10.0.1.0/24 }, hidden: { cidrs: 10.0.2.0/24 } }
        security-groups:
          web: { inbound: [{ allow: tcp, ports: 443, from: 10.0.0.0/16 }] }
          sensor: { inbound: [{ allow: udp, ports: 4789, from: 10.0.1.0/24 }] }
        instances:
          a: { subnet: s, private-ip: 10.0.1.10, security-groups: web }
          b: { subnet: s, private-ip: 10.0.1.11, security-groups: web }
          sensor: { subnet: s, private-ip: 10.0.1.20, security-groups: sensor }
        load-balancers: { gone: { described: false } }
        mirror-filters:
          all: { inbound: [{ rule: 1, accept: all }], outbound: [{ rule: 1, accept: all }] }
          gone: { described: false }
    \(parts)
    assertions: \(assertions)
    """
  }

  private func report(_ estate: Estate, _ from: String, _ to: String) throws -> MirrorReport {
    let query = try estate.query([from], [to], "tcp/443")
    return try estate.analyzer.mirroring(
      of: try estate.analyzer.answer(query, tellsPassages: true))
  }

  @Test(arguments: [
    "p: { source: a, target: sensor, filter: gone, number: 1 }",
    "p: { described: false }",
    "p: { source: a, target: sensor, filter: all, number: 2, described: false }",
    "p: { source: a, target: \"load-balancer:gone\", filter: all, number: 1 }",
  ])
  func `what is not described leaves it open whether packets are mirrored`(
    _ session: String
  ) throws {
    let assertion = "[{ from: b, to: a, port: tcp/443, expect: reachable, mirrored: EXPECTED }]"
    for expected in [
      "none", "{ session: p }", "{ session: p, because: { code: MIRROR_NO_ROUTE } }",
    ] {
      let estate = try Estate(
        text: Self.text(
          "    mirror-sessions: { \(session) }",
          assertions: assertion.replacing("EXPECTED", with: expected)))
      let check = AssertionCheck(estate.analyzer, estate.resolution.names)
      let outcome = try check.judge(estate.topology.assertions[0])
      if session.contains("load-balancer"), expected == "none" {
        #expect(outcome.status == .failed)
      } else {
        #expect(outcome.status == .undetermined, "\(session), \(expected)")
        #expect(outcome.mismatches.count == 1)
      }
    }
  }

  /// One session certainly mirrors, of the other it is not known.
  @Test(arguments: [
    ("none", Outcome.Status.failed), ("{ session: p }", .undetermined),
    ("{ session: q }", .failed), ("[{ session: q }, { session: p }]", .undetermined),
    ("[{ session: p }, { session: q }]", .undetermined),
  ])
  func `what is mirrored for sure is wrong whatever else is not known`(
    expected: String, status: Outcome.Status
  ) throws {
    let sessions = [
      "p: { source: a, target: sensor, filter: all, number: 1 }",
      "q: { source: b, target: sensor, filter: gone, number: 1 }",
    ]
    let estate = try Estate(
      text: Self.text(
        "    mirror-sessions: { \(sessions.joined(separator: ", ")) }",
        assertions:
          "[{ from: b, to: a, port: tcp/443, expect: reachable, mirrored: \(expected) }]"))
    let check = AssertionCheck(estate.analyzer, estate.resolution.names)
    let outcome = try check.judge(estate.topology.assertions[0])
    #expect(outcome.status == status)
    #expect(outcome.mismatches.count == 1)
  }

  @Test func `a session that is not described may be before any other`() throws {
    let estate = try Estate(
      text: Self.text(
        "    mirror-sessions: { q: { source: a, target: sensor, filter: all, number: 1 }, p: { described: false } }"
      ))
    let passages = try report(estate, "b", "a").passages.joined()
    let session = ID<MirrorSession>(1)
    #expect(Set(passages.map(\.outcome)) == [.unknown(.mirrorSession(session))])
  }

  @Test func `documents with what is mirrored are as their schema says`() throws {
    let schema = try JSONSchema(Repository.text("docs/format/answer.schema.json"))
    for path in ["TMX", "T192", "own/R250-network-acl", "own/R251-endpoint"] {
      let estate = try Estate(["topologies/conformance/\(path).yaml"])
      let query = try estate.query(["app1", "internet"], ["web1"], "any")
      let answer = try estate.analyzer.answer(query, tellsPassages: true)
      let subject = TraceSubject(from: "internet", to: "web1", port: "any", clientPorts: nil)
      let text = estate.context.traceJSON(
        answer, subject: subject, fixes: FixSearch(),
        mirroring: try estate.analyzer.mirroring(of: answer))
      #expect(try schema.faults(in: text) == [], "\(path)")
      #expect(text.contains("\"outcome\": \"mirrored\""))
    }
  }

  @Test func `verdicts are the same whether mirroring is asked for or not`() throws {
    let estate = try Estate(["topologies/conformance/T190.yaml"])
    let query = try estate.query(["internet", "app1"], ["web1"], "any")
    let plain = try estate.analyzer.answer(query)
    let told = try estate.analyzer.answer(query, tellsPassages: true)
    #expect(plain.classes.map(\.verdict) == told.classes.map(\.verdict))
    #expect(plain.obstacles == told.obstacles)
  }

  @Test func `codes of copies have the page of the prefix and that of the code`() throws {
    let page = try #require(CodePages.page("MIRROR_ROUTE_BLACKHOLE"))
    #expect(page.contains("MIRROR_ROUTE_BLACKHOLE: "))
    #expect(page.contains("ROUTE_BLACKHOLE: the selected route"))
    #expect(CodePages.page("mirror") != nil)
    for name in ["MIRROR_", "MIRROR_NOT_DESCRIBED", "MIRROR_SG_INGRESS_NO_MATCH"] {
      #expect(CodePages.page(name) != nil, "\(name)")
    }
    for name in ["MIRROR_X", "MIRROR_AZ_CROSSED", "MIRROR_MIRROR_NO_ROUTE", "MIRROR_NP0384"] {
      #expect(CodePages.page(name) == nil, "\(name)")
    }
  }

  @Test func `a difference between sessions and filters is told`() throws {
    let sessions = "mirror-sessions: { p: { source: a, target: sensor, filter: all, number: 1 } }"
    let old = try Estate(text: Self.text("    \(sessions)"))
    let new = try Estate(
      text: Self.text("    \(sessions)").replacing("number: 1", with: "number: 7")
        .replacing("{ inbound: [{ rule: 1, accept: all }]", with: "{ inbound: []"))
    let changes = ModelDiff(from: old.model, to: new.model).changes
    #expect(changes.count == 2)
    #expect("\(changes)".contains("7"))
  }
}
