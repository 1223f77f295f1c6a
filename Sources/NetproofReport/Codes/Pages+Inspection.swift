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
