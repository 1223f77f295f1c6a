import NetproofSets
import NetproofSyntax

/// Addresses that AWS will pick for what a plan makes, in place of those that nobody knows yet.
///
/// A thing without a known address gets a free one of its subnet, but only where no route, rule or
/// list tells addresses of the subnet apart: then every verdict is the same whichever AWS picks.
struct AWSAssumedAddresses {
  /// Something that has an address which is not known.
  struct Claim {
    let key: String
    let subnet: String
    let span: Span
    var needsPrivate = true
    var needsPublic = false
  }

  private(set) var privates: [String: Node] = [:]
  private(set) var publics: [String: Node] = [:]
  /// What stays without an address, with the block that tells addresses apart.
  private(set) var failed: [(claim: Claim, block: String?)] = []
  /// The claims that were granted in each subnet, and everything that got a public address.
  private(set) var granted: [(subnet: String, claims: [Claim])] = []
  private(set) var grantedPublicly: [Claim] = []

  private let mentioned: [Prefix]
  private var taken: Set<Address>

  init(_ claims: [Claim], in dump: AWSDump) {
    mentioned = claims.isEmpty ? [] : Self.blocks(in: dump)
    taken = claims.isEmpty ? [] : Self.addresses(in: dump)
    guard !claims.isEmpty else { return }
    var blocks: [String: Prefix] = [:]
    for subnet in dump[.subnets] {
      guard let id = subnet.text("SubnetId"), !subnet.isTrue("IsPart") else { continue }
      blocks[id] = AWSTopology.cidrs(of: subnet).lazy.compactMap(\.text)
        .compactMap { try? Prefix($0) }.first { $0.family == .ipv4 }
    }
    for claim in claims where claim.needsPrivate { grantPrivate(claim, in: blocks[claim.subnet]) }
    var pool = Self.examples[...]
    for claim in claims
    where claim.needsPublic && (!claim.needsPrivate || privates[claim.key] != nil) {
      grantPublic(claim, &pool)
    }
  }

  private mutating func grantPrivate(_ claim: Claim, in block: Prefix?) {
    guard let block else { return failed.append((claim, nil)) }
    if let inner = mentioned.first(where: { $0.length > block.length && block.contains($0) }) {
      return failed.append((claim, inner.description))
    }
    // AWS keeps the first four addresses and the last one.
    let first = block.base.bits + 4
    let free = (first..<max(first, block.last.bits)).lazy.prefix(1 << 16)
      .map { Address(.ipv4, $0) }.first { !taken.contains($0) }
    guard let free else { return failed.append((claim, nil)) }
    taken.insert(free)
    privates[claim.key] = Node(.scalar(free.description, quoted: true), at: claim.span)
    if let index = granted.firstIndex(where: { $0.subnet == claim.subnet }) {
      granted[index].claims.append(claim)
    } else {
      granted.append((claim.subnet, [claim]))
    }
  }

  private mutating func grantPublic(_ claim: Claim, _ pool: inout ArraySlice<Address>) {
    while let address = pool.popFirst() {
      let isTold = mentioned.contains { $0.length > 0 && $0.contains(address) }
      guard !isTold, taken.insert(address).inserted else { continue }
      publics[claim.key] = Node(.scalar(address.description, quoted: true), at: claim.span)
      return grantedPublicly.append(claim)
    }
    failed.append((claim, nil))
  }

  /// Addresses that are for examples and nobody has. Source: RFC 5737.
  private static let examples: [Address] = ["203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"]
    .compactMap { try? Prefix($0) }
    .flatMap { block in
      (block.base.bits + 1..<block.last.bits).map { Address(.ipv4, $0) }
    }

  /// Every block that routes, rules and lists name.
  private static func blocks(in dump: AWSDump) -> [Prefix] {
    var texts: [String?] = []
    for group in dump[.securityGroups] {
      for rule in group.list("IpPermissions") + group.list("IpPermissionsEgress") {
        texts += rule.list("IpRanges").map { $0.text("CidrIp") }
      }
    }
    for acl in dump[.networkACLs] { texts += acl.list("Entries").map { $0.text("CidrBlock") } }
    for table in dump[.routeTables] {
      texts += table.list("Routes").map { $0.text("DestinationCidrBlock") }
    }
    texts += dump[.gatewayRoutes].map { $0.text("DestinationCidrBlock") }
    texts += dump[.prefixListEntries].map { $0.text("Cidr") }
    texts += dump[.prefixLists].flatMap { $0.elements("Cidrs").map(\.text) }
    return Set(texts.compactMap { $0 }).sorted().compactMap { try? Prefix($0) }
      .filter { $0.family == .ipv4 }
  }

  /// Every address that something has.
  private static func addresses(in dump: AWSDump) -> Set<Address> {
    let own = dump.instances.flatMap { $0.list("NetworkInterfaces") }
    let interfaces = (dump[.interfaces] + own).flatMap { interface in
      [interface.text("PrivateIpAddress")]
        + interface.list("PrivateIpAddresses").map { $0.text("PrivateIpAddress") }
    }
    let gateways = dump[.natGateways].flatMap { gateway in
      gateway.list("NatGatewayAddresses").map { $0.text("PrivateIp") }
    }
    return Set((interfaces + gateways).compactMap { $0 }.compactMap { Address($0) })
  }
}
