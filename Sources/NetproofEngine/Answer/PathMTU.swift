import NetproofModel
import NetproofSets

/// Says where a network ACL keeps path MTU discovery from working (R66); never changes a verdict.
struct PathMTU {
  private let model: Model

  init(_ model: Model) {
    self.model = model
  }

  /// Advisories for a class whose way has a step in the packet size.
  func advisories(_ found: FoundClass) -> [Remark] {
    let hasPorts = !found.packets.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty
    guard hasPorts, found.forward.contains(where: { narrows($0.component) }),
      case .interface(let source)? = found.forward.first?.component
    else { return [] }
    let acl = model.subnets[model.interfaces[source].subnet].networkACL
    guard model.networkACLs[acl].identity.isDescribed, !admitsTooBig(acl, found.packets) else {
      return []
    }
    return [Remark(.pmtudBlockedNACL, .networkACL(acl))]
  }

  private func narrows(_ component: ComponentID) -> Bool {
    switch component {
    case .internetGateway, .egressOnlyInternetGateway, .natGateway, .transitGateway, .attachment,
      .transitGatewayRouteTable, .coreNetwork, .segment, .vpnConnection, .virtualInterface,
      .directConnectGateway, .vpnGateway, .carrierGateway, .localGateway:
      true
    case .peering(let id):
      model.vpcs[model.peerings[id].requester].identity.region
        != model.vpcs[model.peerings[id].accepter].identity.region
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance,
      .interface, .prefixList, .endpoint, .blockPublicAccess, .firewall, .loadBalancer,
      .targetGroup, .firewallPolicy, .firewallRuleGroup,
      .resourceGateway, .resource, .serviceNetwork, .latticeService:
      false
    }
  }

  /// Whether "fragmentation needed" (ICMP 3/4) or "packet too big" (ICMPv6 2) may come in.
  private func admitsTooBig(_ acl: ID<NetworkACL>, _ packets: PacketCube) -> Bool {
    let isIPv4 = packets.family == .ipv4
    let port = ICMP.port(type: isIPv4 ? 3 : 2, code: isIPv4 ? 4 : 0)
    var rest = [
      PacketCube(
        packets.family, protocols: isIPv4 ? ProtocolSet(.icmp) : ProtocolSet(.icmpv6),
        destinations: packets.sources, destinationPorts: PortSet(port))
    ]
    for rule in model.networkACLs[acl].inbound where rule.cidr.family == packets.family {
      let rulePackets = PacketCube(
        packets.family, protocols: rule.service.protocols, sources: rule.cidr.bits,
        destinationPorts: rule.service.ports)
      if rule.allows, rest.contains(where: { $0.intersection(rulePackets) != nil }) { return true }
      rest = rest.flatMap { $0.subtracting(rulePackets) }
    }
    return false
  }
}
