import NetproofModel

extension CodePages {
  /// Load balancers: what stands in the way at them.
  static let loadBalancerPages: [CodePage] =
    [
      CodePage(
        .lbNotActive, "the load balancer is not active",
        meaning: """
          While a load balancer is provisioned, or after it failed, its nodes accept nothing.
          """,
        remedy: "Wait until it is active, or make it again.",
        example: CodeExample(
          balanced.replacing("type: network,", with: "type: network, state: provisioning,"),
          mended: balanced),
        rules: "R203", sources: [.networkLoadBalancers]),
      CodePage(
        .lbInternal, "the internet does not reach an internal load balancer",
        meaning: """
          The nodes of an internal load balancer have private addresses alone, and what they have of \
          IPv6 refuses internet gateways. No route, list or group changes that.
          """,
        remedy: "Make an internet-facing load balancer, with nodes in public subnets.",
        example: CodeExample(
          internalBalancer,
          mend: [
            "type: network, subnets: { a: 10.0.1.200 }":
              "type: network, scheme: internet-facing,\n"
              + "             subnets: { a: { private-ip: 10.0.1.200, public-ip: 52.0.0.20 } }"
          ]),
        rules: "R206", sources: [.howLoadBalancingWorks, .explanationCodes]),
      CodePage(
        .lbInitiate, "a load balancer opens connections to its targets alone",
        meaning: """
          Nodes connect to registered targets, at the ports where they are registered, and to \
          nothing else, whatever their security groups allow.
          """,
        remedy: "Ask about a target, or register one.",
        example: CodeExample(
          balanced.replacing(
            "from: client, to: nlb, port: tcp/80", with: "from: nlb, to: client, port: tcp/80"),
          mended: balanced.replacing(
            "from: client, to: nlb, port: tcp/80", with: "from: nlb, to: web-1, port: tcp/8080")),
        rules: "R202", sources: [.howLoadBalancingWorks, .explanationCodes]),
      CodePage(
        .lbNoListener, "no listener of the load balancer accepts the packets",
        meaning: """
          A load balancer accepts the protocols and ports of its listeners alone; the ports of its \
          targets are others, and ICMP is none.
          """,
        remedy: "Ask about a listener's port, or add a listener.",
        example: CodeExample(
          balanced.replacing("to: nlb, port: tcp/80", with: "to: nlb, port: tcp/8080"),
          mended: balanced),
        rules: "R203", sources: [.networkLoadBalancers, .explanationCodes]),
      CodePage(
        .lbNoTargets, "the target group has no target that counts",
        meaning: """
          Nothing is registered in the listener's target group, or only targets in zones where the \
          load balancer has no node.
          """,
        remedy: "Register targets, or add a subnet of their zone to the load balancer.",
        example: CodeExample(
          balanced.replacing("targets: [web-1]", with: "targets: []"), mended: balanced),
        rules: "R203, R205", sources: [.targetGroups, .explanationCodes]),
      CodePage(
        .lbTargetsUnhealthy, "no target takes new connections",
        meaning: """
          Targets that are being registered (`initial`), deregistered (`draining`) or not used get no \
          new connections. Where every target is `unhealthy` a load balancer uses them all the same.
          """,
        remedy: "Register targets that are healthy.",
        example: CodeExample(
          balanced.replacing(
            "targets: [web-1]", with: "targets: [{ to: web-1, health: draining }]"),
          mended: balanced),
        rules: "R204", sources: [.targetGroups, .explanationCodes]),
      CodePage(
        .lbNoTargetInAZ, "the node has no target in its zone",
        meaning: """
          Where cross-zone load balancing is off, as it is for network load balancers unless turned \
          on, each node uses only targets in its own zone. Without one there its address leads \
          nowhere; the load balancer's name does not resolve to it.
          """,
        remedy: "Turn `cross-zone` on, or register a target in that zone.",
        example: CodeExample(
          twoNodes.replacing("to: nlb, port", with: "to: 10.0.2.200, port"),
          mend: ["type: network,": "type: network, cross-zone: true,"]),
        rules: "R205, R220", sources: [.networkLoadBalancers, .explanationCodes]),
      CodePage(
        .lbNotCrossZone, "the load balancer uses only targets in the node's zone",
        meaning: """
          The target group of an application load balancer has cross-zone load balancing turned off, \
          or a classic load balancer has not turned it on, and the node has no target in its zone.
          """,
        remedy: "Turn `cross-zone` on, or register a target in that zone.",
        example: CodeExample(
          twoNodes.replacing("to: nlb, port", with: "to: 10.0.2.200, port").replacing(
            "type: network,", with: "type: application, security-groups: open,"
          ).replacing("targets: [web-1]", with: "targets: [web-1], cross-zone: false"),
          mend: ["cross-zone: false": "cross-zone: true"]),
        rules: "R205", sources: [.howLoadBalancingWorks, .explanationCodes]),
      CodePage(
        .nlbHairpin, "the load balancer sends a connection back to who opened it",
        meaning: """
          A target that connects to its own network load balancer may be given the connection itself. \
          As long as the client's address is preserved it then gets a packet from its own address, \
          and drops it.
          """,
        remedy: "Turn `preserve-client-ip` off, or let targets talk to each other directly.",
        example: CodeExample(
          balanced.replacing("from: client, to: nlb", with: "from: web-1, to: nlb"),
          mend: ["port: tcp/8080,": "port: tcp/8080, preserve-client-ip: false,"]),
        rules: "R218", sources: [.loadBalancerTroubleshooting]),
      CodePage(
        .nlbClientIPUnsupportedPath,
        "the way to the target loses the client's address",
        meaning: """
          A network load balancer shows targets the client's address only in its own VPC, or straight \
          across a peering of one region: not across a transit gateway, through an appliance, on \
          premises, or to the interfaces of endpoints and other load balancers.
          """,
        remedy: "Turn `preserve-client-ip` off.",
        example: CodeExample(
          balanced.replacing(
            "web: { port: tcp/8080, targets: [web-1] }",
            with: "web: { type: ip, port: tcp/443, preserve-client-ip: true, targets: [10.0.1.50] }"
          ).replacing(
            "    instances:",
            with: "    vpc-endpoints:\n      logs: { type: interface, service: logs, "
              + "subnets: { a: 10.0.1.50 }, security-groups: open }\n    instances:"),
          mend: ["preserve-client-ip: true": "preserve-client-ip: false"]),
        rules: "R214", sources: [.targetGroupAttributes, .explanationCodes]),
      CodePage(
        "NP0380", "AWS refuses this of a load balancer or a target group",
        meaning: """
          The types of load balancers and target groups go together in certain ways only: an \
          application load balancer is in two zones or more and accepts TCP alone, a target group \
          belongs to one load balancer and takes what its listener accepts, targets have private \
          addresses, and so on. The message says which rule is broken.
          """,
        remedy: "Do what the message says.",
        example: CodeExample(
          balanced.replacing("type: network,", with: "type: application, security-groups: open,"),
          mend: ["{ a: 10.0.1.200 }": "{ a: 10.0.1.200, b: 10.0.2.200 }"]),
        rules: "R205 to R213", sources: [.networkLoadBalancers, .targetGroups]),
    ] + loadBalancerNotes

