import NetproofSyntax

// Services of AWS's that Netproof does not know by name, but which say what subnets they are in.

extension TerraformNetwork {
  /// Puts an interface that nobody describes into each subnet that a resource names, whatever it is:
  /// what names subnets most likely has addresses there.
  mutating func addUnknownHost(_ resource: TerraformResource, isTold: Bool) {
    guard resource.type.hasPrefix("aws_"), !Self.hasNoHost(resource.type) else { return }
    var (subnets, groups): ([Value], [Value]) = ([], [])
    collect(resource.block, of: resource, &subnets, &groups, depth: 0)
    guard !subnets.isEmpty else { return }
    if !isTold {
      notCarried(
        "`\(resource.address.text)`",
        "its addresses are not known, so what concerns its interfaces is undetermined",
        at: resource.place)
    }
    addInterfaces(resource, in: subnets, groups)
  }

  /// Adds an interface in each subnet of which nothing but its groups is known.
  mutating func addInterfaces(
    _ resource: TerraformResource, in subnets: [Value], _ groups: [Value]
  ) {
    for (index, subnet) in subnets.enumerated() {
      let end = subnets.count == 1 ? "" : "-\(index + 1)"
      var draft = AWSDraft(.interfaces, resource.id + end, at: resource.place)
      draft.isPart = true
      draft.set("LogicalId", .text(resource.logicalName + end, resource.place))
      draft.set("SubnetId", subnet)
      draft.set("VpcId", vpc(ofSubnet: subnet))
      for group in groups { draft.append(.map([("GroupId", group)], group.span), to: "Groups") }
      add(draft)
    }
  }

  /// Gathers the subnets and groups that a resource or a block in it names.
  private mutating func collect(
    _ block: TerraformBlock, of resource: TerraformResource, _ subnets: inout [Value],
    _ groups: inout [Value], depth: Int
  ) {
    for key in Self.keys(of: block) {
      if key.hasSuffix("subnet_group") || key.contains("subnet_group_") {
        append(subnetsOfNamedGroup(key, block, of: resource), to: &subnets)
      } else if key.contains("subnet"), Self.isLink(key, ["subnet", "subnets"]) {
        append(named(key, block, of: resource), to: &subnets)
      } else if key.contains("security_group"),
        Self.isLink(key, ["security_group", "security_groups"])
      {
        append(named(key, block, of: resource), to: &groups)
      } else if depth < 3 {
        for inner in block.blocks(key) {
          collect(inner, of: resource, &subnets, &groups, depth: depth + 1)
        }
      }
    }
  }

  private func append(_ values: [Value], to all: inout [Value]) {
    for value in values where !all.contains(where: { $0.text == value.text }) { all.append(value) }
  }

  /// The keys that have or may get a value.
  private static func keys(of block: TerraformBlock) -> [String] {
    let known = block.values?.entries?.filter { !$0.value.isNull }.map(\.key.value) ?? []
    let written = block.expressions.flatMap { $0.entries?.map(\.key.value) ?? [] }
    return Set(known + written).sorted()
  }

  /// Whether an attribute names things: `subnet_ids`, `vpc_subnet_id`, `subnet_arns`, `subnets`.
  private static func isLink(_ key: String, _ names: [String]) -> Bool {
    let ends = ["_id", "_ids", "_id_list", "_arn", "_arns", ""]
    return names.contains { name in ends.contains { key.hasSuffix(name + $0) } }
  }

  /// The identifiers that an attribute has, one or several.
  private mutating func named(
    _ key: String, _ block: TerraformBlock, of resource: TerraformResource
  ) -> [Value] {
    let isSeveral =
      block.values?[key]?.elements != nil || block.unknown?[key]?.elements != nil
      || key.hasSuffix("s") || key.hasSuffix("_list")
    let all =
      isSeveral
      ? ids(key, block, of: resource) : [id(key, block, of: resource)].compactMap { $0 }
    return all.compactMap { value -> Value? in
      guard let text = value.text, text.hasPrefix("arn:") else { return value }
      return text.split(separator: "/").last.map { .text(name(String($0)), value.span) }
    }
  }

  /// The subnets of the group of subnets that an attribute names.
  private mutating func subnetsOfNamedGroup(
    _ key: String, _ block: TerraformBlock, of resource: TerraformResource
  ) -> [Value] {
    guard let wanted = id(key, block, of: resource)?.text else { return [] }
    let group = estate.resources.first { other in
      !other.isData && other.type.hasSuffix("_subnet_group")
        && (other.id == wanted
          || ["name", "id", key].contains { other.block.link($0)?.text == wanted })
    }
    guard let group else { return [] }
    return ids("subnet_ids", of: group)
  }

  /// Whether a type has no interface of its own where it names subnets: what is read as it is, and
  /// what only says something about subnets.
  private static func hasNoHost(_ type: String) -> Bool {
    type.hasSuffix("_subnet_group") || hostless.contains(type)
      || ["aws_vpc_block_public", "aws_ram_", "aws_ssm_", "aws_iam_", "aws_config_"].contains {
        type.hasPrefix($0)
      }
  }

  private static let hostless: Set<String> = [
    "aws_instance", "aws_spot_instance_request", "aws_network_interface", "aws_nat_gateway",
    "aws_lb", "aws_alb", "aws_elb", "aws_vpc_endpoint", "aws_vpc_endpoint_subnet_association",
    "aws_networkfirewall_firewall", "aws_networkfirewall_vpc_endpoint_association",
    "aws_ec2_transit_gateway_vpc_attachment", "aws_ec2_transit_gateway_vpc_attachment_accepter",
    "aws_networkmanager_vpc_attachment", "aws_network_acl", "aws_default_network_acl",
    "aws_network_acl_association", "aws_route_table", "aws_default_route_table",
    "aws_route_table_association", "aws_subnet", "aws_default_subnet", "aws_vpc",
    "aws_default_vpc", "aws_security_group", "aws_default_security_group",
    "aws_security_group_rule", "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule", "aws_vpclattice_resource_gateway",
    "aws_network_interface_sg_attachment", "aws_vpc_endpoint_security_group_association",
    "aws_flow_log", "aws_ec2_subnet_cidr_reservation", "aws_launch_template",
    "aws_launch_configuration", "aws_ec2_tag", "aws_eip",
  ]

  // MARK: - Encryption controls

  /// Leaves VPCs open that enforce encryption, or may: a plan says with other words than AWS what is
  /// exempt.
  mutating func addEncryptionControls() {
    for resource in all("aws_vpc_encryption_control") {
      guard resource.text("mode") != "monitor", let vpc = id("vpc_id", of: resource)?.text else {
        continue
      }
      notCarried(
        "`\(resource.address.text)`", "what its VPC drops is undetermined", at: resource.place)
      open(vpc, .vpcs)
    }
  }
}
