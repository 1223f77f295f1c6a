extension CodePages {
  /// Names, and parts that are missing.
  static let namePages: [CodePage] = [
    CodePage(
      "NP0200", "nothing has this name",
      meaning: """
        The text refers to something that is not there. `via:` and whatever AWS keeps inside a VPC \
        is looked up in that VPC alone, then among peerings and transit gateways.
        """,
      remedy: """
        Correct the name, or define the thing; write it with `described: false` if it exists but \
        is described elsewhere.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24, route-table: pubilc } }
            route-tables: { public: {} }
        """, mend: ["pubilc": "public"])),
    CodePage(
      "NP0201", "the name can mean several things",
      meaning: """
        Several VPCs or transit gateways have something of this name, and none is nearer than \
        the others.
        """,
      remedy: "Write the precise name, `vpc/name`, as the message lists them.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          blue: { cidrs: 10.0.0.0/16, security-groups: { web-sg: {} } }
          green: { cidrs: 10.1.0.0/16, security-groups: { web-sg: {} } }
          data:
            cidrs: 10.2.0.0/16
            security-groups:
              db-sg: { inbound: [{ allow: tcp, ports: 5432, from: web-sg }] }
        """, mend: ["from: web-sg": "from: blue/web-sg"])),
    CodePage(
      "NP0202", "two things of one kind have the same name",
      meaning:
        "An instance brings an interface of its own name, so an interface beside it needs another.",
      remedy: "Rename one of them.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
            interfaces: { web-1: { subnet: web, private-ip: 10.0.1.11 } }
        """, mend: ["interfaces: { web-1:": "interfaces: { web-1-eth1:"])),
    CodePage(
      "NP0203", "the name is reserved",
      meaning:
        "`internet` always exists: it is every public address that nothing else in the model has.",
      remedy: "Give the network a name of its own.",
      example: CodeExample(
        "netproof: 1\nnetworks:\n  internet: { cidrs: 198.51.100.0/24 }",
        mended: "netproof: 1\nnetworks:\n  office: { cidrs: 198.51.100.0/24 }")),
    CodePage(
      "NP0206", "a part is missing that this thing needs in its state",
      meaning: """
        An available NAT gateway has a private address, and a public one a public address for each of \
        its private ones.
        """,
      remedy: "Add the key; or write `described: false` if the thing is described elsewhere.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            nat-gateways:
              nat: { subnet: web, private-ip: 10.0.1.100 }
        """, mend: ["10.0.1.100 }": "10.0.1.100, public-ip: 52.0.0.100 }"]),
      rules: "R102", sources: [.natGateways]),
    CodePage(
      "NP0208", "a route names an instance that has no interface",
      meaning: "A route to an instance leads to its interface, and this one has none.",
      remedy: "Give it a `subnet` and an address, or an entry under `interfaces`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { fw: { cidrs: 10.0.3.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: fw-1 }] } }
            instances:
              fw-1: {}
        """, mend: ["fw-1: {}": "fw-1: { subnet: fw, private-ip: 10.0.3.10 }"]),
      rules: "R48", sources: [.createRoute]),
    CodePage(
      "NP0209", "a route names an instance that has several interfaces",
      meaning:
        "A route leads to one interface; AWS refuses an instance with more than one as a target.",
      remedy: "Name the interface.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { fw: { cidrs: 10.0.3.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: fw }] } }
            instances:
              fw: {}
            interfaces:
              fw-in: { subnet: fw, private-ip: 10.0.3.10, instance: fw }
              fw-out: { subnet: fw, private-ip: 10.0.3.11, instance: fw }
        """, mend: ["via: fw }": "via: fw-in }"]),
      rules: "R48", sources: [.createRoute]),
    CodePage(
      "NP0210", "the state is not modelled, and taken as usable",
      meaning: """
        Nothing that Netproof judges depends on the state of such a thing, so it is ignored, \
        with this warning.
        """,
      remedy: "Remove the state; or leave the thing out if it cannot be used.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod:\n    cidrs: 10.0.0.0/16\n"
          + "    subnets: { web: { cidrs: 10.0.1.0/24, state: pending } }",
        mend: [", state: pending": ""])),
  ]
}
