import NetproofSets
import NetproofSyntax

// Attachments that lead to networks on premises by themselves.

extension Resolver {
  /// A Connect attachment, client VPN endpoint or VPN concentrator; nothing after a fault.
  mutating func edge(
    of entry: AttachmentEntry, _ own: ID<TransitGatewayAttachment>, _ gateway: ID<TransitGateway>
  ) -> TransitGatewayAttachment.Resource? {
    var kind = EdgeLine.Kind.clientVPN
    if entry.vpnConcentrator != nil { kind = .vpnConcentrator }
    if let reference = entry.connect {
      guard let transport = attachment(reference, of: gateway) else { return nil }
      kind = .connect(transport: transport)
    }
    let written = entry.connect != nil ? entry.peers : entry.tunnels
    let sessions = written.map { choice($0, of: "peers", default: LineState.up) == .up }
    if let first = written.first {
      let key = entry.connect != nil ? "peers" : "tunnels"
      map.record(field: key, at: first.span, in: .attachment(own))
    }
    let networks = model.networks.ids.filter { model.networks[$0].lines.contains(.attachment(own)) }
    return .edge(
      EdgeLine(
        kind: kind, sessions: sessions.isEmpty ? [true] : sessions,
        learned: entry.routes?.map(\.value) ?? addresses(of: networks), networks: networks,
        hiddenNetwork: entry.routes == nil ? hidden(among: networks) : nil))
  }

  /// Tests what lines ask of attachments: networks are behind those that are lines, and Connect
  /// attachments go over VPCs and Direct Connect.
  mutating func checkLines() {
    // The first network is the internet, which no topology writes.
    for (entry, network) in zip(topology.networks, model.networks.elements.dropFirst()) {
      for reference in entry.attachedTo {
        let isNamed = names.components(named: reference.value, of: [.attachment]).contains {
          // What has the same name may be meant, and is then what the network is behind.
          guard case .attachment(let id) = $0 else { return false }
          return network.lines.contains(.attachment(id))
            && model.attachments[id].identity.isDescribed
            && model.edge(id) == nil
        }
        if isNamed { report(.networkBehindAttachment(reference)) }
      }
    }
    var entries: [AttachmentEntry] = []
    for gateway in topology.transitGateways { entries += gateway.attachments }
    for network in topology.coreNetworks { entries += network.attachments }
    for (entry, id) in zip(entries, model.attachments.ids) {
      guard let reference = entry.connect, case .connect(let transport)? = model.edge(id)?.kind,
        model.attachments[transport].identity.isDescribed
      else { continue }
      switch model.attachments[transport].resource {
      case .vpc, .directConnect: continue
      case .vpn, .edge, .peer, .networkFunction: report(.connectTransport(reference))
      }
    }
  }
}
