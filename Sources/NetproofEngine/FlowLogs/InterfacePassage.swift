public import NetproofModel
public import NetproofSets

/// Packets at a network interface on their way, and whether its filters let them pass.
///
/// This is what flow logs and traffic mirroring look at: not gateways and tables, but the interfaces
/// of hosts and of AWS's services, each once in and once out, in the order of the way.
/// Source: Amazon VPC User Guide, "Flow log records".
public struct InterfacePassage: Hashable, Sendable {
  /// Whose interface it is.
  public enum Holder: Hashable, Sendable {
    /// An interface of the topology; of several that nothing but their addresses tells apart, the
    /// first.
    case interface(ID<NetworkInterface>)
    /// That of a NAT gateway, or the place of a regional one.
    case natGateway(ID<NATGateway>)
    /// That of an attachment in one of its subnets.
    case attachment(ID<TransitGatewayAttachment>, ID<Subnet>)
    /// That of an endpoint that inspects.
    case endpoint(ID<VPCEndpoint>)
  }

  /// What the security groups and network ACLs at the interface made of the packets.
  public enum Fate: Hashable, Sendable {
    case accepted
    /// Refused, by the first check that did: a group, a network ACL, Block Public Access or encryption
    /// controls.
    case rejected(Code, ComponentID)
  }

  public let holder: Holder
  /// `inbound` for packets that come to the interface, `outbound` for those that it sends.
  public let side: Step.Side
  /// Whether they are requests or replies.
  public let direction: Direction
  /// The headers at the interface: before any gateway behind it translates them.
  public let packets: PacketCube
  /// What they are sent by, of packets that the interface sends: nothing where no route is found, or
  /// none is needed.
  public let next: Route.Target?
  public internal(set) var fate: Fate
  /// What they meet next that is no filter, and do not get past: a missing route, a gateway that is
  /// down.
  public internal(set) var loss: Code?
}

extension InterfacePassage {
  /// The same passage of the packets for which a translator has drawn one port.
  func narrowed(to port: UInt16) -> Self {
    guard packets.protocols.subtracting(ProtocolSet(.tcp, .udp)).isEmpty else { return self }
    var packets = packets
    if packets.sourcePorts.contains(port) { packets.sourcePorts = PortSet(port) }
    if packets.destinationPorts.contains(port) { packets.destinationPorts = PortSet(port) }
    return Self(
      holder: holder, side: side, direction: direction, packets: packets, next: next, fate: fate,
      loss: loss)
  }
}
