import NetproofSets
import NetproofSyntax

// What AWS asks of addresses.

extension Resolver {
  /// Tests the addresses of an interface, and adds them to those that the VPC's interfaces own.
  mutating func check(
    _ entry: InterfaceEntry, _ kind: ComponentID.Kind, in subnet: ID<Subnet>?,
    _ owned: inout [Located<Prefix>]
  ) {
    if entry.privateIPs.isEmpty && entry.ipv6.isEmpty && entry.prefixes.isEmpty {
      report(.interfaceWithoutAddress(entry.head.name, kind))
    }
    for address in entry.privateIPs {
      own(address, .ipv4, key: "private-ip", in: subnet, &owned)
    }
    for address in entry.ipv6 { own(address, .ipv6, key: "ipv6", in: subnet, &owned) }
    for prefix in entry.prefixes {
      if prefix.value.length == (prefix.value.family == .ipv4 ? 28 : 80) {
        own(prefix, in: subnet, &owned)
      } else {
        report(.assignedPrefixSize(prefix))
      }
    }
  }

  private mutating func own(
    _ address: Located<Address>, _ family: Family, key: String, in subnet: ID<Subnet>?,
    _ owned: inout [Located<Prefix>]
  ) {
    guard address.value.family == family else {
      report(.addressFamily(address, key: key, expected: family))
      return
    }
    own(address.map { Prefix($0) }, in: subnet, &owned)
  }

  /// Tests that a block lies in its subnet, outside of what AWS reserves there (R25, R26).
  mutating func own(
    _ block: Located<Prefix>, in subnet: ID<Subnet>?, _ owned: inout [Located<Prefix>]
  ) {
    owned.append(block)
    guard let subnet, model.subnets[subnet].identity.isDescribed else { return }
    let name = model.subnets[subnet].identity.name
    guard let outer = model.subnets[subnet].cidrs.first(where: { $0.contains(block.value) })
    else {
      let blocks = model.subnets[subnet].cidrs.filter { $0.family == block.value.family }
      report(.addressOutsideSubnet(block, subnet: name, blocks: blocks))
      return
    }
    if block.value.base.bits < outer.base.bits + 4 || block.value.last == outer.last {
      report(.addressReserved(block, subnet: name, block: outer))
    }
  }

  /// Tests that public addresses are public and belong to one private address each (R27).
  mutating func checkPublicAddresses() {
    let isPublic = Self.publicAddresses
    let written = writtenPublicAddresses
    var owners = [Address: Span](minimumCapacity: written.count)
    for address in written where address.value.family == .ipv4 {
      if !isPublic.contains(address.value) { report(.publicAddressNotPublic(address)) }
      if let first = owners[address.value] {
        report(.publicAddressOwnedTwice(address, first: first))
      } else {
        owners[address.value] = address.span
      }
    }
  }

  /// Tests that addresses at carrier and local gateways belong to one private address each.
  mutating func checkEdgeAddressOwners() {
    var owners: [Address: Span] = [:]
    for vpc in vpcEntries {
      for entries in [vpc.instances, vpc.interfaces] {
        for entry in entries where entry.statesBehaviour {
          checkEdgeAddresses([entry.carrierIP, entry.customerOwnedIP], &owners)
        }
      }
      for node in vpc.loadBalancers.flatMap(\.nodes) {
        checkEdgeAddresses([node.carrierIP, node.customerOwnedIP], &owners)
      }
    }
  }

  private mutating func checkEdgeAddresses(
    _ addresses: [Located<Address>?], _ owners: inout [Address: Span]
  ) {
    for address in addresses.compactMap({ $0 }) {
      if let first = owners[address.value] {
        report(.publicAddressOwnedTwice(address, first: first))
      } else {
        owners[address.value] = address.span
      }
    }
  }

  private var writtenPublicAddresses: [Located<Address>] {
    var addresses: [Located<Address>] = []
    for vpc in vpcEntries {
      addresses += vpc.natGateways.compactMap(\.publicIP)
      addresses += vpc.natGateways.flatMap { $0.publicIPs.flatMap(\.addresses) }
      for entries in [vpc.instances, vpc.interfaces] {
        for entry in entries {
          for address in entry.publicIPs { addresses.append(address.publicIP) }
        }
      }
      for balancer in vpc.loadBalancers {
        addresses += balancer.nodes.compactMap(\.publicIP)
      }
    }
    return addresses
  }
}
