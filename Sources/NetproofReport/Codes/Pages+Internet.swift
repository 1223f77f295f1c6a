import NetproofModel

extension CodePages {
  /// Internet gateways, for IPv4.
  static let internetPages: [CodePage] = [
    CodePage(
      .ingressRTBNoPublicIP,
      "a gateway's table leads to an appliance without public address",
      meaning: """
        The route table of the internet gateway (`edge-of`) sends incoming packets to an interface. \
        AWS steers packets from the internet only to an interface that has a public address of its \
        own, even though the packets are for somebody behind it.
        """,
      remedy: "Give the appliance's interface a public address.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              web: { cidrs: 10.0.1.0/24, route-table: web-routes }
              fw: { cidrs: 10.0.3.0/24, route-table: fw-routes }
            route-tables:
              edge: { edge-of: igw, routes: [{ to: 10.0.1.0/24, via: fw-1 }] }
              web-routes: { routes: [{ to: 0.0.0.0/0, via: fw-1 }] }
              fw-routes: { routes: [{ to: 0.0.0.0/0, via: igw }] }
            security-groups: { open: { default: true, inbound: [{ allow: all, from: 0.0.0.0/0 }] } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 }
              fw-1:
                { subnet: fw, private-ip: 10.0.3.10, source-dest-check: false, behaviour: forward }
        assertions:
          - { from: internet, to: web-1, port: udp/514, one-way: true, expect: reachable }
        """,
        mend: ["behaviour: forward }": "behaviour: forward,\n          public-ip: 52.0.0.30 }"]),
      with: ["ONE_WAY"], rules: "R50, R51", sources: [.gatewayRouteTables, .explanationCodes]),
    CodePage(
      .ingressRTBRedirection, "the subnet's way in leads by an appliance, its way out does not",
      meaning: """
        The route table of the internet gateway sends what comes in for this subnet to an \
        appliance. Hosts of the subnet then cannot use a route of their own straight to the \
        gateway: both directions have to pass the same appliance.
        """,
      remedy: "Route the subnet's internet traffic through the appliance as well.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              web: { cidrs: 10.0.1.0/24, route-table: web-routes }
              fw: { cidrs: 10.0.3.0/24, route-table: fw-routes }
            route-tables:
              edge: { edge-of: igw, routes: [{ to: 10.0.1.0/24, via: fw-1 }] }
              web-routes: { routes: [{ to: 0.0.0.0/0, via: igw }] }
              fw-routes: { routes: [{ to: 0.0.0.0/0, via: igw }] }
            security-groups: { open: { default: true, inbound: [{ allow: all, from: 0.0.0.0/0 }] } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 }
              fw-1: { subnet: fw, private-ip: 10.0.3.10, public-ip: 52.0.0.30, behaviour: snat,
                      source-dest-check: false }
        assertions:
          - { from: web-1, to: internet, port: tcp/443, expect: reachable }
        """,
        mend: [
          "web-routes: { routes: [{ to: 0.0.0.0/0, via: igw }] }":
            "web-routes: { routes: [{ to: 0.0.0.0/0, via: fw-1 }] }"
        ]),
      rules: "R50, R52", sources: [.gatewayRouteTables, .explanationCodes]),
    CodePage(
      .igwNotAttached, "the VPC has no attached internet gateway for packets from outside",
      meaning: """
        Packets from the internet enter a VPC by its internet gateway alone. The VPC has none, or \
        it is detached. (Outwards the same fault shows as `ROUTE_BLACKHOLE` at the route.)
        """,
      remedy: "Attach an internet gateway to the VPC, and route to it.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: { state: detached } }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            security-groups:
              web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: 0.0.0.0/0 }] }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: internet, to: web-1, port: tcp/443, expect: reachable }
        """, mend: ["state: detached": "state: attached"]),
      rules: "R95, R96", sources: [.internetGateways, .explanationCodes]),
    CodePage(
      .igwNoPublicIP, "the sender has no public IPv4 address for the internet gateway",
      meaning: """
        An internet gateway translates a private IPv4 address to its public one and carries nothing \
        that has none. A route to it is not enough, and a public address belongs to one private \
        address only: a secondary address needs its own. A private NAT gateway fails the same way.
        """,
      remedy: "Give the interface a public address, or route the subnet to a public NAT gateway.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        assertions:
          - { from: app-1, to: internet, port: tcp/443, expect: reachable }
        """, mend: ["10.0.1.10 }": "10.0.1.10, public-ip: 52.0.0.10 }"]),
      rules: "R27, R95, R108", sources: [.internetGateways, .instanceAddressing, .explanationCodes]),
    CodePage(
      .igwDstNotMapped, "the destination is not the public address of an interface here",
      meaning: """
        From the internet a host is reached by its public address. The address asked for belongs to \
        no interface of the VPC, or the host has no public address at all.
        """,
      remedy: """
        Associate an Elastic IP with the interface; to let only connections out, use a NAT gateway \
        and expect `unreachable` here.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            security-groups:
              web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: 0.0.0.0/0 }] }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
        assertions:
          - { from: internet, to: web-1, port: tcp/443, expect: reachable }
        """, mend: ["10.0.1.10 }": "10.0.1.10, public-ip: 52.0.0.10 }"]),
      rules: "R27, R96", sources: [.internetGateways, .explanationCodes]),
    CodePage(
      .igwPrivateDest, "packets to a private address end up at the internet gateway",
      meaning: """
        The destination is private (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16) or shared \
        (100.64.0.0/10), and the internet does not carry it. Usually the private route is missing, \
        so the packets follow 0.0.0.0/0 to the internet gateway and die there.
        """,
      remedy:
        "Add a route for the private prefix to the peering, transit gateway or VPN it is behind.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables:
              main:
                main: true
                routes:
                  - { to: 0.0.0.0/0, via: igw }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
          data:
            cidrs: 10.1.0.0/16
            subnets: { db: { cidrs: 10.1.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: link }] } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
        peerings: { link: { between: [app, data] } }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: [
          "- { to: 0.0.0.0/0, via: igw }":
            "- { to: 0.0.0.0/0, via: igw }\n          - { to: 10.1.0.0/16, via: link }"
        ]),
      rules: "R95", sources: [.privateAddresses, .sharedAddresses, .explanationCodes]),
    CodePage(
      .igwPrivateSource, "packets from a private address arrive at the internet gateway",
      meaning: """
        A network that is declared as attached to the internet has private or shared addresses. \
        Nothing on the internet sends from them, and the gateway refuses such packets.
        """,
      remedy: """
        Declare the network's public addresses, or attach it where it really is: \
        `attached-to:` a VPN connection.
        """,
      example: CodeExample(
        """
        netproof: 1
        networks:
          office: { cidrs: 192.168.7.0/24 }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            security-groups:
              web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: office }] }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: office, to: web-1, port: tcp/443, expect: reachable }
        """, mend: ["192.168.7.0/24": "198.51.100.0/24"]),
      rules: "R96", sources: [.privateAddresses, .sharedAddresses, .explanationCodes]),
  ]
}
