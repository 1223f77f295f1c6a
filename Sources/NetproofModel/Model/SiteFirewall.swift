/// What a network outside of AWS lets in and out, as the topology declares it (R148).
///
/// Its lists are read like those of network ACLs: by number, and what no rule matches is dropped.
public struct SiteFirewall: Hashable, Sendable {
  /// Whether replies to what has passed pass without being asked for.
  public let isStateful: Bool
  /// Nothing if everything may come in.
  public let inbound: [NetworkACLRule]?
  /// Nothing if everything may leave.
  public let outbound: [NetworkACLRule]?

  public init(
    isStateful: Bool = true, inbound: [NetworkACLRule]? = nil, outbound: [NetworkACLRule]? = nil
  ) {
    self.isStateful = isStateful
    self.inbound = inbound
    self.outbound = outbound
  }

  /// The rules that packets of a direction meet; nothing if they meet none.
  public func rules(_ list: RuleList, isReply: Bool) -> [NetworkACLRule]? {
    if isReply, isStateful { return nil }
    return list == .inbound ? inbound : outbound
  }
}
