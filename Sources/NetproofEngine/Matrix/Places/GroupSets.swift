import NetproofModel
import NetproofSets

/// The sets of security groups that interfaces have, each kept once.
struct GroupSets: Sendable {
  /// The set of ends without groups, which nothing filters.
  static let none: Int32 = 0

  private(set) var groups: [Int32] = []
  private var starts: [Int32] = [0]
  private var interner = RowInterner(capacity: 256)
  private var scratch: [UInt64] = []

  init() {
    _ = intern([])
  }

  var count: Int { starts.count - 1 }

  func range(_ set: Int32) -> Range<Int> { Int(starts[Int(set)])..<Int(starts[Int(set) + 1]) }

  func members(_ set: Int32) -> ArraySlice<Int32> { groups[range(set)] }

  func contains(_ set: Int32, _ group: Int32) -> Bool { members(set).contains(group) }

  mutating func intern(_ ids: [ID<SecurityGroup>]) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    var isAscending = true
    for id in ids {
      if let last = scratch.last, last >= UInt64(id.index) { isAscending = false }
      scratch.append(UInt64(id.index))
    }
    if !isAscending { scratch = Set(scratch).sorted() }
    let set = interner.intern(scratch)
    if set == count {
      for group in scratch { groups.append(Int32(group)) }
      starts.append(Int32(groups.count))
    }
    return Int32(set)
  }
}
