import NetproofSyntax

// Services with hosts of their own: one is taken to be in each of their subnets.

extension TemplateDrafts {
  /// Where a service says which subnets and groups its hosts are in.
  private struct Placing: Sendable {
    /// The properties that lead to the map with the others.
    var path: [String] = []
    /// The property with the subnets, or with the name of a subnet group.
    let subnets: String
    /// The type of the subnet group, if there is one, whose `SubnetIds` they are.
    var group: String?
    let groups: String
  }

  private static let placings: [String: Placing] = [
    "AWS::RDS::DBInstance": Placing(
      subnets: "DBSubnetGroupName", group: "AWS::RDS::DBSubnetGroup", groups: "VPCSecurityGroups"),
    "AWS::RDS::DBCluster": Placing(
      subnets: "DBSubnetGroupName", group: "AWS::RDS::DBSubnetGroup", groups: "VpcSecurityGroupIds"),
    "AWS::DocDB::DBCluster": Placing(
      subnets: "DBSubnetGroupName", group: "AWS::DocDB::DBSubnetGroup",
      groups: "VpcSecurityGroupIds"),
    "AWS::Neptune::DBCluster": Placing(
      subnets: "DBSubnetGroupName", group: "AWS::Neptune::DBSubnetGroup",
      groups: "VpcSecurityGroupIds"),
    "AWS::ElastiCache::ReplicationGroup": Placing(
      subnets: "CacheSubnetGroupName", group: "AWS::ElastiCache::SubnetGroup",
      groups: "SecurityGroupIds"),
    "AWS::ElastiCache::CacheCluster": Placing(
      subnets: "CacheSubnetGroupName", group: "AWS::ElastiCache::SubnetGroup",
      groups: "VpcSecurityGroupIds"),
    "AWS::Redshift::Cluster": Placing(
      subnets: "ClusterSubnetGroupName", group: "AWS::Redshift::ClusterSubnetGroup",
      groups: "VpcSecurityGroupIds"),
    "AWS::DAX::Cluster": Placing(
      subnets: "SubnetGroupName", group: "AWS::DAX::SubnetGroup", groups: "SecurityGroupIds"),
    "AWS::OpenSearchService::Domain": Placing(
      path: ["VPCOptions"], subnets: "SubnetIds", groups: "SecurityGroupIds"),
    "AWS::Elasticsearch::Domain": Placing(
      path: ["VPCOptions"], subnets: "SubnetIds", groups: "SecurityGroupIds"),
    "AWS::MSK::Cluster": Placing(
      path: ["BrokerNodeGroupInfo"], subnets: "ClientSubnets", groups: "SecurityGroups"),
    "AWS::AmazonMQ::Broker": Placing(subnets: "SubnetIds", groups: "SecurityGroups"),
    "AWS::ECS::Service": Placing(
      path: ["NetworkConfiguration", "AwsvpcConfiguration"], subnets: "Subnets",
      groups: "SecurityGroups"),
    "AWS::Lambda::Function": Placing(
      path: ["VpcConfig"], subnets: "SubnetIds", groups: "SecurityGroupIds"),
  ]

  static let services: [String: Handler] = {
    var handlers: [String: Handler] = [:]
    for (type, placing) in placings {
      handlers[type] = { @Sendable in $0.service($1, placing) }
    }
    handlers["AWS::AutoScaling::AutoScalingGroup"] = { $0.scalingGroup($1) }
    return handlers
  }()

  private mutating func service(_ reader: TemplateReader, _ placing: Placing) {
    var part: TemplateValue? = .map([], reader.span)
    if let first = placing.path.first {
      part = reader[first]
      for key in placing.path.dropFirst() { part = part?[key] }
    }
    guard let part else { return }
    func value(_ key: String) -> TemplateValue? { placing.path.isEmpty ? reader[key] : part[key] }
    var subnets = value(placing.subnets)
    if let type = placing.group, let name = subnets {
      subnets = reader.scope.value(ofGroup: name, type, in: self)
    }
    guard let subnets else { return }
    let groups = reader.ids(value(placing.groups), placing.groups)
    let own = reader.ids(subnets, placing.subnets)
    guard !own.isEmpty else { return }
    // A function has an interface in each of its subnets; of others nobody knows where they stand.
    if reader.resource.type != "AWS::Lambda::Function" { guessHosts(reader) }
    for subnet in own {
      var node = node(
        of: reader, in: subnet, groups: groups.map { .map([("GroupId", $0)], reader.span) })
      if isPublic(reader, part, in: subnet) { node.set("Association", .map([], reader.span)) }
      add(node, reader)
    }
    placed.insert(reader.id)
  }

