import NetproofSyntax

/// All resources of a set of files, whichever call and page they come from.
struct AWSDump: Sendable {
  private var lists: [AWSKind: [AWSResource]] = [:]
  /// The kinds of which AWS was asked, with whom of, even if there is nothing in the answer.
  private(set) var answers: [AWSKind: AWSAnswers] = [:]
  /// The account and region of VPCs and of what stands outside of them.
  private(set) var places: [String: AWSScope] = [:]
  /// All accounts and regions that something is known to be in.
  private(set) var accounts: Set<String> = []
  private(set) var regions: Set<String> = []
  /// What there are answers about, of calls that ask about one thing.
  private(set) var answeredOwners: [AWSKind: Set<String>] = [:]

  /// How many answers about one thing each there are of a kind, before those of its lists.
  private var single: [AWSKind: Int] = [:]
  /// The kinds of which the files do not have all that there is.
  private var incomplete: Set<AWSKind> = []
  /// What more belongs to than its answer says.
  private(set) var touched: Set<String> = []
  /// All instances, whatever reservation they were made with, each once.
  private(set) var instances: [AWSResource] = []

  init(_ texts: [ImportedText], into problems: inout Diagnostics) {
    var pages = Pages()
    let manifest = AWSManifest(texts, into: &problems)
    for text in texts where !AWSManifest.recognizes(text.node) {
      reportStray(text, &problems)
      take(text.node, manifest.origin(of: text.path), &pages, &problems)
    }
    pages.places.report(&problems)
    var conflicts: Set<String> = []
    mergeParts(&conflicts, &problems)
    findInstances(&conflicts, &problems)
    checkForms(conflicts, &problems)
    places = findPlaces()
    let scopes = places.values + answers.values.flatMap(\.scopes)
    accounts = Set(scopes.compactMap(\.account))
    regions = Set(scopes.compactMap(\.region))
    if hasSeveralScopes { answers = placedAnswers() }
    touchUnanswered(&problems)
    touchAll(AWSKind.allCases.filter { touched.contains(AWSDraft.all($0)) })
    incomplete.formUnion(pages.reportCutShort(&problems))
    for kind in incomplete { touchAll(kind.parts) }
  }

  subscript(kind: AWSKind) -> [AWSResource] { lists[kind] ?? [] }

  /// Whether what one was asked may not be what another one was asked.
  var hasSeveralScopes: Bool { accounts.count > 1 || regions.count > 1 }

  /// Notes that AWS was asked for a kind; what a template or a plan has is no answer.
  private mutating func note(
    _ kind: AWSKind, _ origin: AWSOrigin, _ elements: NodeList = [], in answer: Node
  ) {
    guard !origin.isDrafted else { return }
    if origin.scope.isWhole {
      answers[kind, default: AWSAnswers()].scopes.insert(origin.scope)
    } else {
      answers[kind, default: AWSAnswers()].lists.append((origin, elements, answer))
    }
  }

  /// Says that more belongs to a thing than its answer says.
  mutating func leaveOpen(_ id: String) { touched.insert(id) }

  /// Says that the files do not have all of a kind.
  mutating func leaveIncomplete(_ kind: AWSKind) { incomplete.insert(kind) }

  /// Says that more belongs to everything of some kinds that answers describe.
  private mutating func touchAll(_ kinds: [AWSKind]) {
    for kind in kinds {
      let ids = (lists[kind] ?? []).compactMap { $0.text(kind.idKey ?? "") }
      touched.formUnion(ids.filter { !AWSDraft.isInvented($0) })
    }
  }

  /// Leaves open what answers describe of which others, that were not asked for, tell the rest.
  private mutating func touchUnanswered(_ problems: inout Diagnostics) {
    for (parent, kinds, what) in Self.needed {
      for resource in self[parent] {
        guard let id = resource.text(parent.idKey ?? ""),
          !kinds.contains(where: { isAnswered($0, for: resource) })
        else { continue }
        touched.insert(id)
        problems.report(
          ImportFault.missingCall(
            kinds[0].call, what: what, owner: id, place: place(of: resource),
            at: resource.span(parent.idKey ?? "")))
      }
    }
  }

