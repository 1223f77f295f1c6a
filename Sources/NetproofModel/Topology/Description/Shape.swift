import NetproofSyntax

/// How a value is written: a description of it, and the function that reads it.
///
/// Reading reports what is wrong, and answers nothing if no value is left.
struct Shape<Value: Sendable>: Sendable {
  typealias Read = @Sendable (Node, inout Diagnostics) -> Value?

  let description: ShapeDescription
  let read: Read

  init(_ description: ShapeDescription, _ read: @escaping Read) {
    self.description = description
    self.read = read
  }
}

/// How a value is written, for the JSON Schema and the reference page.
indirect enum ShapeDescription: Sendable {
  case text
  case name
  case boolean
  case integer(ClosedRange<Int>)
  /// One of these words.
  case word([String])
  /// A text with a name in the schema and on the page.
  case pattern(TextPattern)
  case oneOrMore(ShapeDescription)
  case list(ShapeDescription)
  /// A list of a known length.
  case tuple(ShapeDescription, count: Int)
  case either(ShapeDescription, ShapeDescription)
  /// A map from texts.
  case map(key: ShapeDescription, value: ShapeDescription)
  /// A map of the keys of a kind.
  case entry(EntryKind)
  /// A map from names to entries of a kind.
  case named(EntryKind)
  /// A map of changes of another file.
  case changes

  /// Whether the value holds entries, whose faults are their own.
  var holdsEntries: Bool {
    switch self {
    case .entry, .named: true
    case .list(let element), .oneOrMore(let element): element.holdsEntries
    case .text, .name, .boolean, .integer, .word, .pattern, .tuple, .either, .map, .changes:
      false
    }
  }
}

/// The texts that mean something of their own.
enum TextPattern: String, Sendable, CaseIterable {
  case cidr
  case address
  case cidrOrName = "cidr-or-name"
  case cidrOrAddress = "cidr-or-address"
  case reference
  case ports
  case protocols = "protocol"
  case service
  case clientPorts = "client-ports"
}

extension Shape {
  /// The same writing, read further.
  func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
    let read = self.read
    return Shape<Other>(description) { node, diagnostics in
      read(node, &diagnostics).map(transform)
    }
  }

  /// A value, or a list of at least one.
  static func oneOrMore<Element>(_ element: Shape<Element>, _ words: String) -> Self
  where Value == [Element] {
    Self(.oneOrMore(element.description)) { node, diagnostics in
      guard let nodes = node.oneOrMore(words, into: &diagnostics) else { return nil }
      return Self.read(nodes, element, &diagnostics)
    }
  }

  /// An entry of a kind, or a list of at least one.
  static func oneOrMore<Element>(
    of kind: EntryKind, _ words: String,
    _ read: @escaping @Sendable (Fields, inout Diagnostics) -> Element?
  ) -> Self where Value == [Element] {
    Self(.oneOrMore(.entry(kind))) { node, diagnostics in
      let nodes = node.entries != nil ? [node] : node.oneOrMore(words, into: &diagnostics)
      return nodes?.compactMap { node in
        Fields(node, kind, into: &diagnostics).flatMap { read($0, &diagnostics) }
      }
    }
  }

  /// A list, which may be empty, or a text as the list of one.
  static func any<Element>(_ element: Shape<Element>, _ words: String) -> Self
  where Value == [Element] {
    Self(.either(element.description, .list(element.description))) { node, diagnostics in
      guard let nodes = node.listOrOne(words, into: &diagnostics) else { return nil }
      return Self.read(nodes, element, &diagnostics)
    }
  }

  /// The values of nodes, without those that were reported.
  private static func read<Element>(
    _ nodes: NodeList, _ element: Shape<Element>, _ diagnostics: inout Diagnostics
  ) -> [Element] where Value == [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(nodes.count)
    for node in nodes {
      if let value = element.read(node, &diagnostics) { elements.append(value) }
    }
    return elements
  }

  /// A list of so many.
  static func tuple<Element>(_ element: Shape<Element>, count: Int, _ words: String) -> Self
  where Value == [Element] {
    Self(.tuple(element.description, count: count)) { node, diagnostics in
      guard let nodes = node.list(words, into: &diagnostics) else { return nil }
      guard nodes.count == count else {
        diagnostics.report(.count(count, expected: words, found: nodes.count, at: node.span))
        return nil
      }
      let elements = nodes.compactMap { element.read($0, &diagnostics) }
      return elements.count == count ? elements : nil
    }
  }

  /// A map of the keys of a kind.
  static func entry(
    _ kind: EntryKind, _ read: @escaping @Sendable (Fields, inout Diagnostics) -> Value?
  ) -> Self {
    Self(.entry(kind)) { node, diagnostics in
      Fields(node, kind, into: &diagnostics).flatMap { read($0, &diagnostics) }
    }
  }

  /// A list of entries of a kind.
  static func list<Element>(
    of kind: EntryKind, _ words: String,
    _ read: @escaping @Sendable (Fields, inout Diagnostics) -> Element?
  ) -> Self where Value == [Element] {
    Self(.list(.entry(kind))) { node, diagnostics in
      guard let nodes = node.list(words, into: &diagnostics) else { return nil }
      var elements: [Element] = []
      elements.reserveCapacity(nodes.count)
      for node in nodes {
        guard let fields = Fields(node, kind, into: &diagnostics),
          let element = read(fields, &diagnostics)
        else { continue }
        elements.append(element)
      }
      return elements
    }
  }

}
