import NetproofSets
import NetproofSyntax

// Addresses of what is only going to be made: templates and plans leave them to AWS.

extension AWSTopology {
  /// Something that lacks an address.
  private struct Lack {
    let id: String
    /// What the private address stands for: the thing, or a further address of it.
    let owner: String
    let subnet: String
    let span: Span
    let needsPrivate: Bool
    let sixCount: Int
    /// What of it lacks a public address.
    let publics: [String]
  }

  mutating func takeAddresses() {
    let lacks = self.lacks
    guard !lacks.isEmpty else { return }
    gatherMentions()
    let bySubnet = Dictionary(grouping: lacks, by: \.subnet)
    var seen: Set<String> = []
    for subnet in lacks.map(\.subnet) where seen.insert(subnet).inserted {
      takePrivate(bySubnet[subnet] ?? [], in: subnet)
    }
    takePublic(lacks)
  }

  private var lacks: [Lack] {
    var lacks: [Lack] = []
    for interface in estate.dump[.interfaces] + inlineInterfaces {
      guard let id = interface.text("NetworkInterfaceId"), !interface.isPart else { continue }
      let written =
        interface.values(["PrivateIpAddress"])
        + interface.list("PrivateIpAddresses").flatMap { $0.values(["PrivateIpAddress"]) }
      let hasPrivate = written.contains { $0.address != nil }
      let associations = publicOwners(of: interface)
      let count = interface.text("Ipv6AddressCount").flatMap { Int($0) } ?? 0
      lacks.append(
        Lack(
          id: id, owner: id, subnet: interface.text("SubnetId") ?? "",
          span: interface.node.span,
          needsPrivate: !hasPrivate, sixCount: min(max(count, 0), 16),
          publics: associations))
    }
    for gateway in estate.dump[.natGateways] where gateway.text("State") ?? "" != "deleted" {
      guard gateway.text("State") ?? "available" == "available",
        gateway.text("AvailabilityMode") != "regional"
      else { continue }
      lacks += self.lacks(ofGateway: gateway)
    }
    return lacks.filter { $0.needsPrivate || !$0.publics.isEmpty || $0.sixCount > 0 }
  }

  /// What a NAT gateway in a subnet lacks, by address.
  private func lacks(ofGateway gateway: AWSResource) -> [Lack] {
    guard let id = gateway.text("NatGatewayId") else { return [] }
    let isPrivate = gateway.text("ConnectivityType") == "private"
    let addresses = Self.addresses(ofGateway: gateway)
    return (0..<max(1, addresses.count)).map { index in
      let address = index < addresses.count ? addresses[index] : nil
      let owner = Self.owner(ofAddress: index, of: id)
      return Lack(
        id: id, owner: owner, subnet: gateway.text("SubnetId") ?? "", span: gateway.node.span,
        needsPrivate: address?["PrivateIp"] == nil, sixCount: 0,
        publics: isPrivate || address?["PublicIp"] != nil ? [] : [owner])
    }
  }

  /// What of an interface is associated with a public address that is not known: itself, which is its
  /// primary address, and further private addresses.
  private func publicOwners(of interface: AWSResource) -> [String] {
    let all = interface.list("PrivateIpAddresses")
    let owners = [(interface, interface)] + all.map { ($0, interface) }
    return owners.compactMap { part, interface in
      guard let association = part.part("Association"),
        ["PublicIp", "CarrierIp", "CustomerOwnedIp"].allSatisfy({ association.text($0) == nil })
      else { return nil }
      return Self.publicOwner(part, of: interface)
    }
  }

  /// What stands for an interface, or for one of its private addresses.
  private static func publicOwner(_ part: AWSResource, of interface: AWSResource) -> String {
    let id = interface.text("NetworkInterfaceId") ?? ""
    guard part["NetworkInterfaceId"] == nil, let inside = part.text("PrivateIpAddress") else {
      return id
    }
    return "\(id) \(inside)"
  }

  /// The interfaces that only their instances describe.
  private var inlineInterfaces: [AWSResource] {
    let known = Set(estate.dump[.interfaces].compactMap { $0.text("NetworkInterfaceId") })
    return estate.dump.instances.flatMap { $0.list("NetworkInterfaces") }.filter {
      !known.contains($0.text("NetworkInterfaceId") ?? "")
    }
  }

  // MARK: - What tells addresses apart

