import NetproofEngine
import NetproofTestSupport
import Testing

/// Services of one's own behind endpoints, of templates and plans.
@Suite struct `Endpoint services` {
  /// A VPC whose hosts go by an endpoint to appliances of another VPC before they meet.
  private static func template(_ service: String, targets: String = "[ { Id: !Ref appliance } ]")
    -> String
  {
    TwoSubnets.template(
      "Parameters: { Unknown: { Type: String } }", by: "!Ref Inspect",
      """
      Inspect:
        Type: AWS::EC2::VPCEndpoint
        Properties: { VpcId: !Ref Net, VpcEndpointType: GatewayLoadBalancer, SubnetIds: [!Ref Between], ServiceName: \(service) }
      Far: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.9.0.0/16 } }
      Sensors: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Far, CidrBlock: 10.9.1.0/24, AvailabilityZone: us-east-1a } }
      OpenThere:
        Type: AWS::EC2::SecurityGroup
        Properties:
          VpcId: !Ref Far
          GroupDescription: lets all in
          SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 0.0.0.0/0 } ]
      appliance: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref Sensors, SecurityGroupIds: [!Ref OpenThere] } }
      Balancer: { Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: { Type: gateway, Subnets: [!Ref Sensors] } }
      Targets: { Type: "AWS::ElasticLoadBalancingV2::TargetGroup", Properties: { VpcId: !Ref Far, Protocol: GENEVE, Port: 6081, TargetType: instance, Targets: \(targets) } }
      Listener: { Type: "AWS::ElasticLoadBalancingV2::Listener", Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [ { Type: forward, TargetGroupArn: !Ref Targets } ] } }
      Service: { Type: "AWS::EC2::VPCEndpointService", Properties: { GatewayLoadBalancerArns: [!Ref Balancer] } }
      """)
  }

  private static let own = #"!Sub "com.amazonaws.vpce.${AWS::Region}.${Service}""#

  @Test func `of a template lead endpoints to their appliances`() throws {
    let text = Self.template(Self.own)
    let yaml = Imported(text: text).yaml
    #expect(yaml.contains("load-balancers: Far/Balancer"), "\(yaml)")
    #expect(try verdict("a", "b", "tcp/80", in: ["net.yaml": text]) == .reachable)
    // Without a target nobody takes the packets.
    let none = Self.template(Self.own, targets: "[]")
    #expect(try verdict("a", "b", "tcp/80", in: ["net.yaml": none]) == .unreachable)
    let unknown = Self.template("!Ref Unknown")
    #expect(try verdict("a", "b", "tcp/80", in: ["net.yaml": unknown]) == .undetermined)
  }

  @Test func `of a plan are found by what refers to them`() throws {
    let service = Planned(
      address: "aws_vpc_endpoint_service.s",
      values: #"{ "acceptance_required": false, "gateway_load_balancer_arns": [null] }"#,
      unknown: #"{ "id": true, "service_name": true, "gateway_load_balancer_arns": [true] }"#,
      expressions:
        #"{ "gateway_load_balancer_arns": \#(reference("aws_lb.g.arn", "aws_lb.g")) }"#)
    let balancer = Planned(
      address: "aws_lb.g", values: #"{ "load_balancer_type": "gateway", "subnets": [null] }"#,
      unknown: #"{ "id": true, "arn": true, "subnets": [true] }"#,
      expressions: #"{ "subnets": \#(reference("aws_subnet.net.id", "aws_subnet.net")) }"#)
    let endpoint = Planned(
      address: "aws_vpc_endpoint.e",
      values: #"{ "vpc_endpoint_type": "GatewayLoadBalancer", "subnet_ids": [null] }"#,
      unknown: #"{ "id": true, "vpc_id": true, "service_name": true, "subnet_ids": [true] }"#,
      expressions: """
        { "vpc_id": \(reference("aws_vpc.net.id", "aws_vpc.net")),
          "subnet_ids": \(reference("aws_subnet.net.id", "aws_subnet.net")),
          "service_name": \(reference("aws_vpc_endpoint_service.s.service_name", "aws_vpc_endpoint_service.s")) }
        """)
    let network = TwoHosts.network + [service, balancer, endpoint]
    let yaml = Imported(text: plan(network), name: "plan.json").yaml
    #expect(yaml.contains("type: gateway-load-balancer"), "\(yaml)")
    #expect(yaml.contains("service: aws_vpc_endpoint_service.s.service_name"), "\(yaml)")
    #expect(yaml.contains("{ load-balancers: net/g }"), "\(yaml)")
    #expect(try verdict(network) == "reachable")
  }

  @Test func `regional NAT gateways of a state have their zones, those of a plan are a gap`() {
    let known = Planned.kept(
      "aws_nat_gateway.out",
      """
      { "id": "nat-1", "vpc_id": "vpc-1", "availability_mode": "regional",
        "regional_nat_gateway_address": [
          { "availability_zone": "us-east-1a", "public_ip": "198.51.100.10" } ] }
      """)
    let vpc = Planned.kept("aws_vpc.net", #"{ "id": "vpc-1", "cidr_block": "10.0.0.0/16" }"#)
    let yaml = Imported(text: plan([vpc, known]), name: "plan.json").yaml
    #expect(yaml.contains("kind: regional, public-ips: { us-east-1a: 198.51.100.10 }"), "\(yaml)")
    let new = Planned(
      address: "aws_nat_gateway.out", values: #"{ "availability_mode": "regional" }"#,
      unknown: #"{ "id": true, "vpc_id": true, "regional_nat_gateway_address": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    let open = Imported(text: plan([TwoHosts.vpc, new]), name: "plan.json")
    #expect(open.codes == ["NP0613"])
    #expect(open.yaml.contains("described: false"), "\(open.yaml)")
  }
}
