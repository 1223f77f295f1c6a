import NetproofSets
import NetproofSyntax

// Shared subnets, and ranges of one's own public addresses.

extension Resolver {
  /// Tests that an interface of another account is in a subnet that is shared with it (R224).
  mutating func checkSharing(of entry: InterfaceEntry, in subnet: ID<Subnet>?, _ vpc: ID<VPC>) {
    guard let account = entry.account, let subnet else { return }
    let owner = vpcEntries[vpc.index]
    guard let own = owner.account else {
      if owner.head.isDescribed {
        report(.scopeUnstated(owner.head.name, key: "account", needed: account.span))
      }
      return
    }
    let index = subnet.index - vpcs[vpc.index].subnets
    guard account.value != own.value, index < owner.subnets.count else { return }
    let home = owner.subnets[index]
    if home.head.isDescribed, !home.sharedWith.contains(where: { $0.value == account.value }) {
      report(.subnetNotShared(account, subnet: home.head.name))
    }
  }

  /// The pools of a route table of an internet gateway (R53).
  mutating func publicPools(
    of table: RouteTableEntry, isOfInternetGateway: Bool
  ) -> [Prefix] {
    var pools: [Prefix] = []
    for pool in table.publicPools {
      let isPublic =
        pool.value.family == .ipv4 && Self.publicAddresses.ipv4.isSuperset(of: pool.value)
      if !isPublic { report(.poolNotPublic(pool)) }
      if !isOfInternetGateway { report(.poolWithoutGateway(pool, table: table.head.name)) }
      pools.append(pool.value)
    }
    return pools
  }
}

extension AddressBits {
  fileprivate func isSuperset(of prefix: Prefix) -> Bool {
    prefix.bits.subtracting(self).isEmpty
  }
}
