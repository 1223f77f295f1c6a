import NetproofSets
import NetproofSyntax

/// The keys of `instances:` and `interfaces:`, most of which are the same.
enum InterfaceKeys {
  static let instanceState = Key.state(
    Instance.State.allCases.map(\.rawValue), "Only a running instance carries packets.",
    default: "`running`")
  static let interfaceState = Key.state(
    NetworkInterface.State.allCases.map(\.rawValue), "An interface in use is attached.",
    default: "`in-use`")
  static let subnet = Key("subnet", .reference, "The subnet that it is in.", isRequired: true)
  static let instanceSubnet = Key(
    "subnet", .reference, "The subnet that its interface is in.",
    default: "no interface but those of `interfaces:`")
  static let instance = Key("instance", .reference, "The instance that it is attached to.")
  static let privateIP = Key(
    "private-ip", .oneAddress("private-ip", "private-ips"), "Its private IPv4 address.",
    otherWords: ["ip", "address", "ipv4", "private-address"])
  static let privateIPs = Key(
    "private-ips", .oneOrMore(.address, "an address or a list of addresses"),
    "Its private IPv4 addresses, the primary one first.",
    otherWords: ["ips", "addresses", "private-addresses"])
  static let publicIP = Key(
    "public-ip", .oneAddress("public-ip", "public-ips"),
    "The public address of the primary private one.",
    otherWords: ["eip", "elastic-ip", "public-address"])
  static let publicIPs = Key(
    "public-ips", .publicIPs, "Public addresses, each by its private one.",
    otherWords: ["eips", "elastic-ips", "public-addresses"])
  static let ipv6 = Key(
    "ipv6", .oneOrMore(.address, "an address or a list of addresses"), "Its IPv6 addresses.",
    otherWords: ["ipv6-address", "ipv6-addresses", "ipv6s"])
  static let carrierIP = Key(
    "carrier-ip", .address,
    "Its address in the carrier's network, of the primary private one, in a Wavelength Zone.",
    otherWords: ["carrier-address", "carrier-ip-address"])
  static let customerOwnedIP = Key(
    "customer-owned-ip", .address,
    "Its customer-owned address, of the primary private one, on an Outpost.",
    otherWords: ["coip", "customer-owned-ipv4"])
  static let prefixes = Key(
    "prefixes", .any(.prefix, "a CIDR or a list of CIDRs"), "CIDRs that are assigned to it.")
  static let securityGroups = Key(
    "security-groups", .oneOrMore(.reference, "a security group or a list of them"),
    "Its security groups.", default: "the VPC's default one", otherWords: ["sg", "sgs", "groups"])
  static let sourceDestinationCheck = Key(
    "source-dest-check", .boolean, "Whether it refuses packets of and for others.",
    default: "`true`", otherWords: ["source-destination-check", "src-dst-check"])
  static let behaviour = Key(
    "behaviour", .word(of: NetworkInterface.Behaviour.self, "a behaviour"),
    "What its host does with packets for others.", default: "`unknown`")
  static let isStateful = Key(
    "stateful", .boolean, "Whether its host must see both directions of a connection.",
    default: "`false`")
  static let deniesInternetGateway = Key(
    "deny-internet-gateway", .boolean, "Whether it refuses IPv6 from the internet.",
    default: "`false`")
  static let extraAddresses = Key(
    "extra-addresses", .any(.prefixOrAddress, "an address or a list of addresses"),
    "Addresses and CIDRs for which its host answers though it does not own them.")
  static let sendsBy = Key(
    "sends-by", .reference,
    "The other interface of its instance by which the host sends on packets for others that come in "
      + "here.", default: "this one", otherWords: ["forwards-by", "egress-interface"])
  static let replyFrom = Key(
    "reply-from", .word(of: NetworkInterface.ReplyInterface.self, "`same` or `primary`"),
    "Which interface of the host replies.", default: "`same`")
  static let account = Key(
    "account", .name, "The account that owns it, in quotes: one that its subnet is shared with.",
    default: "the VPC's")
  static let clientPorts = Key(
    "client-ports", .clientPorts, "The ports that its clients use.", default: "`linux`")

  static let isMirrorSourceSupported = Key(
    "mirror-source-supported", .boolean,
    "Whether Traffic Mirroring can copy the packets of instances of its type.",
    default: "`true`")

  static let instances = kind(
    "instance", "an instance", "An instance with its one interface.",
    [instanceSubnet, instanceState].map(\.description)
      + [isMirrorSourceSupported.description],
    needs: addressing.map { KeyNeed(key: $0.name, needed: subnet.name) })
  static let interfaces = kind(
    "interface", "an interface", "An interface of its own, or a further one of an instance.",
    [subnet, instance, interfaceState].map(\.description))

  private static func kind(
    _ id: String, _ thing: String, _ summary: String, _ own: [KeyDescription],
    needs: [KeyNeed] = []
  ) -> EntryKind {
    EntryKind(
      id, thing, summary,
      keys: own + addressing + host + [
        HeadKeys.id.description, HeadKeys.tags.description, HeadKeys.described.description,
      ],
      groups: [
        KeyGroup("private-ip", "private-ips", help: "write every address under `private-ips`"),
        KeyGroup(
          "public-ip", "public-ips",
          help: "write `public-ips: { PRIVATE: PUBLIC }` with every address"),
      ],
      needs: needs)
  }

  /// The bits of the keys that few interfaces have.
  static let rareMask =
    host.reduce(0) { $0 | Word($1.name).bit } | instance.word.bit | ipv6.word.bit
    | carrierIP.word.bit | customerOwnedIP.word.bit | prefixes.word.bit | publicIPs.word.bit
    | privateIPs.word.bit | isMirrorSourceSupported.word.bit

  /// What an interface has, and an instance only with a subnet.
  private static let addressing = [
    privateIP.description, privateIPs.description, publicIP.description, publicIPs.description,
    ipv6.description, prefixes.description, securityGroups.description,
    carrierIP.description, customerOwnedIP.description,
  ]

  private static let host = [
    sourceDestinationCheck.description, behaviour.description, isStateful.description,
    account.description,
    deniesInternetGateway.description, extraAddresses.description, replyFrom.description,
    sendsBy.description,
    clientPorts.description,
  ]
}

extension Shape where Value == Located<Address> {
  /// An address, where several have a key of their own.
  static func oneAddress(_ key: String, _ plural: String) -> Self {
    let address = Self.address.read
    return Self(.pattern(.address)) { node, diagnostics in
      guard node.isScalar else {
        diagnostics.report(
          TopologyFault.severalValues(key: key, plural: plural, at: node.span))
        return nil
      }
      return address(node, &diagnostics)
    }
  }
}

extension Shape where Value == [(privateIP: Located<Address>?, publicIP: Located<Address>)] {
  fileprivate static var publicIPs: Self {
    let address = Shape<Located<Address>>.address.read
    return Self(.map(key: .pattern(.address), value: .pattern(.address))) { node, diagnostics in
      guard let entries = node.map("a map from private to public addresses", into: &diagnostics)
      else { return nil }
      var pairs: Value = []
      for entry in entries {
        let inside = AddressText.address(entry.key, into: &diagnostics)
        let outside = address(entry.value, &diagnostics)
        if let inside, let outside { pairs.append((inside, outside)) }
      }
      return pairs
    }
  }
}
