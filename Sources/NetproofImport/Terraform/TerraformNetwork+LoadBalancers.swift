import NetproofSyntax

// Load balancers of both generations with their target groups.

extension TerraformNetwork {
  mutating func addLoadBalancers() {
    for resource in all("aws_lb_target_group", "aws_alb_target_group") { addTargetGroup(resource) }
    for resource in all("aws_lb", "aws_alb") { addLoadBalancer(resource) }
    for resource in all("aws_lb_listener", "aws_alb_listener") { addListener(resource) }
    for resource in all("aws_lb_listener_rule", "aws_alb_listener_rule") { addRule(resource) }
    for resource in all("aws_lb_target_group_attachment", "aws_alb_target_group_attachment") {
      addTarget(resource)
    }
    for resource in all("aws_elb") { addClassic(resource) }
    for resource in all("aws_elb_attachment") {
      guard let balancer = id("elb", of: resource)?.text,
        let instance = id("instance", of: resource)
      else { continue }
      let isHere = drafts.change(balancer) {
        $0.append(.map([("InstanceId", instance)], instance.span), to: "Instances")
      }
      open(balancer, .classicLoadBalancers, unless: isHere)
    }
    findOtherTargets()
  }

  private mutating func addLoadBalancer(_ resource: TerraformResource) {
    var draft = draft(.loadBalancers, resource)
    draft.set("LoadBalancerName", copy: resource["name"])
    let type = resource.text("load_balancer_type") ?? "application"
    draft.set("Type", .text(type, resource.block.span("load_balancer_type")))
    if type != "gateway", !resource.block.isTrue("internal") {
      draft.set("Scheme", .text("internet-facing", resource.block.span("internal")))
    }
    let enforcement = "enforce_security_group_inbound_rules_on_private_link_traffic"
    draft.set(
      "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", copy: resource[enforcement])
    let subnets = ids("subnets", of: resource)
    for subnet in subnets {
      draft.append(.map([("SubnetId", subnet)], subnet.span), to: "AvailabilityZones")
    }
    for block in resource.block.blocks("subnet_mapping") {
      guard let subnet = id("subnet_id", block, of: resource),
        !subnets.contains(where: { $0.text == subnet.text })
      else { continue }
      draft.append(.map([("SubnetId", subnet)], subnet.span), to: "AvailabilityZones")
    }
    let first = draft["AvailabilityZones"]?.elements.first?.field("SubnetId")
    draft.set("VpcId", vpc(ofSubnet: first) ?? id("vpc_id", of: resource))
    draft.set("SecurityGroups", .list(ids("security_groups", of: resource), resource.place))
    openIfUnknown("enable_cross_zone_load_balancing", of: resource, &draft)
    drafts.add(draft)
    if let node = resource["enable_cross_zone_load_balancing"] {
      addAttribute("load_balancing.cross_zone.enabled", node, of: resource)
    }
    addNodes(resource, draft)
  }

  /// The nodes of a load balancer, with the addresses that the configuration chooses.
  private mutating func addNodes(_ resource: TerraformResource, _ balancer: AWSDraft) {
    var chosen: [String: (inside: Node?, outside: Node?)] = [:]
    for block in resource.block.blocks("subnet_mapping") {
      guard let subnet = id("subnet_id", block, of: resource)?.text else { continue }
      let elastic = self.resource(id("allocation_id", block, of: resource)?.text)
      let inside = block["private_ipv4_address"].flatMap { Self.isAddress($0) ? $0 : nil }
      let outside = elastic?["public_ip"].flatMap { Self.isAddress($0) ? $0 : nil }
      chosen[subnet] = (inside, outside)
    }
    let zones = balancer["AvailabilityZones"]?.elements.compactMap { $0.field("SubnetId") }
    let parts = resource.id.split(separator: "/").suffix(3)
    for subnet in zones ?? balancer["Subnets"]?.elements ?? [] {
      let own = chosen[subnet.text ?? ""]
      var node = part(of: resource, in: subnet, balancer["VpcId"], address: own?.inside)
      let isClassic = balancer.kind == .classicLoadBalancers
      let name = isClassic ? resource.id : parts.joined(separator: "/")
      node.set("Description", .text("ELB " + name, subnet.span))
      if balancer["Scheme"] != nil {
        node.set("Association", .object([("PublicIp", .known(own?.outside))], at: subnet.span))
      }
      add(node)
    }
  }

  /// Leaves open what has an attribute that is written and that only the plan's execution tells.
  private mutating func openIfUnknown(
    _ key: String, of resource: TerraformResource, _ draft: inout AWSDraft
  ) {
    guard resource.block.isUnknown(key), resource.block.isWritten(key) != false else { return }
    _ = unknown(key, of: resource, effect: "what is behind it is undetermined")
    draft.isPart = true
  }

  private mutating func addAttribute(_ key: String, _ node: Node, of resource: TerraformResource) {
    var draft = AWSDraft(.attributes, "\(resource.id) \(key)", at: node.span)
    draft.set("Owner", .text(resource.id, node.span))
    draft.set("Key", .text(key, node.span))
    draft.set("Value", .text(node.text ?? "", node.span))
    drafts.add(draft)
  }

  // MARK: - Listeners

  private mutating func addListener(_ resource: TerraformResource) {
    let balancer = id("load_balancer_arn", of: resource)?.text
    guard resource["port"] != nil || drafts[balancer ?? ""]?["Type"]?.text == "gateway" else {
      _ = unknown("port", of: resource, effect: "what goes through it is undetermined")
      balancer.map { open($0, .loadBalancers) }
      return
    }
    if let balancer, AWSDraft.isUnknown(balancer) { open(balancer, .loadBalancers) }
    var draft = AWSDraft(.listeners, resource.id, at: resource.place)
    draft.set("ListenerArn", .text(resource.id, resource.place))
    draft.set("LoadBalancerArn", id("load_balancer_arn", of: resource))
    draft.set("Port", copy: resource["port"])
    draft.set("Protocol", copy: resource["protocol"])
    let actions = self.actions(resource, "default_action")
    draft.set("DefaultActions", .list(actions, resource.place))
    drafts.add(draft)
  }

