import NetproofTestSupport
import Testing

/// What `reach` does not take, and that it then does nothing.
@Suite struct `Questions of reach` {
  private static let refused: [(arguments: String, said: String)] = [
    ("--from nobody", "error[NP2101]: `nobody`"), ("--to wbe-1", "did you mean `web-1`?"),
    ("--from tag:env=prod", "error[NP2104]"), ("--from tag:env", "error[NP2105]"),
    ("--to 10.0.1.9/24", "error[NP2106]"), ("--to 10.0.1.0/99", "error[NP2107]"),
    ("--port 443", "error[NP2109]: `443`"), ("--port foo/1", "error[NP2110]: `foo`"),
    ("--port tcp/70000", "error[NP2111]"),
    ("--port tcp/443,udp/x", "error[NP2109]: `tcp/443,udp/x`"),
    ("--from internet --to internet", "error[NP2113]"),
    ("--to 10.0.1.99", "error[NP2117]: `10.0.1.99`"),
    ("--from 198.51.100.0/25", "error[NP2118]: `198.51.100.0/25`"),
    ("--port protocol/47", "error[NP2119]: `protocol/47`"),
    ("--port icmp/3", "error[NP2119]: `icmp/3`"), ("--client-ports 9-1", "--client-ports"),
    ("--client-ports 0-70000", "--client-ports"), ("--verify many", "--verify"),
    ("--verify=-1", "--verify takes a number from 0 on"), ("--format yaml", "--format"),
    ("--every --some", "'--some'"), ("--from", "<paths>"), ("--nonsense", "--nonsense"),
  ]

  @Test(arguments: refused)
  func `are refused whole`(arguments: String, said: String) throws {
    let result = try Program.run("reach \(arguments)", on: Estates.shop)
    #expect(result.status == 2, "\(result.output)")
    #expect(result.errors.contains(said), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func `are refused with everything that is wrong`() throws {
    let result = try Program.run("reach --from nobody --to nothing --port 1", on: Estates.shop)
    for said in ["`nobody`", "`nothing`", "`1` is not a port", "refused: 3 errors"] {
      #expect(result.errors.contains(said), "\(said)")
    }
  }

  @Test func `about no topology are refused`() throws {
    #expect(try Program.run("reach").status == 2)
    let result = try Program.run("reach no-such-file.yaml")
    #expect(result.status == 2 && result.output.isEmpty)
  }

  @Test func `may name whole ends in any way`() throws {
    for end in ["web-1", "instance:web-1", "shop/web-1", "10.0.1.10", "10.0.1.10/32"] {
      let result = try Program.run("reach --format csv --from \(end)", on: Estates.shop)
      #expect(result.output.contains("shop/web-1,shop/db-1,5432,,no,"), "\(end)")
    }
  }

  @Test func `write nothing if the file cannot be written`() throws {
    let result = try Program.run("reach --output /no-such-folder/x", on: Estates.shop)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains("error[NP0067]"))
  }
}
