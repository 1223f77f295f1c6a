public import NetproofSyntax

/// Reads states and plans of Terraform and OpenTofu, and what their tests make.
public enum TerraformImporter {
  /// Whether a text is one of Terraform's, even if it is one that has to be refused.
  public static func reads(_ node: Node) -> Bool { TerraformForm.recognizes(node) }

  /// Whether a text has the events of a test.
  public static func readsTests(_ node: Node) -> Bool { TerraformForm.isTest(node) }

  /// The state that a plan would change, if a text is a plan that has one.
  static func stateBefore(_ node: Node) -> Node? {
    guard case .plan? = TerraformForm(of: node), let state = node["prior_state"],
      state["values"]?["root_module"] != nil
    else { return nil }
    return state
  }

  /// Why a file of Terraform's is none that can be read.
  public static func refusal(of path: String, _ head: ArraySlice<UInt8>) -> Diagnostic? {
    // A saved plan is an archive.
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return TerraformFault.binaryPlan(path).diagnostic
    }
    return isConfiguration(path) ? TerraformFault.configuration(path).diagnostic : nil
  }

  /// What to say of a folder of configuration.
  public static func advice(on path: String, _ names: [String]) -> Diagnostic? {
    names.contains(where: isConfiguration) ? TerraformFault.configuration(path).diagnostic : nil
  }

  private static func isConfiguration(_ name: String) -> Bool {
    [".tf", ".tf.json", ".tofu", ".tfvars", ".tftest.hcl"].contains { name.hasSuffix($0) }
  }

  /// Keys whose values are large and say nothing about packets.
  public static let skipped: Set<String> = ["provider_schemas", "relevant_attributes"]

  /// What AWS's answers would say of what all texts together describe, a region at a time; and what
  /// is wrong with them or not known.
  public static func answers(
    of texts: [ImportedText]
  ) -> (answers: [ImportedText], problems: Diagnostics) {
    guard !texts.isEmpty else { return ([], Diagnostics()) }
    let estate = TerraformEstate(texts)
    guard !estate.problems.hasErrors else { return ([], estate.problems) }
    var network = TerraformNetwork(estate)
    network.addAll()
    return (network.answers(), network.problems)
  }
}

extension TerraformNetwork {
  mutating func addAll() {
    addVPCs()
    addGateways()
    addPrefixLists()
    addPeerings()
    addTransitGateways()
    addConnections()
    addDirectConnect()
    addEndpoints()
    addFirewalls()
    addGroups()
    addHosts()
    addACLs()
    addTables()
    addLoadBalancers()
    addEndpointServices()
    addLattice()
    addPublicAccess()
    reportOthers()
    openAll()
    findVPCs()
  }

  /// The drafts as answers, those of one region together.
  func answers() -> [ImportedText] {
    var regions: [String: String] = [:]
    for resource in estate.resources {
      if let region = region(of: resource) { regions[resource.id] = region }
    }
    let usual = Set(regions.values).count == 1 ? regions.values.first : nil
    var byRegion: [String: AWSDrafts] = [:]
    var parts: [AWSKind: [String: [AWSDraft.Value]]] = [:]
    for draft in drafts.all {
      if Self.ownerKeys[draft.kind] != nil {
        let value = AWSDraft.Value.map(draft.fields, draft.span)
        parts[draft.kind, default: [:]][draft["Owner"]?.text ?? "", default: []].append(value)
      } else {
        byRegion[regions[draft.id] ?? usual ?? "", default: AWSDrafts()].add(draft)
      }
    }
    for draft in drafts.all {
      for kind in Self.parts(of: draft.kind) where isAnswered(kind, of: draft) {
        byRegion[regions[draft.id] ?? usual ?? "", default: AWSDrafts()].add(
          kind, of: draft.id, by: Self.ownerKeys[kind] ?? "", parts[kind]?[draft.id] ?? [])
      }
    }
    // What is added to a thing that another text describes.
    for (kind, key) in Self.ownerKeys.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for (owner, own) in (parts[kind] ?? [:]).sorted(by: { $0.key < $1.key })
      where !drafts.contains(owner) {
        byRegion[usual ?? "", default: AWSDrafts()].add(kind, of: owner, by: key, own)
      }
    }
    for id in drafts.touched { byRegion[usual ?? "", default: AWSDrafts()].touch(id) }
    return byRegion.sorted { $0.key < $1.key }.map { region, drafts in
      drafts.answer(account: nil, region: region.isEmpty ? nil : region)
    }
  }

  /// What answers about one thing say, and by which key they name it.
  private static let ownerKeys: [AWSKind: String] = [
    .targetHealth: "TargetGroupArn", .attributes: "LoadBalancerArn",
    .gatewayAssociations: "TransitGatewayRouteTableId",
    .gatewayPropagations: "TransitGatewayRouteTableId",
    .gatewayRoutes: "TransitGatewayRouteTableId", .prefixListEntries: "PrefixListId",
    .latticeTargets: "targetGroupIdentifier",
  ]

  /// Whether everything is known that an answer about one thing would say.
  private func isAnswered(_ kind: AWSKind, of draft: AWSDraft) -> Bool {
    switch kind {
    case .gatewayRoutes: whole.contains(draft.id)
    case .prefixListEntries: !draft.isPart && draft["Cidrs"] == nil
    default: true
    }
  }

  /// The answers that belong to a thing.
  private static func parts(of kind: AWSKind) -> [AWSKind] {
    switch kind {
    case .targetGroups: [.targetHealth, .attributes]
    case .loadBalancers: [.attributes]
    case .prefixLists: [.prefixListEntries]
    case .latticeGroups: [.latticeTargets]
    case .gatewayTables: [.gatewayAssociations, .gatewayPropagations, .gatewayRoutes]
    default: []
    }
  }

  /// The region that a resource is in, as far as it or its provider says.
  private func region(of resource: TerraformResource) -> String? {
    if let own = resource.text("region"), AWSOrigin.isRegion(own) { return own }
    if let arn = resource.text("arn"), let region = AWSTopology.region(ofARN: arn),
      AWSOrigin.isRegion(region)
    {
      return region
    }
    let configuration = estate.documents[resource.document]
    let provider = configuration.resource(resource.address)?["provider_config_key"]?.text
    // The key has the module before it: `module.shop:aws`.
    let name = provider?.split(separator: ":").last.map(String.init)
    guard let name, let region = configuration.regions[name], AWSOrigin.isRegion(region) else {
      return nil
    }
    return region
  }
}
