import NetproofSyntax

/// The keys of an expected cause.
enum CauseKeys {
  static let code = Key(
    "code", .word(codes(of: .obstacle), "an obstacle code"), "The code of the first obstacle.")
  static let at = Key("at", .reference, "The component that it is at, by name.")
  static let direction = Key(
    "direction", .word(["forward", "reply"], "a direction"), "The way on which it stands.")
  static let rule = Key(
    "rule", .text,
    "The number of the network ACL's rule; `*` where nothing of a list matched: the implied denial of a "
      + "network ACL, but also no rule of security groups, or no route. `code` says which.")
  static let hint = Key(
    "hint", .word(codes(of: .hint), "a hint code"), "A hint that explains it.")
  static let also = Key(
    "also",
    .oneOrMore(.word(codes(of: .obstacle), "an obstacle code"), "a code or a list of codes"),
    "Further obstacles that the answer must list.")

  static let kind = EntryKind(
    "because", "a cause", "What is expected to stand first in the way.",
    keys: [
      code.description, at.description, direction.description, rule.description,
      hint.description, also.description,
    ])

  static func codes(of role: Code.Role) -> [String] {
    Code.allCases.filter { $0.role == role }.map(\.rawValue)
  }
}

extension TopologyReader {
  static func cause(_ fields: Fields, _ diagnostics: inout Diagnostics) -> ExpectedCause? {
    var cause = ExpectedCause(span: fields.span)
    cause.code = fields.read(CauseKeys.code, into: &diagnostics)
    cause.at = fields.read(CauseKeys.at, into: &diagnostics)
    cause.direction = fields.read(CauseKeys.direction, into: &diagnostics)
    cause.rule = fields.read(CauseKeys.rule, into: &diagnostics)
    cause.hint = fields.read(CauseKeys.hint, into: &diagnostics)
    cause.also = fields.read(CauseKeys.also, into: &diagnostics) ?? []
    return cause
  }
}
