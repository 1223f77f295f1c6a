import NetproofModel
import NetproofSyntax

/// Damages the text of a topology, and reads it as the program does.
enum TextRun {
  static func run(seed: UInt64) -> FuzzResult {
    let bytes = text(seed: seed)
    var result = FuzzResult()
    result.tally.cases = 1
    do throws(Rejection) {
      let network = try LoadedNetwork(bytes: bytes)
      result.tally.codes["read", default: 0] += 1
      ask(network, seed: seed, &result)
    } catch {
      result.tally.codes["refused", default: 0] += 1
      if let fault = fault(of: error, bytes) {
        result.findings.append(
          Finding(
            seed: seed, law: "a text is refused with a place", bytes: bytes, details: fault,
            again: nil))
      }
    }
    return result
  }

  /// What a damaged topology means is asked as well, if it still means something.
  private static func ask(_ network: LoadedNetwork, seed: UInt64, _ result: inout FuzzResult) {
    var random = Seeded(seed: seed ^ 0x7E57)
    var agreement = Agreement(network, seed: seed)
    for _ in 0..<4 {
      guard let flow = random.flow(in: network) else { continue }
      if let finding = agreement.check(flow) { result.findings.append(finding) }
    }
  }

  private static func fault(of rejection: Rejection, _ bytes: [UInt8]) -> String? {
    let found = rejection.diagnostics
    guard found.contains(where: { $0.severity == .error && $0.span != nil }) else {
      return "no diagnostic has a place: \(found.map(\.message))"
    }
    var sources = SourceSet()
    sources.add(name: "damaged.yaml", bytes: bytes)
    let text = DiagnosticRenderer(sources).render(found)
    return text.isEmpty ? "the diagnostics say nothing" : nil
  }

  // MARK: - Damage

  static func text(seed: UInt64) -> [UInt8] {
    var random = Seeded(seed: seed &* 2_654_435_761)
    var bytes = whole(&random)
    if random.chance(60) {
      touch(&bytes, &random)
    } else {
      for _ in 0..<random.int(1...4) { damage(&bytes, &random) }
    }
    return bytes
  }

  private static func whole(_ random: inout Seeded) -> [UInt8] {
    Array(TopologyGenerator.topology(seed: random.next() % 500).yaml.utf8)
  }

  /// Changes that often leave a topology that can be read.
  private static func touch(_ bytes: inout [UInt8], _ random: inout Seeded) {
    switch random.int(0...3) {
    case 0: moveLine(&bytes, &random)
    case 1: exchangeWord(&bytes, &random)
    default:
      let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
      if !digits.isEmpty { bytes[random.pick(digits)] = UInt8(random.int(0x30...0x39)) }
    }
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout Seeded) {
    guard !bytes.isEmpty else { return }
    let place = random.int(0...bytes.count - 1)
    switch random.int(0...8) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.remove(at: place)
    case 3: bytes.insert(contentsOf: random.pick(pieces), at: place)
    case 4: bytes.insert(contentsOf: nest(random.int(1...300), &random), at: place)
    case 5: bytes.insert(contentsOf: scalar(&random), at: place)
    case 6: splice(&bytes, whole(&random), &random)
    case 7: moveLine(&bytes, &random)
    default: exchangeWord(&bytes, &random)
    }
  }

  private static let pieces: [[UInt8]] =
    [
      "[", "]", "{", "}", ": ", ":", "- ", "? ", "*p", "&p ", "!x ", "\"", "'", "\t", "\n", "\r\n",
      "---\n", "...\n", "%TAG ", "|", ">", "<<: ", "#", "\u{85}", "\u{2028}", "\u{FEFF}", "\\",
      "null", "~", "0x10", "-1", "1e9", "999999999999999999999", "true", "[[[[", "a/b/c", "::/0",
      "!!binary ", "&a [*a]", "é", "漢", "🧑‍🚀",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xF0, 0x9F], [0x80], [0xFF, 0xFE]]

  private static func nest(_ depth: Int, _ random: inout Seeded) -> [UInt8] {
    let (open, close) = random.pick([("[", "]"), ("{a: ", "}")])
    let isClosed = random.chance(70)
    let text =
      String(repeating: open, count: depth)
      + (isClosed ? String(repeating: close, count: depth) : "")
    return Array(text.utf8)
  }

  private static func scalar(_ random: inout Seeded) -> [UInt8] {
    let character = random.pick(["a", "9", " ", "é", ":", "/"])
    return Array(String(repeating: character, count: random.pick([100, 5000, 70_000])).utf8)
  }

  private static func splice(_ bytes: inout [UInt8], _ other: [UInt8], _ random: inout Seeded) {
    let end = random.int(0...bytes.count - 1)
    let start = random.int(0...other.count - 1)
    bytes = Array(bytes[..<end] + other[start...])
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// Takes a line away or puts a copy of it elsewhere.
  private static func moveLine(_ bytes: inout [UInt8], _ random: inout Seeded) {
    var lines = lines(of: bytes)
    let from = random.int(0...lines.count - 1)
    let line = lines[from]
    if random.chance(50) { lines.remove(at: from) }
    if random.chance(60) { lines.insert(line, at: random.int(0...lines.count)) }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  /// Puts one word of the text in the place of another.
  private static func exchangeWord(_ bytes: inout [UInt8], _ random: inout Seeded) {
    let isWord = { (byte: UInt8) in
      byte > 0x2C && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "}")
        && byte != UInt8(ascii: "[") && byte != UInt8(ascii: "]")
    }
    let words = bytes.split(whereSeparator: { !isWord($0) })
    guard words.count > 1 else { return }
    let (one, other) = (random.pick(words), random.pick(words))
    let fresh = Array(other)
    bytes.replaceSubrange(one.startIndex..<one.endIndex, with: fresh)
  }
}
