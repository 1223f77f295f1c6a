public import NetproofSyntax

/// An entry of a VPC's `firewalls:`.
public struct FirewallEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var policy: Reference?
  public var endpoints: [FirewallEndpointEntry] = []

  public init(head: EntryHead) { self.head = head }
}

/// An entry of a firewall's `endpoints:`.
public struct FirewallEndpointEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// Missing only if the entry is not described.
  public var subnet: Reference?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `firewall-policies:`.
public struct FirewallPolicyEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var ruleOrder: Located<String>?
  public var statelessDefault: Located<String>?
  public var statefulDefault: Located<String>?

  public init(head: EntryHead) { self.head = head }
}
