import NetproofSyntax

/// What an expression of a template comes to.
indirect enum TemplateValue: Sendable {
  case text(String, Span)
  case list([TemplateValue], Span)
  case map([Member], Span)
  /// `AWS::NoValue`: as if nothing were written.
  case nothing(Span)
  case unknown(TemplateUnknown, Span)

  struct Member: Sendable {
    let key: Located<String>
    let value: TemplateValue
  }

  var span: Span {
    switch self {
    case .text(_, let span), .list(_, let span), .map(_, let span), .nothing(let span),
      .unknown(_, let span):
      span
    }
  }

  var text: String? {
    if case .text(let text, _) = self { text } else { nil }
  }

  var unknown: TemplateUnknown? {
    if case .unknown(let unknown, _) = self { unknown } else { nil }
  }

  /// The elements of a list; a lone value is the list of it, as AWS takes it.
  var elements: [TemplateValue] {
    switch self {
    case .list(let elements, _): elements
    case .nothing: []
    case .text, .map, .unknown: [self]
    }
  }

  /// The value of a key, unless it is as if not written.
  subscript(key: String) -> TemplateValue? {
    guard case .map(let members, _) = self,
      let value = members.first(where: { $0.key.value == key })?.value
    else { return nil }
    if case .nothing = value { return nil }
    return value
  }

  /// The same, said to stand elsewhere: where an expression stands whose value it is.
  func placed(at span: Span) -> TemplateValue {
    switch self {
    case .text(let text, _): .text(text, span)
    case .list(let elements, _): .list(elements.map { $0.placed(at: span) }, span)
    case .map(let members, _): .map(members, span)
    case .nothing: .nothing(span)
    case .unknown(let unknown, _): .unknown(unknown, span)
    }
  }

  /// Whether two values are the same, wherever they stand; nothing if that is not known.
  func isEqual(to other: TemplateValue) -> Bool? {
    switch (self, other) {
    case (.unknown, _), (_, .unknown): return nil
    case (.text(let one, _), .text(let two, _)): return one == two
    case (.nothing, .nothing): return true
    case (.list(let one, _), .list(let two, _)):
      guard one.count == two.count else { return false }
      let parts = zip(one, two).map { $0.isEqual(to: $1) }
      return parts.contains(false) ? false : parts.contains(nil) ? nil : true
    case (.text, _), (.list, _), (.map, _), (.nothing, _): return false
    }
  }
}

/// Why a value is not known, and what it may be called all the same.
struct TemplateUnknown: Hashable, Sendable {
  enum Cause: Hashable, Sendable {
    /// A parameter without default.
    case parameter(String)
    /// A parameter, or a reference in a text, whose value stands elsewhere in an account.
    case stored(String)
    /// Something that only AWS knows, such as an attribute of what is made.
    case attribute(String)
    case condition(String)
    /// What a macro or a function makes that is not evaluated.
    case macro(String)
    /// The export that no template has.
    case export(String)
    /// An output of a nested stack whose template is not there.
    case nestedStack(String)
    /// An empty text where something should be named.
    case empty
    /// A limit that was met.
    case limit(String)
    /// Something wrong, which was reported.
    case fault
  }

  let cause: Cause
  /// What the value is called if it is an identifier: the same for every use of it.
  let name: String
}