  /// Whether a host has a public address.
  ///
  /// A database that does not say has one if its VPC has an internet gateway. Source: Amazon RDS API
  /// Reference, CreateDBInstance, PubliclyAccessible.
  private func isPublic(
    _ reader: TemplateReader, _ part: TemplateValue, in subnet: Value
  ) -> Bool {
    if part["AssignPublicIp"]?.text == "ENABLED" { return true }
    if let flag = reader.flag("PubliclyAccessible") { return flag }
    guard reader.resource.type.hasPrefix("AWS::RDS::"),
      let vpc = drafts[subnet.text ?? ""]?["VpcId"]?.text
    else { return false }
    return drafts.all.contains { gateway in
      gateway.kind == .internetGateways
        && (gateway["Attachments"]?.elements ?? []).contains { $0["VpcId"]?.text == vpc }
    }
  }

  private func guessHosts(_ reader: TemplateReader) {
    estate.problems.report(
      ImportFault.guessed(
        "`\(reader.resource.name)` is taken to have a host in each of its subnets, as only AWS knows "
          + "which ones it uses",
        at: reader.span))
  }

  // MARK: - Groups of instances

  private mutating func scalingGroup(_ reader: TemplateReader) {
    let subnets = reader.ids("VPCZoneIdentifier")
    guard !subnets.isEmpty, let template = instanceTemplate(of: reader) else { return }
    guessHosts(reader)
    let interface = template["NetworkInterfaces"]?.elements.first
    let groups = reader.ids(
      interface?["Groups"] ?? template["SecurityGroupIds"] ?? template["SecurityGroups"],
      "SecurityGroups")
    let asks = reader.flag(
      interface?["AssociatePublicIpAddress"] ?? template["AssociatePublicIpAddress"],
      "AssociatePublicIpAddress")
    for subnet in subnets {
      let node = node(
        of: reader, in: subnet, groups: groups.map { .map([("GroupId", $0)], reader.span) })
      var instance = AWSDraft(.reservations, node.id, at: reader.span)
      var fields = node.fields.filter { $0.key != "NetworkInterfaceId" }
      fields.append(("NetworkInterfaceId", .text(node.id + "-eth0", reader.span)))
      if hasPublicAddress(reader, subnet, asks: asks) {
        fields.append(("Association", .map([], reader.span)))
      }
      instance.set("InstanceId", .text(node.id, reader.span))
      instance.append(.map(fields, reader.span), to: "NetworkInterfaces")
      add(instance, reader)
      instancesOfGroups[reader.id, default: []].append(node.id)
    }
    placed.insert(reader.id)
  }

  /// What the instances of a group are made by.
  private func instanceTemplate(of reader: TemplateReader) -> TemplateValue? {
    if let name = reader["LaunchConfigurationName"]?.text, let own = readers[name] {
      return own.resource.properties.map { own.scope.value($0) }
    }
    let mixed = reader["MixedInstancesPolicy"]?["LaunchTemplate"]?["LaunchTemplateSpecification"]
    guard let template = reader["LaunchTemplate"] ?? mixed else { return nil }
    return data(ofTemplate: template)
  }

  /// Has a group register its instances with target groups and classic load balancers.
  mutating func register(_ reader: TemplateReader) {
    let instances = instancesOfGroups[reader.id] ?? []
    for group in reader.list("TargetGroupARNs") {
      let id = reader.id(group, "TargetGroupARNs")
      guard let text = id?.text, !instances.isEmpty, drafts[text]?.kind == .targetGroups else {
        touch(id, at: reader.span)
        continue
      }
      let targets = instances.map { instance -> Value in
        .map([("Target", .map([("Id", .text(instance, reader.span))], reader.span))], reader.span)
      }
      add(.targetHealth, of: text, by: "TargetGroupArn", targets)
    }
    for balancer in reader.list("LoadBalancerNames") {
      let id = reader.id(balancer, "LoadBalancerNames")
      guard let text = id?.text, !instances.isEmpty, drafts.contains(text) else {
        touch(id, at: reader.span)
        continue
      }
      _ = drafts.change(text) { draft in
        for instance in instances {
          draft.append(
            .map([("InstanceId", .text(instance, reader.span))], reader.span), to: "Instances")
        }
      }
    }
  }
}

extension TemplateScope {
  /// The subnets of a subnet group, by what names it.
  fileprivate func value(
    ofGroup name: TemplateValue, _ type: String, in drafts: TemplateDrafts
  ) -> TemplateValue? {
    guard let text = name.text else { return name.unknown == nil ? nil : name }
    guard let own = drafts.readers[text], own.resource.type == type else { return nil }
    return own["SubnetIds"]
  }
}
