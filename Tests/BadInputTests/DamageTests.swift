import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Topologies in which words, characters and lines are changed at random.
@Suite struct `Damaged topologies` {
  private static let texts = [
    "topologies/format-example.yaml", "topologies/broken/transit-gateways.yaml",
    "topologies/broken/addresses-in-subnets.yaml", "topologies/broken/warn-routes.yaml",
    "topologies/tour/08-two-regions/topology.yaml", "topologies/broken/everything-at-once.yaml",
  ].map { (try? Repository.text($0)) ?? "" }

  private static let words = [
    "null", "~", "[]", "{}", "true", "internet", "local", "blackhole", "0.0.0.0/0", "\"::/0\"",
    "-1",
    "10.0.0.0/16", "10.0.1.10", "\"2600:db8::1\"", "described: false", "any", "tcp/443", "*x", "x",
    "subnet:web", "a/b", "999999999999999999999", "\"\"", "state: deleted", "main: true",
  ]

  @Test(arguments: 0..<1200 as Range<UInt64>)
  func `are read or refused, never more`(seed: UInt64) {
    var random = Seeded(seed: seed)
    var text = Self.texts[Int(seed) % Self.texts.count]
    #expect(text.contains("netproof: 1"))
    for _ in 0..<Int.random(in: 1...5, using: &random) { text = Self.damaged(text, &random) }
    let files = FileTree.memory(["net.yaml": text])
    let refusal = Refusal(["net.yaml"], in: files)
    #expect(refusal.text == Refusal(["net.yaml"], in: files).text, "seed \(seed)")
    for diagnostic in refusal.diagnostics {
      let isComplete = diagnostic.span != nil && !diagnostic.help.isEmpty
      #expect(isComplete, "seed \(seed): \(diagnostic.message)")
    }
    let emptyQuote = refusal.diagnostics.first { $0.message.contains("``") }?.message
    #expect(emptyQuote == nil, "seed \(seed)")
  }

  /// The text with one word, character or line changed.
  private static func damaged(_ text: String, _ random: inout Seeded) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let line = lines.indices.randomElement(using: &random) else { return text }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: line)
    case 2: lines.swapAt(line, Int.random(in: lines.indices, using: &random))
    case 3: lines[line] = String(lines[line].dropLast(Int.random(in: 1...6, using: &random)))
    default: lines[line] = replaced(in: lines[line], &random)
    }
    return lines.joined(separator: "\n")
  }

  /// A line with a word in place of another.
  private static func replaced(in line: String, _ random: inout Seeded) -> String {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let places = parts.indices.filter { parts[$0].contains { $0.isLetter || $0.isNumber } }
    guard let place = places.randomElement(using: &random) else { return line }
    var result = parts
    let end = parts[place].last.map { ",]}:".contains($0) ? String($0) : "" } ?? ""
    result[place] = (words.randomElement(using: &random) ?? "x") + end
    return result.joined(separator: " ")
  }
}
