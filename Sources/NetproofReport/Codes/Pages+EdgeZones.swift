import NetproofModel

extension CodePages {
  /// Wavelength Zones and Outposts, with their gateways.
  static let edgeZonePages: [CodePage] = carrierGatewayPages + localGatewayPages

  private static let carrierGatewayPages: [CodePage] = [
    CodePage(
      .cagwInternetInbound, "a carrier gateway lets no connection in from the internet",
      meaning: """
        A carrier gateway takes connections from the network of its carrier. To and from the \
        internet it carries what its VPC begins, the responses, and ICMP; a carrier IP is no address \
        that the internet could begin a connection to. Only the Wavelength Zones of Africa differ.
        """,
      remedy: """
        Put what the internet has to reach behind an internet gateway, in an availability zone or a \
        Local Zone.
        """,
      example: CodeExample(
        wavelength.replacing("from: phones", with: "from: internet"),
        mend: ["from: internet": "from: phones"]), rules: "R226",
      sources: [.carrierGateways, .wavelengthLimits]),
    CodePage(
      .cagwInternetProtocol, "a carrier gateway carries only TCP and ICMP to the internet",
      meaning: """
        Between Wavelength Zones and the internet a carrier gateway passes TCP and ICMP. UDP is \
        dropped, and so is taken to be all else, of which AWS's documents say nothing. With the \
        carrier's own network it passes everything.
        """,
      remedy: "Use TCP, or a way through an availability zone.",
      example: CodeExample(
        wavelength.replacing(
          "from: phones, to: game-1, port: tcp/443",
          with: "from: game-1, to: internet, port: udp/443"),
        mend: ["port: udp/443": "port: tcp/443"]), rules: "R226",
      sources: [.wavelengthLimits]),
    CodePage(
      .cagwNoCarrierIP, "the source has no carrier IP",
      meaning: """
        A carrier gateway puts the carrier IP of an interface in place of its private address. It \
        drops packets of interfaces that have none.
        """,
      remedy: "Allocate a carrier IP in the zone's network border group, and write `carrier-ip`.",
      example: CodeExample(
        wavelength.replacing(", carrier-ip: 155.146.0.10", with: "").replacing(
          "from: phones, to: game-1", with: "from: game-1, to: internet"),
        mend: ["private-ip: 10.0.9.10": "private-ip: 10.0.9.10, carrier-ip: 155.146.0.10"]),
      rules: "R30, R226", sources: [.carrierGateways]),
    CodePage(
      .cagwDstNotMapped, "the destination has no carrier IP",
      meaning: """
        A carrier's network knows interfaces by their carrier IPs. The address is none, or the \
        interface that is meant has none.
        """,
      remedy: "Give the interface a `carrier-ip`.",
      example: CodeExample(
        wavelength.replacing(", carrier-ip: 155.146.0.10", with: ""),
        mend: ["private-ip: 10.0.9.10": "private-ip: 10.0.9.10, carrier-ip: 155.146.0.10"]),
      rules: "R30, R226", sources: [.carrierGateways]),
    CodePage(
      .wavelengthZoneToZone, "two Wavelength Zones of one VPC do not talk",
      meaning: """
        The `local` route does not carry packets from one Wavelength Zone of a VPC to another one. \
        Availability zones and Local Zones of the VPC are reached from each of them.
        """,
      remedy: """
        Put the zones into VPCs of their own, and connect these by a transit gateway.
        """,
      example: CodeExample(
        wavelength.replacing(
          "    route-tables:",
          with: "      far: { cidrs: 10.0.8.0/24, zone: wl-nyc }\n    route-tables:"
        )
        .replacing(
          "    instances:\n",
          with: "    instances:\n      game-2: { subnet: far, private-ip: 10.0.8.10 }\n"
        )
        .replacing("from: phones", with: "from: game-2")
        .replacing(
          "zones:\n", with: "zones:\n  wl-nyc: { type: wavelength, parent: us-east-1b }\n"),
        mend: ["zone: wl-nyc": "zone: wl-bos"]), rules: "R226", sources: [.wavelengthLimits]),
  ]

