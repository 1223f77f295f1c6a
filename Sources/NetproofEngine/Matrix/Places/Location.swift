import NetproofModel
import NetproofSets

/// Addresses of one family at one place that nothing in the network tells apart.
struct Location: Hashable, Sendable {
  let family: Family
  /// The run of rule atoms that the addresses lie in.
  let atom: Int32
  /// The position in ``Places/regions``.
  let region: Int32
  /// The subnet, or -1 for addresses of a network.
  let subnet: Int32
  /// The client ports that connections from here use, by position in ``Places/clientPorts``.
  let clients: Int32
  /// One address that stands for all: the private one of an interface.
  let address: UInt128
  /// Whether only the trace search can say what becomes of packets from or to here.
  let isOdd: Bool
}

/// Locations that routes, gateways and network ACLs treat alike.
struct Region: Hashable, Sendable {
  /// Where packets have to go to come here, by position in ``Places/arrivals``.
  let arrival: Int32
  let home: Home
  /// Whether the addresses have public ones.
  let hasPublicAddress: Bool
  let refusesInternet: Bool
  /// Whether its locations are odd.
  let isOdd: Bool
  /// Its locations, which are contiguous.
  var locations: Range<Int>

  /// What packets from here leave first.
  enum Home: Hashable, Sendable {
    /// Any subnet of the region: all have the same VPC, zone, route table and network ACL.
    case subnet(ID<Subnet>)
    case network(ID<Network>)
  }
}

/// Regions that packets come to by the same way.
struct Arrival: Hashable, Sendable {
  let family: Family
  let place: Place
  /// The run of routing atoms.
  let atom: Int32
  /// The subnet, if packets may depart from it that did not start there.
  let specialSubnet: ID<Subnet>?
  let address: UInt128
  /// Its regions, which are contiguous.
  var regions: Range<Int>

  enum Place: Hashable, Sendable {
    case vpc(ID<VPC>)
    case network(ID<Network>)
  }
}

/// One location of a class of ends, with the security groups that the class has.
struct Facet: Hashable, Sendable {
  let location: Int32
  let groupSet: Int32
  let endClass: Int32
}

/// Ends that nothing in the network tells apart.
struct EndClassRecord: Hashable, Sendable {
  /// Where its facets stand, ascending.
  var facets: [Int32]
  let groupSet: Int32
  /// An interface that stands for all, or nothing for a network.
  let representative: ID<NetworkInterface>?
  let network: ID<Network>?
  var count: Int32
  let traits: Traits

  /// What sets the ends of a class apart from plain ones.
  struct Traits: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// Not attached, or of an instance that does not run.
    static let isDown = Traits(rawValue: 1)
    static let isUndescribed = Traits(rawValue: 2)
    /// Replies leave by another interface.
    static let repliesElsewhere = Traits(rawValue: 4)
    /// Has a public address.
    static let hasPublicAddress = Traits(rawValue: 8)
  }
}
