/// Text for a terminal or a file, built line by line; colour decorates the finished layout.
struct Page {
  /// What a run of text is, so that a terminal may show it.
  enum Style {
    case plain
    case strong
    case dim
    case error
    case warning
    case good
    case note
    case gutter

    /// The numbers of ANSI's "select graphic rendition".
    ///
    /// Source: ECMA-48, section 8.3.117.
    fileprivate var codes: String? {
      switch self {
      case .plain: nil
      case .strong: "1"
      case .dim: "2"
      case .error: "1;31"
      case .warning: "1;33"
      case .good: "1;32"
      case .note: "1;36"
      case .gutter: "1;34"
      }
    }
  }

  /// A run of text of one style.
  struct Run {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  let isColoured: Bool
  private(set) var text = ""

  init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// Ends a line; trailing blanks are left out.
  mutating func line(_ runs: Run...) { line(runs) }

  mutating func line(_ runs: [Run]) {
    var runs = runs
    while let last = runs.last, last.text.allSatisfy({ $0 == " " }) { runs.removeLast() }
    if let last = runs.popLast() {
      let kept = last.text.reversed().drop { $0 == " " }.reversed()
      runs.append(Run(String(kept), last.style))
    }
    for run in runs {
      guard isColoured, let codes = run.style.codes, !run.text.isEmpty else {
        text += run.text
        continue
      }
      text += "\u{1B}[\(codes)m\(run.text)\u{1B}[0m"
    }
    text += "\n"
  }

  mutating func blank() {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
  }
}

extension String {
  /// The text with blanks up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
