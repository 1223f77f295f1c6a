import NetproofSyntax

// Block Public Access, and what is exempt from it.

extension TerraformNetwork {
  mutating func addPublicAccess() {
    for resource in all("aws_vpc_block_public_access_options") { addOptions(resource) }
    for resource in all("aws_vpc_block_public_access_exclusion") { addExclusion(resource) }
  }

  private mutating func addOptions(_ resource: TerraformResource) {
    // The identifier is the region, which other options have as well.
    var draft = AWSDraft(.publicAccessBlocks, resource.invented, at: resource.place)
    if let node = account(resource["aws_account_id"]) {
      draft.set("AwsAccountId", copy: node)
    } else if let account = account(beside: resource) {
      draft.set("AwsAccountId", .text(account, resource.place))
    }
    if let node = resource["aws_region"], AWSOrigin.isRegion(node.text ?? "") {
      draft.set("AwsRegion", copy: node)
    }
    if let mode = resource["internet_gateway_block_mode"] {
      draft.set("InternetGatewayBlockMode", copy: mode)
    } else {
      _ = unknown(
        "internet_gateway_block_mode", of: resource,
        effect: "what goes between VPCs and the internet is undetermined")
      draft.isPart = true
    }
    if draft["AwsAccountId"] == nil, !isOfSameProvider(resource) {
      _ = unknown(
        "aws_account_id", of: resource,
        effect: "which VPCs it is about is not known; what goes between them and the internet is "
          + "undetermined")
      draft.isPart = true
    }
    drafts.add(draft)
  }

  /// Whether all VPCs are made by way of the provider that a resource is made by, and so are in its
  /// account.
  private func isOfSameProvider(_ resource: TerraformResource) -> Bool {
    estate.resources.filter { ["aws_vpc", "aws_default_vpc", "aws_subnet"].contains($0.type) }
      .allSatisfy { $0.document == resource.document && provider(of: $0) == provider(of: resource) }
  }

  /// The account that everything is in that the same provider makes, as far as it is told.
  private func account(beside resource: TerraformResource) -> String? {
    let own = provider(of: resource)
    let accounts = all("aws_vpc", "aws_default_vpc", "aws_subnet", "aws_security_group").filter {
      $0.document == resource.document && provider(of: $0) == own
    }.compactMap { other in account(other["owner_id"])?.text }
    return Set(accounts).count == 1 ? accounts.first : nil
  }

  private func provider(of resource: TerraformResource) -> String? {
    let configuration = estate.documents[resource.document]
    // The key has the module before it: `module.shop:aws`.
    return configuration.resource(resource.address)?["provider_config_key"]?.text?
      .split(separator: ":").last.map(String.init)
  }

  private mutating func addExclusion(_ resource: TerraformResource) {
    var draft = AWSDraft(.publicAccessExclusions, resource.id, at: resource.place)
    if let exempt = id("vpc_id", of: resource) ?? id("subnet_id", of: resource) {
      draft.set("ExemptId", exempt)
    }
    if let mode = resource["internet_gateway_exclusion_mode"] {
      draft.set("InternetGatewayExclusionMode", copy: mode)
    } else {
      _ = unknown(
        "internet_gateway_exclusion_mode", of: resource,
        effect: "what Block Public Access leaves open is undetermined")
    }
    drafts.add(draft)
  }
}
