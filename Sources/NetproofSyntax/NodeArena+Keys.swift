// Keys that are written twice.
extension NodeArena {
  /// Reports the keys of a map that are written before, and answers whether there are any.
  func findDuplicates(in children: ArraySlice<UInt32>, _ faults: inout [SyntaxFault]) -> Bool {
    let keys = stride(from: children.startIndex, to: children.endIndex, by: 2)
    if children.count <= 24 {
      let mayRepeat = keys.contains { later in
        let hash = content(of: children[later]).hash
        return stride(from: children.startIndex, to: later, by: 2).contains {
          content(of: children[$0]).hash == hash
        }
      }
      guard mayRepeat else { return false }
    } else {
      var seen = Set<UInt32>(minimumCapacity: children.count / 2)
      let mayRepeat = !keys.allSatisfy { position in
        seen.insert(content(of: children[position]).hash).inserted
      }
      guard mayRepeat else { return false }
    }
    return refuseDuplicates(in: children, &faults)
  }

  /// Reports every key that was written before, and answers whether there is one.
  private func refuseDuplicates(
    in children: ArraySlice<UInt32>, _ faults: inout [SyntaxFault]
  ) -> Bool {
    var first: [String: Span] = [:]
    var hasDuplicates = false
    for position in stride(from: children.startIndex, to: children.endIndex, by: 2) {
      let (key, span) = (self.key(children[position]), self.span(of: children[position]))
      if let earlier = first[key] {
        faults.append(.duplicateKey(Located(key, at: span), first: earlier))
        hasDuplicates = true
      } else {
        first[key] = span
      }
    }
    return hasDuplicates
  }
}

// Maps with keys that were reported.
extension NodeArena {
  private static let mostRepairs = 16

  /// Makes the best of keys that were reported, so that the rest of the text can be read.
  ///
  /// Maps and lists under equal keys become one; what a merge key names is taken in. A few are
  /// enough: each costs a pass over the map.
  mutating func repaired(
    _ children: ArraySlice<UInt32>, merged: [UInt32]
  ) -> [UInt32] {
    var entries = Array(children)
    for source in merged.prefix(Self.mostRepairs).flatMap(sources) {
      entries += self.entries(of: source, without: keys(of: entries))
    }
    var positions: [String: Int] = [:]
    var kept: [UInt32] = []
    var joinCount = 0
    for entry in stride(from: 0, to: entries.count, by: 2) {
      let key = self.key(entries[entry])
      if let position = positions[key] {
        joinCount += 1
        guard joinCount <= Self.mostRepairs else { continue }
        kept[position + 1] = joined(kept[position + 1], with: entries[entry + 1])
      } else {
        positions[key] = kept.count
        kept += entries[entry...entry + 1]
      }
    }
    return kept
  }

  /// The maps that a merge key names.
  private func sources(_ index: UInt32) -> [UInt32] {
    let record = content(of: index)
    return record.kind == .sequence ? Array(children(of: record).prefix(16)) : [index]
  }

  private func keys(of entries: [UInt32]) -> Set<String> {
    Set(stride(from: 0, to: entries.count, by: 2).map { key(entries[$0]) })
  }

  /// The entries of a map whose keys are not known yet; none of another value.
  private func entries(of index: UInt32, without known: Set<String>) -> [UInt32] {
    let record = content(of: index)
    guard record.kind == .mapping else { return [] }
    let all = children(of: record)
    return stride(from: 0, to: all.count, by: 2).filter { !known.contains(key(all[$0])) }
      .flatMap { all[$0...$0 + 1] }
  }

  /// Both maps or both lists as one; otherwise the first value.
  private mutating func joined(_ index: UInt32, with other: UInt32) -> UInt32 {
    let (one, two) = (content(of: index), content(of: other))
    let place = records[Int(index)].place
    let own = one.kind == .scalar ? [] : children(of: one)
    switch (one.kind, two.kind) {
    case (.mapping, .mapping):
      return append(.mapping, own + entries(of: other, without: keys(of: own)), at: place)
    case (.sequence, .sequence):
      return append(.sequence, own + children(of: two), at: place)
    case (.scalar, _), (.sequence, _), (.mapping, _), (.alias, _), (.foreign, _): return index
    }
  }
}
