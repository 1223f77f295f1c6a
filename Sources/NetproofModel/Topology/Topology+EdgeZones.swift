public import NetproofSyntax

/// An entry of `zones:`: a zone that is no availability zone.
public struct ZoneEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// `local` or `wavelength`.
  public var type: Located<String>?
  public var parent: Located<String>?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `carrier-gateways:`.
public struct CarrierGatewayEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var opensInternet: Located<Bool>?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `local-gateways:`.
public struct LocalGatewayEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var outpost: Located<String>?
  public var vpcs: [Reference] = []
  /// `direct-vpc-routing` or `coip`.
  public var mode: Located<String>?

  public init(head: EntryHead) { self.head = head }
}
