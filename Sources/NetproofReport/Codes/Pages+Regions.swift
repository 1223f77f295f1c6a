extension CodePages {
  /// What AWS refuses because it belongs to another VPC, region or zone.
  static let regionPages: [CodePage] = [
    CodePage(
      "NP0332", "two VPCs have the same public IPv6 block",
      meaning: """
        A public IPv6 block, of Amazon's or of your own, belongs to one VPC. If two had it, nobody \
        could say whose internet gateway packets from the internet come in by. Private blocks \
        (fc00::/7), and those in `private-ipv6` or `unadvertised`, may repeat.
        """,
      remedy: "Give one of the VPCs the block that it has, or a private one.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod: { cidrs: [10.0.0.0/16, "2600:db8:0:a00::/56"] }
          test: { cidrs: [10.1.0.0/16, "2600:db8:0:a00::/56"] }
        """,
        mend: ["10.1.0.0/16, \"2600:db8:0:a00::/56\"": "10.1.0.0/16, \"2600:db8:0:b00::/56\""]),
      rules: "R20", sources: [.vpcBlocks]),
    CodePage(
      "NP0333", "a VPC is attached in another region than its own",
      meaning: """
        A transit gateway attaches VPCs of its own region, and a core network attaches a VPC at the \
        edge location of the VPC's region. Regions that nobody states are not compared.
        """,
      remedy: """
        Attach the VPC to a transit gateway of its own region, and peer the two gateways; at a core \
        network leave `edge-location` out, and have the region among the `edge-locations`.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            region: eu-west-1
            cidrs: 10.0.0.0/16
            subnets: { hub: { cidrs: 10.0.1.0/24 } }
        transit-gateways:
          hub:
            region: us-east-1
            attachments: { app: { vpc: app, subnets: hub } }
        """, mend: ["region: us-east-1": "region: eu-west-1"]),
      rules: "R222, R228", sources: [.transitAttachments]),
    CodePage(
      "NP0211", "zones that are told by their ids and by names do not go together",
      meaning: """
        Zones are compared by their ids where any subnet writes a `zone-id`; a zone that is named, by \
        subnets and by others in the same account and region, is the one whose id a subnet with that \
        name has. Refused are a name with two ids in one account, and a name of which no subnet tells \
        whether it is a zone that another writes by its id: in another account it can be any. A VPC \
        that states no account is taken to be of the only one that others state.
        """,
      remedy: """
        Write the `zone-id` of subnets in every account, or of none; write the `account` of each VPC \
        if there are several.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            account: "111111111111"
            cidrs: 10.0.0.0/16
            subnets: { a: { cidrs: 10.0.1.0/24, zone: us-east-1a, zone-id: use1-az1 } }
          db:
            account: "222222222222"
            cidrs: 10.1.0.0/16
            subnets: { a: { cidrs: 10.1.1.0/24, zone: us-east-1a } }
        """,
        mend: ["10.1.1.0/24, zone: us-east-1a": "10.1.1.0/24, zone: us-east-1a, zone-id: use1-az4"]),
      rules: "R223", sources: [.zoneIDs]),
    CodePage(
      "NP0334", "a security group is associated with a VPC of another region",
      meaning: "A group can be used in other VPCs of its own region alone.",
      remedy: "Write a group of its own in the other VPC.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            region: us-east-1
            cidrs: 10.0.0.0/16
            security-groups: { base: { associated-vpcs: far } }
          far: { region: eu-west-1, cidrs: 10.1.0.0/16 }
        """, mend: ["region: eu-west-1": "region: us-east-1"]),
      rules: "R70", sources: [.groupAssociations]),
    CodePage(
      "NP0335", "a VPC or subnet has blocks that AWS does not give it",
      meaning: """
        Every VPC has an IPv4 block. A subnet has one IPv4 block at most, and one IPv6 block at most.
        """,
      remedy: "Add an IPv4 block to the VPC, or make a subnet of its own of each block.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: [10.0.1.0/24, 10.0.2.0/24] } }
        """, mend: ["[10.0.1.0/24, 10.0.2.0/24]": "10.0.1.0/24"]),
      rules: "R20, R23", sources: [.subnetSizing]),
    CodePage(
      "NP0336", "an interface is in another zone than its instance",
      meaning: """
        What an instance has attached is in the instance's zone. Zones that nobody states are not \
        compared.
        """,
      remedy: "Take a subnet in the instance's zone.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets:
              a: { cidrs: 10.0.1.0/24, zone: us-east-1a }
              b: { cidrs: 10.0.2.0/24, zone: us-east-1b }
            instances: { web-1: { subnet: a, private-ip: 10.0.1.10 } }
            interfaces: { second: { instance: web-1, subnet: b, private-ip: 10.0.2.10 } }
        """, mend: ["subnet: b, private-ip: 10.0.2.10": "subnet: a, private-ip: 10.0.1.11"]),
      rules: "R26", sources: [.interfaces]),
    CodePage(
      "NP0353", "an appliance sends on by an interface that its host has not",
      meaning: """
        `sends-by` names the other interface of the same instance by which a host sends on what comes \
        in at this one, as firewalls with an inner and an outer interface do.
        """,
      remedy: "Name an interface whose `instance` is the same one.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { inner: { cidrs: 10.0.1.0/24 }, outer: { cidrs: 10.0.2.0/24 } }
            instances: { fw: { subnet: inner, private-ip: 10.0.1.10, behaviour: snat, sends-by: wan } }
            interfaces: { wan: { subnet: outer, private-ip: 10.0.2.10 } }
        """,
        mend: ["private-ip: 10.0.2.10 }": "private-ip: 10.0.2.10, instance: fw }"]),
      rules: "R94", sources: [.interfaces]),
  ]
}
