// Examples that a finding and its diagnostic share.

extension CodePages {
  static let reservedAddress = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.3 }
    """, mend: ["10.0.1.3": "10.0.1.4"])

  static let overlappingBlocks = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: [10.8.0.0/16, 10.8.128.0/17]
    """, mend: ["10.8.128.0/17": "10.9.0.0/17"])

  static let restrictedBlocks = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: [10.0.0.0/16, 192.168.0.0/24]
    """, mend: ["192.168.0.0/24": "100.64.0.0/24"])

  static let foreignGroup = CodeExample(
    """
    netproof: 1
    vpcs:
      shared:
        cidrs: 10.0.0.0/16
        security-groups:
          web-sg: { inbound: [{ allow: tcp, ports: 443, from: 10.0.0.0/8 }] }
      prod:
        cidrs: 10.1.0.0/16
        subnets: { web: { cidrs: 10.1.1.0/24 } }
        instances:
          web-1: { subnet: web, private-ip: 10.1.1.10, security-groups: web-sg }
    """, mend: ["web-sg: { inbound": "web-sg: { associated-vpcs: prod, inbound"])

  static let subnetPart = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets:
          app: { cidrs: 10.0.1.0/24, route-table: app-routes }
          db: { cidrs: 10.0.2.0/24 }
          fw: { cidrs: 10.0.3.0/24 }
        route-tables: { app-routes: { routes: [{ to: 10.0.2.10/32, via: fw-1 }] } }
        security-groups:
          open: { default: true, inbound: [{ allow: all, from: 10.0.0.0/16 }] }
        instances:
          app-1: { subnet: app, private-ip: 10.0.1.10 }
          db-1: { subnet: db, private-ip: 10.0.2.10 }
          fw-1: { subnet: fw, private-ip: 10.0.3.10, behaviour: forward, source-dest-check: false }
    assertions:
      - { from: app-1, to: db-1, port: tcp/5432, expect: reachable }
    """, mend: ["to: 10.0.2.10/32": "to: 10.0.2.0/24"])

  static let wrongFamily = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: [10.0.0.0/16, "2600:0:0:a00::/56"]
        egress-only-internet-gateways: { eigw: {} }
        subnets: { app: { cidrs: [10.0.1.0/24, "2600:0:0:a01::/64"] } }
        route-tables:
          main: { main: true, routes: [{ to: 0.0.0.0/0, via: eigw }] }
    """, mend: ["to: 0.0.0.0/0": "to: \"::/0\""])

  static let duplicateRoute = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        route-tables:
          main:
            main: true
            routes:
              - { to: 0.0.0.0/0, via: igw }
              - { to: 0.0.0.0/0, via: nat }
        nat-gateways: { nat: { subnet: web, private-ip: 10.0.1.100, public-ip: 52.0.0.100 } }
    """, mend: ["to: 0.0.0.0/0, via: nat": "to: 198.51.100.0/24, via: nat"])

  static let reservedRange = CodeExample(
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        route-tables:
          main:
            main: true
            routes: [{ to: 169.254.169.254/32, via: igw }]
    """, mend: ["169.254.169.254/32": "198.51.100.0/24"])

  static let ambiguousLists = CodeExample(
    """
    netproof: 1
    prefix-lists:
      partners: { entries: [198.51.100.0/24, 203.0.113.0/24] }
      vendors: { entries: [203.0.113.0/24] }
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        route-tables:
          main: { main: true, routes: [{ to: partners, via: igw }, { to: vendors, via: nat }] }
        nat-gateways: { nat: { subnet: web, private-ip: 10.0.1.100, public-ip: 52.0.0.100 } }
    """, mend: ["[198.51.100.0/24, 203.0.113.0/24]": "[198.51.100.0/24]"])

  static let overlappingPeers = CodeExample(
    """
    netproof: 1
    vpcs:
      app: { cidrs: 10.8.0.0/16 }
      data: { cidrs: [10.9.0.0/16, 10.8.64.0/24] }
    peerings:
      link: { between: [app, data] }
    """, mend: ["[10.9.0.0/16, 10.8.64.0/24]": "[10.9.0.0/16, 10.10.64.0/24]"])

  static let overlappingSpokes = CodeExample(
    """
    netproof: 1
    vpcs:
      app: { cidrs: 10.0.0.0/16, subnets: { hub: { cidrs: 10.0.0.0/28 } } }
      copy: { cidrs: 10.0.0.0/16, subnets: { hub: { cidrs: 10.0.0.0/28 } } }
    transit-gateways:
      hub:
        attachments:
          app: { vpc: app, subnets: hub }
          copy: { vpc: copy, subnets: hub }
        route-tables: { main: { associations: [app, copy], propagations: [app, copy] } }
    """,
    mend: [
      "copy: { cidrs: 10.0.0.0/16, subnets: { hub: { cidrs: 10.0.0.0/28 } } }":
        "copy: { cidrs: 10.1.0.0/16, subnets: { hub: { cidrs: 10.1.0.0/28 } } }"
    ])
}
