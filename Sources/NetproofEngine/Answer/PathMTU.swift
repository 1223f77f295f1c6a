import NetproofModel
import NetproofSets

/// Says where filters keep path MTU discovery from working (R66, R79); never changes a verdict.
struct PathMTU {
  private let model: Model

  init(_ model: Model) {
    self.model = model
  }

  /// Advisories for a class whose way has a step in the packet size.
  ///
  /// Both ends send packets that may be too big: requests, and what is sent back for them.
  func advisories(_ found: FoundClass) -> [Remark] {
    let hasPorts = !found.packets.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty
    guard hasPorts else { return [] }
    var remarks: [Remark] = []
    for way in [found.forward, found.reply] {
      guard case .interface(let sender)? = way.first?.component,
        way.contains(where: { narrows($0.component) })
      else { continue }
      let acl = model.subnets[model.interfaces[sender].subnet].networkACL
      let remark = Remark(.pmtudBlockedNACL, .networkACL(acl))
      if model.networkACLs[acl].identity.isDescribed, !remarks.contains(remark),
        !admitsTooBig(acl, to: way[0].packets)
      {
        remarks.append(remark)
      }
    }
    if case .interface(let source)? = found.forward.first?.component,
      found.forward.contains(where: { narrows($0.component) }), isUntracked(found.forward),
      !admitsTooBig(model.interfaces[source], found.packets)
    {
      remarks.append(Remark(.pmtudBlockedSG, .interface(source)))
    }
    return remarks
  }

  /// Whether the source's security groups do not know the connection when a message about it comes.
  private func isUntracked(_ way: [Step]) -> Bool {
    guard let index = way.prefix(3).firstIndex(where: { $0.component.kind == .securityGroup })
    else { return false }
    return ConnectionTracking(model).status(of: index, in: way) == .untracked
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
      .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession:
      false
    }
  }

  /// "Fragmentation needed" (ICMP 3/4) or "packet too big" (ICMPv6 2).
  private static func tooBig(_ family: Family) -> Service {
    family == .ipv4
      ? Service(.icmp, ports: PortSet(ICMP.port(type: 3, code: 4)))
      : Service(.icmpv6, ports: PortSet(ICMP.port(type: 2, code: 0)))
  }

  /// Whether a rule of the groups lets such messages in; from whom is not asked.
  private func admitsTooBig(_ interface: NetworkInterface, _ packets: PacketCube) -> Bool {
    let message = Self.tooBig(packets.family)
    return interface.securityGroups.contains { id in
      !model.securityGroups[id].identity.isDescribed
        || model.securityGroups[id].inbound.contains {
          message.protocols.subtracting($0.service.protocols).isEmpty
            && message.ports.isSubset(of: $0.service.ports)
        }
    }
  }

  /// Whether some such message may come in to where the packets are from.
  private func admitsTooBig(_ acl: ID<NetworkACL>, to packets: PacketCube) -> Bool {
    let message = Self.tooBig(packets.family)
    var rest = [
      PacketCube(
        packets.family, protocols: message.protocols, destinations: packets.sources,
        destinationPorts: message.ports)
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
