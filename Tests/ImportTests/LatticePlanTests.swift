import NetproofEngine
import NetproofTestSupport
import Testing

/// VPC Lattice as plans and templates make it: the same verdicts as of AWS's answers.
@Suite struct `A service network` {
  // MARK: - Of a plan

  private static func own(_ type: String, _ name: String) -> String {
    reference("aws_\(type).\(name).id", "aws_\(type).\(name)")
  }

  private static func lattice(
    _ address: String, _ values: String = "{}", _ links: [String: String] = [:]
  ) -> Planned {
    let keys = ["id", "arn"] + links.keys.sorted()
    let unknown = keys.map { "\"\($0)\": true" }.joined(separator: ", ")
    let expressions = links.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    return Planned(
      address: "aws_vpclattice_\(address)", values: values, unknown: "{ \(unknown) }",
      expressions: "{ \(expressions.joined(separator: ", ")) }")
  }

  private static let group = own("vpclattice_target_group", "blue")
  private static let association = lattice(
    "service_network_vpc_association.net", "{}",
    [
      "service_network_identifier": own("vpclattice_service_network", "shop"),
      "vpc_identifier": own("vpc", "net"),
    ])
  private static let target = Planned(
    address: "aws_vpclattice_target_group_attachment.b",
    values: #"{ "target": [{ "port": 8443 }] }"#,
    unknown: #"{ "id": true, "target_group_identifier": true, "target": [{ "id": true }] }"#,
    expressions: """
      { "target_group_identifier": \(group), "target": [{ "id": \(own("instance", "b")) }] }
      """)

