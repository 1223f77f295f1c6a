import NetproofEngine
import NetproofTestSupport
import Testing

/// AWS Network Firewall in templates and plans.
@Suite struct `Network firewalls` {
  @Suite struct `of a template` {
    /// A firewall that passes HTTPS from `a` to `b` and drops the rest.
    private static func network(
      by endpoint: String = "!Select [1, !Split [\":\", !Select [0, !GetAtt Wall.EndpointIds]]]",
      rules: String = "RulesString: 'pass tcp 10.0.1.0/24 any -> 10.0.2.0/24 443 (sid:1;)'",
      subnets: String = "{ SubnetId: !Ref Between }", firewall: String = "", _ more: String = ""
    ) -> [String: String] {
      let text = TwoSubnets.template(
        "Parameters: { Unknown: { Type: String } }", by: endpoint,
        """
        Group:
          Type: AWS::NetworkFirewall::RuleGroup
          Properties:
            RuleGroupName: flows
            Type: STATEFUL
            Capacity: 10
            RuleGroup: { RulesSource: { \(rules) }, StatefulRuleOptions: { RuleOrder: STRICT_ORDER } }
        Policy:
          Type: AWS::NetworkFirewall::FirewallPolicy
          Properties:
            FirewallPolicyName: strict
            FirewallPolicy:
              StatelessDefaultActions: ["aws:forward_to_sfe"]
              StatelessFragmentDefaultActions: ["aws:forward_to_sfe"]
              StatefulRuleGroupReferences: [ { ResourceArn: !Ref Group, Priority: 1 } ]
              StatefulDefaultActions: ["aws:drop_strict"]
              StatefulEngineOptions: { RuleOrder: STRICT_ORDER }
        Wall:
          Type: AWS::NetworkFirewall::Firewall
          Properties: { FirewallName: wall, FirewallPolicyArn: !Ref Policy, VpcId: !Ref Net, SubnetMappings: [ \(subnets) ] \(firewall) }
        \(more)
        """)
      return ["net.yaml": text]
    }

    private static func expect(
      _ expected: Verdict, _ port: String, _ texts: [String: String],
      _ place: SourceLocation = #_sourceLocation
    ) throws {
      #expect(try verdict("a", "b", port, in: texts) == expected, sourceLocation: place)
    }

    @Test func `pass what their rules pass`() throws {
      try Self.expect(.reachable, "tcp/443", Self.network())
      try Self.expect(.unreachable, "tcp/22", Self.network())
      let written = """
        StatefulRules: [ { Action: PASS, Header: { Protocol: TCP, Source: 10.0.1.0/24, SourcePort: ANY, \
        Direction: FORWARD, Destination: 10.0.2.0/24, DestinationPort: "443" }, RuleOptions: [ { Keyword: sid, Settings: ["1"] } ] } ]
        """
      try Self.expect(.reachable, "tcp/443", Self.network(rules: written))
      try Self.expect(.unreachable, "tcp/22", Self.network(rules: written))
    }

    @Test func `are a gap where a rule is not known`() throws {
      try Self.expect(.undetermined, "tcp/443", Self.network(rules: "RulesString: !Ref Unknown"))
      let ofOne = "RulesString: !Sub 'pass tcp ${Unknown} any -> 10.0.2.0/24 443 (sid:1;)'"
      try Self.expect(.undetermined, "tcp/443", Self.network(rules: ofOne))
    }

    /// AWS lists endpoints in no particular order.
    @Test func `with several endpoints do not tell which one a route leads to`() throws {
      let two = "{ SubnetId: !Ref Between }, { SubnetId: !Ref Other }"
      let other = """
        Other: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.4.0/24, AvailabilityZone: us-east-1b } }
        """
      try Self.expect(.undetermined, "tcp/443", Self.network(subnets: two, other))
    }

    @Test func `that hand packets on by a NAT gateway are a gap`() throws {
      let proxy = ", NoSourcePreservation: true, NatGatewayMappings: [ { NatGatewayId: nat-1 } ]"
      try Self.expect(.undetermined, "tcp/443", Self.network(firewall: proxy))
      let plain = ", NoSourcePreservation: false"
      try Self.expect(.reachable, "tcp/443", Self.network(firewall: plain))
    }

