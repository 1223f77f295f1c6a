extension CodePages {
  /// Questions of assertions and of the command line.
  static let questionPages: [CodePage] = [
    CodePage(
      "NP2101", "the end names nothing that can send or receive",
      meaning: """
        An end is an instance, interface, subnet, VPC, security group, load balancer, endpoint, \
        Lattice service or network by name, `internet`, an address, a CIDR, or `tag:KEY=VALUE`. \
        Route tables and gateways are none.
        """,
      remedy: "Take the name that the message suggests, if it has one.",
      example: question(
        "from: web-1, to: wbe-2, port: tcp/443", "from: web-1, to: web-2, port: tcp/443")),
    CodePage(
      "NP2102", "the end names several things",
      meaning: "Things of different kinds, or in different VPCs, have this name.",
      remedy: "Write `kind:name` (`instance:web`) or `vpc/name`, as the message lists them.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            instances:
              web: { subnet: web, private-ip: 10.0.1.10 }
              db: { subnet: web, private-ip: 10.0.1.20 }
        assertions:
          - { from: web, to: db, port: tcp/5432, expect: reachable }
        """, mend: ["from: web,": "from: \"instance:web\","])),
    CodePage(
      "NP2103", "the end holds no interface, so there is nothing to ask",
      meaning: """
        A subnet, VPC, group or block means the interfaces in it. An answer about none proves \
        nothing.
        """,
      remedy: "Name an end that holds interfaces, or add the interface that is missing.",
      example: question(
        "from: web-1, to: 10.0.1.128/25, port: tcp/443",
        "from: web-1, to: 10.0.1.0/24, port: tcp/443")),
    CodePage(
      "NP2104", "nothing has this tag",
      meaning: "No instance and no interface has the tag with this value; letter case counts.",
      remedy: "Correct the tag, or give it to the instances that are meant.",
      example: question(
        "from: \"tag:env=prd\", to: web-2, port: tcp/443",
        "from: \"tag:env=prod\", to: web-2, port: tcp/443")),
    CodePage(
      "NP2105", "the text is not a tag selector",
      meaning: "A tag is asked for by its key and its value.",
      remedy: "Write `tag:KEY=VALUE`.",
      example: question(
        "from: \"tag:env\", to: web-2, port: tcp/443",
        "from: \"tag:env=prod\", to: web-2, port: tcp/443")),
    CodePage(
      "NP2106", "the end is an address inside a block",
      meaning: """
        The text has bits beyond its length, so it is unclear whether the block or the address \
        is meant.
        """,
      remedy: "Write the block, or the address without a length.",
      example: question(
        "from: web-1, to: 10.0.1.20/24, port: tcp/443", "from: web-1, to: 10.0.1.20, port: tcp/443")
    ),
    CodePage(
      "NP2107", "the end is not a CIDR",
      meaning:
        "The length after the slash is out of range: IPv4 has 0 through 32, IPv6 0 through 128.",
      remedy: "Correct the length.",
      example: asked(
        "--from 10.0.1.0/33 --to web-2 --port tcp/443",
        "--from 10.0.1.0/24 --to web-2 --port tcp/443"),
      sources: [.cidr]),
    CodePage(
      "NP2108", "nothing owns the address to send from",
      meaning: "Packets begin at an interface or in a network; this address belongs to neither.",
      remedy: "Name a sender that exists, or declare the network that the address is in.",
      example: question(
        "from: 10.0.1.99, to: web-2, port: tcp/443", "from: 10.0.1.10, to: web-2, port: tcp/443")),
    CodePage(
      "NP2109", "the text is not a port",
      meaning: "A port is written with its protocol: `tcp/443`, `icmp/8`, `protocol/47`, `any`.",
      remedy: "Put the protocol before the port.",
      example: asked(
        "--from web-1 --to web-2 --port 443", "--from web-1 --to web-2 --port tcp/443")),
    CodePage(
      "NP2110", "the protocol is unknown",
      meaning: """
        `tcp`, `udp`, `icmp`, `icmpv6`, `protocol/NUMBER` and `any` are known; other protocols by their \
        number, such as `protocol/50` for ESP.
        """,
      remedy: "Correct the name, or use the protocol's number.",
      example: asked(
        "--from web-1 --to web-2 --port tpc/443", "--from web-1 --to web-2 --port tcp/443")),
    CodePage(
      "NP2111", "a number of the port is out of range",
      meaning: "Ports go from 0 to 65535; ICMP types and codes and protocols from 0 to 255.",
      remedy: "Correct the number.",
      example: asked(
        "--from web-1 --to web-2 --port tcp/70000", "--from web-1 --to web-2 --port tcp/7000")),
    CodePage(
      "NP2112", "both ends are the same interface",
      meaning: """
        A host reaches itself without any network, past every filter. By its public address it does \
        not, because the host does not have that one: ask for the address itself.
        """,
      remedy: "Name another end, or the host's public address.",
      example: question(
        "from: web-1, to: web-1, port: tcp/443", "from: web-1, to: web-2, port: tcp/443"),
      rules: "R75, R88"),
    CodePage(
      "NP2113", "both ends are outside, on the internet",
      meaning: "Nothing of what happens between two networks on the internet is in the model.",
      remedy: "Let one end be in a VPC or behind a VPN connection.",
      example: question(
        "from: internet, to: 198.51.100.7, port: tcp/443", "from: web-1, to: web-2, port: tcp/443")),
    CodePage(
      "NP2114", "the ends have no address family in common",
      meaning: """
        One end has only IPv4 addresses and the other only IPv6 ones, or the question asks for a \
        family or protocol that one of them lacks.
        """,
      remedy: "Give both ends addresses of one family, or ask for the family that both have.",
      example: question(
        "from: web-1, to: web-2, port: tcp/443, family: ipv6",
        "from: web-1, to: web-2, port: tcp/443, family: ipv4"), rules: "R1"),
    CodePage(
      "NP2115", "the question has too many pairs of ends",
      meaning: "Every sender is asked with every receiver, up to 250,000 pairs for one question.",
      remedy: "Ask for fewer ends at a time.",
      example: CodeExample(
        questioned("from: 10.0.1.0/24, to: 10.0.1.0/24, port: tcp/443"),
        mended: questioned("from: web-1, to: web-2, port: tcp/443"),
        limits: CodeExample.LoweredLimits(pairs: 1))),
    CodePage(
      "NP2116", "`at` or `through` names no component",
      meaning: """
        `because: { at: NAME }` expects the first obstacle at a component, `through: NAME` that \
        packets pass one, and none has this name.
        """,
      remedy: "Take the name that the message suggests, if it has one.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            security-groups: { web-sg: { default: true, inbound: [] } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              web-2: { subnet: web, private-ip: 10.0.1.20 }
        assertions:
          - { from: web-1, to: web-2, port: tcp/443, expect: unreachable, because: { at: web-gs } }
        """, mend: ["at: web-gs": "at: web-sg"])),
    CodePage(
      "NP2117", "the address belongs to no interface and no network",
      meaning: """
        `netproof reach` is about the interfaces and networks of the topology. Of addresses that \
        nobody owns there may be any number, so there is no list of them to look at.
        """,
      remedy: "Name the interface or network that is meant, or ask `netproof trace`.",
      example: reached("--to 10.0.1.99", "--to web-2")),
    CodePage(
      "NP2118", "the end is only a part of an interface or network",
      meaning: """
        `netproof reach` looks at each interface and network as a whole, and the address or block \
        is only a part of one. Of the internet a part may be named.
        """,
      remedy: "Name the whole, or ask `netproof trace` about the part.",
      example: reached("--from 192.0.2.0/25", "--from office")),
    CodePage(
      "NP2119", "the port is not among those that are counted",
      meaning: """
        `netproof reach` counts TCP and UDP ports and pings (`icmp`), not other types of ICMP and \
        not protocols without ports.
        """,
      remedy: "Ask about TCP, UDP or `icmp`, or ask `netproof trace` about one pair.",
      example: reached("--port protocol/47", "--port tcp/443")),
    CodePage(
      "NP2120", "`through` names what no way passes",
      meaning: """
        `through:` of assertions and scopes, and `--through`, name components that packets pass: gateways, attachments, tables, \
        filters, hosts. Subnets and VPCs hold these, and prefix lists describe addresses.
        """,
      remedy: "Name the network ACL or the table of the subnet, or use `from` and `to`.",
      example: CodeExample(
        scoped("match: { to: web-2, through: prod }"),
        mended: scoped("match: { to: web-2, through: web-sg }"))),
    CodePage(
      "NP2121", "two scopes have one name",
      meaning: """
        Findings are numbered by the name of their scope, so that they keep their numbers from run \
        to run. Two scopes of one name would give two findings one number.
        """,
      remedy: "Give each scope a name of its own.",
      example: CodeExample(
        scoped("match: { to: web-1 } }\n  - { name: hosts, match: { to: web-2 }"),
        mended: scoped("match: { to: web-1 } }\n  - { name: others, match: { to: web-2 }"))),
    CodePage(
      "NP2123", "the ports do not carry the application",
      meaning: """
        A question about an application (`app:`, `--app`) asks about its packets alone. TLS, HTTP and \
        SSH are carried by TCP, QUIC and NTP by UDP, DNS by both. There are no other packets of them, \
        and an answer about packets that are not there would prove nothing.
        """,
      remedy: "Ask about ports of what carries the application, or leave `app` out.",
      example: CodeExample(
        asserted("port: udp/443, app: tls"), mended: asserted("port: udp/443, app: quic"))),
    CodePage(
      "NP2124", "the application does not tell the name of the server",
      meaning: """
        Firewalls know the name of a server (`hostname:`, `--hostname`) by what TLS and HTTP tell of \
        it. With another application it would go unused.
        """,
      remedy: "Remove `hostname`, or ask about `tls` or `http`.",
      example: CodeExample(
        asserted("port: tcp/22, app: ssh, hostname: www.example.com"),
        mended: asserted("port: tcp/22, app: ssh"))),
    CodePage(
      "NP2125", "no server has such a name",
      meaning: """
        `hostname:` and `--hostname` are the name of one server, without a port, a pattern or an \
        address of a page around it. Rules of firewalls would not match such a text, or match it \
        where no client ever says it.
        """,
      remedy: "Write the name alone: `www.example.com`.",
      example: CodeExample(
        asserted("port: tcp/443, app: tls, hostname: \"*.example.com\""),
        mended: asserted("port: tcp/443, app: tls, hostname: www.example.com"))),
  ]

  /// Two instances and one question.
  private static func asserted(_ question: String) -> String {
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        security-groups: { web-sg: { inbound: [{ allow: all, from: 10.0.0.0/16 }] } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10, security-groups: web-sg }
          web-2: { subnet: web, private-ip: 10.0.1.11, security-groups: web-sg }
    assertions:
      - { from: web-1, to: web-2, \(question), expect: reachable }
    """
  }

  /// Two instances and one scope.
  private static func scoped(_ scope: String) -> String {
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        security-groups: { web-sg: { default: true } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10 }
          web-2: { subnet: web, private-ip: 10.0.1.20 }
    scopes:
      - { name: hosts, \(scope) }
    """
  }

  /// Two instances, an office, and a question about all pairs.
  private static func reached(_ options: String, _ mended: String) -> CodeExample {
    let text = """
      netproof: 1
      networks:
        office: { cidrs: 192.0.2.0/24 }
      vpcs:
        prod:
          cidrs: 10.0.0.0/16
          subnets: { web: { cidrs: 10.0.1.0/24 } }
          instances:
            web-1: { subnet: web, private-ip: 10.0.1.10 }
            web-2: { subnet: web, private-ip: 10.0.1.20 }
      """
    return CodeExample(
      ["net.yaml": text], mended: [:], run: "netproof reach \(options) net.yaml",
      mendedRun: "netproof reach \(mended) net.yaml")
  }

  /// Two instances and one assertion.
  static func question(_ assertion: String, _ mended: String) -> CodeExample {
    CodeExample(questioned(assertion), mended: questioned(mended))
  }

  private static func questioned(_ assertion: String) -> String {
    let entry = assertion.hasPrefix("{") ? assertion : "{ \(assertion), expect: reachable }"
    return """
      netproof: 1
      vpcs:
        prod:
          cidrs: 10.0.0.0/16
          subnets: { web: { cidrs: 10.0.1.0/24 } }
          instances:
            web-1: { subnet: web, private-ip: 10.0.1.10, tags: { env: prod } }
            web-2: { subnet: web, private-ip: 10.0.1.20 }
      assertions:
        - \(entry)
      """
  }

  /// Two instances and a question of the command line.
  private static func asked(_ options: String, _ mended: String) -> CodeExample {
    CodeExample(
      ["net.yaml": questioned("from: web-1, to: web-2, port: tcp/443")], mended: [:],
      run: "netproof trace \(options) net.yaml", mendedRun: "netproof trace \(mended) net.yaml")
  }
}
