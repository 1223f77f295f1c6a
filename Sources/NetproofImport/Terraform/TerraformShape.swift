import NetproofSyntax

/// What form the values of resources have whatever Terraform knows of them.
///
/// Source: the schemas of HashiCorp's `aws` provider.
enum TerraformShape {
  /// Attributes that are lists or sets, by themselves or in a block.
  private static let lists: Set<String> = [
    "cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups",
    "vpc_security_group_ids", "security_group_ids", "subnet_ids", "route_table_ids", "private_ips",
    "propagating_vgws", "secondary_allocation_ids", "secondary_private_ip_addresses",
  ]
  /// Blocks of rules and routes, by the type that has them.
  private static let blocks: [String: [String]] = [
    "aws_security_group": ["ingress", "egress"],
    "aws_default_security_group": ["ingress", "egress"],
    "aws_network_acl": ["ingress", "egress"], "aws_default_network_acl": ["ingress", "egress"],
    "aws_route_table": ["route"], "aws_default_route_table": ["route"],
  ]

  /// Types whose rules or routes are read back from AWS where the configuration has none; those of other
  /// types, such as `aws_default_security_group`, are `null` then.
  static let readBack: Set<String> = [
    "aws_security_group", "aws_network_acl", "aws_route_table", "aws_default_route_table",
  ]

  /// Attributes of a resource that have another form.
  static func faults(of values: Node, _ type: String, at address: String) -> [TerraformFault] {
    guard type.hasPrefix("aws_") else { return [] }
    var faults = lists(in: values, at: address)
    for key in blocks[type] ?? [] {
      guard let value = values[key], !value.isNull else { continue }
      guard let elements = value.elements else {
        faults.append(
          .wrongForm("`\(key)` of `\(address)`", expected: "a list of blocks", at: value.span))
        continue
      }
      for element in elements where !element.isNull {
        if element.entries == nil {
          faults.append(
            .wrongForm("`\(key)` of `\(address)`", expected: "a list of blocks", at: element.span))
        } else {
          faults += lists(in: element, at: address)
        }
      }
    }
    return faults
  }

  private static func lists(in node: Node, at address: String) -> [TerraformFault] {
    lists.sorted().compactMap { key in
      guard let value = node[key], !value.isNull, value.elements == nil else { return nil }
      return .wrongForm("`\(key)` of `\(address)`", expected: "a list", at: value.span)
    }
  }
}

extension TerraformNetwork {
  /// Whether a resource that is there tells nothing of its rules or routes, which the provider reads
  /// back from AWS: it is not taken to have none.
  mutating func lacks(_ key: String, _ resource: TerraformResource, effect: String) -> Bool {
    let block = resource.block
    guard TerraformShape.readBack.contains(resource.type), !resource.isNew, !block.isMocked,
      !block.isUnknown(key),
      block.values?[key]?.isNull ?? true
    else { return false }
    problems.report(
      TerraformFault.absent(key, of: resource.address.text, effect: effect, at: resource.place))
    return true
  }
}
