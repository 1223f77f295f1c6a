import NetproofEngine
import NetproofModel
import NetproofTestSupport
import Testing

@testable import NetproofChecks

/// Fixes for the questions of the conformance vectors.
@Suite struct ConformanceFixTests {
  private static let vectors = Repository.files(below: "topologies/conformance", suffix: ".yaml")

  /// The questions of a vector's assertions; none if it is refused.
  private static func questions(_ path: String) -> (estate: Estate, queries: [Query])? {
    guard let estate = try? Estate([path]) else { return nil }
    let reader = QuestionReader(estate.model, estate.resolution.names)
    return (
      estate, estate.topology.assertions.compactMap { try? reader.query(WrittenQuestion($0)) }
    )
  }

  @Test(arguments: vectors)
  func `fixes of a vector keep their promise`(path: String) throws {
    guard let (estate, queries) = Self.questions(path) else { return }
    for query in queries {
      for fix in try estate.fixes(query).fixes {
        try FixPromiseTests.checkTried(fix, query, estate)
        let told = Comment(rawValue: estate.edits(fix.edits))
        #expect(!told.rawValue.contains("0.0.0.0/0") && !told.rawValue.contains("::/0"), told)
        guard fix.edits.allSatisfy({ $0.isOneLine(in: estate.model) }) else { continue }
        let written = try estate.with(fix.edits)
        #expect(try written.analyzer.answer(query).verdict == .reachable, told)
        #expect(written.warnings.count <= estate.warnings.count, told)
      }
    }
  }

  /// A vector, a question, and the fixes that are shown for it.
  struct Case: CustomTestStringConvertible, Sendable {
    let vector: String
    let from: String
    let to: String
    let port: String
    let fixes: [String]

    var testDescription: String { vector }

    init(_ vector: String, _ from: String, _ to: String, _ port: String, _ fixes: [String]) {
      (self.vector, self.from, self.to, self.port, self.fixes) = (vector, from, to, port, fixes)
    }
  }

  @Test(arguments: [
    Case(
      "R176-not-associated", "app1", "orders", "tcp/443",
      ["+ service network `sn`, vpcs: vpc-a: []"]),
    Case(
      "R176-other-network", "app1", "orders", "tcp/443",
      ["+ service network `sn`, services: orders"]),
    Case(
      "R179-no-target", "app1", "db1", "tcp/5432",
      ["+ load balancer `vpc-a/gwlb`: cross-zone: true"]),
    Case(
      "R179-appliance-acl", "app1", "db1", "tcp/5432",
      [
        "+ network ACL `vpc-a/acl-sec`, outbound:"
          + " { rule: 20, allow: udp, ports: 6081, to: 10.0.8.0/28 }"
      ]),
    Case(
      "R148-firewall-outbound", "192.168.10.10", "app1", "tcp/22",
      [
        "+ network `dc`, firewall outbound: { rule: 9, allow: tcp, ports: 22, to: 10.0.1.0/24 }"
          + " & + security group `vpc-a/sg-app`, inbound:"
          + " { allow: tcp, ports: 22, from: 192.168.10.10/32 }"
      ]),
    Case(
      "R153-traffic-selectors", "app1", "192.168.200.1", "tcp/22",
      [
        "~ VPN connection `vpn-1`: local-cidr: 192.168.0.0/20 becomes local-cidr: 192.168.0.0/16"
      ]),
    Case(
      "R89-dns-disabled", "app1", "10.0.0.2", "udp/53",
      ["~ VPC `vpc-a`: dns-support: false becomes dns-support: true"]),
  ])
  func `fixes of newer kinds are the plain edit`(_ one: Case) throws {
    let estate = try Estate(["topologies/conformance/own/\(one.vector).yaml"])
    let search = try estate.fixes(try estate.query([one.from], [one.to], one.port))
    #expect(estate.edits(search) == one.fixes)
  }

  /// A network with selectors that a VPC of another range should pass.
  @Test func `a traffic selector is not widened to nearly everybody's`() throws {
    let text = """
      netproof: 1
      networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vpn } }
      vpcs:
        app:
          cidrs: 10.0.0.0/16
          subnets: { app: { cidrs: 10.0.1.0/24 } }
          route-tables: { main: { main: true, routes: [{ to: 192.168.0.0/16, via: hub }] } }
          instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
      vpn-connections: { vpn: { remote-cidr: SELECTOR } }
      transit-gateways:
        hub:
          attachments: { app: { vpc: app, subnets: app }, dc: { vpn: vpn } }
          route-tables: { main: { associations: [app, dc], propagations: [app, dc] } }
      """
    func search(_ selector: String) throws -> (FixSearch, Estate) {
      let estate = try Estate(text: text.replacing("SELECTOR", with: selector))
      return (try estate.fixes(try estate.query(["app-1"], ["dc"], "tcp/22")), estate)
    }
    let (near, estate) = try search("10.9.0.0/16")
    #expect(
      estate.edits(near) == [
        "~ VPN connection `vpn`: remote-cidr: 10.9.0.0/16 becomes remote-cidr: 10.0.0.0/12"
      ])
    #expect(try search("172.16.0.0/12").0.noFix?.reason == .everybody)
  }

  @Test func `a code says why it has no fix, or some vector has one`() throws {
    var fixed: Set<Code> = []
    for path in Self.vectors {
      guard let (estate, queries) = Self.questions(path) else { continue }
      for query in queries {
        let answer = try estate.analyzer.answer(query)
        let source = FixCandidates(estate.analyzer, answer, of: query)
        for obstacle in answer.obstacles where !fixed.contains(obstacle.code) {
          if !source.candidates(for: obstacle).isEmpty { fixed.insert(obstacle.code) }
        }
      }
    }
    let open = Code.allCases.filter { $0.role == .obstacle && $0.fixGround == nil }
    // Strayed packets, of which other tests have fixes (`FixChoiceTests`).
    let elsewhere: Set<Code> = [.privateIPv6ToInternet, .returnWrongNetwork]
    #expect(fixed.isSubset(of: open), "\(fixed.subtracting(open))")
    #expect(Set(open).subtracting(fixed).isSubset(of: elsewhere), "\(Set(open).subtracting(fixed))")
  }
}

extension ModelEdit {
  /// Whether a topology can have the edit as it is printed: not where a person has to name what AWS
  /// made, nor, for this test, where the element that is removed has further keys.
  fileprivate func isOneLine(in model: Model) -> Bool {
    switch self {
    case .addSecurityGroupRule(let id, _, _): !model.securityGroups[id].isImplied
    case .removeRoute, .removeTransitRoute: false
    default: true
    }
  }
}
