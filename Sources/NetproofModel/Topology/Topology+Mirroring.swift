public import NetproofSets
public import NetproofSyntax

/// An entry of `mirror-filters:`.
public struct MirrorFilterEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var inbound: Listing<MirrorFilterRuleEntry>?
  public var outbound: Listing<MirrorFilterRuleEntry>?
  public var mirrorsDNS: Located<Bool>?

  public init(head: EntryHead) { self.head = head }
}

/// A rule of a mirror filter.
public struct MirrorFilterRuleEntry: Sendable {
  /// The whole entry.
  public var span: Span
  public var number: Located<Int>
  public var accepts: Bool
  public var protocols: Located<ProtocolSet>
  public var ports: LocatedPorts?
  public var sourcePorts: LocatedPorts?
  public var from: Located<Prefix>?
  public var to: Located<Prefix>?

  public init(
    span: Span, number: Located<Int>, accepts: Bool, protocols: Located<ProtocolSet>
  ) {
    self.span = span
    self.number = number
    self.accepts = accepts
    self.protocols = protocols
  }
}

/// An entry of `mirror-sessions:`; what is required is missing only if it is not described.
public struct MirrorSessionEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var source: Reference?
  public var target: Reference?
  public var filter: Reference?
  public var number: Located<Int>?
  public var networkID: Located<Int>?
  public var packetLength: Located<Int>?

  public init(head: EntryHead) { self.head = head }
}
