import NetproofReport
import NetproofTestSupport
import Testing

/// What `diff` tells of two networks.
@Suite struct `Two networks side by side` {
  /// Runs `netproof diff old.yaml new.yaml`.
  private func diff(_ old: String, _ new: String, _ options: String = "") throws -> ProgramRun {
    let words = options.split(separator: " ").map(String.init)
    return try ProgramRun.netproof(
      ["diff"] + words + ["old.yaml", "new.yaml"],
      with: [("old.yaml", Array(old.utf8)), ("new.yaml", Array(new.utf8))])
  }

  private static let closed = Estates.shop.replacing(
    "ports: 5432, from: web-sg", with: "ports: 1, from: web-sg")

  @Test func `are equal if they are the same`() throws {
    let run = try diff(Estates.shop, Estates.shop)
    #expect(run.status == 0)
    #expect(run.output == "what changes from old.yaml to new.yaml (nothing)\n")
  }

  @Test func `differ by the rule that closes a way, which is told with its place`() throws {
    let run = try diff(Estates.shop, Self.closed)
    #expect(run.status == 1)
    #expect(
      run.output == """
        what changes from old.yaml to new.yaml (3 pairs)

        closed
          sg:web-sg (3)  → db-1  tcp/5432
            because - security group `db-sg`, inbound: allow tcp/5432 from web-sg  old.yaml:21
            verified: with this alone the old network answers as the new one

        changes without effect on reachability
          + security group `db-sg`, inbound: allow tcp/1 from web-sg  new.yaml:21

        """)
  }

  @Test func `are the same network though everything has another name`() throws {
    let renamed = [("web", "front"), ("db", "store"), ("shop", "store-front"), ("spare", "unused")]
      .reduce(Estates.shop) { $0.replacing($1.0, with: $1.1) }
    let run = try diff(Estates.shop, renamed)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func `are compared end by end if an end was put in between`() throws {
    let more = Estates.shop.replacing(
      "      db-1: ",
      with: """
              web-0: { subnet: web, private-ip: 10.0.1.9, security-groups: web-sg }
              db-1:
        """)
    let run = try diff(Estates.shop, more)
    #expect(run.status == 1)
    #expect(run.output.contains("(1 new end)"))
    #expect(run.output.contains("new ends: web-0"))
    #expect(!run.output.contains("opened") && !run.output.contains("closed"))
    let back = try diff(more, Estates.shop)
    #expect(back.output.contains("ends that are gone: web-0"))
  }

  @Test func `differ by all changes that only together open a way`() throws {
    let old = Estates.shop.replacing("ports: 5432, to: db-sg", with: "ports: 1, to: db-sg")
      .replacing("ports: 5432, from: web-sg", with: "ports: 1, from: web-sg")
    let run = try diff(old, Estates.shop)
    #expect(run.output.contains("because + security group `web-sg`, outbound: allow tcp/5432"))
    #expect(run.output.contains("and     + security group `db-sg`, inbound: allow tcp/5432"))
    #expect(run.output.contains("verified: with these alone the old network"))
  }

  @Test func `differ by each of several changes that close a way alone`() throws {
    let new = Self.closed.replacing("ports: 5432, to: db-sg", with: "ports: 1, to: db-sg")
    let run = try diff(Estates.shop, new)
    #expect(run.output.contains("because - security group"))
    #expect(run.output.contains("as well - security group"))
    #expect(run.output.contains("verified: with either alone the old network"))
  }

  @Test func `differ by routes that a gateway without its peer leaves leading nowhere`() throws {
    func network(_ state: String) -> String {
      """
      netproof: 1
      vpcs:
        one:
          cidrs: 10.0.0.0/16
          subnets: { a: { cidrs: 10.0.1.0/24 } }
          route-tables: { main: { main: true, routes: [ { to: 10.1.0.0/16, via: pcx } ] } }
          instances: { client: { subnet: a, private-ip: 10.0.1.10 } }
        two:
          cidrs: 10.1.0.0/16
          subnets: { b: { cidrs: 10.1.1.0/24 } }
          route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/16, via: pcx } ] } }
          security-groups: { open: { inbound: [ { allow: tcp, from: 10.0.0.0/8 } ] } }
          instances: { server: { subnet: b, private-ip: 10.1.1.10, security-groups: open } }
      peerings: { pcx: { between: [one, two], state: \(state) } }
      """
    }
    let run = try diff(network("active"), network("deleted"))
    #expect(run.output.contains("because ~ peering `pcx`: state: active becomes deleted"))
    #expect(
      run.output.contains("routes: 10.1.0.0/16 via pcx: active becomes blackhole"), "\(run.output)")
    let back = try diff(network("deleted"), network("active"))
    #expect(back.output.contains("routes: 10.1.0.0/16 via pcx: blackhole becomes active"))
  }

  @Test func `differ if other packets of a port pass, though some do before and after`() throws {
    func network(lastPort: Int) -> String {
      """
      netproof: 1
      vpcs:
        main:
          cidrs: 10.0.0.0/16
          subnets:
            a: { cidrs: 10.0.1.0/24 }
            b: { cidrs: 10.0.2.0/24, network-acl: half }
          network-acls:
            half:
              inbound: [ { rule: 100, allow: tcp, ports: 443, from: 0.0.0.0/0 } ]
              outbound: [ { rule: 100, allow: tcp, ports: 32768-\(lastPort), to: 0.0.0.0/0 } ]
          security-groups:
            open: { inbound: [ { allow: tcp, ports: 443, from: 0.0.0.0/0 } ] }
          instances:
            one: { subnet: a, private-ip: 10.0.1.10, security-groups: open }
            two: { subnet: b, private-ip: 10.0.2.10, security-groups: open }
      """
    }
    let run = try diff(network(lastPort: 40000), network(lastPort: 45000))
    #expect(run.status == 1)
    #expect(run.output.contains("note: 1 pair lets other packets pass than before"))
    let wide = try diff(network(lastPort: 40000), network(lastPort: 65535))
    #expect(wide.output.contains("one  → two  tcp/443  for all packets, not for some only"))
    #expect(try diff(network(lastPort: 40000), network(lastPort: 40000)).status == 0)
  }

  @Test func `tell what is no longer known`() throws {
    let known = Estates.unknown.replacing(
      "base: { described: false }", with: "base: { inbound: [] }")
    let run = try diff(known, Estates.unknown)
    #expect(run.output.contains("no longer known"))
    #expect(run.output.contains("was reachable"))
    #expect(run.output.contains("security group `base`: described: true becomes false"))
  }

  @Test func `are asked about a part alone`() throws {
    let run = try diff(Estates.shop, Self.closed, "--from db-1")
    #expect(run.status == 0)
    #expect(run.output.contains("without effect on what was asked"))
    #expect(try diff(Estates.shop, Self.closed, "--from nobody").status == 2)
    #expect(try diff(Estates.shop, Self.closed, "--port tcp/5432 --to db-1").status == 1)
    #expect(try diff(Estates.shop, Self.closed, "--family ipv6").status == 0)
  }

  @Test(arguments: [Estates.shop, Self.closed, Estates.tagged])
  func `as a document are as the schema says`(new: String) throws {
    let run = try diff(Estates.shop, new, "--format json")
    #expect(try JSONSchema(ResultSchemas.diff).faults(in: run.output) == [])
  }

  @Test func `need two paths, unless one is a plan over a state`() throws {
    let run = try ProgramRun.netproof(
      ["diff", "net.yaml"], with: [("net.yaml", Array(Estates.shop.utf8))])
    #expect(run.status == 2)
    #expect(run.errors.contains("error[NP2122]"))
    #expect(try ProgramRun.netproof(["diff", "a", "b", "c"], with: []).status == 2)
  }
}

/// Two networks that a few random edits tell apart, against their answers pair by pair.
@Suite struct `The diff of random networks` {
  @Test func `is the difference of their answers, backwards and forwards`() throws {
    var (changed, verified) = (0, 0)
    // Few pairs of random networks reach each other; most of these do.
    let shop = try LoadedNetwork(text: Estates.shop)
    let networks =
      (UInt64(1)...12).map { ($0, LoadedNetwork(TopologyGenerator.topology(seed: $0))) }
      + (UInt64(101)...112).map { ($0, shop) }
    for case (let seed, let network?) in networks {
      let outcome = DiffRun.outcome(network, seed: seed, mostEnds: 11)
      if let finding = outcome.finding {
        Issue.record(Comment(rawValue: finding.description))
      }
      changed += outcome.changedPairs
      verified += outcome.verified
    }
    #expect(changed > 0 && verified > 0, "\(changed) pairs changed, \(verified) causes verified")
  }
}