  /// Puts what a plan adds to a thing together with what an answer says of it.
  ///
  /// Of a plan and an answer about the whole of it the plan counts; two answers must say the same.
  private mutating func mergeParts(
    _ conflicts: inout Set<String>, _ problems: inout Diagnostics
  ) {
    // A prefix list may be there twice, and only one time with what is in it.
    for kind in AWSKind.allCases where kind != .prefixLists {
      guard let all = lists[kind], all.count > 1 else { continue }
      let ids = all.compactMap { $0.identifier(kind) }
      guard Set(ids).count < ids.count else { continue }
      var positions: [String: Int] = [:]
      var merged: [AWSResource] = []
      for resource in all.filter({ !$0.isPart }) + all.filter(\.isPart) {
        guard let id = resource.identifier(kind), let position = positions[id] else {
          resource.identifier(kind).map { positions[$0] = merged.count }
          merged.append(resource)
          continue
        }
        if resource.isPart {
          merged[position] = merged[position].adding(listsOf: resource)
        } else if !resource.origin.isDrafted, !merged[position].origin.isDrafted {
          merged[position] = reconciled(
            merged[position], resource, kind, AWSShape.all[kind], &conflicts, &problems)
        }
      }
      lists[kind] = merged
    }
  }

  /// What two answers say of one thing; what they differ about is told and left open.
  private mutating func reconciled(
    _ first: AWSResource, _ second: AWSResource, _ kind: AWSKind, _ shape: [String: AWSShape]?,
    _ conflicts: inout Set<String>, _ problems: inout Diagnostics
  ) -> AWSResource {
    let (resource, differing) = Self.reconciled(first, second, kind, shape)
    guard let difference = differing.first else { return resource }
    let id = kind == .reservations ? first.text("InstanceId") : first.text(kind.idKey ?? "")
    let owner = first.owner ?? first.text("LoadBalancerArn")
    if let open = id ?? owner {
      touched.insert(open)
      conflicts.insert(open)
    } else {
      touchAll(kind.parts)
    }
    problems.report(
      ImportFault.conflict(
        id.map { "`\($0)`" } ?? "a \(kind.word)", key: difference.key, first: difference.first,
        at: difference.second))
    return resource
  }

  /// Finds all instances, whatever reservation they were made with, each once.
  private mutating func findInstances(
    _ conflicts: inout Set<String>, _ problems: inout Diagnostics
  ) {
    var positions: [String: Int] = [:]
    for reservation in self[.reservations] {
      let inner = reservation.list("Instances")
      let isBare = inner.isEmpty && reservation["InstanceId"] != nil
      for instance in isBare ? [reservation] : inner {
        guard let id = instance.text("InstanceId"), let position = positions[id] else {
          instance.text("InstanceId").map { positions[$0] = instances.count }
          instances.append(instance)
          continue
        }
        let known = instances[position]
        guard !known.origin.isDrafted, !instance.origin.isDrafted else { continue }
        instances[position] = reconciled(
          known, instance, .reservations, AWSShape.instance, &conflicts, &problems)
      }
    }
  }

  /// Whether a tree is an answer of AWS's, or several.
  static func recognizes(_ node: Node) -> Bool {
    if let elements = node.elements {
      return elements.first.map { $0.entries != nil && recognizes($0) } ?? false
    }
    guard let entries = node.entries else { return false }
    if node.latticeKind != nil { return true }
    return entries.contains { entry in
      if AWSKind(rawValue: entry.key.value)?.isSingle == true { return entry.value.entries != nil }
      guard let elements = entry.value.elements else {
        return !entry.value.isNull
          && AWSKind(rawValue: entry.key.value)?.isListOfOneCall ?? false
      }
      return AWSKind(rawValue: entry.key.value) != nil || AWSKind.silent.contains(entry.key.value)
        || entry.key.value == Self.configItems
        || entry.key.value == Self.latticeItems && node.latticeKind(ofItems: elements) != nil
    }
  }

