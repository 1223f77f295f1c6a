extension SyntaxFault {
  /// The fault in words.
  public var diagnostic: Diagnostic {
    switch self {
    case .limit(let name, let bound, let span):
      Diagnostic(.limit, "the file meets the limit `\(name)` of \(bound)", at: span, [name.help])
    case .notUTF8(let byte, let span):
      Diagnostic(
        .notUTF8, "the byte 0x\(hex(byte)) is not UTF-8", at: span, ["save the file as UTF-8"])
    case .wideText(let name, let span):
      Diagnostic(
        .wideText, "the file is \(name), not UTF-8", at: span, ["save the file as UTF-8"])
    case .binary(let span):
      Diagnostic(
        .binary, "the file is not a text", at: span,
        ["a topology is a text in YAML; perhaps another file was meant"])
    case .controlCharacter(let byte, let span):
      Diagnostic(
        .controlCharacter, "the control character 0x\(hex(byte)) is not text", at: span,
        ["remove it; inside double quotes it may be written `\\x\(hex(byte))`"])
    case .empty(let span):
      Diagnostic(.empty, "the file is empty", at: span, ["begin a topology with `netproof: 1`"])
    case .blank(let span):
      Diagnostic(
        .empty, "the file says nothing", at: span,
        ["it has comments or blanks alone; begin a topology with `netproof: 1`"])
    case .severalDocuments(let span):
      Diagnostic(
        .severalDocuments, "the file goes on after its document has ended", at: span,
        ["keep one document in a file: remove the `---` or `...`, or split the file there"])
    case .grammar(let fault, let span, let opened):
      fault.diagnostic(at: span, opened: opened)
    case .json(let fault, let span, let opened):
      fault.diagnostic(at: span, opened: opened)
    case .unknownAlias(let alias):
      Diagnostic(
        .unknownAlias, "no anchor before this alias is named \(quote(alias.value))", at: alias.span,
        ["`*name` repeats a value marked `&name`; quote a text that begins with `*`"])
    case .recursiveAlias(let alias, let anchor):
      Diagnostic(
        .recursiveAlias, "the alias \(quote(alias.value)) stands inside its own value",
        at: alias.span, ["write the value out"], [.init("that value begins here", at: anchor)])
    case .mergeKey(let span):
      Diagnostic(
        .mergeKey, "merge keys are not read", at: span,
        ["write the keys out; if `<<` is a name, quote it"])
    case .tag(let tag):
      Diagnostic(
        .tag, "the tag \(quote(tag.value)) is not read", at: tag.span,
        ["remove the tag; quote a text that begins with `!`"])
    case .duplicateKey(let key, let first):
      Diagnostic(
        .duplicateKey, "the key \(quote(key.value)) is written twice", at: key.span,
        ["keep one of them"], [.init("it is first written here", at: first)])
    case .key(let kind, let span):
      Diagnostic(
        .key, "a key must be a text, found \(kind.phrase)", at: span,
        [kind == .nothing ? "write a name before the `:`" : "quote the key if it is a text"])
    case .kind(let expected, let wanted, let found, let span, let key):
      Diagnostic(
        .kind, "expected \(expected), found \(found.phrase)", at: span,
        [wanted.help(insteadOf: found, key: key)])
    case .unknownKey(let key, let thing, let hint):
      Diagnostic(
        .unknownKey, "\(quote(key.value)) is not a key of \(thing)", at: key.span, [hint.help])
    case .missingKey(let key, let thing, let span):
      Diagnostic(.missingKey, "\(thing) needs the key `\(key)`", at: span, ["add `\(key):`"])
    case .boolean(let text, let isQuoted, let expected):
      Diagnostic(
        .boolean,
        "expected \(expected), found \(isQuoted ? quote("\"\(text.value)\"") : quote(text.value))",
        at: text.span, [Self.booleanHelp(text.value)])
    case .integer(let text, let expected):
      Diagnostic(
        .integer, "expected \(expected), found \(quote(text.value))", at: text.span,
        ["write a whole number in decimal digits"])
    case .range(let text, let expected, let least, let most):
      Diagnostic(
        .range, "expected \(expected), found \(quote(text.value))", at: text.span,
        ["write a number from \(least) through \(most)"])
    case .name(let name, let thing):
      Diagnostic(
        .name, "\(quote(name.value)) cannot be the name of \(thing)", at: name.span,
        ["use letters, digits, `-`, `_` and `.`; begin with a letter or digit"])
    case .choice(let text, let expected, let nearest, let allowed):
      Diagnostic(
        .choice, "expected \(expected), found \(quote(text.value))", at: text.span,
        [nearest.map { "did you mean `\($0)`?" } ?? "write one of \(list(allowed))"])
    case .emptyList(let expected, let span):
      Diagnostic(
        .emptyList, "expected \(expected), found an empty list", at: span,
        ["write at least one"])
    case .changeOfList(let key):
      Diagnostic(
        .changeOfList, "\(quote(key.value)) changes a list, so it takes a list", at: key.span,
        ["put the elements in brackets: `[…]`"])
    case .notAList(let key, let span):
      Diagnostic(
        .changeOfList, "\(quote(key)) is not a list in the base", at: span,
        ["write \(quote(key)) without its sign to put another value there"])
    case .nothingToRemove(let key, let nearest):
      Diagnostic(
        .nothingToRemove, "\(quote(key.value)) takes away something that the base does not have",
        at: key.span, [nearest.map { "did you mean `\($0)`?" } ?? "remove this change"])
    case .noSuchElement(let key, let span):
      Diagnostic(
        .nothingToRemove, "\(quote(key)) has no such element to take away", at: span,
        ["write the element as it stands in the base, key for key"])
    }
  }

  /// The boolean that YAML 1.1 or a quoting author meant.
  private static func booleanHelp(_ text: String) -> String {
    switch text.lowercased() {
    case "true", "yes", "y", "on", "1": "write `true`, without quotes"
    case "false", "no", "n", "off", "0": "write `false`, without quotes"
    default: "write `true` or `false`, without quotes"
    }
  }
}

