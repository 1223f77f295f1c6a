public import NetproofSets
public import NetproofSyntax

public struct DirectConnectGatewayEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var virtualInterfaces: [VirtualInterfaceEntry] = []
  public var associations: [DirectConnectAssociationEntry] = []
  public var supernetHairpin: Located<Bool>?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `virtual-interfaces:`, at the top or in a Direct Connect gateway.
public struct VirtualInterfaceEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// `private` or `transit`.
  public var type: Located<String>?
  /// `up` or `down`.
  public var bgp: Located<String>?
  public var routes: [Located<Prefix>]?
  /// `vpn-gateway: VPC/GATEWAY`, at the top only.
  public var vpnGateway: Reference?

  public init(head: EntryHead) { self.head = head }
}

public struct DirectConnectAssociationEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var vpnGateway: Reference?
  public var transitGateway: Reference?
  public var coreNetwork: Reference?
  public var allowedPrefixes: Listing<Located<Prefix>>?

  public init(head: EntryHead) { self.head = head }
}
