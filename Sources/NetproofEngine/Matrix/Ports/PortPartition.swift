import NetproofSets

/// Cuts ports into the coarsest classes that no set of a collection tells apart.
///
/// Ports of one class need not touch: those between the ports that rules name are one class.
enum PortPartition {
  /// The classes of `whole`, in the order of their least members; `sets` may reach beyond it.
  static func classes(_ sets: [PortSet], of whole: PortSet) -> [PortSet] {
    guard !whole.isEmpty else { return [] }
    let pieces = pieces(of: whole, cutBy: sets)
    var refinement = Refinement(count: pieces.count)
    for set in sets { refinement.split(inside(set, pieces)) }
    var members: [[PortSet.Interval]] = []
    var order: [Int: Int] = [:]
    for (piece, found) in zip(pieces, refinement.classes) {
      if let position = order[found] {
        members[position].append(piece)
      } else {
        order[found] = members.count
        members.append([piece])
      }
    }
    return members.map { PortSet($0) }
  }

  /// The parts of `whole` between the ends of the sets' intervals, ascending.
  private static func pieces(of whole: PortSet, cutBy sets: [PortSet]) -> [PortSet.Interval] {
    var isStart = [Bool](repeating: false, count: 65_537)
    for set in sets + [whole] {
      for interval in set.intervals {
        isStart[Int(interval.lower)] = true
        isStart[Int(interval.upper) + 1] = true
      }
    }
    var pieces: [PortSet.Interval] = []
    for interval in whole.intervals {
      var lower = Int(interval.lower)
      for next in Int(interval.lower) + 1...Int(interval.upper) + 1
      where isStart[next] || next > Int(interval.upper) {
        pieces.append(PortSet.Interval(UInt16(lower), UInt16(next - 1)))
        lower = next
      }
    }
    return pieces
  }

  /// The positions of the pieces that a set holds.
  private static func inside(_ set: PortSet, _ pieces: [PortSet.Interval]) -> [Int] {
    var result: [Int] = []
    for interval in set.intervals {
      var low = 0
      var high = pieces.count
      while low < high {
        let middle = (low + high) / 2
        if pieces[middle].lower < interval.lower { low = middle + 1 } else { high = middle }
      }
      while low < pieces.count, pieces[low].upper <= interval.upper {
        result.append(low)
        low += 1
      }
    }
    return result
  }
}

/// A partition of positions that is refined by one set after the other.
private struct Refinement {
  /// The class of each position.
  private(set) var classes: [Int]
  private var sizes: [Int]

  init(count: Int) {
    classes = Array(repeating: 0, count: count)
    sizes = [count]
  }

  /// Tells the positions inside a set apart from those outside.
  mutating func split(_ inside: [Int]) {
    var counts: [Int: Int] = [:]
    for position in inside { counts[classes[position], default: 0] += 1 }
    var fresh: [Int: Int] = [:]
    for position in inside {
      let old = classes[position]
      guard let count = counts[old], count < sizes[old] else { continue }
      let new: Int
      if let known = fresh[old] {
        new = known
      } else {
        new = sizes.count
        sizes.append(0)
        fresh[old] = new
      }
      classes[position] = new
      sizes[new] += 1
    }
    for (old, new) in fresh { sizes[old] -= sizes[new] }
  }
}
