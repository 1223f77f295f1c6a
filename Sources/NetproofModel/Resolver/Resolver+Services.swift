import NetproofSets
import NetproofSyntax

// Protocols, ports and ICMP numbers of rules.

extension Resolver {
  /// What a rule matches apart from addresses.
  ///
  /// `family` is that of the rule's block. Source: rules R59, R60, R72 and R73.
  mutating func service(_ written: RuleService, family: Family?, isNetworkACL: Bool) -> Service {
    let protocols = written.protocols.value
    if protocols.subtracting(ProtocolSet(.tcp, .udp)).isEmpty {
      if let type = written.type { report(.typeWithoutICMP(type, key: "type")) }
      if let code = written.code { report(.typeWithoutICMP(code, key: "code")) }
      return Service(protocols, ports: ports(of: written, isNetworkACL: isNetworkACL))
    }
    if let member = protocols.single, member.isICMP {
      if let ports = written.ports?.first {
        report(.portsOfICMP(ports.span, protocolName: member.name))
      }
      return Service(member, ports: icmpPorts(of: written, member, family, isNetworkACL))
    }
    if let span = written.ports?.first?.span ?? written.type?.span ?? written.code?.span {
      report(.portsIgnored(span))
    }
    return Service(protocols)
  }

  private mutating func ports(of written: RuleService, isNetworkACL: Bool) -> PortSet {
    guard let ports = written.ports else { return .all }
    if isNetworkACL, ports.count > 1 { report(.severalPorts(ports[1].span)) }
    return PortSet(ports.flatMap(\.value.intervals))
  }

  private mutating func icmpPorts(
    of written: RuleService, _ member: IPProtocol, _ family: Family?, _ isNetworkACL: Bool
  ) -> PortSet {
    let type = icmpNumber(written.type, key: "type")
    let code = icmpNumber(written.code, key: "code")
    if let written = written.code, code != nil, type == nil { report(.codeWithoutType(written)) }
    // A network ACL tests ICMPv6 numbers only where the block is an IPv6 one (R60).
    if isNetworkACL, member == .icmpv6, family == .ipv4 {
      if let span = written.type?.span { report(.portsIgnored(span)) }
      return .all
    }
    guard let type else { return .all }
    return code.map { PortSet(ICMP.port(type: type, code: $0)) } ?? ICMP.ports(type: type)
  }

  /// A type or code; nothing stands for all of them.
  private mutating func icmpNumber(_ number: Located<Int>?, key: String) -> UInt8? {
    guard let number, number.value != -1 else { return nil }
    guard let value = UInt8(exactly: number.value) else {
      report(.icmpNumber(number, key: key))
      return nil
    }
    return value
  }
}
