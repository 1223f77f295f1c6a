import NetproofSyntax

// AWS Network Firewall: firewalls with their endpoints.

extension TerraformNetwork {
  static let firewallType = "aws_networkfirewall_firewall"

  mutating func addFirewalls() {
    let types = ("aws_networkfirewall_rule_group", "aws_networkfirewall_firewall_policy")
    for resource in all(types.0) { addRuleGroup(resource) }
    for resource in all(types.1) + data(types.1) { addFirewallPolicy(resource) }
    for resource in all(Self.firewallType) + data(Self.firewallType) { addFirewall(resource) }
    for resource in all("aws_networkfirewall_vpc_endpoint_association") {
      addEndpointAssociation(resource)
    }
    nameMadeUpEndpoints()
  }

  /// Finds out which endpoints a test means by those that it made up, the same for all firewalls.
  ///
  /// Of one firewall with several, each is taken to be the one in its zone.
  private mutating func nameMadeUpEndpoints() {
    let firewalls = all(Self.firewallType).filter {
      $0.block.isMocked && $0.block.values?["firewall_status"] != nil
    }
    guard firewalls.count == 1, let firewall = firewalls.first else { return }
    let endpoints = firewallEndpoints(of: firewall)
    for state in states(of: firewall) {
      let zone = state.link("availability_zone")?.text
      let own = endpoints.filter { endpoint in
        let subnet = drafts[endpoint.subnet.text ?? ""]
        return endpoints.count == 1 || zone != nil && subnet?["AvailabilityZone"]?.text == zone
      }
      guard own.count == 1 else { continue }
      for made in state.blocks("attachment").compactMap({ $0.link("endpoint_id")?.text }) {
        alias(made, own[0].id)
        guard endpoints.count > 1 else { continue }
        tellTaken(made, "the endpoint of \(firewall.address.text) in \(zone ?? "")", firewall.place)
      }
    }
  }

  /// What the status of a firewall says of its zones, whether a test made it up or not.
  private func states(of firewall: TerraformResource) -> [TerraformBlock] {
    var block = firewall.block
    // What a plan does not know a test knows once it has made it up.
    if block.isMocked { block = block.known }
    return block.blocks("firewall_status").flatMap { $0.blocks("sync_states") }
  }

  private mutating func addFirewall(_ resource: TerraformResource) {
    guard !drafts.contains(resource.id) else { return }
    let gateway = id("transit_gateway_id", of: resource)
    let endpoints = gateway == nil ? firewallEndpoints(of: resource) : []
    var firewall = AWSDraft(.firewalls, resource.id, at: resource.place)
    firewall.set("FirewallArn", .text(resource.id, resource.place))
    let policy = id("firewall_policy_arn", of: resource)
    firewall.set("FirewallPolicyArn", policy ?? .text(missingPolicy(of: resource), resource.place))
    if gateway == nil {
      firewall.set("VpcId", vpcOfFirewall(resource, endpoints))
    } else {
      let attachment = firewallAttachment(of: resource)
      firewall.set("TransitGatewayAttachmentId", .text(attachment, resource.place))
    }
    let isWhole = !endpoints.contains { AWSDraft.isUnknown($0.subnet.text ?? "") }
    addAnswer(about: firewall, of: resource, endpoints, isWhole: isWhole)
  }

  /// An answer about a firewall, and beside that its endpoints.
  private mutating func addAnswer(
    about firewall: AWSDraft, of resource: TerraformResource, _ endpoints: [FirewallEndpoint],
    isWhole: Bool
  ) {
    let place = resource.place
    var firewall = firewall
    firewall.set("FirewallName", .known(resource["name"]) ?? .text(resource.logicalName, place))
    setTags(of: resource, &firewall)
    var draft = AWSDraft(.firewalls, resource.id, at: place)
    draft.set("Firewall", .map(firewall.fields, place))
    draft.set(
      "FirewallStatus", .map([("SyncStates", syncStates(of: endpoints, at: place))], place))
    draft.isPart = !isWhole
    drafts.add(draft)
  }

  /// What an answer says of endpoints of firewalls.
  private func syncStates(of endpoints: [FirewallEndpoint], at place: Span) -> Value {
    let states = endpoints.enumerated().map { index, endpoint in
      let attachment = Value.map(
        [("SubnetId", endpoint.subnet), ("EndpointId", .text(endpoint.id, place))], place)
      return (key: "\(index)", value: Value.map([("Attachment", attachment)], place))
    }
    return .map(states, place)
  }

