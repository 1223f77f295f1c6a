import NetproofSyntax

// Block Public Access, and what is exempt from it.

extension AWSTopology {
  mutating func publicAccessBlocks() -> [Entry] {
    let groups = publicAccessGroups()
    guard !groups.isEmpty else { return unknownPublicAccess() }
    var entries: [Entry] = []
    for group in groups {
      guard let options = group.options.first else { continue }
      let mode = options["InternetGatewayBlockMode"]
      let isKnown =
        !group.isUncertain && !hasUnknownExclusion && mode != nil
        && options[AWSDraft.undescribed] == nil
        && (mode?.text == "off" || !lacksExclusions(of: options))
      guard !isKnown || mode?.text != "off" else { continue }
      var own: [Entry] = []
      if isKnown { add("mode", copy: mode, to: &own) }
      if let account = group.account {
        add("account", text: account, at: options.span("AwsAccountId"), to: &own)
      }
      if let region = group.region {
        add("region", text: region, at: options.span("AwsRegion"), to: &own)
      }
      if !isKnown { add("described", word: "false", at: options.node.span, to: &own) }
      let name = ["public-access", group.account, group.region].compactMap { $0 }
      let span = mode?.span ?? options.node.span
      entries.append(
        Entry(name.joined(separator: "-"), at: span, builder.map(own, at: options.node.span)))
    }
    return entries
  }

  /// Whether nobody was asked what is exempt from a block that an answer of AWS's has.
  private mutating func lacksExclusions(of options: AWSResource) -> Bool {
    guard !estate.dump.isAnswered(.publicAccessExclusions, for: options),
      options.text("ExclusionsAllowed") != "not-allowed"
    else { return false }
    problems.report(
      ImportFault.missingCall(
        AWSKind.publicAccessExclusions.call, what: "exclusions", owner: "Block Public Access",
        place: estate.dump.place(of: options), at: options.node.span))
    return true
  }

  /// VPCs say whether something blocks in their region, and what is exempt shows it; what that is
  /// the files do not have then.
  private mutating func unknownPublicAccess() -> [Entry] {
    let isBlocked = estate.dump[.vpcs].first { !["off", nil].contains($0.publicAccessMode) }
    if let vpc = isBlocked { return unknownPublicAccess(of: vpc) }
    guard let exclusion = exclusions.first else { return [] }
    let span = exclusion.node.span
    problems.report(
      ImportFault.missingCall(
        AWSKind.publicAccessBlocks.call, what: "Block Public Access",
        owner: AWSDraft.shown(exclusion.exempt ?? ""), at: span))
    return [
      Entry("public-access", at: span, builder.map([notDescribed(at: span)], at: span))
    ]
  }

  /// What blocks the VPCs of the account and region of one; of all, where some do not tell theirs.
  private mutating func unknownPublicAccess(of vpc: AWSResource) -> [Entry] {
    let span = vpc.span("BlockPublicAccessStates")
    problems.report(
      ImportFault.missingCall(
        AWSKind.publicAccessBlocks.call, what: "Block Public Access",
        owner: vpc.text("VpcId") ?? "", at: span))
    let scopes = estate.vpcs.compactMap { estate.described[$0] }.map { estate.dump.scope(of: $0) }
    let own = estate.dump.scope(of: vpc)
    let blocked = Set(
      estate.dump[.vpcs].filter { !["off", nil].contains($0.publicAccessMode) }
        .map { estate.dump.scope(of: $0) })
    var inner: [Entry] = []
    if blocked.count == 1, scopes.allSatisfy(\.isWhole) {
      add("account", text: own.account ?? "", at: span, to: &inner)
      add("region", text: own.region ?? "", at: span, to: &inner)
    }
    inner.append(notDescribed(at: span))
    return [Entry("public-access", at: span, builder.map(inner, at: span))]
  }

  private mutating func notDescribed(at span: Span) -> Entry {
    Entry("described", builder.word("false", at: span))
  }

  // MARK: - Accounts and regions

  /// What blocks public access in one account and region.
  private struct PublicAccessGroup {
    var account: String?
    var region: String?
    var options: [AWSResource]
    /// Whether it is not known which VPCs it is about.
    var isUncertain: Bool
  }

