import NetproofSyntax

/// The keys of a scope.
enum ScopeKeys {
  static let name = Key(
    "name", .text, "The scope in words; findings are numbered by it.", isRequired: true)
  static let match = Key(
    "match",
    .oneOrMore(
      of: ScopePatternKeys.kind, "a pattern or a list of patterns", TopologyReader.scopePattern),
    "What is looked for: packets that get there, and their replies back, which one of these covers.",
    isRequired: true)
  static let exclude = Key(
    "exclude",
    .oneOrMore(
      of: ScopePatternKeys.kind, "a pattern or a list of patterns", TopologyReader.scopePattern),
    "What is meant to be open, and no finding.", default: "nothing")
  static let expect = Key(
    "expect", .word(["empty"], "`empty`"),
    "`empty`: the check fails if there is a finding, as it does for an assertion.",
    default: "findings are told, and fail with `--strict` alone")

  static let kind = EntryKind(
    "scope", "a scope",
    "Ways through the network that are worth knowing, if there are any; see `docs/scopes.md`.",
    keys: [name.description, match.description, exclude.description, expect.description])
}

/// The keys of a pattern of a scope.
enum ScopePatternKeys {
  static let from = Key(
    "from", .oneOrMore(.end, "an end or a list of ends"), "Who begins, as in assertions.",
    default: "every interface, every network and `internet`")
  static let to = Key(
    "to", .oneOrMore(.end, "an end or a list of ends"), "Who is reached, as in assertions.",
    default: "every interface, every network and `internet`")
  static let through = Key(
    "through", .oneOrMore(.reference, "a component or a list of components"),
    "Components that the packets pass on the way there, in this order.", default: "any way")
  static let port = Key(
    "port", .oneOrMore(.service, "a port or a list of ports"),
    "Which packets, as in assertions.", default: "`any`")

  static let kind = EntryKind(
    "pattern", "a pattern", "Packets by their ends, their ports and their way.",
    keys: [from.description, to.description, through.description, port.description])
}

extension TopologyReader {
  static func scope(_ fields: Fields, _ diagnostics: inout Diagnostics) -> ScopeEntry? {
    let name = fields.read(ScopeKeys.name, into: &diagnostics)
    let match = fields.read(ScopeKeys.match, into: &diagnostics)
    let exclude = fields.read(ScopeKeys.exclude, into: &diagnostics)
    let expect = fields.read(ScopeKeys.expect, into: &diagnostics)
    guard let name, let match else { return nil }
    var scope = ScopeEntry(span: fields.span, name: name, match: match)
    scope.exclude = exclude ?? []
    scope.expectsNothing = expect != nil
    return scope
  }

  static func scopePattern(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> ScopePatternEntry? {
    var pattern = ScopePatternEntry(span: fields.span)
    pattern.from = fields.read(ScopePatternKeys.from, into: &diagnostics) ?? []
    pattern.to = fields.read(ScopePatternKeys.to, into: &diagnostics) ?? []
    pattern.through = fields.read(ScopePatternKeys.through, into: &diagnostics) ?? []
    pattern.ports = fields.read(ScopePatternKeys.port, into: &diagnostics) ?? []
    return pattern
  }
}
