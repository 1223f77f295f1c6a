import NetproofSyntax

/// What AWS would refuse of a VPN connection (R133, R154).
enum VPNConnectionFault: Hashable, Sendable {
  /// Tunnels that end at a virtual private gateway carry IPv4.
  case ipv6AtVPNGateway(Located<String>)
  /// Tunnels with private addresses go over Direct Connect alone.
  case transport(Reference)
  /// The attachment that the tunnels go over is another transit gateway's.
  case transportElsewhere(Reference, gateway: String)

  var place: Span {
    switch self {
    case .ipv6AtVPNGateway(let text): text.span
    case .transport(let name), .transportElsewhere(let name, _): name.span
    }
  }

  var headline: String {
    switch self {
    case .ipv6AtVPNGateway: "tunnels that end at a virtual private gateway carry no IPv6"
    case .transport(let name): "the tunnels of a VPN connection cannot go over `\(name.value)`"
    case .transportElsewhere(let name, let gateway):
      "`\(name.value)` is an attachment of `\(gateway)`, which this VPN connection is not attached to"
    }
  }

  var help: String {
    switch self {
    case .ipv6AtVPNGateway: "attach the connection to a transit gateway, or write `ipv4`"
    case .transport: "name an attachment with `direct-connect`"
    case .transportElsewhere:
      "name the Direct Connect attachment of the transit gateway that attaches the connection"
    }
  }
}
