import NetproofSyntax
import NetproofTestSupport

/// Two hosts, `a` and `b`, in two subnets whose routes to each other lead to something in between,
/// and one group that lets everything in and out.
enum TwoSubnets {
  /// The network as a template, with what begins it and what else it makes.
  static func template(_ head: String = "", by endpoint: String, _ more: String) -> String {
    """
    \(head)
    Resources:
      Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
      One: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
      Two: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1a } }
      Between: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.3.0/24, AvailabilityZone: us-east-1a } }
      Open:
        Type: AWS::EC2::SecurityGroup
        Properties:
          VpcId: !Ref Net
          GroupDescription: lets all in
          SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 0.0.0.0/0 } ]
      a: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Open] } }
      b: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref Two, SecurityGroupIds: [!Ref Open] } }
      OfOne: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
      OneHasIt: { Type: "AWS::EC2::SubnetRouteTableAssociation", Properties: { RouteTableId: !Ref OfOne, SubnetId: !Ref One } }
      OneGoes: { Type: "AWS::EC2::Route", Properties: { RouteTableId: !Ref OfOne, DestinationCidrBlock: 10.0.2.0/24, VpcEndpointId: \(endpoint) } }
      OfTwo: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
      TwoHasIt: { Type: "AWS::EC2::SubnetRouteTableAssociation", Properties: { RouteTableId: !Ref OfTwo, SubnetId: !Ref Two } }
      TwoGoes: { Type: "AWS::EC2::Route", Properties: { RouteTableId: !Ref OfTwo, DestinationCidrBlock: 10.0.1.0/24, VpcEndpointId: \(endpoint) } }
    \(more.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    """
  }

  /// The network as a plan makes it, whose routes to each other lead to what some expression names.
  static func planned(by endpoint: String, keys: [String] = ["", ""]) -> [Planned] {
    let far = subnet("far", "10.0.2.0/24")
    let hosts = [
      TwoHosts.hosts[0],
      TwoHosts.host("b", #""10.0.2.11""#, subnet: reference("aws_subnet.far.id", "aws_subnet.far")),
    ]
    let ways = [("net", "10.0.2.0/24"), ("far", "10.0.1.0/24")].enumerated().flatMap { index, way in
      [
        Planned(
          address: "aws_route_table.\(way.0)",
          unknown: #"{ "id": true, "vpc_id": true }"#,
          expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#),
        Planned(
          address: "aws_route_table_association.\(way.0)",
          unknown: #"{ "id": true, "subnet_id": true, "route_table_id": true }"#,
          expressions: """
            { "subnet_id": \(reference("aws_subnet.\(way.0).id", "aws_subnet.\(way.0)")),
              "route_table_id": \(reference("aws_route_table.\(way.0).id", "aws_route_table.\(way.0)")) }
            """),
        Planned(
          address: "aws_route.\(way.0)\(keys[index])",
          values: #"{ "destination_cidr_block": "\#(way.1)" }"#,
          unknown: #"{ "id": true, "route_table_id": true, "vpc_endpoint_id": true }"#,
          expressions: """
            { "route_table_id": \(reference("aws_route_table.\(way.0).id", "aws_route_table.\(way.0)")),
              "vpc_endpoint_id": \(endpoint) }
            """),
      ]
    }
    return [TwoHosts.vpc, TwoHosts.subnet, far, TwoHosts.group] + hosts + ways
  }

  /// A further subnet of the plan.
  static func subnet(_ name: String, _ cidr: String, zone: String = "us-east-1a") -> Planned {
    Planned(
      address: "aws_subnet.\(name)",
      values: #"{ "cidr_block": "\#(cidr)", "availability_zone": "\#(zone)" }"#,
      unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
  }
}
