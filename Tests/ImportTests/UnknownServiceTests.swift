import NetproofEngine
import NetproofTestSupport
import Testing

/// Services of AWS's with interfaces in subnets, whose addresses nobody knows: what is sent to an address
/// that one of them may have is not lost, and a group that they use is in use.
@Suite struct `Services that a text names and does not describe` {
  private static func state(_ more: String) -> String {
    func resource(_ type: String, _ values: String) -> String {
      """
      { "address": "\(type).x", "mode": "managed", "type": "\(type)", "name": "x",
        "provider_name": "registry.terraform.io/hashicorp/aws", "values": { \(values) } }
      """
    }
    let all =
      #"[ { "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"] } ]"#
    let acl = """
      [ { "action": "allow", "cidr_block": "0.0.0.0/0", "from_port": 0, "to_port": 0, "protocol": "-1", "rule_no": 100 } ]
      """
    let resources = [
      resource(
        "aws_vpc",
        """
        "id": "vpc-1", "cidr_block": "10.0.0.0/16", "main_route_table_id": "rtb-1",
        "default_network_acl_id": "acl-1", "default_security_group_id": "sg-1"
        """),
      resource(
        "aws_default_route_table",
        #""id": "rtb-1", "vpc_id": "vpc-1", "default_route_table_id": "rtb-1", "route": []"#),
      resource(
        "aws_default_network_acl",
        """
        "id": "acl-1", "vpc_id": "vpc-1", "default_network_acl_id": "acl-1", "ingress": \(acl), "egress": \(acl)
        """),
      resource(
        "aws_subnet",
        #""id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24", "availability_zone": "us-east-1a""#
      ),
      resource(
        "aws_security_group",
        #""id": "sg-9", "name": "g", "vpc_id": "vpc-1", "ingress": \#(all), "egress": \#(all)"#),
      resource(
        "aws_instance",
        """
        "id": "i-1", "subnet_id": "subnet-1", "private_ip": "10.0.1.10", "vpc_security_group_ids": ["sg-9"],
        "primary_network_interface_id": "eni-1", "instance_state": "running", "tags": { "Name": "host" }
        """),
    ]
    let both = more.isEmpty ? resources : resources + [more]
    return """
      { "format_version": "1.0", "values": { "root_module": { "resources": [ \(both.joined(separator: ",\n")) ] } } }
      """
  }

  private static func service(_ type: String, _ values: String) -> String {
    """
    { "address": "\(type).s", "mode": "managed", "type": "\(type)", "name": "s",
      "provider_name": "registry.terraform.io/hashicorp/aws", "values": { "id": "s-1", \(values) } }
    """
  }

  private static func ask(_ text: String) throws -> Verdict {
    try verdict("host", "10.0.1.55", "tcp/443", in: ["state.json": text])
  }

  @Test func `are none where there is none`() throws {
    #expect(Imported(text: Self.state(""), name: "state.json").codes == [])
    #expect(try Self.ask(Self.state("")) == .unreachable)
  }

  @Test(arguments: [
    ("aws_sagemaker_notebook_instance", #""subnet_id": "subnet-1", "security_groups": ["sg-9"]"#),
    ("aws_workspaces_directory", #""subnet_ids": ["subnet-1"]"#),
    (
      "aws_mwaa_environment",
      #""network_configuration": [ { "subnet_ids": ["subnet-1"], "security_group_ids": ["sg-9"] } ]"#
    ),
    ("aws_codebuild_project", #""vpc_config": [ { "subnets": ["subnet-1"] } ]"#),
    (
      "aws_glue_connection",
      #""physical_connection_requirements": [ { "subnet_id": "subnet-1", "security_group_id_list": ["sg-9"] } ]"#
    ),
    ("aws_datasync_agent", #""subnet_arns": ["arn:aws:ec2:us-east-1:1:subnet/subnet-1"]"#),
    ("aws_db_proxy", #""vpc_subnet_ids": ["subnet-1"]"#),
    ("aws_hyperpod_mesh", #""subnet_ids": ["subnet-1"], "security_group_ids": ["sg-9"]"#),
    (
      "aws_ec2_instance_connect_endpoint",
      #""subnet_id": "subnet-1", "security_group_ids": ["sg-9"]"#
    ),
  ])
  func `of a state may have any address of their subnets`(type: String, values: String) throws {
    let text = Self.state(Self.service(type, values))
    let imported = Imported(text: text, name: "state.json")
    #expect(imported.codes == ["NP0602"], "\(imported.omissions)")
    #expect(imported.omissions.contains("\(type).s"), "\(imported.omissions)")
    let users = imported.yaml.ranges(of: "security-groups: [g]").count
    #expect(users == (values.contains("sg-9") ? 2 : 1), "\(imported.yaml)")
    #expect(try Self.ask(text) == .undetermined)
  }

  @Test func `of a state may name a group of subnets`() throws {
    let group = Self.service(
      "aws_dms_replication_subnet_group",
      #""replication_subnet_group_id": "rg", "subnet_ids": ["subnet-1"]"#)
    let service = Self.service(
      "aws_dms_replication_instance", #""replication_subnet_group_id": "rg""#)
    #expect(try Self.ask(Self.state(group)) == .unreachable)
    #expect(try Self.ask(Self.state("\(group), \(service)")) == .undetermined)
  }

  @Test(arguments: ["aws_flow_log", "aws_ec2_subnet_cidr_reservation", "google_vpc_thing"])
  func `are none where subnets are only spoken of`(type: String) throws {
    let text = Self.state(Self.service(type, #""subnet_id": "subnet-1""#))
    #expect(Imported(text: text, name: "state.json").codes == [])
  }

  @Test(arguments: ["enforce", "monitor"])
  func `leave a VPC open that enforces encryption`(mode: String) throws {
    let control = Self.service(
      "aws_vpc_encryption_control", #""vpc_id": "vpc-1", "mode": "\#(mode)""#)
    let imported = Imported(text: Self.state(control), name: "state.json")
    #expect(imported.codes == (mode == "enforce" ? ["NP0602"] : []), "\(imported.omissions)")
  }

  // MARK: - Templates

  private static func template(_ more: String) -> String {
    """
    Resources:
      Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
      One: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
      Own: { Type: "AWS::EC2::SecurityGroup", Properties: { VpcId: !Ref Net, GroupDescription: x } }
      Open:
        Type: AWS::EC2::SecurityGroup
        Properties:
          VpcId: !Ref Net
          GroupDescription: lets all in
          SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 0.0.0.0/0 } ]
      host: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, PrivateIpAddress: 10.0.1.10, SecurityGroupIds: [!Ref Open] } }
    \(more.isEmpty ? "" : "  S: \(more)")
    """
  }

  private static func askTemplate(_ more: String) throws -> Verdict {
    try verdict("host", "10.0.1.55", "tcp/443", in: ["net.yaml": template(more)])
  }

  @Test(arguments: [
    #"{ Type: "AWS::EC2::InstanceConnectEndpoint", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Own] } }"#,
    #"{ Type: "AWS::MWAA::Environment", Properties: { NetworkConfiguration: { SubnetIds: [!Ref One], SecurityGroupIds: [!Ref Own] } } }"#,
    #"{ Type: "AWS::EC2::QuantumGateway", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Own] } }"#,
    #"{ Type: "AWS::EC2::VerifiedAccessEndpoint", Properties: { SecurityGroupIds: [!Ref Own], LoadBalancerOptions: { SubnetIds: [!Ref One] } } }"#,
  ])
  func `of a template may have any address of their subnets`(service: String) throws {
    #expect(try Self.askTemplate("") == .unreachable)
    #expect(try Self.askTemplate(service) == .undetermined)
    let imported = Imported(text: Self.template(service))
    #expect(imported.codes.contains("NP0602"), "\(imported.omissions)")
    #expect(imported.yaml.contains("security-groups: [Own]"), "\(imported.yaml)")
  }

  @Test func `of EC2 that Netproof does not know are told, and what they name is open`() {
    let novel = Imported(
      text: Self.template(#"{ Type: "AWS::EC2::NovelFilter", Properties: { Group: !Ref Open } }"#))
    #expect(novel.codes.contains("NP0602"), "\(novel.omissions)")
    #expect(novel.yaml.contains("described: false"), "\(novel.yaml)")
    let known = Imported(
      text: Self.template(#"{ Type: "AWS::EC2::FlowLog", Properties: { ResourceId: !Ref One } }"#))
    #expect(!known.codes.contains("NP0602"), "\(known.omissions)")
    let control =
      #"{ Type: "AWS::EC2::VPCEncryptionControl", Properties: { VpcId: !Ref Net, Mode: enforce } }"#
    #expect(Imported(text: Self.template(control)).codes.contains("NP0602"))
  }
}
