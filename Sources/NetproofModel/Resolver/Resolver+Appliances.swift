import NetproofSyntax

// Appliances with several interfaces: by which of them they send on.

extension Resolver {
  /// Finds the interfaces that `sends-by` names, which are of the same instance.
  mutating func connectAppliances() {
    for (index, entry) in vpcEntries.enumerated() {
      let (vpc, layout) = (ID<VPC>(index), vpcs[index])
      for (instance, own) in zip(entry.instances, layout.ownInterfaces) {
        if let own { connect(instance, own, in: vpc) }
      }
      for (position, interface) in entry.interfaces.enumerated() {
        connect(interface, ID(layout.furtherInterfaces + position), in: vpc)
      }
    }
  }

  private mutating func connect(
    _ entry: InterfaceEntry, _ id: ID<NetworkInterface>, in vpc: ID<VPC>
  ) {
    guard let reference = entry.sendsBy else { return }
    guard let component = find(reference, Search([.interface, .instance], in: .vpc(vpc))) else {
      return
    }
    var found: ID<NetworkInterface>?
    if case .interface(let other) = component { found = other }
    if case .instance(let host) = component { found = model.instances[host].interfaces.first }
    guard let other = found, other.index < model.interfaces.count else { return }
    guard let host = model.interfaces[id].instance, model.interfaces[other].instance == host,
      other != id
    else {
      report(.sendsByElsewhere(reference))
      return
    }
    model.interfaces[id].sendsBy = other
  }
}
