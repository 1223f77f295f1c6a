import NetproofModel

extension CodePages {
  /// Transit gateways, VPN connections and on-premises networks.
  static let transitPages: [CodePage] = [
    CodePage(
      .tgwNoAttachment, "the VPC is not attached to the transit gateway of its route",
      meaning: """
        A route to a transit gateway works only if the VPC is attached to it. This one is not, so \
        there is no door to go through.
        """,
      remedy: "Attach the VPC, with a subnet in every zone that uses the route.",
      example: CodeExample(
        transit.replacing("      app: { vpc: app, subnets: app }\n", with: "")
          .replacing("[app, data]", with: "[data]"),
        mended: transit),
      with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R125, R126", sources: [.transitAttachments]),
    CodePage(
      .tgwNoAttachmentInAZ, "the transit gateway attachment has no subnet in this zone",
      meaning: """
        A subnet can use a transit gateway only if the VPC's attachment has a subnet in the same \
        availability zone. Hosts in the other zones are cut off, and so are replies that start in \
        one: the way there may work while the way back does not.
        """,
      remedy: "Add a subnet of the zone to the attachment.",
      example: CodeExample(
        transit.replacing(
          "subnets: { app: { cidrs: 10.0.1.0/24 } }",
          with:
            "subnets: { app: { cidrs: 10.0.1.0/24, zone: a }, hub: { cidrs: 10.0.0.0/28, zone: b } }"
        )
        .replacing("app: { vpc: app, subnets: app }", with: "app: { vpc: app, subnets: hub }"),
        mend: ["app: { vpc: app, subnets: hub }": "app: { vpc: app, subnets: [hub, app] }"]),
      with: ["AZ_CROSSED"], rules: "R125, R126", sources: [.transitAttachments, .explanationCodes]),
    CodePage(
      .tgwNoAssociation, "the attachment is associated with no table of the transit gateway",
      meaning: """
        What comes in from an attachment is looked up in the one table that the attachment is \
        associated with. Without an association there is nothing to look up, and it is dropped. \
        Propagation is another matter: it puts the attachment's routes into tables.
        """,
      remedy: "Associate the attachment with a route table: `associations:`.",
      example: CodeExample(
        transit.replacing("associations: [app, data]", with: "associations: [data]"),
        mended: transit),
      with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R131, R132",
      sources: [.transitGateways, .explanationCodes]),
    CodePage(
      .tgwNoRoute, "the transit gateway's route table has no route to the destination",
      meaning: """
        The table that the packets are looked up in knows no prefix for the destination. A VPC's \
        blocks are there only if its attachment propagates into this table (those of IPv6 only \
        with `ipv6-support`) or somebody wrote a route; over a peering between transit gateways \
        nothing propagates at all.
        """,
      remedy: "Let the destination's attachment propagate into the table, or add a static route.",
      example: CodeExample(
        transit.replacing("propagations: [app, data]", with: "propagations: [app]"),
        mended: transit),
      with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R132 to R134, R142",
      sources: [.transitGateways, .transitPeering, .explanationCodes]),
    CodePage(
      .tgwBlackhole, "the transit gateway's route for the destination is a blackhole",
      meaning: """
        The longest matching route of the transit gateway's table drops what it matches: it was \
        written so, often to keep two VPCs apart, or its attachment is gone.
        """,
      remedy: "Remove the blackhole route, or write a longer one for what may pass.",
      example: CodeExample(
        transit.replacing(
          "propagations: [app, data] }",
          with:
            "propagations: [app, data],\n              routes: [{ to: 10.1.1.0/24, via: blackhole }] }"
        ),
        mend: ["via: blackhole": "via: data"]),
      with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R133, R134",
      sources: [.transitGateways, .explanationCodes]),
    CodePage(
      .tgwAttachmentState, "the transit gateway attachment is not available",
      meaning: """
        An attachment forwards in the states `available`, `modifying` and `rolling-back`. One that \
        waits for acceptance, failed or was rejected does not, though routes to it exist.
        """,
      remedy:
        "Accept the attachment in the account that owns the transit gateway, or attach again.",
      example: CodeExample(
        transit.replacing(
          "app: { vpc: app, subnets: app }",
          with: "app: { vpc: app, subnets: app, state: pending-acceptance }"),
        mend: ["state: pending-acceptance": "state: available"]),
      rules: "R130", sources: [.transitAttachments, .explanationCodes]),
    CodePage(
      .vpnTunnelsDown, "both tunnels of the VPN connection are down",
      meaning: """
        A VPN connection has two tunnels and needs one that is up. With both down it carries \
        nothing in either direction.
        """,
      remedy: "Bring a tunnel up; look at the customer gateway and its BGP session.",
      example: CodeExample(
        onPremises.replacing("vpn: {}", with: "vpn: { tunnels: [down, down] }"),
        mend: ["tunnels: [down, down]": "tunnels: [up, down]"]),
      rules: "R152", sources: [.vpnRouting, .explanationCodes]),
    CodePage(
      .onpremNoRoute, "the on-premises network has no route to the destination",
      meaning: """
        Nothing tells the network on premises that the destination is behind its VPN connection. \
        With BGP it learns the routes of the table that the VPN attachment is associated with; \
        `routes-to:` of the network says otherwise.
        """,
      remedy: """
        Propagate the VPC into the table of the VPN attachment, or add the static route on \
        premises.
        """,
      example: CodeExample(
        onPremises.replacing("from: app-1, to: dc", with: "from: dc, to: app-1")
          .replacing("propagations: [app, dc]", with: "propagations: [dc]"),
        mend: ["propagations: [dc]": "propagations: [app, dc]"]),
      with: ["FILTERS_BEYOND_UNKNOWN"], rules: "R156", sources: [.vpnRouting]),
    CodePage(
      .onpremNoReturnRoute, "the on-premises network has no route for its replies",
      meaning: """
        The packets arrive on premises, but the network there does not know that the client is \
        behind its VPN connection, so its replies go elsewhere.
        """,
      remedy: "Advertise the client's prefix to the network, or add the static route there.",
      example: CodeExample(
        onPremises.replacing(
          "cidrs: 192.168.0.0/16, attached-to: vpn",
          with: "cidrs: 192.168.0.0/16, attached-to: vpn, routes-to: 10.9.0.0/16"),
        mend: ["routes-to: 10.9.0.0/16": "routes-to: 10.0.0.0/16"]),
      with: ["FORWARD_DELIVERED"], rules: "R156", sources: [.vpnRouting]),
    CodePage(
      .onpremDstUnknown, "no network behind the VPN connection has the destination address",
      meaning: """
        A route sends the packets through the VPN connection, but the networks described behind it \
        do not contain the destination. They arrive on premises and are dropped there.
        """,
      remedy: "Correct the address, or complete the `cidrs` of the network behind the connection.",
      example: CodeExample(
        onPremises.replacing(
          "cidrs: 192.168.0.0/16, attached", with: "cidrs: 192.168.0.0/20, attached"
        )
        .replacing("to: dc, port", with: "to: 192.168.200.1, port")
        .replacing(
          "propagations: [app, dc] }",
          with: "propagations: [app], routes: [{ to: 192.168.0.0/16, via: dc }] }"),
        mend: ["cidrs: 192.168.0.0/20": "cidrs: 192.168.0.0/16"]),
      rules: "R153", sources: [.vpnRouting]),
    CodePage(
      .onpremFirewallDeny, "the firewall of a network outside of AWS denies the packets",
      meaning: """
        The topology declares what the network itself lets in and out (`firewall:`), and no rule \
        there allows these packets. A stateful firewall does not ask about replies; one with \
        `stateful: false` does.
        """,
      remedy: """
        Have the firewall there opened, and write the rule into the topology; nobody but its \
        owner can.
        """,
      example: CodeExample(
        onPremises.replacing(
          "attached-to: vpn }",
          with: """
            attached-to: vpn,
                firewall: { inbound: [{ rule: 10, allow: tcp, ports: 443, from: 10.0.0.0/8 }] } }
            """),
        mend: ["allow: tcp, ports: 443": "allow: tcp, ports: 22"]),
      rules: "R148", sources: [.explanationCodes]),
  ]

  /// Two VPCs at a transit gateway whose question is answered with yes.
  static let transit = """
    netproof: 1
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/8, via: hub }] } }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
      data:
        cidrs: 10.1.0.0/16
        subnets: { db: { cidrs: 10.1.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/8, via: hub }] } }
        security-groups:
          db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
        instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
    transit-gateways:
      hub:
        attachments:
          app: { vpc: app, subnets: app }
          data: { vpc: data, subnets: db }
        route-tables:
          main: { associations: [app, data], propagations: [app, data] }
    assertions:
      - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
    """

  /// A VPC and a network on premises whose question is answered with yes.
  static let onPremises = """
    netproof: 1
    networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vpn } }
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 192.168.0.0/16, via: hub }] } }
        security-groups:
          app-sg: { default: true, inbound: [{ allow: tcp, ports: 22, from: dc }] }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
    vpn-connections: { vpn: {} }
    transit-gateways:
      hub:
        attachments: { app: { vpc: app, subnets: app }, dc: { vpn: vpn } }
        route-tables:
          main: { associations: [app, dc], propagations: [app, dc] }
    assertions:
      - { from: app-1, to: dc, port: tcp/22, expect: reachable }
    """
}
