import NetproofModel

extension CodePages {
  /// VPC endpoints.
  static let endpointPages: [CodePage] = [
    CodePage(
      .vpceInitiate, "an interface endpoint opens no connections",
      meaning: """
        An interface endpoint leads from the VPC to its service and never the other way: its \
        interfaces answer what comes to them, and nothing begins there.
        """,
      remedy: "Ask the question the other way round.",
      example: CodeExample(
        interfaceEndpoint.replacing("from: app-1, to: logs", with: "from: logs, to: app-1"),
        mended: interfaceEndpoint),
      rules: "R162", sources: [.interfaceEndpoints, .explanationCodes]),
    CodePage(
      .vpceNotAccepted, "the provider of the service has not accepted the endpoint",
      meaning: """
        The owner of an endpoint service may demand that every endpoint is accepted. Until then, and \
        after a rejection, its interfaces exist, but what arrives there goes no further.
        """,
      remedy: "Have the provider accept the endpoint.",
      example: CodeExample(
        interfaceEndpoint.replacing(
          "type: interface,", with: "type: interface, state: pending-acceptance,"),
        mended: interfaceEndpoint),
      rules: "R160, R167", sources: [.endpointServices]),
    CodePage(
      .vpceServiceNotInAZ, "the endpoint's service is not offered in this zone",
      meaning: """
        An interface of an endpoint is served in its own availability zone. In this one the service \
        is not offered (`service-zones:`), so what arrives at that interface goes no further.
        """,
      remedy: "Use the endpoint's interface in another zone, or have the provider add the zone.",
      example: CodeExample(
        interfaceEndpoint.replacing(
          "type: interface,", with: "type: interface, service-zones: b,"),
        mend: ["service-zones: b": "service-zones: [a, b]"]),
      rules: "R168", sources: [.endpointServices, .explanationCodes]),
    CodePage(
      .vpceNoICMP, "an interface endpoint answers no ping",
      meaning: """
        Endpoints carry the traffic of their service alone. They answer no ICMP, whatever the \
        security groups allow, so that a ping proves nothing about them.
        """,
      remedy: "Try a connection to a port of the service instead.",
      example: CodeExample(
        interfaceEndpoint.replacing("port: tcp/443", with: "port: icmp"),
        mended: interfaceEndpoint),
      rules: "R163", sources: [.interfaceEndpoints]),
    CodePage(
      .vpcePort, "the endpoint's service does not answer at this port",
      meaning: """
        Services of AWS answer at TCP port 443 unless `ports:` says otherwise; an endpoint service \
        answers where its load balancer listens. Nothing else gets through, whatever the security \
        groups allow.
        """,
      remedy: "Use a port of the service, or state its ports: `ports:`.",
      example: CodeExample(
        interfaceEndpoint.replacing("port: tcp/443", with: "port: tcp/6379"),
        mend: ["type: interface,": "type: interface, ports: tcp/6379,"]),
      rules: "R163", sources: [.interfaceEndpoints]),
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
    CodePage(
      .encReject, "the VPC enforces encryption, and this seems to have none",
      meaning: """
        A VPC with `encryption-control: enforce` lets its interface endpoints take only what is \
        encrypted. At services of AWS's own that is HTTPS: TCP to port 443.
        """,
      remedy: "Ask the service over TLS at port 443, or set `encryption-control: monitor`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            encryption-control: enforce
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            vpc-endpoints:
              sqs: { type: interface, service: sqs, subnets: { app: 10.0.1.50 }, ports: [tcp/80, tcp/443] }
            security-groups:
              app-sg: { default: true, inbound: [{ allow: tcp, ports: [80, 443], from: 10.0.0.0/16 }] }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        assertions:
          - { from: app-1, to: sqs, port: tcp/80, expect: reachable }
        """, mend: ["port: tcp/80, expect": "port: tcp/443, expect"]),
      rules: "R199", sources: [.encryptionControls]),
  ]

  private static let interfaceEndpoint = """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        region: us-east-1
        subnets: { app: { cidrs: 10.0.1.0/24, zone: a } }
        security-groups:
          open: { inbound: [{ allow: all, from: 10.0.0.0/16 }] }
        vpc-endpoints:
          logs: { type: interface, service: logs, subnets: { app: 10.0.1.50 }, security-groups: open }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10, security-groups: open } }
    assertions:
      - { from: app-1, to: logs, port: tcp/443, expect: reachable }
    """

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
