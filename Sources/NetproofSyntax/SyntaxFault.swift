/// What can be wrong with a text before it means anything: its bytes, its YAML, its shape.
///
/// The words for each are in `SyntaxFault+Diagnostic.swift` alone.
public enum SyntaxFault: Error, Hashable, Sendable {
  case limit(SyntaxLimits.Name, of: Int, at: Span)
  case notUTF8(byte: UInt8, at: Span)
  /// Text of another width, such as UTF-16.
  case wideText(String, at: Span)
  /// No text at all.
  case binary(at: Span)
  case controlCharacter(UInt8, at: Span)
  case empty(at: Span)
  /// Comments and blanks alone.
  case blank(at: Span)
  case severalDocuments(at: Span)
  /// The text is not YAML; `opened` is what it stood in.
  case grammar(GrammarFault, at: Span, opened: Span?)
  /// The text is not JSON; `opened` is what it stood in.
  case json(JSONFault, at: Span, opened: Span?)
  case unknownAlias(Located<String>)
  case recursiveAlias(Located<String>, anchor: Span)
  case mergeKey(at: Span)
  case tag(Located<String>)
  case duplicateKey(Located<String>, first: Span)
  /// A key that is no text.
  case key(Node.Kind, at: Span)
  /// Another kind of value than expected; `key` is one that the map might begin with.
  case kind(expected: String, wanted: Node.Kind, found: Node.Kind, at: Span, key: String?)
  case unknownKey(Located<String>, of: String, hint: KeyHint)
  case missingKey(String, of: String, at: Span)
  case boolean(Located<String>, isQuoted: Bool, expected: String)
  case integer(Located<String>, expected: String)
  case range(Located<String>, expected: String, least: Int, most: Int)
  case name(Located<String>, of: String)
  case choice(Located<String>, expected: String, nearest: String?, allowed: [String])
  case emptyList(expected: String, at: Span)
  /// A change of a list that is written as something else.
  case changeOfList(Located<String>)
  /// A change of a list where the base has something else.
  case notAList(String, at: Span)
  case nothingToRemove(Located<String>, nearest: String?)
  /// An element to remove that the base's list does not have.
  case noSuchElement(of: String, at: Span)

  /// A key and its value, written without the space between them.
  public struct KeyValue: Hashable, Sendable {
    public let key: String
    public let value: String
  }

  /// What helps with an unknown key.
  public enum KeyHint: Hashable, Sendable {
    case nearest(String)
    case allowed([String])
  }
}

/// Where the text leaves YAML's grammar, as far as it can be told.
public enum GrammarFault: Hashable, Sendable {
  case tab
  case unclosedQuote
  /// A list or map in brackets that runs to the end of the text; with its closing bracket.
  case unclosedBracket(String)
  /// No comma or closing bracket where one is due; with that bracket.
  case separator(String)
  case indentation
  case quoteInside
  case secondColon
  case missingColon
  /// A list that begins on the line of its key.
  case listBesideKey
  /// An unquoted text cannot begin so.
  case reservedStart(String)
  case missingValue
  case unquotedAddress(String)
  case missingSpace(SyntaxFault.KeyValue)
  case escape
  /// A byte order mark that does not begin the text.
  case byteOrderMark
  /// Anything rarer, in libyaml's words.
  case other(String)
}
