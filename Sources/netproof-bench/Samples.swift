/// How long something took, again and again.
struct Samples {
  private var nanoseconds: [Int64] = []

  /// Runs something once and remembers how long it took, by the wall clock.
  mutating func time<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    let (seconds, attoseconds) = (clock.now - start).components
    nanoseconds.append(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    return result
  }

  var count: Int { nanoseconds.count }

  /// The time that so many of a hundred stay within, in nanoseconds; 0 without any sample.
  func percentile(_ percent: Int) -> Int64 {
    guard !nanoseconds.isEmpty else { return 0 }
    let sorted = nanoseconds.sorted()
    return sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }

  /// Median, 99th percentile and the worst, as fields of a JSON object.
  ///
  /// - Parameters:
  ///   - name: what begins the names of the fields.
  ///   - unit: what ends them, such as `us`.
  ///   - scale: how many nanoseconds a unit has.
  /// - Returns: three members, separated by commas.
  func fields(_ name: String, _ unit: String, _ scale: Double) -> String {
    func text(_ value: Int64) -> String { "\((Double(value) / scale * 1000).rounded() / 1000)" }
    return "\"\(name)_median_\(unit)\": \(text(percentile(50))), "
      + "\"\(name)_p99_\(unit)\": \(text(percentile(99))), "
      + "\"\(name)_max_\(unit)\": \(text(percentile(100)))"
  }
}
