import NetproofSyntax

/// Core networks of Cloud WAN.
extension TopologyReader {
  static func coreNetwork(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> CoreNetworkEntry? {
    guard let head = fields.head(state: CoreNetworkKeys.state, into: &diagnostics)
    else { return nil }
    var network = CoreNetworkEntry(head: head)
    network.edgeLocations = fields.read(CoreNetworkKeys.edgeLocations, into: &diagnostics) ?? []
    network.securityGroupSupport = fields.read(
      CoreNetworkKeys.securityGroupSupport, into: &diagnostics)
    network.segments = fields.read(CoreNetworkKeys.segments, into: &diagnostics) ?? []
    network.attachments = fields.read(CoreNetworkKeys.attachments, into: &diagnostics) ?? []
    network.shares = fields.read(CoreNetworkKeys.shares, into: &diagnostics) ?? []
    network.routes = fields.read(CoreNetworkKeys.routes, into: &diagnostics) ?? []
    network.serviceInsertion = fields.read(CoreNetworkKeys.serviceInsertion, into: &diagnostics)
    network.routingPolicies = fields.read(CoreNetworkKeys.routingPolicies, into: &diagnostics)
    return network
  }

  static func segment(_ fields: Fields, _ diagnostics: inout Diagnostics) -> SegmentEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var segment = SegmentEntry(head: head)
    segment.isolatesAttachments = fields.read(SegmentKeys.isolateAttachments, into: &diagnostics)
    segment.edgeLocations = fields.read(SegmentKeys.edgeLocations, into: &diagnostics)
    return segment
  }

  static func coreAttachment(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> AttachmentEntry? {
    guard let head = fields.head(state: CoreAttachmentKeys.state, into: &diagnostics)
    else { return nil }
    var attachment = AttachmentEntry(head: head)
    attachment.segment = fields.read(CoreAttachmentKeys.segment, into: &diagnostics)
    attachment.edgeLocation = fields.read(CoreAttachmentKeys.edgeLocation, into: &diagnostics)
    attachment.vpc = fields.read(AttachmentKeys.vpc, into: &diagnostics)
    attachment.subnets = fields.read(AttachmentKeys.subnets, into: &diagnostics) ?? []
    attachment.vpn = fields.read(AttachmentKeys.vpn, into: &diagnostics)
    attachment.directConnect = fields.read(CoreAttachmentKeys.directConnect, into: &diagnostics)
    attachment.transitGatewayRouteTable = fields.read(
      CoreAttachmentKeys.routeTable, into: &diagnostics)
    attachment.connect = fields.read(AttachmentKeys.connect, into: &diagnostics)
    attachment.peers = fields.read(AttachmentKeys.peers, into: &diagnostics) ?? []
    attachment.routes = fields.read(AttachmentKeys.routes, into: &diagnostics)
    attachment.applianceMode = fields.read(AttachmentKeys.applianceMode, into: &diagnostics)
    attachment.securityGroupReferencing = fields.read(
      AttachmentKeys.securityGroupReferencing, into: &diagnostics)
    attachment.ipv6Support = fields.read(AttachmentKeys.ipv6Support, into: &diagnostics)
    return attachment
  }

  static func share(_ fields: Fields, _ diagnostics: inout Diagnostics) -> ShareEntry? {
    let segment = fields.read(ShareKeys.segment, into: &diagnostics)
    let with = fields.read(ShareKeys.with, into: &diagnostics)
    return segment.map { ShareEntry(segment: $0, with: with) }
  }

  static func coreRoute(_ fields: Fields, _ diagnostics: inout Diagnostics) -> CoreRouteEntry? {
    let segment = fields.read(CoreRouteKeys.segment, into: &diagnostics)
    let to = fields.read(CoreRouteKeys.to, into: &diagnostics)
    let via = fields.read(CoreRouteKeys.via, into: &diagnostics)
    guard let segment, let to, let via else { return nil }
    return CoreRouteEntry(span: fields.span, segment: segment, to: to, via: via)
  }
}
