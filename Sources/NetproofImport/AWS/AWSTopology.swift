import NetproofSyntax

/// Makes a topology of a dump, as a tree whose values keep their places in the dump.
///
/// Nothing is guessed in silence: what the files name but do not have is written with
/// `described: false`, and everything that is not carried over is reported.
struct AWSTopology {
  typealias Part = NodeBuilder.Part
  typealias Entry = NodeBuilder.Entry

  var estate: AWSEstate
  var names = AWSNames()
  var builder = NodeBuilder()
  var problems = Diagnostics()
  /// The interfaces of each instance, and those of none, by VPC.
  var hosts: [String: AWSHosts] = [:]
  /// The identifiers of the prefix lists that something names.
  var usedLists: Set<String> = []
  /// The CIDRs behind each VPN connection, as far as they show.
  var learned: [String: [Node]] = [:]
  /// By VPC the targets of routes that topologies have no kind for.
  var unknownTargets: [String: [Node]] = [:]
  /// The kinds of which it was told that interfaces are parts of some that no answer describes.
  var openedOwners: Set<AWSKind> = []
  /// Whether it was told that no answer describes a VPC.
  var hasToldVPCs = false
  /// The attachments that are written as not described.
  var opened: Set<String> = []
  /// By security group the other VPCs that it is used in.
  var groupVPCs: [String: [Node]] = [:]
  /// Addresses that were taken for what has none yet.
  var taken = AWSAddresses()
  /// Whether zones are told by their identifiers, which mean the same in all accounts.
  let usesZoneIDs: Bool

  init(_ dump: AWSDump) {
    estate = AWSEstate(dump)
    let owners = Set(dump[.subnets].compactMap { $0.text("OwnerId") ?? $0.origin.account })
    usesZoneIDs =
      owners.count > 1 && dump[.subnets].allSatisfy { $0.text("AvailabilityZoneId") != nil }
  }

  /// The tree, and what was not carried over.
  static func make(of dump: AWSDump) -> (node: Node, problems: Diagnostics) {
    var topology = AWSTopology(dump)
    topology.findAbsent()
    topology.findGuesses()
    topology.findLearned()
    topology.nameAll()
    topology.takeAddresses()
    let root = topology.root()
    let problems = topology.problems
    return (topology.builder.finish(root), problems)
  }

  private mutating func root() -> Part {
    let span = firstSpan
    let version = builder.word("1", at: span)
    var entries = [Entry("netproof", version)]
    add("zones", zones(), to: &entries)
    add("networks", networks(), to: &entries)
    add("prefix-lists", prefixLists(), to: &entries)
    add("unadvertised", list: unadvertised(), to: &entries)
    add("private-ipv6", list: privateBlocks(), to: &entries)
    add("block-public-access", publicAccessBlocks(), to: &entries)
    add("firewall-policies", firewallPolicies(), to: &entries)
    add("endpoint-services", endpointServices(), to: &entries)
    var vpcs: [Entry] = []
    for vpc in estate.vpcs { vpcs.append(self.vpc(vpc)) }
    add("vpcs", vpcs, to: &entries)
    add("peerings", peerings(), to: &entries)
    add("transit-gateways", transitGateways(), to: &entries)
    add("vpn-connections", vpnConnections(), to: &entries)
    add("direct-connect-gateways", directConnectGateways(), to: &entries)
    add("virtual-interfaces", loneVirtualInterfaces(), to: &entries)
    add("core-networks", coreNetworks(), to: &entries)
    add("local-gateways", localGateways(), to: &entries)
    add("service-networks", serviceNetworks(), to: &entries)
    add("lattice-services", latticeServices(), to: &entries)
    return builder.map(entries, at: span)
  }

  /// Where the first resource stands: where the topology as a whole is said to stand.
  private var firstSpan: Span {
    AWSKind.allCases.lazy.compactMap { estate.dump[$0].first?.node.span }.min()
      ?? Span(source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 1)
  }
}

// Parts.
extension AWSTopology {
  /// Adds a map unless it is empty.
  mutating func add(_ key: String, _ inner: [Entry], to entries: inout [Entry]) {
    guard let first = inner.first else { return }
    entries.append(Entry(key, builder.map(inner, at: first.span)))
  }

