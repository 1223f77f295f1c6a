import NetproofSyntax

// Service networks of VPC Lattice, and who may ask them.

extension AWSTopology {
  /// States of associations that serve nobody.
  private static let gone = ["CREATE_FAILED", "DELETE_IN_PROGRESS"]

  /// The service networks of the dump, and those that are only named.
  mutating func serviceNetworks() -> [Entry] {
    var entries: [Entry] = []
    for network in estate.dump[.serviceNetworks] {
      guard let id = network["id"], let text = id.text else { continue }
      var own: [Entry] = []
      if let arn = network["arn"], let region = Self.region(ofARN: arn.text ?? "") {
        add("region", text: region, at: arn.span, to: &own)
      }
      addAuthType(of: network, to: &own)
      let areVPCsKnown = addVPCs(of: network, text, to: &own)
      let areServicesKnown = addServices(of: network, text, to: &own)
      let areResourcesKnown = addResources(of: network, text, to: &own)
      if areVPCsKnown, areServicesKnown, areResourcesKnown {
        entries.append(entry(id, network, own))
      } else {
        entries.append(undescribed(text, at: id.span, own))
      }
    }
    for absent in estate.absent(.serviceNetworks, in: "") {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries + unaskedNetworks()
  }

  /// What stands for service networks where services are known and nobody was asked for these.
  private mutating func unaskedNetworks() -> [Entry] {
    let unasked = estate.dump[.latticeServices].first {
      !estate.dump.isAnswered(.serviceNetworks, for: $0)
    }
    guard let unasked, let id = unasked["id"], estate.absent(.serviceNetworks, in: "").isEmpty
    else { return [] }
    problems.report(
      ImportFault.missingCall(
        AWSKind.serviceNetworks.call, what: "service networks", owner: names[id.text ?? ""],
        place: estate.dump.place(of: unasked), at: id.span))
    let own = [Entry("described", builder.word("false", at: id.span))]
    return [Entry("service-networks", at: id.span, builder.map(own, at: id.span))]
  }

  mutating func addAuthType(of resource: AWSResource, to own: inout [Entry]) {
    guard let type = resource["authType"], type.text == "AWS_IAM" else { return }
    add("auth-type", text: "aws-iam", at: type.span, to: &own)
  }

  /// The associations of a network, without those that serve nobody.
  private func associations(_ kind: AWSKind, of network: String) -> [AWSResource] {
    estate.dump[kind].filter { $0["serviceNetworkId"]?.lastPart?.text == network }
  }

  /// Whether all associations are here: as many as AWS counts.
  private mutating func areAllHere(
    _ kind: AWSKind, _ count: String, _ what: String, of network: AWSResource, _ id: String
  ) -> Bool {
    guard !network.origin.isDrafted else { return true }
    let all = associations(kind, of: id)
    let expected = network.text(count).flatMap { Int($0) }
    guard expected.map({ $0 > all.count }) ?? all.isEmpty else { return true }
    problems.report(
      ImportFault.missingCall(
        "\(kind.call) --service-network-identifier \(id)", what: what, owner: names[id],
        place: estate.dump.place(of: network), at: network.span("id")))
    return false
  }

  /// Adds the associated VPCs with the groups of their associations; whether that is all.
  ///
  /// One of which the groups are not known is left out: nobody knows whom they let in.
  private mutating func addVPCs(
    of network: AWSResource, _ id: String, to own: inout [Entry]
  ) -> Bool {
    var isWhole = areAllHere(
      .serviceNetworkVPCs, "numberOfAssociatedVPCs", "associations with VPCs", of: network, id)
    var vpcs: [Entry] = []
    for association in associations(.serviceNetworkVPCs, of: id)
    where !Self.gone.contains(association.text("status") ?? "") {
      guard let vpc = association["vpcId"], let text = vpc.text else { continue }
      guard association.isLatticeWhole, association.text("status") != "DELETE_FAILED" else {
        if !association.isLatticeWhole {
          problems.report(
            ImportFault.missingCall(
              "aws vpc-lattice get-service-network-vpc-association "
                + "--service-network-vpc-association-identifier \(association.text("id") ?? "")",
              what: "security groups", owner: "\(names[id]) in \(names[text])", at: vpc.span))
        }
        isWhole = false
        continue
      }
      let groups = association.elements("securityGroupIds").map { groupReference($0, from: text) }
      vpcs.append(Entry(names[text], at: vpc.span, builder.list(groups, at: vpc.span)))
    }
    add("vpcs", vpcs, to: &own)
    return isWhole
  }

  private mutating func addServices(
    of network: AWSResource, _ id: String, to own: inout [Entry]
  ) -> Bool {
    let isWhole = areAllHere(
      .serviceNetworkServices, "numberOfAssociatedServices", "associations with services",
      of: network, id)
    let services = associations(.serviceNetworkServices, of: id)
      .filter { !Self.gone.contains($0.text("status") ?? "") }
      .compactMap { $0["serviceId"]?.lastPart }
    add("services", list: services.map { reference($0) }, to: &own)
    return isWhole
  }

  /// Adds the resources that endpoints of the network lead to as well; whether that is all.
  private mutating func addResources(
    of network: AWSResource, _ id: String, to own: inout [Entry]
  ) -> Bool {
    var isWhole = true
    let all = associations(.serviceNetworkResources, of: id)
    // Only the list of all networks counts them; without it, none that is here is taken to be all.
    if network.text("numberOfAssociatedResourceConfigurations").flatMap({ Int($0) }) ?? 0
      > all.count
    {
      isWhole = areAllHere(
        .serviceNetworkResources, "numberOfAssociatedResourceConfigurations",
        "associations with resources", of: network, id)
    }
    var parts: [Part] = []
    for association in all where !Self.gone.contains(association.text("status") ?? "") {
      guard let resource = association["resourceConfigurationId"]?.lastPart else { continue }
      guard let home = home(ofResource: resource.text ?? "") else {
        problems.report(
          ImportFault.missingResource(
            resource.text ?? "", kind: AWSKind.resourceConfigurations.word, by: names[id],
            at: resource.span))
        isWhole = false
        continue
      }
      parts.append(
        builder.text("\(names[home])/\(names[resource.text ?? ""])", at: resource.span))
    }
    add("resources", list: parts, to: &own)
    return isWhole
  }

  // MARK: - What they name

  /// Finds what associations, listeners and endpoints of VPC Lattice name and no answer has.
  mutating func findAbsentOfLattice() {
    for kind in [AWSKind.serviceNetworkVPCs, .serviceNetworkServices, .serviceNetworkResources] {
      for association in estate.dump[kind] {
        let user = association.text("id") ?? "association"
        need(association["serviceNetworkId"]?.lastPart, .serviceNetworks, in: "", user)
        need(association["serviceId"]?.lastPart, .latticeServices, in: "", user)
        for group in association.elements("securityGroupIds") {
          need(group, .securityGroups, in: association.text("vpcId") ?? Self.elsewhere, user)
        }
      }
    }
    for vpc in estate.vpcs {
      for group in estate[.latticeGroups, vpc] where group.latticeType == "INSTANCE" {
        let id = group.text("id") ?? ""
        for target in estate.dump[.latticeTargets] where target.owner == id {
          need(target["id"], .reservations, in: vpc, id)
        }
      }
      for endpoint in estate[.endpoints, vpc] {
        need(
          endpoint["ServiceNetworkArn"]?.lastPart, .serviceNetworks, in: "",
          endpoint.text("VpcEndpointId") ?? vpc)
      }
    }
  }

  /// Adds what an endpoint of a service network says.
  mutating func addNetworkEndpoint(
    _ endpoint: AWSResource, _ vpc: String, to own: inout [Entry]
  ) {
    guard let network = endpoint["ServiceNetworkArn"]?.lastPart else { return }
    add("type", text: "service-network", at: endpoint.span("VpcEndpointType"), to: &own)
    own.append(Entry("service-network", reference(network)))
    addEndpointInterfaces(endpoint, vpc, to: &own)
  }
}
