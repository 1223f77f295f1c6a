import NetproofEngine
import NetproofTestSupport
import Testing

/// What a template says, and what it leaves open, in verdicts.
@Suite struct `What templates mean` {
  private static func expect(
    _ from: String, _ to: String, _ expected: Verdict, _ text: String,
    _ parameters: [String] = [], port: String = "tcp/80",
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let found = try verdict(from, to, port, in: ["net.yaml": text], parameters)
    #expect(found == expected, sourceLocation: place)
  }

  @Test func `a subnet gives public addresses, and groups let all out`() throws {
    try Self.expect("internet", "web", .reachable, twoTiers(""))
    try Self.expect("web", "internet", .reachable, twoTiers(""))
    try Self.expect("app", "internet", .unreachable, twoTiers(""))
    try Self.expect("app", "web", .reachable, twoTiers(""))
    try Self.expect("web", "app", .unreachable, twoTiers(""))
    let asked = "NetworkInterfaces: [ { DeviceIndex: 0, SubnetId: !Ref Public, "
    let text = twoTiers("").replacing(
      "Properties: { SubnetId: !Ref Public, SecurityGroupIds: [!Ref Open],",
      with: "Properties: { \(asked) AssociatePublicIpAddress: false, GroupSet: [!Ref Open] } ],")
    try Self.expect("internet", "web", .unreachable, text)
  }

  @Test func `rules of their own are added to groups`() throws {
    let rule = """
      Rule:
        Type: AWS::EC2::SecurityGroupIngress
        Properties: { GroupId: !Ref Shut, IpProtocol: tcp, FromPort: 80, ToPort: 80, %@ }
      """
    func text(_ peer: String) -> String { twoTiers(rule.replacing("%@", with: peer)) }
    try Self.expect("web", "app", .reachable, text("SourceSecurityGroupId: !GetAtt Open.GroupId"))
    try Self.expect("web", "app", .reachable, text("CidrIp: 10.0.1.0/24"))
    // AWS keeps a block without the bits behind its length.
    try Self.expect("web", "app", .reachable, text("CidrIp: 10.0.1.77/24"))
    try Self.expect("web", "app", .unreachable, text("CidrIp: 10.0.9.0/24"))
    try Self.expect("web", "app", .undetermined, text("CidrIp: !Ref Unknown"))
    try Self.expect("web", "app", .reachable, text("CidrIp: !Ref Unknown"), ["Unknown=10.0.0.0/8"])
    // The parameter names a group that is there already: `web` is no member of it, or is.
    let named = text("SourceSecurityGroupId: !Ref Unknown")
    try Self.expect("web", "app", .unreachable, named)
    try Self.expect(
      "web", "app", .undetermined,
      named.replacing("SecurityGroupIds: [!Ref Open]", with: "SecurityGroupIds: [!Ref Unknown]"))
    // It tells addresses of the public subnet apart, and nobody knows which one `web` gets.
    try Self.expect("web", "app", .undetermined, text("CidrIp: 10.0.1.128/25"))
    try Self.expect(
      "web", "app", .reachable,
      text("CidrIp: 10.0.1.128/25").replacing(
        "Properties: { SubnetId: !Ref Public,",
        with: "Properties: { SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.200,"))
  }

  @Test func `a rule for outbound packets takes the usual one away`() throws {
    let rule = """
      Rule:
        Type: AWS::EC2::SecurityGroupEgress
        Properties: { GroupId: !Ref Shut, IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.1.0/24 }
      """
    try Self.expect("app", "web", .reachable, twoTiers(rule))
    try Self.expect("app", "web", .unreachable, twoTiers(rule), port: "tcp/81")
  }

