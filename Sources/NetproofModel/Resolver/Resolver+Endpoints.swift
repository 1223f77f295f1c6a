import NetproofSets
import NetproofSyntax

// VPC endpoints, and the services that they lead to.

/// A service of AWS that a gateway endpoint leads to, as written and as AWS names it.
struct EndpointService: Hashable {
  /// The name with its region, such as `com.amazonaws.us-east-1.s3`.
  let name: String
  /// The last part of the name, such as `s3`.
  let word: String

  init(_ written: String, region: String?) {
    word = written.split(separator: ".").last.map(String.init) ?? written
    guard !written.contains(".") else {
      name = written
      return
    }
    name = (["com.amazonaws"] + [region].compactMap { $0 } + [written]).joined(separator: ".")
  }

  /// The services that gateway endpoints lead to.
  ///
  /// Source: AWS PrivateLink Guide, "Gateway endpoints"; Amazon S3 User Guide, "Networking for
  /// directory buckets".
  static let ofGateways = ["s3", "dynamodb", "s3express"]
}

extension Resolver {
  /// Gives every service that gateway endpoints lead to its place among the networks.
  mutating func registerServices() {
    for entry in vpcEntries {
      for endpoint in entry.endpoints where endpoint.isGateway {
        guard let text = endpoint.service else { continue }
        let service = EndpointService(text.value, region: entry.region?.value)
        guard serviceNetworks[service.name] == nil else { continue }
        let id = ID<Network>(1 + topology.networks.count + serviceNetworks.count)
        serviceNetworks[service.name] = id
        if let earlier = names.insert(service.name, of: .network(id), in: .top) {
          report(
            .duplicateName(
              Located(service.name, at: text.span), .network, first: map.place(of: earlier)))
        }
        map.record(.network(id), at: text.span)
        serviceNames.append(service.name)
      }
    }
  }

  mutating func buildEndpoints() {
    for (index, entry) in vpcEntries.enumerated() {
      for endpoint in entry.endpoints { build(endpoint, in: entry, ID(index)) }
      for firewall in entry.firewalls { build(firewall, in: entry, ID(index)) }
    }
    joinFirewallEndpoints()
  }

  private mutating func build(
    _ endpoint: VPCEndpointEntry, in entry: VPCEntry, _ vpc: ID<VPC>
  ) {
    let id = ID<VPCEndpoint>(model.endpoints.count)
    check(endpoint, in: entry)
    let kind: VPCEndpoint.Kind =
      if endpoint.isGateway {
        gateway(endpoint, id, in: vpc)
      } else if let firewall = endpoint.firewall {
        furtherEndpoint(of: firewall, endpoint, id, in: entry, vpc)
      } else if endpoint.isInspection {
        inspection(endpoint, id, in: entry, vpc)
      } else {
        interfaceKind(endpoint, in: entry, vpc)
      }
    let other = (endpoint.resource ?? endpoint.serviceNetwork)?.value
    let text = endpoint.service?.value ?? other ?? ""
    model.endpoints.append(
      VPCEndpoint(
        identity: identity(endpoint.head, in: entry), vpc: vpc,
        service: other ?? endpoint.firewall.map { _ in Self.firewallService }
          ?? endpointService(of: endpoint)?.head.name.value
          ?? EndpointService(text, region: entry.region?.value).name,
        state: state(
          of: endpoint.head, .endpoint, default: usualState(of: endpoint, in: entry)), kind: kind))
  }

  /// The list and the tables of a gateway endpoint.
  private mutating func gateway(
    _ endpoint: VPCEndpointEntry, _ id: ID<VPCEndpoint>, in vpc: ID<VPC>
  ) -> VPCEndpoint.Kind {
    let list = endpoint.prefixList.flatMap { prefixList($0) }
    var tables: [ID<RouteTable>] = []
    for reference in endpoint.routeTables?.elements ?? [] {
      guard case .routeTable(let table)? = find(reference, Search([.routeTable], in: .vpc(vpc)))
      else { continue }
      guard !tables.contains(table) else { continue }
      tables.append(table)
      if let list = endpoint.prefixList {
        associations[table, default: []].append(
          EndpointAssociation(endpoint: id, name: endpoint.head.name, list: list, table: reference))
      }
    }
    if let place = endpoint.routeTables {
      map.record(field: "route-tables", at: place.span, in: .endpoint(id))
    }
    return .gateway(VPCEndpoint.Gateway(prefixList: list, routeTables: tables))
  }

  /// Tests what AWS would refuse about the service, and says what is missing.
  private mutating func check(_ endpoint: VPCEndpointEntry, in entry: VPCEntry) {
    let head = endpoint.head
    if endpoint.type == nil { reportMissing("type", of: head, .endpoint) }
    if let type = endpoint.type, (type.value == "resource") != (endpoint.resource != nil) {
      report(.resource(.type(type.span)))
    }
    if let type = endpoint.type,
      (type.value == "service-network") != (endpoint.serviceNetwork != nil)
    {
      report(.lattice(.type(type.span)))
    }
    let isOfFirewall = endpoint.firewall != nil
    if let type = endpoint.type, (type.value == "firewall") != isOfFirewall,
      isOfFirewall || head.isDescribed
    {
      report(.firewallEndpoint(.type(type.span)))
    }
    if endpoint.isGateway {
      if endpoint.prefixList == nil { reportMissing("prefix-list", of: head, .endpoint) }
    } else if endpoint.isInspection {
      if endpoint.subnet == nil { reportMissing("subnet", of: head, .endpoint) }
    } else if endpoint.subnets.isEmpty {
      reportMissing("subnets", of: head, .endpoint)
    }
    if endpoint.resource != nil || endpoint.serviceNetwork != nil || endpoint.firewall != nil {
      return
    }
    guard let text = endpoint.service else {
      return reportMissing("service", of: head, .endpoint)
    }
    let service = EndpointService(text.value, region: entry.region?.value)
    guard endpoint.isGateway else { return }
    let known = EndpointService.ofGateways
    if !known.contains(service.word) {
      let nearest = Nearest.name(to: service.word, among: known)
      report(.unknownValue(text, key: "service", known: known, nearest: nearest))
    } else if let region = entry.region?.value,
      !service.name.hasSuffix(".\(region).\(service.word)")
    {
      // An endpoint is in the region of its service (R171).
      let own = EndpointService(service.word, region: region).name
      report(.unknownValue(text, key: "service", known: [own], nearest: own))
    }
  }

  /// The networks of services: the public addresses of their lists that nothing else owns.
  mutating func buildServices() {
    var addresses: [String: AddressSet] = [:]
    for entry in vpcEntries {
      for endpoint in entry.endpoints where endpoint.isGateway {
        guard let text = endpoint.service?.value, let reference = endpoint.prefixList,
          let list = prefixList(reference)
        else { continue }
        let name = EndpointService(text, region: entry.region?.value).name
        let entries = AddressSet(model.prefixLists[list].entries)
        addresses[name] = (addresses[name] ?? AddressSet()).union(entries)
      }
    }
    for name in serviceNames {
      let free = (addresses[name] ?? AddressSet()).intersection(unownedPublicAddresses())
      model.networks.append(
        Network(identity: Identity(name: name, qualifiedName: name), addresses: free))
    }
  }
}

/// A route table that a gateway endpoint is associated with.
struct EndpointAssociation {
  let endpoint: ID<VPCEndpoint>
  let name: Located<String>
  let list: Reference
  /// Where the table is named.
  let table: Reference
}
