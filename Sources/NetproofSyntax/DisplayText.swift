/// A text as a terminal shows it: control characters escaped, each character with its width.
struct DisplayText {
  /// One character on the screen.
  struct Cell {
    let text: String
    /// How many columns of the screen it takes: 0, 1, 2, or more if it is escaped.
    let width: Int
    /// How many of the source's characters (Unicode scalars) it is.
    let scalarCount: Int
  }

  let cells: [Cell]

  init(_ text: String) {
    cells = text.flatMap(Self.cells)
  }

  var text: String { cells.map(\.text).joined() }

  var width: Int { cells.reduce(0) { $0 + $1.width } }

  /// Whether most of it can be read.
  var isReadable: Bool {
    let strange = cells.count { $0.text == "\u{FFFD}" || $0.text.hasPrefix("\\u{") }
    return strange < 4 || strange * 4 < cells.count
  }

  /// The columns of the screen that the scalars in `range` take; at least one.
  func columns(ofScalars range: Range<Int>) -> Range<Int> {
    var (scalar, column) = (0, 0)
    var first: Int?
    for cell in cells {
      let next = scalar + cell.scalarCount
      if first == nil, next > range.lowerBound { first = column }
      if scalar >= range.upperBound, let first { return first..<max(column, first + 1) }
      column += cell.width
      scalar = next
    }
    // Past the end, as where something is missing.
    let start = first ?? column + max(0, range.lowerBound - scalar)
    return start..<max(column, start + 1)
  }

  /// A message's text with its control characters escaped, so that it stays on its line.
  static func escaped(_ text: String) -> String {
    let isClean = text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
    return isClean ? text : DisplayText(text).text
  }

  private static func cells(of character: Character) -> [Cell] {
    if character == "\t" { return [Cell(text: "    ", width: 4, scalarCount: 1)] }
    let scalars = character.unicodeScalars
    guard !scalars.contains(where: isHidden) else { return scalars.map(escape) }
    return [
      Cell(text: String(character), width: width(of: character), scalarCount: scalars.count)
    ]
  }

  private static func escape(_ scalar: Unicode.Scalar) -> Cell {
    guard isHidden(scalar) else {
      return Cell(text: String(scalar), width: width(of: Character(scalar)), scalarCount: 1)
    }
    let text = "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    return Cell(text: text, width: text.utf8.count, scalarCount: 1)
  }

  /// Whether a scalar steers the screen rather than showing on it.
  ///
  /// Joiners are not: emoji and scripts are spelled with them.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if 0x20...0x7E ~= scalar.value { return false }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format:
      // Tags (U+E0020 and on) spell the flags of regions, after an emoji.
      return ![0x200C, 0x200D].contains(scalar.value) && scalar.value < 0xE0020
    default: return false
    }
  }

  private static func width(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, first.value > 0x7E || scalars.count > 1 else { return 1 }
    let isEmoji = scalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
    if isEmoji || scalars.contains(where: isWide) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  /// Whether a scalar takes two columns.
  ///
  /// Source: Unicode Standard Annex 11, East Asian Width, classes W and F, by block.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
