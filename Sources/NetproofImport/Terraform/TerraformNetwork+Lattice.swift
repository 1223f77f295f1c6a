import NetproofSyntax

// VPC Lattice: service networks, services, target groups, resource gateways.

extension TerraformNetwork {
  mutating func addLattice() {
    for resource in all("aws_vpclattice_service_network") {
      add(named(.serviceNetworks, resource, authenticates: true))
    }
    for resource in all("aws_vpclattice_service") {
      add(named(.latticeServices, resource, authenticates: true))
    }
    for resource in all("aws_vpclattice_target_group") { addLatticeGroup(resource) }
    for resource in all("aws_vpclattice_target_group_attachment") { addLatticeTarget(resource) }
    for resource in all("aws_vpclattice_listener") {
      addLatticeAction(.latticeListeners, "default_action", resource)
    }
    for resource in all("aws_vpclattice_listener_rule") {
      addLatticeAction(.latticeRules, "action", resource)
    }
    for resource in all("aws_vpclattice_resource_gateway") { addResourceGateway(resource) }
    for resource in all("aws_vpclattice_resource_configuration") { addResource(resource) }
    for (end, kind) in [
      ("vpc", AWSKind.serviceNetworkVPCs), ("service", .serviceNetworkServices),
      ("resource", .serviceNetworkResources),
    ] {
      for resource in all("aws_vpclattice_service_network_\(end)_association") {
        addAssociation(kind, resource)
      }
    }
  }

  /// A draft that is called what AWS calls it.
  private func named(
    _ kind: AWSKind, _ resource: TerraformResource, authenticates: Bool = false
  ) -> AWSDraft {
    var draft = draft(kind, resource)
    if let name = resource["name"] { draft.set("LogicalId", copy: name) }
    if authenticates, let type = resource["auth_type"] { draft.set("authType", copy: type) }
    return draft
  }

  // MARK: - Service networks

  private mutating func addAssociation(_ kind: AWSKind, _ resource: TerraformResource) {
    guard let network = id("service_network_identifier", of: resource) else { return }
    if AWSDraft.isUnknown(network.text ?? "") { open(network.text ?? "", .serviceNetworks) }
    var draft = AWSDraft(kind, resource.id, at: resource.place)
    draft.set("serviceNetworkId", network)
    switch kind {
    case .serviceNetworkVPCs:
      draft.set("vpcId", id("vpc_identifier", of: resource))
      draft.set("securityGroupIds", .list(ids("security_group_ids", of: resource), resource.place))
    case .serviceNetworkServices: draft.set("serviceId", id("service_identifier", of: resource))
    default:
      draft.set("resourceConfigurationId", id("resource_configuration_identifier", of: resource))
    }
    add(draft)
  }

  // MARK: - Services

  /// A listener with its default action, or a rule with its own.
  private mutating func addLatticeAction(
    _ kind: AWSKind, _ key: String, _ resource: TerraformResource
  ) {
    let service = id("service_identifier", of: resource) ?? id("service_arn", of: resource)
    if AWSDraft.isUnknown(service?.text ?? "") { open(service?.text ?? "", .latticeServices) }
    var draft = draft(kind, resource)
    draft.set("serviceId", service)
    if kind == .latticeRules {
      draft.set("listenerId", listener(of: resource, service))
    } else {
      draft.set("port", latticePort(of: resource))
    }
    // A state has a listener's identifier behind that of its service.
    if let own = resource.text(kind == .latticeRules ? "rule_id" : "listener_id") {
      alias(own, resource.id)
    }
    var groups: [Value] = []
    let forwards = resource.block.blocks(key).flatMap { $0.blocks("forward") }
    for block in forwards.flatMap({ $0.blocks("target_groups") }) {
      guard let group = id("target_group_identifier", block, of: resource) else { continue }
      groups.append(.map([("targetGroupIdentifier", group)], group.span))
    }
    let isOpen =
      resource.block.isUnknown(key) || forwards.contains { $0.isUnknown("target_groups") }
    if isOpen, let service {
      _ = unknown(key, of: resource, effect: "what its service leads to is undetermined")
      open(service.text ?? "", .latticeServices)
    }
    let place = resource.place
    let forward = Value.map([("targetGroups", .list(groups, place))], place)
    draft.set(
      kind == .latticeRules ? "action" : "defaultAction", .map([("forward", forward)], place))
    add(draft)
  }

