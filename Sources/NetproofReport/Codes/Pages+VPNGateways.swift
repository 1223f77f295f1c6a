import NetproofModel

extension CodePages {
  /// Virtual private gateways and the VPN connections that end at them.
  static let vpnGatewayPages: [CodePage] = [
    CodePage(
      .natViaVGW, "NAT gateways do not serve what a virtual private gateway brings in",
      meaning: """
        A NAT gateway translates for its own VPC, and for what comes in by a transit gateway, but \
        not for networks behind a virtual private gateway; peerings and VPN connections end at the \
        hosts of the VPC.
        """,
      remedy: """
        Connect the network by a transit gateway, or let an appliance of the VPC translate its \
        packets.
        """,
      example: CodeExample(
        """
        netproof: 1
        networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vpn } }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            vpn-gateways: { vgw: {} }
            subnets:
              app: { cidrs: 10.0.1.0/24, route-table: app }
              fw:  { cidrs: 10.0.2.0/24, route-table: fw }
              nat: { cidrs: 10.0.3.0/24 }
            route-tables:
              edge: { edge-of: vgw, routes: [{ to: 10.0.1.0/24, via: fw }] }
              main: { main: true, propagations: vgw }
              app: { routes: [{ to: 192.168.0.0/16, via: fw }] }
              fw:
                propagations: vgw
                routes: [{ to: 10.0.1.0/24, via: nat }]
            security-groups:
              all-sg: { default: true, inbound: [{ allow: all, from: 0.0.0.0/0 }] }
            nat-gateways: { nat: { subnet: nat, kind: private, private-ip: 10.0.3.100 } }
            interfaces:
              fw: { subnet: fw, private-ip: 10.0.2.10, source-dest-check: false, behaviour: forward }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        vpn-connections: { vpn: { vpn-gateway: prod/vgw } }
        assertions:
          - { from: dc, to: app-1, port: tcp/443, expect: reachable }
        """, mend: ["        routes: [{ to: 10.0.1.0/24, via: nat }]\n": ""]),
      rules: "R105, R150", sources: [.natBasics, .explanationCodes]),
    CodePage(
      .vgwDstNotENI, "a virtual private gateway leads only to interfaces of its VPC",
      meaning: """
        What comes in by a VPN connection can go to private addresses of the VPC that the virtual \
        private gateway is attached to, and nowhere else: not to the internet, not on by a peering, \
        not to another VPC. Only what is meant for another site behind the same gateway is relayed, \
        if both connections use BGP.
        """,
      remedy: """
        Send packets for other destinations another way; a transit gateway carries them between \
        VPN connections and any VPC.
        """,
      example: CodeExample(
        vpnGateway.replacing(
          "attached-to: vpn }", with: "attached-to: vpn, routes-to: 10.0.0.0/8 }"
        )
        .replacing("from: app-1, to: dc", with: "from: dc, to: 10.9.0.10"),
        mend: ["to: 10.9.0.10": "to: app-1"]),
      rules: "R149, R150, R155", sources: [.vpnGateways, .explanationCodes]),
    CodePage(
      .vpnPrefixUnknown, "no VPN connection of the virtual private gateway knows the prefix",
      meaning: """
        A virtual private gateway forwards only to prefixes that it learned by BGP or that are \
        static routes of a VPN connection, whatever the route tables of the VPC send to it. It also \
        takes in packets only from such prefixes.
        """,
      remedy: """
        Announce the prefix on premises, or add it to the static routes of the connection: \
        `routes:`.
        """,
      example: CodeExample(
        vpnGateway.replacing(
          "{ vpn-gateway: app/vgw }", with: "{ vpn-gateway: app/vgw, routes: 192.168.0.0/20 }"),
        mend: ["routes: 192.168.0.0/20": "routes: 192.168.0.0/16"]),
      rules: "R149, R153", sources: [.vpnRouting, .vpnPriority]),
    CodePage(
      .vpnNoIPv6, "a VPN connection carries no IPv6",
      meaning: """
        The tunnels of a VPN connection carry one family, whatever the route tables say: at a \
        virtual private gateway IPv4, at a transit gateway IPv4 unless \
        `tunnel-inside-ip-version` says `ipv6`.
        """,
      remedy: """
        Create another VPN connection for IPv6, attached to a transit gateway, with \
        `tunnel-inside-ip-version: ipv6`.
        """,
      example: CodeExample(
        """
        netproof: 1
        networks: { dc: { cidrs: "2600:1f18:c::/48", attached-to: vpn, routes-to: "2600:1f18:a::/56" } }
        vpcs:
          app:
            cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
            vpn-gateways: { vgw: {} }
            subnets: { app: { cidrs: [10.0.1.0/24, "2600:1f18:a:1::/64"] } }
            route-tables: { main: { main: true, routes: [{ to: "2600:1f18:c::/48", via: vgw }] } }
            instances: { app-1: { subnet: app, ipv6: "2600:1f18:a:1::10" } }
        vpn-connections: { vpn: { vpn-gateway: app/vgw } }
        assertions:
          - { from: app-1, to: dc, port: tcp/22, expect: reachable }
        """,
        mended: """
          netproof: 1
          networks: { dc: { cidrs: "2600:1f18:c::/48", attached-to: vpn } }
          vpcs:
            app:
              cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
              subnets: { app: { cidrs: [10.0.1.0/24, "2600:1f18:a:1::/64"] } }
              route-tables: { main: { main: true, routes: [{ to: "2600:1f18:c::/48", via: hub }] } }
              instances: { app-1: { subnet: app, ipv6: "2600:1f18:a:1::10" } }
          vpn-connections: { vpn: { tunnel-inside-ip-version: ipv6 } }
          transit-gateways:
            hub:
              attachments: { app: { vpc: app, subnets: app, ipv6-support: true }, dc: { vpn: vpn } }
              route-tables: { main: { associations: [app, dc], propagations: [app, dc] } }
          assertions:
            - { from: app-1, to: dc, port: tcp/22, expect: reachable }
          """), rules: "R154", sources: [.vpnFamilies]),
  ]

  /// A VPC and a network behind its virtual private gateway whose question is answered with yes.
  private static let vpnGateway = """
    netproof: 1
    networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vpn } }
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        vpn-gateways: { vgw: {} }
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 192.168.0.0/16, via: vgw }] } }
        security-groups:
          app-sg: { default: true, inbound: [{ allow: tcp, ports: 22, from: dc }] }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
    vpn-connections: { vpn: { vpn-gateway: app/vgw } }
    assertions:
      - { from: app-1, to: dc, port: tcp/22, expect: reachable }
    """
}
