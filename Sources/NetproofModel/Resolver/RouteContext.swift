import NetproofSets

/// What the legality of a VPC's routes depends on.
struct RouteContext {
  let vpc: VPC
  let id: ID<VPC>
  /// The blocks of its subnets.
  let subnets: Set<Prefix>
  /// Whether there are subnets whose blocks nobody describes.
  let hasUnknownSubnets: Bool

  /// Why AWS would refuse a route to a block, if it would (R35, R38, R48 to R50).
  func refusal(of prefix: Prefix, by target: Route.Target, isEdge: Bool) -> RouteRefusal? {
    if let range = Self.reserved.first(where: { $0.contains(prefix) }) {
      return .reservedRange(range)
    }
    if target == .local, vpc.identity.isDescribed {
      return vpc.cidrs.contains(prefix) ? nil : .localElsewhere
    }
    if let kind = target.kind, isEdge, !target.inspectsAtEdge { return .gatewayTableTarget(kind) }
    return familyRefusal(of: prefix, by: target) ?? blockRefusal(of: prefix, by: target, isEdge)
  }

  /// Why AWS would refuse an entry of a prefix list as a route's destination, if it would.
  func refusalOfEntry(_ prefix: Prefix, by target: Route.Target) -> RouteRefusal? {
    // The VPC's own block is always `local`, which goes before a prefix list.
    if vpc.cidrs.contains(prefix) { return nil }
    return refusal(of: prefix, by: target, isEdge: false)
  }

  /// Space that AWS keeps for its own services (R35).
  private static var reserved: [Prefix] {
    [
      Resolver.ipv4(169, 254, 168, 0, 22),
      Prefix(containing: Address(.ipv6, 0xfd00_0ec2 << 96), length: 32),
    ]
  }

  /// The translation space of IPv6 to IPv4.
  ///
  /// Source: RFC 6052, section 2.1.
  private static var nat64: Prefix {
    Prefix(containing: Address(.ipv6, 0x0064_ff9b << 96), length: 96)
  }

  private func familyRefusal(of prefix: Prefix, by target: Route.Target) -> RouteRefusal? {
    switch target {
    case .egressOnlyInternetGateway where prefix.family == .ipv4:
      .family(target: .egressOnlyInternetGateway, .ipv4)
    case .natGateway where prefix.family == .ipv6 && !Self.nat64.contains(prefix):
      .family(target: .natGateway, .ipv6)
    case .carrierGateway where prefix.family == .ipv6: .family(target: .carrierGateway, .ipv6)
    case .localGateway where prefix.family == .ipv6: .family(target: .localGateway, .ipv6)
    case .local, .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
      .transitGateway, .vpnGateway, .gatewayEndpoint, .inspection, .interface, .blackhole,
      .coreNetwork, .carrierGateway, .localGateway:
      nil
    }
  }

  /// Tests a destination against the VPC's own blocks.
  private func blockRefusal(
    of prefix: Prefix, by target: Route.Target, _ isEdge: Bool
  ) -> RouteRefusal? {
    guard vpc.identity.isDescribed else { return nil }
    guard let block = vpc.cidrs.first(where: { $0.contains(prefix) }) else {
      return isEdge ? .gatewayTableDestination : nil
    }
    if block == prefix {
      guard let kind = target.kind, !target.replacesLocal else { return nil }
      return .replacesLocal(target: kind)
    }
    if !subnets.contains(prefix), !hasUnknownSubnets { return .notASubnet(block: block) }
    guard let kind = target.kind, !target.isMiddlebox else { return nil }
    return .notAMiddlebox(block: block, target: kind)
  }
}

extension RouteRefusal {
  /// Whether it is about what lies inside the VPC but is no subnet's block, or leads to what may not
  /// be more specific than `local` (R49).
  var isInner: Bool {
    switch self {
    case .notASubnet, .notAMiddlebox: true
    case .reservedRange, .localElsewhere, .gatewayTableTarget, .gatewayTableDestination,
      .gatewayTablePrefixList, .replacesLocal, .family, .duplicate, .foreignPeering,
      .endpointPrefixList, .notAssociated:
      false
    }
  }
}

extension Route.Target {
  /// The kind of the component that the route leads to; none for `local` and `blackhole`.
  var kind: ComponentID.Kind? {
    switch self {
    case .local, .blackhole: nil
    case .internetGateway: .internetGateway
    case .egressOnlyInternetGateway: .egressOnlyInternetGateway
    case .natGateway: .natGateway
    case .peering: .peering
    case .transitGateway: .transitGateway
    case .coreNetwork: .coreNetwork
    case .vpnGateway: .vpnGateway
    case .carrierGateway: .carrierGateway
    case .localGateway: .localGateway
    case .interface: .interface
    case .gatewayEndpoint, .inspection: .endpoint
    }
  }

  /// Whether a route more specific than `local` may lead there (R49, R227).
  fileprivate var isMiddlebox: Bool {
    if case .localGateway = self { true } else { replacesLocal }
  }

  /// Whether a route may lead there in place of `local` (R38).
  fileprivate var replacesLocal: Bool {
    switch self {
    case .natGateway, .interface, .inspection: true
    case .local, .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway,
      .coreNetwork, .carrierGateway, .localGateway,
      .vpnGateway, .gatewayEndpoint, .blackhole:
      false
    }
  }

  /// Whether a gateway route table may lead there (R50).
  fileprivate var inspectsAtEdge: Bool {
    switch self {
    case .interface, .inspection: true
    case .local, .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
      .transitGateway, .coreNetwork, .vpnGateway, .carrierGateway, .localGateway,
      .gatewayEndpoint, .blackhole:
      false
    }
  }
}
