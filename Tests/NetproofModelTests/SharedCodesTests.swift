import NetproofModel
import NetproofSets
import NetproofSyntax
import Testing

/// What the reader refuses in texts has the same code in topologies that importers make.
@Suite struct SharedCodesTests {
  @Test func `an unknown state has the code of an unknown word`() {
    let written = small { $0.instances = [host("web", "s", "10.0.1.10", state: "stoped")] }
    #expect(topology(written).faults == ["NP0047"])
  }

  @Test(arguments: [0, 32767])
  func `a rule's number out of range has the code of a number out of range`(number: Int) {
    #expect(faults(of: RuleService(protocols: Located(.all, at: at(0))), number) == ["NP0045"])
  }

  @Test func `rules that say too much have the reader's codes`() {
    var icmp = service(.icmp)
    icmp.code = Located(4, at: at(0))
    #expect(faults(of: icmp) == ["NP0113"])
    icmp.type = Located(256, at: at(0))
    #expect(faults(of: icmp) == ["NP0045", "NP0113"])
    #expect(faults(of: service(.icmp, 8...8)) == ["NP0123"])
    #expect(faults(of: service(.tcp, 80...80, 443...443)) == ["NP0121"])
    var tcp = service(.tcp, 80...80)
    tcp.type = Located(8, at: at(0))
    #expect(faults(of: tcp) == ["NP0124"])
  }

  @Test func `an attachment of nothing or of several things has the reader's codes`() {
    #expect(faults(of: attachment("a")) == ["NP0112"])
    #expect(faults(of: attachment("a", vpc: "v", subnets: ["s"], vpn: "vpn")) == ["NP0111"])
  }

  @Test func `a third tunnel has the code of a wrong count`() {
    var connection = VPNConnectionEntry(head: head("vpn"))
    connection.tunnels = [text("up"), text("up"), text("up")]
    #expect(topology { $0.vpnConnections = [connection] }.faults == ["NP0115"])
  }

  private func faults(of service: RuleService, _ number: Int = 100) -> [String] {
    var list = NetworkACLEntry(head: head("acl"))
    list.inbound = Listing(
      [
        NetworkACLRuleEntry(
          span: at(0), number: Located(number, at: at(0)), allows: true, service: service,
          cidr: block("10.0.0.0/8"))
      ], at: at(0))
    return topology(small { $0.networkACLs = [list] }).faults
  }

  private func faults(of attachment: AttachmentEntry) -> [String] {
    var gateway = TransitGatewayEntry(head: head("tgw"))
    gateway.attachments = [attachment]
    return topology(small()) {
      $0.transitGateways = [gateway]
      $0.vpnConnections = [VPNConnectionEntry(head: head("vpn"))]
    }.faults
  }
}
