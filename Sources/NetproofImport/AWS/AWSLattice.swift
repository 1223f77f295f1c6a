import NetproofSyntax

// What answers of VPC Lattice's are about, which all call their lists `items`.

extension Node {
  /// What an answer of VPC Lattice's, or an element of its lists, is about, as its ARN says.
  var latticeKind: AWSKind? {
    guard entries != nil, let arn = self["arn"]?.text, arn.contains(":vpc-lattice:") else {
      return nil
    }
    return Self.latticeParts.first { arn.contains($0.part) }?.kind
  }

  /// Parts of ARNs: of a listener, which has the service's as well, the longer one first.
  private static let latticeParts: [(part: String, kind: AWSKind)] = [
    (":resourcegateway/", .resourceGateways), (":resourceconfiguration/", .resourceConfigurations),
    (":servicenetworkvpcassociation/", .serviceNetworkVPCs),
    (":servicenetworkserviceassociation/", .serviceNetworkServices),
    (":servicenetworkresourceassociation/", .serviceNetworkResources),
    (":servicenetwork/", .serviceNetworks), ("/rule/", .latticeRules),
    ("/listener/", .latticeListeners), (":service/", .latticeServices),
    (":targetgroup/", .latticeGroups),
  ]

  /// What an answer of VPC Lattice's lists, whether its elements say so or only what was asked.
  func latticeKind(ofItems items: NodeList) -> AWSKind? {
    if let kind = items.first?.latticeKind { return kind }
    if let asked = Self.latticeOwners.first(where: { self[$0.key] != nil }) { return asked.kind }
    // Targets alone have no ARN.
    return items.first?["status"] != nil && items.first?["arn"] == nil ? .latticeTargets : nil
  }

  /// What the script writes beside lists that it has asked for of one thing each.
  static let latticeOwners: [(key: String, kind: AWSKind)] = [
    ("listenerIdentifier", .latticeRules), ("targetGroupIdentifier", .latticeTargets),
    ("serviceIdentifier", .latticeListeners),
  ]
}

extension AWSResource {
  /// The identifier in an ARN after a part of it, such as `/listener/`.
  private func inARN(after part: String) -> String? {
    guard let arn = text("arn"), let start = arn.firstRange(of: part)?.upperBound else {
      return nil
    }
    return arn[start...].split(separator: "/").first.map(String.init)
  }

  /// The Lattice service of a listener.
  var latticeService: String? {
    owner ?? self["serviceId"]?.lastPart?.text ?? inARN(after: ":service/")
  }

  /// The listener of a rule of VPC Lattice's.
  var latticeListener: String? {
    owner ?? self["listenerId"]?.lastPart?.text ?? inARN(after: "/listener/")
  }

  /// Whether an answer is about it alone, so that it is whole: lists leave things out.
  var isLatticeWhole: Bool { origin.isDrafted || self[Self.wholeMark] != nil }

  /// What only the answer about one association has, if the association has any groups.
  private static let wholeMark = "securityGroupIds"

  /// The target groups that an action of a listener or rule forwards to.
  func latticeTargets(_ action: String) -> [Node] {
    part(action)?.part("forward")?.list("targetGroups").compactMap {
      $0["targetGroupIdentifier"]?.lastPart
    } ?? []
  }
}
