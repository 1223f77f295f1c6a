import NetproofEngine
import NetproofModel

/// What passes between the units of a network, VPCs or subnets, and networks outside.
///
/// It is what is told of networks whose members differ too much to be listed group by group.
struct Overview: Sendable {
  /// What ends are summed up by.
  enum Unit: Hashable, Sendable {
    case vpc(ID<VPC>)
    case subnet(ID<Subnet>)
    case network(ID<Network>)
  }

  let units: [Unit]
  /// The unit of each class; -1 if the class is not looked at.
  let unitOf: [Int32]
  private let wordCount: Int
  /// For each pair of units the atoms that pass between all pairs of their ends.
  private var all: [UInt64]
  /// For each pair of units the atoms that pass between at least one pair.
  private var some: [UInt64]
  private var unknown: [UInt64]
  /// For each pair of units how many pairs of distinct ends there are.
  let pairs: [Int]

  // Of the row that is being added:
  private var last: [Int32]

  /// How many units are told at most.
  static let mostUnits = 600

  /// Sums up by subnet or by VPC; nothing if that makes too many units.
  init?(_ model: Model, _ scan: inout ReachScan, bySubnet: Bool) {
    let (members, matrix) = (scan.members, scan.matrix)
    var units: [Unit] = []
    var positions: [Unit: Int32] = [:]
    var unitOf = [Int32](repeating: -1, count: matrix.classCount)
    for (number, position) in members.classOf.enumerated() where position >= 0 {
      let place = Int(position)
      guard unitOf[place] < 0,
        !(members.sources[place].isEmpty && members.destinations[place].isEmpty)
      else { continue }
      let unit: Unit
      if let id = members.numbers.interface(number) {
        let subnet = model.interfaces[id].subnet
        unit = bySubnet ? .subnet(subnet) : .vpc(model.subnets[subnet].vpc)
      } else {
        unit = .network(ID(number - members.numbers.interfaceCount))
      }
      if positions[unit] == nil {
        positions[unit] = Int32(units.count)
        units.append(unit)
      }
      unitOf[place] = positions[unit] ?? -1
    }
    guard units.count <= Self.mostUnits else { return nil }
    self.units = units
    self.unitOf = unitOf
    wordCount = scan.wordCount
    let size = units.count * units.count
    all = Array(repeating: .max, count: size * wordCount)
    some = Array(repeating: 0, count: size * wordCount)
    unknown = some
    pairs = Self.pairs(unitOf, units.count, members)
    last = Array(repeating: -1, count: units.count)
    for source in members.sources.indices where !members.sources[source].isEmpty {
      scan.run(source)
      let cells = scan.rows.cells
      add(source, cells.span, scan)
    }
  }

  private static func pairs(_ unitOf: [Int32], _ count: Int, _ members: EndMembers) -> [Int] {
    var (near, far) = ([Int](repeating: 0, count: count), [Int](repeating: 0, count: count))
    var both = near
    for (place, unit) in unitOf.enumerated() where unit >= 0 {
      near[Int(unit)] += members.sources[place].count
      far[Int(unit)] += members.destinations[place].count
      both[Int(unit)] += members.shared(place)
    }
    return near.indices.flatMap { source in
      far.indices.map { near[source] * far[$0] - (source == $0 ? both[source] : 0) }
    }
  }

  /// Adds the row of a class.
  private mutating func add(_ source: Int, _ row: borrowing Span<Int32>, _ scan: ReachScan) {
    let unit = Int(unitOf[source])
    let skipped = scan.members.isVacuous(source, source) ? source : -1
    let words = scan.words
    for index in last.indices { last[index] = -1 }
    for column in scan.columns where column != skipped {
      let (cell, other) = (row[column], Int(unitOf[column]))
      guard last[other] != cell else { continue }
      last[other] = cell
      let place = (unit * units.count + other) * wordCount
      let base = Int(cell) * 2 * wordCount
      for word in 0..<wordCount {
        all[place + word] &= words[base + word]
        some[place + word] |= words[base + word]
        unknown[place + word] |= words[base + wordCount + word]
      }
    }
  }

  /// The atoms that pass between all ends, between some only, and those of which it is unknown.
  struct Cell: Hashable, Sendable {
    let all: [UInt64]
    let some: [UInt64]
    let unknown: [UInt64]

    /// What passes between all ends of two pairs of units, and between some.
    func joined(_ other: Self) -> Self {
      let common = zip(all, other.all).map { $0 & $1 }
      let any = zip(zip(all, some), zip(other.all, other.some)).map { own, other in
        own.0 | own.1 | other.0 | other.1
      }
      return Self(
        all: common, some: zip(any, common).map { $0 & ~$1 },
        unknown: zip(unknown, other.unknown).map { $0 | $1 })
    }

    var isEmpty: Bool {
      all.allSatisfy { $0 == 0 } && some.allSatisfy { $0 == 0 }
        && unknown.allSatisfy { $0 == 0 }
    }
  }

  /// What passes between two units if ports are not told apart: something, or perhaps something.
  func coarseCell(_ source: Int, _ destination: Int) -> Cell {
    let cell = cell(source, destination)
    func bit(_ words: [UInt64]) -> UInt64 { words.contains { $0 != 0 } ? 1 : 0 }
    return Cell(all: [], some: [bit(cell.all) | bit(cell.some)], unknown: [bit(cell.unknown)])
  }

  func cell(_ source: Int, _ destination: Int) -> Cell {
    let pair = source * units.count + destination
    let range = pair * wordCount..<(pair + 1) * wordCount
    let every = pairs[pair] == 0 ? [UInt64](repeating: 0, count: wordCount) : Array(all[range])
    return Cell(
      all: every, some: zip(some[range], every).map { $0 & ~$1 }, unknown: Array(unknown[range]))
  }
}