  private mutating func gatherMentions() {
    let dump = estate.dump
    for table in dump[.routeTables] {
      for route in table.list("Routes") {
        taken.mention(route.values(["DestinationCidrBlock", "DestinationIpv6CidrBlock"]))
      }
    }
    for route in dump[.gatewayRoutes] { taken.mention(route.values(["DestinationCidrBlock"])) }
    for acl in dump[.networkACLs] {
      for entry in acl.list("Entries") {
        taken.mention(entry.values(["CidrBlock", "Ipv6CidrBlock"]))
      }
    }
    for group in dump[.securityGroups] {
      for rule in group.list("IpPermissions") + group.list("IpPermissionsEgress") {
        for range in rule.list("IpRanges") + rule.list("Ipv6Ranges") where !range.node.isScalar {
          taken.mention(range.values(["CidrIp", "CidrIpv6"]))
        }
      }
    }
    for list in dump[.prefixLists] { taken.mention(list.elements("Cidrs")) }
    for entry in dump[.prefixListEntries] { taken.mention(entry.values(["Cidr"])) }
    gatherOwned()
    taken.sortMentions()
  }

  private mutating func gatherOwned() {
    let dump = estate.dump
    for interface in dump[.interfaces] + inlineInterfaces {
      taken.own(interface.values(["PrivateIpAddress"]))
      taken.own(interface.part("Association")?.values(["PublicIp"]) ?? [])
      for address in interface.list("PrivateIpAddresses") {
        taken.own(address.values(["PrivateIpAddress"]))
        taken.own(address.part("Association")?.values(["PublicIp"]) ?? [])
      }
      for address in interface.list("Ipv6Addresses") { taken.own(address.values(["Ipv6Address"])) }
    }
    for gateway in dump[.natGateways] {
      for address in gateway.list("NatGatewayAddresses") {
        taken.own(address.values(["PrivateIp", "PublicIp"]))
      }
    }
  }

  // MARK: - Taking

  private mutating func takePrivate(_ lacks: [Lack], in subnet: String) {
    let cidrs = estate[subnet].map { Self.cidrs(of: $0) } ?? []
    let blocks = cidrs.compactMap { node in node.text.flatMap { try? Prefix($0) } }
    var told: [(lack: Lack, address: Address)] = []
    for lack in lacks {
      if lack.needsPrivate, let address = take(.ipv4, blocks, for: lack, in: subnet) {
        taken.privates[lack.owner] = Node(.scalar("\(address)", quoted: true), at: lack.span)
        told.append((lack, address))
      }
      for _ in 0..<lack.sixCount {
        guard let address = take(.ipv6, blocks, for: lack, in: subnet) else { break }
        taken.sixes[lack.id, default: []].append(
          Node(.scalar("\(address)", quoted: true), at: lack.span))
        if !lack.needsPrivate { told.append((lack, address)) }
      }
    }
    guard let first = told.first, let last = told.last else { return }
    let range =
      first.address == last.address
      ? "\(first.address) is" : "\(first.address) to \(last.address) are"
    problems.report(
      ImportFault.addressTaken(
        "\(Self.several(told.map { shortName($0.lack.id) })) in `\(names[subnet])` "
          + "\(told.count == 1 ? "has" : "have") no address yet: \(range) taken",
        help: "no rule or route tells addresses of `\(names[subnet])` apart, so verdicts are the "
          + "same whichever AWS gives",
        at: first.lack.span))
  }

  private mutating func take(
    _ family: Family, _ blocks: [Prefix], for lack: Lack, in subnet: String
  ) -> Address? {
    guard let block = blocks.first(where: { $0.family == family }) else {
      // That nothing is known of the subnet was told where it is named.
      guard !blocks.isEmpty else {
        taken.unknown.insert(lack.id)
        return nil
      }
      return fail(lack, "its subnet has no \(family == .ipv4 ? "CIDR" : "IPv6 CIDR")")
    }
    if let splitter = taken.splitter(of: block) {
      return fail(lack, "a rule or route tells \(splitter) apart from the rest of its subnet")
    }
    return taken.take(from: block) ?? fail(lack, "\(block) has no free address")
  }

  private mutating func fail(_ lack: Lack, _ why: String) -> Address? {
    if taken.unknown.insert(lack.id).inserted {
      problems.report(
        ImportFault.addressUnknown(shortName(lack.id), why: why, at: lack.span))
    }
    return nil
  }