  @Test func `a network ACL lets nothing through by itself`() throws {
    func text(_ entries: String) -> String {
      twoTiers(
        """
        Filter: { Type: "AWS::EC2::NetworkAcl", Properties: { VpcId: !Ref Net } }
        FilterOfPrivate:
          Type: AWS::EC2::SubnetNetworkAclAssociation
          Properties: { NetworkAclId: !Ref Filter, SubnetId: !Ref Private }
        \(entries)
        """)
    }
    func entry(_ name: String, _ egress: Bool, _ cidr: String) -> String {
      """
      \(name):
        Type: AWS::EC2::NetworkAclEntry
        Properties: { NetworkAclId: !Ref Filter, RuleNumber: 9, Protocol: -1, Egress: \(egress), RuleAction: allow, CidrBlock: \(cidr) }

      """
    }
    try Self.expect("app", "web", .unreachable, text(""))
    let both = entry("In", false, "0.0.0.0/0") + entry("Out", true, "0.0.0.0/0")
    try Self.expect("app", "web", .reachable, text(both))
    let unknown = entry("In", false, "0.0.0.0/0") + entry("Out", true, "!Ref Unknown")
    try Self.expect("app", "web", .undetermined, text(unknown))
  }

  @Test func `a condition that is not known leaves a resource open`() throws {
    let nat = """
      Nat:
        Type: AWS::EC2::NatGateway
        Condition: HasNat
        Properties: { SubnetId: !Ref Public, AllocationId: eipalloc-1 }
      Out: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
      OutOfPrivate:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: { RouteTableId: !Ref Out, SubnetId: !Ref Private }
      OutRoute:
        Type: AWS::EC2::Route
        Condition: HasNat
        Properties: { RouteTableId: !Ref Out, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat }
      """
    let text = twoTiers(nat, conditions: #"HasNat: !Equals [!Ref Unknown, "yes"]"#)
    try Self.expect("app", "internet", .undetermined, text)
    try Self.expect("app", "internet", .reachable, text, ["Unknown=yes"])
    try Self.expect("app", "internet", .unreachable, text, ["Unknown=no"])
  }

  @Test func `a public address by association`() throws {
    let address = """
      Address: { Type: "AWS::EC2::EIP" }
      AddressOfApp:
        Type: AWS::EC2::EIPAssociation
        Properties: { AllocationId: !GetAtt Address.AllocationId, InstanceId: !Ref app }
      TableOfPrivate:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Private }
      """
    let text = twoTiers(address).replacing(
      "SecurityGroupIds: [!Ref Shut]", with: "SecurityGroupIds: [!Ref Open]")
    try Self.expect("internet", "app", .reachable, text)
  }

  @Test func `a route of a table that no template makes is no secret`() throws {
    let route = """
      Other:
        Type: AWS::EC2::Route
        Properties: { RouteTableId: !Ref Unknown, DestinationCidrBlock: 10.9.0.0/16, GatewayId: !Ref Gateway }
      """
    let app = [
      "net.yaml": twoTiers(""),
      "more.yaml": """
      Parameters: { Its: { Type: String } }
      Resources:
        Other:
          Type: AWS::EC2::Route
          Properties: { RouteTableId: !Ref Its, DestinationCidrBlock: 0.0.0.0/1, GatewayId: igw-1 }
      """,
    ]
    // The parameter may mean the table of the other template.
    #expect(try verdict("internet", "web", "tcp/80", in: app) == .undetermined)
    try Self.expect("internet", "web", .reachable, twoTiers(route))
  }

  @Test func `a gateway that no template attaches leaves its routes open`() throws {
    let attached = twoTiers("")
    let text = attached.replacing("VPCGatewayAttachment", with: "FlowLog")
    try Self.expect("web", "internet", .undetermined, text)
    let aimless = attached.replacing(
      "DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway",
      with: "DestinationCidrBlock: 0.0.0.0/0")
    try Self.expect("web", "internet", .undetermined, aimless)
  }

  @Test func `macros and loops leave open what they name`() throws {
    let loop = """
      "Fn::ForEach::Rules":
        - Port
        - ["80", "81"]
        - "Rule${Port}":
            Type: AWS::EC2::SecurityGroupIngress
            Properties: { GroupId: !Ref Shut, IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 10.0.0.0/8 }
      """
    let text = "Transform: AWS::LanguageExtensions\n" + twoTiers(loop)
    try Self.expect("web", "app", .undetermined, text)
    try Self.expect("internet", "web", .reachable, text)
    try Self.expect("internet", "web", .undetermined, "Transform: [TeamMacro]\n" + twoTiers(""))
    try Self.expect(
      "internet", "web", .reachable, "Transform: AWS::Serverless-2016-10-31\n" + twoTiers(""))
  }

  @Test func `custom resources may change what they name`() throws {
    let custom = """
      Program:
        Type: Custom::Rules
        Properties: { ServiceToken: arn, Group: !Ref Shut }
      """
    try Self.expect("web", "app", .undetermined, twoTiers(custom))
    try Self.expect("internet", "web", .reachable, twoTiers(custom))
  }

  @Test func `targets that others register are not known`() throws {
    let balancer = """
      Second: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.3.0/24, AvailabilityZone: !Select [1, !GetAZs ""] } }
      SecondTable:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Second }
      Front:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties: { Subnets: [!Ref Public, !Ref Second], SecurityGroups: [!Ref Open] }
      Listener:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties: { LoadBalancerArn: !Ref Front, Port: 80, Protocol: HTTP, DefaultActions: [ { Type: forward, TargetGroupArn: !Ref Targets } ] }
      Targets:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { VpcId: !Ref Net, Port: 8080, Protocol: HTTP, %@ }
      """
    let web = twoTiers(balancer.replacing("%@", with: "Targets: [ { Id: !Ref web } ]"))
    try Self.expect("internet", "Front", .reachable, web)
    // Which instances there are only their group knows, and this one's nobody does.
    let group = """

      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets], VPCZoneIdentifier: [!Ref Private], %@ }
      Launch:
        Type: AWS::EC2::LaunchTemplate
        Properties: { LaunchTemplateData: { SecurityGroupIds: [!Ref Open] } }
      """
    func scaled(_ launch: String) -> String {
      twoTiers(
        balancer.replacing("%@", with: "TargetType: instance")
          + group.replacing("%@", with: launch))
    }
    try Self.expect("internet", "Front", .undetermined, scaled("LaunchConfigurationName: other"))
    let known = scaled("LaunchTemplate: { LaunchTemplateId: !Ref Launch, Version: \"1\" }")
    try Self.expect("internet", "Front", .reachable, known)
    try Self.expect("Front", "Group-Private", .reachable, known, port: "tcp/8080")
    // Nobody knows whether the load balancer is in the zone of its targets.
    let zone = #", AvailabilityZone: !Select [0, !GetAZs ""]"#
    try Self.expect("internet", "Front", .undetermined, known.replacing(zone, with: ""))
  }

  @Test func `a database is taken to be in each of its subnets`() throws {
    let database = """
      Second: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.3.0/24 } }
      Subnets:
        Type: AWS::RDS::DBSubnetGroup
        Properties: { DBSubnetGroupDescription: x, SubnetIds: [!Ref Private, !Ref Second] }
      Store:
        Type: AWS::RDS::DBInstance
        Properties: { DBSubnetGroupName: !Ref Subnets, VPCSecurityGroups: [!Ref StoreGroup], PubliclyAccessible: false }
      StoreGroup:
        Type: AWS::EC2::SecurityGroup
        Properties:
          VpcId: !Ref Net
          GroupDescription: store
          SecurityGroupIngress: [ { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Shut } ]
      """
    for store in ["Store-Private", "Store-Second"] {
      try Self.expect("app", store, .reachable, twoTiers(database), port: "tcp/5432")
      try Self.expect("web", store, .unreachable, twoTiers(database), port: "tcp/5432")
    }
  }
}