  private mutating func missingPolicy(of resource: TerraformResource) -> String {
    unknown(
      "firewall_policy_arn", of: resource, effect: "what goes through it is undetermined")
  }

  /// The VPC of a firewall: its own word, unless that is not known and its subnets' is.
  private mutating func vpcOfFirewall(
    _ resource: TerraformResource, _ endpoints: [FirewallEndpoint]
  ) -> Value {
    let own = id("vpc_id", of: resource)
    if let own, !AWSDraft.isUnknown(own.text ?? "") { return own }
    let subnets = endpoints.compactMap { drafts[$0.subnet.text ?? ""]?["VpcId"] }
    return subnets.first ?? own ?? defaultVPC(resource)
  }

  // MARK: - Endpoints

  /// An endpoint of a firewall, which is in one subnet.
  struct FirewallEndpoint {
    let subnet: Value
    let id: String
  }

  /// The endpoints of a firewall, one in each subnet that it names, with the identifiers that a state
  /// tells.
  mutating func firewallEndpoints(of resource: TerraformResource) -> [FirewallEndpoint] {
    let told = toldEndpoints(of: resource)
    var endpoints: [FirewallEndpoint] = []
    for subnet in firewallSubnets(of: resource) {
      let text = subnet.text ?? ""
      guard !endpoints.contains(where: { $0.subnet.text == text }) else { continue }
      let id = told[text] ?? "\(resource.invented).endpoint.\(text)"
      endpoints.append(FirewallEndpoint(subnet: subnet, id: id))
    }
    return endpoints
  }

  /// The subnets that a firewall names.
  ///
  /// Its blocks are a set, so that of those that are not known only all together are known to be what
  /// the configuration names.
  private mutating func firewallSubnets(of resource: TerraformResource) -> [Value] {
    let key = "subnet_mapping"
    // What a test made up names the subnets that have the same.
    let own = resource.block.isMocked ? resource.block.known : resource.block
    let blocks = own.blocks(key)
    var subnets = blocks.filter { !$0.isUnknown("subnet_id") }
      .compactMap { id("subnet_id", $0, of: resource) }
    let missing = blocks.count - subnets.count
    let isOpen = own.isUnknown(key)
    guard missing > 0 || isOpen else { return subnets }
    let written = resource.block.expressions.flatMap { $0[key]?.elements.map(Array.init) ?? [] }
    let all = TerraformBlock(
      values: nil, unknown: nil, expressions: written, isMocked: resource.block.isMocked,
      place: resource.place)
    let found = estate.references("subnet_id", all, of: resource)
    let named = found.targets.compactMap { identify($0, "subnet_id", of: resource) }
      .filter { value in !subnets.contains { $0.text == value.text } }
    if !isOpen, found.isComplete, Set(named.compactMap(\.text)).count == missing {
      return subnets + named
    }
    let effect = "what goes through it is undetermined"
    subnets.append(.text(unknown(key, of: resource, effect: effect), resource.place))
    return subnets
  }

  /// The endpoints that a state tells, by their subnets; what a test made up is not told.
  private func toldEndpoints(of resource: TerraformResource) -> [String: String] {
    guard !resource.block.isMocked else { return [:] }
    var told: [String: String] = [:]
    for attachment in states(of: resource).flatMap({ $0.blocks("attachment") }) {
      guard let subnet = attachment.text("subnet_id"), let id = attachment.text("endpoint_id")
      else { continue }
      told[name(subnet)] = id
    }
    return told
  }