    @Test func `stand at transit gateways as well`() {
      let text = """
        Resources:
          Hub: { Type: "AWS::EC2::TransitGateway", Properties: { DefaultRouteTablePropagation: disable } }
          Policy:
            Type: AWS::NetworkFirewall::FirewallPolicy
            Properties:
              FirewallPolicyName: strict
              FirewallPolicy:
                StatelessDefaultActions: ["aws:forward_to_sfe"]
                StatelessFragmentDefaultActions: ["aws:forward_to_sfe"]
                PolicyVariables: { RuleVariables: { HOME_NET: { Definition: [10.0.0.0/8] } } }
          Wall: { Type: "AWS::NetworkFirewall::Firewall", Properties: { FirewallName: wall, FirewallPolicyArn: !Ref Policy, TransitGatewayId: !Ref Hub } }
          Core: { Type: "AWS::EC2::TransitGatewayRouteTable", Properties: { TransitGatewayId: !Ref Hub } }
          Through:
            Type: AWS::EC2::TransitGatewayRoute
            Properties: { TransitGatewayRouteTableId: !Ref Core, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayAttachmentId: !GetAtt Wall.TransitGatewayAttachmentId }
        """
      let imported = Imported(text: text)
      #expect(imported.codes == [], "\(imported.omissions)")
      #expect(imported.yaml.contains("{ network-function: strict }"), "\(imported.yaml)")
      #expect(imported.yaml.contains("{ to: 10.0.0.0/8, via: "), "\(imported.yaml)")
    }

    @Test func `have further endpoints by association`() throws {
      let more = """
        More:
          Type: AWS::NetworkFirewall::VpcEndpointAssociation
          Properties: { FirewallArn: !Ref Wall, VpcId: !Ref Net, SubnetMapping: { SubnetId: !Ref Other } }
        Other: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.4.0/24, AvailabilityZone: us-east-1a } }
        """
      let network = Self.network(by: "!GetAtt More.EndpointId", more)
      try Self.expect(.reachable, "tcp/443", network)
      try Self.expect(.unreachable, "tcp/22", network)
    }

    @Test func `have further endpoints in other VPCs, where home is the firewall's own VPC`() throws
    {
      let more = """
        Far: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.9.0.0/16 } }
        FarWall: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Far, CidrBlock: 10.9.1.0/24, AvailabilityZone: us-east-1a } }
        More:
          Type: AWS::NetworkFirewall::VpcEndpointAssociation
          Properties: { FirewallArn: !Ref Wall, VpcId: !Ref Net, SubnetMapping: { SubnetId: !Ref Between } }
        """
      func network(from source: String, of firewall: String = "!Ref Wall") -> [String: String] {
        Self.network(
          by: "!GetAtt More.EndpointId",
          rules: "RulesString: 'pass tcp \(source) any -> 10.0.2.0/24 443 (sid:1;)'",
          subnets: "{ SubnetId: !Ref FarWall }",
          more.replacing("FirewallArn: !Ref Wall", with: "FirewallArn: \(firewall)")
        ).mapValues { $0.replacing("Policy, VpcId: !Ref Net", with: "Policy, VpcId: !Ref Far") }
      }
      let known = network(from: "10.0.1.0/24")
      #expect(Imported(["net.yaml"], in: .memory(known)).codes.filter { $0 == "NP0602" } == [])
      try Self.expect(.reachable, "tcp/443", known)
      try Self.expect(.unreachable, "tcp/22", known)
      try Self.expect(.unreachable, "tcp/443", network(from: "$HOME_NET"))
      try Self.expect(.reachable, "tcp/443", network(from: "$EXTERNAL_NET"))
      // A firewall of another account, whose answers are not there.
      let foreign = "arn:aws:network-firewall:us-east-1:222233334444:firewall/theirs"
      try Self.expect(.undetermined, "tcp/443", network(from: "any", of: foreign))
    }
  }

