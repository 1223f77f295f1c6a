import NetproofModel
import NetproofSets

/// What AWS serves to every host without asking any filter or route (R89).
extension Replay.Walk {
  private typealias Special = Replay.SpecialAddresses

  /// How the walk ends if the packet is for an exempt service.
  mutating func exemptService(from interface: ID<NetworkInterface>) -> Replay.Step? {
    let subnet = model.subnets[model.interfaces[interface].subnet]
    let vpc = model.vpcs[subnet.vpc]
    if isForResolver(of: vpc), !vpc.dnsSupport { return end(.dnsDisabled, .vpc(subnet.vpc)) }
    let isExempt =
      isForResolver(of: vpc) || isForHostService
      || Special.isRouter(packet.destinationAddress, of: subnet)
    return isExempt ? .received(.exemptService) : nil
  }

  /// DNS at the resolver of the VPC or at its link-local names.
  private func isForResolver(of vpc: VPC) -> Bool {
    guard isDNS else { return false }
    let address = packet.destinationAddress
    return Special.isResolver(address, of: vpc) || address == Special.ipv4(169, 254, 169, 253)
      || address == Special.ipv6(0xfd00, 0xec2, last: 0x253)
  }

  var isDNS: Bool { packet.ipProtocol.hasPorts && packet.destinationPort == 53 }

  /// Instance and task metadata, licence activation, the clock, and what gives out addresses.
  private var isForHostService: Bool {
    let address = packet.destinationAddress
    switch (packet.ipProtocol, packet.destinationPort) {
    case (.tcp, 80):
      return address == Special.ipv4(169, 254, 169, 254)
        || address == Special.ipv4(169, 254, 170, 2)
        || address == Special.ipv6(0xfd00, 0xec2, last: 0x254)
    case (.tcp, 1688):
      return address == Special.ipv4(169, 254, 169, 250)
        || address == Special.ipv4(169, 254, 169, 251)
    case (.udp, 123):
      return address == Special.ipv4(169, 254, 169, 123)
        || address == Special.ipv6(0xfd00, 0xec2, last: 0x123)
    case (.udp, 67): return address == Special.ipv4(255, 255, 255, 255)
    case (.udp, 547): return address == Special.allDHCPServers
    default:
      return false
    }
  }
}
