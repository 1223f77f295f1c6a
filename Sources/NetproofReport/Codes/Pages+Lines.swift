import NetproofModel

extension CodePages {
  /// Lines of transit gateways: Connect attachments, and what VPN connections take.
  static let linePages: [CodePage] = [
    CodePage(
      .connectPeersDown, "no BGP peer of the Connect attachment is up",
      meaning: """
        A Connect attachment has tunnels with a BGP session in each. Without one that stands it \
        carries nothing, in either direction.
        """,
      remedy: "Bring a session up; look at the appliance and at the attachment that it goes over.",
      example: CodeExample(
        connect.replacing("gre: { connect: app }", with: "gre: { connect: app, peers: down }"),
        mend: ["peers: down": "peers: [up, down]"]), rules: "R143", sources: [.transitConnect]),
    CodePage(
      .vpnTrafficSelector, "the VPN connection does not take these packets",
      meaning: """
        The tunnels of a VPN connection take packets between the addresses that its options name: \
        `local-cidr` on premises, `remote-cidr` on AWS's side. Others are dropped, whatever the \
        routes say. Without these options all packets are taken.
        """,
      remedy: "Widen the CIDR on both sides of the tunnel, or leave it at all addresses.",
      example: CodeExample(
        onPremises.replacing("vpn: {}", with: "vpn: { remote-cidr: 10.9.0.0/16 }"),
        mend: ["remote-cidr: 10.9.0.0/16": "remote-cidr: 10.0.0.0/8"]), rules: "R153",
      sources: [.vpnRouting]),
    CodePage(
      .tgwNATAsymmetric, "an attachment translates one direction of a connection only",
      meaning: """
        With `nat-rules` at an attachment, everything behind it is known by the translated addresses \
        alone: packets have to be sent to these. Packets that get to a private address by a static \
        route are answered from the translated one, and those that come back by another way from the \
        private one: in both cases the sender waits for other addresses.
        """,
      remedy: """
        Ask for the translated address, and let replies take the way by the same translation; \
        connections that must not be translated need an attachment, or addresses, without rules.
        """,
      example: CodeExample(translated, mend: ["to: 10.0.1.10,": "to: 100.64.1.10,"]),
      with: ["FORWARD_DELIVERED"], rules: "R146",
      sources: [.transitNAT]),
    CodePage(
      .vpnNoIPv4, "a VPN connection carries no IPv4",
      meaning: """
        The tunnels of a VPN connection carry one family, whatever the route tables say. Those of \
        this one carry IPv6: `tunnel-inside-ip-version: ipv6`.
        """,
      remedy: "Create another VPN connection for IPv4, and attach it to the same transit gateway.",
      example: CodeExample(
        onPremises.replacing("vpn: {}", with: "vpn: { tunnel-inside-ip-version: ipv6 }"),
        mend: ["tunnel-inside-ip-version: ipv6": "tunnel-inside-ip-version: ipv4"]),
      with: ["ONPREM_NO_RETURN_ROUTE"], rules: "R154",
      sources: [.vpnFamilies]),
  ]

  /// A VPC and a network behind a Connect attachment whose question is answered with yes.
  private static let connect = """
    netproof: 1
    networks: { branch: { cidrs: 172.20.0.0/16, attached-to: hub/gre } }
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 172.20.0.0/16, via: hub }] } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
    transit-gateways:
      hub:
        attachments:
          app: { vpc: app, subnets: app }
          gre: { connect: app }
        route-tables: { main: { associations: [app, gre], propagations: [app, gre] } }
    assertions:
      - { from: app-1, to: branch, port: tcp/22, expect: reachable }
    """

  /// A VPC that is asked by its private address although its attachment translates that.
  private static let translated = """
    netproof: 1
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.2.0.0/16, via: hub }] } }
        security-groups: { open: { inbound: [{ allow: tcp, ports: 443, from: 10.2.0.0/16 }] } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10, security-groups: open } }
      ops:
        cidrs: 10.2.0.0/16
        subnets: { ops: { cidrs: 10.2.1.0/24 } }
        route-tables:
          main: { main: true, routes: [{ to: 10.0.0.0/16, via: hub }, { to: 100.64.0.0/16, via: hub }] }
        instances: { ops-1: { subnet: ops, private-ip: 10.2.1.10 } }
    transit-gateways:
      hub:
        attachments:
          app: { vpc: app, subnets: app, nat-rules: [{ match: 10.0.0.0/16, nat: 100.64.0.0/16 }] }
          ops: { vpc: ops, subnets: ops }
        route-tables:
          main:
            associations: [app, ops]
            propagations: [app, ops]
            routes: [{ to: 10.0.0.0/16, via: app }]
    assertions:
      - { from: ops-1, to: 10.0.1.10, port: tcp/443, expect: reachable }
    """

