import NetproofTestSupport
import Testing

/// What a person reads, on networks that can be taken in at a glance.
@Suite struct `The text of reach` {
  private func text(_ arguments: String, _ topology: String, status: Int32 = 0) throws -> String {
    let result = try Program.run("reach \(arguments)", on: topology)
    #expect(result.status == status, "\(result.errors)")
    return result.output
  }

  @Test func `names groups, networks and the internet by port`() throws {
    #expect(
      try text("", Estates.shop) == """
        who reaches whom (5 interfaces, 1 network; 6 of 30 pairs pass on some port)

          sg:web-sg (3)  → db-1           tcp/5432
          office         → sg:web-sg (3)  tcp/22, 443

        from the internet
          tcp/443  → sg:web-sg (3)  from anywhere
          icmp     → sg:web-sg (3)  from 203.0.113.0/24

        to the internet
          nothing gets out

        cut off
          neither reaches nor is reached  spare
          reaches nobody                  db-1

        """)
  }

  @Test func `says what is alike in several VPCs once, and which parts are islands`() throws {
    #expect(
      try text("", Estates.islands) == """
        who reaches whom (16 interfaces; 12 of 240 pairs pass on some port)

          sg:grey/app (3)  → grey/store  tcp/9042

        in each of 3 VPCs (red, green, blue)
          sg:app  → store  tcp/6379

        from the internet
          nothing gets in

        to the internet
          nothing gets out

        cut off
          reaches nobody        red/store, green/store, blue/store, grey/store
          is reached by nobody  sg:red/app, sg:green/app, sg:blue/app, sg:grey/app

        4 islands, between which nothing passes directly, the internet aside
          vpc:red (4)
          vpc:green (4)
          vpc:blue (4)
          vpc:grey (4)

        """)
  }

  @Test func `says of many VPCs how many there are`() throws {
    let names = ["red", "green", "blue", "white", "black", "brown"]
    let told = try text("", Estates.islands(names))
    #expect(told.contains("\nin each of 6 VPCs (red, green, blue, white, …)\n"))
    #expect(told.contains("\n  reaches nobody        7 in 7 VPCs (red/store, …)\n"))
    #expect(told.contains("\n  is reached by nobody  21 in 7 VPCs (red/app-1, …)\n"))
    #expect(
      told.contains("\n7 islands, between which nothing passes directly, the internet aside\n"))
  }

  @Test func `names ends by their tags, or by what is missing`() throws {
    #expect(
      try text("--to log-1", Estates.tagged) == """
        who reaches `log-1` (3 of 6 pairs pass on some port)

          sg:open (3)  → log-1  udp/514

        from the internet
          nothing gets in

        """)
    let twoGroups = Estates.tagged.replacing(
      "10.0.2.12, security-groups: open", with: "10.0.2.12, security-groups: wide"
    ).replacing(
      "    log: {",
      with: "    wide: { inbound: [], outbound: [ { allow: all, to: 10.0.0.0/16 } ] }\n      log: {"
    )
    #expect(
      try text("--to log-1", twoGroups).contains("\n  tag:env=prod (3)  → log-1  udp/514\n"))
    let noTags = twoGroups.replacing("env: prod", with: "role: none").replacing(
      "security-groups: quiet", with: "security-groups: wide")
    #expect(
      try text("--to log-1 --from main", noTags).contains("\n  everything  → log-1  udp/514\n"))
    #expect(
      try Program.run("reach --to web-1 topologies/tour/09-misconfigured-estate").output
        .contains("\n  everything except app-2, db-1, query-1  → web-1  tcp/443\n"))
  }

  @Test func `tells what is not known, and why`() throws {
    #expect(
      try text("--to vault", Estates.unknown, status: 1) == """
        who reaches `vault` (0 of 1 pairs pass on some port, 1 not known)

          nothing passes between them

        from the internet
          nothing gets in

        not known
          app  → vault  any
          = security group `base` is not described here, and the path depends on it [NOT_DESCRIBED]

        """)
  }

  @Test func `answers about one side, one pair, one port`() throws {
    #expect(
      try text("--from office", Estates.shop) == """
        what `office` reaches (3 of 5 pairs pass on some port)

          office  → sg:web-sg (3)  tcp/22, 443

        to the internet
          nothing gets out

        """)
    #expect(
      try text("--from web-1 --to db-1 --port tcp/5432,tcp/22", Estates.shop) == """
        whether `web-1` reaches `db-1` on tcp/5432,tcp/22 (1 of 1 pairs pass)

          web-1  → db-1  tcp/5432

        """)
    #expect(
      try text("--from internet --port icmp", Estates.shop) == """
        what `internet` reaches on icmp

        from the internet
          icmp  → sg:web-sg (3)  from 203.0.113.0/24

        """)
  }

  @Test func `does not hide what passes from some client ports only`() throws {
    let gate = "topologies/tour/10-bastion"
    let strict = try Program.run("reach --to bastion \(gate)")
    #expect(strict.output.contains("  berlin  → bastion  tcp/22\n"))
    #expect(
      strict.output.hasSuffix(
        "note: 1 more pair passes for some packets, not for all; `--some` tells\n"))
    let lenient = try Program.run("reach --to bastion --some \(gate)")
    #expect(lenient.output.contains("  berlin, helsinki  → bastion  tcp/22\n"))
    #expect(!lenient.output.contains("note:"))
    let linux = try Program.run("reach --to bastion --client-ports linux \(gate)")
    #expect(linux.output.contains("  berlin, helsinki  → bastion  tcp/22\n"))
  }

  @Test func `says so if the internet gets in from some client ports only`() throws {
    let shop = Estates.shop.replacing(
      "web: { cidrs: 10.0.1.0/24, route-table: public }",
      with: "web: { cidrs: 10.0.1.0/24, route-table: public, network-acl: acl }")
    let closing = shop.replacing(
      "    security-groups:\n",
      with: """
            network-acls:
              acl:
                inbound: [ { rule: 10, allow: all, from: 0.0.0.0/0 } ]
                outbound: [ { rule: 10, allow: tcp, ports: 32768-60999, to: 0.0.0.0/0 } ]
            security-groups:

        """)
    let answer = try text("--from internet", closing)
    #expect(answer.contains("nothing gets in"))
    #expect(
      answer.contains("note: more from or to the internet passes for some packets, not for all"))
    #expect(try text("--from internet --some", closing).contains("tcp/443"))
  }

  @Test func `agrees with the trace search on random pairs, if asked to`() throws {
    let plain = try text("", Estates.shop)
    #expect(try text("--verify 500", Estates.shop) == plain)
  }
}
