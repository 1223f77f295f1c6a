import NetproofModel

extension CodePages {
  /// Route tables of VPCs, and appliances that they lead to.
  static let routePages: [CodePage] = [
    CodePage(
      .noRoute, "the route table has no route to the destination",
      meaning: """
        A packet that leaves its subnet follows the most specific route of that subnet's table; \
        without any that contains the destination it is dropped. A subnet that names no table uses \
        the VPC's main one. 0.0.0.0/0 never covers IPv6, and replies need a route of their own: \
        the table of the subnet that answers is looked up as well.
        """,
      remedy: "Add a route to the destination, or associate the subnet with a table that has one.",
      example: noRoute, with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R36 to R45",
      sources: [.routeTables, .explanationCodes]),
    CodePage(
      .routeBlackhole, "the selected route leads to something that is gone",
      meaning: """
        The most specific route is in state `blackhole`: its target was deleted or detached, or is \
        an instance that does not run. AWS drops the packets and does not fall back to a less \
        specific route, even if 0.0.0.0/0 would lead somewhere.
        """,
      remedy: "Point the route to a target that works, or delete it so that another one counts.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: { state: detached } }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: web-1, to: internet, port: tcp/443, expect: reachable }
        """, mend: ["state: detached": "state: attached"]),
      with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R46, R47",
      sources: [.routeTables, .explanationCodes]),
    CodePage(
      .routingLoop, "the packets come back to where they were, with the same header",
      meaning: """
        Routes send the packets in a circle. Often an appliance's own subnet uses the table that \
        leads to the appliance, so that whatever it sends comes straight back to it.
        """,
      remedy: """
        Give the appliance's subnet a route table without the route to the appliance, or make the \
        route more specific.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              app: { cidrs: 10.0.1.0/24, route-table: inspected }
              db: { cidrs: 10.0.2.0/24 }
              fw: { cidrs: 10.0.3.0/24, route-table: inspected }
            route-tables: { inspected: { routes: [{ to: 10.0.2.0/24, via: fw-1 }] }, plain: {} }
            security-groups:
              open: { default: true, inbound: [{ allow: all, from: 10.0.0.0/16 }] }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
              fw-1:
                { subnet: fw, private-ip: 10.0.3.10, behaviour: forward, source-dest-check: false }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: [
          "fw: { cidrs: 10.0.3.0/24, route-table: inspected }":
            "fw: { cidrs: 10.0.3.0/24, route-table: plain }"
        ]),
      rules: "R11", sources: [.routingOptions]),
    CodePage(
      .asymmetricStatefulPath, "a stateful device sees only one direction of the connection",
      meaning: """
        A firewall or NAT device that remembers connections drops packets of one that it has not \
        seen begin. Here the forward packets and the replies take different ways, and only one of \
        them passes the device. Behind a transit gateway the usual reason is that appliance mode \
        is off: each direction keeps to the zone where it starts.
        """,
      remedy: """
        Route both directions through the same device; behind a transit gateway set \
        `appliance-mode: true` on the attachment of the inspection VPC.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              app: { cidrs: 10.0.1.0/24, route-table: app-routes }
              db: { cidrs: 10.0.2.0/24, route-table: db-routes }
              fw: { cidrs: 10.0.3.0/24 }
            route-tables:
              app-routes: { routes: [{ to: 10.0.2.0/24, via: fw-1 }] }
              db-routes: { routes: [] }
            security-groups:
              open: { default: true, inbound: [{ allow: all, from: 10.0.0.0/16 }] }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
              fw-1: { subnet: fw, private-ip: 10.0.3.10, behaviour: forward, stateful: true,
                      source-dest-check: false }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: ["routes: [] }": "routes: [{ to: 10.0.1.0/24, via: fw-1 }] }"]),
      with: ["FORWARD_DELIVERED"], rules: "R15, R94, R139 to R141",
      sources: [.routingOptions, .transitAttachments, .detailCodes]),
    CodePage(
      .applianceDrops, "the appliance on the way drops packets that are not for it",
      meaning: """
        A route leads to an interface whose host is described with `behaviour: drop`: it takes \
        packets for its own addresses and throws everything else away.
        """,
      remedy: """
        Describe what the host really does (`forward`, `snat`), or route around it.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              app: { cidrs: 10.0.1.0/24, route-table: app-routes }
              db: { cidrs: 10.0.2.0/24 }
              fw: { cidrs: 10.0.3.0/24 }
            route-tables: { app-routes: { routes: [{ to: 10.0.2.0/24, via: fw-1 }] } }
            security-groups:
              open: { default: true, inbound: [{ allow: all, from: 10.0.0.0/16 }] }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
              fw-1:
                { subnet: fw, private-ip: 10.0.3.10, source-dest-check: false, behaviour: drop }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """, mend: ["behaviour: drop": "behaviour: forward"]),
      rules: "R94", sources: [.routingOptions]),
    CodePage(
      .unsupportedMulticast, "the destination is a multicast address",
      meaning: """
        A VPC does not carry multicast: packets to 224.0.0.0/4 and ff00::/8 reach nobody. Only a \
        transit gateway with a multicast domain delivers them, and Netproof does not model that.
        """,
      remedy: "Ask for the address of one receiver.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              app-2: { subnet: app, private-ip: 10.0.1.20 }
        assertions:
          - { from: app-1, to: 224.0.0.251, port: udp/5353, expect: reachable }
        """, mend: ["224.0.0.251": "10.0.1.20"]),
      rules: "R147", sources: [.multicast]),
  ]

  static let noRoute = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        subnets: { web: { cidrs: 10.0.1.0/24, route-table: public } }
        route-tables: { public: { routes: [] } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
    assertions:
      - { from: web-1, to: internet, port: tcp/443, expect: reachable }
    """, mend: ["routes: []": "routes: [{ to: 0.0.0.0/0, via: igw }]"])
}
