public import NetproofSets

/// What kind of zone a subnet is in (R225 to R227).
public enum Placement: Hashable, Sendable {
  case availabilityZone
  /// A Local Zone; transit gateways serve it from its parent zone.
  case localZone(parent: String)
  /// A Wavelength Zone, inside a carrier's network.
  case wavelengthZone(parent: String)
  /// An Outpost, homed to the subnet's availability zone.
  case outpost(String)
}

/// An address that a carrier or local gateway translates one to one (R226, R227).
public struct EdgeAddress: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Of a carrier's pool, for interfaces in Wavelength Zones.
    case carrier
    /// Of the customer's own pool, for interfaces on Outposts.
    case customerOwned
  }

  public let kind: Kind
  public let privateAddress: Address
  public let outsideAddress: Address

  var pair: PublicAddress {
    PublicAddress(privateAddress: privateAddress, publicAddress: outsideAddress)
  }

  public init(kind: Kind, privateAddress: Address, outsideAddress: Address) {
    self.kind = kind
    self.privateAddress = privateAddress
    self.outsideAddress = outsideAddress
  }
}

/// The states of carrier and local gateways that AWS knows; only an available one forwards.
public enum EdgeGatewayState: String, Hashable, Sendable, CaseIterable {
  case pending
  case available
  case deleting
  case deleted
}

/// The border between the Wavelength Zones of a VPC and a carrier's network (R226).
///
/// It translates private addresses to carrier IPs one to one, for IPv4 alone.
public struct CarrierGateway: Hashable, Sendable {
  public let identity: Identity
  public let vpc: ID<VPC>
  public let state: EdgeGatewayState
  /// Whether it passes what it otherwise refuses of the internet: UDP, and what the internet begins.
  ///
  /// So it is in the Wavelength Zones of Africa.
  public let opensInternet: Bool
  /// The networks of the carrier.
  public let networks: [ID<Network>]

  public init(
    identity: Identity, vpc: ID<VPC>, state: EdgeGatewayState = .available,
    opensInternet: Bool = false, networks: [ID<Network>] = []
  ) {
    self.identity = identity
    self.vpc = vpc
    self.state = state
    self.opensInternet = opensInternet
    self.networks = networks
  }
}

/// The border between an Outpost and the network on premises around it (R227).
public struct LocalGateway: Hashable, Sendable {
  /// What addresses the premises see.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// The private ones.
    case directVPCRouting = "direct-vpc-routing"
    /// Customer-owned ones, translated one to one.
    case customerOwned = "coip"
  }

  public let identity: Identity
  public let outpost: String
  /// The VPCs that its route table is associated with.
  public let vpcs: [ID<VPC>]
  public let mode: Mode
  public let state: EdgeGatewayState
  public let networks: [ID<Network>]

  public init(
    identity: Identity, outpost: String, vpcs: [ID<VPC>], mode: Mode = .directVPCRouting,
    state: EdgeGatewayState = .available, networks: [ID<Network>] = []
  ) {
    self.identity = identity
    self.outpost = outpost
    self.vpcs = vpcs
    self.mode = mode
    self.state = state
    self.networks = networks
  }
}

extension Subnet {
  /// The zone in which a transit gateway serves the subnet: that of the parent of a Local or
  /// Wavelength Zone (R125, R225).
  public var transitZone: String {
    switch placement {
    case .availabilityZone, .outpost: zone
    case .localZone(let parent), .wavelengthZone(let parent): parent
    }
  }

  public var isInWavelengthZone: Bool {
    if case .wavelengthZone = placement { true } else { false }
  }

  /// The Outpost that the subnet is on.
  public var outpost: String? {
    if case .outpost(let name) = placement { name } else { nil }
  }

  /// Whether carrier or local gateways may lead away from the subnet.
  public var isAtEdge: Bool { isInWavelengthZone || outpost != nil }
}

extension NetworkInterface {
  /// All its private addresses that some gateway translates, each with what to.
  public var outsideAddresses: [PublicAddress] {
    edgeAddresses.isEmpty ? publicAddresses : publicAddresses + edgeAddresses.map(\.pair)
  }
}

/// By which addresses a network knows interfaces.
public enum AddressView: Hashable, Sendable {
  /// By their private ones.
  case own
  /// By their public ones: those at internet gateways, and carrier IPs.
  case `public`
  case carrier
  case customerOwned
}

extension Model {
  /// By which addresses a network knows interfaces; one behind several lines that differ uses
  /// private ones.
  public func view(from network: ID<Network>) -> AddressView {
    switch networks[network].attachment {
    case .internet: return .public
    case .lines(let lines):
      let views = Set(
        lines.map { line -> AddressView in
          switch line {
          case .carrierGateway: .carrier
          case .localGateway(let id):
            localGateways[id].mode == .customerOwned ? .customerOwned : .own
          case .vpn, .virtualInterface, .attachment: .own
          }
        })
      return views.count == 1 ? views.first ?? .own : .own
    }
  }

  /// The private addresses of an interface that have another one in a view, with that.
  public func mapped(_ id: ID<NetworkInterface>, _ view: AddressView) -> [PublicAddress] {
    let interface = interfaces[id]
    func edge(_ kind: EdgeAddress.Kind) -> [PublicAddress] {
      interface.edgeAddresses.filter { $0.kind == kind }.map(\.pair)
    }
    switch view {
    case .own: return []
    case .public:
      return interface.edgeAddresses.isEmpty
        ? interface.publicAddresses : interface.publicAddresses + edge(.carrier)
    case .carrier: return edge(.carrier)
    case .customerOwned: return edge(.customerOwned)
    }
  }

  /// An interface's addresses in a view: of IPv4 the mapped ones if there are any, else its own.
  ///
  /// Without a mapped address the private one stands for the interface, so that an answer can say
  /// that it has none.
  public func addresses(of id: ID<NetworkInterface>, _ view: AddressView) -> AddressSet {
    let pairs = mapped(id, view)
    guard !pairs.isEmpty else { return interfaces[id].addresses }
    var addresses = AddressSet(pairs.map(\.publicAddress))
    addresses.ipv6 = interfaces[id].addresses.ipv6
    return addresses
  }
}
