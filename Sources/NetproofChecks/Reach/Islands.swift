/// Ends that are connected, directly or by others, whichever of them begins.
struct Islands: Sendable {
  private var parents: [Int32]

  init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
  }

  mutating func root(_ item: Int) -> Int {
    var item = item
    while Int(parents[item]) != item {
      parents[item] = parents[Int(parents[item])]
      item = Int(parents[item])
    }
    return item
  }

  mutating func join(_ left: Int, _ right: Int) {
    if parents[left] == parents[right] { return }
    let (a, b) = (root(left), root(right))
    if a != b { parents[max(a, b)] = Int32(min(a, b)) }
  }

  /// The items of each island, by their least.
  mutating func members() -> [[Int]] {
    var result: [[Int]] = []
    var positions: [Int: Int] = [:]
    for item in parents.indices {
      let root = root(item)
      if let position = positions[root] {
        result[position].append(item)
      } else {
        positions[root] = result.count
        result.append([item])
      }
    }
    return result
  }
}
