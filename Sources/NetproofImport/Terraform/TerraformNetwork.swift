import NetproofSets
import NetproofSyntax

/// Makes of Terraform's resources what AWS's answers would say of them.
struct TerraformNetwork {
  typealias Value = AWSDraft.Value

  let estate: TerraformEstate
  var drafts = AWSDrafts()
  var problems = Diagnostics()
  /// The identifiers of drafts by everything that means the same thing, such as an ARN.
  private var aliases: [String: String] = [:]
  /// The positions of resources by their identifiers.
  private let positions: [String: Int]
  /// Texts that tests made up and that stand at several resources: references.
  private let shared: Set<String>
  /// The assumptions that were told.
  private var told: Set<String> = []
  /// Rules and routes, which several resources may say parts of.
  var groupRules: [String: TerraformRules] = [:]
  var routes: [String: TerraformRoutes] = [:]
  var entries: [String: TerraformEntries] = [:]
  /// Instances by the interfaces that AWS makes for them.
  var ownInterfaces: [String: String] = [:]
  /// Where the identifiers come from that are not known.
  private(set) var unknowns: [String: (key: String, block: TerraformBlock, of: TerraformResource)] =
    [:]
  /// Things that have something which is not known.
  var opened: [(id: String, kind: AWSKind)] = []
  /// Route tables of transit gateways of which all routes are known.
  var whole: Set<String> = []

  init(_ estate: TerraformEstate) {
    self.estate = estate
    problems = estate.problems
    shared = Self.shared(in: estate)
    positions = Dictionary(
      estate.resources.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { one, _ in one })
    for resource in estate.resources {
      for key in Self.linkKeys {
        guard let link = resource.block.link(key)?.text, aliases[link] == nil else { continue }
        aliases[link] = resource.id
      }
      for key in Self.impliedKeys[resource.type] ?? [] where resource.block.isMocked {
        guard let link = resource.block.link(key)?.text, aliases[link] == nil else { continue }
        aliases[link] = impliedID(key, of: resource)
      }
    }
  }

