import NetproofSyntax

// Addresses that nobody knows before AWS picks them.

extension AWSTopology {
  mutating func assumeAddresses() {
    var claims: [AWSAssumedAddresses.Claim] = []
    for vpc in estate.vpcs {
      let hosts = self.hosts[vpc]
      let interfaces = (hosts?.instances.flatMap(\.interfaces) ?? []) + (hosts?.loose ?? [])
      claims += interfaces.compactMap { claim($0, "NetworkInterfaceId") }
      claims += estate[.natGateways, vpc].compactMap { claim($0, "NatGatewayId") }
      for endpoint in estate[.endpoints, vpc] where endpoint.isTrue("HasUnknownAddress") {
        claims += nodeClaims(of: endpoint, endpoint.elements("SubnetIds"), isPublic: false, vpc)
      }
      for balancer in estate[.loadBalancers, vpc] + estate[.classicLoadBalancers, vpc]
      where balancer.isTrue("HasUnknownAddress") {
        let subnets = balancer.list("AvailabilityZones").compactMap { $0["SubnetId"] }
        claims += nodeClaims(
          of: balancer, subnets + balancer.elements("Subnets"),
          isPublic: balancer.text("Scheme") == "internet-facing", vpc)
      }
    }
    assumed = AWSAssumedAddresses(claims, in: estate.dump)
    for (subnet, claims) in assumed.granted { tell(subnet, claims) }
    if let first = assumed.grantedPublicly.first {
      let all = list(assumed.grantedPublicly.map(\.key))
      problems.report(
        ImportFault.guessed(
          "the public addresses of \(all) are taken to be ones that are for examples",
          at: first.span))
    }
    for (claim, block) in assumed.failed {
      problems.report(
        ImportFault.unknownAddress(names[owner(of: claim.key)], block: block, at: claim.span))
    }
  }

  private mutating func tell(_ subnet: String, _ claims: [AWSAssumedAddresses.Claim]) {
    let first = assumed.privates[claims[0].key]?.text ?? ""
    let what = claims.count == 1 ? "address of" : "addresses of"
    problems.report(
      ImportFault.guessed(
        "the \(what) \(list(claims.map(\.key))) in the subnet `\(names[subnet])` "
          + "\(claims.count == 1 ? "is" : "are") taken to be "
          + (claims.count == 1 ? "\(first), a free one" : "free ones, from \(first) on"),
        at: claims[0].span))
  }

  /// At most three names.
  private func list(_ keys: [String]) -> String {
    var all: [String] = []
    for key in keys {
      let name = "`\(names[owner(of: key)])`"
      if !all.contains(name) { all.append(name) }
    }
    let shown = all.prefix(3).joined(separator: ", ")
    return all.count > 3 ? "\(shown) and \(all.count - 3) more" : shown
  }

  private func owner(of key: String) -> String {
    key.split(separator: "|").first.map(String.init) ?? key
  }

  private func claim(_ resource: AWSResource, _ key: String) -> AWSAssumedAddresses.Claim? {
    let (needsPrivate, needsPublic) = (
      resource.isTrue("HasUnknownAddress"), resource.isTrue("HasUnknownPublicAddress")
    )
    guard needsPrivate || needsPublic, let id = resource.text(key) else { return nil }
    return .init(
      key: id, subnet: resource.text("SubnetId") ?? "", span: resource.span(key),
      needsPrivate: needsPrivate, needsPublic: needsPublic)
  }

  /// One claim for each subnet in which a thing has an interface that nobody has told of.
  private func nodeClaims(
    of resource: AWSResource, _ subnets: [Node], isPublic: Bool, _ vpc: String
  ) -> [AWSAssumedAddresses.Claim] {
    let keys = ["LoadBalancerArn", "LoadBalancerName", "VpcEndpointId"]
    guard let id = keys.lazy.compactMap({ resource.text($0) }).first else { return [] }
    return subnets.compactMap { subnet in
      guard let text = subnet.text else { return nil }
      let isKnown = estate["\(id).\(text)"] != nil
      return isKnown
        ? nil
        : .init(key: Self.nodeKey(id, text), subnet: text, span: subnet.span, needsPublic: isPublic)
    }
  }

  /// The key of the claim of a load balancer or endpoint in a subnet.
  static func nodeKey(_ id: String, _ subnet: String) -> String { "\(id)|\(subnet)" }

  /// Whether an address is not known and could not be taken to be any.
  func lacksAddress(_ key: String) -> Bool {
    assumed.failed.contains { $0.claim.key == key }
  }
}
