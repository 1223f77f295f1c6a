import NetproofModel

extension CodePages {
  /// What the model leaves out.
  static let gapPages: [CodePage] = [
    CodePage(
      .notDescribed, "the packets meet something that exists but is not described",
      meaning: """
        Something on the way is marked `described: false`: it exists, in another account or \
        another file, and nothing is known about it. Netproof does not guess, so the verdict is \
        `undetermined`.
        """,
      remedy: "Describe the thing, or name the topology of its owner together with yours.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 10.1.0.0/16, via: link }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          data: { described: false }
        peerings: { link: { between: [app, data] } }
        assertions:
          - { from: app-1, to: 10.1.1.10, port: tcp/5432, expect: reachable }
        """,
        mended: peered.replacing("to: db-1", with: "to: 10.1.1.10")),
      rules: "R2, R7", sources: [.analyzer]),
    CodePage(
      .applianceUnknown, "nobody says what the appliance on the way does with packets",
      meaning: """
        A route leads to an interface that the packets are not for. Whether its host forwards, \
        translates or drops them is not written, so the verdict is `undetermined`.
        """,
      remedy: "Write `behaviour: forward`, `snat` or `drop` at the interface.",
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
              open: { default: true, inbound: [{ allow: all, from: 10.0.0.0/16 }] }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
              fw-1: { subnet: fw, private-ip: 10.0.3.10, source-dest-check: false }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: ["source-dest-check: false": "source-dest-check: false, behaviour: forward"]),
      rules: "R94", sources: [.routingOptions]),
    CodePage(
      .hopLimit, "the packets pass more subnets and gateways than Netproof follows",
      meaning: """
        A way of more than 64 hops is not followed to its end, so nothing is said about it. Real \
        networks do not have such ways; two appliances that send packets to each other in \
        ever new forms do.
        """,
      remedy: """
        Look at the hops with `--explain steps`; break the circle, or leave hops out of the \
        model.
        """,
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
              open: { default: true, inbound: [{ allow: all, from: 10.0.0.0/16 }] }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
              fw-1:
                { subnet: fw, private-ip: 10.0.3.10, behaviour: forward, source-dest-check: false }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """, mend: ["routes: [{ to: 10.0.2.0/24, via: fw-1 }]": "routes: []"],
        limits: CodeExample.LoweredLimits(hops: 2)),
      rules: "R11", sources: [.analyzer]),
    CodePage(
      .alternativeLimit, "AWS chooses among more ways than Netproof follows",
      meaning: """
        Where AWS picks a zone, a target of a load balancer or one of several equal routes, each choice \
        is followed as an alternative of its own, up to 4,096 for one pair of ends. Beyond that the \
        verdict would rest on a part of them, so it is `undetermined`.
        """,
      remedy: """
        Ask for fewer ends at a time; describe fewer equal routes, or fewer of the targets that are \
        alike.
        """,
      example: CodeExample(
        """
        netproof: 1
        networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vpn } }
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets:
              app: { cidrs: 10.0.1.0/24, zone: a }
              hub: { cidrs: 10.0.0.0/28, zone: b }
            route-tables: { main: { main: true, routes: [{ to: 192.168.0.0/16, via: hub }] } }
            security-groups:
              app-sg: { default: true, inbound: [{ allow: tcp, ports: 22, from: dc }] }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        vpn-connections: { vpn: {} }
        transit-gateways:
          hub:
            attachments: { app: { vpc: app, subnets: [app, hub] }, dc: { vpn: vpn } }
            route-tables: { main: { associations: [app, dc], propagations: [app, dc] } }
        assertions:
          - { from: dc, to: app-1, port: tcp/22, expect: reachable }
        """,
        mend: ["subnets: [app, hub]": "subnets: app"],
        limits: CodeExample.LoweredLimits(alternatives: 1)),
      rules: "R6", sources: [.transitGateways]),
    CodePage(
      .classLimit, "the packets fall into more classes than Netproof follows",
      meaning: """
        Rules split a question's packets into classes, each with a trace of its own. After 4096 \
        classes of one pair of ends that nothing blocks, the rest is left out, and the verdict is `undetermined`.
        """,
      remedy: "Ask for fewer ports or addresses at a time.",
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
                inbound:
                  - { rule: 100, allow: tcp, ports: 80, from: 10.0.1.0/24 }
                  - { rule: 110, deny: tcp, ports: 1-199, from: 10.0.1.0/24 }
                  - { rule: 120, allow: tcp, from: 10.0.1.0/24 }
                outbound: [{ rule: 100, allow: tcp, ports: 1024-65535, to: 10.0.1.0/24 }]
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
        assertions:
          - { from: web-1, to: db-1, port: tcp/80-443, expect: partial }
        """, mend: ["port: tcp/80-443, expect: partial": "port: tcp/200-443, expect: reachable"],
        limits: CodeExample.LoweredLimits(classes: 1)),
      with: ["NACL_INGRESS_DENY"], rules: "R5"),
  ]
}
