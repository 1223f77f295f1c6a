import NetproofModel

extension CodePages {
  /// Why a security group's reference did not match.
  static let hintPages: [CodePage] = [
    CodePage(
      .sgRefNotPreserved, "the way hides who the sender is from rules that name a security group",
      meaning: """
        A rule names a group, and the sender is a member of it, yet the rule does not match: \
        membership is seen only while packets travel unchanged inside a VPC, over one peering or \
        one transit gateway. An internet gateway, a NAT gateway, an appliance or an on-premises \
        network on the way hides it. Public addresses never match a reference.
        """,
      remedy: "Allow the sender's CIDR instead: the subnet's block, or one address.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              app: { cidrs: 10.0.1.0/24, route-table: app-routes }
              db: { cidrs: 10.0.2.0/24 }
              fw: { cidrs: 10.0.3.0/24 }
            route-tables: { app-routes: { routes: [{ to: 10.0.2.0/24, via: fw-1 }] } }
            security-groups:
              app-sg: { default: true, inbound: [{ allow: all, from: 10.0.0.0/16 }] }
              db-sg: { inbound: [{ allow: tcp, ports: 5432, from: app-sg }] }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10, security-groups: db-sg }
              fw-1:
                { subnet: fw, private-ip: 10.0.3.10, behaviour: forward, source-dest-check: false }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """, mend: ["from: app-sg": "from: 10.0.1.0/24"]),
      with: ["SG_INGRESS_NO_MATCH"], rules: "R80 to R82",
      sources: [.securityGroups, .explanationCodes]),
    CodePage(
      .sgRefTGWDisabled,
      "a transit gateway on the way does not carry references to security groups",
      meaning: """
        Rules may name groups of another VPC across a transit gateway only if referencing is on in \
        three places: at the gateway, where it is off by default, and at the attachments of both \
        VPCs, where it is on. Attachments with a subnet in the zone `use1-az3` do not support it.
        """,
      remedy:
        "Switch `security-group-referencing` on at the gateway and both attachments, or use CIDRs.",
      example: CodeExample(
        transit.replacing(
          "db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }",
          with: "db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: app-sg }] }"
        ).replacing(
          "    instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }",
          with: "    security-groups: { app-sg: { default: true } }\n"
            + "    instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }"),
        mend: [
          "  hub:\n    attachments:":
            "  hub:\n    security-group-referencing: true\n    attachments:"
        ]),
      with: ["SG_INGRESS_NO_MATCH"], rules: "R81",
      sources: [.transitAttachments, .explanationCodes]),
    CodePage(
      .sgRefEgressViaTGW, "across a transit gateway only inbound rules may name security groups",
      meaning: """
        An outbound rule names a group of a VPC behind a transit gateway. AWS resolves references \
        across transit gateways for inbound rules only, whatever is switched on.
        """,
      remedy: "Write the destination's CIDR in the outbound rule.",
      example: CodeExample(
        transit.replacing(
          "    instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }",
          with: """
                security-groups:
                  app-sg: { default: true, outbound: [{ allow: tcp, ports: 5432, to: db-sg }] }
                instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
            """
        ).replacing("  hub:\n", with: "  hub:\n    security-group-referencing: true\n"),
        mend: ["to: db-sg": "to: 10.1.1.0/24"]),
      with: ["SG_EGRESS_NO_MATCH"], rules: "R81", sources: [.transitAttachments]),
    CodePage(
      .sgRefCrossRegion, "the named security group is in another region",
      meaning: """
        Over a peering, rules may name groups of the other VPC only if both VPCs are in the same \
        region. Between regions the reference matches nothing.
        """,
      remedy: "Allow the sender's CIDR instead.",
      example: CodeExample(
        groupedPeers(app: "region: eu-west-1", data: "region: us-east-1", link: ""),
        mend: ["from: app-sg": "from: 10.0.1.0/24"]),
      with: ["SG_INGRESS_NO_MATCH"], rules: "R81, R122", sources: [.peeredGroups]),
    CodePage(
      .sgRefStale, "the named security group is behind a peering that is not active",
      meaning: """
        A rule names a group of a peered VPC, but the peering is not active. The reference is \
        stale: it matches nothing until the peering works again.
        """,
      remedy:
        "Repair the peering, and remove rules that name groups of VPCs you no longer peer with.",
      example: CodeExample(
        groupedPeers(app: "region: us-east-1", data: "region: us-east-1", link: ", state: failed"),
        mend: ["state: failed": "state: active"]),
      with: ["PCX_NOT_ACTIVE", "SG_INGRESS_NO_MATCH"], rules: "R83", sources: [.peeredGroups]),
  ]

  /// Two peered VPCs of which one names the other's security group.
  private static func groupedPeers(app: String, data: String, link: String) -> String {
    """
    netproof: 1
    vpcs:
      app:
        \(app)
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.1.0.0/16, via: link }] } }
        security-groups: { app-sg: { default: true } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
      data:
        \(data)
        cidrs: 10.1.0.0/16
        subnets: { db: { cidrs: 10.1.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: link }] } }
        security-groups:
          db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: app-sg }] }
        instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
    peerings: { link: { between: [app, data]\(link) } }
    assertions:
      - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
    """
  }
}
