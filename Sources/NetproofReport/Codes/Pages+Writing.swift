extension CodePages {
  /// How a topology is written: addresses, rules, keys that go together.
  static let writingPages: [CodePage] = [
    CodePage(
      "NP0100", "the file is of no version of the format that is read",
      meaning: """
        `netproof: 1` at the head says that the file is a topology, and of which version of the \
        format; this build reads 1. The file says another version, or none.
        """,
      remedy: "Write `netproof: 1`, or use a newer build.",
      example: CodeExample("netproof: 2", mended: "netproof: 1")),
    CodePage(
      "NP0101", "the address lies inside a block, whose start is taken",
      meaning: """
        A CIDR names the first address of its block. This one has bits beyond its length; AWS cuts \
        them off, and so does Netproof, with this warning.
        """,
      remedy: "Write the block as the message has it, or `/32` if the one address is meant.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.7/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }"),
      rules: "R20, R61", sources: [.cidr, .vpcBlocks]),
    CodePage(
      "NP0102", "the CIDR has no prefix length",
      meaning:
        "A CIDR is an address, a slash and a length; without the length its size is unknown.",
      remedy: "Add the length: `/32` (IPv6: `/128`) for the one address.",
      example: rule(
        "{ rule: 100, allow: all, from: 10.0.1.10 }",
        "{ rule: 100, allow: all, from: 10.0.1.10/32 }"),
      sources: [.cidr]),
    CodePage(
      "NP0104", "the text is not a CIDR",
      meaning: "The part before the slash is no address, or there is something else around it.",
      remedy: "Write an address and a length, such as `10.0.0.0/16`; quote `\"::/0\"`.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }"), sources: [.cidr]),
    CodePage(
      "NP0105", "the prefix length is out of range",
      meaning: "IPv4 blocks have lengths from 0 through 32, IPv6 blocks from 0 through 128.",
      remedy: "Write a length in the range.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/61 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }"), sources: [.cidr]),
    CodePage(
      "NP0106", "the text is not an address",
      meaning: "An IPv4 address is four numbers from 0 through 255 without leading zeros.",
      remedy: "Write an address such as `10.0.0.1` or `\"2001:db8::1\"`.",
      example: instance("private-ip: 10.0.1.256", "private-ip: 10.0.1.25"),
      sources: [.ipv6Addressing]),
    CodePage(
      "NP0107", "a CIDR stands where one address is expected",
      meaning: "The key takes one address; a length after it says that a block is meant.",
      remedy: "Leave the length out. Blocks assigned to an interface stand under `prefixes`.",
      example: instance("private-ip: 10.0.1.10/32", "private-ip: 10.0.1.10")),
    CodePage(
      "NP0110", "this part of AWS is not supported yet",
      meaning:
        "The key or value is known, but this version of Netproof cannot judge what it means.",
      remedy: "Leave it out, and expect nothing of ways that use it.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { prod: { cidrs: 10.0.0.0/16, subnets: { hub: { cidrs: 10.0.0.0/28, zone: a } } } }
        transit-gateways: { hub: {} }
        core-networks:
          wan: { edge-locations: us-east-1, attachments: { hub: { transit-gateway: hub } } }
        """,
        mended: """
          netproof: 1
          vpcs: { prod: { cidrs: 10.0.0.0/16, subnets: { hub: { cidrs: 10.0.0.0/28, zone: a } } } }
          transit-gateways: { hub: {} }
          """)),
    CodePage(
      "NP0116", "a part of a VPC stands outside of VPCs",
      meaning: "Such things belong to one VPC, and are written in it.",
      remedy: "Move it below its VPC.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { prod: { cidrs: 10.0.0.0/16 } }
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        """,
        mended: """
          netproof: 1
          vpcs: { prod: { cidrs: 10.0.0.0/16, subnets: { web: { cidrs: 10.0.1.0/24 } } } }
          """)),
    CodePage(
      "NP0111", "two keys exclude each other",
      meaning: "Both keys say the same in different ways, or belong to different kinds of things.",
      remedy: "Keep the one that the message recommends.",
      example: instance(
        "private-ip: 10.0.1.10, private-ips: [10.0.1.11]", "private-ips: [10.0.1.10, 10.0.1.11]")),
    CodePage(
      "NP0112", "one of several keys is needed",
      meaning: "The entry means nothing without one of these keys, such as `allow` or `deny`.",
      remedy: "Add one of them.",
      example: rule("{ rule: 100, from: 0.0.0.0/0 }", "{ rule: 100, allow: all, from: 0.0.0.0/0 }")),
    CodePage(
      "NP0113", "a key needs another one beside it",
      meaning: "The key says something about another one that is not there.",
      remedy: "Add the other key, or remove this one.",
      example: rule(
        "{ rule: 100, allow: icmp, code: 4, from: 0.0.0.0/0 }",
        "{ rule: 100, allow: icmp, type: 3, code: 4, from: 0.0.0.0/0 }"), sources: [.icmp]),
    CodePage(
      "NP0114", "several values stand where one is taken",
      meaning: "The singular key takes one value; several have a key of their own.",
      remedy: "Use the plural key that the message names.",
      example: instance("private-ip: [10.0.1.10, 10.0.1.11]", "private-ips: [10.0.1.10, 10.0.1.11]")
    ),
    CodePage(
      "NP0115", "a list has too few or too many elements",
      meaning:
        "The list stands for a fixed number of things: a peering has two VPCs, a VPN two tunnels.",
      remedy: "Write as many as the message asks for.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16 }, data: { cidrs: 10.1.0.0/16 } }
        peerings: { link: { between: [app] } }
        """, mend: ["[app]": "[app, data]"])),
    CodePage(
      "NP0120", "the text is not a protocol",
      meaning:
        "Protocols are `all`, `tcp`, `udp`, `icmp`, `icmpv6` and `protocol/N` with a number.",
      remedy: "Take the spelling that the message suggests; ports stand under `ports`.",
      example: groupRule(
        "{ allow: tcp/443, from: 0.0.0.0/0 }", "{ allow: tcp, ports: 443, from: 0.0.0.0/0 }"),
      sources: [.ipPermission]),
    CodePage(
      "NP0121", "the text is not a port or a range of ports",
      meaning: """
        Ports are numbers from 0 through 65535, ranges `LOW-HIGH`; a rule of a network ACL takes one \
        of them, a rule of a security group a list too.
        """,
      remedy: "Write the lower port first; leave `ports` out for all of them.",
      example: groupRule(
        "{ allow: tcp, ports: 8099-8000, from: 0.0.0.0/0 }",
        "{ allow: tcp, ports: 8000-8099, from: 0.0.0.0/0 }")),
    CodePage(
      "NP0122", "AWS ignores the ports of this rule",
      meaning: """
        Only TCP and UDP have ports. In a rule for `all` or another protocol AWS takes them and \
        does not look at them, so the rule matches more than it seems to. That is a warning.
        """,
      remedy: "Name `tcp` or `udp` if the ports are meant; otherwise remove them.",
      example: groupRule(
        "{ allow: all, ports: 443, from: 0.0.0.0/0 }",
        "{ allow: tcp, ports: 443, from: 0.0.0.0/0 }"), rules: "R60, R73", sources: [.ipPermission]),
    CodePage(
      "NP0123", "ICMP has no ports",
      meaning: "ICMP messages are told apart by `type` and `code`.",
      remedy: "Write `type:` (8 is an echo request), or leave both out for all messages.",
      example: groupRule(
        "{ allow: icmp, ports: 8, from: 0.0.0.0/0 }", "{ allow: icmp, type: 8, from: 0.0.0.0/0 }"),
      sources: [.icmp]),
    CodePage(
      "NP0124", "`type` and `code` are for ICMP alone",
      meaning: "The rule's protocol has no types and codes; TCP and UDP have ports.",
      remedy: "Name `icmp` or `icmpv6`, or write `ports:`.",
      example: groupRule(
        "{ allow: tcp, type: 8, from: 0.0.0.0/0 }", "{ allow: icmp, type: 8, from: 0.0.0.0/0 }"),
      sources: [.icmp]),
    CodePage(
      "NP0125", "the key belongs to rules of the other direction",
      meaning: "An inbound rule says `from` whom, an outbound rule `to` whom.",
      remedy: "Use the other key, or move the rule to the other list.",
      example: groupRule(
        "{ allow: tcp, ports: 443, to: 0.0.0.0/0 }", "{ allow: tcp, ports: 443, from: 0.0.0.0/0 }"),
      rules: "R59, R72"),
    CodePage(
      "NP0126", "a security group cannot deny",
      meaning: "Security groups only allow; what no rule allows is denied.",
      remedy: "Remove the rule, and narrow the one that allows too much; or use a network ACL.",
      example: groupRule(
        "{ deny: tcp, ports: 22, from: 0.0.0.0/0 }", "{ allow: tcp, ports: 22, from: 10.0.0.0/8 }"),
      rules: "R69", sources: [.securityGroups]),
    CodePage(
      "NP0127", "a network ACL's rule takes one CIDR",
      meaning: """
        Names of groups, prefix lists and networks are for security groups; lists are not for \
        rules with numbers.
        """,
      remedy: "Write the addresses as a CIDR, and a rule for each.",
      example: rule(
        "{ rule: 100, allow: all, from: web-sg }", "{ rule: 100, allow: all, from: 10.0.1.0/24 }"),
      rules: "R61", sources: [.networkACLs]),
  ]

  /// Assertions, and topologies of several files.
  static let assertionPages: [CodePage] = [
    CodePage(
      "NP0128", "the number of the account has not 12 digits",
      meaning: """
        AWS numbers accounts with 12 digits. Spreadsheets and YAML readers that guess numbers drop \
        zeros at the head; a name with letters may have any length.
        """,
      remedy: "Put the zeros back, in quotes, or give the account a name.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { account: 11122223333, cidrs: 10.0.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { account: \"011122223333\", cidrs: 10.0.0.0/16 }")),
    CodePage(
      "NP0129", "something is shared with what names no account",
      meaning: """
        What `principals` and `shared-with` list are accounts: numbers, names, or ARNs of AWS IAM \
        such as `arn:aws:iam::111122223333:root`, which name one. Which accounts an organization or a \
        unit has is not written anywhere.
        """,
      remedy: "Write the account, or of an organization those that matter.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24, shared-with: "arn:aws:organizations::111122223333:organization/o-1" } }
        """, mend: ["arn:aws:organizations::111122223333:organization/o-1": "444455556666"])),
    CodePage(
      "NP0140", "an assertion does not say which packets it means",
      meaning: "Without `port` it would be unclear whether one port or everything is asked for.",
      remedy: "Add `port: tcp/443` for one port, or `port: any` for every packet.",
      example: question(
        "{ from: web-1, to: web-2, expect: reachable }",
        "{ from: web-1, to: web-2, port: any, expect: reachable }")),
    CodePage(
      "NP0141", "the text does not say which packets",
      meaning:
        "A port is written with its protocol: `tcp/443`, `udp/53`, `icmp/8`, `protocol/47`, `any`.",
      remedy: "Put the protocol before the port.",
      example: question(
        "{ from: web-1, to: web-2, port: 443, expect: reachable }",
        "{ from: web-1, to: web-2, port: tcp/443, expect: reachable }")),
    CodePage(
      "NP0142", "the text is not a range of client ports or a profile",
      meaning: """
        Clients send from a port of a range: give it as `LOW-HIGH`, or by the name of a profile such \
        as `linux` (32768-60999), `windows` (49152-65535) or `any` (1024-65535).
        """,
      remedy: "Write a range or a profile.",
      example: question(
        "{ from: web-1, to: web-2, port: tcp/443, client-ports: linus, expect: reachable }",
        "{ from: web-1, to: web-2, port: tcp/443, client-ports: linux, expect: reachable }"),
      rules: "R65", sources: [.customNetworkACLs]),
    CodePage(
      "NP0150", "two files of one topology define the same thing",
      meaning: "Files that are read together, or stand in one folder, are one topology.",
      remedy: "Rename one, or keep one. To vary a topology, use `topology:` and `changes:`.",
      example: CodeExample(
        [
          "a.yaml": "netproof: 1\nvpcs: { prod: { cidrs: 10.0.0.0/16 } }",
          "b.yaml": "netproof: 1\nvpcs: { prod: { cidrs: 10.1.0.0/16 } }",
        ],
        mended: ["b.yaml": "netproof: 1\nvpcs: { test: { cidrs: 10.1.0.0/16 } }"],
        run: "netproof check a.yaml b.yaml")),
    CodePage(
      "NP0151", "a policy has two values",
      meaning: "Two files of one topology choose differently, and a policy holds for all of it.",
      remedy: "Keep one of them.",
      example: CodeExample(
        [
          "a.yaml": "netproof: 1\npolicies: { client-ports: linux }",
          "b.yaml": "netproof: 1\npolicies: { client-ports: windows }",
        ], mended: ["b.yaml": "netproof: 1"], run: "netproof check a.yaml b.yaml")),
  ]
}
