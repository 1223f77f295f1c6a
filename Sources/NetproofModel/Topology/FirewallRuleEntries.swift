public import NetproofSets
public import NetproofSyntax

/// An entry of a policy's `stateless:`.
public struct StatelessRuleEntry: Sendable {
  public var span: Span
  public var priority: Located<Int>
  /// `pass`, `drop` or `forward`.
  public var action: String
  public var protocols: Located<ProtocolSet>
  public var from: [Located<Prefix>]?
  public var to: [Located<Prefix>]?
  public var ports: [LocatedPorts]?
  public var fromPorts: [LocatedPorts]?
  public var flags: [Located<String>]?
  public var ofFlags: [Located<String>]?
}

/// A set of addresses with a name.
public struct AddressVariableEntry: Sendable {
  public var name: Located<String>
  public var values: [Located<String>]

  public init(_ name: Located<String>, _ values: [Located<String>]) {
    self.name = name
    self.values = values
  }
}

/// A set of ports with a name.
public struct PortVariableEntry: Sendable {
  public var name: Located<String>
  public var values: [LocatedPorts]

  public init(_ name: Located<String>, _ values: [LocatedPorts]) {
    self.name = name
    self.values = values
  }
}

/// An entry of a policy's `stateful-groups:`.
public struct FirewallRuleGroupEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var priority: Located<Int>?
  public var rules: Listing<StatefulRuleEntry>?
  /// The lines of rules as Suricata writes them, comments and all.
  public var suricata: [Located<String>]?
  public var domains: DomainListEntry?
  public var variables: [AddressVariableEntry] = []
  public var portVariables: [PortVariableEntry] = []

  public init(head: EntryHead) { self.head = head }
}

/// A stateful rule written key by key.
public struct StatefulRuleEntry: Sendable {
  public var span: Span
  /// `pass`, `drop`, `reject` or `alert`.
  public var action: String
  public var protocolName: Located<String>
  public var from: [Located<String>]?
  public var to: [Located<String>]?
  public var ports: [LocatedPorts]?
  public var fromPorts: [LocatedPorts]?
  public var bothWays: Located<Bool>?
  public var flow: [Located<String>]?
  public var host: Located<String>?
  public var priority: Located<Int>?
}

/// A group's `domains:`.
public struct DomainListEntry: Sendable {
  public var span: Span
  public var action: Located<String>
  public var names: [Located<String>]
  public var protocols: [Located<String>]?
}
