import NetproofSyntax

/// What answers say of the account and Region that was asked, held against the folders that they are in.
struct AWSPlaces {
  /// What was found in one folder.
  private struct Folder {
    let scope: AWSScope
    /// The first value that says another account, or another Region, than the folder.
    var account: (name: String, span: Span)?
    var region: (name: String, span: Span)?
    /// Whether something belongs to the folder's account, and what else does something belong to.
    var hasOwn = false
    var owners: [String: Span] = [:]
    /// The lists that are here, with the place of the first one.
    var lists: [AWSKind: (span: Span, parts: [NodeList])] = [:]
  }

  private var folders: [String: Folder] = [:]

  /// Looks at a list of an answer.
  mutating func look(at elements: NodeList, _ kind: AWSKind, _ origin: AWSOrigin, at span: Span) {
    guard let name = origin.folder, !origin.isDrafted else { return }
    var folder = folders[name] ?? Folder(scope: origin.scope)
    folder.lists[kind, default: (span, [])].parts.append(elements)
    for element in elements {
      if let region = folder.scope.region, folder.region == nil {
        folder.region = Self.region(of: element, kind, otherThan: region)
      }
      guard let account = folder.scope.account else { continue }
      if folder.account == nil, let own = Self.asked(element, kind) {
        if own.name == account { folder.hasOwn = true } else { folder.account = own }
      }
      guard !folder.hasOwn, Self.owned.contains(kind), let owner = element["OwnerId"],
        let name = owner.text
      else { continue }
      if name == account { folder.hasOwn = true }
      if folder.owners[name] == nil { folder.owners[name] = owner.span }
    }
    folders[name] = folder
  }

  /// Refuses answers in the folder of another account or Region and folders that tell one of them
  /// twice, and not alike; tells of those in which nothing is their account's.
  func report(_ problems: inout Diagnostics) {
    let sorted = folders.sorted { $0.key < $1.key }
    for (name, folder) in sorted {
      let told = AWSScope(account: folder.account?.name, region: folder.region?.name)
      if let span = [folder.account?.span, folder.region?.span].compactMap({ $0 }).min() {
        problems.report(
          ImportFault.wrongPlace(name, of: folder.scope, told: told, at: span))
      } else if !folder.hasOwn, let account = folder.scope.account,
        let (owner, span) = folder.owners.min(by: { $0.key < $1.key })
      {
        problems.report(ImportFault.nothingOwn(name, of: account, owner: owner, at: span))
      }
    }
    for (index, (name, folder)) in sorted.enumerated() where folder.scope.isWhole {
      for (earlier, other) in sorted[..<index] where other.scope == folder.scope {
        guard let (kind, span) = Self.difference(of: folder, and: other) else { continue }
        problems.report(
          ImportFault.differingFolders(earlier, name, of: folder.scope, kind.call, at: span))
      }
    }
  }

  /// The first list of a folder that has other things in it than the other one's list of the same kind.
  private static func difference(
    of folder: Folder, and other: Folder
  ) -> (kind: AWSKind, span: Span)? {
    let lists = folder.lists.filter { kind, list in
      guard kind.isListedWhole, let twin = other.lists[kind] else { return false }
      return ids(in: list.parts, kind) != ids(in: twin.parts, kind)
    }
    return lists.map { ($0.key, $0.value.span) }.min { $0.1 < $1.1 }
  }

  /// What tells the elements of lists apart, instances in the place of their reservations.
  private static func ids(in lists: [NodeList], _ kind: AWSKind) -> Set<String> {
    let key = kind.idKey ?? (kind == .reservations ? "InstanceId" : "")
    return Set(
      lists.joined().flatMap { element in
        (kind == .reservations ? element["Instances"]?.elements.map(Array.init) : nil) ?? [element]
      }.compactMap { $0[key]?.text })
  }

  // MARK: - What cannot be shared

  /// Kinds that say whose they are, and of which an account may be shown those of others.
  private static let owned: Set<AWSKind> = [
    .vpcs, .subnets, .routeTables, .networkACLs, .securityGroups, .internetGateways, .interfaces,
  ]

  /// The account that was asked, as far as a resource tells it that is shown to nobody else.
  ///
  /// Source: Amazon VPC User Guide, "Share your VPC subnets with other accounts" (default subnets
  /// cannot be shared; participants cannot view what belongs to others).
  private static func asked(_ element: Node, _ kind: AWSKind) -> (name: String, span: Span)? {
    switch kind {
    case .vpcs where element["IsDefault"]?.text == "true", .reservations:
      guard let owner = element["OwnerId"], let name = owner.text else { return nil }
      return (name, owner.span)
    default:
      guard let key = ownARNs[kind], let arn = element[key], let name = Self.part(4, of: arn)
      else { return nil }
      return (name, arn.span)
    }
  }

  /// Where things of one account alone have their ARN.
  private static let ownARNs: [AWSKind: String] = [
    .loadBalancers: "LoadBalancerArn", .targetGroups: "TargetGroupArn",
    .listeners: "ListenerArn", .listenerRules: "RuleArn",
  ]

  /// Where things of one Region have their ARN, whoever owns them.
  private static let regionalARNs: [AWSKind: String] = ownARNs.merging([
    .transitGateways: "TransitGatewayArn", .securityGroups: "SecurityGroupArn",
    .prefixLists: "PrefixListArn",
  ]) { own, _ in own }

  /// The Region that a resource is in, if it is another one: calls of EC2 and Elastic Load Balancing
  /// show what is in the Region that was asked, and nothing else.
  private static func region(
    of element: Node, _ kind: AWSKind, otherThan region: String
  ) -> (name: String, span: Span)? {
    var zones: [Node] = []
    switch kind {
    case .subnets, .interfaces: zones = [element["AvailabilityZone"]].compactMap { $0 }
    case .reservations:
      zones =
        element["Instances"]?.elements?.compactMap {
          $0["Placement"]?["AvailabilityZone"]
        } ?? []
    case .zones:
      guard let node = element["RegionName"], let name = node.text, name != region else {
        return nil
      }
      return (name, node.span)
    default:
      guard let key = regionalARNs[kind], let arn = element[key], let name = part(3, of: arn),
        name != region
      else { return nil }
      return (name, arn.span)
    }
    for zone in zones {
      guard let text = zone.text, !isZone(text, of: region),
        let name = AWSTopology.region(ofZone: text), name != region
      else { continue }
      return (name, zone.span)
    }
    return nil
  }

  /// Whether a zone is plainly one of a Region, which nearly all are.
  private static func isZone(_ text: String, of region: String) -> Bool {
    text.hasPrefix(region) && text.dropFirst(region.count).first?.isLetter == true
  }

  /// A part of an ARN, unless it is empty.
  private static func part(_ index: Int, of arn: Node) -> String? {
    let parts = arn.text?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    guard parts.count > 5, parts[0] == "arn", !parts[index].isEmpty else { return nil }
    return String(parts[index])
  }
}
