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
    through: [String] = [], avoiding: [String] = [], from: String = "client",
    to: String = "server", on topology: String = text
  ) throws -> (Verdict, classes: Int) {
    let network = try LoadedNetwork(text: topology)
    let query = try QuestionReader(network.model, network.names).query(
      WrittenQuestion(
        from: [QuestionText(from, at: nil, as: "--from")],
        to: [QuestionText(to, at: nil, as: "--to")],
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
    ([["rtb:to-a"], ["rtb:to-b"]], .reachable),
    ([["attachment:spoke", "fw-a", "attachment:inspection", "attachment:other"], []], .reachable),
    ([["network-acl:spoke/default", "rtb:to-a"], []], .reachable),
  ])
  func `choose among the ways`(condition: [[String]], expected: Verdict) throws {
    #expect(
      try verdict(through: condition[0], avoiding: condition[1]) == (expected, classes: 1))
  }

  @Test(arguments: [
    [["fw-b", "fw-a"], []], [["fw-a"], ["fw-a"]], [[], ["tgw"]], [["server", "fw-a"], []],
    [["rtb:to-a"], ["attachment:spoke"]], [[], ["acl:default"]],
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

  /// Somebody sends to a table that is not described, somebody else to an appliance of unknown behaviour.
  private static let unknown = """
    netproof: 1
    vpcs:
      a:
        cidrs: 10.0.0.0/16
        subnets:
          s: { cidrs: 10.0.1.0/24, zone: a }
          q: { cidrs: 10.0.3.0/24, zone: a, route-table: by-prox }
        route-tables:
          main: { main: true, routes: [ { to: 10.1.0.0/16, via: tgw } ] }
          by-prox: { routes: [ { to: 10.1.0.0/16, via: prox } ] }
        security-groups: { open: { inbound: [ { allow: all, from: 0.0.0.0/0 } ] } }
        instances:
          client: { subnet: s, private-ip: 10.0.1.10 }
          other: { subnet: q, private-ip: 10.0.3.10 }
        interfaces:
          prox: { subnet: s, private-ip: 10.0.1.99, security-groups: open, source-dest-check: false, behaviour: unknown }
      b:
        cidrs: 10.1.0.0/16
        subnets: { s: { cidrs: 10.1.1.0/24, zone: a } }
        route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/16, via: tgw } ] } }
        security-groups: { open: { inbound: [ { allow: all, from: 0.0.0.0/0 } ] } }
        instances: { server: { subnet: s, private-ip: 10.1.1.10, security-groups: open } }
    transit-gateways:
      tgw:
        attachments: { a: { vpc: a, subnets: a/s }, b: { vpc: b, subnets: b/s } }
        route-tables: { m: { associations: [a, b], propagations: [a, b], described: false } }
    """

  @Test(arguments: [
    ("client", [["attachment:b"], []], Verdict.undetermined),
    ("client", [["server"], []], .undetermined),
    ("client", [[], ["attachment:b"]], .undetermined),
    ("client", [[], ["attachment:a"]], .unreachable),
    ("other", [["tgw"], []], .undetermined), ("other", [["server"], []], .undetermined),
    ("other", [[], ["tgw"]], .undetermined), ("other", [[], ["prox"]], .unreachable),
  ])
  func `that are not known may pass what lies behind`(
    sender: String, condition: [[String]], expected: Verdict
  ) throws {
    let found = try verdict(
      through: condition[0], avoiding: condition[1], from: sender, on: Self.unknown)
    #expect(found.0 == expected)
  }

  /// An application load balancer whose second node is asked, and a resource behind a gateway.
  private static let nodes = """
    netproof: 1
    vpcs:
      v:
        cidrs: 10.0.0.0/16
        subnets: { a: { cidrs: 10.0.1.0/24, zone: a }, b: { cidrs: 10.0.2.0/24, zone: b } }
        security-groups: { open: { inbound: [ { allow: all, from: 0.0.0.0/0 } ] } }
        instances:
          client: { subnet: a, private-ip: 10.0.1.10 }
          web: { subnet: a, private-ip: 10.0.1.20, security-groups: open }
        target-groups: { web: { port: tcp/8080, targets: [web] } }
        load-balancers:
          alb:
            type: application
            subnets: { a: 10.0.1.50, b: 10.0.2.50 }
            security-groups: open
            listeners: [ { port: tcp/443, to: web } ]
        resource-gateways:
          rgw: { subnets: { a: 10.0.1.60 }, security-groups: open, resources: { r: { to: 10.0.1.20, ports: tcp/443 } } }
        vpc-endpoints:
          res: { type: resource, resource: r, subnets: { a: 10.0.1.70, b: 10.0.2.70 }, security-groups: open }
    """

  /// An end, what the way has to pass, and whether it does.
  @Test(arguments: [
    ("10.0.2.50", "alb/b", true), ("10.0.2.50", "alb/a", false), ("10.0.2.50", "lb:alb", true),
    ("10.0.1.70", "rgw", true), ("10.0.1.70", "rgw/a", true), ("10.0.1.70", "res/a", true),
    ("10.0.1.70", "res/b", false), ("10.0.2.50", "rgw", false),
  ])
  func `know the interfaces of what passes connections on`(
    end: String, station: String, isPassed: Bool
  ) throws {
    let with = try verdict(through: [station], to: end, on: Self.nodes)
    let without = try verdict(avoiding: [station], to: end, on: Self.nodes)
    #expect(with.0 == (isPassed ? .reachable : .unreachable))
    #expect(without.0 == (isPassed ? .unreachable : .reachable))
  }
}
