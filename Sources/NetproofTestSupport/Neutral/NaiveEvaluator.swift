/// What the neutral semantics say about one packet at a time, rule by rule, without any preparation.
///
/// It knows nothing of Netproof's engine: it is there to judge it.
/// Source: the semantics of the neutral format, rules 1 to 7.
public struct NaiveEvaluator: Sendable {
  private let network: Neutral
  private let subnets: [String: Neutral.Subnet]
  private let vpcs: [String: Neutral.VPC]
  private let interfaces: [String: Neutral.Interface]
  private let externals: [String: Neutral.External]
  private let groups: [String: Neutral.SecurityGroup]
  private let acls: [String: Neutral.NetworkACL]
  private let tables: [String: Neutral.RouteTable]
  private let gateways: [String: Neutral.InternetGateway]
  private let translators: [String: Neutral.NATGateway]
  private let peerings: [String: Neutral.Peering]
  private let hubs: [String: Neutral.TransitGateway]
  /// One client port of every range that no network ACL divides.
  private let clientPorts: [Int]
  /// The blocks and addresses of the network, read.
  private let blocks: [String: Block]

  private struct Block {
    let base: Int
    let length: Int
  }

  public init(_ network: Neutral) {
    self.network = network
    subnets = Dictionary(uniqueKeysWithValues: network.subnets.map { ($0.id, $0) })
    vpcs = Dictionary(uniqueKeysWithValues: network.vpcs.map { ($0.id, $0) })
    interfaces = Dictionary(uniqueKeysWithValues: network.enis.map { ($0.id, $0) })
    externals = Dictionary(uniqueKeysWithValues: network.externals.map { ($0.id, $0) })
    groups = Dictionary(uniqueKeysWithValues: network.securityGroups.map { ($0.id, $0) })
    acls = Dictionary(
      uniqueKeysWithValues: network.nacls.map { acl in
        var acl = acl
        acl.ingress.sort { $0.num < $1.num }
        acl.egress.sort { $0.num < $1.num }
        return (acl.id, acl)
      })
    tables = Dictionary(uniqueKeysWithValues: network.routeTables.map { ($0.id, $0) })
    gateways = Dictionary(uniqueKeysWithValues: network.igws.map { ($0.id, $0) })
    translators = Dictionary(uniqueKeysWithValues: network.nats.map { ($0.id, $0) })
    peerings = Dictionary(uniqueKeysWithValues: network.peerings.map { ($0.id, $0) })
    hubs = Dictionary(uniqueKeysWithValues: network.tgws.map { ($0.id, $0) })
    let starts = Set(Self.entries(network).flatMap { [$0.ports[0], $0.ports[1] + 1] })
    let (low, high) = (network.clientPorts[0], network.clientPorts[1])
    clientPorts = [low] + starts.filter { $0 > low && $0 <= high }.sorted()
    blocks = Self.blocks(network)
  }

  private static func blocks(_ network: Neutral) -> [String: Block] {
    var texts = network.vpcs.flatMap(\.cidrs) + entries(network).map(\.cidr)
    texts += network.securityGroups.flatMap { $0.ingress + $0.egress }.compactMap(\.cidr)
    texts += network.routeTables.flatMap(\.routes).map(\.cidr)
    texts += network.tgws.flatMap(\.routeTables).flatMap(\.routes).map(\.cidr)
    texts += network.enis.map(\.ip) + network.externals.map(\.ip)
    var result: [String: Block] = [:]
    for text in texts where result[text] == nil {
      let parts = text.split(separator: "/")
      let base = parts[0].split(separator: ".").reduce(0) { $0 << 8 | (Int($1) ?? 0) }
      result[text] = Block(base: base, length: parts.count == 2 ? Int(parts[1]) ?? 0 : 32)
    }
    return result
  }

  private static func entries(_ network: Neutral) -> [Neutral.Entry] {
    network.nacls.flatMap { $0.ingress + $0.egress }
  }

