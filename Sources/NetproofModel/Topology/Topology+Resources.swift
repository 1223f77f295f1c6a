public import NetproofSets
public import NetproofSyntax

/// An entry of `resource-gateways:`.
public struct ResourceGatewayEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// The subnets of its interfaces, with the addresses of each.
  public var subnets: [(subnet: Reference, addresses: [Located<Address>])] = []
  public var securityGroups: [Reference] = []
  public var resources: [ResourceEntry] = []

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `resources:` of a resource gateway: a resource configuration.
public struct ResourceEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// An interface or addresses.
  public var to: [Reference] = []
  /// Ports and ranges as questions write them: `tcp/5432`.
  public var ports: [Located<String>] = []
  /// The accounts that it is shared with; nothing is everyone.
  public var sharedWith: [Located<String>]?

  public init(head: EntryHead) { self.head = head }
}