  /// The listener of a rule: where that is not known, its service is open.
  private mutating func listener(of resource: TerraformResource, _ service: Value?) -> Value? {
    let listener = id("listener_identifier", of: resource)
    guard let text = listener?.text, drafts.contains(text) else {
      if let service { open(service.text ?? "", .latticeServices) }
      return listener
    }
    return listener
  }

  /// The port of a listener, which its protocol gives where it says none.
  ///
  /// Source: VPC Lattice API Reference, "CreateListener", `port`.
  private func latticePort(of resource: TerraformResource) -> Value {
    if let port = resource["port"] { return .node(port) }
    let isPlain = resource.text("protocol") == "HTTP"
    return .text(isPlain ? "80" : "443", resource.place)
  }

  // MARK: - Target groups

  private mutating func addLatticeGroup(_ resource: TerraformResource) {
    var draft = named(.latticeGroups, resource)
    draft.set("type", .known(resource["type"]) ?? .text("INSTANCE", resource.place))
    if let settings = resource.block.block("config") {
      draft.set("port", copy: settings["port"])
      draft.set("ipAddressType", copy: settings["ip_address_type"])
      draft.set("vpcIdentifier", id("vpc_identifier", settings, of: resource))
    }
    add(draft)
  }

  private mutating func addLatticeTarget(_ resource: TerraformResource) {
    guard let group = id("target_group_identifier", of: resource) else { return }
    if AWSDraft.isUnknown(group.text ?? "") { open(group.text ?? "", .latticeGroups) }
    guard let block = resource.block.block("target"), let target = id("id", block, of: resource)
    else { return open(group.text ?? "", .latticeGroups) }
    var draft = AWSDraft(.latticeTargets, resource.id, at: resource.place)
    draft.set("Owner", group)
    draft.set("id", target)
    draft.set("port", copy: block["port"])
    add(draft)
  }

  // MARK: - Resources

  private mutating func addResourceGateway(_ resource: TerraformResource) {
    var draft = named(.resourceGateways, resource)
    let vpc = id("vpc_id", of: resource)
    draft.set("vpcId", vpc)
    let subnets = ids("subnet_ids", of: resource)
    draft.set("subnetIds", .list(subnets, resource.place))
    draft.set("securityGroupIds", .list(ids("security_group_ids", of: resource), resource.place))
    add(draft)
    for subnet in subnets { add(part(of: resource, in: subnet, vpc, address: nil)) }
  }

  private mutating func addResource(_ resource: TerraformResource) {
    var draft = named(.resourceConfigurations, resource)
    draft.set("type", .known(resource["type"]) ?? .text("SINGLE", resource.place))
    draft.set("resourceGatewayId", id("resource_gateway_identifier", of: resource))
    draft.set("resourceConfigurationGroupId", id("resource_configuration_group_id", of: resource))
    draft.set("protocol", copy: resource["protocol"])
    let ports = resource.block.list("port_ranges").map { Value.node($0) }
    draft.set("portRanges", .list(ports, resource.place))
    let definition = resource.block.block("resource_configuration_definition")
    let address = definition?.block("ip_resource")?["ip_address"]
    var parts: [(key: String, value: Value)] = []
    if let address, Self.isAddress(address) {
      parts = [("ipResource", .map([("ipAddress", .node(address))], address.span))]
    }
    draft.set("resourceConfigurationDefinition", .map(parts, resource.place))
    add(draft)
  }
}
