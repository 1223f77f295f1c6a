import NetproofEngine
import NetproofModel

/// Sums a matrix up in lines between VPCs, subnets and networks.
struct OverviewLines {
  private let scan: ReachScan
  private let overview: Overview
  private let namer: EndNamer
  /// Whether pairs of units are told together whatever ports pass between them.
  private let isCoarse: Bool
  /// By unit its classes that may send, and those that may receive.
  private var sources: [[Int]]
  private var destinations: [[Int]]

  init?(_ model: Model, _ scan: ReachScan, _ namer: EndNamer, bySubnet: Bool) {
    guard let overview = Self.overview(model, scan, bySubnet) else { return nil }
    self.init(overview.scan, overview.overview, namer, isCoarse: false)
  }

  private static func overview(
    _ model: Model, _ scan: ReachScan, _ bySubnet: Bool
  ) -> (scan: ReachScan, overview: Overview)? {
    var scan = scan
    guard let overview = Overview(model, &scan, bySubnet: bySubnet) else { return nil }
    return (scan, overview)
  }

  private init(_ scan: ReachScan, _ overview: Overview, _ namer: EndNamer, isCoarse: Bool) {
    self.scan = scan
    self.overview = overview
    self.namer = namer
    self.isCoarse = isCoarse
    sources = Array(repeating: [], count: overview.units.count)
    destinations = sources
    for (place, unit) in overview.unitOf.enumerated() where unit >= 0 {
      if !scan.members.sources[place].isEmpty { sources[Int(unit)].append(place) }
      if !scan.members.destinations[place].isEmpty { destinations[Int(unit)].append(place) }
    }
  }

  /// Lines between units that do not differ in their ports.
  func lines() -> [ReachLine] { within() + across() }

  /// Fewer lines, which tell the ports of several units together.
  func coarseLines() -> [ReachLine] {
    Self(scan, overview, namer, isCoarse: true).lines()
  }

  private func key(_ sender: Int, _ receiver: Int) -> Overview.Cell {
    isCoarse ? overview.coarseCell(sender, receiver) : overview.cell(sender, receiver)
  }

  private var unitIndices: Range<Int> { overview.units.indices }

  // MARK: - Grouping

  /// What passes inside units, for units that do not differ in it.
  private func within() -> [ReachLine] {
    var groups: [(cell: Overview.Cell, units: [Int])] = []
    var positions: [Overview.Cell: Int] = [:]
    for unit in unitIndices {
      let cell = key(unit, unit)
      guard !cell.isEmpty else { continue }
      if let position = positions[cell] {
        groups[position].units.append(unit)
      } else {
        positions[cell] = groups.count
        groups.append((cell, [unit]))
      }
    }
    return groups.map { line($0.units, $0.units, .within) }
  }

  /// Senders that reach a receiver with one cell.
  private struct Column: Hashable {
    let cell: Overview.Cell
    let senders: [Int]
  }

  /// What passes from units to others, for receivers that do not differ in what reaches them.
  private func across() -> [ReachLine] {
    let columns = unitIndices.flatMap { receiver in
      self.columns(to: receiver).map { (column: $0, receiver: receiver) }
    }
    // With the receiver counted in, units that all reach each other have equal columns.
    let mutual = Self.grouped(
      columns.map { column, receiver in
        (Column(cell: column.cell, senders: (column.senders + [receiver]).sorted()), receiver)
      })
    var isTold = Set<[Int]>()
    var lines: [ReachLine] = []
    for (column, receivers) in mutual where receivers.count > 1 {
      for receiver in receivers {
        isTold.insert([receiver] + column.senders.filter { $0 != receiver })
      }
      lines += self.lines(column.senders, receivers)
    }
    let rest = columns.filter { !isTold.contains([$0.receiver] + $0.column.senders) }
    return lines + Self.grouped(rest).map { line($0.column.senders, $0.receivers, .all) }
  }

  private func columns(to receiver: Int) -> [Column] {
    var senders: [Overview.Cell: [Int]] = [:]
    var order: [Overview.Cell] = []
    for sender in unitIndices where sender != receiver {
      let cell = key(sender, receiver)
      guard !cell.isEmpty else { continue }
      if senders[cell] == nil { order.append(cell) }
      senders[cell, default: []].append(sender)
    }
    return order.map { Column(cell: $0, senders: senders[$0] ?? []) }
  }