  /// Adds a list unless it is empty.
  mutating func add(_ key: String, list: [Part], to entries: inout [Entry]) {
    guard let first = list.first else { return }
    entries.append(Entry(key, builder.list(list, at: first.span)))
  }

  /// Adds a value as the dump has it, if it does.
  mutating func add(_ key: String, copy node: Node?, to entries: inout [Entry]) {
    guard let node else { return }
    entries.append(Entry(key, builder.copy(node)))
  }

  mutating func add(_ key: String, word: String, at span: Span, to entries: inout [Entry]) {
    entries.append(Entry(key, builder.word(word, at: span)))
  }

  mutating func add(_ key: String, text: String, at span: Span, to entries: inout [Entry]) {
    entries.append(Entry(key, builder.text(text, at: span)))
  }

  /// One value as a scalar, several as a list.
  mutating func add(_ key: String, oneOrMore parts: [Part], to entries: inout [Entry]) {
    if parts.count == 1 {
      entries.append(Entry(key, parts[0]))
    } else {
      add(key, list: parts, to: &entries)
    }
  }

  /// A reference by name, where the dump has an identifier.
  mutating func reference(_ id: Node) -> Part {
    builder.text(names[id.text ?? ""], at: id.span)
  }

  /// A thing that nothing is known of but that it exists.
  mutating func undescribed(_ id: String, at span: Span, _ more: [Entry] = []) -> Entry {
    var entries = more
    add("described", word: "false", at: span, to: &entries)
    if !AWSDraft.isInvented(id) { add("id", text: id, at: span, to: &entries) }
    return Entry(names[id], at: span, builder.map(entries, at: span))
  }

  /// An entry under its name, with its identifier and its tags.
  mutating func entry(_ id: Node, _ resource: AWSResource, _ own: [Entry]) -> Entry {
    var entries = own
    let isMarked = own.contains { $0.key == "described" }
    let text = id.text ?? ""
    if !isMarked, let mark = resource[AWSDraft.undescribed] {
      add("described", word: "false", at: mark.span, to: &entries)
    } else if !isMarked, estate.dump.touched.contains(text) {
      add("described", word: "false", at: id.span, to: &entries)
    }
    if names[text] != text, !AWSDraft.isInvented(text) { add("id", copy: id, to: &entries) }
    addTags(of: resource, to: &entries)
    return Entry(names[id.text ?? ""], at: id.span, builder.map(entries, at: resource.node.span))
  }

  /// Whether more belongs to a thing than is known.
  func isOpenEnded(_ resource: AWSResource, _ id: Node) -> Bool {
    resource[AWSDraft.undescribed] != nil || estate.dump.touched.contains(id.text ?? "")
  }

  /// The tags but `Name`, which names the thing, and AWS's own.
  mutating func addTags(of resource: AWSResource, to entries: inout [Entry]) {
    var tags: [Entry] = []
    for tag in resource.list("Tags") + resource.list("TagSet") {
      guard let key = tag["Key"], let name = key.text, let value = tag["Value"] else { continue }
      guard name != "Name", !name.hasPrefix("aws:") else { continue }
      tags.append(Entry(name, at: key.span, builder.text(value.text ?? "", at: value.span)))
    }
    add("tags", tags, to: &entries)
  }

  /// The zone of a subnet, or of an address of a NAT gateway.
  func zone(of resource: AWSResource) -> Node? {
    (usesZoneIDs ? resource["AvailabilityZoneId"] : nil) ?? resource["AvailabilityZone"]
      ?? resource["AvailabilityZoneId"]
  }

  /// A state as topologies write it, unless it is the usual one.
  mutating func addState(
    _ node: Node?, unless usual: String, to entries: inout [Entry]
  ) {
    guard let node, let text = node.text else { return }
    let state = Self.dashed(text)
    guard state != usual else { return }
    add("state", text: state, at: node.span, to: &entries)
  }

  /// `pendingAcceptance` as `pending-acceptance`.
  static func dashed(_ text: String) -> String {
    var dashed = ""
    for character in text {
      if character.isUppercase, !dashed.isEmpty, dashed.last != "-" { dashed += "-" }
      dashed += character.lowercased()
    }
    return dashed
  }
}
