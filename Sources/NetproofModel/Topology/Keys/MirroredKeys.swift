import NetproofSyntax

/// The keys of what an assertion expects of Traffic Mirroring.
enum MirroredKeys {
  static let session = Key(
    "session", .reference, "The mirror session that copies the packets.", isRequired: true)
  static let because = Key(
    "because", .entry(CopyCauseKeys.kind, TopologyReader.copyCause),
    "What stands first in the way of the copies.", default: "nothing: they arrive")

  static let kind = EntryKind(
    "mirrored", "a session that mirrors", "A mirror session that is expected to copy the packets.",
    keys: [session.description, because.description])
}

/// The keys of what is expected to stand in the way of copies.
enum CopyCauseKeys {
  static let code = Key(
    "code",
    .word(
      Code.allCases.filter { $0.role == .obstacle }.map(\.nameForCopies), "an obstacle of copies"),
    "The code of the first obstacle, with `MIRROR_` before it.")
  static let at = Key("at", .reference, "The component that it is at, by name.")

  static let kind = EntryKind(
    "copy-cause", "a cause", "What is expected to stand first in the way of copies.",
    keys: [code.description, at.description])
}

extension Shape where Value == ExpectedMirroring {
  /// `none`, a session, or several in the order of the way.
  static var mirroring: Self {
    let copies = Shape<[ExpectedCopy]>.oneOrMore(
      of: MirroredKeys.kind, "`none`, a session or a list of sessions", TopologyReader.expectedCopy)
    return Self(.either(.word(["none"]), copies.description)) { node, diagnostics in
      if node.text == "none" { return ExpectedMirroring(span: node.span, copies: []) }
      return copies.read(node, &diagnostics).map {
        ExpectedMirroring(span: node.span, copies: $0)
      }
    }
  }
}

extension TopologyReader {
  static func expectedCopy(_ fields: Fields, _ diagnostics: inout Diagnostics) -> ExpectedCopy? {
    let because = fields.read(MirroredKeys.because, into: &diagnostics)
    return fields.read(MirroredKeys.session, into: &diagnostics).map {
      ExpectedCopy(session: $0, because: because)
    }
  }

  static func copyCause(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> ExpectedCopyCause? {
    var cause = ExpectedCopyCause(span: fields.span)
    cause.code = fields.read(CopyCauseKeys.code, into: &diagnostics)
    cause.at = fields.read(CopyCauseKeys.at, into: &diagnostics)
    return cause
  }
}
