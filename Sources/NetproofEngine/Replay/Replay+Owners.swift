import NetproofModel
import NetproofSets

extension Replay {
  /// Who owns which address.
  struct Owners: Sendable {
    /// What the internet gateway of a VPC translates a public address to.
    struct Mapping: Sendable {
      let vpc: ID<VPC>
      let privateAddress: Address
    }

    private var interfaces: [[Address: ID<NetworkInterface>]]
    private var prefixes: [[(prefix: Prefix, owner: ID<NetworkInterface>)]]
    private var natGateways: [[Address: ID<NATGateway>]]
    private var mappings: [Address: Mapping] = [:]
    /// The interfaces of which only is known that they exist, ascending: each may own any address.
    private(set) var nameless: [ID<NetworkInterface>] = []

    init(_ model: Model) {
      interfaces = Array(repeating: [:], count: model.vpcs.count)
      prefixes = Array(repeating: [], count: model.vpcs.count)
      natGateways = Array(repeating: [:], count: model.vpcs.count)
      for id in model.interfaces.ids { add(id, model) }
      for id in model.natGateways.ids { add(id, model) }
    }

    /// The interface of a VPC that owns a private address.
    func interface(of address: Address, in vpc: ID<VPC>) -> ID<NetworkInterface>? {
      interfaces[vpc.index][address]
        ?? prefixes[vpc.index].first { $0.prefix.contains(address) }?.owner
    }

    func natGateway(of address: Address, in vpc: ID<VPC>) -> ID<NATGateway>? {
      natGateways[vpc.index][address]
    }

    func mapping(of publicAddress: Address) -> Mapping? { mappings[publicAddress] }

    /// Forgets what an interface owned in a VPC.
    mutating func remove(
      _ id: ID<NetworkInterface>, _ interface: NetworkInterface, from vpc: ID<VPC>
    ) {
      for address in interface.privateIPv4 + interface.ipv6 {
        interfaces[vpc.index][address] = nil
      }
      prefixes[vpc.index].removeAll { $0.owner == id }
      nameless.removeAll { $0 == id }
      for pair in interface.publicAddresses { mappings[pair.publicAddress] = nil }
    }

    mutating func add(_ id: ID<NetworkInterface>, _ model: Model) {
      let interface = model.interfaces[id]
      let vpc = model.subnets[interface.subnet].vpc
      if !interface.identity.isDescribed, interface.addresses.isEmpty {
        nameless.insert(id, at: nameless.lastIndex { $0 < id }.map { $0 + 1 } ?? 0)
      }
      for address in interface.privateIPv4 + interface.ipv6 {
        interfaces[vpc.index][address] = id
      }
      prefixes[vpc.index] += interface.prefixes.map { ($0, id) }
      for pair in interface.publicAddresses {
        mappings[pair.publicAddress] = Mapping(vpc: vpc, privateAddress: pair.privateAddress)
      }
    }

    private mutating func add(_ id: ID<NATGateway>, _ model: Model) {
      let gateway = model.natGateways[id]
      let vpc = model.subnets[gateway.subnet].vpc
      natGateways[vpc.index][gateway.privateAddress] = id
      guard let publicAddress = gateway.publicAddress else { return }
      mappings[publicAddress] = Mapping(vpc: vpc, privateAddress: gateway.privateAddress)
    }
  }
}
