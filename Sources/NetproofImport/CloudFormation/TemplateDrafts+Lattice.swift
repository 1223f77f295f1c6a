import NetproofSyntax

// VPC Lattice: service networks, services, target groups, resource gateways.

extension TemplateDrafts {
  static let lattice: [String: Handler] = [
    "AWS::VpcLattice::ServiceNetwork": { $0.authenticated(.serviceNetworks, $1) },
    "AWS::VpcLattice::Service": { $0.authenticated(.latticeServices, $1) },
    "AWS::VpcLattice::TargetGroup": { $0.latticeGroup($1) },
    "AWS::VpcLattice::Listener": { $0.latticeListener($1) },
    "AWS::VpcLattice::Rule": { $0.latticeRule($1) },
    "AWS::VpcLattice::ResourceGateway": { $0.resourceGateway($1) },
    "AWS::VpcLattice::ResourceConfiguration": { $0.resource($1) },
    "AWS::VpcLattice::ServiceNetworkVpcAssociation": { $0.association(.serviceNetworkVPCs, $1) },
    "AWS::VpcLattice::ServiceNetworkServiceAssociation": {
      $0.association(.serviceNetworkServices, $1)
    },
    "AWS::VpcLattice::ServiceNetworkResourceAssociation": {
      $0.association(.serviceNetworkResources, $1)
    },
  ]

  private func named(_ kind: AWSKind, _ reader: TemplateReader) -> AWSDraft {
    var draft = reader.draft(kind)
    draft.set("name", reader.name("Name"))
    return draft
  }

  private mutating func authenticated(_ kind: AWSKind, _ reader: TemplateReader) {
    var draft = named(kind, reader)
    draft.set("authType", reader.text("AuthType"))
    add(draft, reader)
  }

  private mutating func association(_ kind: AWSKind, _ reader: TemplateReader) {
    // Associations of resources name the same by another key.
    let key = kind == .serviceNetworkResources ? "ServiceNetworkId" : "ServiceNetworkIdentifier"
    guard let network = reader.id(key) else { return }
    var draft = AWSDraft(kind, reader.id, at: reader.span)
    draft.set("serviceNetworkId", network)
    switch kind {
    case .serviceNetworkVPCs:
      draft.set("vpcId", reader.id("VpcIdentifier"))
      draft.set("securityGroupIds", .list(reader.ids("SecurityGroupIds"), reader.span))
    case .serviceNetworkServices: draft.set("serviceId", reader.id("ServiceIdentifier"))
    default: draft.set("resourceConfigurationId", reader.id("ResourceConfigurationId"))
    }
    // Nobody knows whom an association lets in of which something is not known, or if it is there.
    if reader.isUncertain { return touch(network, of: .serviceNetworks, by: reader) }
    if AWSDraft.isUnknown(network.text ?? "") { touch(network, of: .serviceNetworks, by: reader) }
    drafts.add(draft)
  }

  // MARK: - Services

  private mutating func latticeListener(_ reader: TemplateReader) {
    let service = reader.id("ServiceIdentifier")
    var draft = reader.draft(.latticeListeners)
    draft.set("serviceId", service)
    let isPlain = reader.text("Protocol")?.text == "HTTP"
    draft.set("port", reader.text("Port") ?? .text(isPlain ? "80" : "443", reader.span))
    draft.set("defaultAction", action(reader["DefaultAction"], "DefaultAction", reader))
    drafts.add(draft)
    if reader.isUncertain || AWSDraft.isUnknown(service?.text ?? "") {
      touch(service, of: .latticeServices, by: reader)
    }
  }

  private mutating func latticeRule(_ reader: TemplateReader) {
    let listener = reader.id("ListenerIdentifier")
    let service = drafts[listener?.text ?? ""]?["serviceId"] ?? reader.id("ServiceIdentifier")
    var draft = reader.draft(.latticeRules)
    draft.set("listenerId", listener)
    draft.set("action", action(reader["Action"], "Action", reader))
    drafts.add(draft)
    if reader.isUncertain || drafts[listener?.text ?? ""] == nil {
      touch(service, of: .latticeServices, by: reader)
    }
  }

  private func action(
    _ value: TemplateValue?, _ key: String, _ reader: TemplateReader
  ) -> AWSDraft.Value {
    if let unknown = value?.unknown { reader.note(unknown, key, at: reader.span) }
    let groups = reader.list(value?["Forward"]?["TargetGroups"], key).compactMap { group in
      reader.id(group["TargetGroupIdentifier"], key).map { id -> Value in
        .map([("targetGroupIdentifier", id)], id.span)
      }
    }
    let span = reader.span
    return .map([("forward", .map([("targetGroups", .list(groups, span))], span))], span)
  }

  private mutating func latticeGroup(_ reader: TemplateReader) {
    var draft = named(.latticeGroups, reader)
    let settings = reader["Config"]
    draft.set("type", reader.text("Type"))
    draft.set("port", reader.text(settings?["Port"], "Config"))
    draft.set("ipAddressType", reader.text(settings?["IpAddressType"], "Config"))
    draft.set("vpcIdentifier", reader.id(settings?["VpcIdentifier"], "Config"))
    let targets = reader.list("Targets").compactMap { target -> Value? in
      guard let id = reader.id(target["Id"], "Targets") else { return nil }
      let port = reader.text(target["Port"], "Targets")
      return .object([("id", id), ("port", port)], at: reader.span)
    }
    add(.latticeTargets, of: reader.id, by: "targetGroupIdentifier", targets)
    add(draft, reader)
  }

  // MARK: - Resources

  private mutating func resourceGateway(_ reader: TemplateReader) {
    var draft = named(.resourceGateways, reader)
    let span = reader.span
    draft.set("vpcId", reader.id("VpcIdentifier"))
    let (subnets, groups) = (reader.ids("SubnetIds"), reader.ids("SecurityGroupIds"))
    draft.set("subnetIds", .list(subnets, span))
    draft.set("securityGroupIds", .list(groups, span))
    for subnet in subnets {
      var node = node(of: reader, in: subnet, groups: groups.map { .map([("GroupId", $0)], span) })
      node.set("PartOf", .text(reader.id, span))
      drafts.add(node)
    }
    add(draft, reader)
  }

  private mutating func resource(_ reader: TemplateReader) {
    var draft = named(.resourceConfigurations, reader)
    let span = reader.span
    draft.set("type", reader.text("ResourceConfigurationType"))
    draft.set("resourceGatewayId", reader.id("ResourceGatewayId"))
    draft.set("resourceConfigurationGroupId", reader.id("ResourceConfigurationGroupId"))
    draft.set("protocol", reader.text("ProtocolType"))
    let ports = reader.list("PortRanges").compactMap { reader.text($0, "PortRanges") }
    draft.set("portRanges", .list(ports, span))
    var parts: [(key: String, value: Value)] = []
    let definition = reader["ResourceConfigurationDefinition"]
    if let unknown = definition?.unknown {
      reader.note(unknown, "ResourceConfigurationDefinition", at: span)
    }
    if let address = reader.text(definition?["IpResource"], "ResourceConfigurationDefinition") {
      parts = [("ipResource", .map([("ipAddress", address)], span))]
    }
    draft.set("resourceConfigurationDefinition", .map(parts, span))
    add(draft, reader)
  }
}
