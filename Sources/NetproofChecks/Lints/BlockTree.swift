import NetproofSets

/// Rules of one list by their blocks, so that one look tells what all of them decide of a block.
///
/// A node is a block, its children are its halves. A rule costs as many nodes as its block has
/// leading bits, and so does a look: nothing compares rules with each other.
struct BlockTree {
  private struct Node {
    /// The halves: 0 where nothing is below.
    var low: Int32 = 0
    var high: Int32 = 0
    /// What rules for exactly this block decide.
    var own = ServiceSet()
    /// What is decided for every address of the block, by its own rules and those for its parts.
    var full = ServiceSet()
  }

  private var nodes = [Node(), Node()]

  private static func root(_ family: Family) -> Int { family == .ipv4 ? 0 : 1 }

  /// Adds what a rule decides for a block.
  mutating func insert(_ services: ServiceSet, at prefix: Prefix) {
    let path = makePath(to: prefix)
    guard let last = path.last else { return }
    nodes[last].own = nodes[last].own.union(services)
    refresh(path)
  }

  /// Says anew what the rules for exactly this block decide.
  mutating func replace(_ services: ServiceSet, at prefix: Prefix) {
    let path = makePath(to: prefix)
    guard let last = path.last else { return }
    nodes[last].own = services
    refresh(path)
  }

  /// What is decided for every address of a block.
  func decided(at prefix: Prefix) -> ServiceSet {
    let (result, node) = around(prefix)
    return node.map { result.union(nodes[$0].full) } ?? result
  }

  /// As ``decided(at:)``, but without the rules for exactly this block.
  func decidedByOthers(at prefix: Prefix) -> ServiceSet {
    let (result, node) = around(prefix)
    return node.map { result.union(below($0)) } ?? result
  }

  /// What the rules for parts of a block decide for all of its addresses.
  func decidedBelow(_ prefix: Prefix) -> ServiceSet {
    around(prefix).node.map(below) ?? ServiceSet()
  }

  // MARK: - Nodes

  /// What the rules for wider blocks decide, and the node of the block itself.
  private func around(_ prefix: Prefix) -> (wider: ServiceSet, node: Int?) {
    var wider = ServiceSet()
    var node = Self.root(prefix.family)
    for depth in 0..<prefix.length {
      wider = wider.union(nodes[node].own)
      let next = Self.isHigh(prefix, depth) ? nodes[node].high : nodes[node].low
      guard next != 0 else { return (wider, nil) }
      node = Int(next)
    }
    return (wider, node)
  }

  private func below(_ node: Int) -> ServiceSet {
    let (low, high) = (nodes[node].low, nodes[node].high)
    guard low != 0, high != 0 else { return ServiceSet() }
    return nodes[Int(low)].full.intersection(nodes[Int(high)].full)
  }

  private mutating func makePath(to prefix: Prefix) -> [Int] {
    var path = [Self.root(prefix.family)]
    var node = path[0]
    for depth in 0..<prefix.length {
      let isHigh = Self.isHigh(prefix, depth)
      var next = isHigh ? nodes[node].high : nodes[node].low
      if next == 0 {
        next = Int32(nodes.count)
        nodes.append(Node())
        if isHigh { nodes[node].high = next } else { nodes[node].low = next }
      }
      node = Int(next)
      path.append(node)
    }
    return path
  }

  /// Works out anew what is decided along a path, from its end up to where nothing changes.
  private mutating func refresh(_ path: [Int]) {
    for node in path.reversed() {
      let full = nodes[node].own.union(below(node))
      guard full != nodes[node].full else { return }
      nodes[node].full = full
    }
  }

  private static func isHigh(_ prefix: Prefix, _ depth: Int) -> Bool {
    prefix.base.bits >> UInt128(prefix.family.width - 1 - depth) & 1 == 1
  }
}
