/// What a `peer` names that does not name the attachment back (R142).
enum PeerEnd: Hashable, Sendable {
  /// A peering of its own, with another attachment or with none.
  case peering
  /// The attachment itself.
  case itself
  /// An attachment of something else, such as a VPC.
  case other
  /// An attachment of a core network: what joins one with a transit gateway is no peering of two
  /// attachments, but one of the two gateways with an attachment for each route table.
  ///
  /// Source: AWS Cloud WAN User Guide, "Peerings".
  case coreNetwork

  func headline(of name: String) -> String {
    switch self {
    case .peering: "`\(name)` does not name this attachment as its peer"
    case .itself: "`\(name)` is this attachment itself"
    case .other: "`\(name)` is not an attachment of a peering"
    case .coreNetwork: "`\(name)` is an attachment of a core network, which has no peers"
    }
  }

  func help(naming attachment: String) -> String {
    switch self {
    case .peering: "write `peer: \(attachment)` there"
    case .itself: "name the attachment at the other transit gateway"
    case .other: "name an attachment of another transit gateway that has `peer: \(attachment)`"
    case .coreNetwork:
      "leave this attachment out, and write `transit-gateway-route-table` in an attachment of the "
        + "core network"
    }
  }
}
