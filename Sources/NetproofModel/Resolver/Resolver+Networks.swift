import NetproofSets
import NetproofSyntax

// Networks outside the VPCs, and prefix lists.

extension Resolver {
  mutating func buildPrefixLists() {
    for entry in topology.prefixLists {
      ignoreState(of: entry.head, .prefixList)
      model.prefixLists.append(
        PrefixList(identity: identity(entry.head), entries: entry.entries.map(\.value)))
    }
  }

  mutating func buildNetworks() {
    // The addresses of the internet are known at the end only.
    model.networks.append(
      Network(
        identity: Identity(name: "internet", qualifiedName: "internet"), addresses: AddressSet(),
        isInternet: true))
    for entry in topology.networks {
      if entry.cidrs.isEmpty { reportMissing("cidrs", of: entry.head, .network) }
      ignoreState(of: entry.head, .network)
      if let first = entry.routesTo?.first {
        map.record(field: "routes-to", at: first.span, in: .network(ID(model.networks.count)))
      }
      let id = ID<Network>(model.networks.count)
      let firewall = entry.firewall.map { siteFirewall($0, of: id) }
      model.networks.append(
        Network(
          identity: identity(entry.head), addresses: AddressSet(entry.cidrs.map(\.value)),
          attachment: attachment(of: entry), routesTo: entry.routesTo?.map(\.value),
          clientPorts: entry.clientPorts?.value, firewall: firewall))
    }
  }

  private mutating func attachment(of entry: NetworkEntry) -> Network.Attachment {
    if entry.attachedTo.map(\.value) == ["internet"] { return .internet }
    var lines: [Line] = []
    for reference in entry.attachedTo {
      guard let line = line(reference), !lines.contains(line) else { continue }
      lines.append(line)
    }
    return lines.isEmpty ? .internet : .lines(lines)
  }

  /// The line that a network is behind.
  private mutating func line(_ reference: Reference) -> Line? {
    let found = find(
      reference, Search([.vpnConnection, .virtualInterface, .localGateway], in: .top),
      Search([.virtualInterface, .attachment, .carrierGateway], in: nil))
    if case .vpnConnection(let id)? = found { return .vpn(id) }
    if case .virtualInterface(let id)? = found { return .virtualInterface(id) }
    if case .attachment(let id)? = found { return .attachment(id) }
    if case .carrierGateway(let id)? = found { return .carrierGateway(id) }
    if case .localGateway(let id)? = found { return .localGateway(id) }
    return nil
  }

  /// The public unicast addresses that nothing else in the model owns.
  ///
  /// Documentation ranges count as ordinary addresses, so that examples can use them.
  func internet() -> Network {
    Network(
      identity: model.networks[Model.internet].identity, addresses: unownedPublicAddresses(),
      isInternet: true)
  }

  /// The public unicast addresses that no network, VPC, interface or NAT gateway built so far owns.
  func unownedPublicAddresses() -> AddressSet {
    var addresses = Self.publicAddresses
    for network in model.networks.elements {
      addresses = addresses.subtracting(network.addresses)
    }
    let blocks = model.vpcs.elements.flatMap(\.cidrs).filter { $0.family == .ipv6 }
    addresses = addresses.subtracting(AddressSet(blocks))
    var owned = model.natGateways.elements.compactMap(\.publicAddress)
    for interface in model.interfaces.elements {
      for address in interface.publicAddresses { owned.append(address.publicAddress) }
      for address in interface.edgeAddresses { owned.append(address.outsideAddress) }
    }
    for gateway in model.internetGateways.elements {
      addresses.ipv4 = addresses.ipv4.subtracting(gateway.pools)
    }
    // AWS's own, at which nobody on the internet is found.
    if model.hasAssociatedResources {
      addresses = addresses.subtracting(AddressSet([Lattice.resourceBlock]))
    }
    return addresses.subtracting(AddressSet(owned))
  }

  /// All public unicast addresses of both families.
  ///
  /// Source: RFC 6890, without the documentation ranges; RFC 4291, section 2.4.
  static var publicAddresses: AddressSet {
    let special = AddressSet([
      ipv4(0, 0, 0, 0, 8), ipv4(10, 0, 0, 0, 8), ipv4(100, 64, 0, 0, 10), ipv4(127, 0, 0, 0, 8),
      ipv4(169, 254, 0, 0, 16), ipv4(172, 16, 0, 0, 12), ipv4(192, 168, 0, 0, 16),
      ipv4(224, 0, 0, 0, 3),
    ])
    let unicast = Prefix(containing: Address(.ipv6, 0x2000 << 112), length: 3)
    return AddressSet(ipv4: Family.ipv4.addresses, ipv6: AddressBits(unicast.range))
      .subtracting(special)
  }
}
