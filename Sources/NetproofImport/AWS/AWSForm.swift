import NetproofSyntax

/// A shape made ready to be held against many values: each key of a value is looked at once.
///
/// A class, because every value that is looked at refers to it.
final class AWSForm: Sendable {
  /// What the value of a key must be.
  indirect enum Value: Sendable {
    case text
    case texts
    case part(AWSForm)
    case parts(AWSForm)
  }

  /// The keys as the CLI writes them.
  let keys: [String]
  let values: [Value]
  /// The keys as the CLI writes them, then as AWS Config does.
  let table: KeyTable
  /// By bits the keys that AWS always tells, and those of them that say what a thing is used for.
  let needed: UInt64
  let links: UInt64

  init(_ shape: [String: AWSShape]) {
    precondition(shape.count <= 32, "a key table holds 64 keys, in both forms")
    var (values, needed, links) = ([Value](), UInt64(0), UInt64(0))
    keys = shape.keys.sorted()
    for (index, key) in keys.enumerated() {
      guard let form = shape[key] else { continue }
      if form.isNeeded { needed |= 1 << UInt64(index) }
      if case .links = form { links |= 1 << UInt64(index) }
      values.append(form.value)
    }
    (self.values, self.needed, self.links) = (values, needed, links)
    table = KeyTable(keys + keys.map(AWSResource.lowered))
  }

  /// The forms of what AWS's answers list.
  static let all: [AWSKind: AWSForm] = AWSShape.all.mapValues { AWSForm($0) }
  static let instance = AWSForm(AWSShape.instance)
}

extension AWSShape {
  fileprivate var isNeeded: Bool {
    switch self {
    case .needed, .links: true
    case .text, .texts, .part, .parts: false
    }
  }

  fileprivate var value: AWSForm.Value {
    switch self {
    case .text: .text
    case .texts: .texts
    case .part(let inner): .part(AWSForm(inner))
    case .parts(let inner): .parts(AWSForm(inner))
    case .needed(let inner), .links(let inner): inner.value
    }
  }
}
