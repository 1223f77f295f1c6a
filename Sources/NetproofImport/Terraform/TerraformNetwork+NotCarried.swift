import NetproofSyntax

// What carries packets and has no place in topologies yet, or belongs to services of AWS's.

extension TerraformNetwork {
  /// Tells of every such resource; what services put into subnets becomes an interface that nobody
  /// describes, so that packets to an address that it may have are not taken to be lost.
  mutating func reportOthers() {
    for resource in estate.resources where !resource.isData {
      if let effect = Self.effects.first(where: { resource.type.hasPrefix($0.prefix) })?.effect {
        notCarried("`\(resource.address.text)`", effect, at: resource.place)
      } else if let host = Self.hosts[resource.type] {
        add(host, resource)
      }
    }
  }

  private static let effects: [(prefix: String, effect: String)] = {
    let through = "what goes through it is not judged"
    return [
      ("aws_networkfirewall_proxy", through), ("aws_ec2_client_vpn_endpoint", through),
      ("aws_networkmanager_core_network", through),
      ("aws_networkmanager_vpc_attachment", through),
      ("aws_ec2_carrier_gateway", through), ("aws_ec2_local_gateway_route", through),
      (
        "aws_vpc_route_server",
        "what takes the route tables that it puts routes into is undetermined"
      ),
      ("aws_ec2_instance_connect_endpoint", through), ("aws_verifiedaccess_endpoint", through),
      ("aws_globalaccelerator_accelerator", through),
    ]
  }()

  /// Where resources of services say what subnets and groups their interfaces have.
  private struct Host {
    /// The attribute with subnets, after that of a block if it stands in one.
    let subnets: [String]
    let groups: [String]
    /// The attribute that names a group of subnets, and the type of that.
    var group: (key: String, type: String)?
  }

  private static let hosts: [String: Host] = [
    "aws_db_instance": Host(
      subnets: [], groups: ["vpc_security_group_ids"],
      group: ("db_subnet_group_name", "aws_db_subnet_group")),
    "aws_rds_cluster": Host(
      subnets: [], groups: ["vpc_security_group_ids"],
      group: ("db_subnet_group_name", "aws_db_subnet_group")),
    "aws_docdb_cluster": Host(
      subnets: [], groups: ["vpc_security_group_ids"],
      group: ("db_subnet_group_name", "aws_docdb_subnet_group")),
    "aws_neptune_cluster": Host(
      subnets: [], groups: ["vpc_security_group_ids"],
      group: ("neptune_subnet_group_name", "aws_neptune_subnet_group")),
    "aws_elasticache_cluster": Host(
      subnets: [], groups: ["security_group_ids"],
      group: ("subnet_group_name", "aws_elasticache_subnet_group")),
    "aws_elasticache_replication_group": Host(
      subnets: [], groups: ["security_group_ids"],
      group: ("subnet_group_name", "aws_elasticache_subnet_group")),
    "aws_redshift_cluster": Host(
      subnets: [], groups: ["vpc_security_group_ids"],
      group: ("cluster_subnet_group_name", "aws_redshift_subnet_group")),
    "aws_lambda_function": Host(
      subnets: ["vpc_config", "subnet_ids"], groups: ["vpc_config", "security_group_ids"]),
    "aws_ecs_service": Host(
      subnets: ["network_configuration", "subnets"],
      groups: ["network_configuration", "security_groups"]),
    "aws_eks_cluster": Host(
      subnets: ["vpc_config", "subnet_ids"], groups: ["vpc_config", "security_group_ids"]),
    "aws_eks_node_group": Host(subnets: ["subnet_ids"], groups: []),
    "aws_autoscaling_group": Host(subnets: ["vpc_zone_identifier"], groups: []),
    "aws_efs_mount_target": Host(subnets: ["subnet_id"], groups: ["security_groups"]),
    "aws_mq_broker": Host(subnets: ["subnet_ids"], groups: ["security_groups"]),
    "aws_msk_cluster": Host(
      subnets: ["broker_node_group_info", "client_subnets"],
      groups: ["broker_node_group_info", "security_groups"]),
    "aws_opensearch_domain": Host(
      subnets: ["vpc_options", "subnet_ids"], groups: ["vpc_options", "security_group_ids"]),
    "aws_elasticsearch_domain": Host(
      subnets: ["vpc_options", "subnet_ids"], groups: ["vpc_options", "security_group_ids"]),
    "aws_route53_resolver_endpoint": Host(
      subnets: ["ip_address", "subnet_id"], groups: ["security_group_ids"]),
    "aws_fsx_lustre_file_system": Host(subnets: ["subnet_ids"], groups: ["security_group_ids"]),
    "aws_directory_service_directory": Host(subnets: ["vpc_settings", "subnet_ids"], groups: []),
  ]

  private mutating func add(_ host: Host, _ resource: TerraformResource) {
    var subnets = values(host.subnets, of: resource)
    if let (key, type) = host.group { subnets += subnetsOfGroup(key, type, resource) }
    guard !subnets.isEmpty else { return }
    notCarried(
      "`\(resource.address.text)`",
      "its addresses are not known, so what concerns its interfaces is undetermined",
      at: resource.place)
    let groups = values(host.groups, of: resource)
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

  /// The identifiers at a path of one or two attributes.
  private mutating func values(_ path: [String], of resource: TerraformResource) -> [Value] {
    guard let last = path.last else { return [] }
    let blocks = path.count == 1 ? [resource.block] : resource.block.blocks(path[0])
    var all: [Value] = []
    for block in blocks {
      let isList =
        block.values?[last]?.elements != nil
        || block.expressions.contains {
          $0[last] != nil && last.hasSuffix("s")
        }
      let own =
        isList ? ids(last, block, of: resource) : [id(last, block, of: resource)].compactMap { $0 }
      for value in own where !all.contains(where: { $0.text == value.text }) { all.append(value) }
    }
    return all
  }

  private mutating func subnetsOfGroup(
    _ key: String, _ type: String, _ resource: TerraformResource
  ) -> [Value] {
    guard let id = id(key, of: resource)?.text else { return [] }
    let group = all(type).first { $0.id == id || $0.text("name") == id }
    return group.map { ids("subnet_ids", of: $0) } ?? []
  }
}