  /// Where the services say that an answer goes on.
  private static let nextPage = ["NextToken", "NextMarker", "nextToken"]
  private static let configItems = "configurationItems"
  /// What VPC Lattice calls all its lists.
  private static let latticeItems = "items"

  private mutating func take(
    _ node: Node, _ origin: AWSOrigin, _ pages: inout Pages, _ problems: inout Diagnostics
  ) {
    if let elements = node.elements {
      for element in elements { take(element, origin, &pages, &problems) }
      return
    }
    guard let entries = node.entries else { return }
    var origin = origin
    origin.isDrafted = node[AWSDraft.undescribed] != nil
    if let kind = node.latticeKind {
      note(kind, origin, in: node)
      // Lists leave out what the answer about one thing has: of both it counts.
      let position = single[kind, default: 0]
      lists[kind, default: []].insert(AWSResource(node: node, origin: origin), at: position)
      single[kind] = position + 1
      return
    }
    let next = Self.nextPage.lazy.compactMap { node[$0] }.first { !$0.isNull && $0.text != "" }
    for entry in entries {
      let key = entry.key
      if let kind = AWSKind(rawValue: key.value), kind.isSingle, entry.value.entries != nil {
        note(kind, origin, in: node)
        let whole = kind.isSpread ? node : entry.value
        let owner = kind == .classicAttributes ? node["LoadBalancerName"]?.text : nil
        if let owner { answeredOwners[kind, default: []].insert(owner) }
        lists[kind, default: []].append(AWSResource(node: whole, origin: origin, owner: owner))
        continue
      }
      guard let elements = entry.value.elements else {
        refuse(entry.value, key.value, &problems)
        continue
      }
      if key.value == Self.configItems {
        for element in elements { takeItem(element, origin, &problems) }
      } else if key.value == AWSDraft.undescribed {
        touched.formUnion(elements.compactMap(\.text))
      } else if let kind = Self.kind(of: key.value, elements, in: node) {
        note(kind, origin, elements, in: node)
        pages.count(kind, origin, goesOn: next != nil, at: next?.span ?? key.span)
        pages.places.look(at: elements, kind, origin, at: key.span)
        lists[kind, default: []] += resources(of: elements, kind, in: node, origin)
        if kind == .gatewayRoutes { noteFurtherRoutes(node, origin, &problems) }
      } else if !AWSKind.silent.contains(key.value), key.value != AWSKind.gatewayRoutes.rawValue,
        key.value != Self.latticeItems || !elements.isEmpty
      {
        problems.report(
          ImportFault.notCarried(
            "the list `\(key.value)`", effect: "Netproof does not know this list", at: key.span))
      }
    }
  }

  /// Tells of a text among the answers in which there is no list at all.
  private func reportStray(_ text: ImportedText, _ problems: inout Diagnostics) {
    let first = text.node.elements?.first ?? text.node
    guard first[AWSDraft.undescribed] == nil, !Self.recognizes(text.node),
      first.entries?.allSatisfy({ $0.value.elements == nil }) ?? true
    else { return }
    let code = first["Error"]?["Code"]?.text
    problems.report(
      ImportFault.notCarried(
        code.map { "the error `\($0)` in place of an answer" } ?? "`\(text.path)`",
        effect: code == nil
          ? "it is no answer that Netproof knows" : "what the call would tell is not known",
        at: text.node.span))
  }

