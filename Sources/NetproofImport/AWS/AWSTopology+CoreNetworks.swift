import NetproofSyntax

// Core networks of Cloud WAN with their policies and attachments.

extension AWSTopology {
  /// The core networks of the dump, and those that are only named.
  var coreNetworkIDs: [String] {
    var seen: Set<String> = []
    return
      (estate.dump[.coreNetworks].compactMap { $0.text("CoreNetworkId") }
      + estate.dump[.coreNetworkPolicies].compactMap { $0.text("CoreNetworkId") }
      + estate.absent(.coreNetworks, in: "").map(\.id))
      .filter { seen.insert($0).inserted }
  }

  mutating func coreNetworks() -> [Entry] {
    var entries: [Entry] = []
    for id in coreNetworkIDs {
      let resource = estate.dump[.coreNetworks].first { $0.text("CoreNetworkId") == id }
      let answer = estate.dump[.coreNetworkPolicies].first { $0.text("CoreNetworkId") == id }
      let span =
        resource?.span("CoreNetworkId") ?? answer?.span("CoreNetworkId")
        ?? estate.absent(.coreNetworks, in: "").first { $0.id == id }?.span
      guard let span else { continue }
      guard let answer, let text = answer["PolicyDocument"], let document = AWSDump.tree(text)
      else {
        if resource?.origin.isDrafted == false {
          problems.report(
            ImportFault.missingCall(
              "\(AWSKind.coreNetworkPolicies.call) --core-network-id \(id)", what: "policy",
              owner: names[id], at: span))
        }
        entries.append(undescribed(id, at: span))
        continue
      }
      let policy = AWSCorePolicy(AWSResource(node: document, origin: answer.origin))
      let own = coreNetwork(id, policy, resource ?? answer, at: span)
      let node = Node(.scalar(id, quoted: true), at: span)
      entries.append(entry(node, resource ?? answer, own))
    }
    return entries
  }

  private mutating func coreNetwork(
    _ id: String, _ policy: AWSCorePolicy, _ resource: AWSResource, at span: Span
  ) -> [Entry] {
    var own: [Entry] = []
    add("edge-locations", list: policy.edges.map { builder.copy($0) }, to: &own)
    var open: Set<String> = []
    var attachments: [Entry] = []
    for attachment in coreAttachments(of: id) {
      attachments += coreAttachments(attachment, policy, &open)
    }
    add("segments", segments(of: policy, open), to: &own)
    add("attachments", attachments, to: &own)
    add("shares", list: shares(of: policy), to: &own)
    add("routes", list: routes(of: policy, id), to: &own)
    if let support = policy.groupSupport, support.text == "true" {
      add("security-group-support", copy: support, to: &own)
    }
    for (key, node) in [
      ("service-insertion", policy.insertion), ("routing-policies", policy.routingPolicies),
    ] {
      if let node { add(key, word: "true", at: node.span, to: &own) }
    }
    if let filter = oneSidedFilter(of: policy) {
      problems.report(
        ImportFault.notCarried(
          "that `\(filter.text ?? "")` takes routes from segments that take none from it",
          effect: "what goes through the core network is undetermined", at: filter.span))
      add("described", word: "false", at: filter.span, to: &own)
    }
    if !estate.dump.isAnswered(.coreAttachments, for: resource) {
      problems.report(
        ImportFault.missingCall(
          "\(AWSKind.coreAttachments.call) --core-network-id \(id)", what: "attachments",
          owner: names[id], place: estate.dump.place(of: resource), at: span))
      if !own.contains(where: { $0.key == "described" }) {
        add("described", word: "false", at: span, to: &own)
      }
    }
    return own
  }

  // MARK: - Segments

  private mutating func segments(of policy: AWSCorePolicy, _ open: Set<String>) -> [Entry] {
    policy.segments.map { segment in
      var own: [Entry] = []
      if let isolated = segment.node["isolate-attachments"], isolated.text == "true" {
        add("isolate-attachments", copy: isolated, to: &own)
      }
      add("edge-locations", list: segment.edges.map { builder.copy($0) }, to: &own)
      // What an attachment propagates that is not known may be anything.
      if open.contains(segment.name.text ?? "") {
        add("described", word: "false", at: segment.name.span, to: &own)
      }
      return Entry(
        segment.name.text ?? "", at: segment.name.span,
        builder.map(own, at: segment.node.node.span))
    }
  }

  /// The pairs of segments that take over each other's routes.
  private mutating func shares(of policy: AWSCorePolicy) -> [Part] {
    policy.shares.compactMap { share in
      let partners = policy.partners(of: share).filter { partner in
        policy.takes(share.segment.text, from: partner.text)
          && policy.takes(partner.text, from: share.segment.text)
      }
      guard !partners.isEmpty else { return nil }
      var own = [Entry("segment", builder.copy(share.segment))]
      add("with", oneOrMore: partners.map { builder.copy($0) }, to: &own)
      return builder.map(own, at: share.segment.span)
    }
  }

  /// A segment that a share joins with another one, of which only one takes the other's routes.
  private func oneSidedFilter(of policy: AWSCorePolicy) -> Node? {
    for share in policy.shares {
      for partner in policy.partners(of: share) {
        let ways = [
          policy.takes(share.segment.text, from: partner.text),
          policy.takes(partner.text, from: share.segment.text),
        ]
        if ways[0] != ways[1] { return ways[0] ? share.segment : partner }
      }
    }
    return nil
  }

  private mutating func routes(of policy: AWSCorePolicy, _ network: String) -> [Part] {
    // A Direct Connect gateway takes no static routes.
    let present = Set(
      coreAttachments(of: network).filter { $0.text("AttachmentType") != "DIRECT_CONNECT_GATEWAY" }
        .compactMap { $0.text("AttachmentId") })
    var parts: [Part] = []
    for route in policy.routes {
      let targets = route.destinations.filter {
        $0.text == "blackhole" || present.contains($0.text ?? "")
      }
      for cidr in route.cidrs where !targets.isEmpty {
        var own = [Entry("segment", builder.copy(route.segment)), Entry("to", builder.copy(cidr))]
        add(
          "via",
          oneOrMore: targets.map { $0.text == "blackhole" ? builder.copy($0) : reference($0) },
          to: &own)
        parts.append(builder.map(own, at: route.node.node.span))
      }
    }
    return parts
  }
}
