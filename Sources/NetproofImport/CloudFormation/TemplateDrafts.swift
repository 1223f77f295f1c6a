import NetproofSyntax

/// Makes drafts of AWS's answers of what templates describe.
struct TemplateDrafts {
  typealias Value = AWSDraft.Value
  typealias Handler = @Sendable (inout TemplateDrafts, TemplateReader) -> Void

  let estate: TemplateEstate
  var drafts = AWSDrafts()
  /// Where a resource stands, by its identifier.
  private(set) var readers: [String: TemplateReader] = [:]
  /// The elements of answers about one thing, by kind and thing; in order of the things.
  private var owned: [(kind: AWSKind, key: String, owner: String, elements: [Value])] = []
  /// The interfaces that stand for themselves and belong to instances, the primary one first.
  var interfacesOfInstances: [String: [String]] = [:]
  /// Subnets whose zone nobody knows.
  var zoneless: Set<String> = []
  /// Services whose hosts are in the network.
  var placed: Set<String> = []
  /// The instances of groups that scale.
  var instancesOfGroups: [String: [String]] = [:]
  /// The groups whose usual outbound rule is gone.
  var emptied: Set<String> = []
  /// Target groups that lead to functions: a load balancer calls these by itself.
  var functionGroups: Set<String> = []
  /// Attachments that are associated with a table by name.
  var associated: Set<String> = []

  static func answer(of estate: TemplateEstate) -> ImportedText {
    var drafts = TemplateDrafts(estate: estate)
    let readers = estate.scopes.flatMap { drafts.readers(of: $0) }
    let stages = [
      places, directConnect, firewalls, filters, hosts, lattice, links, services, publicAccess,
      registrations,
    ]
    for stage in stages {
      for reader in readers { stage[reader.resource.type]?(&drafts, reader) }
    }
    drafts.finish(readers)
    return drafts.drafts.answer(account: nil, region: nil)
  }

  /// The types that are read.
  static let read = Set(
    [places, directConnect, firewalls, filters, hosts, lattice, links, services, publicAccess]
      .flatMap(\.keys))

  private mutating func readers(of scope: TemplateScope) -> [TemplateReader] {
    let readers = scope.template.resources.compactMap { resource -> TemplateReader? in
      if let name = resource.condition, scope.condition(name.value, at: name.span) == false {
        return nil
      }
      return TemplateReader(resource, scope)
    }
    for reader in readers { self.readers[reader.id] = reader }
    return readers
  }

  // MARK: - Adding

  mutating func add(_ draft: AWSDraft, _ reader: TemplateReader) {
    var draft = draft
    if reader.isUncertain { draft.set(AWSDraft.undescribed, .word("true", reader.span)) }
    drafts.add(draft)
  }

  /// Changes a thing; of one that no template makes, a part becomes known that way.
  ///
  /// - Returns: Whether a template makes it.
  @discardableResult
  mutating func change(
    _ id: Value?, of kind: AWSKind, by reader: TemplateReader, _ body: (inout AWSDraft) -> Void
  ) -> Bool {
    guard let text = id?.text else { return false }
    ensureDefaultGroup(text)
    if drafts.change(text, body) { return !(drafts[text]?.isPart ?? false) }
    if AWSDraft.isUnknown(text) {
      touchOthers(than: text, of: kind, by: reader)
    } else {
      addPart(text, of: kind, by: reader, body)
    }
    return false
  }

  /// Adds to a thing that perhaps an answer of AWS's describes.
  private mutating func addPart(
    _ id: String, of kind: AWSKind, by reader: TemplateReader, _ body: (inout AWSDraft) -> Void
  ) {
    reader.scope.report(
      .notMade(AWSDraft.shown(id), by: reader.resource.name, at: reader.span))
    // Of the others, answers cannot be put together.
    guard AWSEstate.inner.contains(kind) || [.internetGateways, .vpnGateways].contains(kind) else {
      return drafts.touch(id)
    }
    var part = AWSDraft(kind, id, at: reader.span)
    if AWSEstate.inner.contains(kind) {
      part.set("VpcId", .text(AWSDraft.vpc(of: id), reader.span))
    }
    body(&part)
    part.isPart = true
    drafts.add(part)
  }

