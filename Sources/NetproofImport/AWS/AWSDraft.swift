import NetproofSyntax

/// What an answer of AWS's would say of a resource that some other text describes.
///
/// Importers of templates and plans make drafts, and everything after that is the same as for AWS's
/// own answers: names, what is missing, the topology.
struct AWSDraft: Sendable {
  indirect enum Value: Sendable {
    case text(String, Span)
    case word(String, Span)
    case node(Node)
    case list([Value], Span)
    case map([(key: String, value: Value)], Span)
  }

  let kind: AWSKind
  let id: String
  let span: Span
  var fields: [(key: String, value: Value)] = []

  init(_ kind: AWSKind, _ id: String, at span: Span) {
    self.kind = kind
    self.id = id
    self.span = span
    if let key = kind.idKey { set(key, .text(id, span)) }
  }

  mutating func set(_ key: String, _ value: Value?) {
    guard let value else { return }
    if let index = fields.firstIndex(where: { $0.key == key }) {
      fields[index].value = value
    } else {
      fields.append((key, value))
    }
  }

  mutating func set(_ key: String, copy node: Node?) {
    guard let node, !node.isNull else { return }
    set(key, .node(node))
  }

  /// Adds an element to a list.
  mutating func append(_ value: Value, to key: String) {
    if let index = fields.firstIndex(where: { $0.key == key }),
      case .list(let elements, let span) = fields[index].value
    {
      fields[index].value = .list(elements + [value], span)
    } else {
      set(key, .list([value], span))
    }
  }

  subscript(key: String) -> Value? { fields.first { $0.key == key }?.value }

  /// Whether a part of it is described elsewhere, or not known: it is written as not described.
  var isPart: Bool {
    get { self["IsPart"]?.text == "true" }
    set { set("IsPart", .word(newValue ? "true" : "false", span)) }
  }

  /// An identifier in place of one that is not known, with what it would be.
  ///
  /// Whoever makes it reports it; that nothing has it is not reported again.
  static func unknown(_ what: String) -> String { unknownPrefix + what }

  static func isUnknown(_ id: String) -> Bool { id.hasPrefix(unknownPrefix) }

  /// The VPC of a thing that is not described here; another text may tell it.
  static func vpc(of id: String) -> String { vpcPrefix + id }

  /// The thing whose VPC an identifier stands for.
  static func thing(ofVPC id: String) -> String? {
    id.hasPrefix(vpcPrefix) ? String(id.dropFirst(vpcPrefix.count)) : nil
  }

  private static let vpcPrefix = unknown("VPC of ")

  private static let unknownPrefix = "unknown:"
}

extension AWSDraft.Value {
  /// The text of a scalar.
  var text: String? {
    switch self {
    case .text(let text, _), .word(let text, _): text
    case .node(let node): node.text
    case .list, .map: nil
    }
  }

  var elements: [AWSDraft.Value] {
    if case .list(let elements, _) = self { elements } else { [] }
  }
}

/// The drafts of one network, by identifier.
struct AWSDrafts {
  private(set) var all: [AWSDraft] = []
  private var positions: [String: Int] = [:]

  mutating func add(_ draft: AWSDraft) {
    positions[draft.id] = all.count
    all.append(draft)
  }

  func contains(_ id: String) -> Bool { positions[id] != nil }

  /// Changes a draft, if it is there.
  mutating func change(_ id: String, _ body: (inout AWSDraft) -> Void) -> Bool {
    guard let position = positions[id] else { return false }
    body(&all[position])
    return true
  }

  subscript(id: String) -> AWSDraft? { positions[id].map { all[$0] } }

  /// The drafts as one answer of AWS's.
  func answer(account: String?, region: String?) -> ImportedText {
    var builder = NodeBuilder()
    let place =
      all.first?.span ?? Span(source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 1)
    var lists: [NodeBuilder.Entry] = []
    let byKind = Dictionary(grouping: all, by: \.kind)
    for kind in AWSKind.allCases {
      // A list that is not there is one that nobody has asked for.
      guard let drafts = byKind[kind] else { continue }
      let parts = drafts.map { draft in builder.part(.map(draft.fields, draft.span)) }
      lists.append(.init(kind.rawValue, at: place, builder.list(parts, at: place)))
    }
    let root = builder.map(lists, at: place)
    let path = ["accounts", account, region, "answer"].compactMap { $0 }.joined(separator: "/")
    return ImportedText(path: path, node: builder.finish(root))
  }
}

extension NodeBuilder {
  /// A value with all that is in it.
  fileprivate mutating func part(_ value: AWSDraft.Value) -> Part {
    switch value {
    case .text(let text, let span): return self.text(text, at: span)
    case .word(let text, let span): return word(text, at: span)
    case .node(let node): return copy(node)
    case .list(let elements, let span):
      let parts = elements.map { part($0) }
      return list(parts, at: span)
    case .map(let fields, let span):
      let entries = fields.map { Entry($0.key, part($0.value)) }
      return map(entries, at: span)
    }
  }
}
