import NetproofSyntax

// Which VPC things are in that do not say it.

extension TerraformNetwork {
  /// Puts what is in a VPC that is not known into that of the things that it names, or that name it:
  /// AWS allows both in one VPC only.
  mutating func findVPCs() {
    for _ in 0..<4 {
      let homes = votes()
      guard !homes.isEmpty else { return }
      for (id, vpc) in homes.sorted(by: { $0.key < $1.key }) {
        _ = drafts.change(id) { draft in draft.set("VpcId", .text(vpc, draft.span)) }
      }
    }
  }

  /// What is in an unknown VPC and could be told a known one.
  private func votes() -> [String: String] {
    var votes: [String: String] = [:]
    for draft in drafts.all {
      guard let vpc = draft["VpcId"]?.text else { continue }
      let isOpen = AWSDraft.isUnknown(vpc)
      for (key, value) in draft.fields where !Self.free.contains(key) {
        for text in value.texts(without: Self.free) {
          guard text != draft.id, let other = drafts[text]?["VpcId"]?.text else { continue }
          if isOpen, !AWSDraft.isUnknown(other) { votes[draft.id] = other }
          if !isOpen, AWSDraft.isUnknown(other) { votes[text] = vpc }
        }
      }
    }
    return votes
  }

  /// Keys whose values may name things of other VPCs, or none.
  private static let free: Set<String> = [
    "VpcId", "VPCId", "Tags", "UserIdGroupPairs", "TransitGatewayId", "VpcPeeringConnectionId",
    "TransitGatewayAttachmentId", "Description", "PartOf", "LogicalId",
  ]
}

extension AWSDraft.Value {
  /// The texts in a value, those under some keys left out.
  fileprivate func texts(without keys: Set<String>) -> [String] {
    switch self {
    case .text(let text, _): [text]
    case .word: []
    case .node(let node): [node.text].compactMap { $0 }
    case .list(let elements, _): elements.flatMap { $0.texts(without: keys) }
    case .map(let fields, _):
      fields.filter { !keys.contains($0.key) }.flatMap { $0.value.texts(without: keys) }
    }
  }
}
