/// Takes away parts of a tree as long as something about it stays as it is.
public struct Shrinker {
  private let attempts: Int

  public init(attempts: Int) {
    self.attempts = attempts
  }

  /// The smallest tree that was found, by taking away one entry or element after the other.
  public func shrink(_ tree: YAMLTree, while holds: (YAMLTree) -> Bool) -> YAMLTree {
    var best = tree
    var left = attempts
    var isSmaller = true
    while isSmaller, left > 0 {
      isSmaller = false
      var paths = Self.paths(in: best).sorted(by: Self.isBefore)
      var position = 0
      while position < paths.count, left > 0 {
        guard let candidate = best.removing(paths[position][...]) else { break }
        left -= 1
        if holds(candidate) {
          best = candidate
          isSmaller = true
          paths = Self.paths(in: best).sorted(by: Self.isBefore)
        } else {
          position += 1
        }
      }
    }
    return best
  }

  /// Large parts first.
  private static func isBefore(_ one: [Int], _ other: [Int]) -> Bool {
    one.count != other.count ? one.count < other.count : one.lexicographicallyPrecedes(other)
  }

  /// The paths of all entries and elements, by position.
  private static func paths(in tree: YAMLTree) -> [[Int]] {
    let children: [YAMLTree]
    switch tree {
    case .text: children = []
    case .list(let elements): children = elements
    case .map(let entries): children = entries.map(\.value)
    }
    return children.enumerated().flatMap { index, child in
      [[index]] + paths(in: child).map { [index] + $0 }
    }
  }
}

extension YAMLTree {
  /// The tree without what stands at a path of positions.
  func removing(_ path: ArraySlice<Int>) -> YAMLTree? {
    guard let first = path.first else { return nil }
    let rest = path.dropFirst()
    switch self {
    case .text: return nil
    case .list(var elements):
      guard elements.indices.contains(first) else { return nil }
      if rest.isEmpty {
        elements.remove(at: first)
      } else {
        guard let inner = elements[first].removing(rest) else { return nil }
        elements[first] = inner
      }
      return .list(elements)
    case .map(var entries):
      guard entries.indices.contains(first) else { return nil }
      if rest.isEmpty {
        entries.remove(at: first)
      } else {
        guard let inner = entries[first].value.removing(rest) else { return nil }
        entries[first].value = inner
      }
      return .map(entries)
    }
  }
}