  /// The ranges of ports that no rule divides.
  public var portRanges: [ClosedRange<Int>] {
    let entries = Self.entries(network).map(\.ports)
    let rules = network.securityGroups.flatMap { $0.ingress + $0.egress }.map(\.ports)
    let starts = Set([0] + (entries + rules).flatMap { [$0[0], $0[1] + 1] }).sorted()
      .filter { $0 < 65_536 }
    return zip(starts, starts.dropFirst() + [65_536]).map { $0...$1 - 1 }
  }

  /// Whether one end can open a connection to another and get an answer, by some client port.
  public func connects(_ from: String, _ to: String, _ proto: String, _ port: Int) -> Bool {
    switch (interfaces[from], interfaces[to], externals[from], externals[to]) {
    case (let a?, let b?, _, _): return between(a, b, proto, port)
    case (let a?, _, _, let e?): return out(a, e, proto, port)
    case (_, let b?, let e?, _): return into(e, b, proto, port)
    default: return false
    }
  }

  /// Whether replies to some client port pass; requests are not told apart by their client ports.
  private func someClient(_ proto: String, _ isAnswered: (Int) -> Bool) -> Bool {
    (proto == "icmp" ? [0] : clientPorts).contains(where: isAnswered)
  }

  // MARK: - Addresses

  private func length(_ cidr: String) -> Int { blocks[cidr]?.length ?? 0 }

  private func contains(_ cidr: String, _ address: String) -> Bool {
    guard let block = blocks[cidr], let host = blocks[address] else { return false }
    let shift = 32 - block.length
    return block.base >> shift == host.base >> shift
  }

  private func longest(_ routes: [(cidr: String, target: String?)], _ address: String) -> String? {
    routes.filter { contains($0.cidr, address) }.max { length($0.cidr) < length($1.cidr) }?.target
  }

  // MARK: - Rules

  private func matches(_ proto: String, _ ports: [Int], _ asked: String, _ port: Int) -> Bool {
    proto == "all" || (proto == asked && (asked == "icmp" || (ports[0]...ports[1]).contains(port)))
  }

  private func admits(
    _ subnet: String, inbound: Bool, _ proto: String, _ remote: String, _ port: Int
  ) -> Bool {
    guard let acl = acls[subnets[subnet]?.nacl ?? ""] else { return false }
    let first = (inbound ? acl.ingress : acl.egress).first {
      matches($0.proto, $0.ports, proto, port) && contains($0.cidr, remote)
    }
    return first?.action == "allow"
  }

  private func allows(
    _ interface: Neutral.Interface, inbound: Bool, _ proto: String, _ port: Int, _ remote: String,
    members: [String]
  ) -> Bool {
    interface.sgs.contains { name in
      guard let group = groups[name] else { return false }
      return (inbound ? group.ingress : group.egress).contains { rule in
        guard matches(rule.proto, rule.ports, proto, port) else { return false }
        if let cidr = rule.cidr { return contains(cidr, remote) }
        return members.contains(rule.sg ?? "")
      }
    }
  }

  // MARK: - Routes

  private enum Hop {
    case local
    case peering(String)
    case transit(String, referencing: Bool)
    case internet
    case translator(Neutral.NATGateway)
  }

  /// Where packets for an address go from a subnet, if anywhere.
  private func hop(from subnet: String, to address: String) -> Hop? {
    guard let place = subnets[subnet], let vpc = vpcs[place.vpc],
      let table = tables[place.routeTable]
    else { return nil }
    let routes: [(cidr: String, target: String?)] =
      vpc.cidrs.map { ($0, "local") } + table.routes.map { ($0.cidr, $0.target) }
    guard let target = longest(routes, address) else { return nil }
    if target == "local" { return .local }
    if let peering = peerings[target] {
      if peering.a == vpc.id { return .peering(peering.b) }
      return peering.b == vpc.id ? .peering(peering.a) : nil
    }
    if let hub = hubs[target] { return hop(through: hub, from: vpc.id, to: address) }
    if let gateway = gateways[target] { return gateway.vpc == vpc.id ? .internet : nil }
    if let translator = translators[target] {
      return subnets[translator.subnet]?.vpc == vpc.id ? .translator(translator) : nil
    }
    return nil
  }

