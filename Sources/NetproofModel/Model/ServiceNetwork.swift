public import NetproofSets

/// A service network of VPC Lattice: who may ask which services (R176).
public struct ServiceNetwork: Hashable, Sendable {
  /// A VPC whose own hosts may ask the network's services.
  public struct Association: Hashable, Sendable {
    public let vpc: ID<VPC>
    /// What filters the requests of its hosts, by inbound rules; nothing filters if it is empty.
    public let securityGroups: [ID<SecurityGroup>]

    public init(vpc: ID<VPC>, securityGroups: [ID<SecurityGroup>] = []) {
      self.vpc = vpc
      self.securityGroups = securityGroups
    }
  }

  public let identity: Identity
  public var associations: [Association]
  /// Its services, and the resources that its endpoints lead to, in the topology's order.
  public var services: [ID<LoadBalancer>]
  /// Whether a policy of AWS IAM decides about each request as well.
  public let hasAuthPolicy: Bool

  public init(
    identity: Identity, associations: [Association] = [], services: [ID<LoadBalancer>] = [],
    hasAuthPolicy: Bool = false
  ) {
    self.identity = identity
    self.associations = associations
    self.services = services
    self.hasAuthPolicy = hasAuthPolicy
  }

  /// The association of a VPC, if it has one.
  public func association(of vpc: ID<VPC>) -> Association? {
    associations.first { $0.vpc == vpc }
  }
}

extension Model {
  /// The nodes that stand for Lattice services.
  public var latticeNodes: [ID<NetworkInterface>] {
    guard lattice != nil else { return [] }
    return loadBalancers.elements.filter { $0.role == .latticeService }.flatMap(\.nodes)
  }

  /// The service network by which the hosts of a VPC have resources at addresses of
  /// ``Lattice/resourceBlock``, if there is one.
  ///
  /// What a network holds that is not described may be resources.
  public func networkWithResources(of vpc: ID<VPC>) -> ID<ServiceNetwork>? {
    serviceNetworks.ids.first { id in
      let network = serviceNetworks[id]
      guard network.association(of: vpc) != nil else { return false }
      return !network.identity.isDescribed
        || network.services.contains { loadBalancers[$0].role == .resource }
    }
  }

  /// Whether some VPC has resources by an association.
  public var hasAssociatedResources: Bool {
    serviceNetworks.elements.contains { network in
      network.associations.contains { networkWithResources(of: $0.vpc) != nil }
    }
  }
}

/// Where VPC Lattice is: nowhere in a VPC, at addresses that are the same in all of them.
public struct Lattice: Hashable, Sendable {
  /// A VPC of AWS's own that stands for its data plane, with a subnet for the nodes of services.
  public let vpc: ID<VPC>
  public let subnet: ID<Subnet>

  public init(vpc: ID<VPC>, subnet: ID<Subnet>) {
    self.vpc = vpc
    self.subnet = subnet
  }

  /// The block of its addresses: those of services, and those that targets are asked from.
  ///
  /// Source: VPC Lattice User Guide, "Control traffic in VPC Lattice using security groups" (the
  /// managed prefix lists); U29.
  public static func block(_ family: Family) -> Prefix {
    switch family {
    case .ipv4: Prefix(containing: Address(.ipv4, 0xA9FE_AB00), length: 24)
    case .ipv6: Prefix(containing: Address(.ipv6, 0xFD00_0EC2_0080 << 80), length: 64)
    }
  }

  /// Where the hosts of an associated VPC find the resources of their service network; AWS chooses
  /// which address is whose.
  ///
  /// Source: the managed prefix list com.amazonaws.REGION.vpc-lattice.
  public static let resourceBlock = Prefix(
    containing: Address(.ipv4, 0x81E0_0000), length: 17)
}
