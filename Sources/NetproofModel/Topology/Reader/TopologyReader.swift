import NetproofSets
public import NetproofSyntax

/// Reads the tree of one file as a topology.
public struct TopologyReader {
  /// The version of the format that this build reads.
  public static let version = 1

  /// Reads what can be read, and reports everything that is wrong.
  ///
  /// Nothing is answered if the file is no topology of this version at all. Entries that were
  /// reported may be missing or incomplete: resolve only what was read without an error.
  public static func read(_ node: Node, into diagnostics: inout Diagnostics) -> Topology? {
    guard isVersionRead(node, &diagnostics),
      let fields = Fields(node, TopologyKeys.kind, into: &diagnostics)
    else { return nil }
    var topology = Topology()
    topology.name = fields.read(TopologyKeys.name, into: &diagnostics)
    topology.base = fields.read(TopologyKeys.base, into: &diagnostics)
    topology.changes = fields.read(TopologyKeys.changes, into: &diagnostics)
    topology.networks = fields.read(TopologyKeys.networks, into: &diagnostics) ?? []
    topology.prefixLists = fields.read(TopologyKeys.prefixLists, into: &diagnostics) ?? []
    topology.zones = fields.read(TopologyKeys.zones, into: &diagnostics) ?? []
    topology.localGateways = fields.read(TopologyKeys.localGateways, into: &diagnostics) ?? []
    topology.vpcs = fields.read(TopologyKeys.vpcs, into: &diagnostics) ?? []
    topology.peerings = fields.read(TopologyKeys.peerings, into: &diagnostics) ?? []
    topology.transitGateways = fields.read(TopologyKeys.transitGateways, into: &diagnostics) ?? []
    topology.vpnConnections = fields.read(TopologyKeys.vpnConnections, into: &diagnostics) ?? []
    topology.blockPublicAccesses =
      fields.read(TopologyKeys.blockPublicAccess, into: &diagnostics) ?? []
    topology.unadvertised = fields.read(TopologyKeys.unadvertised, into: &diagnostics) ?? []
    topology.privateIPv6 = fields.read(TopologyKeys.privateIPv6, into: &diagnostics) ?? []
    topology.directConnectGateways =
      fields.read(TopologyKeys.directConnectGateways, into: &diagnostics) ?? []
    topology.virtualInterfaces =
      fields.read(TopologyKeys.virtualInterfaces, into: &diagnostics) ?? []
    topology.coreNetworks = fields.read(TopologyKeys.coreNetworks, into: &diagnostics) ?? []
    topology.firewallPolicies =
      fields.read(TopologyKeys.firewallPolicies, into: &diagnostics) ?? []
    topology.endpointServices =
      fields.read(TopologyKeys.endpointServices, into: &diagnostics) ?? []
    topology.serviceNetworks = fields.read(TopologyKeys.serviceNetworks, into: &diagnostics) ?? []
    topology.latticeServices = fields.read(TopologyKeys.latticeServices, into: &diagnostics) ?? []
    topology.assertions = fields.read(TopologyKeys.assertions, into: &diagnostics) ?? []
    topology.scopes = fields.read(TopologyKeys.scopes, into: &diagnostics) ?? []
    topology.policies =
      fields.read(TopologyKeys.policies, into: &diagnostics) ?? PolicyEntries()
    return topology
  }

  /// Whether the file is of this build's version, as far as it says.
  ///
  /// One that is left out is reported with the keys, unless no key is known: then the file is
  /// something else.
  private static func isVersionRead(_ node: Node, _ diagnostics: inout Diagnostics) -> Bool {
    guard let entries = node.entries else { return true }
    guard let value = node[TopologyKeys.version.name] else {
      let names = TopologyKeys.kind.names
      let isTopology = entries.contains { entry in
        names.contains(entry.key.value) || Nearest.name(to: entry.key.value, among: names) != nil
      }
      if !isTopology {
        let place = entries.first?.key.span ?? node.span
        diagnostics.report(TopologyFault.noTopology(at: place))
      }
      return isTopology
    }
    guard value.text == "\(Self.version)" else {
      diagnostics.report(TopologyFault.version(value.isNull ? nil : value.text, at: value.span))
      return false
    }
    return true
  }
}

extension TopologyReader {
  static func policies(_ fields: Fields, _ diagnostics: inout Diagnostics) -> PolicyEntries? {
    var policies = PolicyEntries()
    policies.clientPorts = fields.read(PolicyKeys.clientPorts, into: &diagnostics)
    for (policy, key) in PolicyKeys.switches {
      if let value = fields.read(key, into: &diagnostics) { policies.switches[policy] = value }
    }
    return policies
  }

  static func assertion(_ fields: Fields, _ diagnostics: inout Diagnostics) -> AssertionEntry? {
    let name = fields.read(AssertionKeys.name, into: &diagnostics)
    let from = fields.read(AssertionKeys.from, into: &diagnostics)
    let to = fields.read(AssertionKeys.to, into: &diagnostics)
    let ports = fields.read(AssertionKeys.port, into: &diagnostics)
    let expect = fields.read(AssertionKeys.expect, into: &diagnostics)
    let clientPorts = fields.read(AssertionKeys.clientPorts, into: &diagnostics)
    let oneWay = fields.read(AssertionKeys.oneWay, into: &diagnostics)
    let family = fields.read(AssertionKeys.family, into: &diagnostics)
    let app = fields.read(AssertionKeys.app, into: &diagnostics)
    let hostname = fields.read(AssertionKeys.hostname, into: &diagnostics)
    let because = fields.read(AssertionKeys.because, into: &diagnostics)
    let notes = fields.read(AssertionKeys.notes, into: &diagnostics)
    let through = fields.read(AssertionKeys.through, into: &diagnostics)
    let replyThrough = fields.read(AssertionKeys.replyThrough, into: &diagnostics)
    let flowLogs = fields.read(AssertionKeys.flowLogs, into: &diagnostics)
    let mirrored = fields.read(AssertionKeys.mirrored, into: &diagnostics)
    let replyMirrored = fields.read(AssertionKeys.replyMirrored, into: &diagnostics)
    guard let from, let to, let ports, let expect else { return nil }
    var assertion = AssertionEntry(
      span: fields.span, from: from, to: to, ports: ports, expect: expect)
    assertion.name = name
    assertion.clientPorts = clientPorts
    assertion.oneWay = oneWay?.value ?? false
    assertion.family = family
    assertion.app = app
    assertion.hostname = hostname
    assertion.because = because
    assertion.notes = notes ?? []
    assertion.through = through ?? []
    assertion.replyThrough = replyThrough ?? []
    assertion.flowLogs = flowLogs
    assertion.mirrored = mirrored
    assertion.replyMirrored = replyMirrored
    return assertion
  }
}