  /// Marks everything of a kind that something may be that is not known: a parameter without value
  /// names what another stack makes.
  private mutating func touchOthers(
    than id: String, of kind: AWSKind, by reader: TemplateReader
  ) {
    let own = reader.scope.id("")
    let name = id.split(separator: "/").last.map(String.init) ?? id
    // What parameters and exports of others name is in another stack.
    let isElsewhere =
      reader.scope.template.parameters[name] != nil
      || !id.hasPrefix(AWSDraft.reportedMark + reader.scope.name + "/")
    for draft in drafts.all
    where draft.kind == kind && !(isElsewhere && draft.id.hasPrefix(own)) {
      touch(.text(draft.id, draft.span), at: reader.span)
    }
    drafts.touch(AWSDraft.all(kind))
  }

  /// Marks a thing as one of which not all is known; where it is not known which one it is, all that
  /// it may be.
  mutating func touch(_ id: Value?, of kind: AWSKind, by reader: TemplateReader) {
    guard let text = id?.text, AWSDraft.isUnknown(text) else { return touch(id, at: reader.span) }
    touchOthers(than: text, of: kind, by: reader)
  }

  /// Marks a thing as one of which not all is known.
  mutating func touch(_ id: Value?, at span: Span) {
    guard let text = id?.text else { return }
    ensureDefaultGroup(text)
    if !drafts.change(text, { $0.set(AWSDraft.undescribed, .word("true", span)) }) {
      drafts.touch(text)
    }
  }

  /// Marks a thing as one of which not all is known, if something of a reader is not.
  mutating func touch(_ id: Value?, ifUncertain reader: TemplateReader) {
    if reader.isUncertain { touch(id, at: reader.span) }
  }

  mutating func add(_ kind: AWSKind, of owner: String, by key: String, _ elements: [Value] = []) {
    if let index = owned.firstIndex(where: { $0.kind == kind && $0.owner == owner }) {
      owned[index].elements += elements
    } else {
      owned.append((kind, key, owner, elements))
    }
  }

  mutating func replace(_ kind: AWSKind, of owner: String, _ elements: [Value]) {
    guard let index = owned.firstIndex(where: { $0.kind == kind && $0.owner == owner }) else {
      return
    }
    owned[index].elements = elements
  }

  func elements(_ kind: AWSKind, of owner: String) -> [Value] {
    owned.first { $0.kind == kind && $0.owner == owner }?.elements ?? []
  }

  // MARK: - Finishing

  private mutating func finish(_ readers: [TemplateReader]) {
    for reader in readers { reportNotCarried(reader) }
    for scope in estate.scopes { reportMacros(of: scope) }
    for id in estate.usedDefaultGroups.keys.sorted() {
      ensureDefaultGroup(id + TemplateScope.defaultGroup)
    }
    attachToDefaultTables()
    checkTargets()
    for answer in owned {
      drafts.add(answer.kind, of: answer.owner, by: answer.key, answer.elements)
    }
  }

  /// Makes the group that AWS makes with a VPC, once something names it.
  mutating func ensureDefaultGroup(_ id: String) {
    guard id.hasSuffix(TemplateScope.defaultGroup), !drafts.contains(id) else { return }
    let vpc = String(id.dropLast(TemplateScope.defaultGroup.count))
    guard let span = estate.usedDefaultGroups[vpc] else { return }
    var group = AWSDraft(.securityGroups, id, at: span)
    group.set("GroupName", .text("default", span))
    group.set("VpcId", .text(vpc, span))
    let members: Value = .map([("GroupId", .text(id, span))], span)
    group.set(
      "IpPermissions",
      .list(
        [
          .map(
            [("IpProtocol", .text("-1", span)), ("UserIdGroupPairs", .list([members], span))], span)
        ],
        span))
    group.set("IpPermissionsEgress", Self.allOutbound(at: span))
    drafts.add(group)
  }
}
