/// Commands with what they print, as documents show them.
///
/// In documents they stand in blocks marked `console`:
///
///     $ netproof check net.yaml
///     …output…
///     (exit status 1)
struct Transcript {
  /// One command with its output and exit status.
  struct Entry: Equatable {
    let command: String
    var output: String
  }

  var entries: [Entry]

  init(_ text: String) {
    entries = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ netproof ") {
        entries.append(Entry(command: String(line.dropFirst(2)), output: ""))
      } else if !entries.isEmpty {
        entries[entries.count - 1].output += line + "\n"
      }
    }
    for index in entries.indices { entries[index].output = Self.trimmed(entries[index].output) }
  }

  /// The same commands, run now.
  func replayed() throws -> Transcript {
    var result = self
    for index in entries.indices {
      let outcome = try Shell.run(entries[index].command)
      let status = outcome.status == 0 ? "" : "(exit status \(outcome.status))\n"
      result.entries[index].output = Self.trimmed(outcome.output + status)
    }
    return result
  }

  var text: String {
    entries.map { "$ \($0.command)\n\($0.output)" }.joined(separator: "\n")
  }

  private static func trimmed(_ text: String) -> String {
    let kept = text.reversed().drop { $0 == "\n" }.reversed()
    return kept.isEmpty ? "" : String(kept) + "\n"
  }
}

/// A document whose `console` blocks are transcripts.
struct Document {
  /// Text outside the blocks, and transcripts, in turn.
  enum Part {
    case text(String)
    case transcript(Transcript)
  }

  var parts: [Part] = []

  init(_ text: String) {
    var current = ""
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line == "```console" {
        parts.append(.text(current + line + "\n"))
        (current, isInside) = ("", true)
      } else if isInside, line == "```" {
        parts.append(.transcript(Transcript(current)))
        (current, isInside) = (line + "\n", false)
      } else {
        current += line + "\n"
      }
    }
    parts.append(.text(current))
  }

  var transcripts: [Transcript] {
    parts.compactMap { if case .transcript(let transcript) = $0 { transcript } else { nil } }
  }

  func replayed() throws -> Document {
    var result = self
    result.parts = try parts.map { part in
      guard case .transcript(let transcript) = part else { return part }
      return .transcript(try transcript.replayed())
    }
    return result
  }

  var text: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .transcript(let transcript): transcript.text
      }
    }.joined()
  }
}
