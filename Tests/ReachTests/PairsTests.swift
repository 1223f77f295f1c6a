import Foundation
import NetproofReport
import NetproofTestSupport
import Testing

/// Every pair, for tools.
@Suite struct `The pairs of reach` {
  @Test func `stand in CSV one to a line`() throws {
    let result = try Program.run("reach --format csv", on: Estates.shop)
    #expect(result.status == 0)
    #expect(
      result.output.split(separator: "\r\n", omittingEmptySubsequences: false) == [
        "from,to,tcp,udp,icmp,undetermined", "shop/web-1,shop/db-1,5432,,no,",
        "shop/web-2,shop/db-1,5432,,no,", "shop/web-3,shop/db-1,5432,,no,",
        "office,shop/web-1,22 443,,no,", "office,shop/web-2,22 443,,no,",
        "office,shop/web-3,22 443,,no,", "",
      ])
  }

  @Test func `tell in CSV what is not known`() throws {
    let result = try Program.run("reach --format csv --to vault", on: Estates.unknown)
    #expect(result.status == 1)
    #expect(
      result.output.hasSuffix("main/app,main/vault,,,no,tcp/0-65535 udp/0-65535 icmp\r\n"))
  }

  @Test func `stand in JSON one to a line, with the question and the sums`() throws {
    let result = try Program.run(
      "reach --format json --from web-1,internet --to db-1,web-1 --port tcp/443,tcp/5432 --some"
        .replacing("web-1,internet", with: "web-1 --from internet")
        .replacing("db-1,web-1", with: "db-1 --to web-1"),
      on: Estates.shop)
    #expect(result.status == 0)
    #expect(
      result.output == """
        {
          "schema": "netproof.reach/1",
          "query": { "from": ["web-1", "internet"], "to": ["db-1", "web-1"], "port": ["tcp/443,tcp/5432"], "counts": "some", "client_ports": null, "one_way": false },
          "pairs": [
        { "from": "shop/web-1", "to": "shop/db-1", "tcp": ["5432"], "udp": [], "icmp": false },
        { "from": "internet", "to": "shop/web-1", "tcp": ["443"], "udp": [], "icmp": false }
        ],
          "summary": { "pairs_reachable": 1, "pairs_undetermined": 0, "volume": 1, "classes": 3 }
        }

        """)
  }

  @Test func `name the part of the internet that is meant`() throws {
    let json = try Program.run("reach --from internet --format json --port icmp", on: Estates.shop)
    #expect(json.output.contains(#""icmp": true, "addresses": ["203.0.113.0/24"] }"#))
    let csv = try Program.run("reach --from internet --format csv --port icmp", on: Estates.shop)
    #expect(csv.output.contains("\r\n203.0.113.0/24,shop/web-1,,,yes,\r\n"))
  }

  @Test(arguments: [
    "topologies/tour/05-dual-stack", "topologies/tour/10-bastion",
    "topologies/failing/undetermined", "topologies/tour/08-two-regions",
  ])
  func `are as their schema says`(path: String) throws {
    let schema = try JSONSchema(ResultSchemas.reach)
    for question in ["", "--from internet", "--to internet --some"] {
      let result = try Program.run("reach --format json \(question) \(path)")
      #expect(try schema.faults(in: result.output) == [], "\(path) \(question)")
    }
    let summary = try Program.run("reach --summary --format json \(path)")
    #expect(try JSONSchema(ResultSchemas.reachSummary).faults(in: summary.output) == [])
  }

  @Test func `are the same bytes in a file as on the screen`() throws {
    let path = "/tmp/netproof-reach-\(UInt32.random(in: 0...UInt32.max)).json"
    let question = "reach --format json topologies/tour/09-misconfigured-estate"
    let shown = try Program.run(question)
    let written = try Program.run("\(question) --output \(path)")
    #expect(written.output.isEmpty && written.status == shown.status)
    let read = try Program.run("\(question) --output /dev/stdout")
    #expect(read.output == shown.output)
    let content = try String(contentsOfFile: path, encoding: .utf8)
    try FileManager.default.removeItem(atPath: path)
    #expect(content == shown.output)
  }

  @Test func `quote names that CSV would take apart`() throws {
    let result = try Program.run("reach --format csv", on: Estates.tagged)
    #expect(result.output.contains("main/p-1,main/log-1,,514,no,\r\n"))
  }
}