  /// What an expression takes of a firewall's status: its attachment to a transit gateway, or one of
  /// its endpoints.
  ///
  /// AWS lists endpoints in no order. Of several it is the one whose subnet the expression names beside
  /// the firewall, or whose zone is the key of what has the expression; nothing if neither tells.
  mutating func partOfFirewall(
    _ found: TerraformReferences, _ key: String, of resource: TerraformResource
  ) -> Value? {
    func isStatus(_ target: TerraformReferences.Target) -> Bool {
      target.attribute == "firewall_status"
        && estate.resources[target.resource].type == Self.firewallType
    }
    let firewalls = found.targets.filter(isStatus)
    guard let firewall = single(firewalls, for: resource), found.isComplete else { return nil }
    let owner = estate.resources[firewall.resource]
    let others = found.targets.filter { !isStatus($0) }
    if key == "transit_gateway_attachment_id", others.isEmpty {
      return .text(firewallAttachment(of: owner), resource.place)
    }
    let endpoints = firewallEndpoints(of: owner)
    guard !endpoints.contains(where: { AWSDraft.isUnknown($0.subnet.text ?? "") }) else {
      return nil
    }
    let isOnly = endpoints.count == 1 && others.isEmpty
    guard let endpoint = isOnly ? endpoints[0] : chosen(of: endpoints, others, for: resource)
    else { return nil }
    if !isOnly || firewalls.count > 1 {
      let subnet = self.resource(endpoint.subnet.text)?.address.text ?? endpoint.id
      tellTaken(
        "\(resource.address.text).\(key)", "\(owner.address.text) in \(subnet)", resource.place)
    }
    return .text(endpoint.id, resource.place)
  }

  /// The endpoint in the one subnet that an expression names, or in the zone that is a key.
  private func chosen(
    of endpoints: [FirewallEndpoint], _ others: [TerraformReferences.Target],
    for resource: TerraformResource
  ) -> FirewallEndpoint? {
    func zone(_ subnet: String?) -> String? { drafts[subnet ?? ""]?["AvailabilityZone"]?.text }
    let own: [FirewallEndpoint]
    if others.isEmpty {
      own = endpoints.filter { endpoint in
        zone(endpoint.subnet.text).map { resource.key == "[\"\($0)\"]" } ?? false
      }
    } else if let subnet = single(others, for: resource) {
      let named = estate.resources[subnet.resource].id
      own = endpoints.filter { endpoint in
        guard subnet.attribute == "availability_zone" else { return endpoint.subnet.text == named }
        return zone(named) != nil && zone(named) == zone(endpoint.subnet.text)
      }
    } else {
      own = []
    }
    return own.count == 1 ? own[0] : nil
  }

  /// An endpoint of a firewall in a further subnet, mostly of another VPC.
  private mutating func addEndpointAssociation(_ resource: TerraformResource) {
    let place = resource.place
    let subnets = resource.block.blocks("subnet_mapping").compactMap {
      id("subnet_id", $0, of: resource)
    }
    let states = resource.block.blocks("vpc_endpoint_association_status")
      .flatMap { $0.blocks("association_sync_state") }.flatMap { $0.blocks("attachment") }
    let known = states.lazy.compactMap { $0.text("endpoint_id") }.first
    let endpoint = (resource.block.isMocked ? nil : known) ?? resource.id
    alias(resource.id, endpoint)
    let effect = "what goes through this endpoint is undetermined"
    if subnets.count != 1 { notCarried("`\(resource.address.text)`", effect, at: place) }
    let arn = "\(resource.invented).association"
    var association = AWSDraft(.endpointAssociations, arn, at: place)
    association.set("VpcEndpointAssociationArn", .text(arn, place))
    association.set(
      "FirewallArn",
      id("firewall_arn", of: resource)
        ?? .text(unknown("firewall_arn", of: resource, effect: effect), place))
    association.set("VpcId", id("vpc_id", of: resource) ?? vpc(ofSubnet: subnets.first))
    var draft = AWSDraft(.endpointAssociations, arn, at: place)
    draft.set("VpcEndpointAssociation", .map(association.fields, place))
    let endpoints = subnets.prefix(1).map { FirewallEndpoint(subnet: $0, id: endpoint) }
    draft.set(
      "VpcEndpointAssociationStatus",
      .map([("AssociationSyncState", syncStates(of: endpoints, at: place))], place))
    draft.isPart = subnets.count != 1
    drafts.add(draft)
  }

  // MARK: - Transit gateways

  /// The attachment of a firewall to a transit gateway.
  func firewallAttachment(of resource: TerraformResource) -> String {
    let states = resource.block.blocks("firewall_status")
      .flatMap { $0.blocks("transit_gateway_attachment_sync_states") }
    let known = states.lazy.compactMap { $0.text("attachment_id") }.first
    return (resource.block.isMocked ? nil : known) ?? "\(resource.invented).attachment"
  }
}
