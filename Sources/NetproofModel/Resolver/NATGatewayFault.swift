import NetproofSets
import NetproofSyntax

/// What is written of a NAT gateway that is a matter of those of another kind.
///
/// Source: Amazon VPC User Guide, "Regional NAT gateways"; rule R102.
enum NATGatewayFault: Hashable, Sendable {
  case foreignKey(Located<String>, key: String, isRegional: Bool, at: Span)
  /// A zone under `public-ips` of a gateway that is in a subnet.
  case zoneOfZonal(Located<String>)
  /// A private address under `public-ips` of a regional one.
  case addressOfRegional(Located<String>)
  /// A further public address of one private one.
  case severalOfOne(Located<Address>, private: Located<String>)
}

extension NATGatewayFault {
  var place: Span {
    switch self {
    case .foreignKey(_, _, _, let span): span
    case .zoneOfZonal(let key), .addressOfRegional(let key): key.span
    case .severalOfOne(let address, _): address.span
    }
  }

  var headline: String {
    switch self {
    case .foreignKey(let name, let key, isRegional: true, _):
      "the regional NAT gateway `\(name.value)` has no `\(key)`"
    case .foreignKey(_, let key, isRegional: false, _):
      "only a regional NAT gateway has `\(key)`"
    case .zoneOfZonal(let zone):
      "only a regional NAT gateway has public addresses by zone, such as `\(zone.value)`"
    case .addressOfRegional(let address):
      "a regional NAT gateway has no private addresses, such as `\(address.value)`"
    case .severalOfOne(_, let inside):
      "`\(inside.value)` has a public address already"
    }
  }

  var help: String {
    switch self {
    case .foreignKey(_, _, isRegional: true, _):
      "it stands in zones, not in a subnet: write `public-ips: { ZONE: ADDRESS }`"
    case .foreignKey(_, _, isRegional: false, _): "remove it, or write `kind: regional`"
    case .zoneOfZonal:
      "write `public-ips: { PRIVATE: PUBLIC }` with its private addresses, or `kind: regional`"
    case .addressOfRegional: "write `public-ips: { ZONE: ADDRESS }`"
    case .severalOfOne:
      "a private address has one public address: add another private one under `private-ips`"
    }
  }
}
