/// How a generated topology calls its components: the same things under other names.
public enum Naming: Hashable, Sendable, CaseIterable {
  case plain
  /// Names that sort the other way round.
  case backward

  /// The name of the so-and-so-many-th component of a kind, from 1.
  func name(_ kind: String, _ number: Int) -> String {
    switch self {
    case .plain: "\(kind)\(number)"
    case .backward: "n\(1000 - number)-\(String(kind.reversed()))"
    }
  }
}