  /// Refuses what stands in place of a list that only one call has.
  private func refuse(_ value: Node, _ key: String, _ problems: inout Diagnostics) {
    guard !value.isNull, let kind = AWSKind(rawValue: key), kind.isListOfOneCall else {
      return
    }
    problems.report(
      ImportFault.wrongForm("`\(key)`", expected: "a list", kind.call, at: value.span))
  }

  /// What a list holds: some keys are those of several calls, which their elements tell apart.
  private static func kind(
    of key: String, _ elements: NodeList, in answer: Node
  ) -> AWSKind? {
    if key == AWSKind.gatewayRoutes.rawValue, answer["LocalGatewayRouteTableId"] != nil {
      return .localGatewayRoutes
    }
    if key == latticeItems { return answer.latticeKind(ofItems: elements) }
    guard let first = elements.first else { return AWSKind(rawValue: key) }
    if key == AWSKind.gatewayRoutes.rawValue, first["LocalGatewayRouteTableId"] != nil {
      return .localGatewayRoutes
    }
    // Client VPN endpoints route what their rules let in.
    if key == AWSKind.gatewayRoutes.rawValue, first["ClientVpnEndpointId"] != nil { return nil }
    return AWSKind(rawValue: key)
  }

  /// Notes that AWS has more routes of a transit gateway's table than it shows in an answer.
  private mutating func noteFurtherRoutes(
    _ answer: Node, _ origin: AWSOrigin, _ problems: inout Diagnostics
  ) {
    guard let more = answer["AdditionalRoutesAvailable"], more.text == "true",
      let table = answer["TransitGatewayRouteTableId"]?.text ?? origin.identifier("tgw-rtb-")
    else { return }
    touched.insert(table)
    problems.report(
      ImportFault.notCarried(
        "the further routes of \(table)",
        effect: "AWS shows 1,000 of them at once; what takes this table is undetermined",
        at: more.span))
  }

  /// The resources of a list; where its elements do not say what they belong to, the answer or its
  /// file's name does.
  private mutating func resources(
    of elements: NodeList, _ kind: AWSKind, in answer: Node, _ origin: AWSOrigin
  ) -> [AWSResource] {
    let owner: String? =
      switch kind {
      case .gatewayAssociations, .gatewayPropagations, .gatewayRoutes:
        answer["TransitGatewayRouteTableId"]?.text ?? origin.identifier("tgw-rtb-")
      case .targetHealth: answer["TargetGroupArn"]?.text
      case .attributes: answer["TargetGroupArn"]?.text ?? answer["LoadBalancerArn"]?.text
      case .prefixListEntries: answer["PrefixListId"]?.text ?? origin.identifier("pl-")
      case .clientVPNRules:
        answer["ClientVpnEndpointId"]?.text ?? origin.identifier("cvpn-endpoint-")
      case .attachmentNAT:
        answer["TransitGatewayAttachmentId"]?.text ?? origin.identifier("tgw-attach-")
      case .latticeTargets:
        answer["targetGroupIdentifier"]?.lastPart?.text ?? origin.identifier("tg-")
      case .latticeListeners: answer["serviceIdentifier"]?.lastPart?.text
      case .latticeRules: answer["listenerIdentifier"]?.lastPart?.text
      case .coreRoutes: answer["CoreNetworkSegmentEdge"].flatMap(AWSTopology.segment(ofRoutes:))
      default: Self.askedOwner[kind].flatMap { answer[$0]?.text }
      }
    if let owner { answeredOwners[kind, default: []].insert(owner) }
    if let key = Self.askedOwner[kind] {
      answeredOwners[kind, default: []].formUnion(elements.compactMap { $0[key]?.text })
    }
    // Whether its rules translate stands beside them.
    if kind == .attachmentNAT {
      return [AWSResource(node: answer, origin: origin, owner: owner)]
    }
    return elements.map { AWSResource(node: $0, origin: origin, owner: owner) }
  }

