import Testing

/// Exit statuses and streams, which scripts rely on.
@Suite struct ProgramTests {
  private static let open = "topologies/conformance/m0.yaml"

  private static let statuses: [(String, Int32)] = [
    ("netproof trace --from web1 --to app1 --port tcp/8080 \(open)", 0),
    ("netproof trace --from app1 --to db1 --port tcp/22 \(open)", 1),
    ("netproof trace --from nobody --to db1 --port tcp/22 \(open)", 2),
    ("netproof trace --from app1 --to db1 --port tcp/99999 \(open)", 2),
    ("netproof trace --from app1 --port tcp/22 \(open)", 2),
    ("netproof check no-such-file.yaml", 2),
    ("netproof check", 2),
    ("netproof nonsense", 2),
    ("netproof codes NACL_INGRESS_DENY", 0),
    ("netproof codes NO_SUCH_CODE", 2),
    ("netproof check topologies/imported/shop/assertions.yaml", 0),
    ("netproof import aws topologies/imported/shop/aws", 0),
    ("netproof check topologies/imported/hub/assertions.yaml", 0),
    ("netproof check topologies/imported/exports/assertions.yaml", 0),
    ("netproof check topologies/imported/cdk/assertions.yaml", 0),
    ("netproof import cloudformation topologies/imported/cdk/templates", 1),
    ("netproof lint topologies/imported/cdk/templates --param Nothing=1", 2),
    ("netproof lint \(open) --param Nothing=1", 2),
    ("netproof lint \(open) --param Nothing", 2),
    ("netproof import aws topologies/imported/partial/aws", 1),
    ("netproof check topologies/imported/terraform/assertions.yaml", 0),
    ("netproof import terraform topologies/imported/terraform/state", 1),
    (
      "netproof check --input terraform-test - < topologies/imported/terraform/test/events.jsonl", 0
    ),
    ("netproof check --input aws topologies/imported/terraform/state/state.json", 2),
    ("netproof import terraform topologies/imported/make-terraform-fixtures/shop", 2),
    ("netproof init terraform topologies/imported/make-terraform-fixtures/shop", 2),
    ("netproof init terraform no-such-folder", 2),
    ("netproof diff \(open) \(open)", 0),
    ("netproof diff topologies/diff/rules/old.yaml topologies/diff/rules/new.yaml", 1),
    ("netproof diff topologies/imported/terraform/same/plan.json", 0),
    ("netproof diff topologies/imported/terraform/changed/plan.json", 1),
    (
      "netproof diff topologies/imported/terraform/state topologies/imported/terraform/same", 0
    ),
    ("netproof diff \(open)", 2),
    ("netproof diff \(open) no-such-file.yaml", 2),
    ("netproof diff --new-param A=1 \(open) \(open)", 2),
    ("netproof import aws \(open)", 2),
    ("netproof import aws", 2),
    ("netproof import aws --print-commands", 0),
    ("netproof --version", 0),
    ("netproof --help", 0),
    ("netproof check --help", 0),
  ]

  @Test(arguments: statuses)
  func `exit statuses are those of the manual`(command: String, status: Int32) throws {
    let result = try Shell.run(command)
    #expect(result.status == status, "\(command)\n\(result.output)")
  }

  @Test func `bad input prints nothing to standard output and writes no file`() throws {
    let command = "netproof check --output /tmp/netproof-test-output.txt no-such-file.yaml"
    let result = try Shell.run("sh -c '\(command) 2>/dev/null; ls /tmp/netproof-test-output.txt'")
    #expect(!result.output.contains("error"))
    #expect(result.status == 2)
  }

  @Test func `output to a file is what standard output would show`() throws {
    let question = "netproof trace --from web1 --to app1 --port tcp/8080 \(Self.open)"
    let shown = try Shell.run(question)
    let path = "/tmp/netproof-test-\(UInt32.random(in: 0...UInt32.max)).txt"
    let written = try Shell.run(
      "sh -c '\(question) --output \(path) && cat \(path); rm -f \(path)'")
    #expect(written.output == shown.output)
  }

  /// A rename would put a plain file in the place of, say, `/dev/null`.
  @Test func `output to a pipe is written to it and leaves it a pipe`() throws {
    let question = "netproof trace --from web1 --to app1 --port tcp/8080 \(Self.open)"
    let shown = try Shell.run(question)
    let path = "/tmp/netproof-test-\(UInt32.random(in: 0...UInt32.max))"
    let written = try Shell.run(
      "sh -c 'mkfifo \(path); \(question) --output \(path) & cat \(path); wait; test -p \(path) || echo gone; rm -f \(path)'"
    )
    #expect(written.output == shown.output)
  }

  @Test func `the same input gives the same bytes on every run`() throws {
    let command = "netproof trace --from internet --to vpc-a --port any --format json \(Self.open)"
    let first = try Shell.run(command)
    for _ in 0..<3 { #expect(try Shell.run(command) == first) }
  }
}
