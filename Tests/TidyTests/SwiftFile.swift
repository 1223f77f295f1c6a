import NetproofTestSupport

/// A file of Swift, line by line, with its code told from its comments and texts.
struct SwiftFile {
  let path: String
  /// The lines as they are.
  let lines: [Substring]
  /// The lines with comments and the insides of string literals left out.
  let code: [String]

  init(_ path: String) throws {
    self.init(path, text: try Repository.text(path))
  }

  init(_ path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var stripper = Stripper()
    code = lines.map { stripper.code(of: $0) }
  }

  /// The module of a file in `Sources`.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : ""
  }

  /// `file:line: what`, counted from 1.
  func fault(_ line: Int, _ what: String) -> String { "\(path):\(line + 1): \(what)" }

  /// The lines whose code holds a word: letters, digits and `_` do not touch it.
  func lines(with word: String) -> [Int] {
    code.indices.filter { Self.holds(code[$0], word) }
  }

  static func holds(_ line: String, _ word: String) -> Bool {
    func isWordPart(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
    return line.ranges(of: word).contains { range in
      let before =
        range.lowerBound == line.startIndex ? nil : line[line.index(before: range.lowerBound)]
      let after = range.upperBound == line.endIndex ? nil : line[range.upperBound]
      return !(isWordPart(word.first) && isWordPart(before))
        && !(isWordPart(word.last) && isWordPart(after))
    }
  }

  static func all(below folders: String...) throws -> [SwiftFile] {
    try folders.flatMap { Repository.files(below: $0, suffix: ".swift") }.map { try SwiftFile($0) }
  }
}

/// Leaves comments and the insides of string literals out, line after line.
private struct Stripper {
  private var isInText = false
  private var isInComment = false

  mutating func code(of line: Substring) -> String {
    var code: [UInt8] = []
    var rest = Array(line.utf8)[...]
    while let byte = rest.first {
      if isInComment {
        isInComment = !Self.skip(past: "*/", in: &rest)
      } else if isInText {
        isInText = !Self.skip(past: "\"\"\"", in: &rest)
      } else if rest.starts(with: "//".utf8) {
        break
      } else if rest.starts(with: "/*".utf8) {
        (isInComment, rest) = (true, rest.dropFirst(2))
      } else if rest.starts(with: "\"\"\"".utf8) {
        (isInText, rest) = (true, rest.dropFirst(3))
      } else if byte == UInt8(ascii: "\"") {
        rest = Self.afterLiteral(rest.dropFirst())
        code += "\"\"".utf8
      } else {
        code.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: code, as: UTF8.self)
  }

  /// Drops everything up to the end of a mark; false if the line ends before.
  private static func skip(past mark: String, in rest: inout ArraySlice<UInt8>) -> Bool {
    while !rest.isEmpty {
      if rest.starts(with: mark.utf8) {
        rest = rest.dropFirst(mark.utf8.count)
        return true
      }
      rest = rest.dropFirst()
    }
    return false
  }

  private static func afterLiteral(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = rest
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { rest = rest.dropFirst() }
    }
    return rest
  }
}