  /// A listener whose action forwards to a target group.
  private static func listener(_ groups: String? = group) -> Planned {
    let forward = groups.map { _ in #"[{ "target_groups": [{ "weight": 100 }] }]"# } ?? "[]"
    return Planned(
      address: "aws_vpclattice_listener.https",
      values:
        #"{ "name": "https", "protocol": "HTTPS", "default_action": [{ "forward": \#(forward) }] }"#,
      unknown: """
        { "id": true, "listener_id": true, "port": true, "service_identifier": true, "default_action":
          [{ "forward": [{ "target_groups": [{ "target_group_identifier": true }] }] }] }
        """,
      expressions: """
        { "service_identifier": \(own("vpclattice_service", "orders")), "default_action":
          [{ "forward": [{ "target_groups": [{ "target_group_identifier": \(groups ?? "{}") }] }] }] }
        """)
  }

  private static let rule = Planned(
    address: "aws_vpclattice_listener_rule.one",
    values:
      #"{ "name": "one", "priority": 1, "action": [{ "forward": [{ "target_groups": [{ "weight": 1 }] }] }] }"#,
    unknown: """
      { "id": true, "listener_identifier": true, "service_identifier": true, "action":
        [{ "forward": [{ "target_groups": [{ "target_group_identifier": true }] }] }] }
      """,
    expressions: """
      { "service_identifier": \(own("vpclattice_service", "orders")),
        "listener_identifier": \(reference("aws_vpclattice_listener.https.listener_id", "aws_vpclattice_listener.https")),
        "action": [{ "forward": [{ "target_groups": [{ "target_group_identifier": \(group) }] }] }] }
      """)

  private static let network: [Planned] =
    TwoHosts.network + [
      lattice("service_network.shop", #"{ "name": "shop", "auth_type": "AWS_IAM" }"#),
      lattice("service.orders", #"{ "name": "orders", "auth_type": "NONE" }"#),
      lattice(
        "service_network_service_association.orders", "{}",
        [
          "service_network_identifier": own("vpclattice_service_network", "shop"),
          "service_identifier": own("vpclattice_service", "orders"),
        ]),
      Planned(
        address: "aws_vpclattice_target_group.blue",
        values:
          #"{ "name": "blue", "type": "INSTANCE", "config": [{ "port": 8443, "protocol": "HTTPS" }] }"#,
        unknown: #"{ "id": true, "arn": true, "config": [{ "vpc_identifier": true }] }"#,
        expressions: #"{ "config": [{ "vpc_identifier": \#(own("vpc", "net")) }] }"#),
    ]

  private static func ask(_ more: [Planned]) throws -> Verdict {
    try verdict("a", "orders", "tcp/443", in: ["plan.json": plan(network + more)])
  }

  @Test func `of a plan leads to its targets`() throws {
    #expect(try Self.ask([Self.association, Self.target, Self.listener()]) == .reachable)
    let byRule = [Self.association, Self.target, Self.listener(nil), Self.rule]
    #expect(try Self.ask(byRule) == .reachable)
    #expect(codes(Self.network + byRule) == [])
    // No association, no target, nothing that listens.
    #expect(try Self.ask([Self.target, Self.listener()]) == .unreachable)
    #expect(try Self.ask([Self.association, Self.listener()]) == .unreachable)
    #expect(try Self.ask([Self.association, Self.target]) == .unreachable)
  }

  @Test func `of a plan is a gap where something is not known`() throws {
    var elsewhere = Self.association
    elsewhere.expressions = """
      { "vpc_identifier": \(Self.own("vpc", "net")), "service_network_identifier": \(reference("local.network")) }
      """
    #expect(try Self.ask([elsewhere, Self.target, Self.listener()]) == .undetermined)
    var another = Self.target
    another.expressions = """
      { "target": [{ "id": \(Self.own("instance", "b")) }], "target_group_identifier": \(reference("local.group")) }
      """
    #expect(try Self.ask([Self.association, another, Self.listener()]) == .undetermined)
    #expect(
      try Self.ask([Self.association, Self.target, Self.listener(reference("local.groups"))])
        == .undetermined)
  }

  @Test func `of a plan has endpoints`() throws {
    let endpoint = Planned(
      address: "aws_vpc_endpoint.services", values: #"{ "vpc_endpoint_type": "ServiceNetwork" }"#,
      unknown: """
        { "id": true, "vpc_id": true, "service_network_arn": true, "subnet_ids": true, "security_group_ids": true }
        """,
      expressions: """
        { "vpc_id": \(Self.own("vpc", "net")), "subnet_ids": \(Self.own("subnet", "net")),
          "security_group_ids": \(Self.own("security_group", "all")),
          "service_network_arn": \(reference("aws_vpclattice_service_network.shop.arn", "aws_vpclattice_service_network.shop")) }
        """)
    let all = Self.network + [endpoint, Self.target, Self.listener()]
    #expect(try verdict("a", "services", "tcp/443", in: ["plan.json": plan(all)]) == .reachable)
  }

  // MARK: - Of a template

  private static func template(_ more: String, action: String = "!Ref Blue") -> String {
    """
    Parameters: { Unknown: { Type: String } }
    Resources:
      Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
      One: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
      Open:
        Type: AWS::EC2::SecurityGroup
        Properties:
          VpcId: !Ref Net
          GroupDescription: lets all in
          SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 0.0.0.0/0 } ]
      a: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Open] } }
      b: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Open] } }
      Shop: { Type: "AWS::VpcLattice::ServiceNetwork", Properties: { Name: shop } }
      Orders: { Type: "AWS::VpcLattice::Service", Properties: { Name: orders } }
      ShopHasOrders:
        Type: AWS::VpcLattice::ServiceNetworkServiceAssociation
        Properties: { ServiceNetworkIdentifier: !Ref Shop, ServiceIdentifier: !GetAtt Orders.Arn }
      Blue:
        Type: AWS::VpcLattice::TargetGroup
        Properties:
          Name: blue
          Type: INSTANCE
          Config: { Port: 8443, Protocol: HTTPS, VpcIdentifier: !Ref Net }
          Targets: [ { Id: !Ref b } ]
      Https:
        Type: AWS::VpcLattice::Listener
        Properties:
          ServiceIdentifier: !Ref Orders
          Protocol: HTTPS
          DefaultAction: { Forward: { TargetGroups: [ { TargetGroupIdentifier: \(action) } ] } }
    \(more.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    """
  }

  private static func association(_ network: String) -> String {
    """
    NetHasShop:
      Type: AWS::VpcLattice::ServiceNetworkVpcAssociation
      Properties: { ServiceNetworkIdentifier: \(network), VpcIdentifier: !Ref Net, SecurityGroupIds: [!Ref Open] }
    """
  }

  @Test func `of a template leads to its targets`() throws {
    func ask(_ text: String) throws -> Verdict {
      try verdict("a", "orders", "tcp/443", in: ["net.yaml": text])
    }
    #expect(try ask(Self.template(Self.association("!Ref Shop"))) == .reachable)
    #expect(try ask(Self.template("")) == .unreachable)
    #expect(try ask(Self.template(Self.association("!Ref Unknown"))) == .undetermined)
    #expect(
      try ask(Self.template(Self.association("!Ref Shop"), action: "!Ref Unknown"))
        == .undetermined)
  }

  @Test func `of a template has endpoints, and resources`() throws {
    let more = """
      Services:
        Type: AWS::EC2::VPCEndpoint
        Properties:
          VpcId: !Ref Net
          VpcEndpointType: ServiceNetwork
          ServiceNetworkArn: !GetAtt Shop.Arn
          SubnetIds: [!Ref One]
          SecurityGroupIds: [!Ref Open]
          Tags: [ { Key: Name, Value: services } ]
      Way: { Type: "AWS::VpcLattice::ResourceGateway", Properties: { Name: way, VpcIdentifier: !Ref Net, SubnetIds: [!Ref One], SecurityGroupIds: [!Ref Open] } }
      Store:
        Type: AWS::VpcLattice::ResourceConfiguration
        Properties:
          Name: store
          ResourceConfigurationType: SINGLE
          ResourceGatewayId: !Ref Way
          PortRanges: ["5432"]
          ResourceConfigurationDefinition: { IpResource: 10.0.1.77 }
      Kept: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, PrivateIpAddress: 10.0.1.77, SecurityGroupIds: [!Ref Open] } }
      ToStore:
        Type: AWS::EC2::VPCEndpoint
        Properties:
          VpcId: !Ref Net
          VpcEndpointType: Resource
          ResourceConfigurationArn: !GetAtt Store.Arn
          SubnetIds: [!Ref One]
          SecurityGroupIds: [!Ref Open]
          Tags: [ { Key: Name, Value: to-store } ]
      """
    let text = Self.template(more)
    #expect(try verdict("a", "services", "tcp/443", in: ["net.yaml": text]) == .reachable)
    #expect(try verdict("a", "to-store", "tcp/5432", in: ["net.yaml": text]) == .reachable)
    #expect(try verdict("a", "to-store", "tcp/5433", in: ["net.yaml": text]) == .unreachable)
  }

  /// The NAT of an attachment changes what packets look like.
  @Test func `has nothing to do with NAT, which templates have as well`() {
    let text = """
      Resources:
        Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
        One: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24 } }
        Hub: { Type: "AWS::EC2::TransitGateway" }
        AtHub: { Type: "AWS::EC2::TransitGatewayAttachment", Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Net, SubnetIds: [!Ref One] } }
        Nat:
          Type: AWS::EC2::TransitGatewayAttachmentNatConfiguration
          Properties:
            TransitGatewayAttachmentId: !Ref AtHub
            NatGatewaySupport: enable
            NatGatewayRules: [ { RuleNumber: 1, MatchSourceCidr: 10.0.0.0/16, NatCidr: 100.64.0.0/16 } ]
      """
    let yaml = Imported(text: text).yaml
    #expect(yaml.contains("nat-rules: [{ match: 10.0.0.0/16, nat: 100.64.0.0/16 }]"), "\(yaml)")
  }
}