  private static let loadBalancerNotes: [CodePage] = [
    CodePage(
      .lbFailOpen, "no target is healthy, so unhealthy ones are used",
      meaning: """
        A load balancer that knows no healthy target sends connections to all that are unhealthy, in \
        the hope that its health checks are wrong. The verdict is that of these targets.
        """,
      remedy: "Find out why the health checks fail.",
      example: CodeExample(
        balanced.replacing(
          "targets: [web-1]", with: "targets: [{ to: web-1, health: unhealthy }]"),
        mended: balanced),
      rules: "R204", sources: [.targetGroups]),
    CodePage(
      .lbTargetAZDisabled, "targets in a zone without a node are not used",
      meaning: """
        A load balancer sends nothing to targets in zones that are not enabled for it, that is, where \
        it has no subnet. They cost what they cost, and do nothing.
        """,
      remedy: "Add a subnet of that zone to the load balancer, or deregister them.",
      example: CodeExample(
        balanced.replacing("targets: [web-1]", with: "targets: [web-1, web-2]").replacing(
          "      web-1:",
          with: "      web-2: { subnet: b, private-ip: 10.0.2.20, security-groups: open }\n"
            + "      web-1:"),
        mend: ["{ a: 10.0.1.200 }": "{ a: 10.0.1.200, b: 10.0.2.200 }"]),
      rules: "R205", sources: [.networkLoadBalancers, .explanationCodes]),
    CodePage(
      .lbNodeUnused, "a node without targets is left out of the load balancer's name",
      meaning: """
        The name of a load balancer resolves only to nodes that have a target to use, so a question \
        about the load balancer is about these. The node itself can be asked by its address.
        """,
      remedy: "Register a target in the node's zone, or turn `cross-zone` on.",
      example: CodeExample(
        twoNodes, mend: ["type: network,": "type: network, cross-zone: true,"]),
      rules: "R201, R220", sources: [.networkLoadBalancers]),
    CodePage(
      .lbHealthUnknown, "whether a target is healthy is not known",
      meaning: "A target of unknown health counts as healthy.",
      remedy: "Look the health of the target up, and write it.",
      example: CodeExample(
        balanced.replacing("targets: [web-1]", with: "targets: [{ to: web-1, health: unknown }]"),
        mended: balanced),
      rules: "R204", sources: [.targetGroups]),
    CodePage(
      .lbImpaired, "the load balancer works, but lacks something to grow",
      meaning: """
        AWS calls a load balancer impaired (`active_impaired`) that carries traffic, but has not the \
        resources to scale, such as free addresses in its subnets.
        """,
      remedy: "Give its subnets more addresses.",
      example: CodeExample(
        balanced.replacing("type: network,", with: "type: network, state: active-impaired,"),
        mended: balanced),
      rules: "R203", sources: [.networkLoadBalancers]),
  ]

