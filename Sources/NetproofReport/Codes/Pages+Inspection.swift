import NetproofModel

extension CodePages {
  /// Gateway Load Balancer endpoints and firewalls.
  static let inspectionPages: [CodePage] = [
    CodePage(
      .gwlbNoTarget, "no appliance is usable in the endpoint's zone",
      meaning: """
        A Gateway Load Balancer hands packets to appliances of the zone in which it received them, \
        unless it balances across zones. In the zone of this endpoint none is usable \
        (`appliance-zones:`), so what a route sends there is dropped.
        """,
      remedy: "Register a healthy appliance in the zone, or balance across zones.",
      example: CodeExample(
        inspected.replacing("service: ids,", with: "service: ids, appliance-zones: b,"),
        mend: ["appliance-zones: b": "appliance-zones: [a, b]"]),
      with: ["GWLB_NOT_CHECKED"],
      rules: "R179", sources: [.inspectionEndpoints]),
    CodePage(
      .gwlbTargetFiltered, "a Gateway Load Balancer does not get packets to its appliance",
      meaning: """
        A Gateway Load Balancer sends packets to its appliances in GENEVE, as UDP from its own \
        address to port 6081, and gets them back so. A security group of the appliance, or a \
        network ACL of its subnet or of the load balancer's, refuses that, so the packets are lost.
        """,
      remedy: "Let the load balancer's addresses reach udp/6081 of the appliance, and back.",
      example: CodeExample(
        balancedAppliances.replacing(
          "ports: 6081, from: 10.0.3.0/28", with: "ports: 6081, from: 10.9.0.0/28"),
        mend: ["ports: 6081, from: 10.9.0.0/28": "ports: 6081, from: 10.0.3.0/28"]),
      rules: "R179, R221", sources: [.inspectionEndpoints]),
    CodePage(
      .gwlbNotChecked, "what is behind a Gateway Load Balancer endpoint is not looked at",
      meaning: """
        The packets pass a Gateway Load Balancer endpoint. The way from there to the appliances and \
        back is not analyzed: whether any is healthy and reachable, and what it does, is taken as \
        declared (`inspection:`, `appliance-zones:`). The verdict rests on that.
        """,
      remedy: """
        State what the appliances do: `inspection: allow`, `deny` or `unknown`. The note stays while \
        packets pass the endpoint.
        """,
      example: CodeExample(
        inspected,
        mend: [
          "app: { routes: [{ to: 10.0.2.0/24, via: ids-a }] }": "app: {}",
          "db: { routes: [{ to: 10.0.1.0/24, via: ids-a }] }": "db: {}",
        ]),
      rules: "R179", sources: [.inspectionEndpoints, .detailCodes]),
    CodePage(
      .nfwStatelessDrop, "a firewall's stateless rules drop the packets",
      meaning: """
        The stateless engine of a firewall sees every packet first, requests and replies each by \
        themselves. What none of its rules matches meets `stateless-default`, which drops here. \
        What is passed for requests has to be passed for replies as well.
        """,
      remedy: """
        Forward what no stateless rule matches to the stateful rules, or add a stateless rule for \
        each direction.
        """,
      example: CodeExample(
        walled.replacing("policy-1: {}", with: "policy-1: { stateless-default: drop }"),
        mend: ["stateless-default: drop": "stateless-default: forward"]),
      rules: "R183, R184", sources: [.firewallEngines, .firewallPolicies, .explanationCodes]),
    CodePage(
      .nfwDefaultDrop, "no stateful rule of a firewall passes the packets",
      meaning: """
        In strict order a policy may drop what none of its stateful rules decides \
        (`stateful-default:`). `drop-strict` drops everything. `drop-established` lets a TCP \
        handshake through and drops what follows, so that clients connect and then hang.
        """,
      remedy: "Add a stateful rule that passes the connection.",
      example: CodeExample(
        walled.replacing(
          "policy-1: {}", with: "policy-1: { rule-order: strict, stateful-default: drop-strict }"),
        mend: [", stateful-default: drop-strict": ""]),
      rules: "R186, R187", sources: [.firewallOrder, .firewallPolicies, .explanationCodes]),
    CodePage(
      .nfwRuleDrop, "a stateful rule of a firewall drops the packets",
      meaning: """
        A stateful rule with `drop` or `reject` is the first that matches the flow. In action order \
        every rule that passes is asked before, wherever it is written; in strict order the rules are \
        asked as they stand, groups by their priority. A TCP connection is asked about twice: at its \
        handshake, when the application is not known yet, and with its first data.
        """,
      remedy: "Add a rule that passes the flow and goes before, or narrow the one that drops.",
      example: CodeExample(
        walled.replacing(
          "policy-1: {}",
          with: "policy-1: { stateful-groups: { web: { rules: [{ drop: tcp, ports: 5432 }] } } }"),
        mend: ["ports: 5432": "ports: 3306"]),
      rules: "R185, R186, R189", sources: [.firewallOrder, .firewallExamples, .explanationCodes]),
    CodePage(
      .nfwMidstream,
      "a firewall sees replies of a connection that it did not see begin",
      meaning: """
        A stateless rule passed the requests, and nothing passes the replies, so that these go on to \
        the stateful rules. They never saw the connection begin, and drop it, unless \
        `stream-exception` is `continue`.
        """,
      remedy: "Add the mirror rule: what a stateless rule passes has to be passed both ways.",
      example: CodeExample(
        walled.replacing(
          "policy-1: {}",
          with: "policy-1: { stateless: [{ priority: 1, pass: tcp, ports: 5432 }] }"),
        mend: ["ports: 5432 }]": "ports: 5432 }, { priority: 2, pass: tcp, from-ports: 5432 }]"]),
      with: ["FORWARD_DELIVERED"], rules: "R184", sources: [.firewallEngines, .firewallPolicies]),
    CodePage(
      .nfwL7Undecided, "whether a firewall's rule matches depends on the application",
      meaning: """
        A rule looks at what the application says, such as the name of the server that TLS tells, and \
        the question does not say what that is. Both outcomes are told: the answer is `partial` where \
        they differ. At ports that are known for another application the rule is taken not to match.
        """,
      remedy: "Ask about one application: `app: tls`, `hostname: www.example.com`.",
      example: CodeExample(
        walled.replacing(
          "policy-1: {}",
          with: "policy-1: { stateful-groups: { web: { rules: [{ drop: tls }] } } }"
        ).replacing("expect: reachable", with: "expect: partial"),
        mend: ["port: tcp/5432, expect: partial": "port: tcp/5432, app: none, expect: reachable"]),
      with: ["NFW_RULE_DROP"],
      rules: "R189, R190", sources: [.firewallDomains, .detailCodes]),
    CodePage(
      .nfwRuleUndecided, "it is not known what a firewall's rule matches",
      meaning: """
        A stateful rule has an option that is not understood, and the verdict depends on whether it \
        matches. Such a rule is never ignored: where it makes no difference nothing is said, where it \
        does the answer is undetermined.
        """,
      remedy: """
        Write the rule with what is understood: `flow`, `ip_proto`, `tls.sni` and `http.host` with \
        `content`, `startswith`, `endswith` and `dotprefix`, `priority`.
        """,
      example: CodeExample(
        walled.replacing(
          "policy-1: {}",
          with: "policy-1: { stateful-groups: { geo: { suricata: "
            + "'drop ip any any -> any any (geoip:any,XX; sid:1;)' } } }"),
        mend: ["geoip:any,XX; ": "ip_proto:17; "]),
      rules: "R191, R192", sources: [.firewallExamples, .detailCodes]),
  ]

