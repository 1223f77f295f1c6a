import NetproofModel

extension CodePages {
  /// Peerings, and DNS between VPCs.
  static let peeringPages: [CodePage] = [
    CodePage(
      .pcxNotActive, "the peering is not active",
      meaning: """
        A peering connection forwards only in state `active`. One that waits for acceptance, was \
        rejected or has expired drops everything, though routes to it can be written already.
        """,
      remedy: "Have the owner of the other VPC accept it, or create it again.",
      example: CodeExample(
        peered.replacing(
          "{ between: [app, data] }", with: "{ between: [app, data], state: pending-acceptance }"),
        mend: ["state: pending-acceptance": "state: active"]),
      rules: "R116", sources: [.peerings, .explanationCodes]),
    CodePage(
      .pcxDstNotInPeer, "the destination is not in the VPC at the other end of the peering",
      meaning: """
        A peering carries packets only for addresses of the VPC at its other end. It is not \
        transitive: no third VPC, no internet gateway, NAT gateway, VPN or endpoint of the peer \
        can be reached through it.
        """,
      remedy: "Peer with the VPC that is meant, or connect all of them to a transit gateway.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.2.0.0/16, via: near }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          middle: { cidrs: 10.1.0.0/16 }
          data:
            cidrs: 10.2.0.0/16
            subnets: { db: { cidrs: 10.2.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: far }] } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.2.1.10 } }
        peerings:
          near: { between: [app, middle] }
          far: { between: [middle, data] }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: [
          "{ to: 10.2.0.0/16, via: near }": "{ to: 10.2.0.0/16, via: far }",
          "far: { between: [middle, data] }": "far: { between: [app, data] }",
        ]),
      rules: "R118, R119", sources: [.peerings, .explanationCodes]),
    CodePage(
      .pcxSrcNotInVPC, "the sender is not in the VPC that the peering starts from",
      meaning: """
        A peering carries only packets that begin in one of its two VPCs. What came into the VPC by \
        a transit gateway, a VPN or another peering cannot go on through it.
        """,
      remedy: "Connect the sender's VPC to the destination directly, or through a transit gateway.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.2.0.0/16, via: hub }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          middle:
            cidrs: 10.1.0.0/16
            subnets: { hub: { cidrs: 10.1.0.0/28 } }
            route-tables: { main: { main: true, routes: [{ to: 10.2.0.0/16, via: link }] } }
          data:
            cidrs: 10.2.0.0/16
            subnets: { db: { cidrs: 10.2.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: hub }] } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.2.1.10 } }
        peerings: { link: { between: [middle, data] } }
        transit-gateways:
          hub:
            attachments:
              app: { vpc: app, subnets: app }
              middle: { vpc: middle, subnets: hub }
              data: { vpc: data, subnets: db }
            route-tables:
              main: { associations: [app, middle, data], propagations: [app, data],
                      routes: [{ to: 10.2.0.0/16, via: middle }] }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: [
          "routes: [{ to: 10.2.0.0/16, via: middle }]": "routes: [{ to: 10.2.0.0/16, via: data }]"
        ]),
      with: ["ASSUMPTION"], rules: "R119", sources: [.peerings, .explanationCodes]),
    CodePage(
      .returnWrongNetwork, "the reply is routed to another network than the client's",
      meaning: """
        Replies follow the routes of the subnet that answers, not the way that the packets came. \
        Here those routes lead to another VPC or network with the same addresses, so the client \
        never hears back.
        """,
      remedy: "Add a more specific route back to the client, or renumber one of the networks.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.1.0.0/16, via: to-app }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          twin: { cidrs: 10.0.0.0/16 }
          data:
            cidrs: 10.1.0.0/16
            subnets: { db: { cidrs: 10.1.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: to-twin }] } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
        peerings:
          to-app: { between: [data, app] }
          to-twin: { between: [data, twin] }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """, mend: ["via: to-twin }": "via: to-app }"]),
      with: ["FORWARD_DELIVERED"], rules: "R14, R123", sources: [.peeringRoutes]),
    CodePage(
      .dnsResolverRemote, "a VPC's resolver answers only inside its own VPC",
      meaning: """
        The Amazon DNS server at the third address of a VPC's first block cannot be asked over a \
        peering, a transit gateway or a VPN. A DNS server on an instance, or an inbound endpoint \
        of Route 53 Resolver, can.
        """,
      remedy: "Ask the resolver of your own VPC, or a Resolver inbound endpoint in the other one.",
      example: CodeExample(
        peered.replacing(
          "to: db-1, port: tcp/5432", with: "to: 10.1.0.2, port: udp/53"),
        mend: ["to: 10.1.0.2": "to: 10.0.0.2"]),
      rules: "R90", sources: [.dns]),
    CodePage(
      .dnsDisabled, "the VPC's DNS support is off, so its resolver does not answer",
      meaning: """
        With `dns-support: false` the Amazon DNS server does not answer in this VPC, neither at the \
        third address of its first block nor at 169.254.169.253.
        """,
      remedy: "Switch DNS support on, or ask a DNS server of your own.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            dns-support: false
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        assertions:
          - { from: app-1, to: 10.0.0.2, port: udp/53, expect: reachable }
        """, mend: ["dns-support: false": "dns-support: true"]),
      rules: "R89", sources: [.dns]),
  ]

  /// Two peered VPCs whose question is answered with yes.
  static let peered = """
    netproof: 1
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.1.0.0/16, via: link }] } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
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
    """
}
