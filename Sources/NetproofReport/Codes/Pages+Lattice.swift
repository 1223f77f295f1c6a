import NetproofModel

extension CodePages {
  /// VPC Lattice.
  static let latticePages: [CodePage] = [
    CodePage(
      .latticeNotAssociated, "no service network connects the VPC with the service",
      meaning: """
        A Lattice service answers only hosts of VPCs that are associated with a service network that \
        it is in. A VPC has one association at most; it does not help hosts beyond the VPC, which \
        come by peerings, transit gateways or from premises. Endpoints of the type \
        `service-network` connect VPCs as well, with addresses of their own.
        """,
      remedy: "Associate the VPC, add the service to its service network, or make an endpoint.",
      example: CodeExample(
        asked.replacing("vpcs: { app: [] }", with: "vpcs: {}"), mended: asked),
      rules: "R176", sources: [.howLatticeWorks, .serviceNetworks]),
    CodePage(
      .latticeUndecided, "what VPC Lattice does here is not known",
      meaning: """
        A target is asked from some address of VPC Lattice, and AWS does not say from which. Security \
        groups of the target, or a network ACL of its subnet, that let only part of \
        169.254.171.0/24 or fd00:ec2:80::/64 in therefore leave the answer open; so does a network \
        ACL that lets replies out to a part of it, and a target outside the VPC of its target group. \
        Nor does a topology say which resource of a service network has which address of \
        129.224.0.0/17 for the hosts of an associated VPC.
        """,
      remedy: """
        Let the whole block in, best by AWS's own prefix list; register targets in their VPC; ask \
        for a resource by an endpoint.
        """,
      example: CodeExample(
        asked.replacing("from: 169.254.171.0/24", with: "from: 169.254.171.0/25"), mended: asked),
      rules: "R176, U29", sources: [.latticeGroups, .latticeTargetGroups]),
    CodePage(
      .latticeAuthPolicy, "a policy decides about each request as well",
      meaning: """
        The service or its network has `auth-type: aws-iam`, so a policy of AWS IAM decides who may \
        send which requests. Packets do not show that: Netproof judges whether the connection is \
        made, and says no more.
        """,
      remedy: "Look at the policy too; nothing is wrong with the network.",
      example: CodeExample(
        asked.replacing("listeners: [", with: "auth-type: aws-iam, listeners: ["),
        mended: asked),
      rules: "R176", sources: [.latticePolicies]),
  ]

  /// What AWS refuses of VPC Lattice.
  static let latticeFaultPages: [CodePage] = [
    CodePage(
      "NP0383", "AWS refuses this of a service network or a Lattice service",
      meaning: """
        A VPC is associated with one service network, of its region, with security groups of its \
        own; a Lattice service listens at ports of TCP and has target groups that no load balancer \
        has; an endpoint of a service network has the type `service-network`, and its ports from \
        there. The message says which rule is broken.
        """,
      remedy: "Do what the message says.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16 } }
        service-networks:
          shop: { vpcs: { app: [] } }
          tools: { vpcs: { app: [] } }
        """, mend: ["tools: { vpcs: { app: [] } }": "tools: {}"]), rules: "R176",
      sources: [.serviceNetworks])
  ]

  private static let asked = """
    netproof: 1
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
      data:
        cidrs: 10.0.0.0/16
        subnets: { api: { cidrs: 10.0.1.0/24 } }
        security-groups: { api: { inbound: [{ allow: tcp, ports: 8080, from: 169.254.171.0/24 }] } }
        instances: { api-1: { subnet: api, private-ip: 10.0.1.10, security-groups: api } }
        target-groups: { api: { port: tcp/8080, targets: [api-1] } }
    service-networks:
      shop: { vpcs: { app: [] }, services: orders }
    lattice-services:
      orders: { listeners: [{ port: tcp/443, to: data/api }] }
    assertions:
      - { from: app-1, to: orders, port: tcp/443, expect: reachable }
    """
}
