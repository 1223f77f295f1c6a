import NetproofSets
public import NetproofSyntax

extension Topology {
  /// Makes one topology of files that are named together.
  ///
  /// A name that two files give to the same kind of thing is reported, and the first thing kept; so
  /// a VPC stands in one file. The name and the base are those of the first file that has one.
  public static func merged(
    _ parts: [Topology], into diagnostics: inout Diagnostics
  ) -> Topology {
    var whole = Topology()
    whole.name = parts.lazy.compactMap(\.name).first
    whole.base = parts.lazy.compactMap(\.base).first
    whole.networks = united(parts.map(\.networks), NetworkKeys.kind, \.head.name, &diagnostics)
    whole.prefixLists = united(
      parts.map(\.prefixLists), PrefixListKeys.kind, \.head.name, &diagnostics)
    whole.zones = united(parts.map(\.zones), ZoneKeys.kind, \.head.name, &diagnostics)
    whole.localGateways = united(
      parts.map(\.localGateways), LocalGatewayKeys.kind, \.head.name, &diagnostics)
    whole.vpcs = united(parts.map(\.vpcs), VPCKeys.kind, \.head.name, &diagnostics)
    whole.peerings = united(parts.map(\.peerings), PeeringKeys.kind, \.head.name, &diagnostics)
    whole.transitGateways = united(
      parts.map(\.transitGateways), TransitGatewayKeys.kind, \.head.name, &diagnostics)
    whole.vpnConnections = united(
      parts.map(\.vpnConnections), VPNConnectionKeys.kind, \.head.name, &diagnostics)
    whole.blockPublicAccesses = united(
      parts.map(\.blockPublicAccesses), BlockPublicAccessKeys.kind, \.head.name, &diagnostics)
    whole.unadvertised = parts.flatMap(\.unadvertised)
    whole.privateIPv6 = parts.flatMap(\.privateIPv6)
    whole.directConnectGateways = united(
      parts.map(\.directConnectGateways), DirectConnectGatewayKeys.kind, \.head.name, &diagnostics)
    whole.virtualInterfaces = united(
      parts.map(\.virtualInterfaces), VirtualInterfaceKeys.kind, \.head.name, &diagnostics)
    whole.coreNetworks = united(
      parts.map(\.coreNetworks), CoreNetworkKeys.kind, \.head.name, &diagnostics)
    whole.firewallPolicies = united(
      parts.map(\.firewallPolicies), FirewallPolicyKeys.kind, \.head.name, &diagnostics)
    whole.endpointServices = united(
      parts.map(\.endpointServices), EndpointServiceKeys.kind, \.head.name, &diagnostics)
    whole.serviceNetworks = united(
      parts.map(\.serviceNetworks), ServiceNetworkKeys.kind, \.head.name, &diagnostics)
    whole.latticeServices = united(
      parts.map(\.latticeServices), LatticeServiceKeys.kind, \.head.name, &diagnostics)
    whole.assertions = parts.flatMap(\.assertions)
    whole.scopes = parts.flatMap(\.scopes)
    for part in parts { whole.policies.merge(part.policies, &diagnostics) }
    return whole
  }

  private static func united<Entry>(
    _ parts: [[Entry]], _ kind: EntryKind, _ name: KeyPath<Entry, Located<String>>,
    _ diagnostics: inout Diagnostics
  ) -> [Entry] {
    var places: [String: Span] = [:]
    var entries: [Entry] = []
    for entry in parts.joined() {
      let name = entry[keyPath: name]
      if let first = places[name.value] {
        diagnostics.report(TopologyFault.duplicate(name, first: first, thing: kind.thing))
      } else {
        places[name.value] = name.span
        entries.append(entry)
      }
    }
    return entries
  }
}

extension PolicyEntries {
  /// Takes over what a file states in place of its base.
  mutating func override(by other: Self) {
    if let theirs = other.clientPorts { clientPorts = theirs }
    switches.merge(other.switches) { $1 }
  }

  /// Takes over what another file states; the same value twice is no conflict.
  fileprivate mutating func merge(_ other: Self, _ diagnostics: inout Diagnostics) {
    Self.merge(&clientPorts, other.clientPorts, PolicyKeys.clientPorts.name, &diagnostics)
    for policy in Policies.Switch.allCases {
      Self.merge(&switches[policy], other.switches[policy], policy.rawValue, &diagnostics)
    }
  }

  private static func merge<Value: Equatable>(
    _ ours: inout Located<Value>?, _ theirs: Located<Value>?, _ key: String,
    _ diagnostics: inout Diagnostics
  ) {
    guard let theirs else { return }
    guard let known = ours else {
      ours = theirs
      return
    }
    if known.value != theirs.value {
      diagnostics.report(TopologyFault.policyConflict(key, at: theirs.span, first: known.span))
    }
  }
}
