import NetproofEngine
import NetproofTestSupport
import Testing

/// Block Public Access as texts have it, in verdicts.
@Suite struct `Block Public Access` {
  @Suite struct `of a template` {
    private static func network(_ more: String) -> String {
      twoTiers(more, parameters: "Mode: { Type: String }")
    }

    private static func options(_ mode: String) -> String {
      """
      Shield:
        Type: AWS::EC2::VPCBlockPublicAccessOptions
        Properties: { InternetGatewayBlockMode: \(mode) }

      """
    }

    private static func exclusion(_ what: String, _ mode: String) -> String {
      """
      Exempt:
        Type: AWS::EC2::VPCBlockPublicAccessExclusion
        Properties: { \(what), InternetGatewayExclusionMode: \(mode) }

      """
    }

    private static func expect(
      _ expected: Verdict, _ more: String, _ parameters: [String] = [],
      _ place: SourceLocation = #_sourceLocation
    ) throws {
      let found = try verdict(
        "internet", "web", "tcp/80", in: ["net.yaml": network(more)], parameters)
      #expect(found == expected, sourceLocation: place)
    }

    @Test func `keeps the internet away`() throws {
      try Self.expect(.reachable, "")
      try Self.expect(.unreachable, Self.options("block-bidirectional"))
      try Self.expect(.unreachable, Self.options("block-ingress"))
      try Self.expect(.reachable, Self.options(#""off""#))
    }

    @Test func `leaves open what is exempt`() throws {
      let shut = Self.options("block-bidirectional")
      try Self.expect(.reachable, shut + Self.exclusion("VpcId: !Ref Net", "allow-bidirectional"))
      try Self.expect(
        .reachable, shut + Self.exclusion("SubnetId: !Ref Public", "allow-bidirectional"))
      try Self.expect(.unreachable, shut + Self.exclusion("VpcId: !Ref Net", "allow-egress"))
      try Self.expect(.unreachable, shut + Self.exclusion("VpcId: vpc-9", "allow-bidirectional"))
    }

    @Test func `is a gap where its mode or what is exempt is not known`() throws {
      let shut = Self.options("block-bidirectional")
      try Self.expect(.undetermined, Self.options("!Ref Mode"))
      try Self.expect(.unreachable, Self.options("!Ref Mode"), ["Mode=block-ingress"])
      try Self.expect(
        .undetermined, shut + Self.exclusion("VpcId: !Ref Mode", "allow-bidirectional"))
      try Self.expect(.undetermined, shut + Self.exclusion("VpcId: !Ref Net", "!Ref Mode"))
      // What is exempt shows that something blocks, which some other stack has.
      try Self.expect(.undetermined, Self.exclusion("VpcId: vpc-9", "allow-egress"))
    }

    @Test func `is a gap where another template may be of another account`() throws {
      let texts = [
        "net.yaml": Self.network(""),
        "shield.yaml": "Resources:\n  "
          + Self.options("block-bidirectional").replacing("\n", with: "\n  "),
      ]
      #expect(try verdict("internet", "web", "tcp/80", in: texts) == .undetermined)
      let place = ["AWS::AccountId=111122223333", "AWS::Region=us-east-1"]
      #expect(try verdict("internet", "web", "tcp/80", in: texts, place) == .unreachable)
    }
  }

  @Suite struct `of a plan` {
    private static let gateway = Planned(
      address: "aws_internet_gateway.out", unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    private static let route = Planned(
      address: "aws_route.out", values: #"{ "destination_cidr_block": "0.0.0.0/0" }"#,
      unknown: #"{ "id": true, "route_table_id": true, "gateway_id": true }"#,
      expressions: """
        { "route_table_id": \(reference("aws_vpc.net.main_route_table_id", "aws_vpc.net")),
          "gateway_id": \(reference("aws_internet_gateway.out.id", "aws_internet_gateway.out")) }
        """)
    private static let host = Planned(
      address: "aws_instance.b",
      values: """
        { "private_ip": "10.0.1.11", "associate_public_ip_address": true,
          "vpc_security_group_ids": [null] }
        """,
      unknown: #"{ "id": true, "subnet_id": true, "vpc_security_group_ids": [true] }"#,
      expressions: """
        { "subnet_id": \(reference("aws_subnet.net.id", "aws_subnet.net")),
          "vpc_security_group_ids": \(reference("aws_security_group.all.id", "aws_security_group.all")) }
        """)
    private static let network = [
      TwoHosts.vpc, TwoHosts.subnet, TwoHosts.group, gateway, route, host,
    ]

    private static func options(_ values: String, unknown: String = "") -> Planned {
      Planned(
        address: "aws_vpc_block_public_access_options.a", values: values,
        unknown: #"{ "id": true, "aws_account_id": true, "aws_region": true\#(unknown) }"#)
    }

    private static let shut = options(#"{ "internet_gateway_block_mode": "block-bidirectional" }"#)

    private static func exclusion(_ key: String, _ exempt: String) -> Planned {
      Planned(
        address: "aws_vpc_block_public_access_exclusion.a",
        values: #"{ "internet_gateway_exclusion_mode": "allow-bidirectional" }"#,
        unknown: #"{ "id": true, "\#(key)": true, "resource_arn": true }"#,
        expressions: #"{ "\#(key)": \#(exempt) }"#)
    }

    private static func expect(
      _ expected: Verdict, _ more: [Planned], _ dump: String? = nil,
      _ place: SourceLocation = #_sourceLocation
    ) throws {
      var texts = ["plan.json": plan(network + more)]
      texts["dump.json"] = dump
      let found = try verdict("internet", "b", "tcp/443", in: texts)
      #expect(found == expected, sourceLocation: place)
    }

    @Test func `keeps the internet away, but for what is exempt`() throws {
      try Self.expect(.reachable, [])
      try Self.expect(.unreachable, [Self.shut])
      let own = Self.exclusion("vpc_id", reference("aws_vpc.net.id", "aws_vpc.net"))
      try Self.expect(.reachable, [Self.shut, own])
    }

    @Test func `is a gap where its mode or what is exempt is not known`() throws {
      let open = Self.options("{}", unknown: #", "internet_gateway_block_mode": true"#)
      try Self.expect(.undetermined, [open])
      try Self.expect(
        .undetermined, [Self.shut, Self.exclusion("subnet_id", reference("local.subnet"))])
    }

    @Test func `is what the plan says, whatever answers of AWS's say`() throws {
      let off = #"{ "VpcBlockPublicAccessOptions": { "InternetGatewayBlockMode": "off" } }"#
      try Self.expect(.unreachable, [Self.shut], off)
    }

    /// Of two accounts the plan names none.
    @Test func `is a gap where it may be of another account`() throws {
      let vpcs = ["111122223333", "444455556666"].map { account in
        #"{ "VpcId": "vpc-\#(account)", "CidrBlock": "10.9.0.0/16", "OwnerId": "\#(account)" }"#
      }
      let dump = #"{ "Vpcs": [\#(vpcs.joined(separator: ", "))] }"#
      try Self.expect(.undetermined, [Self.shut], dump)
    }
  }

  /// A group of a VPC that nobody describes says nothing of accounts.
  @Test func `of answers is of its own account, whatever else they name`() {
    let vpcs = [("1", "111122223333"), ("2", "444455556666")].map { number, account in
      #"{ "VpcId": "vpc-\#(number)", "CidrBlock": "10.\#(number).0.0/16", "OwnerId": "\#(account)", "#
        + #""Region": "us-east-1" }"#
    }
    let text = """
      { "Vpcs": [ \(vpcs.joined(separator: ", ")) ],
        "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1", "GroupName": "x",
          "IpPermissions": [ { "IpProtocol": "-1", "UserIdGroupPairs": [ { "GroupId": "sg-9" } ] } ],
          "IpPermissionsEgress": [] } ],
        "VpcBlockPublicAccessExclusions": [],
        "VpcBlockPublicAccessOptions": { "AwsAccountId": "111122223333", "AwsRegion": "us-east-1",
          "InternetGatewayBlockMode": "block-ingress" } }
      """
    let yaml = Imported(text: text, name: "net.json").yaml
    #expect(
      yaml.contains(#"{ mode: block-ingress, account: "111122223333", region: us-east-1 }"#),
      "\(yaml)")
  }

  /// What one account was asked says nothing of the other.
  @Test(arguments: ["111122223333", "444455556666"])
  func `of an account that was not asked is told to be a guess`(other: String) {
    let vpcs = [("1", "111122223333"), ("2", other)].map { number, account in
      #"{ "VpcId": "vpc-\#(number)", "CidrBlock": "10.\#(number).0.0/16", "OwnerId": "\#(account)", "#
        + #""Region": "us-east-1" }"#
    }
    let gateways = ["1", "2"].map { number in
      #"{ "InternetGatewayId": "igw-\#(number)", "Attachments": "#
        + #"[ { "VpcId": "vpc-\#(number)", "State": "available" } ] }"#
    }
    let text = """
      { "Vpcs": [ \(vpcs.joined(separator: ", ")) ],
        "InternetGateways": [ \(gateways.joined(separator: ", ")) ],
        "VpcBlockPublicAccessOptions": { "AwsAccountId": "111122223333", "AwsRegion": "us-east-1",
          "InternetGatewayBlockMode": "off" } }
      """
    let omissions = Imported(text: text, name: "net.json").omissions
    let isGuessed = omissions.contains("Block Public Access is taken to be off")
    #expect(isGuessed == (other != "111122223333"), "\(omissions)")
  }
}
