import NetproofModel

extension CodePages {
  /// Security groups and network ACLs.
  static let filterPages: [CodePage] = [
    CodePage(
      .sgEgressNoMatch, "no outbound rule of the sender's security groups matches",
      meaning: """
        A security group lets out only what one of its outbound rules allows. All groups of an \
        interface count together, and one matching rule in any of them is enough; here there is \
        none. A group whose `outbound` is left out sends everything; one with `outbound: []` sends \
        nothing. Replies to a connection that came in are never held back by this.
        """,
      remedy: """
        Add an outbound rule for the destination and its port to one of the groups, or widen the \
        nearest one that the answer names.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            security-groups:
              app-sg:
                inbound: [{ allow: all, from: 10.0.0.0/16 }]
                outbound: [{ allow: tcp, ports: 443, to: 10.0.0.0/16 }]
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10, security-groups: app-sg }
              app-2: { subnet: app, private-ip: 10.0.1.20, security-groups: app-sg }
        assertions:
          - { from: app-1, to: app-2, port: tcp/8443, expect: reachable }
        """, mend: ["ports: 443,": "ports: [443, 8443],"]),
      rules: "R69 to R76", sources: [.securityGroups, .securityGroupRules, .explanationCodes]),
    CodePage(
      .sgIngressNoMatch, "no inbound rule of the receiver's security groups matches",
      meaning: """
        A security group takes in only what one of its inbound rules allows, even from the same \
        subnet and from members of the same group. A rule that names a group matches the private \
        addresses of its members, and only while the way between keeps the group's identity: no \
        gateway, NAT or appliance may stand between. Then the answer carries a hint, such as \
        `SG_REF_NOT_PRESERVED`.
        """,
      remedy: """
        Add an inbound rule for the sender: by its group if they are in one VPC, by its CIDR \
        otherwise.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 }, db: { cidrs: 10.0.2.0/24 } }
            security-groups:
              app-sg: {}
              db-sg: { inbound: [{ allow: tcp, ports: 5432, from: 10.0.9.0/24 }] }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10, security-groups: app-sg }
              db-1: { subnet: db, private-ip: 10.0.2.10, security-groups: db-sg }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """, mend: ["from: 10.0.9.0/24": "from: app-sg"]),
      rules: "R69 to R76, R80 to R87",
      sources: [.securityGroups, .securityGroupRules, .explanationCodes]),
    CodePage(
      .naclEgressDeny, "a network ACL denies packets on their way out of a subnet",
      meaning: """
        A network ACL tests packets at the border of its subnet, by the lowest rule number that \
        matches; what no rule matches is denied by the rule `*`. It keeps no state: a reply is \
        tested as well, and goes to the port that the client drew, 1024 to 65535. A list that \
        allows port 3306 out but not the client's ports loses the replies of a database.
        """,
      remedy: """
        Allow the packets with a number lower than the rule that denies them. For replies allow \
        the clients' ports: 32768-60999 for Linux, 1024-65535 for NAT gateways and load balancers.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              web: { cidrs: 10.0.1.0/24 }
              db: { cidrs: 10.0.2.0/24, network-acl: db-acl }
            network-acls:
              db-acl:
                inbound: [{ rule: 100, allow: tcp, ports: 3306, from: 10.0.1.0/24 }]
                outbound: [{ rule: 100, allow: tcp, ports: 3306, to: 10.0.1.0/24 }]
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
        assertions:
          - { from: web-1, to: db-1, port: tcp/3306, expect: reachable }
        """,
        mend: ["ports: 3306, to: 10.0.1.0/24": "ports: 1024-65535, to: 10.0.1.0/24"]),
      with: ["FORWARD_DELIVERED"], rules: "R57 to R66",
      sources: [.networkACLs, .networkACLRules, .customNetworkACLs, .explanationCodes]),
    CodePage(
      .naclIngressDeny, "a network ACL denies packets on their way into a subnet",
      meaning: """
        A network ACL tests packets at the border of its subnet, by the lowest rule number that \
        matches; what no rule matches is denied by the rule `*`. Inbound rules look at the source \
        address and the destination port. Packets between hosts of one subnet never meet it. \
        Through a NAT gateway the source of a reply is still the remote host, not the gateway.
        """,
      remedy: """
        Add a rule for the sender's CIDR and the port, with a number lower than the rule that \
        denies the packets; the answer says which that is.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              web: { cidrs: 10.0.1.0/24 }
              db: { cidrs: 10.0.2.0/24, network-acl: db-acl }
            network-acls:
              db-acl:
                inbound: [{ rule: 100, allow: tcp, ports: 3306, from: 10.0.9.0/24 }]
                outbound: [{ rule: 100, allow: tcp, ports: 1024-65535, to: 10.0.1.0/24 }]
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
        assertions:
          - { from: web-1, to: db-1, port: tcp/3306, expect: reachable }
        """, mend: ["from: 10.0.9.0/24": "from: 10.0.1.0/24"]),
      rules: "R57 to R66",
      sources: [.networkACLs, .networkACLRules, .createNetworkACLEntry, .explanationCodes]),
  ]
}
