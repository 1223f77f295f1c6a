import NetproofSets
import NetproofSyntax

// VPC Lattice: service networks, and services with the node that stands for each (R176).

extension Topology {
  var needsLattice: Bool { !serviceNetworks.isEmpty || !latticeServices.isEmpty }

  /// The VPC that stands for the data plane of VPC Lattice.
  var latticeVPC: VPCEntry? {
    guard needsLattice else { return nil }
    let place = Span(source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 0)
    var entry = VPCEntry(head: EntryHead(name: Located("(VPC Lattice)", at: place)))
    entry.isLattice = true
    return entry
  }
}

extension LatticeServiceEntry {
  /// What its node is called: `checkout/node`.
  fileprivate var nodeName: String { "\(head.name.value)/node" }
}

// Names and places.
extension Resolver {
  /// Registers what is at the top; services follow all load balancers, their nodes all interfaces.
  mutating func registerLattice(after next: VPCLayout) {
    firstLatticeService = next.loadBalancers
    for (index, network) in topology.serviceNetworks.enumerated() {
      register(network.head, as: .serviceNetwork(ID(index)))
    }
    for (index, service) in topology.latticeServices.enumerated() {
      register(service.head, as: .latticeService(ID(next.loadBalancers + index)))
      let node = ComponentID.interface(ID(next.interfaces + index))
      names.insert(service.nodeName, of: node, in: .top)
      map.record(node, at: service.head.name.span)
    }
  }

  /// The subnet of all nodes, without addresses, network ACL and routes.
  mutating func registerLatticeSubnet(_ vpc: ID<VPC>, _ next: inout VPCLayout) {
    let subnet = ComponentID.subnet(ID(next.subnets))
    names.insert("(VPC Lattice)", of: subnet, in: .vpc(vpc))
    map.record(subnet, at: nil)
    next.subnets += 1
  }

  mutating func buildLatticeSubnet(of entry: VPCEntry, _ vpc: ID<VPC>) -> ID<Subnet> {
    let layout = vpcs[vpc.index]
    let subnet = model.subnets.append(
      Subnet(
        identity: impliedIdentity("(VPC Lattice)", in: entry), vpc: vpc, cidrs: [], zone: "",
        routeTable: layout.mainRouteTable, usesMainRouteTable: true,
        networkACL: layout.defaultNetworkACL, isVirtual: true))
    model.lattice = Lattice(vpc: vpc, subnet: subnet)
    return subnet
  }

  /// The node of each service: after all other interfaces.
  mutating func buildLatticeNodes() {
    guard let lattice = model.lattice else { return }
    for (index, service) in topology.latticeServices.enumerated() {
      var head = EntryHead(name: Located(service.nodeName, at: service.head.name.span))
      head.isDescribed = service.head.isDescribed
      let own = service.addresses?.map { Prefix($0.value) }
      let node = model.interfaces.append(
        NetworkInterface(
          identity: identity(head), subnet: lattice.subnet,
          prefixes: own ?? Family.allCases.map { Lattice.block($0) },
          loadBalancer: ID(firstLatticeService + index)))
      loadBalancerNodes[ID(firstLatticeService + index)] = [node]
    }
  }
}