  @Suite struct `of answers` {
    /// VPC `app`, whose one subnet's packets to the other go by an endpoint of the firewall of VPC `hub`.
    private static func answers(_ firewall: String) -> String {
      func subnet(_ name: String, _ cidr: String, _ vpc: String = "vpc-1") -> String {
        """
        { "SubnetId": "subnet-\(name)", "VpcId": "\(vpc)", "CidrBlock": "\(cidr)", "AvailabilityZone": "us-east-1a" }
        """
      }
      func table(_ name: String, _ to: String) -> String {
        """
        { "RouteTableId": "rtb-\(name)", "VpcId": "vpc-1", "Associations": [{ "SubnetId": "subnet-\(name)", "Main": false }],
          "Routes": [{ "DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active" },
            { "DestinationCidrBlock": "\(to)", "GatewayId": "vpce-2", "State": "active" }] }
        """
      }
      func main(_ vpc: String) -> String {
        """
        { "RouteTableId": "rtb-\(vpc)", "VpcId": "vpc-\(vpc)", "Associations": [{ "Main": true }], "Routes": [] }
        """
      }
      func acl(_ vpc: String) -> String {
        let entry =
          #""Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100, "CidrBlock": "0.0.0.0/0""#
        return """
          { "NetworkAclId": "acl-\(vpc)", "VpcId": "vpc-\(vpc)", "IsDefault": true, "Associations": [],
            "Entries": [{ \(entry), "Egress": true }, { \(entry), "Egress": false }] }
          """
      }
      func host(_ name: String, _ subnet: String, _ address: String) -> String {
        """
        { "NetworkInterfaceId": "eni-\(name)", "SubnetId": "subnet-\(subnet)", "VpcId": "vpc-1", "Status": "in-use", "PrivateIpAddress": "\(address)",
          "PrivateIpAddresses": [{ "PrivateIpAddress": "\(address)", "Primary": true }], "Groups": [{ "GroupId": "sg-1" }],
          "TagSet": [{ "Key": "Name", "Value": "\(name)" }] }
        """
      }
      return """
        [
          { "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }, { "VpcId": "vpc-9", "CidrBlock": "10.9.0.0/16" }] },
          { "Subnets": [\(subnet("a", "10.0.1.0/24")), \(subnet("b", "10.0.2.0/24")), \(subnet("w", "10.0.3.0/24")), \(subnet("f", "10.9.1.0/24", "vpc-9"))] },
          { "RouteTables": [\(table("a", "10.0.2.0/24")), \(table("b", "10.0.1.0/24")), \(main("1")), \(main("9"))] },
          { "NetworkAcls": [\(acl("1")), \(acl("9"))] },
          { "SecurityGroups": [{ "GroupId": "sg-1", "VpcId": "vpc-1", "GroupName": "open",
              "IpPermissions": [{ "IpProtocol": "-1", "IpRanges": [{ "CidrIp": "0.0.0.0/0" }] }],
              "IpPermissionsEgress": [{ "IpProtocol": "-1", "IpRanges": [{ "CidrIp": "0.0.0.0/0" }] }] }] },
          { "NetworkInterfaces": [\(host("a", "a", "10.0.1.10")), \(host("b", "b", "10.0.2.10"))] },
          { "VpcEndpoints": [{ "VpcEndpointId": "vpce-2", "VpcId": "vpc-1", "VpcEndpointType": "GatewayLoadBalancer",
              "ServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-1", "State": "available", "SubnetIds": ["subnet-w"] }] },
          { "Firewall": { "FirewallName": "wall", "FirewallArn": "arn/wall", "FirewallPolicyArn": "arn/strict", "VpcId": "vpc-9" },
            "FirewallStatus": { "SyncStates": { "us-east-1a": { "Attachment": {
              "SubnetId": "subnet-f", "EndpointId": "vpce-1", "Status": "READY" } } } } },
          { "VpcEndpointAssociation": { "VpcEndpointAssociationArn": "arn/more", "FirewallArn": "\(firewall)", "VpcId": "vpc-1",
              "SubnetMapping": { "SubnetId": "subnet-w" } },
            "VpcEndpointAssociationStatus": { "Status": "READY", "AssociationSyncState": { "us-east-1a": { "Attachment": {
              "SubnetId": "subnet-w", "EndpointId": "vpce-2", "Status": "READY" } } } } },
          { "FirewallPolicyResponse": { "FirewallPolicyName": "strict", "FirewallPolicyArn": "arn/strict" },
            "FirewallPolicy": { "StatelessDefaultActions": ["aws:forward_to_sfe"], "StatelessFragmentDefaultActions": ["aws:forward_to_sfe"],
              "StatefulRuleGroupReferences": [{ "ResourceArn": "arn/flows" }] } },
          { "RuleGroupResponse": { "RuleGroupName": "flows", "RuleGroupArn": "arn/flows", "Type": "STATEFUL" },
            "RuleGroup": { "RulesSource": { "RulesString": "drop tcp $EXTERNAL_NET any -> any 22 (sid:1;)" } } }
        ]
        """
    }

