public import NetproofEngine
public import NetproofModel
import NetproofSets
import NetproofSyntax

/// Reads the ends of questions: names, addresses, CIDR blocks, tags.
public struct EndReader: Sendable {
  let model: Model
  let names: NameTable
  /// Interfaces by the private addresses that they own.
  let privateOwners: [Address: [ID<NetworkInterface>]]
  let publicOwners: [Address: ID<NetworkInterface>]
  /// Interfaces by the groups that they have, and by their subnets.
  private let members: [[ID<NetworkInterface>]]
  let hosts: [[ID<NetworkInterface>]]

  /// Whether an end sends or receives.
  public enum Role: Sendable {
    case from
    case to
  }

  public init(_ model: Model, _ names: NameTable) {
    self.model = model
    self.names = names
    var privates: [Address: [ID<NetworkInterface>]] = [:]
    var publics: [Address: ID<NetworkInterface>] = [:]
    var members: [[ID<NetworkInterface>]] = Array(
      repeating: [], count: model.securityGroups.count)
    var hosts: [[ID<NetworkInterface>]] = Array(repeating: [], count: model.subnets.count)
    for id in model.interfaces.ids {
      let interface = model.interfaces[id]
      hosts[interface.subnet.index].append(id)
      for address in interface.privateIPv4 + interface.ipv6 {
        privates[address, default: []].append(id)
      }
      for pair in interface.outsideAddresses { publics[pair.publicAddress] = id }
      for group in interface.securityGroups { members[group.index].append(id) }
    }
    privateOwners = privates
    publicOwners = publics
    self.members = members
    self.hosts = hosts
  }

  /// Reads one end; each text may mean several ends.
  public func read(_ text: QuestionText, _ role: Role) -> Result<[End], QuestionEndError> {
    if text.text == "internet" { return .success([network(Model.internet)]) }
    if text.text.hasPrefix("tag:") { return tagged(text) }
    if let address = Address(text.text) { return end(of: address, text, role) }
    if text.text.contains("/"), let block = block(text) {
      switch block {
      case .success(let prefix): return ends(of: prefix, text, role)
      case .failure(let error): return .failure(error)
      }
    }
    return named(text, role)
  }

  // MARK: - Names

  private static let kinds: [ComponentID.Kind] = [
    .instance, .interface, .subnet, .vpc, .securityGroup, .network, .endpoint, .loadBalancer,
    .latticeService,
  ]

  private func named(_ text: QuestionText, _ role: Role) -> Result<[End], QuestionEndError> {
    let found = names.components(named: text.text, of: Self.kinds)
    guard let first = found.first else {
      let nearest = names.nearest(to: text.text, of: Self.kinds)
      return .failure(QuestionEndError(.unknownEnd(text, nearest: nearest)))
    }
    guard found.count == 1 else {
      let candidates = found.map { names.preciseName(of: $0) }
      return .failure(QuestionEndError(.ambiguousEnd(text, candidates: candidates)))
    }
    switch first {
    case .instance(let id): return interfaces(model.instances[id].interfaces, text, "instance")
    case .interface(let id): return interfaces([id], text, "interface")
    case .subnet(let id):
      let (own, subnet) = (hosts[id.index], model.subnets[id])
      return own.isEmpty
        ? unknown(subnet.identity, subnet.addresses, kind: "subnet", text, role)
        : interfaces(own, text, "subnet")
    case .vpc(let id):
      let own = model.vpcs[id].subnets.flatMap { hosts[$0.index] }.sorted()
      let vpc = model.vpcs[id]
      return own.isEmpty
        ? unknown(vpc.identity, vpc.addresses, kind: "VPC", text, role)
        : interfaces(own, text, "VPC")
    case .securityGroup(let id): return interfaces(members[id.index], text, "security group")
    case .network(let id):
      let end = network(id)
      guard !end.addresses.isEmpty else {
        return .failure(QuestionEndError(.emptyEnd(text, kind: "network")))
      }
      return .success([end])
    case .endpoint(let id):
      guard let own = model.endpoints[id].interface?.interfaces else {
        return service(of: id, text)
      }
      return interfaces(own, text, "VPC endpoint")
    case .loadBalancer(let id):
      // Its name resolves to the nodes that have targets (R201).
      let nodes = role == .to ? model.servingNodes(of: id) : model.loadBalancers[id].nodes
      return interfaces(nodes, text, "load balancer")
    case .latticeService(let id):
      return interfaces(model.loadBalancers[id].nodes, text, "Lattice service")
    case .routeTable, .networkACL, .internetGateway, .egressOnlyInternetGateway, .natGateway,
      .peering, .transitGateway, .attachment, .transitGatewayRouteTable, .vpnConnection,
      .vpnGateway, .prefixList, .blockPublicAccess, .firewall, .firewallPolicy,
      .virtualInterface, .targetGroup, .directConnectGateway, .coreNetwork, .segment,
      .firewallRuleGroup, .carrierGateway, .localGateway, .resourceGateway, .resource,
      .serviceNetwork, .mirrorFilter, .mirrorSession:
      return .failure(QuestionEndError(.unknownEnd(text, nearest: nil)))
    }
  }

  private func interfaces(
    _ ids: [ID<NetworkInterface>], _ text: QuestionText, _ kind: String
  ) -> Result<[End], QuestionEndError> {
    guard !ids.isEmpty else { return .failure(QuestionEndError(.emptyEnd(text, kind: kind))) }
    return .success(ids.map { whole($0) })
  }

  private func whole(_ id: ID<NetworkInterface>) -> End {
    End(.interface(id), addresses: model.interfaces[id].addresses, isExplicit: false)
  }

