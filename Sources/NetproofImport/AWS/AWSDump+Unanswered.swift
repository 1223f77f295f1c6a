import NetproofSyntax

// Who was asked for what: an account that was not asked is not taken to have none of it.

/// The answers of one kind, by whom was asked.
struct AWSAnswers: Sendable {
  /// Those whose folder says of which account and region they are.
  var scopes: Set<AWSScope> = []
  /// The others, of which the lists may say it, or what stands beside them.
  var lists: [(origin: AWSOrigin, elements: NodeList, answer: Node)] = []
}

extension AWSDump {
  /// Whether a call was made whose answer would tell all of a kind that belongs to a resource.
  ///
  /// An answer is about the account and region that its folder names, else about those that what it
  /// lists belongs to, or what stands beside an empty list in one text. If nothing says whose it is, it
  /// counts where there is only one whose it may be.
  func isAnswered(_ kind: AWSKind, for resource: AWSResource) -> Bool {
    // Whoever wrote a template or a plan told all of it.
    if resource.origin.isDrafted { return true }
    guard let answers = answers[kind] else { return false }
    guard hasSeveralScopes else { return true }
    let wanted = scope(of: resource)
    return answers.scopes.contains { isAbout($0, wanted) }
  }

  /// Whether a call that asks about one thing was made about it.
  func isAnswered(_ kind: AWSKind, about id: String) -> Bool {
    answeredOwners[kind]?.contains(id) ?? false
  }

  /// The account and region of a resource: its own word, that of its folder, or that of what it is in.
  func scope(of resource: AWSResource) -> AWSScope {
    let own = Self.words(of: resource).filled(from: resource.origin.scope)
    return own.isWhole ? own : own.filled(from: Self.owner(of: resource).flatMap { places[$0] })
  }

  /// Whom to ask for what a resource needs, where there are several, and where to put the answer.
  func place(of resource: AWSResource) -> String {
    guard hasSeveralScopes else { return "" }
    let scope = scope(of: resource)
    guard let account = scope.account else { return scope.words }
    return "\(scope.words), in a folder `accounts/\(account)/\(scope.region ?? "REGION")/`"
  }

  /// What is open where a call was not made: things of the parent kind are not known whole.
  ///
  /// Several kinds stand together where one answer of them is enough.
  static let needed: [(parent: AWSKind, anyOf: [AWSKind], what: String)] = [
    (.transitGateways, [.attachments, .vpcAttachments], "attachments"),
    (.transitGateways, [.gatewayTables], "route tables"),
    (.vpnGateways, [.vpnConnections], "VPN connections"),
    (.localGateways, [.localGatewayTables], "route tables"),
    (.localGateways, [.localGatewayLinks], "VPCs"),
  ]

  // MARK: - Whose answers are

  /// The accounts and regions of what others belong to: VPCs first, as gateways are in them.
  func findPlaces() -> [String: AWSScope] {
    var places: [String: AWSScope] = [:]
    for vpc in self[.vpcs] {
      vpc.text("VpcId").map { places[$0] = Self.words(of: vpc).filled(from: vpc.origin.scope) }
    }
    // A VPC often does not tell its region: the zones of its subnets do.
    if places.values.contains(where: { $0.region == nil }) {
      for subnet in self[.subnets] {
        guard let vpc = subnet.text("VpcId"), places[vpc]?.region == nil else { continue }
        places[vpc]?.region = subnet.text("AvailabilityZone").flatMap(AWSTopology.region(ofZone:))
      }
    }
    for kind in [AWSKind.vpnGateways, .transitGateways, .localGateways, .coreNetworks] {
      for resource in self[kind] {
        guard let id = resource.text(kind.idKey ?? "") else { continue }
        let own = Self.words(of: resource).filled(from: resource.origin.scope)
        places[id] = own.filled(from: Self.owner(of: resource).flatMap { places[$0] })
      }
    }
    return places
  }

  private func isAbout(_ asked: AWSScope, _ wanted: AWSScope) -> Bool {
    func agree(_ asked: String?, _ wanted: String?, _ all: Set<String>) -> Bool {
      guard let asked, let wanted else { return wanted == nil || all.count <= 1 }
      return asked == wanted
    }
    return agree(asked.account, wanted.account, accounts)
      && agree(asked.region, wanted.region, regions)
  }

  /// The answers, with those without a folder as if from whoever owns what they list; else from
  /// whoever owns all VPCs.
  func placedAnswers() -> [AWSKind: AWSAnswers] {
    let all = self[.vpcs].filter { !$0.origin.isDrafted }.map { scope(of: $0) }
    let (accounts, regions) = (Set(all.map(\.account)), Set(all.map(\.region)))
    let home = AWSScope(
      account: accounts.count == 1 ? accounts.first ?? nil : nil,
      region: regions.count == 1 ? regions.first ?? nil : nil)
    return answers.mapValues { answers in
      var scopes = answers.scopes
      for (origin, elements, answer) in answers.lists {
        let parts = elements.isEmpty ? Self.parts(of: answer) : Array(elements)
        let told = parts.map {
          origin.scope.filled(from: scope(of: AWSResource(node: $0, origin: origin)))
        }
        for scope in told.isEmpty ? [origin.scope] : told {
          scopes.insert(scope.filled(from: home))
        }
      }
      return AWSAnswers(scopes: scopes)
    }
  }

  /// What stands in an answer.
  private static func parts(of answer: Node) -> [Node] {
    answer.entries?.flatMap { entry in
      entry.value.elements.map { $0.filter { $0.entries != nil } } ?? [entry.value]
    }.filter { $0.entries != nil } ?? []
  }

  /// What a resource itself says of its account and region.
  private static func words(of resource: AWSResource) -> AWSScope {
    let arn = arnKeys.lazy.compactMap { resource.text($0) }.first
    let parts = arn?.split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
    let ofARN: [String?] = (3...4).map { $0 < parts.count && !parts[$0].isEmpty ? parts[$0] : nil }
    let account = accountKeys.lazy.compactMap { resource.text($0) }.first
    let region = regionKeys.lazy.compactMap { resource.text($0) }.first
    let zone = resource.text("AvailabilityZone").flatMap(AWSTopology.region(ofZone:))
    return AWSScope(account: account ?? ofARN[1], region: region ?? ofARN[0] ?? zone)
  }

  private static let accountKeys = [
    "OwnerId", "AwsAccountId", "ownerAccount", "TransitGatewayOwnerId",
  ]
  private static let regionKeys = ["Region", "AwsRegion", "region"]
  private static let arnKeys = ["CoreNetworkArn", "TransitGatewayArn", "OutpostArn", "ResourceArn"]

  /// What a resource is in, or belongs to.
  private static func owner(of resource: AWSResource) -> String? {
    if let vpc = resource.text("VpcId") { return vpc }
    let inner = ["Attachments", "VpcAttachments", "Instances"].lazy
      .compactMap { resource.list($0).first?.text("VpcId") }
    return inner.first ?? ownerKeys.lazy.compactMap { resource.text($0) }.first
  }

  private static let ownerKeys = [
    "VpnGatewayId", "TransitGatewayId", "LocalGatewayId", "CoreNetworkId",
    "virtualGatewayId",
  ]
}