  /// What AWS refuses of lines of transit gateways.
  static let lineFaultPages: [CodePage] = [
    CodePage(
      "NP0376", "a Connect attachment takes no static routes",
      meaning: """
        What is behind a Connect attachment is learned by BGP alone. A static route to it is \
        ignored, with this warning.
        """,
      remedy: "Let the attachment propagate, and write what it learns as its `routes`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, subnets: { one: { cidrs: 10.0.1.0/24 } } } }
        transit-gateways:
          hub:
            attachments: { app: { vpc: app, subnets: one }, gre: { connect: app } }
            route-tables: { main: { routes: [{ to: 172.20.0.0/16, via: gre }] } }
        """, mend: ["routes: [{ to: 172.20.0.0/16, via: gre }]": "propagations: gre"]),
      with: ["ROUTE_TARGET_ILLEGAL"], rules: "R143", sources: [.transitConnect]),
    CodePage(
      "NP0377", "nothing on premises is behind this attachment itself",
      meaning: """
        A network is behind a VPN connection, a virtual interface, or an attachment that is a line \
        of its own: one with `connect`, `client-vpn` or `vpn-concentrator`.
        """,
      remedy: "Name the VPN connection or virtual interface, not the attachment of it.",
      example: CodeExample(
        """
        netproof: 1
        networks: { dc: { cidrs: 192.168.0.0/16, attached-to: hub/dc } }
        transit-gateways: { hub: { attachments: { dc: { vpn: vpn } } } }
        vpn-connections: { vpn: {} }
        """, mend: ["attached-to: hub/dc": "attached-to: vpn"]), rules: "R148",
      sources: [.transitGateways]),
    CodePage(
      "NP0379", "a firewall at a transit gateway does not know what home is",
      meaning: """
        Rules that name the home network mean the blocks of the firewall's VPC where no variable \
        says otherwise. A firewall that is attached to a transit gateway is in no VPC, so the \
        policy has to say it.
        """,
      remedy: "Write `variables:` at the policy, or name the blocks in the rules.",
      example: CodeExample(
        """
        netproof: 1
        firewall-policies:
          strict:
            stateful-groups: { out: { suricata: "pass tcp $HOME_NET any -> any 443 (sid:1;)" } }
        vpcs: { app: { cidrs: 10.0.0.0/16, subnets: { one: { cidrs: 10.0.1.0/24 } } } }
        transit-gateways:
          hub:
            attachments:
              app: { vpc: app, subnets: one }
              wall: { network-function: strict }
        """,
        mend: ["strict:\n": "strict:\n    variables: { HOME_NET: 10.0.0.0/8 }\n"]), rules: "R145",
      sources: [.transitGateways]),
    CodePage(
      "NP0378", "a Connect attachment goes over something else than a VPC or Direct Connect",
      meaning:
        "The tunnels of a Connect attachment go over the attachment of a VPC or of a Direct Connect gateway.",
      remedy: "Name such an attachment of the same transit gateway.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, subnets: { one: { cidrs: 10.0.1.0/24 } } } }
        transit-gateways:
          hub:
            attachments:
              app: { vpc: app, subnets: one }
              dc: { vpn: vpn }
              gre: { connect: dc }
        vpn-connections: { vpn: {} }
        """, mend: ["connect: dc": "connect: app"]), rules: "R143", sources: [.transitConnect]),
    CodePage(
      "NP0392", "AWS refuses this of a VPN connection",
      meaning: """
        Tunnels carry IPv6 at transit gateways alone. Tunnels with private addresses go over Direct \
        Connect: `transport` names the Direct Connect attachment of the transit gateway that \
        attaches the connection.
        """,
      remedy: "Do what the message says.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, subnets: { one: { cidrs: 10.0.1.0/24 } } } }
        direct-connect-gateways:
          dx: { associations: { hub: { transit-gateway: hub, allowed-prefixes: 10.0.0.0/8 } } }
        transit-gateways:
          hub:
            attachments:
              app: { vpc: app, subnets: one }
              dx: { direct-connect: dx }
              dc: { vpn: vpn }
        vpn-connections: { vpn: { transport: hub/app } }
        """, mend: ["transport: hub/app": "transport: hub/dx"]), rules: "R133, R154",
      sources: [.vpnPrivate, .vpnFamilies]),
    CodePage(
      "NP0394", "AWS refuses this NAT rule of an attachment",
      meaning: """
        A rule translates one IPv4 block to another of the same size, which has to be private or \
        shared address space. The blocks of all rules of an attachment are apart, and none reaches \
        into multicast or link-local addresses.
        """,
      remedy: "Do what the message says.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, subnets: { one: { cidrs: 10.0.1.0/24 } } } }
        transit-gateways:
          hub:
            attachments:
              app: { vpc: app, subnets: one, nat-rules: [{ match: 10.0.0.0/16, nat: 100.64.0.0/20 }] }
        """, mend: ["100.64.0.0/20": "100.64.0.0/16"]), rules: "R146", sources: [.transitNAT]),
    CodePage(
      "NP0393", "an attachment names a subnet without IPv4",
      meaning: """
        A transit gateway stands in one subnet a zone with an IPv4 address, so AWS refuses subnets \
        that have IPv6 alone.
        """,
      remedy: "Name a subnet of the same zone that has an IPv4 block.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
            subnets: { six: { cidrs: "2600:1f18:a:1::/64" }, hub: { cidrs: 10.0.255.0/28 } }
        transit-gateways: { hub: { attachments: { app: { vpc: app, subnets: six } } } }
        """, mend: ["subnets: six": "subnets: hub"]), rules: "R128",
      sources: [.transitAttachments]),
  ]
}
