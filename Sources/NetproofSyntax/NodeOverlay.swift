/// Lays changes over a tree, key by key.
///
/// Mappings are merged; other values replace what stands there; a null value removes its key;
/// `+key` appends to the list `key`, and `-key` removes the elements that equal the given ones.
/// Whatever comes from the changes keeps its place there.
public enum NodeOverlay {
  /// The tree with the changes, without those that do not fit, which are reported.
  public static func apply(
    _ changes: Node, to base: Node, into diagnostics: inout Diagnostics
  ) -> Node {
    merge(changes, onto: base, &diagnostics)
  }

  private static func merge(
    _ changes: Node, onto base: Node, _ diagnostics: inout Diagnostics
  ) -> Node {
    guard case .mapping(let edits) = changes.content, case .mapping(var entries) = base.content
    else { return changes }
    var positions: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { positions[entry.key.value] = index }
    var removed: Set<Int> = []
    for edit in edits {
      let name = edit.key.value
      if name.hasPrefix("+") || name.hasPrefix("-") {
        changeList(edit, &entries, &positions, &diagnostics)
      } else if let index = positions[name] {
        if edit.value.isNull {
          removed.insert(index)
        } else {
          let value = merge(edit.value, onto: entries[index].value, &diagnostics)
          // What is replaced stands where the change stands; what is merged stays where it was.
          let isReplaced = edit.value.entries == nil || entries[index].value.entries == nil
          let key = isReplaced ? edit.key : entries[index].key
          entries[index] = Node.Entry(key: key, value: value)
        }
      } else if edit.value.isNull {
        reportNothingToRemove(edit, entries, &diagnostics)
      } else {
        positions[name] = entries.count
        entries.append(clean(edit))
      }
    }
    let kept = entries.indices.filter { !removed.contains($0) }.map { entries[$0] }
    return Node(.mapping(kept), at: base.span)
  }

  /// A new entry, in which there is nothing to remove and appending makes a list.
  private static func clean(_ edit: Node.Entry) -> Node.Entry {
    guard case .mapping(let entries) = edit.value.content else { return edit }
    let cleaned = entries.map { entry in
      guard entry.key.value.hasPrefix("+") else { return clean(entry) }
      let name = Located(String(entry.key.value.dropFirst()), at: entry.key.span)
      return Node.Entry(key: name, value: entry.value)
    }
    return Node.Entry(key: edit.key, value: Node(.mapping(cleaned), at: edit.value.span))
  }

  private static func changeList(
    _ edit: Node.Entry, _ entries: inout [Node.Entry], _ positions: inout [String: Int],
    _ diagnostics: inout Diagnostics
  ) {
    let name = String(edit.key.value.dropFirst())
    guard case .sequence(let given) = edit.value.content else {
      diagnostics.report(.changeOfList(edit.key))
      return
    }
    guard let index = positions[name] else {
      if edit.key.value.hasPrefix("+") {
        positions[name] = entries.count
        entries.append(
          Node.Entry(key: Located(name, at: edit.key.span), value: edit.value))
      } else {
        reportNothingToRemove(edit, entries, &diagnostics)
      }
      return
    }
    guard case .sequence(var elements) = entries[index].value.content else {
      diagnostics.report(.notAList(name, at: edit.key.span))
      return
    }
    if edit.key.value.hasPrefix("+") {
      elements += given
    } else {
      for element in given {
        if let position = elements.firstIndex(where: { isEqual($0, element) }) {
          elements.remove(at: position)
        } else {
          diagnostics.report(.noSuchElement(of: name, at: element.span))
        }
      }
    }
    let value = Node(.sequence(elements), at: entries[index].value.span)
    entries[index] = Node.Entry(key: entries[index].key, value: value)
  }

  private static func reportNothingToRemove(
    _ edit: Node.Entry, _ entries: [Node.Entry], _ diagnostics: inout Diagnostics
  ) {
    let name = edit.key.value.drop { $0 == "-" }
    let nearest = Nearest.name(to: String(name), among: entries.lazy.map(\.key.value))
    diagnostics.report(.nothingToRemove(edit.key, nearest: nearest))
  }

  /// Whether two trees say the same, wherever they stand and in whatever order their keys are.
  static func isEqual(_ left: Node, _ right: Node) -> Bool {
    switch (left.content, right.content) {
    case (.scalar(let a, _), .scalar(let b, _)): a == b
    case (.sequence(let a), .sequence(let b)):
      a.count == b.count && zip(a, b).allSatisfy { isEqual($0, $1) }
    case (.mapping(let a), .mapping(let b)):
      a.count == b.count
        && a.allSatisfy { entry in
          b.contains { $0.key.value == entry.key.value && isEqual($0.value, entry.value) }
        }
    case (.scalar, _), (.sequence, _), (.mapping, _): false
    }
  }
}