  private static let inspected = """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets:
          app: { cidrs: 10.0.1.0/24, zone: a, route-table: app }
          db: { cidrs: 10.0.2.0/24, zone: a, route-table: db }
          ids: { cidrs: 10.0.3.0/28, zone: a }
        route-tables:
          app: { routes: [{ to: 10.0.2.0/24, via: ids-a }] }
          db: { routes: [{ to: 10.0.1.0/24, via: ids-a }] }
        vpc-endpoints:
          ids-a: { type: gateway-load-balancer, service: ids, subnet: ids }
        security-groups: { open: { inbound: [{ allow: all, from: 10.0.0.0/16 }] } }
        instances:
          app-1: { subnet: app, private-ip: 10.0.1.10, security-groups: open }
          db-1: { subnet: db, private-ip: 10.0.2.10, security-groups: open }
    assertions:
      - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
    """

  private static let balancedAppliances = """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets:
          app: { cidrs: 10.0.1.0/24, zone: a, route-table: app }
          db: { cidrs: 10.0.2.0/24, zone: a, route-table: db }
          ids: { cidrs: 10.0.3.0/28, zone: a }
        route-tables:
          app: { routes: [{ to: 10.0.2.0/24, via: ids-a }] }
          db: { routes: [{ to: 10.0.1.0/24, via: ids-a }] }
        vpc-endpoints:
          ids-a: { type: gateway-load-balancer, service: ids, subnet: ids }
        load-balancers:
          gwlb: { type: gateway, subnets: { ids: 10.0.3.5 }, listeners: [{ port: udp/6081, to: ids }] }
        target-groups: { ids: { port: udp/6081, targets: [ids-1] } }
        security-groups:
          open: { inbound: [{ allow: all, from: 10.0.0.0/16 }] }
          geneve: { inbound: [{ allow: udp, ports: 6081, from: 10.0.3.0/28 }] }
        instances:
          app-1: { subnet: app, private-ip: 10.0.1.10, security-groups: open }
          db-1: { subnet: db, private-ip: 10.0.2.10, security-groups: open }
          ids-1: { subnet: ids, private-ip: 10.0.3.10, security-groups: geneve }
    endpoint-services: { ids: { load-balancers: gwlb } }
    assertions:
      - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
    """

  private static let walled = """
    netproof: 1
    firewall-policies: { policy-1: {} }
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets:
          app: { cidrs: 10.0.1.0/24, zone: a, route-table: app }
          db: { cidrs: 10.0.2.0/24, zone: a, route-table: db }
          wall: { cidrs: 10.0.3.0/28, zone: a }
        route-tables:
          app: { routes: [{ to: 10.0.2.0/24, via: wall-a }] }
          db: { routes: [{ to: 10.0.1.0/24, via: wall-a }] }
        firewalls:
          wall: { policy: policy-1, endpoints: { wall-a: { subnet: wall } } }
        security-groups: { open: { inbound: [{ allow: all, from: 10.0.0.0/16 }] } }
        instances:
          app-1: { subnet: app, private-ip: 10.0.1.10, security-groups: open }
          db-1: { subnet: db, private-ip: 10.0.2.10, security-groups: open }
    assertions:
      - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
    """
}
