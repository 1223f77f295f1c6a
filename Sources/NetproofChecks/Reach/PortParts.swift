import NetproofEngine
import NetproofSets

/// Cuts sets of ports into parts, each with the sets that hold it.
enum PortParts {
  /// The parts of some sets, by the positions of the sets that hold them; disjoint, none is empty.
  static func of(_ sets: [CountedPorts]) -> [(ports: CountedPorts, holders: [Int])] {
    var parts: [(ports: CountedPorts, holders: [Int])] = []
    var positions: [[Int]: Int] = [:]
    func add(_ ports: CountedPorts, _ holders: [Int]) {
      guard !holders.isEmpty else { return }
      if let position = positions[holders] {
        parts[position].ports = parts[position].ports.union(ports)
      } else {
        positions[holders] = parts.count
        parts.append((ports, holders))
      }
    }
    for (interval, holders) in cut(sets.map(\.tcp)) {
      add(CountedPorts(tcp: interval), holders)
    }
    for (interval, holders) in cut(sets.map(\.udp)) {
      add(CountedPorts(udp: interval), holders)
    }
    add(
      CountedPorts(hasEcho: true),
      sets.indices.filter { sets[$0].hasEcho })
    return parts
  }

  /// The intervals between the ends of all sets' intervals that some set holds, ascending.
  static func cut(_ sets: [PortSet]) -> [(interval: PortSet, holders: [Int])] {
    var starts: Set<UInt32> = []
    for set in sets {
      for interval in set.intervals {
        starts.insert(UInt32(interval.lower))
        starts.insert(UInt32(interval.upper) + 1)
      }
    }
    let sorted = starts.sorted()
    return zip(sorted, sorted.dropFirst()).compactMap { start, next in
      let lower = UInt16(start)
      let holders = sets.indices.filter { sets[$0].contains(lower) }
      return holders.isEmpty ? nil : (PortSet(lower...UInt16(next - 1)), holders)
    }
  }
}
