import NetproofSyntax

// The intrinsic functions.

extension TemplateScope {
  func call(_ name: String, _ argument: Node, at span: Span) -> TemplateValue {
    let value: TemplateValue =
      switch name {
      case "Ref": reference(argument)
      case "Fn::GetAtt": getAttribute(argument)
      case "Fn::Sub": substitute(argument)
      case "Fn::Join": join(argument)
      case "Fn::Select": select(argument)
      case "Fn::Split": split(argument)
      case "Fn::GetAZs": zones(argument)
      case "Fn::FindInMap": find(argument)
      case "Fn::If": choose(argument)
      case "Fn::Cidr": cidrs(argument)
      case "Fn::Base64": base64(argument)
      case "Fn::ImportValue": importValue(argument)
      case "Fn::Length": length(argument)
      case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition":
        truthValue(name, argument, at: span)
      default: notEvaluated(name, argument)
      }
    return value.placed(at: span)
  }

  private static let functions = [
    "Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::GetAZs",
    "Fn::FindInMap", "Fn::If", "Fn::Cidr", "Fn::Base64", "Fn::ImportValue", "Fn::Length",
    "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition", "Fn::Transform", "Fn::ForEach",
    "Fn::ToJsonString", "Fn::GetStackOutput",
  ]

  /// A function that only macros or AWS itself can evaluate, or one that there is not.
  private func notEvaluated(_ name: String, _ argument: Node) -> TemplateValue {
    let isKnown = Self.functions.contains(name) || name.hasPrefix("Fn::ForEach::")
    if !isKnown, estate.isWhole(self) {
      let nearest = Nearest.name(to: name, among: Self.functions)
      report(.unknownName(name, kind: "function", nearest: nearest, at: argument.span))
      return .unknown(TemplateUnknown(cause: .fault, name: name), argument.span)
    }
    return unknown(.macro(name), called: name, at: argument.span)
  }

  private func reference(_ argument: Node) -> TemplateValue {
    guard let name = argument.text else {
      return refuse("Ref", "the name of a parameter or resource", at: argument.span)
    }
    return ref(name, at: argument.span)
  }

  private func getAttribute(_ argument: Node) -> TemplateValue {
    let expected = "a resource and an attribute, as in `Web.VpcId`"
    if let text = argument.text {
      guard let dot = text.firstIndex(of: ".") else {
        return refuse("Fn::GetAtt", expected, at: argument.span)
      }
      let name = String(text[text.index(after: dot)...])
      return attribute(name, of: String(text[..<dot]), at: argument.span)
    }
    guard let elements = argument.elements, elements.count >= 2, let resource = elements[0].text
    else { return refuse("Fn::GetAtt", expected, at: argument.span) }
    let parts = elements.dropFirst().map { value($0) }
    if let unknown = parts.lazy.compactMap(\.unknown).first {
      return .unknown(unknown, argument.span)
    }
    let names = parts.compactMap(\.text)
    guard names.count == parts.count else {
      return refuse("Fn::GetAtt", expected, at: argument.span)
    }
    return attribute(names.joined(separator: "."), of: resource, at: argument.span)
  }

  private func join(_ argument: Node) -> TemplateValue {
    let expected = "a separator and a list of texts"
    guard let elements = argument.elements, elements.count == 2, let separator = elements[0].text
    else { return refuse("Fn::Join", expected, at: argument.span) }
    let list = value(elements[1])
    if let unknown = list.unknown { return .unknown(unknown, argument.span) }
    guard case .list(let parts, _) = list else {
      return refuse("Fn::Join", expected, at: elements[1].span)
    }
    return joined(parts, by: separator, "Fn::Join", at: argument.span)
  }

