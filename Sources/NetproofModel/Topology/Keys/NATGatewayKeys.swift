import NetproofSets
import NetproofSyntax

enum NATGatewayKeys {
  static let state = Key.state(
    NATGateway.State.allCases.map(\.rawValue), "Only an available gateway forwards.",
    default: "`available`")
  static let subnet = Key(
    "subnet", .reference, "The subnet that it is in, unless it is regional.")
  static let kindOfGateway = Key(
    "kind", .word(of: NATGateway.Connectivity.self, "a kind of NAT gateway"),
    "Whether it has public addresses: in its subnet, none, or in zones of the whole VPC.",
    default: "`public`")
  static let privateIP = Key(
    "private-ip", .oneAddress("private-ip", "private-ips"), "Its private address.")
  static let privateIPs = Key(
    "private-ips", .oneOrMore(.address, "an address or a list of addresses"),
    "Its private addresses, the primary one first: each connection is given one of them.")
  static let publicIP = Key(
    "public-ip", .oneAddress("public-ip", "public-ips"),
    "The public address of the primary private one.")
  static let mode = Key(
    "mode", .word(of: NATGateway.Mode.self, "a mode"),
    "Of a regional one: whether AWS adds zones by itself, or only those of `public-ips` are served.",
    default: "`automatic`")
  static let publicIPs = Key(
    "public-ips", .addressesByKey,
    "Public addresses, each by its private one; of a regional one those in each zone.")
  static let routeTable = Key(
    "route-table", .reference, "Of a regional one: its own route table.",
    default: "one with `local` routes and a route to the VPC's internet gateway")

  static let kind = EntryKind(
    "nat-gateway", "a NAT gateway", "A managed translator of many sources to one.",
    keys: [
      subnet.description, kindOfGateway.description, privateIP.description,
      privateIPs.description, publicIP.description, publicIPs.description, mode.description,
      routeTable.description,
    ] + HeadKeys.all(state: state),
    groups: [
      KeyGroup(
        privateIP.name, privateIPs.name, help: "write every address under `private-ips`"),
      KeyGroup(
        publicIP.name, publicIPs.name,
        help: "write `public-ips: { PRIVATE: PUBLIC }` with every address, "
          + "or `{ ZONE: ADDRESS }` for a regional gateway"),
    ])
}

extension Shape where Value == [(key: Located<String>, addresses: [Located<Address>])] {
  fileprivate static var addressesByKey: Self {
    let addresses = Shape<[Located<Address>]>.oneOrMore(
      .address, "an address or a list of addresses")
    return Self(.map(key: .text, value: addresses.description)) { node, diagnostics in
      let words = "a map from private addresses, or from zones, to public addresses"
      guard let entries = node.map(words, into: &diagnostics) else { return nil }
      var result: Value = []
      for entry in entries {
        guard let own = addresses.read(entry.value, &diagnostics) else { continue }
        result.append((entry.key, own))
      }
      return result
    }
  }
}
