import NetproofSyntax

/// Where a resource was found, beside what it says itself.
struct AWSOrigin: Hashable, Sendable {
  let path: String
  var account: String?
  var region: String?
  /// Whether AWS Config recorded it, whose keys begin with small letters.
  var isRecorded = false
  /// Whether an importer wrote it of a template or a plan, which tell all that they make.
  var isDrafted = false

  /// The folder that says so, as far as its account and region.
  var folder: String?

  /// Takes the account and region from a path such as `accounts/111122223333/us-east-1/vpcs.json`.
  ///
  /// Twelve digits alone may be a time: they are an account below `accounts/` or before a region.
  init(path: String) {
    self.path = path
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let places = parts.indices.filter { index in
      guard Self.isAccount(parts[index]) else { return false }
      return index > 0 && parts[index - 1] == "accounts"
        || index + 1 < parts.endIndex && Self.isRegion(String(parts[index + 1]))
    }
    var last = places.last
    account = last.map { String(parts[$0]) }
    let regions = parts.indices.filter { Self.isRegion(String(parts[$0])) }
    if let place = last.map({ $0 + 1 }) ?? regions.last, regions.contains(place) {
      region = String(parts[place])
      last = place
    }
    folder = last.map { parts[...$0].joined(separator: "/") }
  }

  /// Whether a text has the form of an account, which is twelve digits.
  static func isAccount(_ text: Substring) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
  }

  /// Whether a text has the form of a region's name, such as `us-east-1` or `us-gov-west-1`.
  static func isRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = parts.last, number.count == 1,
      number.allSatisfy(\.isNumber), directions.contains(String(parts[parts.count - 2]))
    else { return false }
    return parts.dropLast().allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isLowercase }
    }
  }

  private static let directions: Set<String> = [
    "north", "south", "east", "west", "central", "northeast", "northwest", "southeast",
    "southwest",
  ]

  /// The identifier with a prefix that the file's name has, such as `tgw-rtb-0a1b` in
  /// `search-transit-gateway-routes.tgw-rtb-0a1b.json`.
  func identifier(_ prefix: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let start = name.firstRange(of: prefix)?.lowerBound else { return nil }
    let digits = name[start...].dropFirst(prefix.count).prefix { $0.isHexDigit }
    return digits.isEmpty ? nil : prefix + digits
  }
}

/// A resource of a dump, or a part of one.
struct AWSResource: Sendable {
  let node: Node
  let origin: AWSOrigin
  /// The identifier of what an answer is about, where its elements do not say so.
  var owner: String?

  /// The value of a key as the CLI writes it (`VpcId`), and where AWS Config records it (`vpcId`);
  /// nothing if it is `null`.
  subscript(key: String) -> Node? {
    var value = node[key]
    if value == nil, origin.isRecorded { value = node[Self.lowered(key)] }
    return value.flatMap { $0.isNull ? nil : $0 }
  }

  /// The text of a key, unless it is empty.
  func text(_ key: String) -> String? {
    guard let text = self[key]?.text, !text.isEmpty else { return nil }
    return text
  }

  func isTrue(_ key: String) -> Bool { text(key) == "true" }

  /// A part that is an object.
  func part(_ key: String) -> AWSResource? {
    guard let value = self[key], value.entries != nil else { return nil }
    return AWSResource(node: value, origin: origin)
  }

  /// The elements of a list.
  func list(_ key: String) -> [AWSResource] {
    self[key]?.elements?.map { AWSResource(node: $0, origin: origin) } ?? []
  }

  /// The place of a key's value, or of the resource.
  func span(_ key: String) -> Span { self[key]?.span ?? node.span }

  /// The value of a tag.
  func tag(_ key: String) -> Node? {
    let tags = list("Tags") + list("TagSet")
    return tags.first { $0.text("Key") == key }?["Value"]
  }

  static func lowered(_ key: String) -> String {
    key.prefix(1).lowercased() + key.dropFirst()
  }

  /// A key as the CLI writes it.
  static func raised(_ key: String) -> String { key.prefix(1).uppercased() + key.dropFirst() }

  /// What tells the resource from others of its kind, if anything does.
  func identifier(_ kind: AWSKind) -> String? {
    if let (part, key) = Self.inner[kind] { return self.part(part)?.text(key) }
    if kind == .targetHealth {
      return ofOwner(part("Target"), ["Id", "Port", "AvailabilityZone"])
    }
    if let keys = Self.owned[kind] { return ofOwner(self, keys) }
    if kind == .clientVPNRules, let endpoint = text("ClientVpnEndpointId") {
      return [endpoint, text("DestinationCidr") ?? "", text("GroupId") ?? ""].joined(separator: " ")
    }
    return (Self.keys[kind] ?? kind.idKey).flatMap { text($0) }
  }

  /// Where an answer about one thing has its identifier.
  private static let inner: [AWSKind: (part: String, key: String)] = [
    .firewalls: ("Firewall", "FirewallArn"),
    .endpointAssociations: ("VpcEndpointAssociation", "VpcEndpointAssociationArn"),
    .firewallPolicies: ("FirewallPolicyResponse", "FirewallPolicyArn"),
    .firewallRuleGroups: ("RuleGroupResponse", "RuleGroupArn"),
  ]
  /// Identifiers that nothing refers to.
  private static let keys: [AWSKind: String] = [
    .directConnectAssociations: "associationId", .listeners: "ListenerArn",
    .connectPeers: "TransitGatewayConnectPeerId",
  ]
  /// What tells the parts of one thing apart.
  private static let owned: [AWSKind: [String]] = [
    .prefixListEntries: ["Cidr"], .latticeTargets: ["id", "port"],
    .gatewayRoutes: ["DestinationCidrBlock", "PrefixListId", "Type"],
  ]

  /// What tells it from others that belong to the same thing.
  private func ofOwner(_ part: AWSResource?, _ keys: [String]) -> String? {
    guard let owner, let part else { return nil }
    return ([owner] + keys.map { part.text($0) ?? "" }).joined(separator: " ")
  }

  /// Whether more belongs to it than is known.
  var isPart: Bool { self[AWSDraft.undescribed] != nil }

  /// The same with the elements that another text adds to its lists.
  func adding(listsOf other: AWSResource) -> AWSResource {
    guard let own = node.entries, let more = other.node.entries else { return self }
    var entries = Array(own)
    for entry in more where entry.value.elements != nil && entry.key.value != "Tags" {
      let known = self[entry.key.value]?.elements.map(Array.init) ?? []
      let key =
        entries.first { $0.key.value == Self.lowered(entry.key.value) }?.key ?? entry.key
      entries.removeAll { $0.key.value == entry.key.value || $0.key.value == key.value }
      let all = Node(
        .sequence(known + (entry.value.elements.map(Array.init) ?? [])), at: entry.value.span)
      entries.append(.init(key: key, value: all))
    }
    return AWSResource(
      node: Node(.mapping(entries), at: node.span), origin: origin, owner: owner)
  }
}
