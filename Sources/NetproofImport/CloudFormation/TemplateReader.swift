import NetproofSets
import NetproofSyntax

/// Reads the properties of a resource, and notes what it cannot find out.
final class TemplateReader {
  let resource: TemplateResource
  let scope: TemplateScope
  /// Whether something of the resource is not known.
  private(set) var isUncertain = false
  /// Properties that stand in for those that are not written, such as those of a launch template.
  var fallback: TemplateValue?

  init(_ resource: TemplateResource, _ scope: TemplateScope) {
    self.resource = resource
    self.scope = scope
    guard TemplateDrafts.read.contains(resource.type) else { return }
    if let name = resource.condition, scope.condition(name.value, at: name.span) == nil {
      let unknown = TemplateUnknown(cause: .condition(name.value), name: name.value)
      note(unknown, "Condition", at: name.span)
    }
    if let properties = resource.properties?.entries,
      let macro = properties.first(where: { $0.key.value.hasPrefix("Fn::") })
    {
      let name = macro.key.value
      note(TemplateUnknown(cause: .macro(name), name: name), "Properties", at: macro.key.span)
    }
  }

  /// The identifier that stands for the one that AWS will give.
  var id: String { scope.id(resource.name) }

  var span: Span { resource.span }

  /// Notes that a property is not known.
  func note(_ unknown: TemplateUnknown, _ key: String, at span: Span) {
    isUncertain = true
    guard unknown.cause != .fault else { return }
    scope.report(.unknownValue(of: resource.name, key: key, unknown, at: span))
  }

  subscript(key: String) -> TemplateValue? {
    guard let value = scope.property(key, of: resource), !value.isNothing else {
      return fallback?[key]
    }
    return value
  }

  /// A property with names in place of what is not known.
  func named(_ key: String) -> TemplateValue? {
    guard resource.properties?[key] != nil else { return nil }
    let value = scope.leniently { scope.property(key, of: resource) ?? .nothing(span) }
    return value.isNothing ? nil : value
  }

  /// A text that may have the region or account in it, whose names will do.
  func placed(_ key: String) -> AWSDraft.Value? {
    text(scope.leniently(.places) { scope.property(key, of: resource) }, key)
  }

  // MARK: - Values

  func text(_ key: String) -> AWSDraft.Value? { text(self[key], key) }

  func text(_ value: TemplateValue?, _ key: String) -> AWSDraft.Value? {
    switch value {
    case .text(let text, let span): return .text(text, span)
    case .unknown(let unknown, let span): note(unknown, key, at: span)
    case .list, .map: refuse(key, "a text", at: value?.span)
    case .nothing, nil: break
    }
    return nil
  }

  func refuse(_ key: String, _ expected: String, at span: Span?) {
    isUncertain = true
    scope.report(
      .wrongArgument(of: "\(resource.name).\(key)", expected: expected, at: span ?? self.span))
  }

  /// An identifier; one that is not known has the name of what it is unknown for.
  func id(_ key: String) -> AWSDraft.Value? { id(self[key], key) }

  func id(_ value: TemplateValue?, _ key: String) -> AWSDraft.Value? {
    guard let unknown = value?.unknown, let span = value?.span else {
      guard let id = text(value, key) else { return nil }
      if id.text?.isEmpty == true {
        let name = "\(resource.name).\(key)"
        note(TemplateUnknown(cause: .empty, name: name), key, at: value?.span ?? self.span)
        return nil
      }
      return id
    }
    guard unknown.cause != .fault else {
      isUncertain = true
      return nil
    }
    return .text(scope.estate.id(of: unknown, key, of: resource, in: scope, at: span), span)
  }

  /// A CIDR in the form that AWS gives it, without bits behind its length.
  func cidr(_ value: TemplateValue?, _ key: String) -> AWSDraft.Value? {
    guard let written = text(value, key), let text = written.text, let span = value?.span else {
      return nil
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let address = Address(parts[0]), let length = Int(parts[1]),
      0...address.family.width ~= length
    {
      return .text("\(Prefix(containing: address, length: length))", span)
    }
    if text.contains(AWSDraft.mark) {
      let name = AWSDraft.shown(text)
      note(TemplateUnknown(cause: .attribute(name), name: name), key, at: span)
    } else {
      refuse(key, "a CIDR such as 10.0.1.0/24, and no `\(text)`", at: span)
    }
    return nil
  }

  func cidr(_ key: String) -> AWSDraft.Value? { cidr(self[key], key) }

  /// Whether something is switched on, if it is written.
  func flag(_ key: String) -> Bool? { flag(self[key], key) }

  func flag(_ value: TemplateValue?, _ key: String) -> Bool? {
    guard let text = text(value, key)?.text else { return nil }
    // YAML, as AWS reads it, has several words for it.
    return ["true", "yes", "on", "enable"].contains(text.lowercased())
  }

  /// The elements of a list, each by itself; one that is not known at all is noted.
  func list(_ key: String) -> [TemplateValue] { list(self[key], key) }

  func list(_ value: TemplateValue?, _ key: String) -> [TemplateValue] {
    guard let value else { return [] }
    if let unknown = value.unknown {
      note(unknown, key, at: value.span)
      return []
    }
    return value.elements.flatMap { element -> [TemplateValue] in
      // A list within a list, as with `Fn::Split` for one element.
      if case .list(let inner, _) = element { inner } else { [element] }
    }
  }

  /// The identifiers of a list.
  func ids(_ key: String) -> [AWSDraft.Value] { ids(self[key], key) }

  func ids(_ value: TemplateValue?, _ key: String) -> [AWSDraft.Value] {
    // Of a list that is not known as a whole not even the number of its elements is.
    list(value, key).compactMap { id($0, key) }
  }

  // MARK: - Drafts

  func draft(_ kind: AWSKind) -> AWSDraft {
    var draft = AWSDraft(kind, id, at: span)
    draft.set("Tags", tags)
    return draft
  }

  private var tags: AWSDraft.Value? {
    guard let value = named("Tags"), case .list(let elements, let span) = value else { return nil }
    let tags: [AWSDraft.Value] = elements.compactMap { tag in
      guard case .text(let key, let keySpan)? = tag["Key"],
        case .text(let value, let valueSpan)? = tag["Value"]
      else { return nil }
      return .map(
        [("Key", .text(key, keySpan)), ("Value", .text(value, valueSpan))], tag.span)
    }
    return tags.isEmpty ? nil : .list(tags, span)
  }
}
