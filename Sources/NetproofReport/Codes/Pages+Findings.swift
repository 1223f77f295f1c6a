import NetproofModel

extension CodePages {
  /// What is told of a network without any question.
  static let findingPages: [CodePage] = [
    CodePage(
      .addrReserved, "an address or a block is one that AWS reserves",
      meaning: """
        The first four addresses of a subnet and its last one cannot belong to an interface, and no \
        VPC can have a block of 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 or 224.0.0.0/4. AWS would \
        refuse the call, so the topology is refused.
        """,
      remedy: "Take another address or block.",
      example: reservedAddress, with: ["NP0312"], rules: "R20, R25",
      sources: [.subnetSizing, .vpcBlocks]),
    CodePage(
      .vpcCIDROverlap, "two blocks of one VPC overlap",
      meaning: """
        The blocks of one VPC have no address in common; AWS refuses to associate a block that \
        overlaps another one.
        """,
      remedy: "Remove one of the blocks, or renumber it.",
      example: overlappingBlocks, with: ["NP0302"], rules: "R20, R22", sources: [.vpcBlocks]),
    CodePage(
      .vpcCIDRRestricted, "AWS does not add this block to a VPC with that first block",
      meaning: """
        Which blocks can be added depends on the VPC's first one: a VPC in 10.0.0.0/8 takes no block \
        of the other private ranges, for instance. Netproof goes on as if the block were there; \
        AWS would refuse it.
        """,
      remedy: "Take a block that the table in the Amazon VPC User Guide permits.",
      example: restrictedBlocks, with: ["NP0308"], rules: "R21", sources: [.vpcBlocks]),
    CodePage(
      .sgWrongVPC, "a security group is used in a VPC that it does not belong to",
      meaning: """
        An interface may have groups of its own VPC, groups associated with that VPC and groups \
        shared with its account; a default group never leaves its VPC.
        """,
      remedy: "Associate the group with the VPC (`associated-vpcs`), or use a group of the VPC.",
      example: foreignGroup, with: ["NP0320"], rules: "R70",
      sources: [.groupAssociations, .groupSharing]),
    CodePage(
      .routeMoreSpecificIllegal, "a route inside the VPC's own block is not for a whole subnet",
      meaning: """
        A route more specific than `local` must name exactly the block of a subnet, and lead to a \
        NAT gateway, an interface or a firewall endpoint. Single hosts and halves of subnets \
        cannot be steered. Netproof ignores the route, as AWS refuses it.
        """,
      remedy: "Route the whole block of a subnet, to an appliance; or remove the route.",
      example: subnetPart, with: ["NP0342", "ROUTE_IGNORED"], rules: "R49",
      sources: [.routeTables, .routingOptions]),
    CodePage(
      .routeTargetFamily, "the route's target does not carry this address family",
      meaning: """
        An egress-only internet gateway carries IPv6 alone; a NAT gateway carries IPv4, and of IPv6 \
        only the translation space 64:ff9b::/96. Netproof ignores the route, as AWS refuses it.
        """,
      remedy: "Route IPv4 to a NAT gateway and IPv6 to an egress-only internet gateway.",
      example: wrongFamily, with: ["NP0342"], rules: "R48",
      sources: [.routingOptions, .createRoute]),
    CodePage(
      .routeTargetIllegal, "a route cannot lead there from this table",
      meaning: """
        The target is no legal one for this route: a peering of two other VPCs, a second route to \
        the same destination, a gateway's table that leads elsewhere than to interfaces, or \
        something in place of `local` that is no middlebox. Netproof ignores the route, as AWS \
        refuses it.
        """,
      remedy: "Correct the target, or remove the route.",
      example: duplicateRoute, with: ["NP0342"], rules: "R38, R48, R50",
      sources: [.routeTables, .gatewayRouteTables, .createRoute]),
    CodePage(
      .routeReservedRange, "a route names addresses that belong to AWS's own services",
      meaning: """
        169.254.168.0/22 and fd00:ec2::/32 cannot be routed, nor can any part of them. A wider \
        route may cover them, but never forwards them. Netproof ignores the route, as AWS refuses \
        it.
        """,
      remedy: "Remove the route.",
      example: reservedRange, with: ["NP0342"], rules: "R35", sources: [.routeTables]),
    CodePage(
      .routePrefixListAmbiguous, "two prefix lists of one table share a block and lead elsewhere",
      meaning: """
        Two routes to prefix lists hold the same block and have different targets. AWS takes either \
        and keeps to it, so which way packets go is luck. Netproof follows both.
        """,
      remedy:
        "Write a route to the block itself, which goes before both, or take it out of one list.",
      example: ambiguousLists, with: ["NP0344"], rules: "R43", sources: [.routePriority]),
    CodePage(
      .pcxCIDROverlap, "two VPCs with overlapping blocks cannot be peered",
      meaning: """
        AWS refuses a peering if any block of one VPC, IPv4 or IPv6, overlaps any block of the \
        other, even if no route uses it.
        """,
      remedy: """
        Renumber one VPC, or connect the two by private NAT gateways, PrivateLink or load balancers.
        """,
      example: overlappingPeers, with: ["NP0352"], rules: "R117", sources: [.peerings]),
    CodePage(
      .tgwCIDROverlap, "two VPCs at one transit gateway have overlapping blocks",
      meaning: """
        The second of two VPCs with overlapping blocks is attached, but its routes are not \
        propagated, so nobody finds it.
        """,
      remedy: "Renumber one of the VPCs, or write static routes for the parts that do not overlap.",
      example: overlappingSpokes, with: ["NP0366"], rules: "R135", sources: [.transitAttachments]),
  ]
}
