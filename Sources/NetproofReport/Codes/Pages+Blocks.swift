extension CodePages {
  /// What AWS refuses of blocks, addresses and groups.
  static let blockPages: [CodePage] = [
    CodePage(
      "NP0300", "the block has a size that AWS does not take",
      meaning: """
        IPv4 blocks of VPCs and subnets are /16 to /28; IPv6 ones /44 to /60 for a VPC and to \
        /64 for a subnet, in steps of four.
        """,
      remedy: "Choose a size in the range.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/8 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }"),
      rules: "R20, R23, R24", sources: [.vpcBlocks, .subnetSizing]),
    CodePage(
      "NP0301", "no VPC can have this block",
      meaning: "0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/4 are not for VPCs.",
      remedy: "Take a private block, such as one of 10.0.0.0/8.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 169.254.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }"),
      with: ["ADDR_RESERVED"], rules: "R20", sources: [.vpcBlocks, .specialAddresses]),
    CodePage(
      "NP0302", "two blocks of one VPC overlap",
      meaning: "The blocks of one VPC have no address in common. See also `VPC_CIDR_OVERLAP`.",
      remedy: "Remove one of the blocks, or renumber it.",
      example: overlappingBlocks, with: ["VPC_CIDR_OVERLAP"], rules: "R20", sources: [.vpcBlocks]),
    CodePage(
      "NP0303", "a VPC has at most five IPv6 blocks",
      meaning: "AWS associates up to five IPv6 blocks with a VPC.",
      remedy: "Remove one, or use a second VPC.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs:
              - 10.0.0.0/16
              - "2600:0:0:100::/56"
              - "2600:0:0:200::/56"
              - "2600:0:0:300::/56"
              - "2600:0:0:400::/56"
              - "2600:0:0:500::/56"
              - "2600:0:0:600::/56"
        """, mend: ["      - \"2600:0:0:600::/56\"": ""]),
      rules: "R23", sources: [.vpcBlocks]),
    CodePage(
      "NP0304", "the subnet's block is not inside a block of its VPC",
      meaning: "A subnet is a part of one of its VPC's blocks.",
      remedy: "Renumber the subnet, or add the block to the VPC.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod:\n    cidrs: 10.0.0.0/16\n    subnets: { web: { cidrs: 10.1.1.0/24 } }",
        mend: ["10.1.1.0/24": "10.0.1.0/24"]),
      rules: "R24", sources: [.subnetSizing]),
    CodePage(
      "NP0305", "two subnets overlap",
      meaning: "The subnets of one VPC have no address in common.",
      remedy: "Renumber one of them.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              web: { cidrs: 10.0.0.0/23 }
              db: { cidrs: 10.0.1.0/24 }
        """, mend: ["10.0.1.0/24": "10.0.2.0/24"]),
      rules: "R24", sources: [.subnetSizing]),
    CodePage(
      "NP0306", "a VPC has at most one gateway of this kind",
      meaning:
        "One internet gateway and one egress-only internet gateway can be attached to a VPC.",
      remedy: "Remove one of them.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod:\n    cidrs: 10.0.0.0/16\n    internet-gateways: { igw-1: {}, igw-2: {} }",
        mend: [", igw-2: {}": ""]),
      rules: "R97", sources: [.internetGateways]),
    CodePage(
      "NP0307", "a VPC has exactly one main or default of this kind",
      meaning:
        "One route table is the main one, one network ACL and one security group the default.",
      remedy: "Keep `main: true` or `default: true` at one of them.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod:\n    cidrs: 10.0.0.0/16\n"
          + "    route-tables: { a: { main: true }, b: { main: true } }",
        mend: ["b: { main: true }": "b: {}"]),
      rules: "R36, R57", sources: [.routeTables]),
    CodePage(
      "NP0308", "AWS does not add this block to a VPC with that first block",
      meaning:
        "Which blocks can be added depends on the VPC's first one. See also `VPC_CIDR_RESTRICTED`.",
      remedy: "Take a block that the table in the Amazon VPC User Guide permits.",
      example: restrictedBlocks, with: ["VPC_CIDR_RESTRICTED"], rules: "R21", sources: [.vpcBlocks]),
    CodePage(
      "NP0310", "the key takes addresses of the other family",
      meaning:
        "IPv4 addresses stand under `private-ip` and `public-ip`, IPv6 addresses under `ipv6`.",
      remedy: "Move the address to the other key. IPv6 needs no public address beside it.",
      example: instance("private-ip: \"2600:0:0:a01::10\"", "ipv6: \"2600:0:0:a01::10\"")),
    CodePage(
      "NP0311", "the address is not in the subnet",
      meaning: "An interface has addresses of its subnet's blocks alone.",
      remedy: "Correct the address or the subnet.",
      example: instance("private-ip: 10.0.2.10", "private-ip: 10.0.1.10"),
      rules: "R26", sources: [.subnetSizing]),
    CodePage(
      "NP0312", "AWS reserves the address",
      meaning: """
        The first four addresses of a subnet and its last one cannot be taken. See also \
        `ADDR_RESERVED`.
        """,
      remedy: "Take another address of the subnet.",
      example: reservedAddress, with: ["ADDR_RESERVED"], rules: "R25", sources: [.subnetSizing]),
    CodePage(
      "NP0313", "the address is taken in this VPC",
      meaning:
        "Two interfaces of one VPC have the same address, alone or within an assigned prefix.",
      remedy: "Give one of them another address.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              web-2: { subnet: web, private-ip: 10.0.1.10 }
        """,
        mend: [
          "web-2: { subnet: web, private-ip: 10.0.1.10 }":
            "web-2: { subnet: web, private-ip: 10.0.1.11 }"
        ]),
      rules: "R26", sources: [.interfaces]),
    CodePage(
      "NP0314", "the public address is taken",
      meaning: "A public address belongs to one private address, in all of the model.",
      remedy: "Give one of them another public address.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 }
              web-2: { subnet: web, private-ip: 10.0.1.11, public-ip: 52.0.0.10 }
        """, mend: ["10.0.1.11, public-ip: 52.0.0.10": "10.0.1.11, public-ip: 52.0.0.11"]),
      rules: "R27", sources: [.instanceAddressing]),
    CodePage(
      "NP0315", "the address is not a public one",
      meaning: """
        Private, shared, loopback, link-local and multicast addresses are not reachable from the \
        internet.
        """,
      remedy: "Correct the address, or leave `public-ip` out if there is none.",
      example: instance(
        "private-ip: 10.0.1.10, public-ip: 192.168.0.10",
        "private-ip: 10.0.1.10, public-ip: 52.0.0.10"),
      rules: "R27", sources: [.specialAddresses]),
    CodePage(
      "NP0316", "a public address belongs to no private address of the interface",
      meaning: """
        `public-ips` maps private addresses of the interface to public ones, and this private \
        one is not there.
        """,
      remedy: "Add the private address, or name one that is there.",
      example: instance(
        "private-ip: 10.0.1.10, public-ips: { 10.0.1.11: 52.0.0.10 }",
        "private-ip: 10.0.1.10, public-ips: { 10.0.1.10: 52.0.0.10 }"),
      rules: "R27", sources: [.instanceAddressing]),
    CodePage(
      "NP0317", "the interface has no address",
      meaning: "An interface in a subnet has an address, IPv4 or IPv6.",
      remedy: "Add `private-ip` or `ipv6`; or `described: false` if it is described elsewhere.",
      example: instance("tags: { env: prod }", "tags: { env: prod }, private-ip: 10.0.1.10"),
      rules: "R26", sources: [.interfaces]),
    CodePage(
      "NP0318", "an assigned prefix has the wrong size",
      meaning: "Prefixes that AWS assigns to an interface are /28 for IPv4 and /80 for IPv6.",
      remedy: "Write the prefix with its size.",
      example: instance(
        "private-ip: 10.0.1.10, prefixes: 10.0.1.64/27",
        "private-ip: 10.0.1.10, prefixes: 10.0.1.64/28"),
      rules: "R26", sources: [.assignedPrefixes]),
    CodePage(
      "NP0319", "a private NAT gateway has no public address",
      meaning: "A NAT gateway of `kind: private` connects to other networks, not to the internet.",
      remedy: "Remove the address, or write `kind: public`.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            nat-gateways:
              nat: { subnet: web, kind: private, private-ip: 10.0.1.100, public-ip: 52.0.0.100 }
        """, mend: ["kind: private": "kind: public"]),
      rules: "R102, R108", sources: [.natGateways]),
    CodePage(
      "NP0320", "the security group cannot be used in this VPC",
      meaning: """
        The group belongs to another VPC and is neither associated with this one nor shared. See \
        also `SG_WRONG_VPC`.
        """,
      remedy: "Associate the group with the VPC (`associated-vpcs`), or use a group of the VPC.",
      example: foreignGroup, with: ["SG_WRONG_VPC"], rules: "R70",
      sources: [.groupAssociations, .groupSharing]),
    CodePage(
      "NP0321", "a default security group cannot be used in other VPCs",
      meaning: "The default group of a VPC can be neither associated with another VPC nor shared.",
      remedy: "Use a group of your own for that.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            security-groups: { base: { default: true, associated-vpcs: [test] } }
          test: { cidrs: 10.1.0.0/16 }
        """, mend: ["default: true, ": ""]),
      with: ["SG_WRONG_VPC"], rules: "R70", sources: [.groupAssociations, .groupSharing]),
  ]
}
