extension EntryKind {
  /// Every kind of the format: the top of a file, then each where it is first met.
  static var all: [EntryKind] {
    var kinds: [EntryKind] = []
    var seen: Set<String> = []
    func visit(_ kind: EntryKind) {
      guard seen.insert(kind.id).inserted else { return }
      kinds.append(kind)
      for key in kind.keys { key.shape.kinds.forEach(visit) }
    }
    visit(TopologyKeys.kind)
    return kinds
  }
}

extension ShapeDescription {
  /// The kinds of entries in such a value.
  var kinds: [EntryKind] {
    switch self {
    case .entry(let kind), .named(let kind): [kind]
    case .list(let element), .oneOrMore(let element), .tuple(let element, _): element.kinds
    case .either(let one, let other): one.kinds + other.kinds
    case .map(_, let value): value.kinds
    case .text, .name, .boolean, .integer, .word, .pattern, .changes: []
    }
  }
}
