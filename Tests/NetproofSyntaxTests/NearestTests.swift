import NetproofSyntax
import Testing

@Suite struct `The nearest name` {
  private static let keys = ["route-table", "zone", "cidrs", "network-acl", "tags", "to", "via"]

  @Test(arguments: [
    ("rout-table", "route-table"), ("routeTable", "route-table"), ("ROUTE_TABLE", "route-table"),
    ("zoen", "zone"), ("cidr", "cidrs"), ("ciders", "cidrs"), ("network-alc", "network-acl"),
    ("ot", "to"), ("color", nil), ("x", nil), ("", nil), ("zzzzzzzzzzz", nil),
  ])
  func `is found if it is close`(text: String, expected: String?) {
    #expect(Nearest.name(to: text, among: Self.keys) == expected)
  }

  @Test func `is the first by alphabet of equally near ones`() {
    for names in [["cat", "bat", "hat"], ["hat", "cat", "bat"]] {
      #expect(Nearest.name(to: "rat", among: names) == "bat")
    }
  }

  @Test func `agrees with the definition of the distance`() {
    var random = SplitMix(state: 7)
    for _ in 0..<2000 {
      let word = Self.word(&random, 4...9)
      let names = (0..<6).map { _ in Self.word(&random, 3...10) }
      let bound = max(1, word.count / 3)
      let ranked = names.map { (Self.distance(Array(word), Array($0)), $0) }.sorted(by: <)
      let expected = ranked.first.flatMap { $0.0 <= bound ? $0.1 : nil }
      #expect(Nearest.name(to: word, among: names) == expected, "\(word) among \(names)")
    }
  }

  @Test func `is found among many and for long names in no time`() {
    let names = (0..<100_000).map { "interface-\($0)" }
    let long = String(repeating: "x", count: 1_000_000)
    let time = ContinuousClock().measure {
      #expect(Nearest.name(to: "interfaec-55555", among: names) == "interface-55555")
      #expect(Nearest.name(to: long, among: names + [long + "y"]) == nil)
    }
    #expect(time < .seconds(20))
  }

  private static func word(_ random: inout SplitMix, _ length: ClosedRange<Int>) -> String {
    String(
      (0..<Int.random(in: length, using: &random)).map { _ in
        "abc".randomElement(using: &random) ?? "a"
      })
  }

  /// Optimal string alignment, straight from its recurrence.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var table = (0...left.count).map { row in (0...right.count).map { max(row, $0) } }
    for row in left.indices {
      for column in right.indices {
        let cost = left[row] == right[column] ? 0 : 1
        var least = min(
          table[row][column] + cost, table[row][column + 1] + 1, table[row + 1][column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, table[row - 1][column - 1] + 1)
        }
        table[row + 1][column + 1] = least
      }
    }
    return table[left.count][right.count]
  }
}
