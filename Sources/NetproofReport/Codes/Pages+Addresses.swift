import NetproofModel

extension CodePages {
  /// Addresses, interfaces and hosts.
  static let addressPages: [CodePage] = [
    CodePage(
      .destIPUnassigned, "no interface owns the destination address",
      meaning: """
        The packets reach the right VPC, but no interface there has the address that they are for, \
        so nothing takes them. An address inside a subnet's block belongs to nobody until an \
        interface has it.
        """,
      remedy: "Correct the address, or give it to the interface that is meant to answer.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 }, db: { cidrs: 10.0.2.0/24 } }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
        assertions:
          - { from: app-1, to: 10.0.2.99, port: tcp/5432, expect: reachable }
        """, mend: ["10.0.2.99": "10.0.2.10"]),
      rules: "R34", sources: [.subnetSizing, .explanationCodes]),
    CodePage(
      .destIPReserved, "the destination is an address that AWS keeps for itself",
      meaning: """
        The first four addresses of every subnet and its last one belong to AWS: the network, the \
        router, DNS, one for the future, the broadcast address. So do link-local ranges such as \
        169.254.0.0/16. They answer for AWS's own services at best (see `EXEMPT_SERVICE`), and no \
        interface ever has one.
        """,
      remedy: "Ask for the address of an interface, or for the service that is meant by its port.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 }, db: { cidrs: 10.0.2.0/24 } }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
        assertions:
          - { from: app-1, to: 10.0.2.3, port: tcp/5432, expect: reachable }
        """, mend: ["10.0.2.3,": "10.0.2.10,"]),
      rules: "R25, R34, R35", sources: [.subnetSizing, .dns]),
    CodePage(
      .destWrongNetwork, "the packets arrive in another network than the one asked for",
      meaning: """
        The route leads to a place that holds the destination's address, but it is not the place \
        that the question means: two VPCs or networks use the same addresses. Whoever answers \
        there is somebody else.
        """,
      remedy: """
        Route to the network that is meant, by a longer prefix if both are needed, or renumber one \
        of the two.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.1.0.0/16, via: to-old }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          old: { cidrs: 10.1.0.0/16 }
          new:
            cidrs: 10.1.0.0/16
            subnets: { db: { cidrs: 10.1.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: to-new }] } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
        peerings:
          to-old: { between: [app, old] }
          to-new: { between: [app, new] }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: ["{ to: 10.1.0.0/16, via: to-old }": "{ to: 10.1.0.0/16, via: to-new }"]),
      rules: "R34, R123", sources: [.peerings]),
    CodePage(
      .eniNotAttached, "the interface is attached to nothing",
      meaning: """
        An interface in state `available` exists and keeps its addresses, but hangs on no instance, \
        so it neither sends nor answers.
        """,
      remedy: "Attach the interface, or ask for the one that is in use.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 }, db: { cidrs: 10.0.2.0/24 } }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
            interfaces:
              db-eni: { subnet: db, private-ip: 10.0.2.10, state: available }
        assertions:
          - { from: app-1, to: db-eni, port: tcp/5432, expect: reachable }
        """, mend: ["state: available": "state: in-use"]),
      rules: "R91", sources: [.interfaces, .explanationCodes]),
    CodePage(
      .instanceNotRunning, "the instance is not running",
      meaning: """
        Only a running instance sends and answers. A stopped one keeps its private addresses and an \
        Elastic IP, so everything around it looks right.
        """,
      remedy: "Start the instance, or point the route or the question at one that runs.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 }, db: { cidrs: 10.0.2.0/24 } }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10, state: stopped }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """, mend: ["state: stopped": "state: running"]),
      rules: "R28, R91", sources: [.interfaces, .instanceAddressing, .explanationCodes]),
    CodePage(
      .targetBadState, "what the route leads to is not in a working state",
      meaning: """
        The route is shown as active, but its target cannot carry packets: a VPN connection that is \
        not available, or something in a state that contradicts a written `state: active`. \
        Packets that take the route are lost at the target.
        """,
      remedy: "Bring the target into a working state, or route to one that works.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables:
              main: { main: true, routes: [{ to: 10.1.0.0/16, via: link, state: active }] }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          data:
            cidrs: 10.1.0.0/16
            subnets: { db: { cidrs: 10.1.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: link }] } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
        peerings:
          link: { between: [app, data], state: expired }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """, mend: ["state: expired": "state: active"]),
      with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R46, R47", sources: [.explanationCodes]),
    CodePage(
      .srcDstCheck, "the source/destination check drops what is not the interface's own",
      meaning: """
        By default an interface takes only packets for one of its addresses and sends only packets \
        from one of them. A router, firewall or NAT instance handles packets of others, so it \
        loses all of them until the check is off.
        """,
      remedy: "Switch the check off at the appliance: `source-dest-check: false`.",
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
              fw-1: { subnet: fw, private-ip: 10.0.3.10, behaviour: forward }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: ["behaviour: forward": "behaviour: forward, source-dest-check: false"]),
      rules: "R26, R92, R94", sources: [.interfaces, .routingOptions, .explanationCodes]),
  ]
}
