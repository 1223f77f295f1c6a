import NetproofSyntax
import NetproofTestSupport
import Testing

/// The numbers alone.
@Suite struct `The summary of reach` {
  private static let small = StandardNetwork.published.filter {
    $0.plan.vpcs * $0.plan.subnets * $0.plan.interfaces <= 1000
  }

  @Test(arguments: small.map(\.name))
  func `comes to the published sums`(name: String) throws {
    let published = try #require(Self.small.first { $0.name == name })
    let result = try Program.run(
      "reach --summary --format json --some --client-ports 1024-65535",
      on: published.plan.network().topology())
    #expect(result.status == 0, "\(result.errors)")
    let document = try JSONSchema.parse(result.output)
    #expect(document["pairs_reachable"]?.text == "\(published.pairs)")
    #expect(document["volume"]?.text == "\(published.volume)")
    #expect(document["pairs_undetermined"]?.text == "0")
  }

  @Test func `has its members in order, on one line`() throws {
    let result = try Program.run("reach --summary --format json", on: Estates.shop)
    let pattern =
      #/^\{"pairs_reachable": 6, "pairs_undetermined": 0, "volume": 9, "classes": 3, "load_s": \d+\.\d{6}, "build_s": \d+\.\d{6}, "solve_s": \d+\.\d{6}, "peak_rss_mib": \d+\.\d\}\n$/#
    #expect(result.output.contains(pattern), "\(result.output)")
  }

  @Test func `is a table in CSV, and lines in text`() throws {
    let csv = try Program.run("reach --summary --format csv", on: Estates.shop)
    #expect(
      csv.output.hasPrefix(
        "pairs_reachable,pairs_undetermined,volume,classes,load_s,build_s,solve_s,peak_rss_mib\r\n6,0,9,3,"
      ))
    let text = try Program.run("reach --summary", on: Estates.shop)
    #expect(text.output.hasPrefix("pairs that reach each other   6\n"))
  }

  @Test func `counts what is asked about`() throws {
    func sums(_ question: String) throws -> String {
      let result = try Program.run("reach --summary --format csv \(question)", on: Estates.shop)
      return result.output.split(separator: "\r\n")[1].split(separator: ",").prefix(3)
        .joined(separator: " ")
    }
    #expect(try sums("--from office") == "3 0 6")
    #expect(try sums("--from office --port tcp/22") == "3 0 3")
    #expect(try sums("--to db-1") == "3 0 3")
    #expect(try sums("--to spare") == "0 0 0")
  }

  @Test func `says what is not known with its status`() throws {
    let result = try Program.run("reach --summary", on: Estates.unknown)
    #expect(result.status == 1)
    #expect(result.output.contains("pairs not known               1\n"))
  }
}
