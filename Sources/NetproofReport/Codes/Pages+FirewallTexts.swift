extension CodePages {
  /// Diagnostics about firewalls and endpoints that inspect packets.
  static let firewallTextPages: [CodePage] = [
    CodePage(
      "NP0346", "a route names an endpoint that no written route leads to",
      meaning: """
        Routes lead to endpoints that inspect packets: a firewall's, and those of Gateway Load \
        Balancers. AWS itself keeps the routes to gateway endpoints, in the tables that the endpoint \
        names; to an interface endpoint packets get by its addresses.
        """,
      remedy: "Name the table in the gateway endpoint's `route-tables`, or remove the route.",
      example: CodeExample(
        """
        netproof: 1
        prefix-lists: { s3-addresses: { entries: 52.216.0.0/15 } }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            vpc-endpoints: { s3: { type: gateway, service: s3, prefix-list: s3-addresses } }
            route-tables: { main: { main: true, routes: [{ to: s3-addresses, via: s3 }] } }
        """,
        mend: [
          "prefix-list: s3-addresses }": "prefix-list: s3-addresses, route-tables: main }",
          "main: true, routes: [{ to: s3-addresses, via: s3 }]": "main: true",
        ]),
      rules: "R48, R171", sources: [.gatewayEndpoints, .inspectionEndpoints]),
    CodePage(
      "NP0390", "only strict order has a default for what no stateful rule decides",
      meaning: """
        In action order (AWS's default) what no stateful rule decides always passes. A default that \
        drops is to be had with `rule-order: strict` alone.
        """,
      remedy: "Add `rule-order: strict`, or remove `stateful-default`.",
      example: CodeExample(
        """
        netproof: 1
        firewall-policies: { egress: { stateful-default: drop-established } }
        """, mend: ["{ stateful-default": "{ rule-order: strict, stateful-default"]),
      rules: "R185, R186", sources: [.firewallOrder, .firewallPolicies]),
  ]
}
