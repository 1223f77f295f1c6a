import NetproofEngine
import NetproofModel
import Testing

@testable import NetproofChecks

/// Fixes that would take packets past what inspects them.
@Suite struct BypassTests {
  private static let path = "topologies/conformance/inspected.yaml"

  /// Two segments whose packets are to go by a firewall's VPC, and one that has no route to it.
  private static let inspected = """
    netproof: 1
    topology: CWX.yaml
    changes:
      firewall-policies: { pol: {} }
      vpcs:
        vpc-i:
          region: us-east-1
          cidrs: [10.3.0.0/16]
          subnets:
            i-tgw1: { cidrs: [10.3.0.0/28], zone: az1, route-table: rtb-i-1 }
            i-fw1: { cidrs: [10.3.0.32/28], zone: az1, route-table: rtb-i-fw }
          route-tables:
            main: { main: true }
            rtb-i-1: { routes: [ { to: 0.0.0.0/0, via: fwe1 } ] }
            rtb-i-fw: { routes: [ { to: 10.0.0.0/8, via: cn } ] }
          firewalls: { fw: { policy: pol, endpoints: { fwe1: { subnet: i-fw1 } } } }
      core-networks:
        cn:
          segments: { prod: {}, dev: {}, sec: {} }
          attachments:
            cn-c: { segment: dev }
            cn-i: { segment: sec, vpc: vpc-i, subnets: i-tgw1, appliance-mode: true }
          shares: [ { segment: sec, with: [prod, dev] } ]
          routes: [ { segment: prod, to: 0.0.0.0/0, via: cn-i } ]

    """

  private func inspected() throws -> Estate {
    try Estate([Self.path], [Self.path: Self.inspected])
  }

  @Test func `a segment without a route gets the one by the firewall that others have`() throws {
    let estate = try inspected()
    let search = try estate.fixes(try estate.query(["app1"], ["svcc1"], "tcp/443"))
    #expect(
      estate.edits(search) == [
        "+ core network `cn`, routes: { segment: dev, to: 10.0.0.0/16, via: cn-i }"
      ])
    #expect(search.fixes.allSatisfy { $0.bypasses.isEmpty })
  }

  @Test func `an edit that leads around the firewall tells which packets it takes there`() throws {
    let estate = try inspected()
    let query = try estate.query(["app1"], ["svcc1"], "tcp/443")
    let model = estate.model
    let segments = model.transitGateways.elements[0].routeTables
    let edits = [ModelEdit.shareSegments(segments[0], segments[1])]
    let effects = FixEffects(
      of: edits, from: estate.analyzer, to: estate.analyzer.applying(edits), besides: query)
    let told = effects.bypasses.map {
      "\($0.direction.rawValue) \(model.identity(of: $0.inspector).name)"
    }
    #expect(Set(told) == ["forward fwe1"])
    let origins = effects.bypasses.map(\.passage.origin)
    let app1 = model.interfaces.ids.first { model.interfaces[$0].identity.name == "app1" }
    #expect(
      origins.contains { origin in
        guard case .interfaces(let members) = origin else { return false }
        return members.contains { $0 == app1 }
      })
  }
}
