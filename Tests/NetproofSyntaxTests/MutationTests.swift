import NetproofSyntax
import Testing

@Suite struct `Damaged texts` {
  private static let sample = """
    netproof: 1
    vpcs: # é 漢 🧑‍🚀
      prod: &p
        account: "1111\\u00e9"
        cidrs: [10.0.0.0/16, "2001:db8::/56", 'it''s']
        routes:
          - { to: 0.0.0.0/0, via: igw, tags: !!map { a: ~ } }
          - to: partners
            note: |
              two
              lines
      data: *p
    ? key
    : >-
      folded

    """

  private static let pieces: [[UInt8]] =
    [
      "[", "]", "{", "}", ": ", ":", "- ", "? ", "*p", "&p ", "!x ", "\"", "'", "\t", "\n", "\r",
      "---\n", "...\n", "%TAG ", "|", ">", "<<: ", "#", "\u{85}", "\u{2028}", "\u{FEFF}", "\\",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xF0, 0x9F], [0x80]]

  @Test(arguments: 0..<3000 as Range<UInt64>)
  func `never crash the reader or the renderer`(seed: UInt64) {
    var random = SplitMix(state: seed)
    var bytes = Array(Self.sample.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
    let found = faults(bytes)
    var sources = SourceSet()
    sources.add(name: "net.yaml", bytes: bytes)
    let text = DiagnosticRenderer(sources).render(found)
    let isHeaded = found.allSatisfy { text.contains("[\($0.code)]: ") }
    #expect(isHeaded, "seed \(seed)")
    #expect(found.allSatisfy { $0.span != nil && $0.severity == .error }, "seed \(seed)")
    #expect(!text.contains("\u{0}") && !text.contains("\t"), "seed \(seed)")
  }

  @Test func `cut off anywhere are read or refused with a place in them`() {
    let bytes = Array(Self.sample.utf8)
    let lineCount = Int32(bytes.count { $0 == 0x0A })
    var refusedCount = 0
    for length in bytes.indices {
      let found = faults(Array(bytes[..<length]))
      refusedCount += found.isEmpty ? 0 : 1
      #expect(found.allSatisfy { ($0.span?.line ?? -1) <= lineCount }, "length \(length)")
    }
    #expect(refusedCount > 40)
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: bytes.indices, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
    case 2: bytes.remove(at: place)
    case 3:
      let end = min(bytes.count, place + Int.random(in: 1...30, using: &random))
      bytes.insert(
        contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
    default:
      bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
    }
  }
}
