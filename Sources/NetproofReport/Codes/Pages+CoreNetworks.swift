import NetproofModel

extension CodePages {
  /// Core networks of Cloud WAN.
  static let coreNetworkPages: [CodePage] = [
    CodePage(
      .cloudWANNoRoute, "the segment of the core network does not lead to the destination",
      meaning: """
        Each segment of a core network is a network of its own. It knows the routes of its own \
        attachments, unless they are isolated; of those of segments that it is shared with; and \
        static ones. There is none to the destination, or the one selected is a blackhole.
        """,
      remedy: """
        Attach both to one segment that is not isolated, share the two segments, or write a static \
        route.
        """,
      example: CodeExample(
        coreNetwork.replacing(
          "prod: {}", with: "prod: { isolate-attachments: true }"),
        mend: ["isolate-attachments: true": "isolate-attachments: false"]), rules: "R222",
      sources: [.cloudWANSegments, .cloudWANRoutes]),
    CodePage(
      .unsupportedCloudWANFeature, "the core network does what is not modelled",
      meaning: """
        Service insertion (`send-via`, `send-to`) and routing policies change the way of packets \
        through a core network. Where its policy has them, what becomes of packets there is not \
        known.
        """,
      remedy: "Ask about the parts on both sides of the core network.",
      example: CodeExample(
        coreNetwork.replacing(
          "    segments: { prod: {} }",
          with: "    service-insertion: true\n    segments: { prod: {} }"
        ),
        mend: ["service-insertion: true": "service-insertion: false"]), rules: "R222, U24",
      sources: [.cloudWANSegments]),
  ]

  /// Two VPCs at a core network whose question is answered with yes.
  private static let coreNetwork = """
    netproof: 1
    vpcs:
      app:
        region: us-east-1
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/8, via: wan }] } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
      data:
        region: eu-west-1
        cidrs: 10.1.0.0/16
        subnets: { db: { cidrs: 10.1.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/8, via: wan }] } }
        security-groups:
          db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
        instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
    core-networks:
      wan:
        edge-locations: [us-east-1, eu-west-1]
        segments: { prod: {} }
        attachments:
          app: { segment: prod, vpc: app, subnets: app }
          data: { segment: prod, vpc: data, subnets: db }
    assertions:
      - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
    """
}
