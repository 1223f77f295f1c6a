/// Parts that few things have, out of the way of those that have none.
///
/// A large topology is made of entries that state little: what they leave out costs them eight bytes.
struct Rare<Parts: EmptyParts>: Sendable {
  private indirect enum Box: Sendable {
    case parts(Parts)
  }

  private var box: Box?

  init() {}

  init(_ parts: Parts) {
    box = .parts(parts)
  }

  var isWritten: Bool { box != nil }

  /// The parts, if any is stated.
  var parts: Parts? {
    guard case .parts(let parts)? = box else { return nil }
    return parts
  }

  /// The parts, which are made when the first of them is stated.
  var orNew: Parts {
    get { parts ?? Parts() }
    set { box = .parts(newValue) }
  }
}

extension Rare: Equatable where Parts: Equatable {
  static func == (left: Self, right: Self) -> Bool { left.parts == right.parts }
}

extension Rare: Hashable where Parts: Hashable {
  func hash(into hasher: inout Hasher) { hasher.combine(parts) }
}

/// What may be left out as a whole.
protocol EmptyParts: Sendable {
  init()
}
