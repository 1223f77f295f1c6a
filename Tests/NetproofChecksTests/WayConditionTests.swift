import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Questions about some of the ways that packets take.
@Suite struct WayConditionTests {
  /// Two zones with a firewall each; the one of zone b drops everything.
  private static let text = """
    netproof: 1
    vpcs:
      spoke:
        cidrs: 10.1.0.0/16
        subnets:
          a: { cidrs: 10.1.1.0/24, zone: a }
          b: { cidrs: 10.1.2.0/24, zone: b }
          hub-a: { cidrs: 10.1.255.0/28, zone: a }
          hub-b: { cidrs: 10.1.255.16/28, zone: b }
        route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/8, via: tgw } ] } }
        instances: { client: { subnet: a, private-ip: 10.1.1.10 } }
      other:
        cidrs: 10.2.0.0/16
        subnets:
          s: { cidrs: 10.2.1.0/24, zone: b }
          hub-a: { cidrs: 10.2.255.0/28, zone: a }
          hub-b: { cidrs: 10.2.255.16/28, zone: b }
        route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/8, via: tgw } ] } }
        security-groups: { open: { inbound: [ { allow: all, from: 0.0.0.0/0 } ] } }
        instances: { server: { subnet: s, private-ip: 10.2.1.10, security-groups: open } }
      inspection:
        cidrs: 10.9.0.0/24
        subnets:
          in-a: { cidrs: 10.9.0.0/28, zone: a, route-table: to-a }
          in-b: { cidrs: 10.9.0.16/28, zone: b, route-table: to-b }
          fw-a: { cidrs: 10.9.0.32/28, zone: a, route-table: back }
          fw-b: { cidrs: 10.9.0.48/28, zone: b, route-table: back }
        route-tables:
          to-a: { routes: [ { to: 10.0.0.0/8, via: fw-a } ] }
          to-b: { routes: [ { to: 10.0.0.0/8, via: fw-b } ] }
          back: { routes: [ { to: 10.0.0.0/8, via: tgw } ] }
        security-groups: { open: { inbound: [ { allow: all, from: 0.0.0.0/0 } ] } }
        instances:
          fw-a: { subnet: fw-a, private-ip: 10.9.0.40, security-groups: open, source-dest-check: false, behaviour: forward }
          fw-b: { subnet: fw-b, private-ip: 10.9.0.56, security-groups: open, source-dest-check: false, behaviour: drop }
    transit-gateways:
      tgw:
        attachments:
          spoke: { vpc: spoke, subnets: [hub-a, hub-b] }
          other: { vpc: other, subnets: [hub-a, hub-b] }
          inspection: { vpc: inspection, subnets: [in-a, in-b], appliance-mode: true }
        route-tables:
          before: { associations: spoke, routes: [ { to: 0.0.0.0/0, via: inspection } ] }
          after: { associations: [inspection, other], propagations: [spoke, other] }
    """

  private func verdict(
    through: [String] = [], avoiding: [String] = []
  ) throws -> (Verdict, classes: Int) {
    let network = try LoadedNetwork(text: Self.text)
    let query = try QuestionReader(network.model, network.names).query(
      WrittenQuestion(
        from: [QuestionText("client", at: nil, as: "--from")],
        to: [QuestionText("server", at: nil, as: "--to")],
        ports: [QuestionText("tcp/443", at: nil, as: "--port")]))
    let condition = try WayCondition(
      through: through.map { QuestionText($0, at: nil, as: "--through") },
      avoiding: avoiding.map { QuestionText($0, at: nil, as: "--avoiding") }, network.model,
      network.names)
    let answer = try network.analyzer.answer(query, where: condition.holds)
    return (answer.verdict, answer.classes.count)
  }

  @Test func `leave the answer alone where they ask for nothing`() throws {
    #expect(try verdict() == (.partial, classes: 2))
  }

  @Test(arguments: [
    ([["fw-a"], []], Verdict.reachable), ([["fw-b"], []], .unreachable),
    ([[], ["fw-b"]], .reachable), ([[], ["fw-a"]], .unreachable),
    ([["tgw", "fw-a", "tgw"], []], .reachable),
    ([["rtb:to-a"], ["attachment:spoke"]], .reachable),
  ])
  func `choose among the ways`(condition: [[String]], expected: Verdict) throws {
    #expect(
      try verdict(through: condition[0], avoiding: condition[1]) == (expected, classes: 1))
  }

  @Test(arguments: [
    [["fw-b", "fw-a"], []], [["fw-a"], ["fw-a"]], [[], ["tgw"]], [["server", "fw-a"], []],
  ])
  func `that no packet takes are unreachable, without a class`(condition: [[String]]) throws {
    #expect(
      try verdict(through: condition[0], avoiding: condition[1]) == (.unreachable, classes: 0))
  }

  @Test(arguments: ["nothing", "vpc:other", "subnet:hub-b"])
  func `are refused if they name nothing that a way passes`(name: String) throws {
    #expect(throws: Rejection.self) { try verdict(through: [name]) }
    #expect(throws: Rejection.self) { try verdict(avoiding: [name]) }
  }
}
