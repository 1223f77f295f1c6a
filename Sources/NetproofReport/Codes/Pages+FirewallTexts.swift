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
      "NP0395", "a further endpoint of a firewall that AWS refuses",
      meaning: """
        A firewall has endpoints of its own in its VPC, and further ones in any VPC of the region, which \
        AWS calls VPC endpoint associations. They are entries of the `vpc-endpoints` of the VPC that they \
        are in, of the type `firewall`, and name the firewall.
        """,
      remedy: "Write `type: firewall` with `firewall`, and name a firewall of the same region.",
      example: CodeExample(
        """
        netproof: 1
        firewall-policies: { egress: {} }
        vpcs:
          hub:
            cidrs: 10.0.0.0/16
            region: us-east-1
            subnets: { wall: { cidrs: 10.0.9.0/28 } }
            firewalls: { fw: { policy: egress, endpoints: { fw-a: { subnet: wall } } } }
          app:
            cidrs: 10.1.0.0/16
            region: eu-west-1
            subnets: { wall: { cidrs: 10.1.9.0/28 } }
            vpc-endpoints: { fw-app: { type: firewall, firewall: hub/fw, subnet: wall } }
        """, mend: ["region: eu-west-1": "region: us-east-1"]),
      rules: "R182", sources: [.firewallEndpoints]),
    CodePage(
      "NP0396", "a further endpoint of a firewall in a zone where the firewall has none of its own",
      meaning: """
        AWS makes further endpoints of a firewall only in zones where the firewall has an endpoint of its \
        own. Netproof takes this one to be there nevertheless.
        """,
      remedy:
        "Give the firewall an endpoint in the zone, or move the further one to a zone of its.",
      example: CodeExample(
        """
        netproof: 1
        firewall-policies: { egress: {} }
        vpcs:
          hub:
            cidrs: 10.0.0.0/16
            subnets: { wall: { cidrs: 10.0.9.0/28, zone: us-east-1a } }
            firewalls: { fw: { policy: egress, endpoints: { fw-a: { subnet: wall } } } }
          app:
            cidrs: 10.1.0.0/16
            subnets: { wall: { cidrs: 10.1.9.0/28, zone: us-east-1b } }
            vpc-endpoints: { fw-app: { type: firewall, firewall: hub/fw, subnet: wall } }
        """, mend: ["zone: us-east-1b": "zone: us-east-1a"]),
      rules: "R182", sources: [.firewallEndpoints]),
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
    CodePage(
      "NP0391", "a rule of a firewall cannot be read",
      meaning: """
        Rules under `suricata:` have Suricata's form, one a line: an action, a protocol, the side that \
        begins with its ports, `->` or `<>`, the other side with its ports, and options in parentheses. \
        Addresses are `any`, a CIDR, `$NAME`, `@prefix-list`, each with `!` before it, or a list in \
        brackets. Only TCP and UDP have ports, only TCP has flags, and `tcp-flags` are among `of-flags`.
        """,
      remedy: "Write the part that is named as it is asked for.",
      example: CodeExample(
        """
        netproof: 1
        firewall-policies:
          egress:
            stateful-groups:
              web: { suricata: 'pass tcp $SERVERS any -> any 443 (sid:1;)' }
        """, mend: ["web: { suricata": "web: { variables: { SERVERS: 10.0.1.0/24 }, suricata"]),
      rules: "R183, R189, R191", sources: [.firewallExamples]),
    CodePage(
      "NP0385", "a Suricata rule that AWS refuses",
      meaning: """
        AWS takes a group of rules only if each has a `sid` that no other rule of the group has. \
        Netproof understands the rules all the same.
        """,
      remedy: "Give each rule a `sid` of its own.",
      example: CodeExample(
        """
        netproof: 1
        firewall-policies:
          egress:
            stateful-groups:
              web: { suricata: 'pass tcp any any -> any 443 (flow:to_server;)' }
        """, mend: ["(flow:to_server;)": "(flow:to_server; sid:1;)"]),
      rules: "R191", sources: [.firewallExamples]),
    CodePage(
      "NP0386", "a list of names has something that no server is called",
      meaning: """
        The names that TLS and HTTP tell are compared as they are. A star, a port, a scheme or a path \
        is part of no name, so that a list that denies such a thing denies nothing, and one that \
        allows it drops everything.
        """,
      remedy: "Write `example.com` for one name, and `.example.com` for it and all below it.",
      example: CodeExample(
        """
        netproof: 1
        firewall-policies:
          egress:
            stateful-groups:
              list: { domains: { action: deny, names: "*.example.com" } }
        """, mend: ["\"*.example.com\"": ".example.com"]),
      rules: "R190", sources: [.firewallExamples]),
  ]
}
