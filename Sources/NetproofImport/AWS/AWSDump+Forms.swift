import NetproofSyntax

// Answers that do not have the form that AWS gives them, or lack what AWS always tells.

extension AWSDump {
  /// Refuses what has another form than AWS gives it, and leaves open what is not told whole.
  ///
  /// - Parameters:
  ///   - conflicts: what answers differ about, which was told.
  ///   - problems: what is told.
  mutating func checkForms(_ conflicts: Set<String>, _ problems: inout Diagnostics) {
    for kind in AWSKind.allCases {
      let shape = AWSShape.all[kind] ?? [:]
      for resource in self[kind] where !resource.origin.isDrafted {
        check(resource, kind, shape, conflicts, &problems)
      }
    }
    for instance in instances where !instance.origin.isDrafted {
      var check = AWSFormCheck(of: instance, instance.text("InstanceId"), .reservations)
      check.run(AWSShape.instance)
      problems.append(check.problems)
    }
  }

  private mutating func check(
    _ resource: AWSResource, _ kind: AWSKind, _ shape: [String: AWSShape],
    _ conflicts: Set<String>, _ problems: inout Diagnostics
  ) {
    let id = kind.idKey.flatMap { resource.text($0) }
    guard resource.node.entries != nil else {
      problems.report(
        ImportFault.wrongForm(
          "an element of `\(kind.rawValue)`", expected: "an object", kind.call,
          at: resource.node.span))
      return
    }
    if let key = kind.idKey, id == nil {
      guard resource.origin.isRecorded else {
        problems.report(
          ImportFault.wrongForm(
            "`\(key)` of a \(kind.word)", expected: "its identifier", kind.call,
            at: resource.node.span))
        return
      }
      // AWS Config names some things in other words.
      problems.report(
        ImportFault.notWhole(
          "a recorded \(kind.word)", lacks: key, kind.call, at: resource.node.span))
      leaveIncomplete(kind)
      return
    }
    guard !shape.isEmpty else { return }
    var check = AWSFormCheck(of: resource, id, kind)
    check.run(shape)
    problems.append(check.problems)
    // What is used where nothing else is needs no associations.
    if resource.isTrue("IsDefault") { check.forgiveLinks() }
    guard let id, let missing = check.missing.min(by: { $0.key < $1.key }) else { return }
    leaveOpen(id)
    if check.isUnlinked { resource.text("VpcId").map { leaveOpen($0) } }
    guard !conflicts.contains(id) else { return }
    problems.report(
      ImportFault.notWhole("`\(id)`", lacks: missing.key, kind.call, at: missing.span))
  }
}

/// A look at what one answer says of one thing.
struct AWSFormCheck {
  private(set) var problems = Diagnostics()
  /// The keys that AWS always tells and that are not there.
  private(set) var missing: [(key: String, span: Span)] = []
  /// Whether one of them says what else of the VPC the thing is used for.
  private(set) var isUnlinked = false

  private let resource: AWSResource
  private let name: String
  private let kind: AWSKind

  init(of resource: AWSResource, _ id: String?, _ kind: AWSKind) {
    self.resource = resource
    self.kind = kind
    name = id.map { "`\($0)`" } ?? "a \(kind.word)"
  }

  mutating func run(_ shape: [String: AWSShape]) {
    look(at: resource.node, shape)
  }

  /// Takes it that nothing is missing that says what the thing is used for.
  mutating func forgiveLinks() {
    guard isUnlinked else { return }
    isUnlinked = false
    missing.removeAll { $0.key == "Associations" }
  }

  private mutating func look(at node: Node, _ shape: [String: AWSShape]) {
    let part = AWSResource(node: node, origin: resource.origin)
    for (key, form) in shape {
      let value = part[key]
      switch form {
      case .needed(let inner), .links(let inner):
        if let value {
          look(at: value, key, inner)
        } else {
          missing.append((key, node.span))
          if case .links = form { isUnlinked = true }
        }
      case .text, .texts, .part, .parts:
        if let value { look(at: value, key, form) }
      }
    }
  }

  private mutating func look(at value: Node, _ key: String, _ form: AWSShape) {
    switch form {
    case .text: if !value.isScalar { refuse(value, key, "a single value") }
    case .texts:
      guard let elements = value.elements else { return refuse(value, key, "a list") }
      for element in elements where !element.isScalar { refuse(element, key, "a list of texts") }
    case .part(let inner):
      guard value.entries != nil else { return refuse(value, key, "an object") }
      look(at: value, inner)
    case .parts(let inner):
      guard let elements = value.elements else { return refuse(value, key, "a list") }
      for element in elements {
        if element.entries != nil {
          look(at: element, inner)
        } else if !resource.origin.isRecorded || !element.isScalar {
          // AWS Config records CIDRs alone where the CLI has objects.
          refuse(element, key, "a list of objects")
        }
      }
    case .needed(let inner), .links(let inner): look(at: value, key, inner)
    }
  }

  private mutating func refuse(_ value: Node, _ key: String, _ expected: String) {
    problems.report(
      ImportFault.wrongForm("`\(key)` of \(name)", expected: expected, kind.call, at: value.span))
  }
}