  private func network(_ id: ID<Network>) -> End {
    End(.network(id), addresses: model.networks[id].addresses, isExplicit: false)
  }

  /// What a gateway endpoint leads to: the addresses of its list, in networks outside.
  private func service(
    of id: ID<VPCEndpoint>, _ text: QuestionText
  ) -> Result<[End], QuestionEndError> {
    let list = model.endpoints[id].gateway?.prefixList
    var rest = AddressSet(list.map { model.prefixLists[$0].entries } ?? [])
    var ends: [End] = []
    for id in Array(model.networks.ids.dropFirst()) + Array(model.networks.ids.prefix(1)) {
      let part = model.networks[id].addresses.intersection(rest)
      guard !part.isEmpty, model.networks[id].attachment == .internet else { continue }
      ends.append(End(.network(id), addresses: part, isExplicit: true))
      rest = rest.subtracting(part)
    }
    guard !ends.isEmpty else {
      return .failure(QuestionEndError(.emptyEnd(text, kind: "VPC endpoint")))
    }
    return .success(ends)
  }

  private func tagged(_ text: QuestionText) -> Result<[End], QuestionEndError> {
    let pair = text.text.dropFirst(4)
    guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
      return .failure(QuestionEndError(.malformedTag(text)))
    }
    let (key, value) = (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
    let ids = model.interfaces.ids.filter { id in
      let interface = model.interfaces[id]
      if interface.identity.tags[key] == value { return true }
      return interface.instance.map { model.instances[$0].identity.tags[key] == value } ?? false
    }
    guard !ids.isEmpty else {
      return .failure(QuestionEndError(.unknownTag(text, key: key, value: value)))
    }
    return .success(ids.map { whole($0) })
  }

  /// What is worth knowing about the ends that a text means: nodes that no name resolves to.
  public func remarks(_ text: QuestionText) -> [Remark] {
    let found = names.components(named: text.text, of: Self.kinds)
    guard found.count == 1, case .loadBalancer(let id)? = found.first else { return [] }
    let serving = model.servingNodes(of: id)
    return model.loadBalancers[id].nodes.filter { !serving.contains($0) }
      .map { Remark(.lbNodeUnused, .interface($0)) }
  }

  // MARK: - Addresses

  /// An address means its owner with exactly that address, or itself if nobody owns it (R34).
  func end(
    of address: Address, _ text: QuestionText, _ role: Role
  ) -> Result<[End], QuestionEndError> {
    let owners = owners(of: address)
    if owners.count > 1 {
      let candidates = owners.map { names.preciseName(of: component(of: $0)) }
      return .failure(QuestionEndError(.ambiguousEnd(text, candidates: candidates)))
    }
    let asked = AddressSet([address])
    if let owner = owners.first {
      return .success([End(.interface(owner), addresses: asked, isExplicit: true)])
    }
    if let owner = publicOwners[address] {
      let own = role == .from ? privateAddress(behind: address, owner) : asked
      return .success([End(.interface(owner), addresses: own, isExplicit: true)])
    }
    if let known = translated(address, text, role) { return known }
    if !isInsideVPC(address), let network = network(holding: address) {
      return .success([End(.network(network), addresses: asked, isExplicit: true)])
    }
    guard role == .to else { return .failure(nobodySends(from: Prefix(address), text)) }
    if let end = embedded(in: address) { return .success([end]) }
    return .success([End(.address, addresses: asked, isExplicit: true)])
  }

  /// An interface, or the Lattice service whose node it is.
  private func component(of id: ID<NetworkInterface>) -> ComponentID {
    guard let service = model.interfaces[id].loadBalancer,
      model.loadBalancers[service].role == .latticeService
    else { return .interface(id) }
    return .latticeService(service)
  }

  /// The owner of the IPv4 address that a NAT64 destination (64:ff9b::/96) carries (R104).
  private func embedded(in address: Address) -> End? {
    guard Prefix.nat64.contains(address) else { return nil }
    let inner = Address(.ipv4, address.bits & UInt128(UInt32.max))
    let asked = AddressSet([address])
    if let owner = owners(of: inner).first ?? publicOwners[inner] {
      return End(.interface(owner), addresses: asked, isExplicit: true)
    }
    return network(holding: inner).map { End(.network($0), addresses: asked, isExplicit: true) }
  }

  private func privateAddress(
    behind address: Address, _ owner: ID<NetworkInterface>
  ) -> AddressSet {
    AddressSet(
      model.interfaces[owner].outsideAddresses.filter { $0.publicAddress == address }
        .map(\.privateAddress))
  }

  func owners(of address: Address) -> [ID<NetworkInterface>] {
    if let exact = privateOwners[address] { return exact }
    return model.interfaces.ids.filter { id in
      let interface = model.interfaces[id]
      guard !interface.prefixes.isEmpty || !interface.extraAddresses.isEmpty else { return false }
      return interface.addresses.contains(address) || interface.extraAddresses.contains(address)
    }
  }

  private func isInsideVPC(_ address: Address) -> Bool {
    model.vpcs.elements.contains { $0.addresses.contains(address) }
  }

  private func network(holding address: Address) -> ID<Network>? {
    model.networks.ids.dropFirst().first { model.networks[$0].addresses.contains(address) }
      ?? (model.networks[Model.internet].addresses.contains(address) ? Model.internet : nil)
  }
}

/// A fault in an end of a question.
public struct QuestionEndError: Error, Hashable, Sendable {
  public let fault: QuestionTextFault

  init(_ fault: QuestionTextFault) {
    self.fault = fault
  }
}
