public import NetproofModel
public import NetproofSets

/// One record of VPC Flow Logs: one network interface, one direction, one header, one action.
///
/// What depends on time and volume (windows, packets, bytes, TCP flags) is not told.
/// Source: Amazon VPC User Guide, "Flow log records"; rules R229 to R242.
public struct FlowLogRecord: Hashable, Sendable {
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case accept = "ACCEPT"
    case reject = "REJECT"
  }

  /// Why packets are rejected, where it is no security group and no network ACL.
  public enum RejectReason: String, Hashable, Sendable, CaseIterable {
    case blockPublicAccess = "BPA"
    case encryptionControls = "EC"
  }

  /// The component whose interface it is.
  public let component: ComponentID
  /// The subnet of the interface; nothing of a regional NAT gateway's.
  public let subnet: ID<Subnet>?
  /// Whether it is about a request or a reply.
  public let direction: Direction
  /// `inbound` for ingress, `outbound` for egress.
  public let side: Step.Side
  public let family: Family
  /// The addresses as the interface has them: one that is its own stands for what it passes on.
  ///
  /// Nothing where the model does not say which it is.
  public let source: Address?
  public let destination: Address?
  /// The addresses of the packet.
  public let packetSource: Address?
  public let packetDestination: Address?
  /// 0 where the protocol has no ports.
  public let sourcePort: UInt16
  public let destinationPort: UInt16
  public let ipProtocol: IPProtocol
  public let action: Action
  public let rejectReason: RejectReason?
  /// By which kind of target accepted packets leave, 1 to 8; nothing for those that come in, and
  /// where AWS's list has no number for it.
  public let trafficPath: Int?
}

/// What one packet and its reply leave in the flow logs of all interfaces on their way.
public struct FlowLog: Hashable, Sendable {
  /// Something worth knowing about the records, or about what has none.
  public enum Remark: Hashable, Sendable {
    /// No packet shows the verdict.
    case noWitness
    /// The packet goes to a service that no flow log has (R232).
    case exemptService
    /// No interface that the topology knows sees the packet.
    case noInterface
    /// Between the interface of an endpoint and that of a load balancer nothing is logged (R232).
    case endpointToNode(ID<VPCEndpoint>)
    /// What goes on between an endpoint and the appliances behind it is not told.
    case encapsulated(ID<VPCEndpoint>)
    /// The packet is lost at something that is no filter, which no record tells.
    case lost(Code)
    /// What interfaces log of packets that are lost so is not documented: the policy decides.
    case assumed
    /// Some interface's address is not stated.
    case unknownAddress
    /// AWS may choose another way for the packet.
    case alternatives
  }

  public let records: [FlowLogRecord]
  public let remarks: [Remark]
}
