import NetproofSets
import NetproofSyntax

// The keys of Traffic Mirroring.

enum MirrorFilterRuleKeys {
  static let accept = Key(
    "accept", .protocols, "`all`, `tcp`, `udp`, `icmp`, `icmpv6` or `protocol/N`.",
    otherWords: ["allow"])
  static let reject = Key(
    "reject", .protocols, "As `accept`, but such packets are not mirrored.", otherWords: ["deny"])
  static let ports = Key(
    "ports", .onlyPorts, "The destination port, or a range, for `tcp` and `udp`.",
    default: "all", otherWords: ["destination-ports", "destination-port-range"])
  static let sourcePorts = Key(
    "source-ports", .onlyPorts, "The source port, or a range, for `tcp` and `udp`.",
    default: "all", otherWords: ["source-port-range"])
  static let from = Key(
    "from", .onlyPrefix, "The CIDR of the sources.", default: "all of the family of `to`",
    otherWords: ["source", "source-cidr"])
  static let to = Key(
    "to", .onlyPrefix, "The CIDR of the destinations.", default: "all of the family of `from`",
    otherWords: ["destination", "destination-cidr"])

  static let kind = EntryKind(
    "mirror-filter-rule", "a mirror filter rule", "One rule of a mirror filter.",
    keys: [
      NetworkACLKeys.number.description, accept.description, reject.description,
      ports.description, sourcePorts.description, from.description, to.description,
    ],
    groups: [
      KeyGroup(
        accept.name, reject.name, isRequired: true, help: "write a rule of its own for each")
    ])
}

enum MirrorFilterKeys {
  static let inbound = Key(
    "inbound",
    .list(of: MirrorFilterRuleKeys.kind, "a list of rules", TopologyReader.mirrorFilterRule),
    "Rules for what the source receives; what none matches is not mirrored.", default: "none",
    otherWords: ["ingress"])
  static let outbound = Key(
    "outbound",
    .list(of: MirrorFilterRuleKeys.kind, "a list of rules", TopologyReader.mirrorFilterRule),
    "Rules for what the source sends; what none matches is not mirrored.", default: "none",
    otherWords: ["egress"])
  static let amazonDNS = Key(
    "amazon-dns", .boolean,
    "Whether all packets to and from the VPC's Amazon DNS server are mirrored, whatever the rules.",
    default: "`false`", otherWords: ["network-services", "dns"])

  static let kind = EntryKind(
    "mirror-filter", "a mirror filter", "Which packets of a source are mirrored.",
    keys: [inbound.description, outbound.description, amazonDNS.description] + HeadKeys.all())
}

enum MirrorSessionKeys {
  static let source = Key(
    "source", .reference, "The interface of the VPC, or the instance with one, that is mirrored.",
    isRequired: true, otherWords: ["interface", "network-interface"])
  static let target = Key(
    "target", .reference,
    "Who gets the copies, perhaps in another VPC: an interface, an instance with one, a network load "
      + "balancer or a Gateway Load Balancer endpoint.",
    isRequired: true, otherWords: ["mirror-target"])
  static let filter = Key(
    "filter", .reference, "Its mirror filter.", isRequired: true, otherWords: ["mirror-filter"])
  static let number = Key(
    "number", .integer(1...32766, "a session number"),
    "Its number; of the sessions of a source, the lowest that accepts a packet mirrors it.",
    isRequired: true, otherWords: ["session-number", "priority"])
  static let networkID = Key(
    "vni", .integer(0...16_777_215, "a VXLAN network identifier"),
    "The VXLAN network identifier of the copies.", default: "drawn by AWS",
    otherWords: ["virtual-network-id"])
  static let packetLength = Key(
    "packet-length", .integer(1...65_535, "a number of bytes"),
    "How many bytes of a packet are copied at most.", default: "all")

  static let kind = EntryKind(
    "mirror-session", "a mirror session",
    "Packets of one interface, copied to a target by Traffic Mirroring.",
    keys: [
      source.description, target.description, filter.description, number.description,
      networkID.description, packetLength.description,
    ] + HeadKeys.all())
}
