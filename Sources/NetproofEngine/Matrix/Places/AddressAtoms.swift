import NetproofModel
import NetproofSets

/// A partition of both families' addresses into runs that no prefix of a collection cuts.
///
/// Runs are numbered in ascending order, those of IPv4 before those of IPv6.
struct AddressAtoms: Sendable {
  private let ipv4: [UInt128]
  private let ipv6: [UInt128]

  /// Collects where runs begin.
  struct Cuts {
    fileprivate var ipv4: [UInt128] = [0]
    fileprivate var ipv6: [UInt128] = [0]

    var isEmpty: Bool { ipv4.count == 1 && ipv6.count == 1 }

    mutating func add(_ prefix: Prefix) { add(prefix.family, prefix.range) }

    mutating func add(_ address: Address) { add(address.family, address.bits...address.bits) }

    mutating func add(_ family: Family, _ range: ClosedRange<UInt128>) {
      add(family, start: range.lowerBound)
      if range.upperBound < family.highest { add(family, start: range.upperBound + 1) }
    }

    mutating func add(_ set: AddressSet) {
      for family in Family.allCases {
        for interval in set[family].intervals { add(family, interval.lower...interval.upper) }
      }
    }

    /// Cuts what rules of attachments translate where the addresses on the other side are cut, both
    /// ways, so that all of a run is a run there; false if that makes too many runs.
    mutating func mirror(_ rules: [AttachmentNATRule]) -> Bool {
      guard !rules.isEmpty else { return true }
      var known = Set(ipv4)
      let most = known.count + Self.mostImages
      var new = known.sorted()
      // Translated addresses may be translated again; each round looks at what the last one added.
      while !new.isEmpty {
        var images: Set<UInt128> = []
        for rule in rules {
          for (block, other) in [(rule.match, rule.nat), (rule.nat, rule.match)] {
            for start in new where block.range.contains(start) {
              images.insert(start - block.base.bits + other.base.bits)
            }
          }
        }
        new = images.subtracting(known).sorted()
        known.formUnion(new)
        ipv4 += new
        if known.count > most { return false }
      }
      return true
    }

    /// How many cuts translation may add.
    private static let mostImages = 1 << 20

    mutating func add(_ other: Cuts) {
      ipv4 += other.ipv4
      ipv6 += other.ipv6
    }

    private mutating func add(_ family: Family, start: UInt128) {
      if family == .ipv4 { ipv4.append(start) } else { ipv6.append(start) }
    }
  }

  init(_ cuts: Cuts) {
    ipv4 = Self.distinct(cuts.ipv4.map { UInt32(truncatingIfNeeded: $0) }).map { UInt128($0) }
    ipv6 = Self.distinct(cuts.ipv6)
  }

  private static func distinct<Bound: Comparable>(_ starts: [Bound]) -> [Bound] {
    var result: [Bound] = []
    for start in starts.sorted() where result.last != start { result.append(start) }
    return result
  }

  var count: Int { ipv4.count + ipv6.count }

  /// The number of the first IPv6 run.
  var firstIPv6: Int32 { Int32(ipv4.count) }

  /// The run that holds an address.
  func atom(of bits: UInt128, _ family: Family) -> Int32 {
    family == .ipv4
      ? Int32(Self.position(of: bits, in: ipv4))
      : firstIPv6 + Int32(Self.position(of: bits, in: ipv6))
  }

  func atom(of address: Address) -> Int32 { atom(of: address.bits, address.family) }

  /// The runs that a prefix of the collection consists of.
  func atoms(of prefix: Prefix) -> ClosedRange<Int32> {
    atoms(of: prefix.range, prefix.family)
  }

  func atoms(of range: ClosedRange<UInt128>, _ family: Family) -> ClosedRange<Int32> {
    atom(of: range.lowerBound, family)...atom(of: range.upperBound, family)
  }

  /// The part of a range that lies in a run.
  func part(of range: ClosedRange<UInt128>, in atom: Int32, _ family: Family) -> ClosedRange<
    UInt128
  > {
    let starts = family == .ipv4 ? ipv4 : ipv6
    let index = Int(family == .ipv4 ? atom : atom - firstIPv6)
    let last = index + 1 < starts.count ? starts[index + 1] - 1 : family.highest
    return max(range.lowerBound, starts[index])...min(range.upperBound, last)
  }

  /// Whether a range begins and ends where runs do, so that no run is told apart by it.
  func isUncut(by range: ClosedRange<UInt128>, _ family: Family) -> Bool {
    let starts = family == .ipv4 ? ipv4 : ipv6
    let isStart = { (bits: UInt128) in starts[Self.position(of: bits, in: starts)] == bits }
    return isStart(range.lowerBound)
      && (range.upperBound == family.highest || isStart(range.upperBound + 1))
  }

  private static func position(of bits: UInt128, in starts: [UInt128]) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= bits { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