  private mutating func takePublic(_ lacks: [Lack]) {
    var told: [(lack: Lack, address: Address)] = []
    for (lack, owner) in lacks.flatMap({ lack in lack.publics.map { (lack, $0) } }) {
      guard let address = taken.takePublic() else {
        _ = fail(lack, "no public address can be taken for it")
        continue
      }
      taken.publics[owner] = Node(.scalar("\(address)", quoted: true), at: lack.span)
      told.append((lack, address))
    }
    guard let first = told.first, let last = told.last else { return }
    let range = told.count == 1 ? "\(first.address) is" : "\(first.address) to \(last.address) are"
    problems.report(
      ImportFault.addressTaken(
        "\(Self.several(told.map { shortName($0.lack.id) })) \(told.count == 1 ? "has" : "have") "
          + "no public address yet: \(range) taken",
        help: "rules that name public addresses are taken not to mean "
          + (told.count == 1 ? "it" : "them"),
        at: first.lack.span))
  }

  /// The name of a thing, or what a text calls it that has no name of its own.
  private func shortName(_ id: String) -> String {
    let name = names[id]
    guard AWSDraft.isInvented(name) else { return name }
    return name.split(separator: "/").last.map(String.init) ?? name
  }

  private static func several(_ names: [String]) -> String {
    let first = names.first ?? ""
    return names.count == 1 ? "`\(first)`" : "`\(first)` and \(names.count - 1) more"
  }

  // MARK: - Using

  /// The primary private address of an interface.
  func privateAddress(of interface: AWSResource) -> Node? {
    interface["PrivateIpAddress"].flatMap { $0.address == nil ? nil : $0 }
      ?? taken.privates[interface.text("NetworkInterfaceId") ?? ""]
  }

  /// The public address of an interface.
  func publicAddress(of interface: AWSResource) -> Node? {
    interface.part("Association")?.publicAddress
      ?? taken.publics[interface.text("NetworkInterfaceId") ?? ""]
  }

  /// The public address of a private one of an interface.
  func publicAddress(of address: AWSResource, at interface: AWSResource) -> Node? {
    guard let association = address.part("Association") else { return nil }
    return association.publicAddress ?? taken.publics[Self.publicOwner(address, of: interface)]
  }

  /// The addresses that a NAT gateway in a subnet gives to connections, the primary one first: not those
  /// that are only being associated, or are no more used.
  static func addresses(ofGateway gateway: AWSResource) -> [AWSResource] {
    let all = gateway.list("NatGatewayAddresses")
    let ready = all.filter { $0.text("Status") ?? "succeeded" == "succeeded" }
    let usable = ready.isEmpty ? Array(all.prefix(1)) : ready
    return usable.filter { $0.isTrue("IsPrimary") } + usable.filter { !$0.isTrue("IsPrimary") }
  }

  /// An address of a NAT gateway that it comes to have or ceases to have.
  static func changingAddress(ofGateway gateway: AWSResource) -> AWSResource? {
    gateway.list("NatGatewayAddresses").first { address in
      address.text("Status").map { !["succeeded", "failed"].contains($0) } ?? false
    }
  }

  /// The private and the public address of a NAT gateway's address, as AWS says or as they were taken.
  func addresses(
    _ address: AWSResource?, at index: Int, of id: String
  ) -> (inside: Node?, outside: Node?) {
    let owner = Self.owner(ofAddress: index, of: id)
    return (
      address?["PrivateIp"] ?? taken.privates[owner], address?["PublicIp"] ?? taken.publics[owner]
    )
  }

  /// What stands for an address of a NAT gateway.
  private static func owner(ofAddress index: Int, of id: String) -> String {
    index == 0 ? id : "\(id) \(index)"
  }

  /// The IPv6 addresses of an interface.
  func sixes(of interface: AWSResource) -> [Node] {
    interface.list("Ipv6Addresses").compactMap { $0["Ipv6Address"] }
      + (taken.sixes[interface.text("NetworkInterfaceId") ?? ""] ?? [])
  }
}

extension Node {
  /// The address that a text is.
  var address: Address? { text.flatMap { Address($0) } }
}

extension AWSResource {
  /// The public address of an association, unless it is one of a carrier or a customer.
  var publicAddress: Node? {
    guard let address = self["PublicIp"], address.text != text("CarrierIp"),
      address.text != text("CustomerOwnedIp")
    else { return nil }
    return address
  }

  /// The values of those of some keys that are there.
  fileprivate func values(_ keys: [String]) -> [Node] { keys.compactMap { self[$0] } }
}
