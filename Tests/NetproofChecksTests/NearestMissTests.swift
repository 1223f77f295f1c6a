import NetproofEngine
import NetproofModel
import Testing

@testable import NetproofReport

/// Which rule is told as the nearest to letting refused packets pass.
@Suite struct NearestMissTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var folder = ""
    /// Inbound rules of the security group of `b`, where no folder is named.
    var rules = ""
    let from: String
    let to: String
    let port: String
    /// The rule's position or number, and the fields that differ.
    let nearest: String

    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(
      name: "ports that hold before ports that do not, where the destination differs",
      folder: "tour/02-nat-per-zone", from: "internet", to: "legacy-b", port: "tcp/8443",
      nearest: "200: to"),
    Case(
      name: "another source before other ports", folder: "failing/incident-mysql", from: "web-2",
      to: "db-1", port: "tcp/3306", nearest: "100: from"),
    Case(
      name: "a rule that fits, behind one that denies", folder: "tour/09-misconfigured-estate",
      from: "vendor", to: "web-1", port: "tcp/22", nearest: "100: "),
    Case(
      name: "the closest port",
      rules: """
        { allow: tcp, ports: 5000, from: 10.0.0.0/16 }, { allow: tcp, ports: 5433, from: 10.0.0.0/16 },
        { allow: tcp, ports: 5450, from: 10.0.0.0/16 }
        """,
      from: "a", to: "b", port: "tcp/5432", nearest: "2: ports"),
    Case(
      name: "the closest block",
      rules: """
        { allow: tcp, ports: 80, from: 192.168.0.0/16 }, { allow: tcp, ports: 80, from: 10.0.3.0/24 },
        { allow: tcp, ports: 80, from: 10.200.0.0/16 }
        """,
      from: "a", to: "b", port: "tcp/80", nearest: "2: from"),
    Case(
      name: "one field before two",
      rules: """
        { allow: tcp, ports: 81, from: 10.0.2.0/24 }, { allow: tcp, ports: 9000, from: 10.0.0.0/16 }
        """,
      from: "a", to: "b", port: "tcp/80", nearest: "2: ports"),
    Case(
      name: "the same protocol before another",
      rules: """
        { allow: udp, ports: 80, from: 10.0.0.0/16 }, { allow: tcp, ports: 443, from: 10.0.0.0/16 }
        """,
      from: "a", to: "b", port: "tcp/80", nearest: "2: ports"),
    Case(
      name: "ports of another protocol are compared where there are any",
      rules: """
        { allow: udp, ports: 81, from: 10.0.0.0/16 }, { allow: udp, ports: 80, from: 10.0.0.0/16 }
        """,
      from: "a", to: "b", port: "tcp/80", nearest: "2: protocol"),
    Case(
      name: "a ping has no ports",
      rules: "{ allow: tcp, ports: 80, from: 10.0.0.0/16 }",
      from: "a", to: "b", port: "icmp/8", nearest: "1: protocol"),
    Case(
      name: "the code of a ping is less than its source",
      rules: """
        { allow: icmp, from: 10.0.3.0/24 }, { allow: icmp, type: 8, code: 0, from: 10.0.0.0/16 }
        """,
      from: "a", to: "b", port: "icmp/8/1", nearest: "2: code"),
    Case(
      name: "the type of an answer is more than its source",
      rules: """
        { allow: icmp, from: 10.0.3.0/24 }, { allow: icmp, type: 0, from: 10.0.0.0/16 }
        """,
      from: "a", to: "b", port: "icmp/8", nearest: "1: from"),
    Case(
      name: "a type without any of the codes",
      rules: "{ allow: icmp, type: 3, code: 4, from: 10.0.0.0/16 }",
      from: "a", to: "b", port: "icmp/8", nearest: "1: type"),
    Case(
      name: "some of the ports are not all",
      rules: """
        { allow: tcp, ports: 100-199, from: 10.0.0.0/16 }, { allow: tcp, ports: 0-65535, from: 10.0.3.0/24 }
        """,
      from: "a", to: "b", port: "tcp/300-400", nearest: "2: from"),
  ])
  func `the nearest rule differs least`(_ one: Case) throws {
    let estate = try one.folder.isEmpty ? Estate(text: Self.text(one.rules)) : Estate(one.folder)
    let answer = try estate.analyzer.answer(try estate.query([one.from], [one.to], one.port))
    let obstacle = try #require(answer.obstacles.first)
    let miss = try #require(estate.model.nearestMiss(of: obstacle))
    let number = estate.context.wording.rules.number(miss.rule) ?? miss.rule.index + 1
    let fields = miss.differs.map(\.rawValue).joined(separator: ", ")
    #expect("\(number): \(fields)" == one.nearest)
  }

  private static func text(_ rules: String) -> String {
    """
    netproof: 1
    vpcs:
      v:
        cidrs: 10.0.0.0/16
        subnets: { near: { cidrs: 10.0.1.0/24 } }
        security-groups:
          shut: { inbound: [ \(rules) ] }
        instances:
          a: { subnet: near, private-ip: 10.0.1.10 }
          b: { subnet: near, private-ip: 10.0.1.20, security-groups: shut }
    """
  }
}
