/// Networks that the tests ask about.
enum Estates {
  /// Web hosts, which the internet and each other reach, and a database that only they reach.
  static let shop = """
    netproof: 1
    networks:
      office: { cidrs: 198.51.100.0/24 }
    vpcs:
      shop:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        subnets:
          web: { cidrs: 10.0.1.0/24, route-table: public }
          db:  { cidrs: 10.0.2.0/24 }
        route-tables:
          public: { routes: [ { to: 0.0.0.0/0, via: igw } ] }
        security-groups:
          web-sg:
            inbound:
              - { allow: tcp, ports: 443, from: 0.0.0.0/0 }
              - { allow: tcp, ports: 22, from: office }
              - { allow: icmp, type: 8, from: 203.0.113.0/24 }
            outbound: [ { allow: tcp, ports: 5432, to: db-sg } ]
          db-sg:
            inbound: [ { allow: tcp, ports: 5432, from: web-sg } ]
            outbound: []
          spare-sg: { inbound: [], outbound: [] }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 192.0.2.10, security-groups: web-sg }
          web-2: { subnet: web, private-ip: 10.0.1.11, public-ip: 192.0.2.11, security-groups: web-sg }
          web-3: { subnet: web, private-ip: 10.0.1.12, public-ip: 192.0.2.12, security-groups: web-sg }
          db-1:  { subnet: db, private-ip: 10.0.2.10, security-groups: db-sg }
          spare: { subnet: db, private-ip: 10.0.2.20, security-groups: spare-sg }
    """

  /// Three VPCs that nothing connects, alike inside, and a fourth that is not.
  static let islands = islands(["red", "green", "blue"])

  /// VPCs that nothing connects, alike inside, and one that is not.
  static func islands(_ names: [String]) -> String {
    func vpc(_ name: String, _ block: Int, port: Int) -> String {
      """
        \(name):
          cidrs: 10.\(block).0.0/16
          subnets: { net: { cidrs: 10.\(block).0.0/24 } }
          security-groups:
            app: { inbound: [], outbound: [ { allow: tcp, ports: \(port), to: store } ] }
            store: { inbound: [ { allow: tcp, ports: \(port), from: app } ], outbound: [] }
          instances:
            app-1: { subnet: net, private-ip: 10.\(block).0.10, security-groups: app }
            app-2: { subnet: net, private-ip: 10.\(block).0.11, security-groups: app }
            app-3: { subnet: net, private-ip: 10.\(block).0.12, security-groups: app }
            store: { subnet: net, private-ip: 10.\(block).0.20, security-groups: store }
      """
    }
    let vpcs =
      names.enumerated().map { vpc($1, $0 + 1, port: 6379) } + [vpc("grey", 99, port: 9042)]
    return "netproof: 1\nvpcs:\n" + vpcs.joined(separator: "\n") + "\n"
  }

  /// Hosts of two environments, told apart by tags, that reach one log host; and one that does not.
  static let tagged = """
    netproof: 1
    vpcs:
      main:
        cidrs: 10.0.0.0/16
        subnets:
          a: { cidrs: 10.0.1.0/24 }
          b: { cidrs: 10.0.2.0/24 }
        security-groups:
          open: { inbound: [], outbound: [ { allow: udp, ports: 514, to: 10.0.0.0/16 } ] }
          quiet: { inbound: [], outbound: [] }
          log: { inbound: [ { allow: udp, ports: 514, from: 10.0.0.0/16 } ], outbound: [] }
        instances:
          p-1: { subnet: a, private-ip: 10.0.1.11, security-groups: open, tags: { env: prod } }
          p-2: { subnet: b, private-ip: 10.0.2.11, security-groups: open, tags: { env: prod } }
          p-3: { subnet: b, private-ip: 10.0.2.12, security-groups: open, tags: { env: prod } }
          t-1: { subnet: a, private-ip: 10.0.1.12, security-groups: quiet, tags: { env: test } }
          t-2: { subnet: b, private-ip: 10.0.2.13, security-groups: quiet, tags: { env: test } }
          t-3: { subnet: b, private-ip: 10.0.2.14, security-groups: quiet, tags: { env: test } }
          log-1: { subnet: a, private-ip: 10.0.1.19, security-groups: log }
    """

  /// A host whose group nobody described, and one that lets in little.
  static let unknown = """
    netproof: 1
    vpcs:
      main:
        cidrs: 10.0.0.0/16
        subnets: { a: { cidrs: 10.0.1.0/24 } }
        security-groups:
          base: { described: false }
          tight: { inbound: [ { allow: tcp, ports: 443, from: 10.0.0.0/16 } ], outbound: [] }
        instances:
          app: { subnet: a, private-ip: 10.0.1.10, security-groups: base }
          vault: { subnet: a, private-ip: 10.0.1.20, security-groups: tight }
    """
}
