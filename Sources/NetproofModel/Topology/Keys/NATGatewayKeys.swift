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
  static let privateIP = Key("private-ip", .address, "Its private address.")
  static let publicIP = Key("public-ip", .address, "Its public address.")
  static let mode = Key(
    "mode", .word(of: NATGateway.Mode.self, "a mode"),
    "Of a regional one: whether AWS adds zones by itself, or only those of `public-ips` are served.",
    default: "`automatic`")
  static let publicIPs = Key(
    "public-ips", .addressesByZone, "Of a regional one: its public address in each zone.")
  static let routeTable = Key(
    "route-table", .reference, "Of a regional one: its own route table.",
    default: "one with `local` routes and a route to the VPC's internet gateway")

  static let kind = EntryKind(
    "nat-gateway", "a NAT gateway", "A managed translator of many sources to one.",
    keys: [
      subnet.description, kindOfGateway.description, privateIP.description,
      publicIP.description, mode.description, publicIPs.description, routeTable.description,
    ] + HeadKeys.all(state: state),
    groups: [
      KeyGroup(
        publicIP.name, publicIPs.name,
        help: "write `public-ips: { ZONE: ADDRESS }` for a regional gateway, else `public-ip`")
    ])
}

extension Shape where Value == [(zone: Located<String>, address: Located<Address>)] {
  fileprivate static var addressesByZone: Self {
    let address = Shape<Located<Address>>.address
    return Self(.map(key: .text, value: address.description)) { node, diagnostics in
      guard let entries = node.map("a map from zones to addresses", into: &diagnostics)
      else { return nil }
      var result: Value = []
      for entry in entries {
        guard let own = address.read(entry.value, &diagnostics) else { continue }
        result.append((entry.key, own))
      }
      return result
    }
  }
}
