import NetproofSyntax

enum CoreNetworkKeys {
  static let state = Key.state(
    TransitGateway.CoreState.allCases.map(\.rawValue), "`available` and `updating` forward.",
    default: "`available`")
  static let edgeLocations = Key(
    "edge-locations", .oneOrMore(.text, "a region or a list of regions"),
    "The regions in which it has routers.", isRequired: true, otherWords: ["edges", "regions"])
  static let securityGroupSupport = Key(
    "security-group-support", .boolean,
    "Whether security groups may name groups of other VPCs across it.", default: "`false`",
    otherWords: ["security-group-referencing"])
  static let segments = Key(
    "segments", .named(SegmentKeys.kind, TopologyReader.segment),
    "Its segments: each is a network of its own.")
  static let attachments = Key(
    "attachments", .named(CoreAttachmentKeys.kind, TopologyReader.coreAttachment),
    "What is attached to it.")
  static let shares = Key(
    "shares", .list(of: ShareKeys.kind, "a list of shares", TopologyReader.share),
    "Which segments see each other's attachments.")
  static let routes = Key(
    "routes", .list(of: CoreRouteKeys.kind, "a list of routes", TopologyReader.coreRoute),
    "Static routes of segments.")
  static let serviceInsertion = Key(
    "service-insertion", .boolean,
    "Whether its policy has `send-via` or `send-to`, which are not modelled: a gap.",
    default: "`false`")
  static let routingPolicies = Key(
    "routing-policies", .boolean,
    "Whether its policy has routing policies, which are not modelled: a gap.",
    default: "`false`")

  static let kind = EntryKind(
    "core-network", "a core network", "A global router of Cloud WAN, as its live policy has it.",
    keys: [
      edgeLocations.description, segments.description, attachments.description,
      shares.description, routes.description, securityGroupSupport.description,
      serviceInsertion.description, routingPolicies.description,
    ] + HeadKeys.all(state: state))
}

enum SegmentKeys {
  static let isolateAttachments = Key(
    "isolate-attachments", .boolean,
    "Whether its attachments do not see each other, but only what is shared and static routes.",
    default: "`false`")
  static let edgeLocations = Key(
    "edge-locations", .oneOrMore(.text, "a region or a list of regions"),
    "Where the segment is.", default: "all of the core network's")

  static let kind = EntryKind(
    "segment", "a segment", "A network of its own in a core network.",
    keys: [isolateAttachments.description, edgeLocations.description] + HeadKeys.all())
}

enum CoreAttachmentKeys {
  static let state = AttachmentKeys.state
  static let segment = Key(
    "segment", .reference, "The segment that the policy associates it with.",
    default: "none, so that it carries nothing")
  static let directConnect = Key(
    "direct-connect", .reference,
    "The Direct Connect gateway that is attached, at one edge location; it names this core network "
      + "in an association.", otherWords: ["direct-connect-gateway", "dx-gateway"])
  static let routeTable = Key(
    "transit-gateway-route-table", .reference,
    "The table of a transit gateway, peered with the core network at the edge location, that "
      + "exchanges routes with the segment.", otherWords: ["route-table"])
  static let edgeLocation = Key(
    "edge-location", .text, "The region at which it is attached.",
    default: "that of the VPC or transit gateway, or the only one", otherWords: ["edge", "region"])

  static let kind = EntryKind(
    "core-network-attachment", "a core network attachment",
    "What hangs on a core network: exactly one thing.",
    keys: [
      segment.description, edgeLocation.description, AttachmentKeys.vpc.description,
      AttachmentKeys.subnets.description, AttachmentKeys.vpn.description, directConnect.description,
      routeTable.description, AttachmentKeys.connect.description, AttachmentKeys.peers.description,
      AttachmentKeys.routes.description, AttachmentKeys.applianceMode.description,
      AttachmentKeys.securityGroupReferencing.description,
      AttachmentKeys.ipv6Support.description,
    ] + HeadKeys.all(state: state),
    refused: [RefusedKey("transit-gateway")],
    groups: [
      KeyGroup(
        AttachmentKeys.vpc.name, AttachmentKeys.vpn.name, directConnect.name,
        routeTable.name, AttachmentKeys.connect.name, isRequired: true,
        help: "write an attachment of its own for each")
    ],
    needs: [
      KeyNeed(key: AttachmentKeys.vpc.name, needed: AttachmentKeys.subnets.name),
      KeyNeed(key: AttachmentKeys.subnets.name, needed: AttachmentKeys.vpc.name),
      KeyNeed(key: AttachmentKeys.peers.name, needed: AttachmentKeys.connect.name),
      KeyNeed(key: AttachmentKeys.routes.name, needed: AttachmentKeys.connect.name),
      KeyNeed(key: AttachmentKeys.ipv6Support.name, needed: AttachmentKeys.vpc.name),
    ])
}

enum ShareKeys {
  static let segment = Key("segment", .reference, "The segment.", isRequired: true)
  static let with = Key(
    "with", .oneOrMore(.reference, "a segment or a list of segments"),
    "The segments that it sees, and that see it.", default: "all others",
    otherWords: ["share-with"])

  static let kind = EntryKind(
    "share", "a share", "Segments that see each other's attachments, but not static routes.",
    keys: [segment.description, with.description])
}

enum CoreRouteKeys {
  static let segment = Key("segment", .reference, "The segment.", isRequired: true)
  static let to = Key("to", .prefix, "The destination.", isRequired: true)
  static let via = Key(
    "via", .oneOrMore(.reference, "an attachment or a list of attachments"),
    "The attachments that it leads to, at an edge location those there, if any; or `blackhole`.",
    isRequired: true, otherWords: ["destinations"])

  static let kind = EntryKind(
    "core-network-route", "a static route", "A static route of a segment.",
    keys: [segment.description, to.description, via.description])
}
