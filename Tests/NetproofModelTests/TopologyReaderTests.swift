import NetproofModel
import NetproofSets
import NetproofSyntax
import NetproofTestSupport
import Testing

@Suite struct `Written topologies` {
  @Test func `mean the fixture M0, value by value`() throws {
    let network = written(fixtureM0Text)
    #expect(network.problems.isEmpty)
    var expected = fixtureM0()
    expected.name = text("M0, the fixture of the vectors")
    for index in expected.vpcs.indices { expected.vpcs[index].region = text("us-east-1") }
    #expect(network.resolution.model == (try expected.resolved().model))
  }

  @Test func `read the example of the format without a word`() throws {
    var loader = TopologyLoader(Repository.tree)
    let network = loader.loadTogether(["topologies/format-example.yaml"]).resolved()
    #expect(network.problems.isEmpty)
    let model = network.resolution.model
    #expect(model.name == "web and database")
    #expect(model.vpcs.elements.map(\.identity.name) == ["prod", "data"])
    #expect(
      model.interfaces.elements.map(\.identity.qualifiedName) == [
        "prod/web-1", "prod/db-1", "prod/fw",
      ])
    #expect(network.topology.assertions.map(\.expect.value) == [.reachable, .unreachable])
    let fw = try #require(model.interfaces.named("fw", \.identity))
    #expect(fw.behaviour == .forward && !fw.sourceDestinationCheck)
    #expect(fw.publicAddresses.map(\.privateAddress.description) == ["10.0.1.21"])
  }

  @Test func `keep what looks like something else`() {
    let model = model(
      """
      name: 012
      vpcs:
        "80":
          account: 012345678901
          region: on
          cidrs: 10.0.0.0/16
          subnets:
            "null": { cidrs: 10.0.1.0/24, zone: 22:22 }
            1e3: { cidrs: 10.0.2.0/24, zone: ~x, tags: { "yes": no, n: 0x1F } }
      """)
    #expect(model.name == "012")
    #expect(model.vpcs[ID(0)].identity.account == "012345678901")
    #expect(model.vpcs[ID(0)].identity.region == "on")
    #expect(model.subnets.elements.map(\.identity.name) == ["null", "1e3"])
    #expect(model.subnets.elements.map(\.zone) == ["22:22", "~x"])
    #expect(model.subnets[ID(1)].identity.tags == ["yes": "no", "n": "0x1F"])
  }

  @Test func `may say one value or several`() {
    let one = model(
      """
      vpcs:
        v:
          cidrs: 10.0.0.0/16
          subnets: { s: { cidrs: 10.0.1.0/24 } }
          security-groups: { g: { inbound: [ { allow: tcp, ports: 443, from: 0.0.0.0/0 } ] } }
          instances: { a: { subnet: s, private-ip: 10.0.1.10, public-ip: 52.0.0.1, security-groups: g } }
      """)
    let several = model(
      """
      vpcs:
        v:
          cidrs: [10.0.0.0/16]
          subnets: { s: { cidrs: [10.0.1.0/24] } }
          security-groups: { g: { inbound: [ { allow: tcp, ports: [443], from: [0.0.0.0/0] } ] } }
          instances:
            a:
              subnet: s
              private-ips: [10.0.1.10]
              public-ips: { 10.0.1.10: 52.0.0.1 }
              security-groups: [g]
      """)
    #expect(one == several)
  }

  @Test func `mean the same in blocks, in brackets and behind aliases`() {
    let blocks = model(
      """
      vpcs:
        v:
          cidrs:
            - 10.0.0.0/16
          network-acls:
            a:
              inbound: &rules
                - rule: 100
                  allow: tcp
                  ports: 80-90
                  from: 0.0.0.0/0
            b:
              inbound: *rules
      """)
    let brackets = model(
      """
      { vpcs: { v: { cidrs: ["10.0.0.0/16"], network-acls: {
        a: { inbound: [ { rule: "100", allow: 'tcp', ports: "80-90", from: "0.0.0.0/0" } ] },
        b: { inbound: [ { from: 0.0.0.0/0, ports: 80-90, allow: tcp, rule: 100 } ] } } } } }
      """.replacing("{ vpcs:", with: "vpcs:").replacing("} } } } }", with: "} } } }"))
    #expect(blocks == brackets)
  }

  @Test func `take every key of interfaces`() throws {
    let model = model(
      """
      vpcs:
        v:
          cidrs: [10.0.0.0/16, "2600:db8::/56"]
          dns-support: false
          subnets: { s: { cidrs: [10.0.1.0/24, "2600:db8::/64"] } }
          instances:
            host: { id: i-1, state: stopped }
          interfaces:
            fw:
              id: eni-1
              subnet: s
              instance: host
              state: available
              private-ips: [10.0.1.20, 10.0.1.21]
              ipv6: ["2600:db8::20"]
              prefixes: 10.0.1.64/28
              public-ips: { 10.0.1.64: 52.0.0.64, 10.0.1.20: 52.0.0.20 }
              source-dest-check: false
              behaviour: mirror
              stateful: true
              deny-internet-gateway: true
              extra-addresses: [192.0.2.7, 198.51.100.0/24]
              reply-from: primary
              client-ports: windows
      """.replacing("behaviour: mirror", with: "behaviour: forward"))
    #expect(!model.vpcs[ID(0)].dnsSupport)
    #expect(model.instances[ID(0)].state == .stopped)
    #expect(model.instances[ID(0)].interfaces == [ID(0)])
    let fw = model.interfaces[ID(0)]
    #expect(fw.identity.awsID == "eni-1")
    #expect(fw.instance == ID(0) && fw.state == .available)
    #expect(fw.privateIPv4.map(\.description) == ["10.0.1.20", "10.0.1.21"])
    #expect(fw.ipv6.map(\.description) == ["2600:db8::20"])
    #expect(fw.prefixes.map(\.description) == ["10.0.1.64/28"])
    #expect(fw.publicAddresses.map(\.publicAddress.description) == ["52.0.0.20", "52.0.0.64"])
    #expect(!fw.sourceDestinationCheck && fw.isStateful && fw.deniesInternetGateway)
    #expect(fw.extraAddresses.contains(address("192.0.2.7").value))
    #expect(fw.extraAddresses.contains(address("198.51.100.200").value))
    #expect(fw.replyInterface == .primary)
    #expect(fw.clientPorts == PortSet(49152...65535))
  }

  @Test(arguments: [
    ("tcp", "443", Service(.tcp, ports: PortSet(443))),
    ("udp", "1024-65535", Service(.udp, ports: PortSet(1024...65535))),
    (
      "tcp", "[80, 443, 8000-8080]",
      Service(.tcp, ports: PortSet([80...80, 443...443, 8000...8080]))
    ),
    ("tcp", nil, Service(.tcp)), ("all", nil, .all), ("icmp", nil, Service(.icmp)),
    ("icmpv6", nil, Service(.icmpv6)), ("protocol/47", nil, Service(IPProtocol(47))),
    ("protocol/6", "22", Service(.tcp, ports: PortSet(22))),
  ])
  func `say which packets a rule is about`(name: String, ports: String?, service: Service) {
    let key = ports.map { ", ports: \($0)" } ?? ""
    let rule = "{ allow: \(name)\(key), from: 0.0.0.0/0 }"
    let model = model(
      "vpcs: { v: { cidrs: 10.0.0.0/16, security-groups: { g: { inbound: [ \(rule) ] } } } }")
    #expect(model.securityGroups[ID(0)].inbound.map(\.service) == [service])
  }

  @Test func `say which network is where`() {
    let model = model(
      """
      networks:
        office: { cidrs: 198.51.100.0/24, client-ports: 40000-50000 }
        dc: { cidrs: [192.168.0.0/16], attached-to: vpn, routes-to: [10.0.0.0/8] }
        web: { cidrs: 203.0.113.0/24, attached-to: internet }
      vpn-connections: { vpn: { routing: static, tunnels: [down, up], routes: [172.16.0.0/12] } }
      policies: { client-ports: any }
      """)
    #expect(
      model.networks.elements.map(\.attachment) == [
        .internet, .internet, .lines([.vpn(ID(0))]), .internet,
      ])
    #expect(model.networks[ID(1)].clientPorts == PortSet(40000...50000))
    #expect(model.networks[ID(2)].routesTo?.map(\.description) == ["10.0.0.0/8"])
    #expect(model.vpnConnections[ID(0)].tunnels == [false, true])
    #expect(model.vpnConnections[ID(0)].learned.map(\.description) == ["172.16.0.0/12"])
    #expect(model.policies.clientPorts == PortSet(1024...65535))
  }

  @Test func `say what is expected`() throws {
    let network = written(
      """
      vpcs:
        v:
          cidrs: 10.0.0.0/16
          subnets: { s: { cidrs: 10.0.1.0/24 } }
          instances: { a: { subnet: s, private-ip: 10.0.1.10 } }
      assertions:
        - name: nothing leaves
          from: [a, 10.0.1.10]
          to: internet
          port: [tcp/443, icmp/8, any]
          expect: isolated
          client-ports: linux
          one-way: true
          family: ipv4
          because: { code: NO_ROUTE, at: a, direction: forward, rule: "*", hint: SG_REF_STALE, also: TGW_NO_ROUTE }
          notes: [ONE_WAY, AZ_CROSSED]
      """)
    #expect(network.problems.isEmpty)
    let assertion = try #require(network.topology.assertions.first)
    #expect(assertion.name?.value == "nothing leaves")
    #expect(assertion.from.map(\.value) == ["a", "10.0.1.10"])
    #expect(assertion.ports.map(\.value) == ["tcp/443", "icmp/8", "any"])
    #expect(assertion.expect.value == .isolated)
    #expect(assertion.clientPorts?.value == PortSet(32768...60999))
    #expect(assertion.oneWay && assertion.family?.value == .ipv4)
    #expect(assertion.because?.code?.value == "NO_ROUTE")
    #expect(assertion.because?.rule?.value == "*")
    #expect(assertion.because?.also.map(\.value) == ["TGW_NO_ROUTE"])
    #expect(assertion.notes.map(\.value) == ["ONE_WAY", "AZ_CROSSED"])
  }

  @Test(arguments: [
    "tcp", "tcp/443", "udp/53", "tcp/8000-8080", "icmp", "icmp/8", "icmp/3/4", "icmpv6/128",
    "protocol/47", "any",
  ])
  func `ask for packets in many ways`(port: String) {
    let question = "{ from: internet, to: 10.0.0.1, port: \(port), expect: unreachable }"
    #expect(written("assertions: [ \(question) ]").problems.isEmpty)
  }
}
