public import NetproofSyntax

/// Reads states and plans of Terraform and OpenTofu, and what their tests make.
public enum TerraformImporter {
  /// Whether a text is one of Terraform's, even if it is one that has to be refused.
  public static func reads(_ node: Node) -> Bool { TerraformForm.recognizes(node) }

  /// Whether a text has the events of a test.
  public static func readsTests(_ node: Node) -> Bool { TerraformForm.isTest(node) }

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
    addEndpoints()
    addHosts()
    addGroups()
    addACLs()
    addTables()
    addLoadBalancers()
    reportOthers()
  }

  /// The drafts as answers, those of one region together.
  func answers() -> [ImportedText] {
    var regions: [String: String] = [:]
    for resource in estate.resources {
      if let region = region(of: resource) { regions[resource.id] = region }
    }
    let usual = Set(regions.values).count == 1 ? regions.values.first : nil
    var byRegion: [String: AWSDrafts] = [:]
    for draft in drafts.all {
      let region = regions[draft.id] ?? usual ?? ""
      byRegion[region, default: AWSDrafts()].add(draft)
    }
    return byRegion.sorted { $0.key < $1.key }.map { region, drafts in
      drafts.answer(account: nil, region: region.isEmpty ? nil : region)
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