  private static let balanced = """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets:
          a: { cidrs: 10.0.1.0/24, zone: a }
          b: { cidrs: 10.0.2.0/24, zone: b }
        security-groups:
          open: { inbound: [{ allow: all, from: 10.0.0.0/16 }] }
        load-balancers:
          nlb: { type: network, subnets: { a: 10.0.1.200 }, listeners: [{ port: tcp/80, to: web }] }
        target-groups:
          web: { port: tcp/8080, targets: [web-1] }
        instances:
          client: { subnet: a, private-ip: 10.0.1.10, security-groups: open }
          web-1: { subnet: a, private-ip: 10.0.1.20, security-groups: open }
    assertions:
      - { from: client, to: nlb, port: tcp/80, expect: reachable }
    """

  private static let twoNodes = balanced.replacing(
    "{ a: 10.0.1.200 }", with: "{ a: 10.0.1.200, b: 10.0.2.200 }")

  private static let internalBalancer = """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        subnets:
          a: { cidrs: 10.0.1.0/24, zone: a }
        route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
        security-groups:
          open: { inbound: [{ allow: all, from: 0.0.0.0/0 }] }
        load-balancers:
          nlb: { type: network, subnets: { a: 10.0.1.200 }, listeners: [{ port: tcp/80, to: web }] }
        target-groups:
          web: { port: tcp/8080, targets: [web-1] }
        instances:
          web-1: { subnet: a, private-ip: 10.0.1.20, security-groups: open }
    assertions:
      - { from: internet, to: nlb, port: tcp/80, expect: reachable }
    """
}
