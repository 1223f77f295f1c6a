public import NetproofSets
public import NetproofSyntax

public struct CoreNetworkEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var edgeLocations: [Located<String>] = []
  public var securityGroupSupport: Located<Bool>?
  public var segments: [SegmentEntry] = []
  public var attachments: [AttachmentEntry] = []
  public var shares: [ShareEntry] = []
  public var routes: [CoreRouteEntry] = []
  public var serviceInsertion: Located<Bool>?
  public var routingPolicies: Located<Bool>?

  public init(head: EntryHead) { self.head = head }
}

public struct SegmentEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var isolatesAttachments: Located<Bool>?
  public var edgeLocations: [Located<String>]?

  public init(head: EntryHead) { self.head = head }
}

/// Segments that see each other's attachments.
public struct ShareEntry: Sendable {
  public var segment: Reference
  /// All others if it is left out.
  public var with: [Reference]?

  public init(segment: Reference, with: [Reference]?) {
    self.segment = segment
    self.with = with
  }
}

/// A static route of a segment.
public struct CoreRouteEntry: Sendable {
  public var span: Span
  public var segment: Reference
  public var to: Located<Prefix>
  /// Attachments, or `blackhole`.
  public var via: [Reference]

  public init(span: Span, segment: Reference, to: Located<Prefix>, via: [Reference]) {
    self.span = span
    self.segment = segment
    self.to = to
    self.via = via
  }
}
