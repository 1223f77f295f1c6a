import NetproofSyntax
import NetproofTestSupport
import Testing

/// Scopes as `check` shows them.
@Suite struct `Scopes in check` {
  private func check(
    _ scopes: String, _ arguments: String = "", on topology: String = Estates.shop
  ) throws -> ProgramRun {
    try Program.run("check \(arguments)", on: topology + "\nscopes:\n\(scopes)\n")
  }

  private static let closed =
    "  - { name: closed, match: { from: office, to: db-1 }, expect: empty }"
  private static let open = "  - { name: open, match: { from: office } }"
  private static let failing = "  - { name: none, match: { from: office }, expect: empty }"

  @Test func `tell findings with their numbers and ways`() throws {
    let result = try check([Self.closed, Self.open].joined(separator: "\n"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output == """
        net.yaml
          empty         scope: closed
          found         scope: open (1 finding)

        found: scope `open` has 1 finding
          --> net.yaml:32:13
           |
        32 |   - { name: open, match: { from: office } }
           |             ^^^^ looked for
          d4644464ca453350  `office` → subnet `web` (3 interfaces) on tcp/22, 443
            way  office ─ igw:igw ─ acl:default ─ sg:web-sg ─ web-1

        2 scopes: 1 empty, 1 with findings

        """)
  }

  @Test func `fail if they should be empty`() throws {
    let result = try check(Self.failing)
    #expect(result.status == 1)
    #expect(result.output.contains("  failed        scope: none (1 finding)\n"))
    #expect(result.output.contains("error[NP2006]: scope `none` has 1 finding\n"))
    #expect(result.output.hasSuffix("1 scope: 1 failed\n"))
  }

  @Test func `fail if findings count as failures`() throws {
    #expect(try check(Self.open).status == 0)
    #expect(try check(Self.open, "--strict").status == 1)
    #expect(try check(Self.closed, "--strict").status == 0)
  }

  @Test func `fail if it is not known whether they are empty`() throws {
    let scope = "  - { name: safe, match: { to: vault }, expect: empty }"
    let result = try check(scope, on: Estates.unknown)
    #expect(result.status == 1)
    #expect(result.output.contains("undetermined[NP2007]: scope `safe` may have findings"))
    #expect(result.output.contains("  `app` → `vault`: not known\n"))
    #expect(result.output.contains("[NOT_DESCRIBED]\n"))
    let asked = scope.replacing(", expect: empty", with: "")
    #expect(try check(asked, on: Estates.unknown).status == 0)
    #expect(try check(asked, "--strict", on: Estates.unknown).status == 1)
  }

  @Test func `stand beside assertions`() throws {
    let result = try check(
      Self.failing
        + "\nassertions:\n  - { from: web-1, to: db-1, port: tcp/5432, expect: reachable }")
    #expect(result.status == 1)
    #expect(result.output.contains("  held          web-1 → db-1 on tcp/5432: reachable\n"))
    #expect(
      result.output.hasSuffix("1 scope: 1 failed\n1 assertion: 1 held, 0 failed, 0 undetermined\n"))
  }

  @Test func `are listed whole in JSON`() throws {
    let result = try check([Self.open, Self.failing].joined(separator: "\n"), "--format json")
    let document = try JSONSchema.parse(result.output)
    #expect(document["summary"]?["scopes"]?.text == "2")
    #expect(document["summary"]?["scopes_failed"]?.text == "1")
    #expect(document["summary"]?["findings"]?.text == "2")
    let scopes = document["scopes"]?.elements ?? []
    #expect(scopes.map { $0["outcome"]?.text } == ["found", "failed"])
    let finding = try #require(scopes.first?["findings"]?.elements?.first)
    #expect(finding["id"]?.text == "d4644464ca453350")
    #expect(
      finding["to"]?.elements?.compactMap(\.text) == ["shop/web-1", "shop/web-2", "shop/web-3"])
  }

  @Test func `give the same bytes on every run`() throws {
    let scope = "  - { name: all, match: { port: any } }"
    let first = try check(scope, "--format json")
    for _ in 0..<3 { #expect(try check(scope, "--format json").output == first.output) }
  }

  // MARK: - Bad input

  @Test(arguments: [
    ("  - { match: { to: db-1 } }", "NP0042"), ("  - { name: x }", "NP0042"),
    ("  - { name: x, match: [] }", "NP0048"), ("  - { name: x, match: db-1 }", "NP0040"),
    ("  - { name: x, match: { form: db-1 } }", "NP0041"),
    ("  - { name: x, match: { to: db-1 }, expect: nothing }", "NP0047"),
    ("  - { name: x, match: { to: bd-1 } }", "NP2101"),
    ("  - { name: x, match: { port: 443 } }", "NP0141"),
    ("  - { name: x, match: { to: db-1 }, exclude: { from: 10.0.1.9/24 } }", "NP2106"),
    ("  - { name: x, match: { through: wbe-sg } }", "NP2116"),
    ("  - { name: x, match: { through: \"subnet:web\" } }", "NP2120"),
    ("  - { name: x, match: { to: db-1 } }\n  - { name: x, match: { to: web-1 } }", "NP2121"),
  ])
  func `that cannot be understood are refused with their place`(scope: String, code: String) throws
  {
    let result = try check(scope)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("error[\(code)]"), "\(result.errors)")
    #expect(result.errors.contains("--> net.yaml:"), "\(result.errors)")
  }
}