  /// Where the elements of answers about one thing say which it is, as does the script beside them.
  private static let askedOwner: [AWSKind: String] = [
    .clientVPNRules: "ClientVpnEndpointId", .localGatewayRoutes: "LocalGatewayRouteTableId",
    .directConnectAssociations: "directConnectGatewayId", .listeners: "LoadBalancerArn",
  ]

  /// Takes in a resource as AWS Config records it.
  private mutating func takeItem(
    _ item: Node, _ origin: AWSOrigin, _ problems: inout Diagnostics
  ) {
    let type = item["resourceType"]?.text
    guard
      let kind = AWSKind.allCases.first(where: { $0.configType != nil && $0.configType == type })
    else { return }
    var origin = origin
    origin.isRecorded = true
    origin.account = item["awsAccountId"]?.text ?? origin.account
    origin.region = item["awsRegion"]?.text ?? origin.region
    note(kind, origin, in: item)
    guard let configuration = Self.configuration(of: item) else {
      incomplete.insert(kind)
      problems.report(
        ImportFault.notCarried(
          "a recorded \(kind.word)", effect: "its configuration is missing or no JSON",
          at: item["configuration"]?.span ?? item.span))
      return
    }
    lists[kind, default: []].append(AWSResource(node: configuration, origin: origin))
  }

  /// What AWS Config recorded, as it stands or in a text.
  private static func configuration(of item: Node) -> Node? {
    item["configuration"].flatMap(tree)
  }

  /// An object as it stands, or in a text within the text.
  static func tree(_ node: Node) -> Node? {
    guard let text = node.text else { return node.entries == nil ? nil : node }
    var faults = Diagnostics()
    let inner = JSONReader.read(Source(name: "", text: text), into: &faults)
    guard let inner, inner.entries != nil, !faults.hasErrors else { return nil }
    return inner.placed(at: node.span)
  }
}

extension Node {
  /// The tree with everything in it at one place, for a text within a text.
  fileprivate func placed(at span: Span) -> Node {
    var builder = NodeBuilder()
    let root = Self.place(self, at: span, &builder)
    return builder.finish(root)
  }

  private static func place(
    _ node: Node, at span: Span, _ builder: inout NodeBuilder
  ) -> NodeBuilder.Part {
    if let elements = node.elements {
      let parts = elements.map { place($0, at: span, &builder) }
      return builder.list(parts, at: span)
    }
    if let entries = node.entries {
      let parts = entries.map {
        NodeBuilder.Entry($0.key.value, at: span, place($0.value, at: span, &builder))
      }
      return builder.map(parts, at: span)
    }
    if case .scalar(let text, let isQuoted) = node.content, !isQuoted {
      return builder.word(text, at: span)
    }
    return builder.text(node.text ?? "", at: span)
  }
}

/// The pages of answers, to find those that are not there or not in their place.
private struct Pages {
  var places = AWSPlaces()

  private struct Key: Hashable {
    let kind: AWSKind
    let folder: String
  }

  private var counts: [Key: (all: Int, goingOn: Int, span: Span)] = [:]

  mutating func count(_ kind: AWSKind, _ origin: AWSOrigin, goesOn: Bool, at span: Span) {
    let folder = origin.path.split(separator: "/").dropLast().joined(separator: "/")
    var count = counts[Key(kind: kind, folder: folder)] ?? (0, 0, span)
    count.all += 1
    if goesOn {
      count.goingOn += 1
      count.span = span
    }
    counts[Key(kind: kind, folder: folder)] = count
  }

  /// Reports answers that go on elsewhere.
  ///
  /// - Returns: Their kinds.
  func reportCutShort(_ problems: inout Diagnostics) -> Set<AWSKind> {
    let short = counts.filter { $0.value.goingOn >= $0.value.all }
    for (key, count) in short.sorted(by: { $0.value.span < $1.value.span }) {
      problems.report(ImportFault.cutShort(key.kind.rawValue, at: count.span))
    }
    return Set(short.keys.map(\.kind))
  }
}
