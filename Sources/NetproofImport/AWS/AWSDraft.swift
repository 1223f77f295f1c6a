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

  /// What begins an identifier that AWS has not given yet, which topologies therefore do not keep.
  ///
  /// Behind it stands what the thing is called in its text, such as `@net/WebSubnet`.
  static let mark = "@"

  /// What begins an invented identifier of something that is known to be missing, and was reported.
  static let reportedMark = mark + "?"

  static func isInvented(_ id: String) -> Bool { id.hasPrefix(mark) }

  /// An identifier in a message.
  static func shown(_ id: String) -> String {
    guard isInvented(id) else { return id }
    return String(id.dropFirst(id.hasPrefix(reportedMark) ? reportedMark.count : mark.count))
  }

  /// The key that says that more belongs to a resource than is known: it is written with
  /// `described: false`.
  static let undescribed = "Undescribed"

  /// The key that says that a resource is as AWS makes it by itself, and need not be written.
  static let implied = "Implied"

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

  /// Whether more belongs to it than is known.
  var isPart: Bool {
    get { self[Self.undescribed] != nil }
    set {
      fields.removeAll { $0.key == Self.undescribed }
      if newValue { set(Self.undescribed, .word("true", span)) }
    }
  }

  /// An identifier in place of one that is not known, with what it would be.
  ///
  /// Whoever makes it reports it; that nothing has it is not reported again.
  static func unknown(_ what: String) -> String { reportedMark + what }

  /// What stands for everything of a kind that answers of AWS's describe.
  static func all(_ kind: AWSKind) -> String { reportedMark + "all \(kind.rawValue)" }

  static func isUnknown(_ id: String) -> Bool { id.hasPrefix(reportedMark) }

  /// The VPC of a thing that is not described here; another text may tell it.
  static func vpc(of id: String) -> String { vpcPrefix + id }

  /// The thing whose VPC an identifier stands for.
  static func thing(ofVPC id: String) -> String? {
    id.hasPrefix(vpcPrefix) ? String(id.dropFirst(vpcPrefix.count)) : nil
  }

  private static let vpcPrefix = unknown("VPC of ")
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
  /// What others describe and is not all that there is.
  private(set) var touched: Set<String> = []
  /// Answers about one thing each.
  private var owned: [(kind: AWSKind, key: String, owner: String, elements: [AWSDraft.Value])] = []

  /// Says that more belongs to a thing than the answer that describes it knows.
  mutating func touch(_ id: String) { touched.insert(id) }

  /// Adds an answer of a call that asks about one thing, such as the targets of a target group.
  ///
  /// Without elements it still says that there are none.
  mutating func add(
    _ kind: AWSKind, of owner: String, by key: String, _ elements: [AWSDraft.Value]
  ) {
    owned.append((kind, key, owner, elements))
  }

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

  /// The drafts as answers of AWS's.
  func answer(account: String?, region: String?) -> ImportedText {
    var builder = NodeBuilder()
    let place =
      all.first?.span ?? Span(source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 1)
    let byKind = Dictionary(grouping: all, by: \.kind)
    var lists: [NodeBuilder.Entry] = []
    for kind in AWSKind.allCases {
      // Where there are load balancers, all their listeners are known.
      let isWhole = kind == .listeners && byKind[.loadBalancers] != nil
      guard let drafts = byKind[kind] ?? (isWhole ? [] : nil) else { continue }
      let parts = drafts.map { draft in builder.part(.map(draft.fields, draft.span)) }
      lists.append(.init(kind.rawValue, at: place, builder.list(parts, at: place)))
    }
    let marked = touched.sorted().map { builder.text($0, at: place) }
    lists.append(.init(AWSDraft.undescribed, at: place, builder.list(marked, at: place)))
    var answers = [builder.map(lists, at: place)]
    for answer in owned {
      let elements = answer.elements.map { builder.part($0) }
      let entries = [
        NodeBuilder.Entry(answer.key, builder.text(answer.owner, at: place)),
        NodeBuilder.Entry(answer.kind.rawValue, builder.list(elements, at: place)),
      ]
      answers.append(builder.map(entries, at: place))
    }
    let root = builder.list(answers, at: place)
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
