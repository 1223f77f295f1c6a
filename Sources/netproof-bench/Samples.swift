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

}

extension Measurement {
  /// Adds median, 99th percentile and the worst, by the wall clock.
  ///
  /// - Parameters:
  ///   - name: what begins the names of the fields.
  ///   - samples: the times.
  ///   - unit: what ends the names, such as `us`.
  ///   - scale: how many nanoseconds a unit has.
  mutating func add(_ name: String, _ samples: Samples, _ unit: String, _ scale: Double) {
    for (part, percent) in [("median", 50), ("p99", 99), ("max", 100)] {
      add("\(name)_\(part)_\(unit)", Double(samples.percentile(percent)) / scale)
    }
  }
}
