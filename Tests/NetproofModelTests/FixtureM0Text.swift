/// The fixture M0 of the semantics reference as people write it.
let fixtureM0Text = """
  name: M0, the fixture of the vectors
  networks:
    inet4: { cidrs: [203.0.113.5/32] }
    inet6: { cidrs: ["2001:db8:ffff::5/128"] }
    dc:    { cidrs: [192.168.0.0/16], attached-to: vpn-1 }          # dc-host is 192.168.10.10
  vpcs:
    vpc-a:
      account: "111111111111"
      region: us-east-1
      cidrs: [10.0.0.0/16, "2001:db8:a::/56"]
      internet-gateways: { igw-a: {} }
      egress-only-internet-gateways: { eigw-a: {} }
      subnets:
        a-pub1: { cidrs: [10.0.0.0/24, "2001:db8:a::/64"], zone: az1, route-table: rtb-a-pub }
        a-app1: { cidrs: [10.0.1.0/24, "2001:db8:a:1::/64"], zone: az1, route-table: rtb-a-app }
        a-app2: { cidrs: [10.0.2.0/24, "2001:db8:a:2::/64"], zone: az2, route-table: rtb-a-app }
        a-db1:  { cidrs: [10.0.3.0/24], zone: az1 }
        a-tgw1: { cidrs: [10.0.255.0/28], zone: az1 }
      route-tables:
        rtb-a-main: { main: true, routes: [] }
        rtb-a-pub:
          routes:
            - { to: 0.0.0.0/0, via: igw-a }
            - { to: "::/0", via: igw-a }
        rtb-a-app:
          routes:
            - { to: 0.0.0.0/0, via: nat-a }
            - { to: "::/0", via: eigw-a }
            - { to: 10.1.0.0/16, via: pcx-ab }
            - { to: 10.2.0.0/16, via: tgw-1 }
            - { to: 192.168.0.0/16, via: tgw-1 }
      security-groups:
        sg-web:
          inbound:
            - { allow: tcp, ports: 443, from: 0.0.0.0/0 }
            - { allow: tcp, ports: 443, from: "::/0" }
        sg-app:
          inbound:
            - { allow: tcp, ports: 8080, from: sg-web }
            - { allow: tcp, ports: 9000, from: sg-app }
        sg-db:
          inbound:
            - { allow: tcp, ports: 5432, from: sg-app }
          outbound: []
      nat-gateways:
        nat-a: { subnet: a-pub1, private-ip: 10.0.0.100, public-ip: 52.0.0.100 }
      instances:
        web1:  { subnet: a-pub1, private-ip: 10.0.0.10, public-ip: 52.0.0.10, ipv6: "2001:db8:a::10", security-groups: [sg-web] }
        app1:  { subnet: a-app1, private-ip: 10.0.1.10, ipv6: "2001:db8:a:1::10", security-groups: [sg-app] }
        app1b: { subnet: a-app1, private-ip: 10.0.1.11, security-groups: [sg-app] }
        app2:  { subnet: a-app2, private-ip: 10.0.2.10, ipv6: "2001:db8:a:2::10", security-groups: [sg-app] }
        db1:   { subnet: a-db1, private-ip: 10.0.3.10, security-groups: [sg-db] }
    vpc-b:
      account: "111111111111"
      region: us-east-1
      cidrs: [10.1.0.0/16]
      subnets:
        b-app1: { cidrs: [10.1.1.0/24], zone: az1, route-table: rtb-b }
      route-tables:
        rtb-b:
          routes:
            - { to: 10.0.0.0/16, via: pcx-ab }
      security-groups:
        sg-svcb:
          inbound:
            - { allow: tcp, ports: 443, from: 10.0.0.0/16 }
      instances:
        svcb: { subnet: b-app1, private-ip: 10.1.1.10, security-groups: [sg-svcb] }
    vpc-c:
      account: "111111111111"
      region: us-east-1
      cidrs: [10.2.0.0/16]
      subnets:
        c-tgw1: { cidrs: [10.2.255.0/28], zone: az1, route-table: rtb-c-tgw }
        c-app1: { cidrs: [10.2.1.0/24], zone: az1, route-table: rtb-c-app }
        c-app2: { cidrs: [10.2.2.0/24], zone: az2, route-table: rtb-c-app }
      route-tables:
        rtb-c-tgw: { routes: [] }
        rtb-c-app:
          routes:
            - { to: 0.0.0.0/0, via: tgw-1 }
      security-groups:
        sg-svcc:
          inbound:
            - { allow: tcp, ports: 443, from: 10.0.0.0/8 }
      instances:
        svcc1: { subnet: c-app1, private-ip: 10.2.1.10, security-groups: [sg-svcc] }
        svcc2: { subnet: c-app2, private-ip: 10.2.2.10, security-groups: [sg-svcc] }
  peerings:
    pcx-ab: { between: [vpc-a, vpc-b], state: active }
  transit-gateways:
    tgw-1:
      attachments:
        att-a:   { vpc: vpc-a, subnets: [a-tgw1] }
        att-c:   { vpc: vpc-c, subnets: [c-tgw1] }
        att-vpn: { vpn: vpn-1 }
      route-tables:
        tgw-rtb-1:
          associations: [att-a, att-c, att-vpn]
          propagations: [att-a, att-c, att-vpn]
          routes: []
  vpn-connections:
    vpn-1: { routing: bgp, tunnels: [up, up] }
  """