  private mutating func addRule(_ resource: TerraformResource) {
    guard let listener = id("listener_arn", of: resource)?.text else { return }
    let actions = self.actions(resource, "action")
    let isHere = drafts.change(listener) { draft in
      for action in actions { draft.append(action, to: "DefaultActions") }
    }
    open(Self.balancer(of: listener), .loadBalancers, unless: isHere)
  }

  /// The load balancer whose listener has an ARN.
  private static func balancer(of listener: String) -> String {
    let parts = listener.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5, !AWSDraft.isInvented(listener) else { return listener }
    return parts.dropLast().joined(separator: "/")
      .replacing(":listener/", with: ":loadbalancer/")
  }

  /// What forwards to target groups.
  private mutating func actions(_ resource: TerraformResource, _ key: String) -> [Value] {
    var actions: [Value] = []
    for block in resource.block.blocks(key) {
      var groups = [id("target_group_arn", block, of: resource)].compactMap { $0 }
      for forward in block.blocks("forward") {
        for group in forward.blocks("target_group") {
          if let id = id("arn", group, of: resource) { groups.append(id) }
        }
      }
      actions += groups.map {
        .map([("Type", .text("forward", $0.span)), ("TargetGroupArn", $0)], $0.span)
      }
    }
    return actions
  }

  // MARK: - Target groups

  private mutating func addTargetGroup(_ resource: TerraformResource) {
    var draft = draft(.targetGroups, resource)
    draft.set("TargetGroupName", copy: resource["name"])
    draft.set("VpcId", id("vpc_id", of: resource))
    draft.set("TargetType", copy: resource["target_type"])
    draft.set("Port", copy: resource["port"])
    draft.set("Protocol", copy: resource["protocol"])
    draft.set("IpAddressType", copy: resource["ip_address_type"])
    if resource["port"] == nil, resource.text("target_type") != "lambda" {
      _ = unknown("port", of: resource, effect: "what is behind it is undetermined")
      draft.isPart = true
    }
    let attributes = [
      ("preserve_client_ip", "preserve_client_ip.enabled"),
      ("load_balancing_cross_zone_enabled", "load_balancing.cross_zone.enabled"),
    ]
    for (key, _) in attributes { openIfUnknown(key, of: resource, &draft) }
    drafts.add(draft)
    for (key, name) in attributes {
      guard let node = resource[key], let text = node.text, text == "true" || text == "false"
      else { continue }
      addAttribute(name, node, of: resource)
    }
  }

  private mutating func addTarget(_ resource: TerraformResource) {
    guard let group = id("target_group_arn", of: resource)?.text,
      let target = id("target_id", of: resource)
    else { return }
    var draft = AWSDraft(
      .targetHealth, "\(group) \(target.text ?? "") \(resource.text("port") ?? "")",
      at: resource.place)
    draft.set("Owner", .text(group, resource.place))
    let fields: [(String, Value?)] = [("Id", target), ("Port", .known(resource["port"]))]
    draft.set("Target", .object(fields, at: resource.place))
    add(draft)
    if AWSDraft.isUnknown(target.text ?? "") || AWSDraft.isUnknown(group) {
      open(group, .targetGroups)
    }
  }

  /// Groups whose targets other services choose are not known whole.
  private mutating func findOtherTargets() {
    for resource in all("aws_autoscaling_group", "aws_autoscaling_attachment") {
      let one = id("lb_target_group_arn", of: resource).map { [$0] } ?? []
      for group in ids("target_group_arns", of: resource) + one {
        open(group.text ?? "", .targetGroups)
      }
    }
    for resource in all("aws_ecs_service") {
      for block in resource.block.blocks("load_balancer") {
        if let group = id("target_group_arn", block, of: resource) {
          open(group.text ?? "", .targetGroups)
        }
      }
    }
  }

  // MARK: - Classic load balancers

  private mutating func addClassic(_ resource: TerraformResource) {
    var draft = draft(.classicLoadBalancers, resource)
    if !resource.block.isTrue("internal") {
      draft.set("Scheme", .text("internet-facing", resource.block.span("internal")))
    }
    let subnets = ids("subnets", of: resource)
    draft.set("Subnets", .list(subnets, resource.place))
    draft.set("VPCId", vpc(ofSubnet: subnets.first) ?? defaultVPC(resource))
    draft.set("SecurityGroups", .list(ids("security_groups", of: resource), resource.place))
    for block in resource.block.blocks("listener") {
      let fields: [(String, Value?)] = [
        ("LoadBalancerPort", .known(block["lb_port"])),
        ("InstancePort", .known(block["instance_port"])),
      ]
      let listener = Value.object(fields, at: block.place)
      draft.append(.map([("Listener", listener)], block.place), to: "ListenerDescriptions")
    }
    // Of Terraform's the nodes use all zones, unless it is told otherwise.
    let zones = "cross_zone_load_balancing"
    openIfUnknown(zones, of: resource, &draft)
    draft.set("CrossZone", .known(resource[zones]) ?? .word("true", resource.place))
    for instance in ids("instances", of: resource) {
      draft.append(.map([("InstanceId", instance)], instance.span), to: "Instances")
    }
    drafts.add(draft)
    addNodes(resource, draft)
  }
}
