public import NetproofSets

/// A set of addresses outside the VPCs, and where it is attached.
public struct Network: Hashable, Sendable {
  /// Where packets of the network enter and leave the modelled world.
  public enum Attachment: Hashable, Sendable {
    case internet
    /// The lines to AWS; several if the network can be reached by each of them.
    case lines([Line])
  }

  public let identity: Identity

  /// What the network owns.
  ///
  /// For the built-in `internet`: all public unicast addresses but those of
  /// declared networks, of VPCs' IPv6 blocks, and public addresses that interfaces or NAT gateways
  /// of the model own.
  public let addresses: AddressSet

  public let attachment: Attachment

  /// The lines that it is behind; none if it is attached to the internet.
  public var lines: [Line] {
    switch attachment {
    case .internet: []
    case .lines(let lines): lines
    }
  }

  /// Whether this is the built-in `internet`; it is the first of the model's networks.
  public let isInternet: Bool

  /// The prefixes that an on-premises network sends to its attachment, where the topology states
  /// them (`routes-to:`); otherwise what AWS advertises there (R156).
  public let routesTo: [Prefix]?

  /// The ports that clients in the network draw from, where the topology states them.
  public let clientPorts: PortSet?

  /// What the network itself lets in and out; nothing if it filters nothing.
  public var firewall: SiteFirewall?

  public init(
    identity: Identity, addresses: AddressSet, attachment: Attachment = .internet,
    isInternet: Bool = false, routesTo: [Prefix]? = nil, clientPorts: PortSet? = nil,
    firewall: SiteFirewall? = nil
  ) {
    self.identity = identity
    self.addresses = addresses
    self.attachment = attachment
    self.isInternet = isInternet
    self.routesTo = routesTo
    self.clientPorts = clientPorts
    self.firewall = firewall
  }
}

/// A named list of CIDR blocks that rules and routes refer to.
///
/// A list that is not described is unknown: it matches nothing, with a note (R74).
public struct PrefixList: Hashable, Sendable {
  public let identity: Identity
  public let entries: [Prefix]

  public init(identity: Identity, entries: [Prefix]) {
    self.identity = identity
    self.entries = entries
  }
}