    private static func ask(_ port: String, _ firewall: String) throws -> Verdict {
      try verdict("a", "b", port, in: ["net.json": answers(firewall)])
    }

    @Test func `have further endpoints in other VPCs, where home is the firewall's own VPC`() throws
    {
      #expect(try Self.ask("tcp/443", "arn/wall") == .reachable)
      #expect(try Self.ask("tcp/22", "arn/wall") == .unreachable)
      let imported = Imported(text: Self.answers("arn/wall"), name: "net.json")
      #expect(!imported.codes.contains("NP0602"), "\(imported.omissions)")
    }

    @Test func `that are not there leave their further endpoints open`() throws {
      #expect(try Self.ask("tcp/443", "arn/theirs") == .undetermined)
      let imported = Imported(text: Self.answers("arn/theirs"), name: "net.json")
      #expect(imported.codes.contains("NP0601"), "\(imported.omissions)")
    }
  }

  @Suite struct `of a plan` {
    private static let policy = Planned(
      address: "aws_networkfirewall_firewall_policy.strict",
      values: """
        { "name": "strict", "firewall_policy": [{
            "stateless_default_actions": ["aws:forward_to_sfe"],
            "stateful_default_actions": ["aws:drop_strict"],
            "stateful_engine_options": [{ "rule_order": "STRICT_ORDER" }],
            "stateful_rule_group_reference": [{ "priority": 1 }] }] }
        """,
      unknown: """
        { "id": true, "arn": true, "firewall_policy": [{
            "stateful_rule_group_reference": [{ "resource_arn": true }] }] }
        """,
      expressions: """
        { "firewall_policy": [{ "stateful_rule_group_reference": [{ "resource_arn":
            \(reference("aws_networkfirewall_rule_group.flows.arn", "aws_networkfirewall_rule_group.flows")) }] }] }
        """)