  /// The texts that more than one resource has of those that a test made up.
  private static func shared(in estate: TerraformEstate) -> Set<String> {
    var counts: [String: Int] = [:]
    for resource in estate.resources where resource.block.isMocked {
      var own: Set<String> = []
      collect(resource.block.values, into: &own, depth: 0)
      for text in own { counts[text, default: 0] += 1 }
    }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  private static func collect(_ node: Node?, into texts: inout Set<String>, depth: Int) {
    guard let node, depth < 16 else { return }
    if let text = node.text, TerraformBlock.looksMadeUp(text) { texts.insert(text) }
    for element in node.elements.map(Array.init) ?? [] {
      collect(element, into: &texts, depth: depth + 1)
    }
    for entry in node.entries.map(Array.init) ?? [] {
      collect(entry.value, into: &texts, depth: depth + 1)
    }
  }

  /// What becomes of something that depends on what is not known.
  private static let dependent = "what depends on it is undetermined"

  /// Attributes by which others name a resource.
  private static let linkKeys = ["id", "arn", "allocation_id"]

  /// The resource that has an identifier.
  func resource(_ id: String?) -> TerraformResource? {
    id.flatMap { positions[$0] }.map { estate.resources[$0] }
  }

  /// Whether an identifier can be that of a thing, or of something that AWS makes along with it, as
  /// far as is known.
  func can(_ reach: TerraformReach?, beThing id: String) -> Bool {
    guard let reach, !reach.isAll else { return true }
    let owner = id.lastIndex(of: ".").flatMap { positions[String(id[..<$0])] }
    return (positions[id] ?? owner).map { reach.resources.contains($0) } ?? true
  }

  /// All resources of some types.
  func all(_ types: String...) -> [TerraformResource] {
    estate.resources.filter { types.contains($0.type) && !$0.isData }
  }

  func data(_ types: String...) -> [TerraformResource] {
    estate.resources.filter { types.contains($0.type) && $0.isData }
  }

  /// The resources of some types as they were before the plan.
  func gone(_ types: String...) -> [TerraformResource] {
    estate.gone.filter { types.contains($0.type) && !$0.isData }
  }

  // MARK: - What is named

  /// The identifier that an attribute has; nothing if it has none.
  mutating func id(_ key: String, of resource: TerraformResource) -> Value? {
    id(key, resource.block, of: resource)
  }

  mutating func id(
    _ key: String, _ block: TerraformBlock, of resource: TerraformResource,
    effect: String = Self.dependent
  ) -> Value? {
    if let node = block.link(key), let text = node.text {
      // What AWS fills in is made up in a test, and nothing else has it.
      let isOwn = block.isMocked && TerraformBlock.looksMadeUp(text) && !shared.contains(text)
      return isOwn ? nil : .text(name(text), node.span)
    }
    // What is not written AWS fills in, and it names nothing that a plan makes.
    guard block.isUnknown(key), block.isWritten(key) != false else { return nil }
    let found = estate.references(key, block, of: resource)
    if let part = partOfFirewall(found, key, of: resource) { return part }
    let one = single(found.targets, for: resource)
    if let one, found.isComplete || one.isExact {
      return identify(one, key, of: resource)
    }
    if key == "vpc_id", let vpc = onlyVPC(beside: resource) {
      tellTaken("\(resource.address.text).\(key)", vpc, resource.place)
      return .text(vpc.id, block.place)
    }
    if key == "security_group_id", let group = onlyGroup(key, block, of: resource) {
      tellTaken("\(resource.address.text).\(key)", group, resource.place)
      return .text(group.id, block.place)
    }
    let unknown = unknown(key, of: resource, effect: effect)
    unknowns[unknown] = (key, block, resource)
    return .text(unknown, block.place)
  }

  /// The identifiers of a list or set.
  mutating func ids(_ key: String, of resource: TerraformResource) -> [Value] {
    ids(key, resource.block, of: resource)
  }

  mutating func ids(
    _ key: String, _ block: TerraformBlock, of resource: TerraformResource
  ) -> [Value] {
    var values: [Value] = []
    for node in block.list(key) {
      guard let text = node.text.map(name), !text.isEmpty else { continue }
      if !values.contains(where: { $0.text == text }) { values.append(.text(text, node.span)) }
    }
    let missing = block.unknownCount(key)
    let isMadeUp = block.isMocked && block.values?[key]?.elements != nil
    guard !isMadeUp, missing > 0 || block.isUnknown(key) else { return values }
    // What AWS fills in by itself is not in the configuration.
    if block.isUnknown(key), block.isWritten(key) == false { return values }
    let found = estate.references(key, block, of: resource)
    var count = 0
    for target in found.targets {
      guard let value = identify(target, key, of: resource), let text = value.text,
        !values.contains(where: { $0.text == text })
      else { continue }
      values.append(value)
      count += 1
    }
    let isWhole = missing > 0 ? count == missing : found.isComplete && count > 0
    if !isWhole {
      values.append(.text(unknown(key, of: resource, effect: Self.dependent), block.place))
    }
    return values
  }

  /// Of what an expression names the one thing that a single value can be.
  func single(
    _ targets: [TerraformReferences.Target], for resource: TerraformResource
  ) -> TerraformReferences.Target? {
    if targets.count == 1 { return targets[0] }
    let same = targets.filter {
      !resource.key.isEmpty && estate.resources[$0.resource].key == resource.key
    }
    let isOne = Set(targets.map { estate.resources[$0.resource].address.withoutKeys }).count == 1
    return isOne && same.count == 1 ? same[0] : nil
  }

  /// The identifier of what an expression names.
  mutating func identify(
    _ target: TerraformReferences.Target, _ key: String, of resource: TerraformResource
  ) -> Value? {
    let other = estate.resources[target.resource]
    let isOneOfMany =
      !target.isExact
      && estate.instances(other.address.withoutKeys, other.document).count > 1
    if isOneOfMany || target.isAssumed {
      tellTaken(target.reference, other, resource.place)
    }
    switch target.attribute {
    case nil, "id", "arn", "allocation_id", "name": return .text(other.id, resource.place)
    case let attribute? where Self.impliedKeys[other.type]?.contains(attribute) ?? false:
      return .text(name(impliedID(attribute, of: other)), resource.place)
    case "listener_id" where other.type == "aws_vpclattice_listener":
      return .text(other.id, resource.place)
    case "firewall_status" where other.type == Self.firewallType:
      return .text(unknown(key, of: resource, effect: Self.dependent), resource.place)
    case let attribute?:
      guard Self.isIdentifier(attribute) else { return .text(name(other.id), resource.place) }
      return id(attribute, of: other)
    }
  }

  /// The one VPC that a module makes: what it calls its VPC in a local value is hardly another one.
  ///
  /// The module is the one whose output is named, or else the resource's own; or all modules make
  /// only one VPC together.
  private func onlyVPC(beside resource: TerraformResource) -> TerraformResource? {
    let all = estate.resources.filter {
      $0.type == "aws_vpc" && !$0.isData && $0.document == resource.document
    }
    if all.count == 1 { return all[0] }
    let expressions = resource.block.expressions.compactMap { $0["vpc_id"]?["references"] }
    let paths = expressions.flatMap { $0.elements.map(Array.init) ?? [] }.compactMap(\.text)
      .map { TerraformPath($0).module.steps }.filter { !$0.isEmpty }
    let modules = Set(paths.map { TerraformPath(resource.module.steps + $0) })
    let own = all.filter { vpc in
      modules.isEmpty
        ? vpc.module == resource.module
        : modules.contains { vpc.module.steps.starts(with: $0.steps) }
    }
    return own.count == 1 ? own[0] : nil
  }

  /// The one group that an expression can be made of, such as that of its module: what that calls its
  /// group in a local value is hardly one that AWS makes by itself.
  private func onlyGroup(
    _ key: String, _ block: TerraformBlock, of resource: TerraformResource
  ) -> TerraformResource? {
    let reach = TerraformReach(of: key, block, resource, in: estate)
    let types = ["aws_security_group", "aws_default_security_group"]
    let groups = reach.resources.map { estate.resources[$0] }.filter { types.contains($0.type) }
    return !reach.isAll && groups.count == 1 && groups[0].isNew ? groups[0] : nil
  }

  private mutating func tellTaken(
    _ reference: String, _ other: TerraformResource, _ place: Span
  ) {
    tellTaken(reference, other.address.text, place)
  }

  mutating func tellTaken(_ reference: String, _ target: String, _ place: Span) {
    guard told.insert("\(reference) \(target)").inserted else { return }
    problems.report(TerraformFault.taken(reference, to: target, at: place))
  }

  private static func isIdentifier(_ attribute: String) -> Bool {
    attribute.hasSuffix("_id") || attribute.hasSuffix("_arn")
  }

  /// Attributes that name what AWS makes along with a resource, by its type.
  private static let impliedKeys: [String: [String]] = {
    let vpc = [
      "default_route_table_id", "main_route_table_id", "default_network_acl_id",
      "default_security_group_id",
    ]
    return [
      "aws_vpc": vpc, "aws_default_vpc": vpc,
      "aws_ec2_transit_gateway": [
        "association_default_route_table_id", "propagation_default_route_table_id",
      ],
      "aws_instance": ["primary_network_interface_id"],
      "aws_vpc_endpoint_service": ["service_name"],
      "aws_vpn_connection": ["transit_gateway_attachment_id"],
    ]
  }()

  /// The identifier of what AWS makes along with a resource.
  func impliedID(_ attribute: String, of resource: TerraformResource) -> String {
    let same = [
      "main_route_table_id": "default_route_table_id",
      "propagation_default_route_table_id": "association_default_route_table_id",
    ]
    // A new VPC's main table is its default one, which a test does not know.
    let key = resource.isNew ? same[attribute] ?? attribute : attribute
    let known = resource.block.isMocked ? nil : resource.block.link(key)?.text
    return known ?? "\(resource.invented).\(key)"
  }

  /// The identifier of a draft for whatever means the same thing.
  func name(_ text: String) -> String { aliases[text] ?? text }

  mutating func alias(_ text: String, _ id: String) {
    if aliases[text] == nil, text != id { aliases[text] = id }
  }

  /// Reports a value that nobody knows yet, and makes an identifier that stands for it.
  mutating func unknown(
    _ key: String, of resource: TerraformResource, effect: String
  ) -> String {
    let label = "\(resource.address.text).\(key)"
    if told.insert(label).inserted {
      problems.report(
        TerraformFault.notKnown(
          key, of: resource.address.text, effect: effect, at: resource.place))
    }
    return AWSDraft.unknown(label)
  }

  mutating func notCarried(_ what: String, _ effect: String, at span: Span) {
    problems.report(ImportFault.notCarried(what, effect: effect, at: span))
  }

  // MARK: - Drafts

  /// A draft with what all resources have.
  func draft(_ kind: AWSKind, _ resource: TerraformResource) -> AWSDraft {
    var draft = AWSDraft(kind, resource.id, at: resource.place)
    draft.set("LogicalId", .text(resource.logicalName, resource.place))
    setTags(of: resource, &draft)
    if let owner = account(resource["owner_id"]) { draft.set("OwnerId", copy: owner) }
    return draft
  }

  /// A value that is an account's number.
  func account(_ node: Node?) -> Node? {
    node?.text.map { $0.utf8.count == 12 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      ?? false ? node : nil
  }

  func setTags(of resource: TerraformResource, _ draft: inout AWSDraft) {
    let own = resource.block.values?["tags"]?.entries
    let all = own ?? resource.block.values?["tags_all"]?.entries
    for entry in all.map(Array.init) ?? [] where entry.value.isScalar && !entry.value.isNull {
      let tag = Value.map(
        [("Key", .text(entry.key.value, entry.key.span)), ("Value", .node(entry.value))],
        entry.key.span)
      draft.append(tag, to: "Tags")
    }
  }

  /// Adds a draft of a thing unless there is one; what a data source says gives way to a resource.
  mutating func add(_ draft: AWSDraft) {
    if !drafts.contains(draft.id) { drafts.add(draft) }
  }

  /// Changes the draft of a thing, or makes one for what is described elsewhere.
  mutating func change(
    _ id: String, _ kind: AWSKind, vpc: Value?, at span: Span, _ body: (inout AWSDraft) -> Void
  ) {
    if drafts.change(id, body) { return }
    var draft = AWSDraft(kind, id, at: span)
    draft.isPart = true
    draft.set("VpcId", vpc ?? .text(AWSDraft.vpc(of: id), span))
    body(&draft)
    drafts.add(draft)
  }

  /// The VPC of a subnet.
  func vpc(ofSubnet subnet: Value?) -> Value? {
    guard let subnet, let id = subnet.text else { return nil }
    return drafts[id]?["VpcId"] ?? .text(AWSDraft.vpc(of: id), subnet.span)
  }
}

extension AWSDraft.Value {
  var span: Span {
    switch self {
    case .text(_, let span), .word(_, let span), .list(_, let span), .map(_, let span): span
    case .node(let node): node.span
    }
  }

  /// A map of what is there.
  static func object(_ fields: [(String, AWSDraft.Value?)], at span: Span) -> AWSDraft.Value {
    .map(fields.compactMap { key, value in value.map { (key, $0) } }, span)
  }

  /// A known node.
  static func known(_ node: Node?) -> AWSDraft.Value? { node.map { .node($0) } }
}
