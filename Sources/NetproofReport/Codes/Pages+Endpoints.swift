import NetproofModel

extension CodePages {
  /// VPC endpoints.
  static let endpointPages: [CodePage] = [
    CodePage(
      .vpceGatewayProtocol, "a gateway endpoint carries only TCP and echo requests",
      meaning: """
        The route of a gateway endpoint takes every packet to the addresses of its service, \
        whatever its protocol, but the endpoint passes on TCP and ICMP echo requests alone. A route \
        to a NAT gateway or an internet gateway does not help while the endpoint's is more specific.
        """,
      remedy: "Use TCP, or take the route table from the endpoint's associations.",
      example: CodeExample(
        gatewayEndpoint.replacing("port: tcp/443", with: "port: udp/443"),
        mended: gatewayEndpoint),
      rules: "R172", sources: [.gatewayEndpoints, .explanationCodes]),
    CodePage(
      .vpceGatewayNotTransitive, "a gateway endpoint serves its own VPC alone",
      meaning: """
        A gateway endpoint takes only packets from addresses of its VPC. What entered the VPC by a \
        peering, a transit gateway or a VPN cannot use it, even if the table that it is looked up \
        in has the endpoint's route.
        """,
      remedy: """
        Make an endpoint in the VPC that the packets come from, or give them an address of the \
        endpoint's VPC on the way (a NAT gateway).
        """,
      example: CodeExample(
        sharedEndpoint,
        mend: [
          "main: true, routes: [{ to: s3-addresses, via: tgw }] } }":
            "main: true } }\n    vpc-endpoints:\n"
            + "      s3: { type: gateway, service: s3, prefix-list: s3-addresses, "
            + "route-tables: main }"
        ]),
      rules: "R173", sources: [.gatewayEndpoints]),
    CodePage(
      .gatewayEndpointBypassed,
      "packets pass by a gateway endpoint that leads to their service",
      meaning: """
        The VPC has a gateway endpoint for the addresses that the packets go to, but the route \
        table that decides about them is not associated with it. They take the internet gateway or \
        the NAT gateway instead: it works, but it is not private, and a NAT gateway costs by the \
        byte. The verdict does not change.
        """,
      remedy: "Associate the route table with the endpoint: `route-tables:`.",
      example: CodeExample(
        """
        netproof: 1
        prefix-lists: { s3-addresses: { entries: 52.216.0.0/15 } }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            region: us-east-1
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24, route-table: public } }
            route-tables:
              main: { main: true }
              public: { routes: [{ to: 0.0.0.0/0, via: igw }] }
            vpc-endpoints:
              s3: { type: gateway, service: s3, prefix-list: s3-addresses, route-tables: main }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: web-1, to: s3, port: tcp/443, expect: reachable }
        """, mend: ["route-tables: main }": "route-tables: [main, public] }"]),
      rules: "R171", sources: [.gatewayEndpoints]),
  ]

  private static let gatewayEndpoint = """
    netproof: 1
    prefix-lists: { s3-addresses: { entries: 52.216.0.0/15 } }
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        region: us-east-1
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true } }
        vpc-endpoints:
          s3: { type: gateway, service: s3, prefix-list: s3-addresses, route-tables: main }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
    assertions:
      - { from: app-1, to: s3, port: tcp/443, expect: reachable }
    """

  private static let sharedEndpoint = """
    netproof: 1
    prefix-lists: { s3-addresses: { entries: 52.216.0.0/15 } }
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        region: us-east-1
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: s3-addresses, via: tgw }] } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
      shared:
        cidrs: 10.1.0.0/16
        region: us-east-1
        subnets: { hub: { cidrs: 10.1.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: tgw }] } }
        vpc-endpoints:
          s3: { type: gateway, service: s3, prefix-list: s3-addresses, route-tables: main }
    transit-gateways:
      tgw:
        attachments: { app: { vpc: app, subnets: app }, shared: { vpc: shared, subnets: hub } }
        route-tables:
          main:
            associations: [app, shared]
            propagations: [app, shared]
            routes: [{ to: 52.216.0.0/15, via: shared }]
    assertions:
      - { from: app-1, to: com.amazonaws.us-east-1.s3, port: tcp/443, expect: reachable }
    """
}
