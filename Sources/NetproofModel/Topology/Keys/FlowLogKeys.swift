import NetproofSets
import NetproofSyntax

/// The keys of a record that is expected in flow logs.
enum FlowLogKeys {
  static let interface = Key(
    "interface", .reference,
    "Whose network interface: an interface, instance, endpoint, load balancer, NAT gateway or attachment.",
    otherWords: ["interface-id", "eni"])
  static let subnet = Key(
    "subnet", .reference, "The subnet of the interface, where the component has several.",
    otherWords: ["subnet-id"])

  /// AWS's fields, with their keys.
  static let fields: [(field: ExpectedRecord.Field, key: Key<Located<String>>)] =
    ExpectedRecord.Field.allCases.map { ($0, Key($0.rawValue, shape(of: $0), summary(of: $0))) }

  private static func shape(of field: ExpectedRecord.Field) -> Shape<Located<String>> {
    switch field {
    case .flowDirection: .word(["ingress", "egress"], "a direction")
    case .source, .destination, .packetSource, .packetDestination: .loggedAddress
    case .sourcePort, .destinationPort:
      Shape<Located<Int>>.integer(0...65535, "a port").map { $0.map { "\($0)" } }
    case .ipProtocol:
      Shape<Located<Int>>.integer(0...255, "a protocol's number").map { $0.map { "\($0)" } }
    case .action: .word(["ACCEPT", "REJECT"], "an action")
    case .trafficPath: .trafficPath
    case .rejectReason: .word(["BPA", "EC", "-"], "a reason, or `-`")
    case .addressType: .word(["IPv4", "IPv6"], "a type of traffic")
    }
  }

  private static func summary(of field: ExpectedRecord.Field) -> String {
    switch field {
    case .flowDirection: "Whether the interface gets the packets or sends them."
    case .source:
      "The source; of packets that the interface sends its primary address, whatever they have."
    case .destination:
      "The destination; of packets that the interface gets its primary address, whatever they have."
    case .sourcePort: "The source port; 0 for ICMP."
    case .destinationPort: "The destination port; 0 for ICMP."
    case .ipProtocol: "The number of the protocol: 6 for TCP, 17 for UDP, 1 for ICMP."
    case .action: "What the filters at the interface do."
    case .packetSource: "The source of the packets themselves."
    case .packetDestination: "The destination of the packets themselves."
    case .trafficPath:
      "By what accepted packets leave: 1 in the VPC, 2 or 8 internet gateway, 2 or 7 gateway endpoint, "
        + "3 VPN gateway, 4 or 5 peering, 6 carrier gateway; `\"-\"` otherwise."
    case .rejectReason:
      "`BPA`: Block Public Access; `EC`: encryption controls; `\"-\"` otherwise."
    case .addressType: "The family of the addresses."
    }
  }

  static let kind = EntryKind(
    "flow-log-record", "a flow log record", "One record of one network interface.",
    keys: [interface.description, subnet.description] + fields.map(\.key.description))
}

extension Shape where Value == Located<String> {
  /// A number of AWS's list, or `-`.
  static var trafficPath: Self {
    let paths = 1...8
    return Self(.either(.integer(paths), .word(["-"]))) { node, diagnostics in
      if node.word.map({ $0.elementsEqual("-".utf8) }) == true {
        return node.word("`\"-\"`", into: &diagnostics)
      }
      return node.integer("a number of AWS's list, or `\"-\"`", in: paths, into: &diagnostics)
        .map { $0.map { "\($0)" } }
    }
  }

  /// An address in the form that everybody writes it, or `-` where it is not known.
  static var loggedAddress: Self {
    Self(.either(.pattern(.address), .word(["-"]))) { node, diagnostics in
      guard let text = node.word("an address or `\"-\"`", into: &diagnostics) else { return nil }
      if text.value == "-" { return text }
      return AddressText.address(text, into: &diagnostics).map {
        Located("\($0.value)", at: $0.span)
      }
    }
  }
}

extension TopologyReader {
  static func record(_ fields: Fields, _ diagnostics: inout Diagnostics) -> ExpectedRecord? {
    var record = ExpectedRecord(span: fields.span)
    record.interface = fields.read(FlowLogKeys.interface, into: &diagnostics)
    record.subnet = fields.read(FlowLogKeys.subnet, into: &diagnostics)
    for (field, key) in FlowLogKeys.fields {
      record.fields[field] = fields.read(key, into: &diagnostics)
    }
    return record
  }
}