extension GrammarFault {
  fileprivate func diagnostic(at span: Span, opened: Span?) -> Diagnostic {
    switch self {
    case .tab:
      Diagnostic(.tab, "a tab cannot indent", at: span, ["indent with spaces"])
    case .unclosedQuote:
      Diagnostic(
        .unclosedQuote, "this quote is never closed", at: span,
        ["put the same quote after the last character of the text"])
    case .unclosedBracket(let close):
      Diagnostic(
        .unclosedBracket, "this bracket is never closed", at: span,
        ["put `\(close)` after the last element; perhaps the file was cut short"])
    case .separator(let close):
      Diagnostic(
        .separator, "expected `,` or `\(close)`", at: span,
        ["put `,` before the next element, or `\(close)` after the last"],
        opened.map { [.init("the bracket opens here", at: $0)] } ?? [])
    case .indentation:
      Diagnostic(
        .indentation, "this does not continue what is above it", at: span,
        ["give the entries of one list or map the same indentation"],
        opened.map { [.init("the list or map begins here", at: $0)] } ?? [])
    case .quoteInside:
      Diagnostic(
        .separator, "text follows the closing quote", at: span,
        ["quote the whole text; inside single quotes write `''` for `'`"])
    case .secondColon:
      Diagnostic(
        .unquotedColon, "a `:` cannot stand here", at: span,
        ["quote a text that contains `: `, or indent the key like the other keys of its map"])
    case .missingColon:
      Diagnostic(
        .unquotedColon, "expected `:` after this key", at: span,
        ["write `key: value`, or indent the line to continue the text above"])
    case .listBesideKey:
      Diagnostic(
        .indentation, "a list cannot begin beside its key", at: span,
        ["begin the list on the next line, or write it in `[ ]`"])
    case .reservedStart(let text):
      Diagnostic(
        .unquotedStart, "an unquoted text cannot begin with \(quote(text))", at: span,
        ["quote the text"])
    case .missingValue:
      Diagnostic(
        .separator, "expected a value here", at: span,
        ["write a value, or remove the character; quote a text that begins so"])
    case .unquotedAddress(let text):
      Diagnostic(
        .unquotedColon, "\(quote(text)) needs quotes inside brackets", at: span,
        ["quote it: `\"\(excerpt(text))\"`"])
    case .missingSpace(let pair):
      Diagnostic(.missingSpace, "a space is missing after `:`", at: span, [pair.help])
    case .escape:
      Diagnostic(
        .escape, "this escape means nothing in double quotes", at: span,
        ["write `\\\\` for a backslash, or use single quotes"])
    case .byteOrderMark:
      Diagnostic(
        .byteOrderMark, "a byte order mark stands inside the text", at: span,
        ["remove this invisible character; it remains where files were joined"])
    case .other(let text):
      Diagnostic(
        .grammar, "the text is not YAML: \(text)", at: span,
        ["compare it with the lines around it; quote what has characters of YAML's own"],
        opened.map { [.init("it begins here", at: $0)] } ?? [])
    }
  }
}

