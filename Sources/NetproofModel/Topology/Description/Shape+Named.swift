import NetproofSyntax

extension Shape {
  /// A map from names to entries of a kind, in the order of the text.
  ///
  /// An entry with a fault stays as one that nobody describes, so that its name is known.
  static func named<Element: NamedEntry>(
    _ kind: EntryKind, _ read: @escaping @Sendable (Fields, inout Diagnostics) -> Element?
  ) -> Self where Value == [Element] {
    Self(.named(kind)) { node, diagnostics in
      guard let entries = node.entries else {
        _ = node.map("a map from names to \(kind.plural)", into: &diagnostics)
        diagnostics.hidesNames = true
        return nil
      }
      var elements: [Element] = []
      elements.reserveCapacity(entries.count)
      for entry in entries {
        if let element = Self.entry(entry, kind, read, &diagnostics) { elements.append(element) }
      }
      return elements
    }
  }

  private static func entry<Element: NamedEntry>(
    _ entry: Node.Entry, _ kind: EntryKind,
    _ read: (Fields, inout Diagnostics) -> Element?, _ diagnostics: inout Diagnostics
  ) -> Element? where Value == [Element] {
    if !Name.isValid(entry.key.value) {
      diagnostics.report(SyntaxFault.name(entry.key, of: kind.thing))
    }
    let (countBefore, errorsBefore) = (diagnostics.all.count, diagnostics.errorCount)
    guard
      let fields = Fields(entry.value, named: entry.key, kind, into: &diagnostics)
        ?? Fields(lost: entry.key, kind)
    else { return nil }
    let element = read(fields, &diagnostics)
    guard diagnostics.errorCount > errorsBefore else { return element }
    // What is not new, as behind an alias, is not kept twice: then the entry counts as damaged.
    let found = diagnostics.all[countBefore...]
    guard found.isEmpty || fields.isDamaged(by: found), var damaged = element
    else { return element }
    damaged.head.markDamaged()
    return damaged
  }
}
