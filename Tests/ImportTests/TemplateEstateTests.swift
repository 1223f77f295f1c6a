import NetproofEngine
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Several templates, and templates beside answers of AWS's.
@Suite struct `Estates of templates` {
  private static let inner = """
    Parameters: { Block: { Type: String, Default: 10.99.0.0/16 }, Name: { Type: String } }
    Resources:
      Net:
        Type: AWS::EC2::VPC
        Properties: { CidrBlock: !Ref Block, Tags: [ { Key: Name, Value: !Sub "${Name}-${AWS::StackName}" } ] }
      Web: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, AvailabilityZone: z, CidrBlock: !Select [0, !Cidr [!Ref Block, 1, 8]] } }
    Outputs: { Web: { Value: !Ref Web } }
    """

  private static let outer = """
    Parameters: { Bucket: { Type: String } }
    Resources:
      One:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: !Sub "https://${Bucket}.s3.amazonaws.com/v1/inner.yaml"
          Parameters: { Block: 10.1.0.0/16, Name: one }
      Two:
        Type: AWS::CloudFormation::Stack
        Properties: { TemplateURL: ./inner.yaml, Parameters: { Block: 10.2.0.0/16, Name: !Ref AWS::StackName } }
      Host:
        Type: AWS::EC2::Instance
        Properties: { SubnetId: !GetAtt One.Outputs.Web }
    """

  @Test func `nested stacks are made of the files that their addresses end in`() throws {
    let imported = Imported(
      ["outer.yaml", "inner.yaml"],
      in: .memory(["outer.yaml": Self.outer, "inner.yaml": Self.inner]))
    let vpcs = try #require(imported.node?["vpcs"]?.entries)
    #expect(vpcs.map(\.key.value).sorted() == ["one-outer-One", "outer-outer-Two"])
    let host = imported.node?["vpcs"]?["one-outer-One"]?["instances"]?["Host"]
    #expect(host?["private-ip"]?.text == "10.1.0.4")
    #expect(imported.codes == ["NP0630"], "\(imported.omissions)")
  }

  @Test func `a stack in itself ends somewhere`() {
    let text = """
      Resources:
        Own: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: b.yaml } }
        More: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: b.yaml } }
      """
    let own = text.replacing("b.yaml", with: "a.yaml")
    let imported = Imported(["a.yaml", "b.yaml"], in: .memory(["a.yaml": text, "b.yaml": own]))
    #expect(imported.codes.contains("NP0640"), "\(imported.omissions.prefix(2000))")
  }

  @Test func `an output that is not there is refused`() {
    let imported = Imported(
      ["outer.yaml", "inner.yaml"],
      in: .memory([
        "outer.yaml": Self.outer.replacing("Outputs.Web", with: "Outputs.Wob"),
        "inner.yaml": Self.inner,
      ]))
    #expect(imported.codes.contains("NP0641"))
    #expect(imported.omissions.contains("did you mean `Web`?"))
  }

  private static let exporting = """
    Resources: { Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.1.0.0/16 } } }
    Outputs: { Net: { Value: !Ref Net, Export: { Name: !Sub "${AWS::Region}-${AWS::StackName}-net" } } }
    """

  private static let importing = """
    Parameters: { Stack: { Type: String, Default: base } }
    Resources:
      Web:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: { "Fn::ImportValue": !Sub "${AWS::Region}-${Stack}-net" }, AvailabilityZone: z, CidrBlock: 10.1.1.0/24 }
    """

  private static func exports(_ parameters: [String]) -> Imported {
    Imported(
      ["a.yaml", "b.yaml"], parameters,
      in: .memory(["a.yaml": exporting, "b.yaml": importing]))
  }

  @Test(arguments: [
    ["a.yaml:AWS::StackName=base"], ["Stack=a"],
    ["a:AWS::StackName=base", "AWS::Region=eu-west-1"],
  ])
  func `exports are found by their names`(parameters: [String]) {
    let imported = Self.exports(parameters)
    #expect(imported.codes == [], "\(imported.omissions)")
    #expect(imported.node?["vpcs"]?["Net"]?["subnets"]?["Web"] != nil)
  }

  @Test func `an export that is not there is a gap`() {
    let imported = Self.exports([])
    #expect(imported.codes == ["NP0634"], "\(imported.omissions)")
    #expect(imported.omissions.contains("no template exports `region-base-net`"))
    #expect(imported.omissions.contains("b.yaml:5:"))
  }

  @Test func `exports that import each other are refused`() {
    func text(_ own: String, _ other: String) -> String {
      """
      Resources: { Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: !ImportValue \(own) } } }
      Outputs: { Net: { Value: !ImportValue \(other), Export: { Name: \(own) } } }
      """
    }
    let imported = Imported(
      ["a.yaml", "b.yaml"], in: .memory(["a.yaml": text("a", "b"), "b.yaml": text("b", "a")]))
    #expect(imported.node == nil)
    #expect(imported.codes.contains("NP0640"))
  }

  private static let dump = """
    { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
      "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
      "InternetGateways": [ { "InternetGatewayId": "igw-1", "Attachments": [ { "VpcId": "vpc-1" } ] } ],
      "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [
        { "RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": true, "CidrBlock": "0.0.0.0/0" },
        { "RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": false, "CidrBlock": "0.0.0.0/0" } ] } ],
      "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1", "GroupName": "web", "IpPermissionsEgress": [
        { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ] } ] } ],
      "RouteTables": [ { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [ { "Main": true } ], "Routes": [] } ] }
    """

  /// A template that goes on with what is there.
  private static let addition = """
    Parameters: { Table: { Type: String, Default: rtb-1 } }
    Resources:
      Host:
        Type: AWS::EC2::Instance
        Properties:
          NetworkInterfaces: [ { DeviceIndex: 0, SubnetId: subnet-1, GroupSet: [sg-1], AssociatePublicIpAddress: true } ]
      Out:
        Type: AWS::EC2::Route
        Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-1 }
      In:
        Type: AWS::EC2::SecurityGroupIngress
        Properties: { GroupId: sg-1, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
    """

  @Test func `a template adds to what answers of AWS's describe`() throws {
    let both = ["dump.json": Self.dump, "add.yaml": Self.addition]
    #expect(try verdict("internet", "Host", "tcp/443", in: both) == .reachable)
    #expect(try verdict("internet", "Host", "tcp/80", in: both) == .unreachable)
    // Without the answers nobody knows what else is there.
    let alone = ["add.yaml": Self.addition]
    #expect(try verdict("internet", "Host", "tcp/443", in: alone) == .undetermined)
  }
}