    private static func group(_ values: String, unknown: String = "") -> Planned {
      Planned(
        address: "aws_networkfirewall_rule_group.flows",
        values: #"{ "name": "flows", "type": "STATEFUL", \#(values) }"#,
        unknown: #"{ "id": true, "arn": true \#(unknown) }"#)
    }

    private static let rules =
      #""rules": "pass tcp 10.0.1.0/24 any -> 10.0.2.0/24 443 (sid:1;)""#

    private static func firewall(_ subnets: String...) -> Planned {
      let all = subnets.map { _ in "{}" }.joined(separator: ", ")
      let unknown = subnets.map { _ in #"{ "subnet_id": true }"# }.joined(separator: ", ")
      let mappings = subnets.map {
        #"{ "subnet_id": \#(reference("aws_subnet.\($0).id", "aws_subnet.\($0)")) }"#
      }.joined(separator: ", ")
      return Planned(
        address: "aws_networkfirewall_firewall.wall",
        values: #"{ "name": "wall", "subnet_mapping": [\#(all)] }"#,
        unknown: """
          { "id": true, "arn": true, "vpc_id": true, "firewall_policy_arn": true, "firewall_status": true,
            "subnet_mapping": [\(unknown)] }
          """,
        expressions: """
          { "vpc_id": \(reference("aws_vpc.net.id", "aws_vpc.net")),
            "firewall_policy_arn":
              \(reference("aws_networkfirewall_firewall_policy.strict.arn", "aws_networkfirewall_firewall_policy.strict")),
            "subnet_mapping": [\(mappings)] }
          """)
    }

    /// `tolist(aws_networkfirewall_firewall.wall.firewall_status[0].sync_states)[0].attachment[0].endpoint_id`,
    /// and what else stands beside it.
    private static func endpoint(_ more: String...) -> String {
      let states = "aws_networkfirewall_firewall.wall.firewall_status"
      let all = [
        "\(states)[0].sync_states", "\(states)[0]", states, "aws_networkfirewall_firewall.wall",
      ]
      return #"{ "references": [\#((all + more).map { "\"\($0)\"" }.joined(separator: ", "))] }"#
    }

    private static let between = TwoSubnets.subnet("between", "10.0.3.0/24")
    private static let other = TwoSubnets.subnet("other", "10.0.4.0/24", zone: "us-east-1b")

    @Test func `pass what their rules pass`() throws {
      let network =
        TwoSubnets.planned(by: Self.endpoint())
        + [Self.between, Self.group(Self.rules), Self.policy, Self.firewall("between")]
      #expect(codes(network) == [])
      #expect(try verdict(network) == "reachable")
      #expect(try verdict(network, port: "tcp/22") == "unreachable")
    }

    @Test func `are a gap where a rule is not known`() throws {
      let network =
        TwoSubnets.planned(by: Self.endpoint())
        + [Self.between, Self.policy, Self.firewall("between")]
      let unknown = Self.group(#""capacity": 10"#, unknown: #", "rules": true"#)
      #expect(try verdict(network + [unknown]) == "undetermined")
      // A range of ports without an end.
      let open = Self.group(
        """
        "rule_group": [{ "rules_source": [{ "stateless_rules_and_custom_actions": [{ "stateless_rule": [{
            "priority": 1, "rule_definition": [{ "actions": ["aws:pass"], "match_attributes": [{
              "protocols": [6], "destination_port": [{ "from_port": 443, "to_port": null }] }] }] }] }] }] }]
        """)
      let imported = Imported(text: plan(network + [open]), name: "plan.json")
      #expect(imported.codes.contains("NP0613"))
    }

    @Test func `with several endpoints are told by the subnet or the zone that is named`() throws {
      func network(_ expression: String, keys: [String] = ["", ""]) -> [Planned] {
        TwoSubnets.planned(by: expression, keys: keys)
          + [
            Self.between, Self.other, Self.group(Self.rules), Self.policy,
            Self.firewall("between", "other"),
          ]
      }
      let told = network(Self.endpoint("aws_subnet.between.id", "aws_subnet.between"))
      #expect(codes(told) == ["NP0612"])
      #expect(try verdict(told) == "reachable")
      let zone = network(Self.endpoint("aws_subnet.net.availability_zone", "aws_subnet.net"))
      // The zone of that subnet is not known.
      #expect(try verdict(zone) == "undetermined")
      let same = network(Self.endpoint("aws_subnet.other.availability_zone", "aws_subnet.other"))
      #expect(codes(same) == ["NP0612"])
      let key = #"["us-east-1a"]"#
      let keyed = network(Self.endpoint("each.key"), keys: [key, key])
      #expect(codes(keyed) == ["NP0612"])
      #expect(try verdict(keyed) == "reachable")
      // An index says nothing, as AWS lists endpoints in no order.
      let any = network(Self.endpoint())
      #expect(codes(any) == ["NP0613"])
      #expect(try verdict(any) == "undetermined")
    }

    @Test func `have further endpoints by association`() throws {
      let association = Planned(
        address: "aws_networkfirewall_vpc_endpoint_association.more",
        values: #"{ "subnet_mapping": [{}] }"#,
        unknown: """
          { "firewall_arn": true, "vpc_id": true, "subnet_mapping": [{ "subnet_id": true }],
            "vpc_endpoint_association_status": true }
          """,
        expressions: """
          { "vpc_id": \(reference("aws_vpc.net.id", "aws_vpc.net")),
            "firewall_arn": \(reference("aws_networkfirewall_firewall.wall.arn", "aws_networkfirewall_firewall.wall")),
            "subnet_mapping": [{ "subnet_id": \(reference("aws_subnet.other.id", "aws_subnet.other")) }] }
          """)
      let states =
        "aws_networkfirewall_vpc_endpoint_association.more.vpc_endpoint_association_status"
      let network =
        TwoSubnets.planned(
          by: reference(states, "aws_networkfirewall_vpc_endpoint_association.more"))
        + [
          Self.between, Self.other, Self.group(Self.rules), Self.policy, Self.firewall("between"),
          association,
        ]
      #expect(codes(network) == [])
      #expect(try verdict(network) == "reachable")
      #expect(try verdict(network, port: "tcp/22") == "unreachable")
    }

    @Test func `stand at transit gateways as well`() {
      let hub = Planned(
        address: "aws_ec2_transit_gateway.hub",
        values: #"{ "default_route_table_propagation": "disable" }"#)
      var policy = Self.policy
      policy.values = """
        { "name": "strict", "firewall_policy": [{ "stateless_default_actions": ["aws:forward_to_sfe"],
          "policy_variables": [{ "rule_variables": [
            { "key": "HOME_NET", "ip_set": [{ "definition": ["10.0.0.0/8"] }] }] }] }] }
        """
      policy.unknown = #"{ "id": true, "arn": true }"#
      let wall = Planned(
        address: "aws_networkfirewall_firewall.wall", values: #"{ "name": "wall" }"#,
        unknown: """
          { "id": true, "arn": true, "transit_gateway_id": true, "firewall_policy_arn": true,
            "firewall_status": true }
          """,
        expressions: """
          { "transit_gateway_id": \(reference("aws_ec2_transit_gateway.hub.id", "aws_ec2_transit_gateway.hub")),
            "firewall_policy_arn":
              \(reference("aws_networkfirewall_firewall_policy.strict.arn", "aws_networkfirewall_firewall_policy.strict")) }
          """)
      let route = Planned(
        address: "aws_ec2_transit_gateway_route.all",
        values: #"{ "destination_cidr_block": "10.0.0.0/8" }"#,
        unknown: """
          { "id": true, "transit_gateway_attachment_id": true, "transit_gateway_route_table_id": true }
          """,
        expressions: """
          { "transit_gateway_attachment_id": \(Self.endpoint()),
            "transit_gateway_route_table_id": \(reference(
              "aws_ec2_transit_gateway.hub.association_default_route_table_id",
              "aws_ec2_transit_gateway.hub")) }
          """)
      let imported = Imported(text: plan([hub, policy, wall, route]), name: "plan.json")
      #expect(imported.codes == [], "\(imported.omissions)")
      #expect(imported.yaml.contains("{ network-function: strict }"), "\(imported.yaml)")
      #expect(imported.yaml.contains("{ to: 10.0.0.0/8, via: "), "\(imported.yaml)")
    }

    /// Of a state everything is known, and AWS's identifiers are kept.
    @Test func `of a state have the endpoints that it tells`() {
      let wall = Planned.kept(
        "aws_networkfirewall_firewall.wall",
        """
        { "id": "arn:aws:network-firewall:us-east-1:111122223333:firewall/wall", "name": "wall",
          "arn": "arn:aws:network-firewall:us-east-1:111122223333:firewall/wall",
          "firewall_policy_arn": "arn:aws:network-firewall:us-east-1:111122223333:firewall-policy/p",
          "vpc_id": "vpc-1", "subnet_mapping": [{ "subnet_id": "subnet-1" }],
          "firewall_status": [{ "sync_states": [{ "availability_zone": "us-east-1a",
            "attachment": [{ "endpoint_id": "vpce-1", "subnet_id": "subnet-1" }] }] }] }
        """)
      let vpc = Planned.kept("aws_vpc.net", #"{ "id": "vpc-1", "cidr_block": "10.0.0.0/16" }"#)
      let subnet = Planned.kept(
        "aws_subnet.net",
        #"{ "id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24" }"#)
      let yaml = Imported(text: plan([vpc, subnet, wall]), name: "plan.json").yaml
      #expect(yaml.contains("wall-net: { subnet: net-subnet, id: vpce-1 }"), "\(yaml)")
      #expect(yaml.contains("firewall-policies: { p: { described: false"), "\(yaml)")
    }
  }
}
