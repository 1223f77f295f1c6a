import NetproofSyntax

/// One line of JSON.
struct Measurement {
  private var fields: [String] = []

  /// - Parameter name: what is measured; the field `measurement` of every line.
  init(_ name: String) {
    add("measurement", name)
  }

  mutating func add(_ name: String, _ value: String) {
    fields.append("\"\(name)\": \(JSONValue.string(value).compact)")
  }

  mutating func add(_ name: String, _ value: Int) { fields.append("\"\(name)\": \(value)") }

  mutating func add(_ name: String, _ value: UInt64) { fields.append("\"\(name)\": \(value)") }

  mutating func add(_ name: String, _ value: Bool) { fields.append("\"\(name)\": \(value)") }

  /// Adds a number with six digits after the point.
  mutating func add(_ name: String, _ value: Double) {
    fields.append("\"\(name)\": \((value * 1e6).rounded() / 1e6)")
  }

  func write() { print("{\(fields.joined(separator: ", "))}") }
}

extension [Double] {
  /// The middle value, of an even number the upper one; 0 if there are none.
  var median: Double { percentile(50) }

  /// The value below which so many of a hundred lie.
  func percentile(_ part: Int) -> Double {
    guard !isEmpty else { return 0 }
    return sorted()[Swift.min(count - 1, count * part / 100)]
  }
}
