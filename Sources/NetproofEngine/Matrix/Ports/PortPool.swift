import NetproofSets

/// Sets of port atoms, each kept once and known by its number.
///
/// A set has two halves: what it means for requests, and what for their replies (of which ports
/// are the clients', and echo replies another ICMP type than requests).
struct PortPool: Sendable {
  /// No port at all.
  static let none: Int32 = 0
  /// Every port, and every reply.
  static let all: Int32 = 1

  let atoms: PortAtoms
  let wordCount: Int
  private var interner = RowInterner(capacity: 256)
  private var services: [ServiceKey: Int32] = [:]

  private struct ServiceKey: Hashable {
    let service: Service
    let family: Family
  }

  init(_ atoms: PortAtoms) {
    self.atoms = atoms
    wordCount = atoms.wordCount
    _ = interner.intern(Array(repeating: 0, count: 2 * wordCount))
    _ = interner.intern(Array(repeating: .max, count: 2 * wordCount))
  }

  /// The sets of another pool, by its words, with the same numbers.
  init(_ atoms: PortAtoms, words: [UInt64]) {
    self.init(atoms)
    let width = 2 * wordCount
    for start in stride(from: 2 * width, to: words.count, by: width) {
      _ = interner.intern(Array(words[start..<start + width]))
    }
  }

  /// The words of all sets: those of set `id` begin at `id * 2 * wordCount`.
  var words: [UInt64] { interner.values }

  var count: Int { interner.count }

  mutating func intern(_ row: [UInt64]) -> Int32 { Int32(interner.intern(row)) }

  /// The set that a service means to packets of a family.
  mutating func id(of service: Service, _ family: Family) -> Int32 {
    let key = ServiceKey(service: service, family: family)
    if let known = services[key] { return known }
    let id =
      service == .all
      ? Self.all : intern(atoms.requests(service, family) + atoms.replies(service, family))
    services[key] = id
    return id
  }

  func row(_ id: Int32) -> ArraySlice<UInt64> { interner.row(Int(id)) }

  /// The packets of either set.
  mutating func union(_ left: Int32, _ right: Int32) -> Int32 {
    if left == right || right == Self.none { return left }
    if left == Self.none { return right }
    return intern(zip(row(left), row(right)).map { $0 | $1 })
  }
}