  private func hop(
    through hub: Neutral.TransitGateway, from vpc: String, to address: String
  ) -> Hop? {
    guard let near = hub.attachments.first(where: { $0.vpc == vpc }),
      let table = hub.routeTables.first(where: { $0.id == near.routeTable }),
      let target = longest(table.routes.map { ($0.cidr, $0.attachment) }, address),
      let far = hub.attachments.first(where: { $0.id == target })
    else { return nil }
    return .transit(far.vpc, referencing: hub.referencing)
  }

  private func home(_ interface: Neutral.Interface) -> String {
    subnets[interface.subnet]?.vpc ?? ""
  }

  /// Whether a way leads to an interface, and for which rules it keeps the other end's groups.
  private func reach(
    _ subnet: String, _ goal: Neutral.Interface
  ) -> (keepsOutbound: Bool, keepsInbound: Bool)? {
    switch hop(from: subnet, to: goal.ip) {
    case .local: return subnets[subnet]?.vpc == home(goal) ? (true, true) : nil
    case .peering(let vpc): return vpc == home(goal) ? (true, true) : nil
    case .transit(let vpc, let referencing): return vpc == home(goal) ? (false, referencing) : nil
    case .internet, .translator, nil: return nil
    }
  }

  // MARK: - Pairs

  private func between(
    _ a: Neutral.Interface, _ b: Neutral.Interface, _ proto: String, _ port: Int
  ) -> Bool {
    let isSame = a.subnet == b.subnet
    var keeps = (keepsOutbound: true, keepsInbound: true)
    if !isSame {
      guard let way = reach(a.subnet, b),
        admits(a.subnet, inbound: false, proto, b.ip, port),
        admits(b.subnet, inbound: true, proto, a.ip, port)
      else { return false }
      keeps = way
    }
    let passes =
      allows(a, inbound: false, proto, port, b.ip, members: keeps.keepsOutbound ? b.sgs : [])
      && allows(b, inbound: true, proto, port, a.ip, members: keeps.keepsInbound ? a.sgs : [])
    guard passes, !isSame else { return passes }
    guard reach(b.subnet, a) != nil else { return false }
    return someClient(proto) { client in
      admits(b.subnet, inbound: false, proto, a.ip, client)
        && admits(a.subnet, inbound: true, proto, b.ip, client)
    }
  }

  private func out(
    _ a: Neutral.Interface, _ e: Neutral.External, _ proto: String, _ port: Int
  ) -> Bool {
    guard allows(a, inbound: false, proto, port, e.ip, members: []),
      admits(a.subnet, inbound: false, proto, e.ip, port)
    else { return false }
    switch hop(from: a.subnet, to: e.ip) {
    case .internet:
      return a.isPublic
        && someClient(proto) { admits(a.subnet, inbound: true, proto, e.ip, $0) }
    case .translator(let translator): return out(a, e, proto, port, by: translator)
    case .local, .peering, .transit, nil: return false
    }
  }

  private func out(
    _ a: Neutral.Interface, _ e: Neutral.External, _ proto: String, _ port: Int,
    by translator: Neutral.NATGateway
  ) -> Bool {
    let (near, far) = (a.subnet, translator.subnet)
    if near != far, !admits(far, inbound: true, proto, a.ip, port) { return false }
    guard case .internet? = hop(from: far, to: e.ip),
      admits(far, inbound: false, proto, e.ip, port),
      someClient(proto, { admits(far, inbound: true, proto, e.ip, $0) })
    else { return false }
    if near == far { return true }
    guard case .local? = hop(from: far, to: a.ip) else { return false }
    return someClient(proto) { client in
      admits(far, inbound: false, proto, a.ip, client)
        && admits(near, inbound: true, proto, e.ip, client)
    }
  }

  private func into(
    _ e: Neutral.External, _ b: Neutral.Interface, _ proto: String, _ port: Int
  ) -> Bool {
    guard b.isPublic, network.igws.contains(where: { $0.vpc == home(b) }),
      admits(b.subnet, inbound: true, proto, e.ip, port),
      allows(b, inbound: true, proto, port, e.ip, members: []),
      case .internet? = hop(from: b.subnet, to: e.ip)
    else { return false }
    return someClient(proto) { admits(b.subnet, inbound: false, proto, e.ip, $0) }
  }
}
