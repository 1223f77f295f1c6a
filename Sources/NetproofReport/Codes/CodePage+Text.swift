import NetproofChecks
import NetproofModel

// The one layout of pages: text that reads well in a terminal and is Markdown as well.

extension CodePage {
  /// The page, with what Netproof itself says about the failing example.
  public var text: String {
    let headline = "\(code): \(title)"
    var blocks = [headline + "\n" + String(repeating: "=", count: headline.count)]
    blocks.append(TextWrap.paragraph(kindSentence))
    blocks.append(TextWrap.paragraph(meaning))
    blocks.append(TextWrap.paragraph("To do: " + remedy))
    if let ground = networkCode?.fixGround {
      blocks.append(TextWrap.paragraph("No fix is proposed: " + ground.sentence))
    }
    if let example { blocks += self.blocks(of: example) }
    blocks += sourceBlocks
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var kindSentence: String {
    let group = CodeGroup(of: self)
    guard let code = networkCode else { return group.singular }
    guard let name = code.awsName else { return group.singular }
    return group.singular + " AWS's own analyzers call it `\(name)`."
  }

  private func blocks(of example: CodeExample) -> [String] {
    let reading = ExampleReading(example.failing, example.engineLimits)
    var blocks = [Self.heading(CodeGroup(of: self).showing)]
    if let limitSentence { blocks.append(TextWrap.paragraph(limitSentence)) }
    blocks += Self.blocks(of: example.failing)
    if !reading.diagnostics.isEmpty { blocks.append(Self.indented(reading.rendered)) }
    if !companions.isEmpty { blocks.append(TextWrap.paragraph(companionSentence)) }
    blocks.append(Self.heading("The same put right"))
    return blocks + Self.blocks(of: example.mended)
  }

  /// The files, with their names unless there is just the usual one, and the command likewise.
  private static func blocks(of example: CodeExample.Case) -> [String] {
    let isUsual = example.files.count == 1 && example.command == "netproof check net.yaml"
    var blocks: [String] = []
    for file in example.files {
      if !isUsual { blocks.append("`\(file.name)`:") }
      blocks.append(indented(file.text))
    }
    if !isUsual { blocks.append(indented("$ " + example.command)) }
    return blocks
  }

  private var limitSentence: String? {
    guard let limits = example?.limits else { return nil }
    let named = [
      ("hops", limits.hops), ("alternatives", limits.alternatives), ("classes", limits.classes),
      ("pairs", limits.pairs),
    ].compactMap { name, value in value.map { "`\(name)` at \($0)" } }
    guard !named.isEmpty else { return nil }
    return "To be short, the example is one for the limit \(named.joined(separator: " and "))."
  }

  private var companionSentence: String {
    "Beside it the example shows "
      + companions.map { "`\($0)`" }.joined(separator: ", ") + "."
  }

  private var sourceBlocks: [String] {
    var lines: [String] = []
    if let rules {
      let word = rules.contains { " ,".contains($0) } ? "Rules" : "Rule"
      lines.append("- \(word) \(rules) of the semantics reference; docs/semantics.md.")
    }
    lines += sources.map { "- \($0.title): <\($0.url)>" }
    return lines.isEmpty ? [] : [Self.heading("Sources"), lines.joined(separator: "\n")]
  }

  private static func heading(_ text: String) -> String {
    text + "\n" + String(repeating: "-", count: text.count)
  }

  /// A block of code; lines keep their own indentation.
  private static func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }
}

extension FixGround {
  /// Why, after a colon.
  fileprivate var sentence: String {
    switch self {
    case .state:
      "it is a state. Something has to be started, accepted or mended, which no line of a topology "
        + "does."
    case .notDone:
      "no setting makes AWS do this. The packets have to take another way, and which one is a "
        + "question of the design."
    case .missing:
      "something has to be made first, such as an address, an attachment or a listener, and "
        + "Netproof makes up nothing that is not there."
    case .question:
      "what was asked for is not there. Ask about another address, port or protocol."
    case .outside:
      "what is not AWS's decides, such as a router on premises or an appliance; the topology only "
        + "tells of it."
    case .safeguard:
      "somebody has turned it on so that such packets do not pass. Turning it off is for who turned "
        + "it on."
    case .design:
      "several edits would help, each in another way; which of them is meant only the design tells."
    }
  }
}

/// Breaks prose into lines.
enum TextWrap {
  /// How long a line of prose may be, in characters.
  private static let width = 88

  static func paragraph(_ text: String) -> String {
    text.split(separator: "\n\n").map { wrapped($0) }.joined(separator: "\n\n")
  }

  private static func wrapped(_ text: Substring) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
