import NetproofSyntax

/// What AWS would refuse of a further endpoint of a firewall (R182).
///
/// Source: AWS Network Firewall API Reference, "VpcEndpointAssociation".
enum FirewallEndpointFault: Hashable, Sendable {
  /// An endpoint that names a firewall but is of another type, or the other way round.
  case type(Span)
  /// A firewall of another region than the VPC.
  case region(Reference, own: String, firewall: String)

  var place: Span {
    switch self {
    case .type(let span): span
    case .region(let reference, _, _): reference.span
    }
  }

  var headline: String {
    switch self {
    case .type: "a further endpoint of a firewall has the type `firewall`"
    case .region(let reference, let own, let firewall):
      "the firewall `\(reference.value)` is in `\(firewall)`, and its endpoint would be in `\(own)`"
    }
  }

  var help: String {
    switch self {
    case .type:
      "write `type: firewall` with `firewall`, `type: gateway-load-balancer` with `service`"
    case .region: "name a firewall of the endpoint's region"
    }
  }
}

// Further endpoints of firewalls, mostly in other VPCs: AWS calls them VPC endpoint associations (R182).
extension Resolver {
  /// What endpoints of firewalls are told apart by from those of services.
  static var firewallService: String { "network-firewall" }

  /// What a further endpoint of a firewall does with packets.
  mutating func furtherEndpoint(
    of reference: Reference, _ entry: VPCEndpointEntry, _ id: ID<VPCEndpoint>, in owner: VPCEntry,
    _ vpc: ID<VPC>
  ) -> VPCEndpoint.Kind {
    map.record(field: "firewall", at: reference.span, in: .endpoint(id))
    let subnet = inspectionSubnet(entry.subnet, entry.head, in: vpc)
    guard
      case .firewall(let firewall)? = find(
        reference, Search([.firewall], in: .vpc(vpc)), Search([.firewall], in: nil))
    else {
      return .inspection(
        Inspection(subnet: subnet, inspector: .appliances(.init(behaviour: .unknown))))
    }
    furtherEndpoints.append((id, firewall, reference))
    return .inspection(Inspection(subnet: subnet, inspector: .firewall(firewall)))
  }

  /// Gives firewalls the further endpoints that name them, once all firewalls are built.
  mutating func joinFirewallEndpoints() {
    let own = Dictionary(
      uniqueKeysWithValues: model.firewalls.ids.map { ($0, model.firewalls[$0].endpoints) })
    for (id, firewall, reference) in furtherEndpoints {
      check(id, of: firewall, reference, beside: own[firewall] ?? [])
      model.firewalls[firewall].endpoints.append(id)
    }
  }

  private mutating func check(
    _ id: ID<VPCEndpoint>, of firewall: ID<Firewall>, _ reference: Reference,
    beside endpoints: [ID<VPCEndpoint>]
  ) {
    let (near, far) = (
      model.vpcs[model.endpoints[id].vpc].identity,
      model.vpcs[model.firewalls[firewall].vpc].identity
    )
    if let own = near.region, let other = far.region, own != other {
      report(.firewallEndpoint(.region(reference, own: own, firewall: other)))
    }
    // What one account calls a zone is another zone to the next.
    let all = [id] + endpoints
    let zones = all.compactMap {
      model.endpoints[$0].inspection.map { model.subnets[$0.subnet].zone }
    }
    guard near.account == far.account, !zones.contains(""), zones.count == all.count,
      model.firewalls[firewall].identity.isDescribed,
      all.allSatisfy({ model.endpoints[$0].identity.isDescribed }),
      !zones.dropFirst().contains(zones[0])
    else { return }
    report(.firewallNotInZone(reference, zone: zones[0]))
  }
}
