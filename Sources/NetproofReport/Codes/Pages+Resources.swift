extension CodePages {
  /// What AWS refuses of resource gateways.
  static let resourceFaultPages: [CodePage] = [
    CodePage(
      "NP0382", "AWS refuses this of a resource gateway or of an endpoint of a resource",
      meaning: """
        A resource answers at ports of TCP and has an address; an endpoint of it has the type \
        `resource`, is in the region of its gateway, and has its ports and zones of it. The message \
        says which rule is broken.
        """,
      remedy: "Do what the message says.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          data:
            cidrs: 10.1.0.0/16
            subnets: { db: { cidrs: 10.1.1.0/24 } }
            resource-gateways:
              rgw: { subnets: { db: 10.1.1.50 }, resources: { dns: { to: 10.1.1.9, ports: udp/53 } } }
        """, mend: ["ports: udp/53": "ports: tcp/53"]), rules: "R175",
      sources: [.resourceGateways])
  ]
}
