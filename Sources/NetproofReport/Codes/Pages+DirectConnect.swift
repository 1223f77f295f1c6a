import NetproofModel

extension CodePages {
  /// Direct Connect gateways and virtual interfaces.
  static let directConnectPages: [CodePage] = [
    CodePage(
      .dxBGPDown, "the BGP session of the virtual interface is down",
      meaning: """
        A virtual interface learns and announces routes by BGP. Without its session it carries \
        nothing, in either direction.
        """,
      remedy:
        "Bring the session up; look at the peer addresses, the ASN and the key of its router.",
      example: CodeExample(
        directConnect.replacing("vif: {}", with: "vif: { bgp: down }"),
        mend: ["bgp: down": "bgp: up"]), rules: "R157", sources: [.virtualInterfaces]),
    CodePage(
      .dxNoRoute, "the Direct Connect gateway leads nowhere with the destination",
      meaning: """
        A Direct Connect gateway passes packets from its virtual interfaces to the gateway of whose \
        association the destination is announced, and from a transit gateway to the virtual \
        interface by which the destination was learned. Allowed prefixes decide what is announced: \
        of a VPC the CIDRs that lie in them, of a transit gateway exactly these.
        """,
      remedy: """
        Add the CIDR to `allowed-prefixes` of the association; or announce it on premises: \
        `routes:` of the virtual interface.
        """,
      example: CodeExample(
        directConnect.replacing(
          "attached-to: vif }", with: "attached-to: vif, routes-to: 10.0.0.0/8 }"
        )
        .replacing(
          "{ vpn-gateway: app/vgw }",
          with: "{ vpn-gateway: app/vgw, allowed-prefixes: 10.0.0.0/20 }"
        )
        .replacing("from: app-1, to: dc", with: "from: dc, to: app-1"),
        mend: ["allowed-prefixes: 10.0.0.0/20": "allowed-prefixes: 10.0.0.0/16"]),
      rules: "R156, R159", sources: [.directConnectGateways, .allowedPrefixes]),
    CodePage(
      .dxSupernetHairpin, "the Direct Connect gateway might lead from VPC to VPC",
      meaning: """
        A Direct Connect gateway does not lead from one of its gateways to another. Only where a \
        network on premises announces a CIDR that holds both may packets turn around at the Direct \
        Connect location. That is not assumed, unless `supernet-hairpin: true` says so.
        """,
      remedy: """
        Write `supernet-hairpin: true` at the Direct Connect gateway if they do; or connect the \
        VPCs by a peering or a transit gateway.
        """,
      example: CodeExample(
        """
        netproof: 1
        networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vif } }
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            vpn-gateways: { vgw: {} }
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, propagations: vgw } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          data:
            cidrs: 10.1.0.0/16
            vpn-gateways: { vgw: {} }
            subnets: { db: { cidrs: 10.1.1.0/24 } }
            route-tables: { main: { main: true, propagations: vgw } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: tcp, ports: 5432, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
        direct-connect-gateways:
          dx:
            virtual-interfaces: { vif: { routes: [10.0.0.0/8, 192.168.0.0/16] } }
            associations: { app: { vpn-gateway: app/vgw }, data: { vpn-gateway: data/vgw } }
        assertions:
          - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
        """,
        mend: ["    associations:": "    supernet-hairpin: true\n    associations:"]),
      with: ["ONPREM_DST_UNKNOWN"], rules: "R158", sources: [.directConnectGateways]),
  ]

  /// A VPC and a network behind a Direct Connect gateway whose question is answered with yes.
  private static let directConnect = """
    netproof: 1
    networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vif } }
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        vpn-gateways: { vgw: {} }
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        route-tables: { main: { main: true, routes: [{ to: 192.168.0.0/16, via: vgw }] } }
        security-groups:
          app-sg: { default: true, inbound: [{ allow: tcp, ports: 22, from: dc }] }
        instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
    direct-connect-gateways:
      dx:
        virtual-interfaces: { vif: {} }
        associations: { app: { vpn-gateway: app/vgw } }
    assertions:
      - { from: app-1, to: dc, port: tcp/22, expect: reachable }
    """

