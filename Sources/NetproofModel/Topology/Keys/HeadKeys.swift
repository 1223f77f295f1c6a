import NetproofSyntax

/// The keys that every entry may have.
enum HeadKeys {
  static let id = Key("id", .text, "The identifier that AWS gave, such as `vpc-0a1b2c3d`.")

  static let tags = Key("tags", .tags, "Tags, for ends such as `tag:env=prod`.")

  static let described = Key(
    "described", .boolean,
    "`false`: the thing exists, but is not described here; what depends on it is a gap.",
    default: "`true`")

  /// The state, where nothing depends on it.
  static let anyState = Key("state", .text, "The state that AWS reports.")

  /// The bits of the keys that heads are read from.
  static let mask = id.word.bit | tags.word.bit | anyState.word.bit

  /// The keys that close a kind's table.
  static func all(state: Key<Located<String>> = anyState) -> [KeyDescription] {
    [state.description, id.description, tags.description, described.description]
  }
}

extension Key where Value == Located<String> {
  /// The state of a kind whose states are known.
  static func state(_ states: [String], _ summary: String, default fallback: String) -> Key {
    Key("state", .word(states, "a state"), summary, default: fallback)
  }
}

extension Fields {
  /// What every entry carries, with the state as its kind knows it.
  func head(
    state: Key<Located<String>> = HeadKeys.anyState, into diagnostics: inout Diagnostics
  ) -> EntryHead? {
    guard let name else { return nil }
    var head = EntryHead(name: name)
    head.isDescribed = isDescribed
    guard mayHave(HeadKeys.mask) else { return head }
    head.id = read(HeadKeys.id, into: &diagnostics)
    head.tags = read(HeadKeys.tags, into: &diagnostics) ?? [:]
    head.state = read(state, into: &diagnostics)
    return head
  }
}