  /// What blocks public access, of each account and region once: what a plan says comes first.
  ///
  /// An account or region is told only where every VPC tells its own. Where some do not and there
  /// is more than one, nobody knows which VPCs are meant.
  private mutating func publicAccessGroups() -> [PublicAccessGroup] {
    let all = estate.dump[.publicAccessBlocks]
    guard let first = all.first else { return [] }
    let own = all.map { estate.dump.scope(of: $0) }
    // A VPC that is not described is a gap, whatever is blocked.
    let vpcs = estate.vpcs.compactMap { estate.described[$0] }.map { estate.dump.scope(of: $0) }
    let tellsAccounts = (own + vpcs).allSatisfy { $0.account != nil }
    let tellsRegions = (own + vpcs).allSatisfy { $0.region != nil }
    let isUncertain =
      !tellsAccounts && Set((own + vpcs).compactMap(\.account)).count > 1
      || !tellsRegions && Set((own + vpcs).compactMap(\.region)).count > 1
    var groups: [PublicAccessGroup] = []
    for (options, scope) in zip(all, own) {
      let account = tellsAccounts ? scope.account : nil
      let region = tellsRegions ? scope.region : nil
      if let index = groups.firstIndex(where: { $0.account == account && $0.region == region }) {
        groups[index].options.append(options)
      } else {
        groups.append(
          PublicAccessGroup(
            account: account, region: region, options: [options], isUncertain: false))
      }
    }
    guard isUncertain else { return groups }
    for index in groups.indices {
      groups[index].isUncertain = groups[index].options.contains {
        $0.text("InternetGatewayBlockMode") != "off"
      }
    }
    if groups.contains(where: \.isUncertain) {
      problems.report(
        ImportFault.notCarried(
          "which VPCs Block Public Access is about",
          effect: "some do not tell their account and region; what goes between them and the "
            + "internet is undetermined", at: first.node.span))
    }
    return groups
  }

  /// Whether an answer of AWS's may be about the account and region of a VPC.
  func isPublicAccessAnswered(for resource: AWSResource) -> Bool {
    let wanted = estate.dump.scope(of: resource)
    return estate.dump[.publicAccessBlocks].contains { options in
      let own = estate.dump.scope(of: options)
      return (own.account == nil || wanted.account == nil || own.account == wanted.account)
        && (own.region == nil || wanted.region == nil || own.region == wanted.region)
    }
  }

  // MARK: - Exclusions

  /// The exclusions that there are, or will be.
  private var exclusions: [AWSResource] {
    let states = [
      "create-complete", "update-complete", "update-in-progress", "delete-in-progress",
    ]
    return estate.dump[.publicAccessExclusions].filter {
      states.contains($0.text("State") ?? states[0])
    }
  }

  /// Whether something is exempt of which it is not known what it is, or from what: it may be anything.
  private var hasUnknownExclusion: Bool {
    exclusions.contains { exclusion in
      guard let id = exclusion.exempt, exclusion["InternetGatewayExclusionMode"] != nil else {
        return true
      }
      return AWSDraft.isUnknown(id) || exclusion[AWSDraft.undescribed] != nil
    }
  }

  /// Adds what exempts a VPC or subnet.
  mutating func addExclusion(of id: String, to own: inout [Entry]) {
    let exclusion = exclusions.first {
      $0.exempt == id && $0["InternetGatewayExclusionMode"] != nil
    }
    add("public-access-exclusion", copy: exclusion?["InternetGatewayExclusionMode"], to: &own)
  }
}

extension AWSResource {
  /// What blocks public access in the region of a VPC, as the VPC tells it.
  var publicAccessMode: String? {
    part("BlockPublicAccessStates")?.text("InternetGatewayBlockMode")
  }

  /// The identifier of what an exclusion is about: drafts have it, answers an ARN that ends in it.
  fileprivate var exempt: String? {
    text("ExemptId")
      ?? text("ResourceArn").flatMap { $0.split(separator: "/").last.map(String.init) }
  }
}