  /// What AWS refuses of Direct Connect.
  static let directConnectFaultPages: [CodePage] = [
    CodePage(
      "NP0370", "a virtual interface of a Direct Connect gateway ends at no other gateway",
      meaning: """
        A virtual interface ends either at a virtual private gateway (an entry at the top, with \
        `vpn-gateway`) or at a Direct Connect gateway (an entry there), whose associations say what \
        it leads to.
        """,
      remedy: "Associate the Direct Connect gateway, or write the virtual interface at the top.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, vpn-gateways: { vgw: {} } } }
        direct-connect-gateways:
          dx:
            virtual-interfaces: { vif: { vpn-gateway: app/vgw } }
        """,
        mend: [
          "{ vif: { vpn-gateway: app/vgw } }":
            "{ vif: {} }\n    associations: { app: { vpn-gateway: app/vgw } }"
        ]), rules: "R157", sources: [.virtualInterfaces]),
    CodePage(
      "NP0371", "a virtual interface has the wrong type for what it leads to",
      meaning: """
        Private virtual interfaces lead to virtual private gateways, transit ones to transit \
        gateways. Without `type` it is the one that its gateway asks.
        """,
      remedy: "Write the other type, or leave it out.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, vpn-gateways: { vgw: {} } } }
        virtual-interfaces: { vif: { type: transit, vpn-gateway: app/vgw } }
        """, mend: ["type: transit": "type: private"]), rules: "R157",
      sources: [.virtualInterfaces]),
    CodePage(
      "NP0372", "a Direct Connect gateway leads to gateways of two kinds",
      meaning: """
        A Direct Connect gateway is associated with virtual private gateways or with transit \
        gateways, not with both.
        """,
      remedy: "Write a Direct Connect gateway of its own for each kind.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, vpn-gateways: { vgw: {} } } }
        transit-gateways: { hub: { attachments: { dx: { direct-connect: dx } } } }
        direct-connect-gateways:
          dx:
            associations:
              hub: { transit-gateway: hub, allowed-prefixes: 10.9.0.0/16 }
              app: { vpn-gateway: app/vgw }
        """, mend: ["\n      app: { vpn-gateway: app/vgw }": ""]), rules: "R157, R158",
      sources: [.directConnectGateways]),
    CodePage(
      "NP0373", "a gateway is associated twice with one Direct Connect gateway",
      meaning: "A gateway has one association with a Direct Connect gateway.",
      remedy: "Remove one of the two; an association may allow several prefixes.",
      example: CodeExample(
        """
        netproof: 1
        vpcs: { app: { cidrs: 10.0.0.0/16, vpn-gateways: { vgw: {} } } }
        direct-connect-gateways:
          dx:
            associations:
              one: { vpn-gateway: app/vgw, allowed-prefixes: 10.0.0.0/16 }
              two: { vpn-gateway: app/vgw, allowed-prefixes: 10.1.0.0/16 }
        """, mend: ["\n      two: { vpn-gateway: app/vgw, allowed-prefixes: 10.1.0.0/16 }": ""]),
      rules: "R158", sources: [.directConnectGateways]),
    CodePage(
      "NP0374", "what two associations of a Direct Connect gateway announce overlaps",
      meaning: """
        The VPCs, or the allowed prefixes of transit gateways, that one Direct Connect gateway \
        announces must not overlap.
        """,
      remedy: "Renumber one VPC, or write a Direct Connect gateway of its own for it.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app: { cidrs: 10.0.0.0/16, vpn-gateways: { vgw: {} } }
          data: { cidrs: 10.0.0.0/17, vpn-gateways: { vgw: {} } }
        direct-connect-gateways:
          dx: { associations: { app: { vpn-gateway: app/vgw }, data: { vpn-gateway: data/vgw } } }
        """, mend: ["cidrs: 10.0.0.0/17": "cidrs: 10.1.0.0/17"]), rules: "R158, R159",
      sources: [.directConnectGateways, .allowedPrefixes]),
    CodePage(
      "NP0375", "a transit gateway and a Direct Connect gateway do not both name each other",
      meaning: """
        A transit gateway leads to a Direct Connect gateway by an attachment with `direct-connect`, \
        and that leads back by an association with `transit-gateway` and its allowed prefixes. Both \
        are written.
        """,
      remedy: "Write the other one, too.",
      example: CodeExample(
        """
        netproof: 1
        transit-gateways: { hub: { attachments: { dx: { direct-connect: dx } } } }
        direct-connect-gateways: { dx: { virtual-interfaces: { vif: {} } } }
        """,
        mend: [
          "{ vif: {} } }":
            "{ vif: {} }, associations: { hub: { transit-gateway: hub, allowed-prefixes: 10.0.0.0/8 } } }"
        ]), rules: "R157, R159", sources: [.directConnectGateways]),
  ]
}
