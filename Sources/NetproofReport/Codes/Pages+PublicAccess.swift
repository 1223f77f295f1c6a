import NetproofModel

extension CodePages {
  /// VPC Block Public Access, and ranges that are not advertised.
  static let publicAccessPages: [CodePage] = [
    CodePage(
      .publicIPNotAdvertised, "the internet does not know the way to the address",
      meaning: """
        The public address is of a range that was brought to AWS (BYOIP), and AWS does not announce \
        the range: nobody on the internet finds it, neither with requests nor with replies.
        """,
      remedy: "Advertise the range, and remove it from `unadvertised`.",
      example: CodeExample(
        """
        netproof: 1
        unadvertised: 198.51.100.0/24
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            security-groups:
              web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: 0.0.0.0/0 }] }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 198.51.100.10 } }
        assertions:
          - { from: internet, to: web-1, port: tcp/443, family: ipv4, expect: reachable }
        """, mend: ["unadvertised: 198.51.100.0/24\n": ""]),
      rules: "R29", sources: [.instanceAddressing]),
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
      rules: "R193 to R197", sources: [.publicAccess, .publicAccessExample, .explanationCodes]),
  ]

  /// Which VPCs Block Public Access is about.
  static let scopeOfBlockPages: [CodePage] = [
    CodePage(
      "NP0309", "two entries of `block-public-access` apply to one VPC",
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
      "NP0359", "a VPC does not say of which account or region it is",
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
      "NP0358", "something unencrypted is in a VPC that enforces encryption",
      meaning: """
        With `encryption-control: enforce` AWS refuses what does not encrypt on the way: internet \
        gateways, egress-only ones, NAT gateways, virtual private gateways, and peerings with VPCs \
        that do not enforce it. For these there are exclusions; for Gateway Load Balancers, their \
        endpoints, firewalls and subnets in Local Zones there is none.
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
      "NP0357", "a key of the other kind of NAT gateway",
      meaning: """
        A NAT gateway of `kind: public` or `private` is in one subnet and has its private addresses \
        there, each with one public address: `public-ips: { PRIVATE: PUBLIC }`. A regional one is in \
        no subnet: it has public addresses in each of its zones, a mode, and a route table of its own.
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
    CodePage(
      "NP0356", "an interface is in a subnet that is not shared with its account",
      meaning: """
        An interface of another account than the VPC's is in a subnet that the VPC's owner shares with \
        that account.
        """,
      remedy: "Add `shared-with` to the subnet, or remove `account` from the interface.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            account: "111122223333"
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            security-groups: { tenant: { account: "444455556666" } }
            instances:
              guest: { account: "444455556666", subnet: app, private-ip: 10.0.1.10, security-groups: tenant }
        """,
        mend: [
          "app: { cidrs: 10.0.1.0/24 }":
            "app: { cidrs: 10.0.1.0/24, shared-with: \"444455556666\" }"
        ]),
      rules: "R224", sources: [.sharedSubnets]),
    CodePage(
      "NP0322", "a participant's interface has the VPC's default security group",
      meaning: """
        An interface of an account that a subnet is shared with cannot have the default security group \
        of the VPC, which is its owner's; and without any named it would.
        """,
      remedy: "Name a security group of that account.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            account: "111122223333"
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24, shared-with: "444455556666" } }
            security-groups: { tenant: { account: "444455556666" } }
            instances:
              guest: { account: "444455556666", subnet: app, private-ip: 10.0.1.10 }
        """,
        mend: ["private-ip: 10.0.1.10 }": "private-ip: 10.0.1.10, security-groups: tenant }"]),
      rules: "R87, R224", sources: [.sharedSubnets]),
    CodePage(
      "NP0323", "a participant's interface has a security group of another account",
      meaning: """
        An interface of an account that a subnet is shared with has security groups of its own \
        account, or such that are shared with that account.
        """,
      remedy: "Name a group of that account, or add `shared-with` to the group.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            account: "111122223333"
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24, shared-with: "444455556666" } }
            security-groups: { own: {} }
            instances:
              guest: { account: "444455556666", subnet: app, private-ip: 10.0.1.10, security-groups: own }
        """, mend: ["{ own: {} }": "{ own: { shared-with: \"444455556666\" } }"]),
      rules: "R87, R224", sources: [.sharedSubnets, .groupSharing]),
    CodePage(
      "NP0348", "a pool is no range of public IPv4 addresses",
      meaning: """
        `public-pools` are ranges of public IPv4 addresses that somebody brought to AWS (BYOIP) and \
        that an internet gateway takes in as they are.
        """,
      remedy: "Write such a range.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            route-tables: { edge: { edge-of: igw, public-pools: 192.168.0.0/24 } }
        """, mend: ["192.168.0.0/24": "198.51.100.0/24"]),
      rules: "R53", sources: [.poolRouting]),
    CodePage(
      "NP0347", "a table with pools is no internet gateway's",
      meaning: """
        A pool comes in by an internet gateway, so it belongs to that gateway's own route table, which \
        names the gateway under `edge-of`.
        """,
      remedy: "Add `edge-of`, or move `public-pools` to the gateway's table.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            route-tables: { edge: { public-pools: 198.51.100.0/24 } }
        """, mend: ["edge: {": "edge: { edge-of: igw,"]),
      rules: "R53", sources: [.poolRouting]),
  ]
}
