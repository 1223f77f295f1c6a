import NetproofSyntax

/// What subnets tell of the ids of zones, from which names of zones get theirs.
///
/// Rule R223: a zone's name means another zone in another account, its id the same one in all. So
/// zones are compared by their ids wherever anybody writes ids, also where others write names.
struct ZoneIDs {
  /// Where a name of a zone means one zone.
  struct Scope: Hashable {
    let account: String?
    let region: String?
  }

  /// The id of each name, and where it is written first.
  private var ids: [Scope: [String: Located<String>]] = [:]
  /// Ids that are written without their name.
  private var nameless: [Scope: Located<String>] = [:]
  /// The first id that is written in each scope, in the order of the text.
  private var first: [(scope: Scope, id: Located<String>)] = []
  private var all: Set<String> = []
  private var clashes: [ZoneFault] = []
  /// What stands for an account, or a region, that a VPC does not state: the only one that others do.
  private let onlyAccount: String?
  private let onlyRegion: String?

  /// What the subnets of these VPCs tell; nothing if none of them writes an id.
  init?(_ vpcs: [VPCEntry]) {
    guard vpcs.contains(where: { $0.subnets.contains { $0.zoneID != nil } }) else { return nil }
    let accounts = Set(vpcs.compactMap { $0.account?.value })
    let regions = Set(vpcs.compactMap { $0.region?.value })
    onlyAccount = accounts.count == 1 ? accounts.first : nil
    onlyRegion = regions.count == 1 ? regions.first : nil
    for vpc in vpcs {
      let scope = scope(of: vpc)
      for subnet in vpc.subnets {
        if let id = subnet.zoneID { learn(id, subnet.zone, in: scope) }
      }
    }
  }

  private mutating func learn(
    _ id: Located<String>, _ name: Located<String>?, in scope: Scope
  ) {
    all.insert(id.value)
    if !first.contains(where: { $0.scope == scope }) { first.append((scope, id)) }
    guard let name else {
      nameless[scope] = nameless[scope] ?? id
      return
    }
    guard let other = ids[scope]?[name.value] else {
      ids[scope, default: [:]][name.value] = id
      return
    }
    if other.value != id.value {
      clashes.append(.severalIDs(id, name: name.value, first: other))
    }
  }

  private func scope(of vpc: VPCEntry) -> Scope {
    Scope(account: vpc.account?.value ?? onlyAccount, region: vpc.region?.value ?? onlyRegion)
  }

  /// Names with several ids.
  var faults: [ZoneFault] { clashes }

  /// The id of the zone that a VPC names, which may be an id already; the name if it has none.
  func id(of name: String, in vpc: VPCEntry) -> String {
    ids[scope(of: vpc)]?[name]?.value ?? name
  }

  /// An id in the VPC's account that the zone of this name may have or not: nothing tells.
  func rival(of name: String, in vpc: VPCEntry) -> Located<String>? {
    let own = scope(of: vpc)
    guard ids[own]?[name] == nil, !all.contains(name) else { return nil }
    return nameless[own]
  }

  /// An id in another account that the zone of this name may have or not.
  func foreignRival(of name: String, in vpc: VPCEntry) -> Located<String>? {
    let own = scope(of: vpc)
    guard ids[own]?[name] == nil, !all.contains(name) else { return nil }
    return first.first { other in
      other.scope != own
        && (other.scope.region == own.region || other.scope.region == nil || own.region == nil)
    }?.id
  }
}

/// Zones that are told by names and by ids that do not go together.
enum ZoneFault: Hashable, Sendable {
  /// A name that has two ids in one account.
  case severalIDs(Located<String>, name: String, first: Located<String>)
  /// A name of which nobody knows whether it is a zone that others write by its id.
  case unknownID(Located<String>, ofSubnet: Bool, id: Located<String>)

  var place: Span {
    switch self {
    case .severalIDs(let id, _, _): id.span
    case .unknownID(let name, _, _): name.span
    }
  }

  var labels: [Diagnostic.Label] {
    switch self {
    case .severalIDs(_, let name, let first):
      [.init("`\(name)` is `\(first.value)`", at: first.span)]
    case .unknownID(_, _, let id): [.init("an id", at: id.span)]
    }
  }

  var headline: String {
    switch self {
    case .severalIDs(let id, let name, let first):
      "the zone `\(name)` has two ids, `\(first.value)` and `\(id.value)`"
    case .unknownID(let name, _, let id):
      "nothing tells whether the zone `\(name.value)` is `\(id.value)`"
    }
  }

  var help: String {
    switch self {
    case .severalIDs:
      "within an account each zone has one id; if the VPCs are of several, write their `account`"
    case .unknownID(_, ofSubnet: true, _):
      "a name can mean another zone in another account; write the subnet's `zone-id` as well"
    case .unknownID(_, ofSubnet: false, _): "write the zone's id in its place"
    }
  }
}

extension Resolver {
  /// Learns the ids of zones, before anything that is in one is built.
  mutating func learnZoneIDs() {
    zoneIDs = ZoneIDs(vpcEntries)
    for fault in zoneIDs?.faults ?? [] { report(.zone(fault)) }
  }

  /// What a subnet's zone is compared by.
  mutating func zoneKey(of subnet: SubnetEntry, in entry: VPCEntry) -> String {
    guard let zoneIDs else { return subnet.zone?.value ?? "" }
    if let id = subnet.zoneID { return id.value }
    guard let name = subnet.zone else { return "" }
    let rival =
      zoneIDs.rival(of: name.value, in: entry) ?? zoneIDs.foreignRival(of: name.value, in: entry)
    if let rival { report(.zone(.unknownID(name, ofSubnet: true, id: rival))) }
    return zoneIDs.id(of: name.value, in: entry)
  }

  /// What a zone that something in a VPC names is compared by.
  mutating func zoneKey(_ name: Located<String>, in entry: VPCEntry) -> String {
    guard let zoneIDs else { return name.value }
    if let rival = zoneIDs.rival(of: name.value, in: entry) {
      report(.zone(.unknownID(name, ofSubnet: false, id: rival)))
    }
    return zoneIDs.id(of: name.value, in: entry)
  }

  mutating func zoneKeys(_ names: [Located<String>]?, in entry: VPCEntry) -> [String]? {
    guard let names else { return nil }
    var keys: [String] = []
    for name in names { keys.append(zoneKey(name, in: entry)) }
    return keys
  }
}
