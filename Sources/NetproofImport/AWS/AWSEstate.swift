import NetproofSyntax

/// A dump put in order: what belongs to which VPC, and what is named but not there.
struct AWSEstate {
  let dump: AWSDump
  /// The VPCs of the dump by identifier, with those that are only named, in order of their names.
  private(set) var vpcs: [String] = []
  private(set) var described: [String: AWSResource] = [:]
  /// Resources by kind and VPC.
  private var byVPC: [AWSKind: [String: [AWSResource]]] = [:]
  /// Resources by identifier.
  private var byID: [String: AWSResource] = [:]
  /// Identifiers that resources name and no answer has, by kind and VPC (`""` outside of VPCs).
  private(set) var absent: [AWSKind: [String: [String: Span]]] = [:]
  /// The VPC that an identifier belongs to.
  private var homes: [String: String] = [:]

  /// The interfaces of endpoints and NAT gateways, which these describe.
  private(set) var ownedInterfaces: Set<String> = []
  /// Every VPC that was named.
  private var seen: Set<String> = []

  static let inner: [AWSKind] = [
    .subnets, .routeTables, .networkACLs, .securityGroups, .natGateways, .interfaces, .endpoints,
    .loadBalancers, .classicLoadBalancers, .targetGroups, .carrierGateways, .resourceGateways,
    .latticeGroups,
  ]

  init(_ dump: AWSDump) {
    self.dump = dump
    for vpc in dump[.vpcs] { vpc.text("VpcId").map { described[$0] = vpc } }
    seen = Set(described.keys)
    let count = Self.inner.reduce(dump.instances.count) { $0 + dump[$1].count }
    byID.reserveCapacity(count)
    homes.reserveCapacity(count)
    for kind in Self.inner {
      // Each kind by itself: looking up a kind for every resource costs more than all the rest.
      var own: [String: [AWSResource]] = [:]
      let key = kind.idKey
      for resource in dump[kind] {
        guard let vpc = vpc(of: resource) else { continue }
        own[vpc, default: []].append(resource)
        if let key, let id = resource.text(key) {
          byID[id] = resource
          homes[id] = vpc
        }
      }
      seen.formUnion(own.keys)
      byVPC[kind] = own
    }
    for kind in [AWSKind.internetGateways, .egressOnlyInternetGateways, .vpnGateways] {
      let key = kind == .vpnGateways ? "VpcAttachments" : "Attachments"
      for gateway in dump[kind] {
        for attachment in gateway.list(key) where attachment.text("State") != "detached" {
          guard let vpc = attachment.text("VpcId") else { continue }
          add(gateway, kind, to: vpc)
          seen.insert(vpc)
        }
        if let id = gateway.text(kind.idKey ?? "") { byID[id] = gateway }
      }
    }
    for firewall in dump[.firewalls] {
      guard let vpc = firewall.vpcOfFirewall else { continue }
      seen.insert(vpc)
      for endpoint in firewall.firewallEndpoints {
        endpoint.text("EndpointId").map { homes[$0] = vpc }
      }
    }
    for association in dump[.endpointAssociations] {
      guard let vpc = association.vpcOfAssociation else { continue }
      seen.insert(vpc)
      for endpoint in association.firewallEndpoints {
        endpoint.text("EndpointId").map { homes[$0] = vpc }
      }
    }
    var hosts: [String: [AWSResource]] = [:]
    for instance in dump.instances {
      guard let id = instance.text("InstanceId") else { continue }
      byID[id] = instance
      guard let vpc = vpc(of: instance) else { continue }
      hosts[vpc, default: []].append(instance)
      homes[id] = vpc
    }
    byVPC[.reservations] = hosts
    seen.formUnion(hosts.keys)
    for kind in AWSKind.allCases where !Self.inner.contains(kind) {
      guard let key = kind.idKey else { continue }
      for resource in dump[kind] where resource.text(key) != nil {
        resource.text(key).map { if byID[$0] == nil { byID[$0] = resource } }
      }
    }
    for peering in dump[.peerings] {
      for side in ["RequesterVpcInfo", "AccepterVpcInfo"] {
        if let vpc = peering.part(side)?.text("VpcId") { seen.insert(vpc) }
      }
    }
    for attachment in dump[.vpcAttachments] { attachment.text("VpcId").map { _ = seen.insert($0) } }
    for link in dump[.serviceNetworkVPCs] { link.text("vpcId").map { _ = seen.insert($0) } }
    ownedInterfaces = Set(
      dump[.endpoints].flatMap { $0.elements("NetworkInterfaceIds").compactMap(\.text) }
        + dump[.natGateways].flatMap { gateway in
          gateway.list("NatGatewayAddresses").compactMap { $0.text("NetworkInterfaceId") }
        } + interfacesOfBalancers + interfacesOfResourceGateways)
    vpcs = seen.sorted()
  }