  /// One text of several, or why it is not known.
  func joined(
    _ parts: [TemplateValue], by separator: String, _ function: String, at span: Span
  ) -> TemplateValue {
    var result = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { result += separator }
      switch part {
      case .text(let text, _): result += text
      case .nothing: break
      case .unknown(let unknown, _): return .unknown(unknown, span)
      case .list(let inner, _):
        let texts = inner.compactMap(\.text)
        guard texts.count == inner.count else { return refuse(function, "texts", at: span) }
        result += texts.joined(separator: ",")
      case .map: return refuse(function, "texts", at: span)
      }
      if result.utf8.count > Self.mostBytes {
        return .unknown(TemplateUnknown(cause: .limit("bytes"), name: "limit"), span)
      }
    }
    return .text(result, span)
  }

  private func select(_ argument: Node) -> TemplateValue {
    let expected = "a position and a list"
    guard let elements = argument.elements, elements.count == 2 else {
      return refuse("Fn::Select", expected, at: argument.span)
    }
    let (position, list) = (value(elements[0]), value(elements[1]))
    if let unknown = position.unknown { return .unknown(unknown, argument.span) }
    guard let text = position.text, let index = Int(text), index >= 0 else {
      return refuse("Fn::Select", expected, at: elements[0].span)
    }
    if let unknown = list.unknown {
      // One element of what is not known differs from another one.
      return .unknown(
        TemplateUnknown(cause: unknown.cause, name: "\(unknown.name)-\(index)"), argument.span)
    }
    if isLenient, case .text(let name, _) = list { return .text("\(name)-\(index)", argument.span) }
    guard case .list(let parts, _) = list, !parts.isEmpty else {
      return refuse("Fn::Select", expected, at: elements[1].span)
    }
    guard index < parts.count else {
      return refuse("Fn::Select", "a position below \(parts.count) here", at: elements[0].span)
    }
    return parts[index]
  }

  private func split(_ argument: Node) -> TemplateValue {
    guard let elements = argument.elements, elements.count == 2, let separator = elements[0].text,
      !separator.isEmpty
    else { return refuse("Fn::Split", "a separator and a text", at: argument.span) }
    let text = value(elements[1])
    if let unknown = text.unknown { return .unknown(unknown, argument.span) }
    guard case .text(let whole, let span) = text else {
      return refuse("Fn::Split", "a separator and a text", at: elements[1].span)
    }
    return .list(
      whole.split(separator: separator, omittingEmptySubsequences: false)
        .map { .text(String($0), span) }, argument.span)
  }

  /// The zones of a region, which an account may have fewer of or others.
  private func zones(_ argument: Node) -> TemplateValue {
    let region = leniently { value(argument) }
    guard region.isNothing || region.text != nil else {
      return refuse("Fn::GetAZs", "the name of a region, or an empty text", at: argument.span)
    }
    var name = region.text ?? ""
    if name.isEmpty {
      name = leniently { ref(Self.region, at: argument.span) }.text ?? "region"
    }
    estate.guessZones(of: self, at: argument.span)
    return .list("abcdef".map { .text("\(name)\($0)", argument.span) }, argument.span)
  }

  private func choose(_ argument: Node) -> TemplateValue {
    guard let elements = argument.elements, elements.count == 3, let name = elements[0].text else {
      return refuse("Fn::If", "a condition and two values", at: argument.span)
    }
    switch condition(name, at: elements[0].span) {
    case true: return value(elements[1])
    case false: return value(elements[2])
    case nil:
      let (one, two) = (value(elements[1]), value(elements[2]))
      if one.isEqual(to: two) == true { return one }
      return unknown(.condition(name), called: name, at: argument.span)
    }
  }

  private func importValue(_ argument: Node) -> TemplateValue {
    let name = isLenient ? value(argument) : leniently(.places) { value(argument) }
    if let unknown = name.unknown { return .unknown(unknown, argument.span) }
    guard let text = name.text else {
      return refuse("Fn::ImportValue", "the name of an export", at: argument.span)
    }
    return estate.export(text)?.placed(at: argument.span)
      ?? unknown(.export(text), called: text, at: argument.span)
  }

  private func length(_ argument: Node) -> TemplateValue {
    let list = value(argument)
    if let unknown = list.unknown { return .unknown(unknown, argument.span) }
    guard case .list(let parts, _) = list else {
      return refuse("Fn::Length", "a list", at: argument.span)
    }
    return .text("\(parts.count)", argument.span)
  }

  // MARK: - Truth

  private func truthValue(_ name: String, _ argument: Node, at span: Span) -> TemplateValue {
    guard let truth = truth(of: name, argument) else {
      return unknown(.condition(name), called: name, at: span)
    }
    return .text(truth ? "true" : "false", span)
  }

  /// Whether an expression of a condition is true, if that is known.
  func truth(_ node: Node) -> Bool? {
    guard let entries = node.entries, entries.count == 1 else {
      // Macros write conditions as plain words.
      if let text = node.text, text == "true" || text == "false" { return text == "true" }
      report(
        .wrongArgument(of: "Conditions", expected: "a function such as `Fn::Equals`", at: node.span)
      )
      return nil
    }
    return truth(of: entries[0].key.value, entries[0].value)
  }

  private func truth(of name: String, _ argument: Node) -> Bool? {
    let arguments = argument.elements.map(Array.init) ?? [argument]
    switch name {
    case "Condition":
      guard let text = argument.text else { return nil }
      return condition(text, at: argument.span)
    case "Fn::Equals" where arguments.count == 2:
      return value(arguments[0]).isEqual(to: value(arguments[1]))
    case "Fn::Not" where arguments.count == 1:
      return truth(arguments[0]).map { !$0 }
    case "Fn::And":
      let parts = arguments.map { truth($0) }
      return parts.contains(false) ? false : parts.contains(nil) ? nil : true
    case "Fn::Or":
      let parts = arguments.map { truth($0) }
      return parts.contains(true) ? true : parts.contains(nil) ? nil : false
    case "Fn::Equals", "Fn::Not":
      _ = refuse(name, name == "Fn::Not" ? "one condition" : "two values", at: argument.span)
      return nil
    default:
      let value = call(name, argument, at: argument.span)
      return value.text == "true" ? true : value.text == "false" ? false : nil
    }
  }
}
