import NetproofSyntax

// Things that two answers describe, and not alike.

extension AWSDump {
  /// Kinds of which each call tells the same, so that all of it is compared; others, such as what VPC
  /// Lattice lists, come whole from one call and in short from another one.
  private static let comparedWhole: Set<AWSKind> = [
    .transitGateways, .gatewayTables, .attachments, .peeringAttachments, .gatewayAssociations,
    .gatewayPropagations, .prefixListEntries, .vpnConnections, .endpointServices, .attributes,
    .connects, .connectPeers, .clientVPNs, .carrierGateways, .localGateways, .localGatewayTables,
    .virtualInterfaces, .directConnectGateways, .directConnectAssociations,
  ]

  /// What two answers say of one thing together: what only one of them tells counts, and of what they
  /// differ about nothing does, as nobody knows which of them is right.
  ///
  /// - Returns: What is known, and what they differ about.
  static func reconciled(
    _ first: AWSResource, _ second: AWSResource, _ kind: AWSKind, _ shape: [String: AWSShape]?
  ) -> (resource: AWSResource, differing: [(key: String, first: Span, second: Span)]) {
    guard shape != nil || comparedWhole.contains(kind),
      let own = first.node.entries, let other = second.node.entries,
      first.origin.isRecorded == second.origin.isRecorded
    else { return (first, []) }
    // AWS tells tags only to who owns a thing.
    let silent: Set<String> = ["Tags", "TagSet", "tags", "VgwTelemetry"]
    let keys =
      shape.map { Array($0.keys) } ?? own.map(\.key.value).filter { !silent.contains($0) }
    var differing: [(key: String, first: Span, second: Span)] = []
    for key in keys.sorted() where key != kind.idKey {
      guard let one = first[key], let two = second[key], one.canonical != two.canonical else {
        continue
      }
      differing.append((key, one.span, two.span))
    }
    let lost = Set(differing.map(\.key)).subtracting(["VpcId", "VPCId"])
    var entries = own.filter { entry in
      !lost.contains { entry.key.value.lowercased() == $0.lowercased() }
    }
    let told = Set(own.filter { !$0.value.isNull }.map(\.key.value))
    let added = other.filter { !$0.value.isNull && !told.contains($0.key.value) }
    guard !differing.isEmpty || !added.isEmpty else { return (first, []) }
    entries.removeAll { entry in added.contains { $0.key.value == entry.key.value } }
    let node = Node(.mapping(entries + added), at: first.node.span)
    return (AWSResource(node: node, origin: first.origin, owner: first.owner), differing)
  }
}

extension Node {
  /// The value without its place and the order of its lists, which AWS does not keep.
  fileprivate var canonical: String {
    if let elements {
      return "[" + elements.map(\.canonical).sorted().joined(separator: ",") + "]"
    }
    guard let entries else { return text ?? "" }
    let parts = entries.filter { !$0.value.isNull && $0.key.value != "Tags" }.map {
      "\($0.key.value):\($0.value.canonical)"
    }
    return "{" + parts.sorted().joined(separator: ",") + "}"
  }
}