  private static func grouped(
    _ columns: [(column: Column, receiver: Int)]
  ) -> [(column: Column, receivers: [Int])] {
    var result: [(column: Column, receivers: [Int])] = []
    var positions: [Column: Int] = [:]
    for (column, receiver) in columns {
      if let position = positions[column] {
        result[position].receivers.append(receiver)
      } else {
        positions[column] = result.count
        result.append((column, [receiver]))
      }
    }
    return result
  }

  /// Lines of receivers that are among the senders: they reach each other, but not themselves.
  private func lines(_ senders: [Int], _ receivers: [Int]) -> [ReachLine] {
    let outer = senders.filter { !receivers.contains($0) }
    return [line(receivers, receivers, .between)]
      + (outer.isEmpty ? [] : [line(outer, receivers, .all)])
  }

  // MARK: - Lines

  private func line(
    _ senders: [Int], _ receivers: [Int], _ pairing: ReachLine.Pairing
  ) -> ReachLine {
    var pairs = 0
    var cell: Overview.Cell?
    for sender in senders {
      for receiver in receivers where Self.isPaired(sender, receiver, pairing) {
        pairs += overview.pairs[sender * overview.units.count + receiver]
        // But for coarse lines all cells are equal.
        if isCoarse || cell == nil {
          let own = overview.cell(sender, receiver)
          cell = cell.map { $0.joined(own) } ?? own
        }
      }
    }
    return ReachLine(
      sources: name(senders, sources, scan.members.sources),
      destinations: name(receivers, destinations, scan.members.destinations),
      pairing: pairing, ports: ports(cell?.all), partialPorts: ports(cell?.some),
      undeterminedPorts: ports(cell?.unknown), pairs: pairs,
      examples: examples(senders, receivers, pairing))
  }

  private func ports(_ words: [UInt64]?) -> CountedPorts {
    words.map { scan.rows.ports($0) } ?? CountedPorts()
  }

  private static func isPaired(
    _ sender: Int, _ receiver: Int, _ pairing: ReachLine.Pairing
  ) -> Bool {
    switch pairing {
    case .all: true
    case .within: sender == receiver
    case .between: sender != receiver
    }
  }

  private func name(_ units: [Int], _ classes: [[Int]], _ members: [[Int32]]) -> EndSet {
    namer.name(units.flatMap { classes[$0] }.flatMap { members[$0].map { Int($0) } }.sorted())
  }

  /// The first pair for each kind of port that the line tells of.
  private func examples(
    _ senders: [Int], _ receivers: [Int], _ pairing: ReachLine.Pairing
  ) -> [ReachLine.Example] {
    guard let sender = senders.first,
      let receiver = receivers.first(where: { Self.isPaired(sender, $0, pairing) })
    else { return [] }
    let cell = overview.cell(sender, receiver)
    return [
      example(cell.all, unknown: false, sender, receiver),
      example(cell.some, unknown: false, sender, receiver),
      example(cell.unknown, unknown: true, sender, receiver),
    ].compactMap { $0 }
  }

  private func example(
    _ words: [UInt64], unknown: Bool, _ sender: Int, _ receiver: Int
  ) -> ReachLine.Example? {
    guard words.contains(where: { $0 != 0 }) else { return nil }
    var rows = scan.rows
    for source in sources[sender] {
      rows.run(source)
      for destination in destinations[receiver]
      where !scan.members.isVacuous(source, destination) {
        let own = scan.words(of: rows.cells[destination], unknown: unknown)
        let common = zip(own, words).map { $0 & $1 }
        guard common.contains(where: { $0 != 0 }),
          let pair = distinctPair(source, destination)
        else { continue }
        return ReachLine.Example(
          source: pair.source, destination: pair.destination, ports: rows.ports(common),
          expectation: unknown ? .isUndetermined : .passes)
      }
    }
    return nil
  }

  private func distinctPair(_ source: Int, _ destination: Int) -> (source: Int, destination: Int)? {
    for near in scan.members.sources[source] {
      for far in scan.members.destinations[destination] where far != near {
        return (Int(near), Int(far))
      }
    }
    return nil
  }
}
