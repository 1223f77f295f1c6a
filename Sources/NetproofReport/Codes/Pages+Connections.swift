extension CodePages {
  /// What AWS refuses of rules, routes, peerings and transit gateways.
  static let connectionPages: [CodePage] = [
    CodePage(
      "NP0331", "two rules of one list have the same number",
      meaning: """
        The numbers of a network ACL's rules decide which comes first, so they differ within a \
        direction; so do the priorities of a firewall policy's stateless rules, and with \
        `rule-order: strict` those of its stateful groups.
        """,
      remedy: "Give one of them another number.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            network-acls:
              web-acl:
                inbound:
                  - { rule: 100, allow: tcp, ports: 443, from: 0.0.0.0/0 }
                  - { rule: 100, deny: all, from: 0.0.0.0/0 }
        """, mend: ["rule: 100, deny": "rule: 110, deny"]),
      rules: "R58", sources: [.networkACLRules]),
    CodePage(
      "NP0337", "AWS ignores the ICMPv6 type of a rule with an IPv4 block",
      meaning: """
        A rule for `icmpv6` with an IPv4 CIDR matches every IPv4 packet of protocol 58, whatever \
        its type; ICMPv6 itself has IPv6 addresses. That is a warning.
        """,
      remedy: "Write an IPv6 CIDR, such as `\"::/0\"`.",
      example: rule(
        "{ rule: 100, allow: icmpv6, type: 128, from: 0.0.0.0/0 }",
        "{ rule: 100, allow: icmpv6, type: 128, from: \"::/0\" }"),
      rules: "R60", sources: [.createNetworkACLEntry, .icmpv6]),
    CodePage(
      "NP0340", "a gateway route table cannot be the main one",
      meaning: "A table with `edge-of` routes what enters by a gateway; subnets cannot use it.",
      remedy: "Split it: one table with `main: true`, one with `edge-of`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            route-tables: { edge: { main: true, edge-of: igw } }
        """, mend: ["main: true, ": ""]),
      rules: "R36, R50", sources: [.gatewayRouteTables]),
    CodePage(
      "NP0341", "a gateway has two route tables",
      meaning: "A gateway is associated with one route table at most.",
      remedy: "Keep one of the two `edge-of`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            route-tables: { one: { edge-of: igw }, two: { edge-of: igw } }
        """, mend: ["two: { edge-of: igw }": "two: {}"]),
      rules: "R50", sources: [.gatewayRouteTables]),
    CodePage(
      "NP0342", "a route is ignored, because AWS refuses it",
      meaning: """
        The route has an illegal target or destination; the message says why. It counts as absent, \
        and answers that it would have changed carry the note `ROUTE_IGNORED`. See also \
        `ROUTE_TARGET_ILLEGAL`, `ROUTE_TARGET_FAMILY`, `ROUTE_MORE_SPECIFIC_ILLEGAL` and \
        `ROUTE_RESERVED_RANGE`.
        """,
      remedy: "Correct or remove the route; the deployment would fail at it.",
      example: duplicateRoute, with: ["ROUTE_TARGET_ILLEGAL"], rules: "R8, R48 to R50",
      sources: [.routeTables, .createRoute]),
    CodePage(
      "NP0343", "some entries of a prefix list cannot be routed there and are ignored",
      meaning: """
        The route to the prefix list counts for its other entries; those named in the message \
        would be refused as routes of their own.
        """,
      remedy: "Take the entries out of the list, or use two lists.",
      example: CodeExample(
        """
        netproof: 1
        prefix-lists:
          partners: { entries: [198.51.100.0/24, 10.0.7.0/24] }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            route-tables: { main: { main: true, routes: [{ to: partners, via: igw }] } }
        """, mend: [", 10.0.7.0/24": ", 203.0.113.0/24"]),
      with: ["ROUTE_MORE_SPECIFIC_ILLEGAL"], rules: "R48, R49", sources: [.routeTables]),
    CodePage(
      "NP0344", "two prefix lists of one table share a block and lead elsewhere",
      meaning: "Which of the two routes AWS takes is luck. See also `ROUTE_PREFIXLIST_AMBIGUOUS`.",
      remedy: "Write a route to the block itself, which goes before both.",
      example: ambiguousLists, with: ["ROUTE_PREFIXLIST_AMBIGUOUS"], rules: "R43",
      sources: [.routePriority]),
    CodePage(
      "NP0345", "nothing can propagate routes into a gateway route table",
      meaning: """
        A table with `edge-of` routes what enters by a gateway, and leads into the VPC only. What \
        a virtual private gateway learns is of use in the tables of subnets.
        """,
      remedy: "Remove `propagations`, or write it in the tables of the subnets.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            vpn-gateways: { vgw: {} }
            route-tables: { edge: { edge-of: vgw, propagations: vgw } }
        """, mend: ["edge-of: vgw, propagations": "propagations"]),
      rules: "R50, R56", sources: [.gatewayRouteTables]),
    CodePage(
      "NP0350", "a peering has the same VPC at both ends",
      meaning: "A peering connects two VPCs; within one, `local` routes do.",
      remedy: "Name two different ones.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16 }, data: { cidrs: 10.1.0.0/16 } }
        peerings: { link: { between: [app, app] } }
        """, mend: ["[app, app]": "[app, data]"]), rules: "R116", sources: [.peerings]),
    CodePage(
      "NP0351", "two VPCs are peered twice",
      meaning: "Two VPCs have at most one active peering.",
      remedy: "Remove one of them.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16 }, data: { cidrs: 10.1.0.0/16 } }
        peerings:
          link: { between: [app, data] }
          back: { between: [data, app] }
        """,
        mend: ["back: { between: [data, app] }": "back: { between: [data, app], state: deleted }"]),
      rules: "R116", sources: [.peerings]),
    CodePage(
      "NP0352", "the blocks of two peered VPCs overlap",
      meaning: """
        AWS refuses such a peering, even if no route uses the common addresses. See also \
        `PCX_CIDR_OVERLAP`.
        """,
      remedy: "Renumber one VPC, or connect the two by private NAT gateways or PrivateLink.",
      example: overlappingPeers, with: ["PCX_CIDR_OVERLAP"], rules: "R117", sources: [.peerings]),
    CodePage(
      "NP0361", "an attachment has two subnets of one zone",
      meaning: """
        A transit gateway attachment has at most one subnet in each zone. Subnets without a \
        `zone` share one.
        """,
      remedy: "Remove one of the subnets, or name their zones.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { one: { cidrs: 10.0.1.0/24 }, two: { cidrs: 10.0.2.0/24 } }
        transit-gateways:
          hub: { attachments: { app: { vpc: app, subnets: [one, two] } } }
        """, mend: ["[one, two]": "[one]"]), rules: "R125", sources: [.transitAttachments]),
    CodePage(
      "NP0362", "something is attached twice to one gateway",
      meaning: """
        A VPC has one attachment to a transit gateway or core network, with a subnet for each zone; \
        a route table of a transit gateway has one to a core network, for one segment. A VPN connection \
        ends at one gateway altogether.
        """,
      remedy: "Put what is missing into the first attachment, and remove the second.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { one: { cidrs: 10.0.1.0/24, zone: a }, two: { cidrs: 10.0.2.0/24, zone: b } }
        transit-gateways:
          hub:
            attachments:
              app-a: { vpc: app, subnets: one }
              app-b: { vpc: app, subnets: two }
        """,
        mend: ["subnets: one }\n      app-b: { vpc: app, subnets: two }": "subnets: [one, two] }"]),
      rules: "R125", sources: [.transitAttachments]),
    CodePage(
      "NP0324", "a transit gateway is in another region than the edge location",
      meaning: """
        A transit gateway and a core network peer in one region; its route tables are attached at \
        the edge location there, and at no other one.
        """,
      remedy: "Leave `edge-location` out, or name the transit gateway's region.",
      example: CodeExample(
        """
        netproof: 1
        transit-gateways: { hub: { region: eu-west-1, route-tables: { main: {} } } }
        core-networks:
          wan:
            edge-locations: [us-east-1, eu-west-1]
            segments: { prod: {} }
            attachments:
              hub:
                segment: prod
                transit-gateway-route-table: hub/main
                edge-location: us-east-1
        """, mend: ["edge-location: us-east-1": "edge-location: eu-west-1"]),
      rules: "R222", sources: [.cloudWANPeerings]),
    CodePage(
      "NP0363", "an attachment is associated with two route tables",
      meaning: "What comes in from an attachment is looked up in one table only.",
      remedy: "Remove one of the associations. Propagations may go to many tables.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, subnets: { one: { cidrs: 10.0.1.0/24 } } } }
        transit-gateways:
          hub:
            attachments: { app: { vpc: app, subnets: one } }
            route-tables: { spokes: { associations: app }, shared: { associations: app } }
        """, mend: ["shared: { associations: app }": "shared: { propagations: app }"]),
      rules: "R131", sources: [.transitGateways]),
    CodePage(
      "NP0364", "the peer of an attachment does not name it back",
      meaning: "A peering of transit gateways is two attachments, each of which names the other.",
      remedy: "Write the attachment's name as `peer` at the other end.",
      example: CodeExample(
        """
        netproof: 1
        transit-gateways:
          east: { attachments: { to-west: { peer: west/to-east } } }
          west:
            attachments:
              to-east: { peer: north/to-west }
          north: { attachments: { to-west: { peer: west/to-east } } }
        """,
        mended: """
          netproof: 1
          transit-gateways:
            east: { attachments: { to-west: { peer: west/to-east } } }
            west:
              attachments:
                to-east: { peer: east/to-west }
                to-north: { peer: north/to-west }
            north: { attachments: { to-west: { peer: west/to-north } } }
          """), rules: "R142", sources: [.transitPeering]),
    CodePage(
      "NP0365", "a transit gateway's route needs the entries of a prefix list",
      meaning:
        """
        The route is one for each entry of the list, and the list is marked `described: false`. It \
        may lead any destination to the route's target, so that whatever is looked up in the table \
        is undetermined.
        """,
      remedy: "Describe the prefix list.",
      example: CodeExample(
        """
        netproof: 1
        prefix-lists:
          offices: { described: false }
        transit-gateways:
          hub: { route-tables: { main: { routes: [{ to: offices, via: blackhole }] } } }
        """, mend: ["{ described: false }": "{ entries: [198.51.100.0/24] }"]),
      rules: "R133", sources: [.transitGateways]),
    CodePage(
      "NP0366", "a VPC overlaps one attached before it and propagates no routes",
      meaning: """
        Only the first of two overlapping VPCs is found through the transit gateway. See also \
        `TGW_CIDR_OVERLAP`.
        """,
      remedy: "Renumber one of the VPCs, or write static routes.",
      example: overlappingSpokes, with: ["TGW_CIDR_OVERLAP"], rules: "R135",
      sources: [.transitAttachments]),
    CodePage(
      "NP0367", "a transit gateway's table has a second route to the same block",
      meaning: """
        A table has one static route for each block; the second one is ignored, with this \
        warning.
        """,
      remedy: "Remove one of the two.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, subnets: { one: { cidrs: 10.0.1.0/24 } } } }
        transit-gateways:
          hub:
            attachments: { app: { vpc: app, subnets: one } }
            route-tables:
              main:
                routes:
                  - { to: 10.9.0.0/16, via: app }
                  - { to: 10.9.0.0/16, via: blackhole }
        """, mend: ["{ to: 10.9.0.0/16, via: blackhole }": "{ to: 10.9.9.0/24, via: blackhole }"]),
      with: ["ROUTE_TARGET_ILLEGAL"], rules: "R133", sources: [.transitGateways]),
    CodePage(
      "NP0368", "a VPN connection with static routing, or a peering, propagates nothing",
      meaning: """
        A transit gateway learns routes from a VPN connection by BGP alone. Those of a connection \
        with static routing are static routes of the table, and so are all that lead over a peering \
        of two transit gateways; such a propagation adds none, and this warning says so.
        """,
      remedy: "Write the routes in the table, or `routing: bgp` at the connection.",
      example: CodeExample(
        """
        netproof: 1
        networks: { office: { cidrs: 192.168.0.0/16, attached-to: vpn } }
        transit-gateways:
          hub:
            attachments: { office: { vpn: vpn } }
            route-tables: { main: { associations: office, propagations: office } }
        vpn-connections: { vpn: { routing: static } }
        """, mend: ["routing: static": "routing: bgp"]),
      rules: "R132", sources: [.transitGateways]),
    CodePage(
      "NP0369", "a VPN connection ends at two gateways",
      meaning: """
        A VPN connection ends either at a virtual private gateway (`vpn-gateway`) or at a transit \
        gateway (an attachment with `vpn`).
        """,
      remedy: "Write a connection of its own for each, or remove one of the two.",
      example: CodeExample(
        """
        netproof: 1
        networks: { office: { cidrs: 192.168.0.0/16, attached-to: line } }
        vpcs: { app: { cidrs: 10.0.0.0/16, vpn-gateways: { vgw: {} } } }
        transit-gateways:
          hub: { attachments: { office: { vpn: line } } }
        vpn-connections: { line: { vpn-gateway: app/vgw } }
        """, mend: ["{ vpn-gateway: app/vgw }": "{}"]),
      rules: "R144, R149", sources: [.vpnGateways]),
  ]
}