  private static let localGatewayPages: [CodePage] = [
    CodePage(
      .lgwNotOnOutpost, "a local gateway serves interfaces on its Outpost alone",
      meaning: """
        A route to a local gateway helps subnets on its Outpost. Packets from elsewhere in the VPC, \
        or of interfaces elsewhere, do not get to the premises by it.
        """,
      remedy: "Use a virtual private gateway or transit gateway for what is in the region.",
      example: CodeExample(
        outpost.replacing("outpost: op-1 }\n    route", with: "outpost: op-2 }\n    route")
          .replacing(
            "from: plant, to: mes-1", with: "from: mes-1, to: plant"),
        mend: ["outpost: op-2": "outpost: op-1"]), rules: "R227", sources: [.localGateways]),
    CodePage(
      .lgwNoCustomerOwnedIP, "the source has no customer-owned address",
      meaning: """
        In the mode `coip` a local gateway puts customer-owned addresses in place of private ones, \
        and drops packets of interfaces that have none.
        """,
      remedy: "Assign an address of the pool, `customer-owned-ip`, or use direct VPC routing.",
      example: CodeExample(
        outpost.replacing("vpcs: mes }", with: "vpcs: mes, mode: coip }").replacing(
          "from: plant, to: mes-1", with: "from: mes-1, to: plant"),
        mend: ["private-ip: 10.0.9.10": "private-ip: 10.0.9.10, customer-owned-ip: 10.200.0.10"]),
      rules: "R227", sources: [.localGateways]),
    CodePage(
      .lgwDstUnknown, "nothing on the Outpost has the address",
      meaning: """
        A local gateway leads to the subnets of its VPCs on its own Outpost or, in the mode `coip`, \
        to the customer-owned addresses there. Subnets in the region are not behind it.
        """,
      remedy: "Send packets for the region by VPN or Direct Connect.",
      example: CodeExample(
        outpost.replacing("attached-to: lgw }", with: "attached-to: lgw, routes-to: 10.0.0.0/16 }")
          .replacing("outpost: op-1 }\n    route", with: "outpost: op-2 }\n    route"),
        mend: ["outpost: op-2": "outpost: op-1"]), rules: "R227", sources: [.localGateways]),
  ]

  /// A Wavelength Zone and a carrier's network whose question is answered with yes.
  private static let wavelength = """
    netproof: 1
    zones:
      wl-bos: { type: wavelength, parent: us-east-1a }
    networks: { phones: { cidrs: 100.72.0.0/16, attached-to: cagw } }
    vpcs:
      game:
        cidrs: 10.0.0.0/16
        carrier-gateways: { cagw: {} }
        subnets:
          near: { cidrs: 10.0.9.0/24, zone: wl-bos }
        route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: cagw }] } }
        security-groups:
          game-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: 0.0.0.0/0 }] }
        instances:
          game-1: { subnet: near, private-ip: 10.0.9.10, carrier-ip: 155.146.0.10 }
    assertions:
      - { from: phones, to: game-1, port: tcp/443, expect: reachable }
    """

  /// An Outpost and a network around it whose question is answered with yes.
  private static let outpost = """
    netproof: 1
    networks: { plant: { cidrs: 192.168.0.0/16, attached-to: lgw } }
    local-gateways: { lgw: { outpost: op-1, vpcs: mes } }
    vpcs:
      mes:
        cidrs: 10.0.0.0/16
        subnets:
          rack: { cidrs: 10.0.9.0/24, zone: us-east-1a, outpost: op-1 }
        route-tables: { main: { main: true, routes: [{ to: 192.168.0.0/16, via: lgw }] } }
        security-groups:
          mes-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: plant }] }
        instances: { mes-1: { subnet: rack, private-ip: 10.0.9.10 } }
    assertions:
      - { from: plant, to: mes-1, port: tcp/443, expect: reachable }
    """

  /// What AWS refuses of zones that are no availability zones.
  static let edgeZoneFaultPages: [CodePage] = [
    CodePage(
      "NP0381", "AWS refuses this of a Local Zone, a Wavelength Zone or an Outpost",
      meaning: """
        Carrier IPs belong to interfaces in Wavelength Zones, which have no other public addresses, \
        customer-owned ones to interfaces on Outposts. A carrier gateway needs a subnet in a \
        Wavelength Zone, a transit gateway stands in availability zones alone, and an Outpost is \
        homed to one. The message says which rule is broken.
        """,
      remedy: "Do what the message says.",
      example: CodeExample(
        wavelength.replacing("carrier-ip: 155.146.0.10", with: "public-ip: 52.0.0.10"),
        mend: ["public-ip: 52.0.0.10": "carrier-ip: 155.146.0.10"]),
      rules: "R128, R225 to R227", sources: [.carrierGateways, .extendVPCs])
  ]
}
