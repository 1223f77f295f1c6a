import NetproofSets
import NetproofSyntax

// Local Zones, Wavelength Zones and Outposts, and the gateways there (R225 to R227).

extension Resolver {
  /// The zone of a subnet as `zones` lists it, if it does.
  private func listedZone(of entry: SubnetEntry, in vpc: VPCEntry) -> ZoneEntry? {
    guard !topology.zones.isEmpty else { return nil }
    let name = entry.zone?.value
    let names = [
      name, entry.zoneID?.value, name.flatMap { zoneIDs?.id(of: $0, in: vpc) },
    ].compactMap { $0 }
    return topology.zones.first { names.contains($0.head.name.value) }
  }

  /// What kind of zone a subnet is in.
  mutating func placement(of entry: SubnetEntry, in vpc: VPCEntry) -> Placement {
    let zone = listedZone(of: entry, in: vpc)
    if let outpost = entry.outpost {
      if let zone { report(.edgeZone(.outpostInZone(outpost, zone: zone.head.name.value))) }
      return .outpost(outpost.value)
    }
    guard let zone, let name = zone.parent else { return .availabilityZone }
    let parent = zoneKey(name, in: vpc)
    return zone.type?.value == "wavelength"
      ? .wavelengthZone(parent: parent) : .localZone(parent: parent)
  }

  func isInLocalZone(_ entry: SubnetEntry, in vpc: VPCEntry) -> Bool {
    guard entry.outpost == nil, let zone = listedZone(of: entry, in: vpc) else { return false }
    return zone.parent != nil && zone.type?.value != "wavelength"
  }

  /// Tests that a subnet in which a transit gateway stands is in an availability zone (R128).
  mutating func checkZone(of subnet: ID<Subnet>, _ reference: Reference) {
    switch model.subnets[subnet].placement {
    case .localZone, .wavelengthZone:
      report(.edgeZone(.attachment(reference, zone: model.subnets[subnet].zone)))
    case .availabilityZone, .outpost: break
    }
  }

  // MARK: - Addresses

  static func edgeAddresses(of entry: InterfaceEntry) -> [EdgeAddress] {
    guard entry.statesBehaviour,
      let own = entry.privateIPs.first?.value, own.family == .ipv4
    else { return [] }
    let written: [(EdgeAddress.Kind, Located<Address>?)] = [
      (.carrier, entry.carrierIP), (.customerOwned, entry.customerOwnedIP),
    ]
    return written.compactMap { kind, address in
      guard let outside = address?.value, outside.family == .ipv4 else { return nil }
      return EdgeAddress(kind: kind, privateAddress: own, outsideAddress: outside)
    }
  }

  /// Tests what addresses ask of the zone of an interface.
  mutating func checkEdgeAddresses(of entry: InterfaceEntry, in subnet: ID<Subnet>?) {
    let isInWavelength = subnet.map { model.subnets[$0].isInWavelengthZone } ?? false
    guard let subnet, model.subnets[subnet].identity.isDescribed,
      isInWavelength || entry.carrierIP != nil || entry.customerOwnedIP != nil
    else { return }
    let name = model.subnets[subnet].identity.name
    if isInWavelength, let address = entry.publicIPs.first?.publicIP {
      report(.edgeZone(.publicAddress(address, subnet: name)))
    }
    if let address = entry.carrierIP {
      checkOwner(of: address, "carrier-ip", entry)
      if !isInWavelength { report(.edgeZone(.carrierAddress(address, subnet: name))) }
    }
    if let address = entry.customerOwnedIP {
      checkOwner(of: address, "customer-owned-ip", entry)
      if model.subnets[subnet].outpost == nil {
        report(.edgeZone(.customerOwnedAddress(address, subnet: name)))
      }
    }
  }

  private mutating func checkOwner(
    of address: Located<Address>, _ key: String, _ entry: InterfaceEntry
  ) {
    if address.value.family != .ipv4 {
      report(.addressFamily(address, key: key, expected: .ipv4))
    } else if entry.privateIPs.first?.value.family != .ipv4 {
      report(.publicAddressWithoutOwner(address, private: nil))
    }
  }

  // MARK: - Gateways

  mutating func buildCarrierGateways(of entry: VPCEntry, _ vpc: ID<VPC>) {
    for gateway in entry.carrierGateways {
      let id = ID<CarrierGateway>(model.carrierGateways.count)
      model.carrierGateways.append(
        CarrierGateway(
          identity: identity(gateway.head, in: entry), vpc: vpc,
          state: state(of: gateway.head, .carrierGateway, default: .available),
          opensInternet: gateway.opensInternet?.value ?? false,
          networks: networks(behind: .carrierGateway(id))))
      if let flag = gateway.opensInternet {
        map.record(field: "open-to-internet", at: flag.span, in: .carrierGateway(id))
      }
      let isUnknown = entry.subnets.isEmpty || entry.subnets.contains { !$0.head.isDescribed }
      let hasZone = entry.subnets.contains {
        listedZone(of: $0, in: entry)?.type?.value == "wavelength"
      }
      if gateway.head.isDescribed, entry.head.isDescribed, !isUnknown, !hasZone {
        report(.edgeZone(.noWavelengthZone(gateway.head.name, vpc: entry.head.name.value)))
      }
    }
  }

  mutating func buildLocalGateways() {
    for (index, entry) in topology.localGateways.enumerated() {
      if entry.outpost == nil { reportMissing("outpost", of: entry.head, .localGateway) }
      let vpcs = entry.vpcs.compactMap { vpc($0) }
      model.localGateways.append(
        LocalGateway(
          identity: identity(entry.head), outpost: entry.outpost?.value ?? "", vpcs: vpcs,
          mode: choice(entry.mode, of: "mode", default: .directVPCRouting),
          state: state(of: entry.head, .localGateway, default: .available),
          networks: networks(behind: .localGateway(ID(index)))))
      if let mode = entry.mode {
        map.record(field: "mode", at: mode.span, in: .localGateway(ID(index)))
      }
    }
  }

  private func networks(behind line: Line) -> [ID<Network>] {
    model.networks.ids.filter { model.networks[$0].lines.contains(line) }
  }
}
