import NetproofEngine
import NetproofTestSupport
import Testing

/// Cloud WAN in plans and templates, which is not carried over: a gap, never a lack of routes.
@Suite struct `A core network that nobody describes` {
  @Test(arguments: ["!GetAtt Wan.CoreNetworkArn", "!Ref Unknown"])
  func `of a template leaves open what its routes lead to`(arn: String) throws {
    let routes = """
      \(TwoHosts.template)
        Wan: { Type: "AWS::NetworkManager::CoreNetwork", Properties: { GlobalNetworkId: g, PolicyDocument: {} } }
        Table: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
        OneHasIt: { Type: "AWS::EC2::SubnetRouteTableAssociation", Properties: { RouteTableId: !Ref Table, SubnetId: !Ref One } }
        Out: { Type: "AWS::EC2::Route", Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 10.9.0.0/16, CoreNetworkArn: \(arn) } }
      """
    let found = try verdict("a", "10.9.0.1", "tcp/443", in: ["net.yaml": routes])
    #expect(found == .undetermined)
  }

  @Test func `of a plan leaves open what its routes lead to`() throws {
    let wan = Planned(
      address: "aws_networkmanager_core_network.wan", unknown: #"{ "id": true, "arn": true }"#)
    let out = Planned(
      address: "aws_route.out", values: #"{ "destination_cidr_block": "10.9.0.0/16" }"#,
      unknown: #"{ "id": true, "route_table_id": true, "core_network_arn": true }"#,
      expressions: """
        { "route_table_id": \(reference("aws_vpc.net.main_route_table_id", "aws_vpc.net")),
          "core_network_arn": \(reference(
            "aws_networkmanager_core_network.wan.arn", "aws_networkmanager_core_network.wan")) }
        """)
    let text = plan(TwoHosts.network + [wan, out])
    #expect(try verdict("a", "10.9.0.1", "tcp/443", in: ["plan.json": text]) == .undetermined)
  }
}
