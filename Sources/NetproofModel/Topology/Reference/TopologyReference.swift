import NetproofSyntax

/// The reference of the format, kind by kind; made from the description that the reader uses.
public enum TopologyReference {
  /// The page in Markdown.
  public static var text: String {
    ([introduction] + EntryKind.all.map(section) + [texts]).joined(separator: "\n")
  }

  private static let introduction = """
    # The format of topologies

    This page is generated from the code that reads topologies
    (`NETPROOF_RECORD=1 swift test --filter ReferenceTests`); for editors there is the JSON Schema
    [topology.schema.json](topology.schema.json), which `netproof schema` prints.

    A topology is a YAML file that begins with `netproof: 1`; several files that are named together,
    and the `*.yaml` files of a folder, are one topology. What AWS fills in by default may be left
    out. Things have names, which are the keys that they stand under; a reference is a name, and
    `vpc/name`, `account/name` and `kind:name` (`subnet:web`) make it precise. What belongs to a VPC
    is looked up in that VPC first. `described: false` says that a thing exists but is not described
    here: references to it are right, and what depends on it is not known.

    Where a key takes several values a single one needs no brackets. IPv6 addresses need quotes
    inside brackets. Unknown keys, names of nothing and impossible addresses are refused, all of them
    at once; a route that AWS would refuse is ignored with a warning.

    """

  private static func section(of kind: EntryKind) -> String {
    var lines = ["## \(title(of: kind))", "", kind.summary, ""]
    lines += ["| Key | Value | Default | Meaning |", "|---|---|---|---|"]
    lines += kind.keys.map(row)
    let rules = kind.rules
    if !rules.isEmpty { lines += [""] + rules.map { "- \($0)" } }
    if let example = ReferenceExamples.byKind[kind.id] {
      lines += ["", "```yaml", example, "```"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ key: KeyDescription) -> String {
    let fallback = key.isRequired ? "**required**" : key.fallback.isEmpty ? "none" : key.fallback
    let cells = ["`\(key.name)`", key.shape.words, fallback, key.summary]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// The heading: "A subnet".
  fileprivate static func title(of kind: EntryKind) -> String {
    guard let first = kind.thing.first, first != "`" else { return "Policies" }
    return first.uppercased() + kind.thing.dropFirst()
  }

  private static var texts: String {
    let rows = TextPattern.allCases.map { "| \($0.title) | \($0.summary) |" }
    return (["## Texts", "", "| Text | |", "|---|---|"] + rows).joined(separator: "\n") + "\n"
  }
}

extension EntryKind {
  /// How the keys go together, one line each.
  fileprivate var rules: [String] {
    exclusions + needs.map { "`\($0.key.text)` needs `\($0.needed.text)` beside it." } + notYet
  }

  /// Keys of which at most one may be written; what excludes several is told once.
  private var exclusions: [String] {
    var lines: [String] = []
    var told: Set<String> = []
    for group in groups {
      let others = groups.filter { $0.names.count == 2 && $0.names[0] == group.names[0] }
      if group.isRequired || group.names.count != 2 || others.count == 1 {
        lines.append(
          "\(group.isRequired ? "Exactly" : "At most") one of \(Self.list(group.names)).")
      } else if told.insert(group.names[0]).inserted {
        let names = Self.list(others.map { $0.names[1] })
        lines.append("`\(group.names[0])` cannot stand beside \(names).")
      }
    }
    return lines
  }

  private var notYet: [String] {
    let names = refused.filter { $0.reason == .notYet }.map(\.name)
    return names.isEmpty ? [] : ["Known, but not read yet: \(Self.list(names, "and"))."]
  }

  private static func list(_ names: [String], _ conjunction: String = "or") -> String {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  fileprivate var anchor: String {
    TopologyReference.title(of: self).lowercased().replacing(" ", with: "-")
  }
}

extension ShapeDescription {
  /// The values in words, with links.
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .name: "name"
    case .boolean: "`true` or `false`"
    case .integer(let range) where range.count == 1: "`\(range.lowerBound)`"
    case .integer(let range): "\(range.lowerBound) through \(range.upperBound)"
    case .word(let words) where words.count > 12: "one of the [codes](../codes/README.md)"
    case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .pattern(let pattern): "[\(pattern.title)](#texts)"
    case .oneOrMore(let element): "\(element.words), or a list of them"
    case .list(.entry(let kind)): "list of [\(kind.plural)](#\(kind.anchor))"
    case .list(let element): "list of \(element.words)"
    case .tuple(let element, let count): "list of \(count): \(element.words)"
    case .either(let one, .list): "\(one.words), or a list of them"
    case .either(let one, let other): "\(one.words), or \(other.words)"
    case .map(let key, let value): "map from \(key.words) to \(value.words)"
    case .entry(let kind): "[\(kind.thing)](#\(kind.anchor))"
    case .named(let kind): "map from names to [\(kind.plural)](#\(kind.anchor))"
    case .changes: "map"
    }
  }
}

extension TextPattern {
  /// The text's name on the page.
  fileprivate var title: String {
    switch self {
    case .cidr: "CIDR"
    case .address: "address"
    case .cidrOrName: "CIDR or name"
    case .cidrOrAddress: "CIDR or address"
    case .reference: "name of something"
    case .ports: "ports"
    case .protocols: "protocol"
    case .service: "packets"
    case .clientPorts: "client ports"
    }
  }
}
