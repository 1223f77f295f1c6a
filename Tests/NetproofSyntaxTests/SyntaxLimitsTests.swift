import NetproofSyntax
import Testing

@Suite struct `The limits of a text` {
  @Test func `sixty-four lists may stand inside each other`() {
    #expect(faults(nested(64)).isEmpty)
    #expect(faults(nested(65)).map(\.message) == ["the file meets the limit `depth` of 64"])
  }

  @Test(arguments: ["[", "{", "[{", "- ", "? ", "[\n", "{a: ", "[?", "[a, ", "[[],"])
  func `five megabytes of openings are refused at once`(unit: String) {
    let text = String(repeating: unit, count: 5_000_000 / unit.utf8.count)
    let bytes = Array(text.utf8)
    var found: [Diagnostic] = []
    let time = ContinuousClock().measure { found = faults(bytes) }
    #expect(found.map(\.code) == ["NP0001"])
    #expect(time < .seconds(10))
  }

  @Test func `depth counts what aliases stand for`() {
    let text = "a: &a \(nested(40))\nb: [[[[[[[[[[*a]]]]]]]]]]\n"
    #expect(faults(text).isEmpty)
    let chained = "a: &a \(nested(40))\nb: &b [[[[[*a]]]]]\nc: \(nested(30, around: "*b"))\n"
    #expect(faults(chained).map(\.message) == ["the file meets the limit `depth` of 64"])
  }

  @Test func `a billion laughs are refused by name`() {
    var text = "k0: &k0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*k\(level - 1)", count: 9).joined(separator: ", ")
      text += "k\(level): &k\(level) [\(aliases)]\n"
    }
    #expect(
      faults(text).map(\.message) == ["the file meets the limit `expansion` of 10000000"])
  }

  @Test(arguments: [(8, true), (7, false)])
  func `expansion counts the values behind aliases alone`(limit: Int, isRead: Bool) {
    let text = "a: &a [1, 2, 3]\nb: *a\nc: *a\nd: [4, 5, 6, 7]\n"
    #expect(faults(text, limits: SyntaxLimits(expansion: limit)).isEmpty == isRead)
  }

  @Test(arguments: [(4, true), (3, false)])
  func `bytes are counted before anything is read`(limit: Int, isRead: Bool) {
    #expect(faults("a: b", limits: SyntaxLimits(bytes: limit)).isEmpty == isRead)
  }

  @Test func `many directives are refused before libyaml compares them`() {
    let text = (0..<65).map { "%TAG !t\($0)! x\n" }.joined() + "---\na: b\n"
    #expect(faults(text).map(place) == ["NP0001 65:1"])
    #expect(
      faults("%YAML 1.1\n---\na: \(String(repeating: "%", count: 100).debugDescription)").isEmpty)
  }

  private func nested(_ depth: Int, around text: String = "") -> String {
    String(repeating: "[", count: depth) + text + String(repeating: "]", count: depth)
  }
}
