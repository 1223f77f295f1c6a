/// Questions about single ranges, which need no set of their own.
extension IntervalSet {
  /// The only interval, if there is exactly one.
  @inlinable
  var span: ClosedRange<Bound>? {
    intervals.count == 1 ? intervals[0].lower...intervals[0].upper : nil
  }

  /// Whether some number of a range is in the set.
  @inlinable
  public func overlaps(_ range: ClosedRange<Bound>) -> Bool {
    let index = index(endingFrom: range.lowerBound)
    return index < intervals.count && intervals[index].lower <= range.upperBound
  }

  /// Whether a range holds every number of the set.
  @inlinable
  public func isInside(_ range: ClosedRange<Bound>) -> Bool {
    guard let first = intervals.first, let last = intervals.last else { return true }
    return range.lowerBound <= first.lower && last.upper <= range.upperBound
  }

  /// The numbers that lie in a range.
  @inlinable
  public func clamped(to range: ClosedRange<Bound>) -> Self {
    isInside(range) ? self : overlaps(range) ? intersection(Self(range)) : Self()
  }

  /// Whether some interval meets another set, looked up one by one.
  @inlinable
  func overlapsAny(of other: Self) -> Bool {
    intervals.contains { other.overlaps($0.lower...$0.upper) }
  }
}

extension AddressSet {
  public func isDisjoint(with other: Self) -> Bool {
    ipv4.isDisjoint(with: other.ipv4) && ipv6.isDisjoint(with: other.ipv6)
  }
}
