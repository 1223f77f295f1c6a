import NetproofSyntax

/// Networks, prefix lists, and the connections between VPCs and what is outside them.
extension TopologyReader {
  static func network(_ fields: Fields, _ diagnostics: inout Diagnostics) -> NetworkEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var network = NetworkEntry(head: head)
    network.cidrs = fields.read(NetworkKeys.cidrs, into: &diagnostics) ?? []
    network.attachedTo = fields.read(NetworkKeys.attachedTo, into: &diagnostics) ?? []
    network.routesTo = fields.read(NetworkKeys.routesTo, into: &diagnostics)
    network.clientPorts = fields.read(NetworkKeys.clientPorts, into: &diagnostics)
    network.firewall = fields.read(NetworkKeys.firewall, into: &diagnostics)
    return network
  }

  static func siteFirewall(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> SiteFirewallEntry? {
    var firewall = SiteFirewallEntry()
    firewall.isStateful = fields.read(SiteFirewallKeys.isStateful, into: &diagnostics)
    firewall.inbound = fields.listing(SiteFirewallKeys.inbound, into: &diagnostics)
    firewall.outbound = fields.listing(SiteFirewallKeys.outbound, into: &diagnostics)
    return firewall
  }

  static func prefixList(_ fields: Fields, _ diagnostics: inout Diagnostics) -> PrefixListEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var prefixList = PrefixListEntry(head: head)
    prefixList.entries = fields.read(PrefixListKeys.entries, into: &diagnostics) ?? []
    return prefixList
  }

  static func peering(_ fields: Fields, _ diagnostics: inout Diagnostics) -> PeeringEntry? {
    guard let head = fields.head(state: PeeringKeys.state, into: &diagnostics)
    else { return nil }
    let between = fields.read(PeeringKeys.between, into: &diagnostics)
    return PeeringEntry(head: head, between: between ?? [])
  }

  static func vpnConnection(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> VPNConnectionEntry? {
    guard let head = fields.head(state: VPNConnectionKeys.state, into: &diagnostics)
    else { return nil }
    var connection = VPNConnectionEntry(head: head)
    connection.routing = fields.read(VPNConnectionKeys.routing, into: &diagnostics)
    connection.tunnels = fields.read(VPNConnectionKeys.tunnels, into: &diagnostics) ?? []
    connection.routes = fields.read(VPNConnectionKeys.routes, into: &diagnostics)
    connection.vpnGateway = fields.read(VPNConnectionKeys.vpnGateway, into: &diagnostics)
    connection.localCIDR = fields.read(VPNConnectionKeys.localCIDR, into: &diagnostics) ?? []
    connection.remoteCIDR = fields.read(VPNConnectionKeys.remoteCIDR, into: &diagnostics) ?? []
    connection.insideFamily = fields.read(VPNConnectionKeys.insideFamily, into: &diagnostics)
    connection.transport = fields.read(VPNConnectionKeys.transport, into: &diagnostics)
    return connection
  }
}

/// Transit gateways.
extension TopologyReader {
  static func transitGateway(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> TransitGatewayEntry? {
    guard let head = fields.head(state: TransitGatewayKeys.state, into: &diagnostics)
    else { return nil }
    var gateway = TransitGatewayEntry(head: head)
    gateway.account = fields.read(TransitGatewayKeys.account, into: &diagnostics)
    gateway.region = fields.read(TransitGatewayKeys.region, into: &diagnostics)
    gateway.securityGroupReferencing = fields.read(
      TransitGatewayKeys.securityGroupReferencing, into: &diagnostics)
    gateway.vpnECMP = fields.read(TransitGatewayKeys.vpnECMP, into: &diagnostics)
    gateway.attachments = fields.read(TransitGatewayKeys.attachments, into: &diagnostics) ?? []
    gateway.routeTables = fields.read(TransitGatewayKeys.routeTables, into: &diagnostics) ?? []
    return gateway
  }

  static func attachment(_ fields: Fields, _ diagnostics: inout Diagnostics) -> AttachmentEntry? {
    guard let head = fields.head(state: AttachmentKeys.state, into: &diagnostics)
    else { return nil }
    var attachment = AttachmentEntry(head: head)
    attachment.vpc = fields.read(AttachmentKeys.vpc, into: &diagnostics)
    attachment.subnets = fields.read(AttachmentKeys.subnets, into: &diagnostics) ?? []
    attachment.vpn = fields.read(AttachmentKeys.vpn, into: &diagnostics)
    attachment.directConnect = fields.read(AttachmentKeys.directConnect, into: &diagnostics)
    attachment.networkFunction = fields.read(AttachmentKeys.networkFunction, into: &diagnostics)
    attachment.connect = fields.read(AttachmentKeys.connect, into: &diagnostics)
    attachment.clientVPN = fields.read(AttachmentKeys.clientVPN, into: &diagnostics)
    attachment.vpnConcentrator = fields.read(AttachmentKeys.vpnConcentrator, into: &diagnostics)
    attachment.peers = fields.read(AttachmentKeys.peers, into: &diagnostics) ?? []
    attachment.tunnels = fields.read(AttachmentKeys.tunnels, into: &diagnostics) ?? []
    attachment.routes = fields.read(AttachmentKeys.routes, into: &diagnostics)
    attachment.peer = fields.read(AttachmentKeys.peer, into: &diagnostics)
    attachment.applianceMode = fields.read(AttachmentKeys.applianceMode, into: &diagnostics)
    attachment.securityGroupReferencing = fields.read(
      AttachmentKeys.securityGroupReferencing, into: &diagnostics)
    attachment.ipv6Support = fields.read(AttachmentKeys.ipv6Support, into: &diagnostics)
    attachment.natRules = fields.listing(AttachmentKeys.natRules, into: &diagnostics)
    attachment.natSupport = fields.read(AttachmentKeys.natSupport, into: &diagnostics)
    return attachment
  }

  static func natRule(_ fields: Fields, _ diagnostics: inout Diagnostics) -> NATRuleEntry? {
    let match = fields.read(NATRuleKeys.match, into: &diagnostics)
    let nat = fields.read(NATRuleKeys.nat, into: &diagnostics)
    guard let match, let nat else { return nil }
    return NATRuleEntry(span: fields.span, match: match, nat: nat)
  }

  static func gatewayTable(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> TransitGatewayRouteTableEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var table = TransitGatewayRouteTableEntry(head: head)
    table.associations = fields.listing(
      TransitGatewayRouteTableKeys.associations, into: &diagnostics)
    table.propagations = fields.listing(
      TransitGatewayRouteTableKeys.propagations, into: &diagnostics)
    table.routes = fields.listing(TransitGatewayRouteTableKeys.routes, into: &diagnostics)
    return table
  }
}
