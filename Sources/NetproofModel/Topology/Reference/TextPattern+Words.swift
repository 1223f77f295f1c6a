import NetproofSets

extension TextPattern {
  /// What such a text is, for the schema and the reference.
  var summary: String {
    switch self {
    case .cidr: "A CIDR block, such as `10.0.0.0/16` or `\"2001:db8::/56\"`."
    case .address: "An address, such as `10.0.0.1` or `\"2001:db8::1\"`."
    case .cidrOrName: "A CIDR block or a name."
    case .cidrOrAddress: "A CIDR block or an address."
    case .reference: "A name; `vpc/name`, `account/name` and `kind:name` make it precise."
    case .ports: "A port, such as `443`, or a range, such as `1024-65535`."
    case .protocols: "`all`, `tcp`, `udp`, `icmp`, `icmpv6` or `protocol/N`."
    case .service:
      "`tcp/443`, `udp/53`, `tcp/8000-8080`, `tcp`, `icmp`, `icmp/8`, `icmp/3/4`, `protocol/47` or "
        + "`any`."
    case .clientPorts:
      "A range of ports, or a profile: "
        + ClientPortProfile.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") + "."
    }
  }

  /// A regular expression that every such text matches; the reader looks closer.
  var expression: String? {
    switch self {
    case .cidr: "^[0-9A-Fa-f.:]+/[0-9]{1,3}$"
    case .address: "^[0-9A-Fa-f.:]+$"
    case .cidrOrAddress: "^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$"
    case .cidrOrName, .reference: nil
    case .ports: "^\(Self.portRange)$"
    case .protocols: "^(all|tcp|udp|icmp|icmpv6|protocol/[0-9]{1,3})$"
    case .service:
      "^(any|(tcp|udp)(/\(Self.portRange))?|icmp(v6)?(/[0-9]{1,3}){0,2}|protocol/[0-9]{1,3})$"
    case .clientPorts:
      "^(\(Self.portRange)|"
        + ClientPortProfile.allCases.map(\.rawValue).joined(separator: "|") + ")$"
    }
  }

  /// Whether YAML readers that guess may take such a text for a whole number.
  var mayBeNumber: Bool {
    switch self {
    case .ports, .clientPorts, .cidrOrName, .reference: true
    case .cidr, .address, .cidrOrAddress, .protocols, .service: false
    }
  }

  private static let portRange = "[0-9]{1,5}(-[0-9]{1,5})?"
}
