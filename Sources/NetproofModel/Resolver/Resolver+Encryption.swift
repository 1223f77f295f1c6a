import NetproofSyntax

/// What may be in a VPC that enforces encryption although it is not encrypted.
///
/// Source: Amazon VPC User Guide, "Enforce VPC encryption in transit".
enum EncryptionExclusion: String, CaseIterable {
  case internetGateway = "internet-gateway"
  case egressOnlyInternetGateway = "egress-only-internet-gateway"
  case natGateway = "nat-gateway"
  case vpnGateway = "vpn-gateway"
  case peering
  case lambda
  case lattice
  case efs
}

extension VPCEntry {
  var enforcesEncryption: Bool { encryptionControl?.value == "enforce" }

  func excludesFromEncryption(_ kind: EncryptionExclusion) -> Bool {
    encryptionExclusions.contains { $0.value == kind.rawValue }
  }
}

// Encryption controls of VPCs (R199).
extension Resolver {
  /// Tests that nothing in a VPC that enforces encryption is without it.
  mutating func checkEncryption(of entry: VPCEntry) {
    guard entry.enforcesEncryption, entry.head.isDescribed else { return }
    let kinds: [(EncryptionExclusion, ComponentID.Kind, [Located<String>])] = [
      (.internetGateway, .internetGateway, entry.internetGateways.map(\.head.name)),
      (
        .egressOnlyInternetGateway, .egressOnlyInternetGateway,
        entry.egressOnlyInternetGateways.map(\.head.name)
      ),
      (.natGateway, .natGateway, entry.natGateways.map(\.head.name)),
      (.vpnGateway, .vpnGateway, entry.vpnGateways.map(\.head.name)),
    ]
    for (exclusion, kind, names) in kinds where !entry.excludesFromEncryption(exclusion) {
      guard let name = names.first else { continue }
      reportUnencrypted(name, kind, exclusion, entry)
    }
    let inspecting = entry.endpoints.filter { $0.head.isDescribed && $0.isInspection }
    let (ofFirewalls, ofAppliances) = (
      inspecting.filter { $0.firewall != nil }, inspecting.filter { $0.firewall == nil }
    )
    for (what, name) in [
      (
        "a Gateway Load Balancer",
        entry.loadBalancers.first { $0.kind == .gateway && $0.head.isDescribed }?.head.name
      ),
      ("a Gateway Load Balancer endpoint", ofAppliances.first?.head.name),
      ("an endpoint of a firewall", ofFirewalls.first?.head.name),
      ("a firewall", entry.firewalls.first { $0.head.isDescribed }?.head.name),
      ("a Local Zone", entry.subnets.first { isInLocalZone($0, in: entry) }?.head.name),
    ] {
      if let name { reportUnencrypted(name, what, nil, entry) }
    }
  }

  /// Tests that a peering joins two VPCs that both enforce encryption, or is excluded.
  mutating func checkEncryption(of entry: PeeringEntry, _ peering: Peering) {
    for (near, far) in [
      (peering.requester, peering.accepter), (peering.accepter, peering.requester),
    ] where near.index < vpcEntries.count {
      let own = vpcEntries[near.index]
      guard own.enforcesEncryption, !own.excludesFromEncryption(.peering),
        !model.vpcs[far].enforcesEncryption
      else { continue }
      reportUnencrypted(entry.head.name, .peering, .peering, own)
    }
  }

  /// Tests that a VPC that enforces encryption is not associated with VPC Lattice, or excludes it.
  mutating func checkEncryption(of entry: VPCEntry, associatedWith network: Located<String>) {
    guard entry.enforcesEncryption, entry.head.isDescribed, !entry.excludesFromEncryption(.lattice)
    else { return }
    reportUnencrypted(network, .serviceNetwork, .lattice, entry)
  }

  private mutating func reportUnencrypted(
    _ name: Located<String>, _ kind: ComponentID.Kind, _ exclusion: EncryptionExclusion,
    _ entry: VPCEntry
  ) {
    reportUnencrypted(name, kind.titleWithArticle, exclusion.rawValue, entry)
  }

  private mutating func reportUnencrypted(
    _ name: Located<String>, _ what: String, _ exclusion: String?, _ entry: VPCEntry
  ) {
    guard let control = entry.encryptionControl else { return }
    report(
      .notEncrypted(
        name, what: what, exclusion: exclusion, vpc: entry.head.name.value,
        control: control.span))
  }
}
