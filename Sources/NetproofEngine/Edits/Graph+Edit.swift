import NetproofModel
import NetproofSets

/// What of a graph an edit touches.
extension Graph {
  /// Follows an edit of anything but an interface; `model` has it already.
  mutating func follow(_ edit: Edit, _ model: Model) {
    switch edit {
    case .routeTable(let id, _):
      routes[id.index] = CompiledRoutes(model.routeTables[id], model)
    case .transitGatewayRouteTable(let id, _):
      transitRoutes[id.index] = CompiledTransitRoutes(id, model)
    case .transitGateway(let id, _): compileTables(of: id, model)
    case .attachment(let id, let attachment):
      (vpcAttachments, vpnAttachments) = Self.attachments(of: model)
      hiddenAttachments = Self.hiddenAttachments(of: model)
      // A table prefers VPCs to other attachments.
      compileTables(of: attachment.transitGateway, model)
      compileTables(of: model.attachments[id].transitGateway, model)
    case .firewallPolicy(let id, _): compileFirewalls(of: id, model)
    case .firewallRuleGroup(let id, _):
      compileFirewalls(of: model.firewallRuleGroups[id].policy, model)
    case .directConnectGateway(let id, _):
      directConnect[id.index] = CompiledDirectConnect(id, model)
    case .securityGroup, .networkACL, .subnet, .exclusion, .network, .loadBalancer, .targetGroup,
      .interface, .vpcExclusion, .siteFirewall, .trafficSelectors, .dnsSupport, .serviceNetwork:
      break
    }
  }

  private mutating func compileFirewalls(of policy: ID<FirewallPolicy>, _ model: Model) {
    for id in model.firewalls.ids where model.firewalls[id].policy == policy {
      firewalls[id.index] = CompiledFirewall(id, model)
    }
    if !networkFunctions.isEmpty { networkFunctions = CompiledFirewall.networkFunctions(model) }
  }

  private mutating func compileTables(of gateway: ID<TransitGateway>, _ model: Model) {
    for id in model.transitGateways[gateway].routeTables {
      transitRoutes[id.index] = CompiledTransitRoutes(id, model)
    }
  }

  /// Follows an edit of an interface; `model` has it already.
  mutating func follow(
    _ id: ID<NetworkInterface>, _ old: NetworkInterface, _ new: NetworkInterface, _ model: Model
  ) {
    index.replace(id, old, by: new)
    let (from, to) = (model.subnets[old.subnet].vpc, model.subnets[new.subnet].vpc)
    if from != to || old.publicAddresses != new.publicAddresses {
      for pair in old.publicAddresses { unmap(pair, in: from) }
      for pair in new.publicAddresses { map(pair, in: to) }
    }
    let isOwnerSame =
      old.subnet == new.subnet && old.addresses == new.addresses && old.state == new.state
      && old.deniesInternetGateway == new.deniesInternetGateway
    if !isOwnerSame {
      for vpc in Set([from, to]) { gatherOwners(in: vpc, model) }
    }
    if !old.edgeAddresses.isEmpty || !new.edgeAddresses.isEmpty { edgeOwners = EdgeOwners(model) }
    if [old, new].contains(where: { !$0.identity.isDescribed && $0.addresses.isEmpty }) {
      unknownOwners = UnknownOwner.all(in: model)
    }
  }

  private mutating func unmap(_ pair: PublicAddress, in vpc: ID<VPC>) {
    publicOwners[pair.publicAddress.bits] = nil
    publicAddresses[vpc]?[pair.privateAddress.bits] = nil
    mapped[vpc.index] = mapped[vpc.index].subtracting(AddressBits(pair.publicAddress.bits))
  }

  private mutating func map(_ pair: PublicAddress, in vpc: ID<VPC>) {
    publicOwners[pair.publicAddress.bits] = PublicOwner(
      vpc: vpc, privateAddress: pair.privateAddress.bits)
    publicAddresses[vpc, default: [:]][pair.privateAddress.bits] = pair.publicAddress.bits
    mapped[vpc.index] = mapped[vpc.index].union(AddressBits(pair.publicAddress.bits))
  }

  /// Gathers anew who owns what in one VPC.
  private mutating func gatherOwners(in vpc: ID<VPC>, _ model: Model) {
    var (attached, owned) = (AddressGatherer(), AddressGatherer())
    var denying: [ID<NetworkInterface>] = []
    for id in index.interfaces(in: model.vpcs[vpc].subnets) {
      owned.add(model.interfaces[id].addresses)
      if model.interfaces[id].state == .inUse { attached.add(model.interfaces[id].addresses) }
      if model.interfaces[id].deniesInternetGateway { denying.append(id) }
    }
    for nat in natGateways[vpc] ?? [:] {
      attached.add(AddressSet([model.natGateways[nat.value].privateAddress]))
    }
    self.attached[vpc.index] = attached.set
    self.owned[vpc.index] = owned.set
    self.denying[vpc.index] = denying
  }
}
