/// An example for each kind of the format; each is a topology after `netproof: 1`.
enum ReferenceExamples {
  static let byKind: [String: String] = [
    "topology": """
    netproof: 1
    name: one web server
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
    assertions:
      - { from: internet, to: web-1, port: tcp/443, expect: unreachable }
    """,
    "network": """
    networks:
      office: { cidrs: [198.51.100.0/24] }
      dc: { cidrs: [192.168.0.0/16], attached-to: vpn-1 }
    vpn-connections: { vpn-1: {} }
    """,
    "site-firewall": """
    networks:
      dc:
        cidrs: [192.168.0.0/16]
        attached-to: vpn-1
        firewall:
          inbound: [ { rule: 10, allow: tcp, ports: 443, from: 10.0.0.0/8 } ]
          outbound: [ { rule: 10, deny: all, to: 10.9.0.0/16 }, { rule: 20, allow: all, to: 0.0.0.0/0 } ]
    vpn-connections: { vpn-1: {} }
    """,
    "prefix-list": """
    prefix-lists:
      partners: { entries: [203.0.113.0/25, 198.51.100.128/25] }
    """,
    "vpc": """
    vpcs:
      prod:
        account: "111122223333"
        region: us-east-1
        cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
      shared: { described: false }
    """,
    "block-public-access": """
    block-public-access:
      production: { account: "111122223333", region: us-east-1, mode: block-bidirectional }
    vpcs:
      prod:
        account: "111122223333"
        region: us-east-1
        cidrs: [10.0.0.0/16]
        subnets:
          nat: { cidrs: [10.0.1.0/24], public-access-exclusion: allow-egress }
    """,
    "subnet": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets:
          web: { cidrs: [10.0.1.0/24], zone: us-east-1a, route-table: public, network-acl: edge }
          db: { cidrs: [10.0.2.0/24], zone: us-east-1a }  # the main table, the default ACL
        route-tables: { public: {} }
        network-acls: { edge: {} }
    """,
    "internet-gateway": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        internet-gateways: { igw: {} }
        route-tables:
          public: { routes: [ { to: 0.0.0.0/0, via: igw } ] }
    """,
    "egress-only-internet-gateway": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
        egress-only-internet-gateways: { eigw: { state: attached } }
        route-tables:
          private: { routes: [ { to: "::/0", via: eigw } ] }
    """,
    "vpn-gateway": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        vpn-gateways: { vgw: {} }
        route-tables:
          main: { main: true, propagations: [vgw] }
    vpn-connections: { vpn-1: { vpn-gateway: prod/vgw } }
    """,
    "route-table": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        internet-gateways: { igw: {} }
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        interfaces: { fw: { subnet: web, private-ip: 10.0.1.20, source-dest-check: false } }
        route-tables:
          main: { main: true, routes: [ { to: 0.0.0.0/0, via: igw } ] }
          inspect: { edge-of: [igw], routes: [ { to: 10.0.1.0/24, via: fw } ] }
    """,
    "route": """
    prefix-lists: { partners: { entries: [203.0.113.0/24] } }
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        internet-gateways: { igw: {} }
        route-tables:
          public:
            routes:
              - { to: 0.0.0.0/0, via: igw }
              - { to: partners, via: igw }
              - { to: 10.9.0.0/16, via: to-data, state: blackhole }
      data: { cidrs: [10.9.0.0/16] }
    peerings: { to-data: { between: [prod, data] } }
    """,
    "network-acl": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { db: { cidrs: [10.0.2.0/24], network-acl: db } }
        network-acls:
          db:
            inbound: [ { rule: 100, allow: tcp, ports: 3306, from: 10.0.1.0/24 } ]
            outbound: [ { rule: 100, allow: tcp, ports: 1024-65535, to: 10.0.1.0/24 } ]
    """,
    "network-acl-inbound-rule": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        network-acls:
          db:
            inbound:
              - { rule: 100, allow: tcp, ports: 3306, from: 10.0.1.0/24 }
              - { rule: 110, allow: icmp, type: 8, from: 0.0.0.0/0 }
              - { rule: 900, deny: all, from: 10.0.0.0/16 }
    """,
    "network-acl-outbound-rule": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        network-acls:
          db:
            outbound:
              - { rule: 100, allow: tcp, ports: 1024-65535, to: 10.0.1.0/24 }
    """,
    "security-group": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        security-groups:
          web: { inbound: [ { allow: tcp, ports: 443, from: 0.0.0.0/0 } ] }  # outbound: all
          db: { inbound: [ { allow: tcp, ports: 3306, from: web } ], outbound: [] }
    """,
    "security-group-inbound-rule": """
    networks: { office: { cidrs: [198.51.100.0/24] } }
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        security-groups:
          web:
            inbound:
              - { allow: tcp, ports: [80, 443], from: [0.0.0.0/0, "::/0"] }
              - { allow: icmp, type: 8, from: office }
              - { allow: all, from: web }
    """,
    "security-group-outbound-rule": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        security-groups:
          web:
            outbound:
              - { allow: tcp, ports: 443, to: 0.0.0.0/0 }
              - { allow: protocol/50, to: 10.0.0.0/16 }
    """,
    "nat-gateway": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        nat-gateways:
          nat: { subnet: web, private-ip: 10.0.1.100, public-ip: 52.0.0.100 }
          inside: { subnet: web, kind: private, private-ip: 10.0.1.101 }
    """,
    "vpc-endpoint": """
    prefix-lists: { s3-addresses: { entries: [52.216.0.0/15] } }
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        region: us-east-1
        subnets: { web: { cidrs: [10.0.1.0/24], route-table: private } }
        route-tables: { private: {} }
        vpc-endpoints:
          s3: { type: gateway, service: s3, prefix-list: s3-addresses, route-tables: private }
          logs:
            type: interface
            service: logs
            subnets: { web: 10.0.1.50 }
            security-groups: [https]
          ids-a: { type: gateway-load-balancer, service: com.example.ids, subnet: web }
          fw-web: { type: firewall, firewall: hub/fw, subnet: web }   # one more of the firewall of `hub`
        security-groups:
          https: { inbound: [ { allow: tcp, ports: 443, from: 10.0.0.0/16 } ] }
      hub:
        cidrs: [10.1.0.0/16]
        region: us-east-1
        subnets: { wall: { cidrs: [10.1.9.0/28] } }
        firewalls: { fw: { policy: egress, endpoints: { fw-a: { subnet: wall } } } }
    firewall-policies: { egress: {} }
    """,
    "firewall": """
    firewall-policies: { egress: { rule-order: strict } }
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        internet-gateways: { igw: {} }
        subnets:
          web: { cidrs: [10.0.1.0/24], route-table: web }
          wall: { cidrs: [10.0.9.0/28], route-table: wall }
        firewalls:
          fw: { policy: egress, endpoints: { fw-a: { subnet: wall } } }
        route-tables:
          web: { routes: [ { to: 0.0.0.0/0, via: fw-a } ] }
          wall: { routes: [ { to: 0.0.0.0/0, via: igw } ] }
          inspect: { edge-of: [igw], routes: [ { to: 10.0.1.0/24, via: fw-a } ] }
    """,
    "firewall-endpoint": """
    firewall-policies: { egress: {} }
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets:
          wall-a: { cidrs: [10.0.9.0/28], zone: us-east-1a }
          wall-b: { cidrs: [10.0.9.16/28], zone: us-east-1b }
        firewalls:
          fw:
            policy: egress
            endpoints: { fw-a: { subnet: wall-a }, fw-b: { subnet: wall-b, state: pending } }
    """,
    "firewall-policy": """
    firewall-policies:
      egress: { rule-order: strict, stateless-default: forward, stateful-default: drop-established }
      shared: { described: false }
    """,
    "stateless-rule": """
    firewall-policies:
      egress:
        stateless-default: drop
        stateless:
          - { priority: 1, pass: tcp, to: 10.0.0.0/24, ports: 443 }
          - { priority: 2, pass: tcp, from: 10.0.0.0/24, from-ports: 443 }   # its replies
          - { priority: 10, forward: tcp, tcp-flags: syn, of-flags: [syn, ack] }
    """,
    "firewall-rule-group": """
    firewall-policies:
      egress:
        rule-order: strict
        stateful-default: drop-established
        variables: { HOME_NET: [10.0.0.0/8] }
        stateful-groups:
          sites: { priority: 1, domains: { action: allow, names: [.example.com] } }
          servers:
            priority: 2
            variables: { SERVERS: 10.0.1.0/24 }
            suricata: |
              pass tcp $SERVERS any -> 192.0.2.10 5432 (msg:"the database"; sid:1;)
              drop udp any any -> !$HOME_NET 53 (sid:2;)
          ours: { priority: 3, rules: [ { pass: icmp, from: $HOME_NET } ] }
    """,
    "stateful-rule": """
    firewall-policies:
      egress:
        stateful-groups:
          ours:
            rules:
              - { pass: tcp, from: 10.0.0.0/16, to: ["!10.9.0.0/16"], ports: [443, 8443] }
              - { drop: tls, from: $HOME_NET, to: $EXTERNAL_NET, host: .example.net, flow: to_server }
              - { reject: ip, from: 10.0.3.0/24, both-ways: true }
    """,
    "domain-list": """
    firewall-policies:
      egress:
        stateful-groups:
          sites: { domains: { action: allow, names: [.example.com, api.example.net], protocols: tls } }
    """,
    "load-balancer": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        internet-gateways: { igw: {} }
        subnets:
          web-a: { cidrs: [10.0.1.0/24], zone: us-east-1a }
          web-b: { cidrs: [10.0.2.0/24], zone: us-east-1b }
        instances: { web-1: { subnet: web-a, private-ip: 10.0.1.10 } }
        load-balancers:
          front:
            type: application
            scheme: internet-facing
            subnets:
              web-a: { private-ip: 10.0.1.50, public-ip: 52.0.0.50 }
              web-b: { private-ip: 10.0.2.50, public-ip: 52.0.0.51 }
            listeners:
              - { port: tcp/443, to: web }
              - { port: tcp/80 }                  # a redirect: it answers by itself
          inner: { type: network, subnets: { web-a: 10.0.1.60 }, listeners: [ { port: tcp/80, to: web-tcp } ] }
        target-groups:
          web: { port: tcp/8080, targets: [web-1] }
          web-tcp: { port: tcp/8080, targets: [web-1] }
    """,
    "node": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
        subnets: { web: { cidrs: [10.0.1.0/24, "2600:1f18:a:1::/64"] } }
        load-balancers:
          inner:
            type: network
            subnets: { web: { private-ip: 10.0.1.60, ipv6: "2600:1f18:a:1::60" } }
    """,
    "listener": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
        load-balancers:
          dns: { type: network, subnets: { web: 10.0.1.60 }, listeners: [ { port: [tcp/53, udp/53], to: dns } ] }
          old:
            type: classic
            subnets: { web: 10.0.1.70 }
            listeners: [ { port: tcp/80, instance-port: 8080 } ]
            instances: [web-1]
        target-groups: { dns: { type: ip, port: [tcp/53, udp/53], targets: [10.0.1.10] } }
    """,
    "target-group": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
        target-groups:
          web: { port: tcp/8080, targets: [web-1], preserve-client-ip: false }
          elsewhere: { type: ip, port: tcp/443, targets: [10.1.0.10, 192.168.0.10], cross-zone: true }
    """,
    "target": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
        target-groups:
          web: { port: tcp/8080, targets: [ { to: web-1, port: 9090, health: draining } ] }
    """,
    "endpoint-service": """
    vpcs:
      provider:
        cidrs: [10.1.0.0/16]
        subnets: { api: { cidrs: [10.1.1.0/24], zone: us-east-1a } }
        instances: { api-1: { subnet: api, private-ip: 10.1.1.10 } }
        load-balancers:
          api: { type: network, subnets: { api: 10.1.1.50 }, listeners: [ { port: tcp/443, to: api } ] }
        target-groups: { api: { port: tcp/8443, targets: [api-1] } }
      consumer:
        cidrs: [10.0.0.0/16]
        subnets: { app: { cidrs: [10.0.1.0/24], zone: us-east-1a } }
        vpc-endpoints: { api: { type: interface, service: payments, subnets: { app: 10.0.1.50 } } }
    endpoint-services:
      payments: { load-balancers: provider/api, principals: ["111122223333"] }
    """,
    "instance": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16, "2600:1f18:a::/56"]
        subnets: { web: { cidrs: [10.0.1.0/24, "2600:1f18:a:1::/64"] } }
        security-groups: { web: {} }
        instances:
          web-1:
            subnet: web
            private-ip: 10.0.1.10
            public-ip: 52.0.0.10
            ipv6: "2600:1f18:a:1::10"
            security-groups: [web]
            tags: { env: prod }
    """,
    "interface": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        interfaces:
          fw:
            subnet: web
            private-ips: [10.0.1.20, 10.0.1.21]
            public-ips: { 10.0.1.21: 52.0.0.21 }
            source-dest-check: false
            behaviour: forward
    """,
    "peering": """
    vpcs:
      prod: { cidrs: [10.0.0.0/16] }
      data: { cidrs: [10.1.0.0/16] }
    peerings:
      prod-data: { between: [prod, data] }
    """,
    "transit-gateway": """
    vpcs:
      prod: { cidrs: [10.0.0.0/16], subnets: { hub: { cidrs: [10.0.255.0/28] } } }
    transit-gateways:
      tgw:
        attachments: { prod: { vpc: prod, subnets: [hub] } }
        route-tables: { main: { associations: [prod], propagations: [prod] } }
    """,
    "attachment": """
    vpcs:
      prod: { cidrs: [10.0.0.0/16], subnets: { hub: { cidrs: [10.0.255.0/28] } } }
    vpn-connections: { vpn-1: {} }
    transit-gateways:
      tgw:
        attachments:
          prod: { vpc: prod, subnets: [hub], appliance-mode: true }
          dc: { vpn: vpn-1 }
          west: { peer: tgw-west/east }
      tgw-west:
        attachments: { east: { peer: tgw/west } }
    """,
    "transit-gateway-route-table": """
    vpcs:
      prod: { cidrs: [10.0.0.0/16], subnets: { hub: { cidrs: [10.0.255.0/28] } } }
    transit-gateways:
      tgw:
        attachments: { prod: { vpc: prod, subnets: [hub] } }
        route-tables:
          main:
            associations: [prod]
            propagations: [prod]
            routes: [ { to: 10.9.0.0/16, via: blackhole } ]
    """,
    "vpn-connection": """
    networks: { dc: { cidrs: [192.168.0.0/16], attached-to: vpn-1 } }
    vpn-connections:
      vpn-1: { routing: bgp, tunnels: [up, down] }
      vpn-2: { routing: static, routes: [172.16.0.0/12], vpn-gateway: prod/vgw }
    vpcs: { prod: { cidrs: [10.0.0.0/16], vpn-gateways: { vgw: {} } } }
    """,
    "zone": """
    zones:
      us-east-1-wl1-bos-wlz-1: { type: wavelength, parent: us-east-1a }
      us-west-2-lax-1a: { type: local, parent: us-west-2b }
    """,
    "carrier-gateway": """
    zones: { us-east-1-wl1-bos-wlz-1: { type: wavelength, parent: us-east-1a } }
    networks: { phones: { cidrs: [100.72.0.0/16], attached-to: cagw } }
    vpcs:
      game:
        cidrs: [10.0.0.0/16]
        carrier-gateways: { cagw: {} }
        subnets: { near: { cidrs: [10.0.9.0/24], zone: us-east-1-wl1-bos-wlz-1 } }
        route-tables: { main: { main: true, routes: [ { to: 0.0.0.0/0, via: cagw } ] } }
        instances: { game-1: { subnet: near, private-ip: 10.0.9.10, carrier-ip: 155.146.0.10 } }
    """,
    "local-gateway": """
    networks: { plant: { cidrs: [192.168.0.0/16], attached-to: lgw } }
    local-gateways: { lgw: { outpost: op-1, vpcs: mes, mode: coip } }
    vpcs:
      mes:
        cidrs: [10.0.0.0/16]
        subnets: { rack: { cidrs: [10.0.9.0/24], zone: us-east-1a, outpost: op-1 } }
        route-tables: { main: { main: true, routes: [ { to: 192.168.0.0/16, via: lgw } ] } }
        instances:
          mes-1: { subnet: rack, private-ip: 10.0.9.10, customer-owned-ip: 10.200.0.10 }
    """,
    "resource-gateway": """
    vpcs:
      data:
        cidrs: [10.1.0.0/16]
        subnets: { db: { cidrs: [10.1.1.0/24], zone: us-east-1a } }
        instances: { db-1: { subnet: db, private-ip: 10.1.1.10 } }
        resource-gateways:
          rgw:
            subnets: { db: 10.1.1.50 }
            resources: { orders: { to: db-1, ports: tcp/5432, shared-with: ["111122223333"] } }
      shop:
        cidrs: [10.0.0.0/16]
        subnets: { app: { cidrs: [10.0.1.0/24], zone: us-east-1a } }
        vpc-endpoints:
          orders: { type: resource, resource: data/orders, subnets: { app: 10.0.1.50 } }
    """,
    "resource": """
    vpcs:
      data:
        cidrs: [10.1.0.0/16]
        subnets: { db: { cidrs: [10.1.1.0/24] } }
        resource-gateways:
          rgw:
            subnets: { db: 10.1.1.50 }
            resources:
              search: { to: [10.1.1.20, 10.1.1.21], ports: [tcp/443, tcp/9200-9300] }
    """,
    "service-network": """
    vpcs:
      app: { cidrs: [10.0.0.0/16], security-groups: { clients: { inbound: [ { allow: tcp, ports: 443, from: 10.0.1.0/24 } ] } } }
      data:
        cidrs: [10.0.0.0/16]
        target-groups: { api: { port: tcp/8080, targets: [] } }
    service-networks:
      shop: { vpcs: { app: clients }, services: [orders] }
    lattice-services:
      orders: { listeners: [ { port: tcp/443, to: data/api } ] }
    """,
    "lattice-service": """
    vpcs:
      data:
        cidrs: [10.1.0.0/16]
        subnets: { api: { cidrs: [10.1.1.0/24] } }
        instances: { api-1: { subnet: api, private-ip: 10.1.1.10 } }
        target-groups:
          blue: { port: tcp/8080, targets: [api-1] }
          green: { port: tcp/8080, type: lambda, targets: [orders-function] }
    lattice-services:
      orders:
        auth-type: aws-iam
        listeners: [ { port: tcp/443, to: [data/blue, data/green] }, { port: tcp/80 } ]
    """,
    "mirror-filter": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        mirror-filters:
          web:
            amazon-dns: true
            inbound: [ { rule: 10, reject: tcp, ports: 22 }, { rule: 20, accept: all } ]
            outbound: [ { rule: 10, accept: tcp, source-ports: 443, to: 0.0.0.0/0 } ]
          mail: { inbound: [ { rule: 10, accept: tcp, ports: 25 } ] }  # nothing outbound
    """,
    "mirror-filter-rule": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        mirror-filters:
          all: { inbound: [ { rule: 1, accept: all } ], outbound: [ { rule: 1, accept: all } ] }
          office:
            inbound:
              - { rule: 10, reject: udp, ports: 53 }
              - { rule: 20, accept: udp, from: 198.51.100.0/24, to: 10.0.1.0/24 }
    """,
    "mirror-session": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        security-groups:
          sensor: { inbound: [ { allow: udp, ports: 4789, from: 10.0.1.0/24 } ] }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10 }
          sensor: { subnet: web, private-ip: 10.0.1.20, security-groups: [sensor] }
        mirror-filters: { all: { inbound: [ { rule: 1, accept: all } ] } }
        mirror-sessions:
          web: { source: web-1, target: sensor, filter: all, number: 1, vni: 4711 }
          short: { source: web-1, target: sensor, filter: all, number: 2, packet-length: 128 }
    """,
    "mirrored": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10 }
          web-2: { subnet: web, private-ip: 10.0.1.11 }
          sensor: { subnet: web, private-ip: 10.0.1.20 }
        mirror-filters: { all: { outbound: [ { rule: 1, accept: all } ] } }
        mirror-sessions: { web: { source: web-1, target: sensor, filter: all, number: 1 } }
    assertions:
      - from: web-1
        to: web-2
        port: tcp/443
        expect: reachable
        mirrored: { session: web }
        reply-mirrored: none
    """,
    "copy-cause": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        security-groups: { sensor: { inbound: [] } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10 }
          web-2: { subnet: web, private-ip: 10.0.1.11 }
          sensor: { subnet: web, private-ip: 10.0.1.20, security-groups: [sensor] }
        mirror-filters: { all: { outbound: [ { rule: 1, accept: all } ] } }
        mirror-sessions: { web: { source: web-1, target: sensor, filter: all, number: 1 } }
    assertions:
      - from: web-1
        to: web-2
        port: tcp/443
        expect: reachable
        mirrored: { session: web, because: { code: MIRROR_SG_INGRESS_NO_MATCH, at: "security-group:sensor" } }
    """,
    "direct-connect-gateway": """
    networks: { dc: { cidrs: [192.168.0.0/16], attached-to: vif-1 } }
    vpcs: { prod: { cidrs: [10.0.0.0/16], vpn-gateways: { vgw: {} } } }
    direct-connect-gateways:
      dx:
        virtual-interfaces: { vif-1: { bgp: up }, vif-2: { routes: [172.16.0.0/12] } }
        associations: { prod: { vpn-gateway: prod/vgw, allowed-prefixes: [10.0.0.0/16] } }
    """,
    "virtual-interface": """
    networks: { dc: { cidrs: [192.168.0.0/16], attached-to: vif } }
    vpcs: { prod: { cidrs: [10.0.0.0/16], vpn-gateways: { vgw: {} } } }
    virtual-interfaces: { vif: { type: private, vpn-gateway: prod/vgw } }
    """,
    "direct-connect-association": """
    vpcs: { prod: { cidrs: [10.0.0.0/16], subnets: { hub: { cidrs: [10.0.1.0/24] } } } }
    transit-gateways:
      hub: { attachments: { prod: { vpc: prod, subnets: hub }, dx: { direct-connect: dx } } }
    direct-connect-gateways:
      dx:
        virtual-interfaces: { vif: { type: transit } }
        associations: { hub: { transit-gateway: hub, allowed-prefixes: [10.0.0.0/8] } }
    """,
    "nat-rule": """
    vpcs: { prod: { cidrs: [10.0.0.0/16], subnets: { hub: { cidrs: [10.0.1.0/24] } } } }
    transit-gateways:
      hub:
        attachments:
          prod: { vpc: prod, subnets: hub, nat-rules: [ { match: 10.0.0.0/16, nat: 100.64.0.0/16 } ] }
    """,
    "core-network": """
    vpcs:
      prod:
        region: us-east-1
        cidrs: [10.0.0.0/16]
        subnets: { hub: { cidrs: [10.0.1.0/24] } }
        route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/8, via: wan } ] } }
    core-networks:
      wan:
        edge-locations: [us-east-1, eu-west-1]
        segments: { prod: {}, shared: {} }
        attachments: { prod: { segment: prod, vpc: prod, subnets: hub } }
        shares: [ { segment: shared } ]
    """,
    "segment": """
    core-networks:
      wan:
        edge-locations: [us-east-1, eu-west-1]
        segments: { guests: { isolate-attachments: true }, plant: { edge-locations: eu-west-1 } }
    """,
    "core-network-attachment": """
    networks: { dc: { cidrs: [192.168.0.0/16], attached-to: vpn } }
    vpn-connections: { vpn: {} }
    core-networks:
      wan:
        edge-locations: [us-east-1, eu-west-1]
        segments: { prod: {} }
        attachments: { dc: { segment: prod, vpn: vpn, edge-location: eu-west-1 } }
    """,
    "share": """
    core-networks:
      wan:
        edge-locations: [us-east-1]
        segments: { prod: {}, dev: {}, shared: {} }
        shares: [ { segment: shared, with: [prod, dev] } ]
    """,
    "core-network-route": """
    core-networks:
      wan:
        edge-locations: [us-east-1]
        segments: { prod: {} }
        routes: [ { segment: prod, to: 10.9.0.0/16, via: blackhole } ]
    """,
    "assertion": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10 }
          web-2: { subnet: web, private-ip: 10.0.1.11 }
    assertions:
      - { name: the web servers talk, from: web-1, to: web-2, port: tcp/443, expect: reachable }
      - { from: internet, to: web, port: [tcp/22, icmp/8], expect: unreachable }
    """,
    "scope": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10 }
          admin: { subnet: web, private-ip: 10.0.1.11 }
    scopes:
      - name: only the administrator's host logs in
        match: { port: [tcp/22, tcp/3389] }
        exclude: { from: admin }
        expect: empty
      - { name: what the internet reaches, match: { from: internet } }
    """,
    "pattern": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        internet-gateways: { igw: {} }
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
    scopes:
      - name: who is reached through the internet gateway, but for web servers on their port
        match: { through: igw }
        exclude: [ { to: web-1, port: tcp/443 }, { from: prod } ]
    """,
    "because": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        route-tables: { local-only: { main: true } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10 } }
    assertions:
      - from: web-1
        to: internet
        port: tcp/443
        expect: unreachable
        because: { code: NO_ROUTE, at: local-only, direction: forward }
    """,
    "flow-log-record": """
    vpcs:
      prod:
        cidrs: [10.0.0.0/16]
        subnets: { web: { cidrs: [10.0.1.0/24] } }
        security-groups: { closed: { inbound: [] } }
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10 }
          web-2: { subnet: web, private-ip: 10.0.1.11, security-groups: [closed] }
    assertions:
      - from: web-1
        to: web-2
        port: tcp/443
        expect: unreachable
        flow-logs:
          - { interface: web-1, flow-direction: egress, srcaddr: 10.0.1.10, dstport: 443, action: ACCEPT }
          - { interface: web-2, flow-direction: ingress, action: REJECT }
    """,
    "policies": """
    policies: { client-ports: 1024-65535 }
    """,
  ]
}
