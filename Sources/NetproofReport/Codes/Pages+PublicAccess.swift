import NetproofModel

extension CodePages {
  /// VPC Block Public Access.
  static let publicAccessPages: [CodePage] = [
    CodePage(
      .bpaBlocked, "Block Public Access keeps the internet away",
      meaning: """
        Block Public Access holds for all VPCs of an account in a region, whatever their routes and \
        rules say. `block-bidirectional` stops everything that passes an internet gateway or an \
        egress-only one; `block-ingress` leaves NAT gateways and egress-only gateways alone, but \
        stops hosts with public addresses in both directions. What counts is the subnet that \
        exchanges packets with the gateway: that of the NAT gateway, appliance or host, not that of \
        the hosts behind it.
        """,
      remedy: """
        Exempt that subnet or its VPC: `public-access-exclusion: allow-bidirectional`. With \
        `block-bidirectional`, `allow-egress` is enough for NAT gateways and egress-only gateways.
        """,
      example: CodeExample(
        """
        netproof: 1
        block-public-access: { everywhere: { mode: block-bidirectional } }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              app: { cidrs: 10.0.1.0/24, route-table: private }
              edge: { cidrs: 10.0.2.0/24, route-table: public }
            route-tables:
              private: { routes: [{ to: 0.0.0.0/0, via: nat }] }
              public: { routes: [{ to: 0.0.0.0/0, via: igw }] }
            nat-gateways: { nat: { subnet: edge, private-ip: 10.0.2.100, public-ip: 52.0.0.100 } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        assertions:
          - { from: app-1, to: internet, port: tcp/443, family: ipv4, expect: reachable }
        """,
        mend: [
          "route-table: public }": "route-table: public, public-access-exclusion: allow-egress }"
        ]),
      rules: "R193 to R197", sources: [.publicAccess, .publicAccessExample, .explanationCodes])
  ]

  /// Which VPCs Block Public Access is about.
  static let scopeOfBlockPages: [CodePage] = [
    CodePage(
      "NP0390", "two entries of `block-public-access` apply to one VPC",
      meaning: """
        An account has one mode of Block Public Access in each region. An entry without `account` or \
        `region` is about all of them.
        """,
      remedy: "Tell the entries apart by `account` and `region`, or remove one of them.",
      example: CodeExample(
        """
        netproof: 1
        block-public-access:
          everywhere: { mode: block-ingress }
          virginia: { region: us-east-1, mode: block-bidirectional }
        vpcs:
          prod: { region: us-east-1, cidrs: 10.0.0.0/16 }
        """, mend: ["  everywhere: { mode: block-ingress }\n": ""]),
      rules: "R193", sources: [.publicAccess]),
    CodePage(
      "NP0391", "a VPC does not say of which account or region it is",
      meaning: """
        Something is said about the VPCs of one account or region only, and whether this VPC is \
        among them is not known: it states none.
        """,
      remedy: "Add `account` or `region` to the VPC, or leave it out where it is asked for.",
      example: CodeExample(
        """
        netproof: 1
        block-public-access:
          production: { account: "111122223333", mode: block-ingress }
        vpcs:
          prod: { cidrs: 10.0.0.0/16 }
        """, mend: ["prod: {": "prod: { account: \"111122223333\","]),
      rules: "R193", sources: [.publicAccess]),
    CodePage(
      "NP0392", "something unencrypted is in a VPC that enforces encryption",
      meaning: """
        With `encryption-control: enforce` AWS refuses what does not encrypt on the way: internet \
        gateways, egress-only ones, NAT gateways, virtual private gateways, and peerings with VPCs \
        that do not enforce it.
        """,
      remedy: "Name the kind under `encryption-exclusions`, or use `encryption-control: monitor`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            encryption-control: enforce
            internet-gateways: { igw: {} }
        """,
        mend: [
          "encryption-control: enforce\n":
            "encryption-control: enforce\n    encryption-exclusions: internet-gateway\n"
        ]),
      rules: "R199", sources: [.encryptionControls]),
    CodePage(
      "NP0393", "a key of the other kind of NAT gateway",
      meaning: """
        A NAT gateway of `kind: public` or `private` is in one subnet and has its address there. A \
        regional one is in no subnet: it has a public address in each of its zones, a mode, and a \
        route table of its own.
        """,
      remedy: "Write the keys of the gateway's kind.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { edge: { cidrs: 10.0.1.0/24, zone: a } }
            nat-gateways: { nat: { kind: regional, subnet: edge, public-ips: { a: 52.0.0.100 } } }
        """, mend: ["kind: regional, subnet: edge,": "kind: regional,"]),
      rules: "R102", sources: [.regionalNATGateways]),
  ]
}