  /// The interfaces of load balancers that are described, which AWS names in their descriptions.
  private var interfacesOfBalancers: [String] {
    let known = Set(
      dump[.loadBalancers].compactMap { balancer in
        balancer.text("LoadBalancerArn").map {
          "ELB " + $0.split(separator: "/").suffix(3).joined(separator: "/")
        }
      } + dump[.classicLoadBalancers].compactMap { $0.text("LoadBalancerName").map { "ELB " + $0 } }
    )
    guard !known.isEmpty else { return [] }
    return dump[.interfaces].filter { known.contains($0.text("Description") ?? "") }
      .compactMap { $0.text("NetworkInterfaceId") }
  }

  /// The interfaces of resource gateways, whose descriptions name these.
  private var interfacesOfResourceGateways: [String] {
    let ids = dump[.resourceGateways].compactMap { $0.text("id") }
    guard !ids.isEmpty else { return [] }
    return dump[.interfaces].filter { interface in
      ids.contains(interface.text("PartOf") ?? "")
        || interface.text("Description").map { text in ids.contains { text.contains($0) } } ?? false
    }.compactMap { $0.text("NetworkInterfaceId") }
  }

  /// The VPC that a resource is in: its own word, or that of a subnet or group that it names.
  private func vpc(of resource: AWSResource) -> String? {
    if let vpc = resource.text("VpcId") ?? resource.text("VPCId") ?? resource.text("vpcIdentifier")
      ?? resource.text("vpcId") ?? resource.part("config")?.text("vpcIdentifier")
    {
      return AWSDraft.thing(ofVPC: vpc).flatMap { homes[$0] } ?? vpc
    }
    if let vpc = (resource.subnets + resource.groups).lazy.compactMap({ homes[$0] }).first {
      return vpc
    }
    // Functions are in no VPC: their group stands in any.
    if resource.latticeType == "LAMBDA" { return described.keys.min() }
    // What is only going to be made, in a place that nobody knows.
    let keys = Self.inner.compactMap(\.idKey) + ["InstanceId"]
    return keys.contains { resource.text($0).map(AWSDraft.isInvented) ?? false }
      ? AWSTopology.elsewhere : nil
  }

  private mutating func add(_ resource: AWSResource, _ kind: AWSKind, to vpc: String) {
    byVPC[kind, default: [:]][vpc, default: []].append(resource)
    if let key = kind.idKey, let id = resource.text(key) {
      byID[id] = resource
      homes[id] = vpc
    }
  }

  subscript(kind: AWSKind, vpc: String) -> [AWSResource] { byVPC[kind]?[vpc] ?? [] }

  subscript(id: String) -> AWSResource? { byID[id] }

  /// The answers about firewalls of a VPC.
  func firewalls(of vpc: String) -> [AWSResource] {
    dump[.firewalls].filter { $0.vpcOfFirewall == vpc }
  }

  /// The answers about further endpoints of firewalls, in a VPC.
  func endpointAssociations(of vpc: String) -> [AWSResource] {
    dump[.endpointAssociations].filter { $0.vpcOfAssociation == vpc }
  }

  /// The firewall that has an ARN.
  func firewall(_ arn: String) -> AWSResource? {
    dump[.firewalls].first { $0.part("Firewall")?.text("FirewallArn") == arn }
  }

  /// Whether an endpoint is one of a firewall.
  func isOfFirewall(_ endpoint: String) -> Bool {
    (dump[.firewalls] + dump[.endpointAssociations]).contains { firewall in
      firewall.firewallEndpoints.contains { $0.text("EndpointId") == endpoint }
    }
  }

  func home(of id: String) -> String? { homes[id] }

  /// Notes an identifier that a resource names, in case no answer has it.
  ///
  /// - Returns: Whether it was absent and not noted before.
  mutating func need(_ id: String, _ kind: AWSKind, in vpc: String, at span: Span) -> Bool {
    guard byID[id] == nil, described[id] == nil, homes[id] == nil else { return false }
    homes[id] = vpc
    if !vpc.isEmpty, seen.insert(vpc).inserted { vpcs = seen.sorted() }
    absent[kind, default: [:]][vpc, default: [:]][id] = span
    return true
  }

  func absent(_ kind: AWSKind, in vpc: String) -> [(id: String, span: Span)] {
    (absent[kind]?[vpc] ?? [:]).map { ($0.key, $0.value) }.sorted { $0.id < $1.id }
  }
}

extension AWSResource {
  /// The identifiers of the groups that it is in.
  fileprivate var groups: [String] {
    let parts = [self] + list("NetworkInterfaces")
    return parts.flatMap { $0.list("Groups").compactMap { $0.text("GroupId") } }
      + elements("SecurityGroups").compactMap(\.text)
  }

  /// The identifiers of the subnets that it is in.
  fileprivate var subnets: [String] {
    let parts = list("NetworkInterfaces") + list("AvailabilityZones")
    return [text("SubnetId")].compactMap { $0 } + parts.compactMap { $0.text("SubnetId") }
      + (elements("SubnetIds") + elements("Subnets")).compactMap(\.text)
  }
}
