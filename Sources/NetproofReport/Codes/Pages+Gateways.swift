import NetproofModel

extension CodePages {
  /// IPv6 at the border, NAT gateways, and how replies leave.
  static let gatewayPages: [CodePage] = [
    CodePage(
      .privateIPv6ToInternet, "a private IPv6 address meets the internet",
      meaning: """
        Addresses of fc00::/7 are private: AWS drops them at the internet gateway and at the \
        egress-only one, whatever the routes say. Inside VPCs, over peerings and transit gateways \
        they work.
        """,
      remedy:
        "Give the host a public IPv6 address, from a block that Amazon provides or that is yours.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: [10.0.0.0/16, "fd80:0:0:a00::/56"]
            egress-only-internet-gateways: { eigw: {} }
            subnets: { app: { cidrs: [10.0.1.0/24, "fd80:0:0:a01::/64"] } }
            route-tables: { main: { main: true, routes: [{ to: "::/0", via: eigw }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10, ipv6: "fd80:0:0:a01::10" } }
        assertions:
          - { from: app-1, to: internet, port: tcp/443, family: ipv6, expect: reachable }
        """,
        mend: [
          "fd80:0:0:a00::/56": "2600:0:0:a00::/56", "fd80:0:0:a01::/64": "2600:0:0:a01::/64",
          "fd80:0:0:a01::10": "2600:0:0:a01::10",
        ]),
      rules: "R32, R95", sources: [.addressing, .uniqueLocal]),
    CodePage(
      .denyIGWTraffic, "the interface refuses IPv6 packets from the internet",
      meaning: """
        The interface has `deny-internet-gateway: true`, as AWS sets it for interface endpoints and \
        internal load balancers. It answers inside the VPC, over peerings and transit gateways, \
        but not to the internet.
        """,
      remedy: "Switch the flag off, or expect `unreachable`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: [10.0.0.0/16, "2600:0:0:a00::/56"]
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: [10.0.1.0/24, "2600:0:0:a01::/64"] } }
            route-tables: { main: { main: true, routes: [{ to: "::/0", via: igw }] } }
            security-groups:
              web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: "::/0" }] }
            interfaces:
              lb-eni: { subnet: web, ipv6: "2600:0:0:a01::10", deny-internet-gateway: true }
        assertions:
          - { from: internet, to: lb-eni, port: tcp/443, expect: reachable }
        """, mend: ["deny-internet-gateway: true": "deny-internet-gateway: false"]),
      rules: "R33", sources: [.addressing]),
    CodePage(
      .spoofedSource, "the gateway drops a source that is no interface of its VPC",
      meaning: """
        An internet gateway, and a virtual private gateway, serves only its own VPC. Packets that come in by a transit gateway and \
        are routed on to the gateway still have their foreign source, so it drops them. \
        They have to be translated inside this VPC first.
        """,
      remedy:
        "Route what comes in by the transit gateway to a NAT gateway, not to the internet gateway.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          spoke:
            cidrs: 10.1.0.0/16
            subnets: { app: { cidrs: 10.1.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: hub }] } }
            instances: { app-1: { subnet: app, private-ip: 10.1.1.10 } }
          egress:
            cidrs: 10.2.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              hub: { cidrs: 10.2.0.0/28, route-table: from-hub }
              nat: { cidrs: 10.2.1.0/24, route-table: from-nat }
            route-tables:
              from-hub: { routes: [{ to: 0.0.0.0/0, via: igw }] }
              from-nat: { routes: [{ to: 0.0.0.0/0, via: igw }, { to: 10.1.0.0/16, via: hub }] }
            nat-gateways: { nat: { subnet: nat, private-ip: 10.2.1.100, public-ip: 52.0.0.100 } }
        transit-gateways:
          hub:
            attachments: { spoke: { vpc: spoke, subnets: app }, egress: { vpc: egress, subnets: hub } }
            route-tables:
              main: { associations: [spoke, egress], propagations: [spoke, egress],
                      routes: [{ to: 0.0.0.0/0, via: egress }] }
        assertions:
          - { from: app-1, to: internet, port: tcp/443, expect: reachable }
        """,
        mend: [
          "from-hub: { routes: [{ to: 0.0.0.0/0, via: igw }] }":
            "from-hub: { routes: [{ to: 0.0.0.0/0, via: nat }] }"
        ]),
      rules: "R95, R99, R105", sources: [.internetGateways, .natBasics, .explanationCodes]),
    CodePage(
      .returnNotViaIGW, "packets came by an internet gateway, their replies leave elsewhere",
      meaning: """
        Who is asked through an internet gateway has to answer through the same one. The subnet of \
        this host sends replies somewhere else, mostly to a NAT gateway by its default route, and \
        they are lost. A public address on a host in a private subnet does this.
        """,
      remedy: "Route the client's addresses from this subnet to the internet gateway.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              public: { cidrs: 10.0.0.0/24, route-table: public }
              app: { cidrs: 10.0.1.0/24, route-table: private }
            route-tables:
              public: { routes: [{ to: 0.0.0.0/0, via: igw }] }
              private: { routes: [{ to: 0.0.0.0/0, via: nat }] }
            nat-gateways: { nat: { subnet: public, private-ip: 10.0.0.100, public-ip: 52.0.0.100 } }
            security-groups:
              app-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: 0.0.0.0/0 }] }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: internet, to: app-1, port: tcp/443, expect: reachable }
        """,
        mend: [
          "app: { cidrs: 10.0.1.0/24, route-table: private }":
            "app: { cidrs: 10.0.1.0/24, route-table: public }"
        ]),
      with: ["FORWARD_DELIVERED"], rules: "R98, R101", sources: [.internetGateways, .natGateways]),
    CodePage(
      .eigwUnsolicitedInbound, "an egress-only internet gateway lets nothing in",
      meaning: """
        An egress-only internet gateway carries IPv6 connections that begin in the VPC, and their \
        replies. Nobody on the internet can begin one through it, whatever the security groups \
        allow.
        """,
      remedy: "Use an internet gateway for what has to be reached, or expect `unreachable`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: [10.0.0.0/16, "2600:0:0:a00::/56"]
            egress-only-internet-gateways: { gw: {} }
            subnets: { web: { cidrs: [10.0.1.0/24, "2600:0:0:a01::/64"] } }
            route-tables: { main: { main: true, routes: [{ to: "::/0", via: gw }] } }
            security-groups:
              web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: "::/0" }] }
            instances: { web-1: { subnet: web, ipv6: "2600:0:0:a01::10" } }
        assertions:
          - { from: internet, to: web-1, port: tcp/443, expect: reachable }
        """, mend: ["egress-only-internet-gateways": "internet-gateways"]),
      rules: "R100", sources: [.egressOnlyGateways]),
    CodePage(
      .natBadState, "the NAT gateway is not available",
      meaning: """
        Only a NAT gateway in state `available` translates. One that is pending, failed or being \
        deleted drops what routes send to it; the route itself may still look active.
        """,
      remedy:
        "Replace the gateway (a failed one never recovers) and point the routes at the new one.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              public: { cidrs: 10.0.0.0/24, route-table: public }
              app: { cidrs: 10.0.1.0/24 }
            route-tables:
              public: { routes: [{ to: 0.0.0.0/0, via: igw }] }
              main: { main: true, routes: [{ to: 0.0.0.0/0, via: nat }] }
            nat-gateways:
              nat: { subnet: public, private-ip: 10.0.0.100, public-ip: 52.0.0.100, state: failed }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        assertions:
          - { from: app-1, to: internet, port: tcp/443, expect: reachable }
        """, mend: ["state: failed": "state: available"]),
      rules: "R102, R103", sources: [.natGateways, .natTroubles, .explanationCodes]),
    CodePage(
      .natProtocol, "a NAT gateway carries only TCP, UDP and ICMP",
      meaning: """
        A NAT gateway tells connections apart by their ports, so it drops every protocol that it \
        cannot: GRE, ESP, SCTP and the rest.
        """,
      remedy: "Send such packets from a host with a public address, or tunnel them in UDP.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              public: { cidrs: 10.0.0.0/24, route-table: public }
              vpn: { cidrs: 10.0.1.0/24, route-table: private }
            route-tables:
              public: { routes: [{ to: 0.0.0.0/0, via: igw }] }
              private: { routes: [{ to: 0.0.0.0/0, via: nat }] }
            nat-gateways: { nat: { subnet: public, private-ip: 10.0.0.100, public-ip: 52.0.0.100 } }
            instances: { gre-1: { subnet: vpn, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: gre-1, to: internet, port: protocol/47, expect: reachable }
        """,
        mend: [
          "vpn: { cidrs: 10.0.1.0/24, route-table: private }":
            "vpn: { cidrs: 10.0.1.0/24, route-table: public }"
        ]),
      rules: "R104", sources: [.natBasics, .explanationCodes]),
    CodePage(
      .natUnsolicitedInbound, "nobody can begin a connection to a NAT gateway",
      meaning: """
        A NAT gateway takes in replies to connections that it translated, and nothing else. It \
        forwards no ports to the hosts behind it, from the internet or from anywhere.
        """,
      remedy: "Ask for a host or load balancer that has a public address of its own.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            nat-gateways: { nat: { subnet: web, private-ip: 10.0.1.100, public-ip: 52.0.0.100 } }
            security-groups:
              web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: 0.0.0.0/0 }] }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: internet, to: 52.0.0.100, port: tcp/443, expect: reachable }
        """, mend: ["to: 52.0.0.100, port": "to: 52.0.0.10, port"]),
      rules: "R109", sources: [.natGateways, .natBasics]),
    CodePage(
      .natRegionalAZ, "a regional NAT gateway has no address in the zone",
      meaning: """
        In manual mode a regional NAT gateway serves the zones in which it was given an address, and \
        no others. In automatic mode AWS adds zones where interfaces appear, and serves them from \
        another zone until then.
        """,
      remedy: """
        Give it an address in the zone, under `public-ips`, or use automatic mode. Whether AWS \
        serves further zones in manual mode is not documented alike everywhere: the policy \
        `regional-nat-manual-zone` decides.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { app: { cidrs: 10.0.1.0/24, zone: b } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: nat }] } }
            nat-gateways: { nat: { kind: regional, mode: manual, public-ips: { a: 52.0.0.100 } } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        assertions:
          - { from: app-1, to: internet, port: tcp/443, expect: reachable }
        """, mend: ["public-ips: { a: 52.0.0.100 }": "public-ips: { a: 52.0.0.100, b: 52.0.0.101 }"]
      ),
      with: ["ASSUMPTION", "AZ_CROSSED"], rules: "R102, R114",
      sources: [.regionalNATGateways, .explanationCodes]),
  ]
}
