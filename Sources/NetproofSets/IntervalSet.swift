/// A set of numbers, kept as disjoint, ascending intervals that do not touch.
///
/// Two sets are equal exactly if they hold the same numbers.
public struct IntervalSet<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable
{
  /// All numbers from `lower` through `upper`.
  public struct Interval: Hashable, Sendable {
    public let lower: Bound
    public let upper: Bound

    @inlinable
    public init(_ lower: Bound, _ upper: Bound) {
      precondition(lower <= upper, "an interval holds at least one number")
      self.lower = lower
      self.upper = upper
    }
  }

  /// The intervals in ascending order; between two of them at least one number is missing.
  @inlinable
  public var intervals: [Interval] { parts }

  @usableFromInline var parts: [Interval]

  /// The empty set.
  @inlinable
  public init() {
    parts = []
  }

  @inlinable
  public init(_ range: ClosedRange<Bound>) {
    parts = [Interval(range.lowerBound, range.upperBound)]
  }

  @inlinable
  public init(_ number: Bound) {
    parts = [Interval(number, number)]
  }

  /// Makes a set from intervals in any order that may overlap.
  @inlinable
  public init(_ written: some Sequence<Interval>) {
    let sorted = written.sorted { ($0.lower, $0.upper) < ($1.lower, $1.upper) }
    parts = []
    parts.reserveCapacity(sorted.count)
    for part in sorted { append(part) }
  }

  @inlinable
  public init(_ ranges: some Sequence<ClosedRange<Bound>>) {
    self.init(ranges.map { Interval($0.lowerBound, $0.upperBound) })
  }

  /// Every number there is.
  public static var all: Self { Self(Bound.min...Bound.max) }

  public var isEmpty: Bool { intervals.isEmpty }

  public var isAll: Bool {
    intervals.count == 1 && intervals[0].lower == .min && intervals[0].upper == .max
  }

  /// The least number, unless the set is empty.
  public var first: Bound? { intervals.first?.lower }

  /// The only number, if there is exactly one.
  public var single: Bound? {
    guard intervals.count == 1, intervals[0].lower == intervals[0].upper else { return nil }
    return intervals[0].lower
  }

  /// How many numbers the set holds; `Bound.max` if they are more than that.
  public var count: Bound {
    var total: Bound = 0
    for interval in intervals {
      let (size, overflow) = (interval.upper - interval.lower).addingReportingOverflow(1)
      let (sum, carried) = total.addingReportingOverflow(size)
      if overflow || carried { return .max }
      total = sum
    }
    return total
  }

  public func contains(_ number: Bound) -> Bool {
    let index = index(endingFrom: number)
    return index < intervals.count && intervals[index].lower <= number
  }

  /// The position of the first interval that does not end before `number`.
  private func index(endingFrom number: Bound) -> Int {
    var low = 0
    var high = intervals.count
    while low < high {
      let middle = (low + high) / 2
      if intervals[middle].upper < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  public func union(_ other: Self) -> Self {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Self(intervals + other.intervals)
  }

  public func intersection(_ other: Self) -> Self {
    if isAll { return other }
    if other.isAll { return self }
    var result = Self()
    guard let first, let otherFirst = other.first else { return result }
    var (i, j) = (index(endingFrom: otherFirst), other.index(endingFrom: first))
    while i < intervals.count, j < other.intervals.count {
      let (a, b) = (intervals[i], other.intervals[j])
      let (lower, upper) = (max(a.lower, b.lower), min(a.upper, b.upper))
      if lower <= upper { result.parts.append(Interval(lower, upper)) }
      if a.upper < b.upper { i += 1 } else { j += 1 }
    }
    return result
  }

  public func subtracting(_ other: Self) -> Self {
    guard let first, !other.isEmpty else { return self }
    var result = Self()
    var j = other.index(endingFrom: first)
    for interval in intervals {
      var lower = interval.lower
      var rest = true
      while j < other.intervals.count, other.intervals[j].upper < lower { j += 1 }
      var k = j
      while k < other.intervals.count, other.intervals[k].lower <= interval.upper {
        let cut = other.intervals[k]
        if cut.lower > lower { result.parts.append(Interval(lower, cut.lower - 1)) }
        guard cut.upper < interval.upper else {
          rest = false
          break
        }
        lower = max(lower, cut.upper + 1)
        k += 1
      }
      if rest { result.parts.append(Interval(lower, interval.upper)) }
    }
    return result
  }

  public func isDisjoint(with other: Self) -> Bool {
    guard let first, let otherFirst = other.first else { return true }
    var (i, j) = (index(endingFrom: otherFirst), other.index(endingFrom: first))
    while i < intervals.count, j < other.intervals.count {
      let (a, b) = (intervals[i], other.intervals[j])
      if a.lower <= b.upper && b.lower <= a.upper { return false }
      if a.upper < b.upper { i += 1 } else { j += 1 }
    }
    return true
  }

  public func isSubset(of other: Self) -> Bool {
    other.isAll || subtracting(other).isEmpty
  }

  /// Adds an interval that does not begin before the last one.
  @inlinable
  mutating func append(_ part: Interval) {
    guard let last = parts.last else {
      parts.append(part)
      return
    }
    if last.upper == .max || part.lower <= last.upper + 1 {
      if part.upper > last.upper {
        parts[parts.count - 1] = Interval(last.lower, part.upper)
      }
    } else {
      parts.append(part)
    }
  }
}

/// A set of TCP or UDP ports; for ICMP a set of types and codes, see ``ICMP``.
public typealias PortSet = IntervalSet<UInt16>

/// A set of addresses of one family, by their bits.
public typealias AddressBits = IntervalSet<UInt128>
