/// A public and a private subnet with a host each, and whatever else is asked for.
func twoTiers(
  _ more: String, parameters: String = "", conditions: String = "", web: String = "",
  app: String = ""
) -> String {
  """
  Parameters: { Unknown: { Type: String }, \(parameters) }
  Conditions: { \(conditions) }
  Resources:
    Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
    Gateway: { Type: "AWS::EC2::InternetGateway" }
    Attachment:
      Type: AWS::EC2::VPCGatewayAttachment
      Properties: { VpcId: !Ref Net, InternetGatewayId: !Ref Gateway }
    Public:
      Type: AWS::EC2::Subnet
      Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24, MapPublicIpOnLaunch: true, AvailabilityZone: !Select [0, !GetAZs ""] }
    Private:
      Type: AWS::EC2::Subnet
      Properties: { VpcId: !Ref Net, CidrBlock: 10.0.2.0/24, AvailabilityZone: !Select [0, !GetAZs ""] }
    Table: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
    TableOfPublic:
      Type: AWS::EC2::SubnetRouteTableAssociation
      Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Public }
    Default:
      Type: AWS::EC2::Route
      Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
    Open:
      Type: AWS::EC2::SecurityGroup
      Properties:
        VpcId: !Ref Net
        GroupDescription: lets all in
        SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 0.0.0.0/0 } ]
    Shut:
      Type: AWS::EC2::SecurityGroup
      Properties: { VpcId: !Ref Net, GroupDescription: lets nothing in }
    web:
      Type: AWS::EC2::Instance
      Properties: { SubnetId: !Ref Public, SecurityGroupIds: [!Ref Open], \(web) }
    app:
      Type: AWS::EC2::Instance
      Properties: { SubnetId: !Ref Private, SecurityGroupIds: [!Ref Shut], \(app) }
  \(more.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
  """
}
