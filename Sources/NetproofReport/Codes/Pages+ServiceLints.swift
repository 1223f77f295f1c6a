import NetproofModel

extension CodePages {
  /// What `netproof lint` tells of firewalls, load balancers, VPC Lattice and Block Public Access.
  static let serviceLintPages: [CodePage] = [
    CodePage(
      .nfwHomeNetTooNarrow, "a rule takes VPCs for outside whose packets its firewall inspects",
      meaning: """
        Where no variable says otherwise, `$HOME_NET` is the blocks of the VPC that the firewall is \
        in, and `$EXTERNAL_NET` everything else; domain lists are about both. Packets of other VPCs \
        come to this firewall by a transit gateway, a core network or a further endpoint that it has \
        there, and to such a rule they come from outside: what it should pass or drop of theirs it does not match. Told is the first \
        rule of each group, and only VPCs whose routes lead to the firewall.
        """,
      remedy:
        "Define the variable (`variables: { HOME_NET: […] }` of the policy) with the blocks of all VPCs.",
      example: lint(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.1.0.0/16
            subnets: { app: { cidrs: 10.1.1.0/24 } }
          hub:
            cidrs: 10.0.0.0/16
            subnets: { tgw: { cidrs: 10.0.1.0/24, route-table: in }, fw: { cidrs: 10.0.2.0/24 } }
            route-tables:
              in: { routes: [{ to: 0.0.0.0/0, via: fw-a }] }
              main: { main: true, routes: [{ to: 10.0.0.0/8, via: tgw }] }
            firewalls: { fw: { policy: egress, endpoints: { fw-a: { subnet: fw } } } }
        firewall-policies:
          egress:
            stateful-groups:
              sites: { domains: { action: deny, names: .example.com } }
        transit-gateways:
          tgw:
            attachments: { app: { vpc: app, subnets: app }, hub: { vpc: hub, subnets: tgw } }
            route-tables:
              spokes: { associations: app, routes: [{ to: 0.0.0.0/0, via: hub }] }
              back: { associations: hub, propagations: app }
        """,
        mend: [
          "  egress:\n": "  egress:\n    variables: { HOME_NET: [10.0.0.0/16, 10.1.0.0/16] }\n"
        ]),
      rules: "R190", sources: [.firewallDomains, .firewallPolicies]),
    CodePage(
      .nfwPolicyUnused, "no firewall has the firewall policy",
      meaning: """
        A policy with its rules decides about packets at the firewalls that name it, in VPCs or at \
        transit gateways. Nobody names this one.
        """,
      remedy: "Name it as `policy` of the firewall that it was written for, or remove it.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { fw: { cidrs: 10.0.1.0/24 } }
            firewalls: { fw: { policy: all, endpoints: { fw-a: { subnet: fw } } } }
        firewall-policies:
          all: {}
          egress: { stateless-default: drop }
        """, mend: ["policy: all,": "policy: egress,", "  all: {}\n": ""]),
      rules: "R182", sources: [.firewallPolicies]),
    CodePage(
      .lbListenerClosed, "no security group of the load balancer lets anybody in at a listener",
      meaning: """
        Whoever comes to a load balancer meets the inbound rules of its security groups. No rule of \
        them allows any packet of this listener, so it never gets one. Told of application and \
        classic load balancers; to a network one packets may come by an endpoint service that does \
        not ask its groups.
        """,
      remedy: "Allow the listener's port from those who use it, or remove the listener.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { a: { cidrs: 10.0.1.0/24, zone: az1 }, b: { cidrs: 10.0.2.0/24, zone: az2 } }
            security-groups:
              front: { inbound: [{ allow: tcp, ports: 443, from: 10.0.0.0/8 }] }
              app: { inbound: [{ allow: tcp, ports: 8080, from: front }] }
            instances: { app-1: { subnet: a, private-ip: 10.0.1.10, security-groups: app } }
            target-groups: { app: { port: tcp/8080, targets: [app-1] } }
            load-balancers:
              web:
                type: application
                subnets: { a: 10.0.1.100, b: 10.0.2.100 }
                security-groups: front
                listeners: [{ port: tcp/80, to: app }]
        """, mend: ["port: tcp/80,": "port: tcp/443,"]),
      rules: "R202, R212", sources: [.howLoadBalancingWorks]),
    CodePage(
      .targetGroupUnused, "no listener sends to the target group",
      meaning: """
        Targets get the connections that listeners send to their group. No listener of a load \
        balancer or of a Lattice service names this one.
        """,
      remedy: "Name it in `to` of the listener that it was written for, or remove it.",
      example: lint(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { a: { cidrs: 10.0.1.0/24 } }
            instances: { app-1: { subnet: a, private-ip: 10.0.1.10 } }
            target-groups:
              old: { port: tcp/80, targets: [app-1] }
              app: { port: tcp/8080, targets: [app-1] }
            load-balancers:
              web: { type: network, subnets: { a: 10.0.1.100 }, listeners: [{ port: tcp/80, to: app }] }
        """, mend: ["to: app }": "to: [app, old] }"]),
      rules: "R207", sources: [.targetGroups]),
    CodePage(
      .latticeServiceUnused, "no service network has the Lattice service",
      meaning: """
        Hosts get to a Lattice service by a service network that has it: by the association of \
        their VPC, or by an endpoint. No service network has this one, so nobody gets to it.
        """,
      remedy: "Name it in `services` of a service network, or remove it.",
      example: lint(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            instances: { api-1: { subnet: app, private-ip: 10.0.1.10 } }
            target-groups: { api: { port: tcp/8080, targets: [api-1] } }
        service-networks: { shop: { vpcs: { app: [] } } }
        lattice-services: { orders: { listeners: [{ port: tcp/443, to: api }] } }
        """, mend: ["vpcs: { app: [] } }": "vpcs: { app: [] }, services: orders }"]),
      rules: "R176", sources: [.serviceNetworks]),
    CodePage(
      .serviceNetworkUnused, "no VPC is associated with the service network, and no endpoint",
      meaning: """
        The services of a service network answer hosts of VPCs that are associated with it, and \
        whoever reaches an endpoint of the type `service-network` that leads to it. This one has \
        neither, so nobody gets to its services by it.
        """,
      remedy: "Name the VPCs in its `vpcs`, make an endpoint, or remove it.",
      example: lint(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            instances: { api-1: { subnet: app, private-ip: 10.0.1.10 } }
            target-groups: { api: { port: tcp/8080, targets: [api-1] } }
        service-networks: { shop: { services: orders } }
        lattice-services: { orders: { listeners: [{ port: tcp/443, to: api }] } }
        """, mend: ["services: orders } }": "services: orders, vpcs: { app: [] } } }"]),
      rules: "R176", sources: [.serviceNetworks]),
    CodePage(
      .bpaExclusionIdle, "an exclusion from Block Public Access excludes nothing",
      meaning: """
        No packet passes because of it: the whole VPC is excluded as far or further, or the VPC has \
        no gateway at which anything could be blocked, or it is `allow-egress` where the mode is \
        `block-ingress`, in which that exclusion means nothing. It is a hole that nobody needs. Not \
        told where Block Public Access is off, for exclusions are best made before it is turned on.
        """,
      remedy: "Remove it: nothing changes.",
      example: lint(
        """
        netproof: 1
        block-public-access: { all: { mode: block-bidirectional } }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            public-access-exclusion: allow-bidirectional
            internet-gateways: { igw: {} }
            subnets:
              web: { cidrs: 10.0.1.0/24, public-access-exclusion: allow-egress }
        """, mend: [", public-access-exclusion: allow-egress": ""]),
      rules: "R193 to R195", sources: [.publicAccess]),
  ]
}
