import NetproofSyntax

// Which VPC things are in that do not say it.

extension TerraformNetwork {
  /// Puts what is in a VPC that is not known into that of the things that it names, or that name it:
  /// AWS allows both in one VPC only.
  mutating func findVPCs() {
    for _ in 0..<8 {
      let homes = votes()
      guard !homes.isEmpty else { return }
      for (id, vpc) in homes.sorted(by: { $0.key < $1.key }) {
        _ = drafts.change(id) { draft in draft.set("VpcId", .text(vpc, draft.span)) }
      }
    }
  }

  /// What is in an unknown VPC and could be told a known one, or the same unknown one as others.
  private func votes() -> [String: String] {
    var votes: [String: String] = [:]
    for draft in drafts.all {
      guard let (id, vpc) = home(of: draft) else { continue }
      for (key, value) in draft.fields where !Self.free.contains(key) {
        for text in value.texts(without: Self.free) {
          guard text != id, let other = drafts[text]?["VpcId"]?.text, other != vpc else { continue }
          switch (AWSDraft.isUnknown(vpc), AWSDraft.isUnknown(other)) {
          case (true, false): votes[id] = other
          case (false, true): votes[text] = vpc
          case (true, true): votes[vpc < other ? text : id] = min(vpc, other)
          case (false, false): break
          }
        }
      }
    }
    return votes
  }

  /// The thing that a draft belongs to, with its VPC: of a listener the load balancer, of a target
  /// the group.
  private func home(of draft: AWSDraft) -> (id: String, vpc: String)? {
    let owners: [AWSKind: String] = [.listeners: "LoadBalancerArn", .targetHealth: "Owner"]
    let id = owners[draft.kind].map { draft[$0]?.text } ?? draft.id
    guard let id, let vpc = drafts[id]?["VpcId"]?.text else { return nil }
    return (id, vpc)
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
