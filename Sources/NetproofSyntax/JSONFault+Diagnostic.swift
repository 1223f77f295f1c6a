extension JSONFault {
  /// The fault in words.
  func diagnostic(at span: Span, opened: Span?) -> Diagnostic {
    Diagnostic(
      .json, "the text is not JSON: \(problem)", at: span, [help],
      opened.map { [.init("it begins here", at: $0)] } ?? [])
  }

  private var problem: String {
    switch self {
    case .value(let found):
      found.isEmpty ? "expected a value" : "expected a value, found \(quote(found))"
    case .key: "expected a key in double quotes"
    case .colon: "expected `:` after the key"
    case .separator(let close): "expected `,` or `\(close)`"
    case .lastComma(let close): "`,` stands before `\(close)`"
    case .number(let text): "\(quote(text)) is no number"
    case .escape: "this escape means nothing"
    case .unclosedQuote: "this quote is never closed"
    case .cutShort(let close): "it ends before its `\(close)`"
    case .goesOn: "it goes on after its value has ended"
    }
  }

  private var help: String {
    switch self {
    case .value:
      "a value is a text in double quotes, a number, `true`, `false`, `null`, `[…]` or `{…}`"
    case .key: "write `\"key\": value`"
    case .colon: "write `\"key\": value`"
    case .separator: "the file may have been changed by hand; have it written anew"
    case .lastComma: "remove the `,`"
    case .number: "JSON writes numbers in decimal digits, without `+` and without leading zeros"
    case .escape: "write `\\\\` for a backslash"
    case .unclosedQuote, .cutShort:
      "the file was probably cut short; have it written anew"
    case .goesOn: "keep one document in a file"
    }
  }
}
