import NetproofSyntax

// Resource gateways of VPC Lattice, what is reached by them, and the endpoints that lead there.

extension AWSTopology {
  /// The resource gateways of a VPC.
  mutating func resourceGateways(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for gateway in estate[.resourceGateways, vpc] {
      guard let id = gateway["id"], let text = id.text,
        gateway.text("status") ?? "ACTIVE" == "ACTIVE"
      else { continue }
      var own: [Entry] = []
      let isKnown = addInterfaces(of: gateway, text, vpc, to: &own)
      let groups = gateway.elements("securityGroupIds").map { groupReference($0, from: vpc) }
      add("security-groups", list: groups, to: &own)
      var inner: [Entry] = []
      for resource in resources(of: vpc) where self.gateway(of: resource) == text {
        if let entry = self.resource(resource) { inner.append(entry) }
      }
      add("resources", inner, to: &own)
      if isKnown {
        entries.append(entry(id, gateway, own))
      } else {
        problems.report(
          ImportFault.missingCall(
            AWSKind.interfaces.call, what: "addresses", owner: names[text], at: id.span))
        entries.append(undescribed(text, at: id.span, own))
      }
    }
    return entries
  }

  /// Adds the interfaces, which AWS describes with the gateway's identifier; whether each is there.
  private mutating func addInterfaces(
    of gateway: AWSResource, _ id: String, _ vpc: String, to own: inout [Entry]
  ) -> Bool {
    var subnets: [Entry] = []
    for subnet in gateway.elements("subnetIds") {
      let interfaces = estate[.interfaces, vpc].filter {
        $0.text("SubnetId") == subnet.text && isInterface($0, ofGateway: id)
      }
      let addresses = interfaces.flatMap { interface in
        [privateAddress(of: interface)].compactMap { $0 } + sixes(of: interface)
      }
      guard !addresses.isEmpty else { return false }
      let parts = addresses.map { builder.copy($0) }
      subnets.append(
        Entry(names[subnet.text ?? ""], at: subnet.span, builder.list(parts, at: subnet.span)))
    }
    add("subnets", subnets, to: &own)
    return !subnets.isEmpty
  }

  private func isInterface(_ interface: AWSResource, ofGateway id: String) -> Bool {
    interface.text("PartOf") == id || interface.text("Description")?.contains(id) ?? false
  }

  /// The resource configurations that belong to gateways of a VPC, each as the answer has it that says
  /// most: the list of all has neither ports nor addresses.
  func resources(of vpc: String) -> [AWSResource] {
    let gateways = Set(estate[.resourceGateways, vpc].compactMap { $0.text("id") })
    guard !gateways.isEmpty else { return [] }
    var seen: Set<String> = []
    return configurations.filter { resource in
      guard let id = resource.text("id"), let gateway = gateway(of: resource) else { return false }
      return gateways.contains(gateway) && resource.text("type") != "GROUP"
        && seen.insert(id).inserted
    }
  }

  private var configurations: [AWSResource] {
    let all = estate.dump[.resourceConfigurations]
    return all.filter { $0["resourceConfigurationDefinition"] != nil }
      + all.filter { $0["resourceConfigurationDefinition"] == nil }
  }

  /// The gateway of a resource: its own, or its group's.
  private func gateway(of resource: AWSResource) -> String? {
    if let own = resource.text("resourceGatewayId") { return own }
    let group = resource.text("resourceConfigurationGroupId")
    return configurations.first { $0.text("id") == group }?.text("resourceGatewayId")
  }

  private mutating func resource(_ resource: AWSResource) -> Entry? {
    guard let id = resource["id"], let text = id.text else { return nil }
    let definition = resource.part("resourceConfigurationDefinition")
    guard let definition else {
      problems.report(
        ImportFault.missingCall(
          "\(AWSKind.resourceConfigurations.call) --resource-configuration-identifier \(text)",
          what: "definition", owner: names[text], at: id.span))
      return undescribed(text, at: id.span)
    }
    guard let address = definition.part("ipResource")?["ipAddress"],
      resource.text("protocol") ?? "TCP" == "TCP"
    else {
      problems.report(
        ImportFault.notCarried(
          "the resource `\(names[text])` that is no single address with TCP ports",
          effect: "what endpoints of it lead to is undetermined", at: id.span))
      return undescribed(text, at: id.span)
    }
    var own: [Entry] = []
    add("to", copy: address, to: &own)
    let ports = resource.elements("portRanges")
    add(
      "ports", oneOrMore: ports.map { builder.text("tcp/\($0.text ?? "")", at: $0.span) }, to: &own)
    return entry(id, resource, own)
  }

  // MARK: - Endpoints

  /// The resource that an endpoint leads to, if it is one that topologies have.
  func resource(of endpoint: AWSResource) -> (resource: AWSResource, vpc: String)? {
    guard let id = endpoint["ResourceConfigurationArn"]?.lastPart?.text,
      let vpc = home(ofResource: id)
    else { return nil }
    return resources(of: vpc).first { $0.text("id") == id }.map { ($0, vpc) }
  }

  /// The VPC whose resource gateway leads to a resource.
  func home(ofResource id: String) -> String? {
    estate.vpcs.first { vpc in resources(of: vpc).contains { $0.text("id") == id } }
  }

  /// Adds what an endpoint of a resource says.
  mutating func addResourceEndpoint(
    _ endpoint: AWSResource, _ vpc: String, to own: inout [Entry]
  ) {
    guard let (resource, home) = resource(of: endpoint), let id = resource.text("id") else {
      return
    }
    add("type", text: "resource", at: endpoint.span("VpcEndpointType"), to: &own)
    add(
      "resource", text: "\(names[home])/\(names[id])",
      at: endpoint.span("ResourceConfigurationArn"), to: &own)
    addEndpointInterfaces(endpoint, vpc, to: &own)
  }
}
