import NetproofSyntax
import NetproofTestSupport
import Testing

/// What a plan knows, what AWS adds to it by known rules, and what stays open.
@Suite struct `A plan of something new` {
  @Test func `has the route table and the network ACL that AWS puts into every new VPC`() throws {
    #expect(codes(TwoHosts.network) == [])
    #expect(try verdict(TwoHosts.network) == "reachable")
  }

  @Test func `has no outbound rule that it does not write`() throws {
    let group = TwoHosts.group(
      #"{ "ingress": \#(TwoHosts.all) }"#, unknown: #", "egress": true"#)
    #expect(try verdict([TwoHosts.vpc, TwoHosts.subnet, group] + TwoHosts.hosts) == "unreachable")
  }

  @Test func `has a default network ACL without rules if it takes that over without any`() throws {
    let acl = Planned(
      address: "aws_default_network_acl.a", values: "{}",
      unknown: #"{ "id": true, "default_network_acl_id": true }"#,
      expressions:
        #"{ "default_network_acl_id": \#(reference("aws_vpc.net.default_network_acl_id", "aws_vpc.net")) }"#
    )
    let other = Planned(
      address: "aws_subnet.other", values: #"{ "cidr_block": "10.0.2.0/24" }"#,
      unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    let hosts = [
      TwoHosts.hosts[0],
      TwoHosts.host(
        "b", #""10.0.2.11""#, subnet: reference("aws_subnet.other.id", "aws_subnet.other")),
    ]
    let network = [TwoHosts.vpc, TwoHosts.subnet, other, TwoHosts.group] + hosts
    #expect(try verdict(network) == "reachable")
    #expect(try verdict(network + [acl]) == "unreachable")
  }

  @Test func `takes the instance with the same key, and says so`() throws {
    let subnets = ["0", "1"].map { key in
      Planned(
        address: "aws_subnet.many[\(key)]", values: #"{ "cidr_block": "10.0.\#(key).0/24" }"#,
        unknown: #"{ "id": true, "vpc_id": true }"#,
        expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    }
    var host = TwoHosts.host(
      "a[1]", #""10.0.1.10""#, subnet: reference("aws_subnet.many", "count.index"))
    host.values = #"{ "private_ip": "10.0.1.10", "vpc_security_group_ids": [null] }"#
    let network = [TwoHosts.vpc, TwoHosts.group, host] + subnets
    #expect(codes(network) == ["NP0612"])
    let yaml = Imported(text: plan(network), name: "plan.json").yaml
    #expect(yaml.contains("a-1: { subnet: many-1, private-ip: 10.0.1.10"))
  }

  /// As the module `terraform-aws-modules/vpc/aws` has it.
  @Test func `takes the only VPC of a module for one that stands in a local value`() throws {
    let subnet = Planned(
      address: "aws_subnet.net", values: #"{ "cidr_block": "10.0.1.0/24" }"#,
      unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("local.vpc_id")) }"#)
    let network = [TwoHosts.vpc, subnet, TwoHosts.group] + TwoHosts.hosts
    #expect(codes(network) == ["NP0612"])
    #expect(try verdict(network) == "reachable")
  }

  @Test func `knows nothing of a value that comes from a local one`() throws {
    let host = TwoHosts.host("b", #""10.0.1.11""#, subnet: reference("local.subnet"))
    let network = [TwoHosts.vpc, TwoHosts.subnet, TwoHosts.group, TwoHosts.hosts[0], host]
    #expect(codes(network).contains("NP0613"))
    #expect(try verdict(network) == "undetermined")
  }

  /// What stands in one VPC names only what stands there as well.
  @Test func `finds the VPC of what does not tell it by what it names`() throws {
    let other = Planned(address: "aws_vpc.other", values: #"{ "cidr_block": "10.1.0.0/16" }"#)
    var group = TwoHosts.group
    group.expressions = #"{ "vpc_id": \#(reference("local.vpc")) }"#
    let network = [TwoHosts.vpc, other, TwoHosts.subnet, group] + TwoHosts.hosts
    #expect(codes(network) == ["NP0613"])
    #expect(try verdict(network) == "reachable")
  }

  @Test func `leaves open what a rule lets in whose CIDR is not known`() throws {
    let rule = #"{ "protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [null] }"#
    let group = TwoHosts.group(
      #"{ "ingress": [\#(rule)], "egress": \#(TwoHosts.all) }"#,
      unknown: #", "ingress": [{ "cidr_blocks": [true] }]"#)
    let network = [TwoHosts.vpc, TwoHosts.subnet, group] + TwoHosts.hosts
    #expect(try verdict(network) == "undetermined")
    #expect(try verdict(network, port: "tcp/80") == "unreachable")
  }

  @Test func `leaves open where a route leads whose target is not known`() throws {
    let route = Planned(
      address: "aws_route.a", values: #"{ "destination_cidr_block": "10.9.0.0/16" }"#,
      unknown: #"{ "id": true, "route_table_id": true, "transit_gateway_id": true }"#,
      expressions: """
        { "route_table_id": \(reference("aws_vpc.net.main_route_table_id", "aws_vpc.net")),
          "transit_gateway_id": \(reference("local.gateway")) }
        """)
    let yaml = Imported(text: plan(TwoHosts.network + [route]), name: "plan.json").yaml
    #expect(yaml.contains("to: 10.9.0.0/16"))
    #expect(yaml.contains("via: aws_route.a.transit_gateway_id"))
  }

  /// Where the provider takes blocks for attributes, the plan does not keep their references apart.
  @Test func `finds what each route that stands in its table leads to`() throws {
    let gateway = Planned(
      address: "aws_internet_gateway.out", unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    let peering = Planned(
      address: "aws_vpc_peering_connection.far",
      values: #"{ "peer_vpc_id": "vpc-9", "auto_accept": true }"#,
      unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    let all = reference(
      "aws_internet_gateway.out.id", "aws_internet_gateway.out",
      "aws_vpc_peering_connection.far.id", "aws_vpc_peering_connection.far")
    let table = Planned(
      address: "aws_route_table.ways",
      values: #"{ "route": [{ "cidr_block": "0.0.0.0/0" }, { "cidr_block": "10.9.0.0/16" }] }"#,
      unknown: """
        { "id": true, "vpc_id": true,
          "route": [{ "gateway_id": true }, { "vpc_peering_connection_id": true }] }
        """,
      expressions:
        #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")), "route": \#(all) }"#)
    let imported = Imported(
      text: plan([TwoHosts.vpc, gateway, peering, table]), name: "plan.json")
    #expect(imported.codes == [])
    #expect(
      imported.yaml.contains(
        "routes: [{ to: 0.0.0.0/0, via: out }, { to: 10.9.0.0/16, via: far }]"))
  }

  @Test func `leaves open where a route leads to a gateway that is not attached`() throws {
    let gateway = Planned(address: "aws_internet_gateway.loose", expressions: "{}")
    let route = Planned(
      address: "aws_route.out", values: #"{ "destination_cidr_block": "0.0.0.0/0" }"#,
      unknown: #"{ "id": true, "route_table_id": true, "gateway_id": true }"#,
      expressions: """
        { "route_table_id": \(reference("aws_vpc.net.main_route_table_id", "aws_vpc.net")),
          "gateway_id": \(reference("aws_internet_gateway.loose.id", "aws_internet_gateway.loose")) }
        """)
    let network = TwoHosts.network + [gateway, route]
    #expect(codes(network) == ["NP0602"])
    #expect(try verdict(network) == "reachable")
  }

  @Test func `keeps AWS's rules in a default network ACL that it only adds some to`() throws {
    let rule = Planned(
      address: "aws_network_acl_rule.closed",
      values: """
        { "rule_number": 50, "egress": false, "protocol": "tcp", "rule_action": "deny",
          "cidr_block": "0.0.0.0/0", "from_port": 22, "to_port": 22 }
        """, unknown: #"{ "id": true, "network_acl_id": true }"#,
      expressions:
        #"{ "network_acl_id": \#(reference("aws_vpc.net.default_network_acl_id", "aws_vpc.net")) }"#
    )
    let yaml = Imported(text: plan(TwoHosts.network + [rule]), name: "plan.json").yaml
    #expect(yaml.contains("- { rule: 50, deny: tcp, ports: 22, from: 0.0.0.0/0 }"))
    #expect(yaml.contains("- { rule: 100, allow: all, from: 0.0.0.0/0 }"))
    #expect(yaml.contains("default: true"))
  }

  @Test func `gets any address where no rule tells addresses of the subnet apart`() throws {
    let hosts = [TwoHosts.host("a", "null"), TwoHosts.host("b", "null")]
    let network = [TwoHosts.vpc, TwoHosts.subnet, TwoHosts.group] + hosts
    #expect(codes(network) == ["NP0630"])
    #expect(try verdict(network) == "reachable")
    let one = TwoHosts.all.replacing("0.0.0.0/0", with: "10.0.1.64/26")
    let group = TwoHosts.group(#"{ "ingress": \#(one), "egress": \#(TwoHosts.all) }"#)
    let apart = [TwoHosts.vpc, TwoHosts.subnet, group] + hosts
    #expect(codes(apart) == ["NP0631"])
    #expect(try verdict(apart) == "undetermined")
  }

  @Test func `has interfaces of services that nobody describes`() throws {
    let database = Planned(
      address: "aws_db_instance.orders", values: #"{ "identifier": "orders" }"#,
      unknown: #"{ "id": true, "db_subnet_group_name": true }"#,
      expressions:
        #"{ "db_subnet_group_name": \#(reference("aws_db_subnet_group.a.name", "aws_db_subnet_group.a")) }"#
    )
    let subnets = Planned(
      address: "aws_db_subnet_group.a", values: #"{ "subnet_ids": [null] }"#,
      unknown: #"{ "id": true, "name": true, "subnet_ids": [true] }"#,
      expressions: #"{ "subnet_ids": \#(reference("aws_subnet.net.id", "aws_subnet.net")) }"#)
    let imported = Imported(
      text: plan(TwoHosts.network + [database, subnets]), name: "plan.json")
    #expect(imported.codes == ["NP0602"])
    #expect(imported.yaml.contains("orders: { subnet: net-subnet, described: false }"))
  }
}

@Suite struct `A plan over a state` {
  private static let vpc = Planned.kept(
    "aws_vpc.net",
    """
    { "id": "vpc-1", "cidr_block": "10.0.0.0/16", "main_route_table_id": "rtb-1",
      "default_network_acl_id": "acl-1", "default_security_group_id": "sg-0" }
    """)
  private static let subnet = Planned.kept(
    "aws_subnet.net", #"{ "id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24" }"#)
  private static let rule =
    #"{ "protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/16"] }"#
  private static let group = Planned.kept(
    "aws_security_group.web",
    """
    { "id": "sg-1", "vpc_id": "vpc-1", "name": "web", "ingress": [\(rule)],
      "egress": \(TwoHosts.all) }
    """, #"{ "name": { "constant_value": "web" } }"#)
  private static let acl = Planned.kept(
    "aws_default_network_acl.a",
    """
    { "id": "acl-1", "default_network_acl_id": "acl-1", "vpc_id": "vpc-1",
      "ingress": [{ "rule_no": 100, "action": "allow", "protocol": "-1", "cidr_block": "0.0.0.0/0" }],
      "egress": [{ "rule_no": 100, "action": "allow", "protocol": "-1", "cidr_block": "0.0.0.0/0" }] }
    """)

  private static func host(_ name: String, _ address: String) -> Planned {
    Planned.kept(
      "aws_instance.\(name)",
      """
      { "id": "i-\(name)", "subnet_id": "subnet-1", "private_ip": "\(address)",
        "vpc_security_group_ids": ["sg-1"], "instance_state": "running" }
      """)
  }

  private static let network = [
    vpc, subnet, group, acl, host("a", "10.0.1.10"), host("b", "10.0.1.11"),
  ]

  @Test func `does not know what is in a network ACL that nobody describes`() throws {
    let without = Self.network.filter { $0.address != Self.acl.address }
    #expect(codes(without) == ["NP0600"])
    // Within a subnet no network ACL counts.
    #expect(try verdict(without) == "reachable")
  }

  /// AWS names the instance of an interface beside it.
  @Test func `puts an elastic address at the interface and the address that it is for`() {
    let interface = Planned.kept(
      "aws_network_interface.more",
      """
      { "id": "eni-2", "subnet_id": "subnet-1", "private_ip": "10.0.1.20",
        "private_ips": ["10.0.1.20", "10.0.1.21"], "security_groups": ["sg-1"],
        "attachment": [{ "instance": "i-a", "device_index": 1 }] }
      """)
    let address = Planned.kept(
      "aws_eip.more",
      """
      { "id": "eipalloc-1", "instance": "i-a", "network_interface": "eni-2",
        "public_ip": "54.9.9.9", "private_ip": "10.0.1.21" }
      """)
    let yaml = Imported(text: plan(Self.network + [interface, address]), name: "plan.json").yaml
    #expect(yaml.contains("public-ips: { 10.0.1.21: 54.9.9.9 }"))
    #expect(!yaml.contains("public-ip: 54.9.9.9"))
  }

  @Test func `leaves an instance its own public address beside one for another private address`() {
    func lines(_ host: String, _ address: Planned) -> String {
      let host = Planned.kept(
        "aws_instance.c",
        """
        { "id": "i-c", "subnet_id": "subnet-1", "private_ip": "10.0.1.20", "instance_state": "running",
          "vpc_security_group_ids": ["sg-1"], "public_ip": "54.1.1.1" \(host) }
        """)
      return Imported(text: plan(Self.network + [host, address]), name: "plan.json").yaml
    }
    let more = #", "secondary_private_ips": ["10.0.1.21"]"#
    let known = Planned.kept(
      "aws_eip.more",
      """
      { "id": "eipalloc-1", "instance": "i-c", "public_ip": "54.9.9.9", "private_ip": "10.0.1.21" }
      """)
    let both = "public-ips: { 10.0.1.20: 54.1.1.1, 10.0.1.21: 54.9.9.9 }"
    #expect(lines(more, known).contains(both))
    // One that the state does not list yet.
    #expect(lines("", known).contains("private-ips: [10.0.1.20, 10.0.1.21]"))
    #expect(lines("", known).contains(both))
    let new = Planned(
      address: "aws_eip.more",
      values: #"{ "instance": "i-c", "associate_with_private_ip": "10.0.1.21" }"#,
      unknown: #"{ "id": true, "public_ip": true }"#)
    #expect(
      lines(more, new).contains("public-ips: { 10.0.1.20: 54.1.1.1, 10.0.1.21: 203.0.113.4 }"))
    let primary = Planned.kept(
      "aws_eip.more", #"{ "id": "eipalloc-1", "instance": "i-c", "public_ip": "54.9.9.9" }"#)
    #expect(lines("", primary).contains("public-ip: 54.9.9.9"))
  }

  /// AWS lists rules in their group whoever made them, until they are gone.
  @Test func `takes rules away from a group that it destroys`() throws {
    let own =
      #"{ "security_group_id": "sg-1", "type": "ingress", "protocol": "tcp", "from_port": 443, "#
      + #""to_port": 443, "cidr_blocks": ["10.0.0.0/16"] }"#
    let kept = Planned.kept("aws_security_group_rule.a", own)
    let gone = Planned.destroyed("aws_security_group_rule.a", own)
    #expect(try verdict(Self.network + [kept]) == "reachable")
    #expect(try verdict(Self.network + [gone]) == "unreachable")
  }

  /// A folder often holds both.
  @Test func `and the state itself are one network`() throws {
    let resources = Self.network.map(\.inState).joined(separator: ",\n")
    let state = """
      { "format_version": "1.0", "terraform_version": "1.11.4",
        "values": { "root_module": { "resources": [\(resources)] } } }
      """
    let both = ["plan.json": plan(Self.network), "state.json": state]
    #expect(try verdict(both) == "reachable")
    #expect(try verdict(["state.json": state]) == "reachable")
  }

  @Test func `adds rules to a group that answers of AWS's describe`() throws {
    let rule = Planned(
      address: "aws_vpc_security_group_ingress_rule.a",
      values: """
        { "security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 80, "to_port": 80,
          "cidr_ipv4": "10.0.0.0/16" }
        """)
    let dump = #"""
      { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
        "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
        "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1", "GroupName": "web",
          "IpPermissions": [], "IpPermissionsEgress": [
            { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ] } ] } ],
        "Reservations": [ { "Instances": [
          { "InstanceId": "a", "VpcId": "vpc-1", "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-1",
            "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.10", "Groups": [ { "GroupId": "sg-1" } ] } ] },
          { "InstanceId": "b", "VpcId": "vpc-1", "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-2",
            "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.11", "Groups": [ { "GroupId": "sg-1" } ] } ] }
        ] } ] }
      """#
    #expect(try verdict(["dump.json": dump], port: "tcp/80") == "unreachable")
    let both = ["dump.json": dump, "plan.json": plan([rule])]
    #expect(try verdict(both, port: "tcp/80") == "reachable")
  }

  private static let other = Planned(
    address: "aws_vpc.other", values: #"{ "cidr_block": "10.9.0.0/16" }"#)

  /// What every VPC has one of, of VPCs that nobody knows.
  @Test func `may have several network ACLs, tables and groups that are the default ones`() {
    let all = ["x", "y"].flatMap { name in
      [
        ("aws_default_network_acl", #"{ "ingress": [], "egress": [] }"#, "default_network_acl_id"),
        ("aws_default_security_group", #"{ "ingress": [], "egress": [] }"#, "vpc_id"),
        ("aws_default_route_table", #"{ "route": [] }"#, "default_route_table_id"),
      ].map { type, values, key in
        Planned(
          address: "\(type).\(name)", values: values, unknown: #"{ "id": true, "\#(key)": true }"#,
          expressions: #"{ "\#(key)": \#(reference("local.given")) }"#)
      }
    }
    let text = plan(TwoHosts.network + [Self.other] + all)
    let imported = Imported(text: text, name: "plan.json")
    #expect(Set(imported.codes) == ["NP0613"], "\(imported.omissions)")
    // Reading what was written refuses nothing.
    _ = meaning(["plan.json"], in: .memory(["plan.json": text]))
  }

  /// It may be that of the hosts' VPC: then it stops what goes between subnets.
  @Test(arguments: [true, false])
  func `has a default network ACL or table that may be any VPC's, if nothing tells whose`(
    isTable: Bool
  ) throws {
    let key = isTable ? "default_route_table_id" : "default_network_acl_id"
    let taken = Planned(
      address: isTable ? "aws_default_route_table.x" : "aws_default_network_acl.x",
      values: isTable
        ? #"{ "route": [{ "cidr_block": "10.0.2.0/24", "network_interface_id": "eni-1" }] }"#
        : #"{ "ingress": [], "egress": [] }"#,
      unknown: #"{ "id": true, "\#(key)": true }"#,
      expressions: #"{ "\#(key)": \#(reference("local.given")) }"#)
    let far = Planned(
      address: "aws_subnet.far", values: #"{ "cidr_block": "10.0.2.0/24" }"#,
      unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    let hosts = [
      TwoHosts.host("a", #""10.0.1.10""#),
      TwoHosts.host(
        "b", #""10.0.2.10""#, subnet: reference("aws_subnet.far.id", "aws_subnet.far")),
    ]
    let all = [TwoHosts.vpc, TwoHosts.subnet, far, TwoHosts.group, Self.other] + hosts
    #expect(try verdict(all) == "reachable")
    #expect(try verdict(all + [taken]) == "undetermined")
  }

  /// A gateway that nobody knows propagates into two tables of one VPC.
  @Test func `may have a gateway that is not known propagate into several tables`() throws {
    let vpc = reference("aws_vpc.net.id", "aws_vpc.net")
    let tables = ["a", "b"].map { name in
      Planned(
        address: "aws_route_table.\(name)", values: #"{ "route": [] }"#,
        unknown: #"{ "id": true, "vpc_id": true, "propagating_vgws": true }"#,
        expressions: #"{ "vpc_id": \#(vpc), "propagating_vgws": \#(reference("local.vgw")) }"#)
    }
    let imported = Imported(text: plan(TwoHosts.network + tables), name: "plan.json")
    #expect(imported.yaml.contains("b-table: { described: false }"), "\(imported.yaml)")
    #expect(try verdict(TwoHosts.network + tables) == "reachable")
  }
}
