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
      let own = first.node.entries, let other = second.node.entries
    else { return (first, []) }
    let isMixed = first.origin.isRecorded != second.origin.isRecorded
    // AWS tells tags only to who owns a thing, and AWS Config keeps texts for devices in another form.
    let silent: Set<String> = [
      "Tags", "TagSet", "tags", "VgwTelemetry", "CustomerGatewayConfiguration",
    ]
    let keys =
      shape.map { Array($0.keys) }
      ?? own.map { isMixed ? AWSResource.raised($0.key.value) : $0.key.value }
      .filter { !silent.contains($0) }
    var differing: [(key: String, first: Span, second: Span)] = []
    for key in keys.sorted() where key != kind.idKey {
      guard let one = first[key], let two = second[key] else { continue }
      let isEqual =
        if isMixed {
          shape?[key].map {
            $0.canonical(one, first.origin) == $0.canonical(two, second.origin)
          } ?? one.agrees(with: two)
        } else {
          one.canonical == two.canonical
        }
      if !isEqual { differing.append((key, one.span, two.span)) }
    }
    let lost = Set(differing.map(\.key)).subtracting(["VpcId", "VPCId"])
    var entries = own.filter { entry in
      !lost.contains { entry.key.value.lowercased() == $0.lowercased() }
    }
    let told = Set(own.filter { !$0.value.isNull }.map { AWSResource.raised($0.key.value) })
    let added = other.filter {
      !$0.value.isNull && !told.contains(AWSResource.raised($0.key.value))
    }
    guard !differing.isEmpty || !added.isEmpty else { return (first, []) }
    entries.removeAll { entry in added.contains { $0.key.value == entry.key.value } }
    let node = Node(.mapping(entries + added), at: first.node.span)
    var origin = first.origin
    // Then keys of both forms are looked up.
    origin.isRecorded = first.origin.isRecorded || second.origin.isRecorded
    return (AWSResource(node: node, origin: origin, owner: first.owner), differing)
  }
}

extension AWSShape {
  /// What a value says, in whichever form: of AWS Config or of the CLI, without what neither tells.
  fileprivate func canonical(_ node: Node, _ origin: AWSOrigin) -> String {
    switch self {
    case .text: return node.text ?? ""
    case .texts: return (node.elements?.compactMap(\.text) ?? []).sorted().joined(separator: ",")
    case .part(let inner): return Self.canonical(node, inner, origin)
    case .parts(let inner):
      // AWS Config records CIDRs alone where the CLI has objects.
      let parts = (node.elements.map(Array.init) ?? []).map { element in
        element.isScalar
          ? inner.keys.first.map { "\($0):\(element.text ?? "");" } ?? ""
          : Self.canonical(element, inner, origin)
      }
      return parts.sorted().joined(separator: ",")
    case .needed(let inner), .links(let inner): return inner.canonical(node, origin)
    }
  }

  private static func canonical(
    _ node: Node, _ shape: [String: AWSShape], _ origin: AWSOrigin
  ) -> String {
    let resource = AWSResource(node: node, origin: origin)
    return shape.sorted { $0.key < $1.key }.map { key, form in
      let text = resource[key].map { form.canonical($0, origin) } ?? ""
      return text.isEmpty ? "" : "\(key):\(text);"
    }.joined()
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

  /// Whether two values say the same of what both tell, whether keys begin with small letters or not.
  fileprivate func agrees(with other: Node) -> Bool {
    if isNull || other.isNull { return true }
    if let elements, let others = other.elements {
      return elements.count == others.count
        && elements.allSatisfy { one in others.contains { one.agrees(with: $0) } }
    }
    guard let entries, let others = other.entries else { return text == other.text }
    return entries.allSatisfy { entry in
      let twin = others.first {
        AWSResource.raised($0.key.value) == AWSResource.raised(entry.key.value)
      }
      return twin.map { entry.value.agrees(with: $0.value) } ?? true
    }
  }
}
