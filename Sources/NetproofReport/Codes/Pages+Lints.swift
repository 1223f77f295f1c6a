import NetproofModel

extension CodePages {
  /// What `netproof lint` tells.
  static let lintPages: [CodePage] = [
    CodePage(
      .naclRuleShadowed, "rules before it decide every packet of a network ACL's rule",
      meaning: """
        A network ACL is read from its lowest number, and the first rule that matches decides. Of \
        this rule no packet is left: earlier ones, alone or together, match all of them. If they do \
        the opposite, the rule is an exception that is read too late; if they do the same, it is \
        only in the way of readers. Nothing changes if it is removed.
        """,
      remedy: "Give an exception a lower number than the rule that it is an exception to.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24, network-acl: web-acl } }
            network-acls:
              web-acl:
                inbound:
                  - { rule: 90, deny: tcp, ports: 22, from: 0.0.0.0/0 }
                  - { rule: 110, allow: tcp, ports: 22, from: 203.0.113.0/24 }
                  - { rule: 200, allow: all, from: 0.0.0.0/0 }
                outbound: [{ rule: 100, allow: all, to: 0.0.0.0/0 }]
        """, mend: ["rule: 110": "rule: 80"]),
      rules: "R57, R58", sources: [.networkACLRules]),
    CodePage(
      .naclRepliesDenied, "a network ACL lets packets pass, but not the replies to them",
      meaning: """
        Network ACLs keep no state, so a reply is judged by the other list, by its own destination \
        port: the one that the client chose. Asked are the ports that Linux clients draw from, \
        32768-60999, or what `policies: client-ports` says. Rules that let a whole range of client \
        ports pass are taken to be for replies, and are not asked about unless the other list lets \
        nothing pass at all. A rule for echo requests needs one for echo replies. The first block \
        and the ports there that are denied are told.
        """,
      remedy: "Allow the ports that clients choose from in the other list.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { db: { cidrs: 10.0.3.0/24, network-acl: db-acl } }
            network-acls:
              db-acl:
                inbound: [{ rule: 100, allow: tcp, ports: 5432, from: 10.0.0.0/16 }]
                outbound: [{ rule: 100, allow: tcp, ports: 1024-5000, to: 10.0.0.0/16 }]
        """, mend: ["1024-5000": "32768-60999"]),
      rules: "R59, R65", sources: [.customNetworkACLs]),
    CodePage(
      .naclUnused, "no subnet has the network ACL",
      meaning: """
        A network ACL filters at the borders of the subnets that name it. This one filters nothing, \
        whatever it says.
        """,
      remedy: "Name it as `network-acl` of the subnets that it was written for, or remove it.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              db: { cidrs: 10.0.3.0/24 }
            network-acls:
              db-acl:
                inbound: [{ rule: 100, allow: all, from: 10.0.0.0/16 }]
                outbound: [{ rule: 100, allow: all, to: 10.0.0.0/16 }]
        """, mend: ["10.0.3.0/24 }": "10.0.3.0/24, network-acl: db-acl }"]),
      rules: "R57", sources: [.networkACLs]),
    CodePage(
      .naclFamilyMismatch, "a network ACL has rules for one address family alone, its subnet both",
      meaning: """
        A rule of a network ACL is about IPv4 or about IPv6, by its block. This list allows some of \
        one family and says nothing of the other, which a subnet of the network ACL has as well: \
        the implied rule `*` denies all of it.
        """,
      remedy: "Write the rules again for the other family; `0.0.0.0/0` does not mean `::/0`.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: [10.0.0.0/16, "2001:db8:a::/56"]
            subnets: { web: { cidrs: [10.0.1.0/24, "2001:db8:a:1::/64"], network-acl: web-acl } }
            network-acls:
              web-acl:
                inbound:
                  - { rule: 100, allow: all, from: 0.0.0.0/0 }
                outbound:
                  - { rule: 100, allow: all, to: 0.0.0.0/0 }
                  - { rule: 110, allow: all, to: "::/0" }
        """,
        mend: [
          "- { rule: 100, allow: all, from: 0.0.0.0/0 }":
            "- { rule: 100, allow: all, from: 0.0.0.0/0 }\n"
            + "          - { rule: 110, allow: all, from: \"::/0\" }"
        ]),
      rules: "R58", sources: [.networkACLRules]),
    CodePage(
      .icmpFamilyMismatch, "a rule is about ICMP of one address family and addresses of the other",
      meaning: """
        ICMP for IPv4 and ICMP for IPv6 are two protocols, 1 and 58. AWS takes a rule for `icmp` with \
        an IPv6 block, and one for `icmpv6` with an IPv4 block, but no packet is of both. Who wants \
        to ping over IPv6 needs `icmpv6`.
        """,
      remedy: "Write `icmpv6` for IPv6 blocks and `icmp` for IPv4 ones.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: [10.0.0.0/16, "2001:db8:a::/56"]
            subnets: { web: { cidrs: [10.0.1.0/24, "2001:db8:a:1::/64"] } }
            security-groups:
              ping: { inbound: [{ allow: icmp, from: "::/0" }] }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, security-groups: ping } }
        """, mend: ["allow: icmp,": "allow: icmpv6,"]),
      rules: "R73", sources: [.icmp, .icmpv6]),
    CodePage(
      .sgRuleImplied, "other rules of the security group allow all that a rule allows",
      meaning: """
        Rules of a security group only allow, and their order means nothing. What this rule allows, \
        others of the same direction allow already, alone or together. All rules that are told \
        under this code may be removed together, and nothing changes.
        """,
      remedy: "Remove it; or remove the wider rule, if it was meant to be replaced.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            security-groups:
              web-sg:
                inbound:
                  - { allow: tcp, ports: 443, from: 0.0.0.0/0 }
                  - { allow: tcp, ports: 443, from: 203.0.113.0/24 }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, security-groups: web-sg }
        """, mend: ["443, from: 0.0.0.0/0": "80, from: 0.0.0.0/0"]),
      rules: "R72 to R74", sources: [.securityGroupRules]),
    CodePage(
      .sgRefNeverMatches, "a rule never sees a member of the security group that it names",
      meaning: """
        A rule that names a group matches the private addresses of its members, and only where the \
        way keeps that identity: within a VPC, over an active peering in one region, or, inbound \
        only, over one transit gateway with referencing on there and at both attachments. No member \
        of this group can be seen so, or it has none. AWS says nothing about such a rule.
        """,
      remedy: "Name the group that the other side really has, or its block.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            security-groups:
              web-sg: { inbound: [] }
              default-sg: { default: true }
              db-sg: { inbound: [{ allow: tcp, ports: 3306, from: default-sg }] }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, security-groups: web-sg }
              db-1: { subnet: web, private-ip: 10.0.1.20, security-groups: db-sg }
        """, mend: ["from: default-sg": "from: web-sg"]),
      rules: "R80 to R83", sources: [.securityGroupRules, .peeredGroups]),
    CodePage(
      .sgUnused, "no interface has the security group",
      meaning: """
        A security group filters at the interfaces that have it. This one filters nothing, and a \
        rule that names it matches nobody.
        """,
      remedy: "Name it in `security-groups` of the hosts that it was written for, or remove it.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            security-groups:
              web-sg: { inbound: [{ allow: tcp, ports: 443, from: 0.0.0.0/0 }] }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
        """, mend: ["10.0.1.10 }": "10.0.1.10, security-groups: web-sg }"]),
      rules: "R69", sources: [.securityGroups]),
    CodePage(
      .routeShadowed, "other routes are selected for all addresses of a route",
      meaning: """
        The longest block that holds the destination decides, and of equal ones a written CIDR goes \
        before a prefix list and both before what is propagated. For every address of this route \
        others are selected, alone or together. Nothing changes if it is removed.
        """,
      remedy: "Remove it, or remove the routes that are selected instead.",
      example: lint(
        """
        netproof: 1
        prefix-lists:
          partners: { entries: [203.0.113.0/24] }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables:
              main:
                main: true
                routes:
                  - { to: partners, via: igw }
                  - { to: 203.0.113.0/25, via: igw }
                  - { to: 203.0.113.128/25, via: igw }
        """, mend: ["203.0.113.128/25": "198.51.100.0/24"]),
      rules: "R40 to R43", sources: [.routePriority]),
    CodePage(
      .routeToNowhere, "a route leads to something that carries nothing for it",
      meaning: """
        The route is selected, and its packets are lost: it is a blackhole, its target is detached, \
        stopped or in a state in which it does not forward, the VPC is not attached to the transit \
        gateway, the VPC at the other end of the peering has none of the addresses, the addresses \
        are private and the target is an internet gateway, or no line leads on from a virtual \
        private gateway. Blackholes of a transit gateway's table are usually meant, and not told.
        """,
      remedy: "Mend the target, or remove the route: a wider one may carry the packets then.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables:
              main: { main: true, routes: [{ to: 10.2.0.0/16, via: prod-data }] }
          data:
            cidrs: 10.1.0.0/16
            subnets: { store: { cidrs: 10.1.1.0/24 } }
            route-tables:
              main: { main: true, routes: [{ to: 10.0.0.0/16, via: prod-data }] }
        peerings: { prod-data: { between: [prod, data] } }
        """, mend: ["10.2.0.0/16": "10.1.0.0/16"]),
      rules: "R46, R47, R119", sources: [.routeTables, .peerings]),
    CodePage(
      .routeTableUnused, "nothing looks the route table up",
      meaning: """
        No subnet has the table and no gateway; of a main table with routes: every subnet names \
        another one; of a transit gateway's table: no attachment is associated with it. Its routes \
        route nothing.
        """,
      remedy: "Associate it with what it was written for, or remove it.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              web: { cidrs: 10.0.1.0/24 }
            route-tables:
              public: { routes: [{ to: 0.0.0.0/0, via: igw }] }
        """, mend: ["10.0.1.0/24 }": "10.0.1.0/24, route-table: public }"]),
      rules: "R36, R132", sources: [.routeTables]),
    CodePage(
      .pcxRoutesMissing, "no route leads over a peering, from one side or from both",
      meaning: """
        A peering carries what routes lead over it, and each side needs its own: for packets one, \
        for replies the other. Told is an active peering with a side that has none in any table \
        that something uses, unless a NAT gateway sends over it, whose replies need no route.
        """,
      remedy: "Add a route to the other VPC's block on the side that has none.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables:
              main: { main: true, routes: [{ to: 10.1.0.0/16, via: prod-data }] }
          data:
            cidrs: 10.1.0.0/16
            subnets: { store: { cidrs: 10.1.1.0/24 } }
            route-tables:
              main: { main: true, routes: [] }
        peerings: { prod-data: { between: [prod, data] } }
        """, mend: ["routes: [] }": "routes: [{ to: 10.0.0.0/16, via: prod-data }] }"]),
      rules: "R112, R118", sources: [.peerings]),
    CodePage(
      .attachedCIDROverlap, "two networks that a third one reaches have a block in common",
      meaning: """
        Both hang on one transit gateway, on gateways that are peered, have routes in one segment \
        of a core network, or are peers of one VPC, and some addresses are in both. AWS permits it \
        where the two are not peered themselves; which of them packets reach is decided by routes \
        alone, and a change of a route changes it. Addresses behind an attachment are those that \
        its NAT rules show. VPCs of one transit gateway are told under `TGW_CIDR_OVERLAP` when the \
        topology is read.
        """,
      remedy: "Renumber one of the two, or translate it at its attachment.",
      example: lint(
        """
        netproof: 1
        networks:
          dc: { cidrs: 10.0.0.0/12, attached-to: vpn-1 }
        vpcs:
          prod:
            cidrs: 10.1.0.0/16
            subnets: { hub: { cidrs: 10.1.1.0/24 } }
        vpn-connections: { vpn-1: { routing: bgp } }
        transit-gateways:
          tgw:
            attachments: { prod: { vpc: prod, subnets: hub }, dc: { vpn: vpn-1 } }
            route-tables:
              main: { associations: [prod, dc], propagations: [prod, dc] }
        """, mend: ["10.0.0.0/12": "10.16.0.0/12"]),
      rules: "R117, R135, R146, R222", sources: [.peerings, .transitAttachments]),
  ]

  static func lint(
    _ text: String, mend: KeyValuePairs<String, String>
  ) -> CodeExample {
    CodeExample(text, mend: mend, run: "netproof lint net.yaml")
  }
}
