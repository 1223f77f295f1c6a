import NetproofModel

extension CodePages {
  /// What stands beside a verdict.
  static let notePages: [CodePage] = [
    CodePage(
      .exemptService, "a service of AWS's own that no filter or route applies to",
      meaning: """
        The Amazon DNS server, instance metadata, time, DHCP, Windows activation and the VPC router \
        answer every host, past security groups, network ACLs and routes. Nothing written in \
        the topology can block them, so the verdict is `reachable`.
        """,
      remedy: """
        To filter names use Route 53 Resolver DNS Firewall; to filter packets, use a DNS server of \
        your own, which is a destination like any other.
        """,
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            security-groups: { sealed: { default: true, outbound: [] } }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              dns-1: { subnet: app, private-ip: 10.0.1.53 }
        assertions:
          - { from: app-1, to: 10.0.0.2, port: udp/53, expect: unreachable }
        """, mend: ["to: 10.0.0.2": "to: dns-1"]),
      rules: "R64, R89", sources: [.dns, .networkACLs, .securityGroups]),
    CodePage(
      .forwardDelivered, "the packets arrive, but their replies are lost",
      meaning: """
        No connection comes about, so the verdict is `unreachable`. But packets do arrive: what \
        needs no reply, such as a single UDP packet, gets through. Who wants a host sealed off \
        asks for `expect: isolated`, which this breaks.
        """,
      remedy: "Open the way back if the connection is wanted; close the way there if it is not.",
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
                inbound: [{ rule: 100, allow: udp, ports: 514, from: 10.0.1.0/24 }]
                outbound: []
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              db-1: { subnet: db, private-ip: 10.0.2.10 }
        assertions:
          - { from: web-1, to: db-1, port: udp/514, expect: isolated }
        """, mend: ["{ rule: 100, allow: udp": "{ rule: 100, deny: udp"]),
      with: ["NACL_EGRESS_DENY"], rules: "R3, R4", sources: [.networkACLs]),
    CodePage(
      .oneWay, "only the forward way was judged, because no reply is expected",
      meaning: """
        TCP, UDP and echo requests are judged with their replies. Every other ICMP message and \
        every other protocol is judged forward only, and so is UDP with `one-way: true`; the way \
        back may be closed.
        """,
      remedy: "Ask for TCP, UDP or an echo if the way back matters; leave `one-way` out for UDP.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            instances:
              app-1: { subnet: app, private-ip: 10.0.1.10 }
              log-1: { subnet: app, private-ip: 10.0.1.20 }
        assertions:
          - { from: app-1, to: log-1, port: udp/514, one-way: true, expect: reachable }
        """, mend: ["one-way: true": "one-way: false"]),
      rules: "R3", sources: [.detailCodes]),
    CodePage(
      .azCrossed, "the packets go from one availability zone to another",
      meaning: """
        A transit gateway hands packets over in the zone where they started, if the destination's \
        attachment has a subnet there. It has none here, so they change zone: this works, costs \
        transfer between zones, and depends on the other zone.
        """,
      remedy: "Give the destination's attachment a subnet in the zone, if that matters.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24, zone: a } }
            route-tables: { main: { main: true, routes: [{ to: 10.1.0.0/16, via: hub }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
          data:
            cidrs: 10.1.0.0/16
            subnets:
              db: { cidrs: 10.1.1.0/24, zone: a }
              hub: { cidrs: 10.1.0.0/28, zone: b }
            route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: hub }] } }
            security-groups:
              db-sg: { default: true, inbound: [{ allow: udp, ports: 514, from: 10.0.0.0/16 }] }
            instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
        transit-gateways:
          hub:
            attachments: { app: { vpc: app, subnets: app }, data: { vpc: data, subnets: hub } }
            route-tables: { main: { associations: [app, data], propagations: [app, data] } }
        assertions:
          - { from: app-1, to: db-1, port: udp/514, one-way: true, expect: reachable }
        """, mend: ["{ vpc: data, subnets: hub }": "{ vpc: data, subnets: [hub, db] }"]),
      with: ["ONE_WAY"], rules: "R126", sources: [.transitAttachments, .detailCodes]),
    CodePage(
      .tgwAttachmentChanging, "AWS is changing an attachment on the way",
      meaning: """
        The attachment is `modifying` or `rolling-back`. It is taken to forward as it does now; what \
        it will be is not known.
        """,
      remedy: "Wait until it is `available`, and ask again.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          app:
            cidrs: 10.0.0.0/16
            subnets: { app: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 192.168.0.0/16, via: hub }] } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        vpn-connections: { vpn: {} }
        networks: { site: { cidrs: 192.168.0.0/16, attached-to: vpn } }
        transit-gateways:
          hub:
            attachments: { app: { vpc: app, subnets: app, state: modifying }, line: { vpn: vpn } }
            route-tables: { all: { associations: [app, line], propagations: [app, line] } }
        assertions:
          - { from: app-1, to: site, port: tcp/22, expect: reachable }
        """, mend: [", state: modifying": ""]),
      rules: "R130", sources: [.transitAttachments]),
    CodePage(
      .vpnSingleTunnel, "only one of the VPN connection's two tunnels is up",
      meaning: """
        One tunnel carries everything, so the verdict stands. When AWS maintains that tunnel's \
        endpoint, nothing is left.
        """,
      remedy: "Bring the second tunnel up.",
      example: CodeExample(
        onPremises.replacing("vpn: {}", with: "vpn: { tunnels: [up, down] }"),
        mend: ["tunnels: [up, down]": "tunnels: [up, up]"]),
      rules: "R152", sources: [.vpnRouting]),
    CodePage(
      .filtersBeyondUnknown, "what would stand in the way behind this is not listed",
      meaning: """
        The packets end where there is no next hop: no route, a blackhole, no attachment. Where they \
        would have gone is unknown, so filters of the destination are not among the obstacles. \
        Once the route is there, more may show.
        """,
      remedy: "Repair the route first, then ask again.",
      example: noRoute, with: ["NO_ROUTE"], rules: "R4", sources: [.analyzer]),
    CodePage(
      .natPortDependent, "the verdict depends on the port that a translator picks",
      meaning: """
        A NAT gateway sends from a port between 1024 and 65535 of its own choice. Some filter \
        on the way back allows only a part of them, so the same connection works at one time and \
        fails at another.
        """,
      remedy: "Allow all of 1024-65535 where replies to the NAT gateway come in.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              public: { cidrs: 10.0.0.0/24, route-table: public, network-acl: nat-acl }
              app: { cidrs: 10.0.1.0/24 }
            route-tables:
              public: { routes: [{ to: 0.0.0.0/0, via: igw }] }
              main: { main: true, routes: [{ to: 0.0.0.0/0, via: nat }] }
            network-acls:
              nat-acl:
                inbound:
                  - { rule: 100, allow: all, from: 10.0.0.0/16 }
                  - { rule: 110, allow: tcp, ports: 32768-65535, from: 0.0.0.0/0 }
                outbound: [{ rule: 100, allow: all, to: 0.0.0.0/0 }]
            nat-gateways: { nat: { subnet: public, private-ip: 10.0.0.100, public-ip: 52.0.0.100 } }
            instances: { app-1: { subnet: app, private-ip: 10.0.1.10 } }
        assertions:
          - { from: app-1, to: internet, port: tcp/443, expect: reachable }
        """, mend: ["ports: 32768-65535": "ports: 1024-65535"]),
      with: ["FORWARD_DELIVERED", "NACL_INGRESS_DENY"], rules: "R17, R65, R106",
      sources: [.natBasics, .customNetworkACLs]),
    CodePage(
      .pmtudBlockedNACL,
      "a network ACL drops messages that tell a host to send smaller packets",
      meaning: """
        On the way the packet size shrinks, at a gateway or between regions. The host learns of it \
        by "fragmentation needed" (ICMP type 3 code 4) or "packet too big" (ICMPv6 type 2), \
        which the network ACL of its subnet does not let in. Connections open, then hang when \
        large packets are sent. The verdict does not change.
        """,
      remedy: "Allow ICMP type 3 code 4 inbound (for IPv6 ICMPv6 type 2), or lower the host's MTU.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24, network-acl: web-acl } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            network-acls:
              web-acl:
                inbound:
                  - { rule: 100, allow: tcp, ports: 1024-65535, from: 0.0.0.0/0 }
                outbound: [{ rule: 100, allow: all, to: 0.0.0.0/0 }]
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: web-1, to: internet, port: tcp/443, expect: reachable }
        """,
        mend: [
          "ports: 1024-65535, from: 0.0.0.0/0 }":
            "ports: 1024-65535, from: 0.0.0.0/0 }\n"
            + "          - { rule: 110, allow: icmp, type: 3, code: 4, from: 0.0.0.0/0 }"
        ]),
      rules: "R66", sources: [.pathMTU, .icmp, .icmpv6]),
    CodePage(
      .pmtudBlockedSG,
      "security groups drop messages that tell a host to send smaller packets",
      meaning: """
        On the way the packet size shrinks. Security groups let "fragmentation needed" (ICMP type \
        3 code 4) or "packet too big" (ICMPv6 type 2) in as part of a connection that they track. \
        This one is not tracked: a rule for everybody lets it out, and another rule lets everybody \
        in at all ports of its protocol. The message then needs a rule, and there is none. \
        Connections open, then hang when large packets are sent. The verdict does not change.
        """,
      remedy: "Allow ICMP type 3 code 4 inbound (for IPv6 ICMPv6 type 2), or narrow the rule that "
        + "is open to everybody, so that connections are tracked.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            security-groups:
              web-sg:
                inbound:
                  - { allow: tcp, from: 0.0.0.0/0 }
                outbound: [{ allow: all, to: 0.0.0.0/0 }]
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10, security-groups: web-sg }
        assertions:
          - { from: web-1, to: internet, port: tcp/443, expect: reachable }
        """,
        mend: [
          "- { allow: tcp, from: 0.0.0.0/0 }":
            "- { allow: tcp, from: 0.0.0.0/0 }\n"
            + "          - { allow: icmp, type: 3, code: 4, from: 0.0.0.0/0 }"
        ]),
      rules: "R77, R79", sources: [.tracking, .pathMTU, .icmp, .icmpv6]),
    CodePage(
      .privateAddressAsked,
      "a host with a public address was asked by its private one, from outside",
      meaning: """
        Nobody on the internet can send to a private address, so packets to it never arrive, \
        whatever is open. The host may be open all the same by the public address that belongs to \
        the private one, which the question does not name.
        """,
      remedy: "Name the host, its subnet or group, or its public address in the question.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            security-groups: { web-sg: { inbound: [{ allow: tcp, ports: 443, from: 10.0.0.0/16 }] } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10, security-groups: web-sg }
        assertions:
          - { from: internet, to: 10.0.1.0/24, port: tcp/443, expect: isolated }
        """,
        mend: ["to: 10.0.1.0/24": "to: web"]),
      with: ["IGW_DST_NOT_MAPPED"], rules: "R27, R95", sources: [.internetGateways]),
    CodePage(
      .routeIgnored, "a route that AWS would refuse was left out, and it would have counted",
      meaning: """
        The packets would have followed a route that AWS does not accept, so it is taken as absent \
        and another route, or none, decides. The warning about the route says what is wrong with \
        it.
        """,
      remedy: "Correct or remove the route; the deployment would fail at it.",
      example: subnetPart,
      with: ["ROUTE_MORE_SPECIFIC_ILLEGAL", "NP0342"], rules: "R8, R49", sources: [.routeTables]),
    CodePage(
      .assumption, "what AWS's documents leave open was decided by a policy",
      meaning: """
        The answer depends on something that AWS does not document, or documents in two ways. The \
        policy that is named decides, and `policies:` of the topology can decide otherwise.
        """,
      remedy: """
        Test the case on AWS if it matters, and state in `policies` what came of it; or change the \
        network so that the answer no longer depends on it.
        """,
      example: CodeExample(
        """
        netproof: 1
        block-public-access: { everywhere: { mode: block-bidirectional } }
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { web: { cidrs: 10.0.1.0/24, public-access-exclusion: allow-egress } }
            route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        assertions:
          - { from: web-1, to: internet, port: tcp/443, family: ipv4, expect: reachable }
        """,
        mend: [
          "public-access-exclusion: allow-egress": "public-access-exclusion: allow-bidirectional"
        ]),
      with: ["BPA_BLOCKED"], rules: "R195", sources: [.publicAccess, .publicAccessExample]),
  ]
}