extension SyntaxLimits.Name {
  fileprivate var help: String {
    switch self {
    case .depth: "nest fewer lists and maps inside each other"
    case .bytes: "split the file"
    case .expansion: "write values out instead of repeating aliases inside aliased values"
    case .directives: "remove the lines that begin with `%`"
    }
  }
}

extension SyntaxFault.KeyValue {
  fileprivate var help: String {
    let word = value.prefix { $0 != " " }
    let rest = word.endIndex == value.endIndex ? "" : " …"
    return "put a space after the colon: `\(excerpt(key)): \(excerpt(String(word)))\(rest)`"
  }
}

extension SyntaxFault.KeyHint {
  fileprivate var help: String {
    switch self {
    case .nearest(let name): "did you mean `\(name)`?"
    case .allowed(let names): names.isEmpty ? "it has no keys" : "its keys are \(list(names))"
    }
  }
}

extension Node.Kind {
  /// The kind as the end of a sentence.
  fileprivate var phrase: String {
    switch self {
    case .nothing: "nothing"
    case .text: "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// What to write where another kind of value is wanted.
  fileprivate func help(insteadOf found: Node.Kind, key: String?) -> String {
    switch (self, found) {
    case (.map, .nothing): key.map { "write its keys, such as `\($0):`" } ?? "write `{}` for none"
    case (.map, .list): "write keys with their values, such as `\(key ?? "name"): …`, without `-`"
    case (.map, .text), (.map, .map):
      "write keys with their values, such as `\(key ?? "name"): …`"
    case (.list, .nothing): "write `[]` for an empty list"
    case (.list, .map): "begin each element with `- `"
    case (.list, .text), (.list, .list): "put it in brackets: `[…]`"
    case (.nothing, _), (.text, .nothing): "write a value; quote `null` or `~` if it is a text"
    case (.text, .list), (.text, .map), (.text, .text): "write one value, without brackets or keys"
    }
  }
}

extension Diagnostic {
  init(
    _ code: SyntaxCode, _ message: String, at span: Span, _ help: [String], _ labels: [Label] = []
  ) {
    self.init(.error, code.rawValue, message, at: span, labels: labels, help: help)
  }
}

func quote(_ text: String) -> String {
  text.isEmpty ? "`\"\"`" : "`\(excerpt(text))`"
}

/// The head of a text that may be long.
private func excerpt(_ text: String) -> String {
  let head = text.prefix(60)
  return head.endIndex == text.endIndex ? text : head + "…"
}

private func list(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}

private func hex(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}
