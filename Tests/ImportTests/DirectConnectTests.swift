import NetproofEngine
import NetproofTestSupport
import Testing

/// Direct Connect in templates and plans: what it brings only its other end knows, so that what may go
/// through it is undetermined, and nothing else.
@Suite struct `Direct Connect` {
  @Suite struct `of a template` {
    private static let head = """
      Resources:
        Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
        One: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24 } }
        Open: { Type: "AWS::EC2::SecurityGroup", Properties: { VpcId: !Ref Net, GroupDescription: lets all out } }
        a: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Open] } }
        Table: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
        OfOne: { Type: "AWS::EC2::SubnetRouteTableAssociation", Properties: { RouteTableId: !Ref Table, SubnetId: !Ref One } }
        Office: { Type: "AWS::DirectConnect::DirectConnectGateway", Properties: { DirectConnectGatewayName: office } }

      """

    /// A template without the lines that have some text.
    private static func without(_ part: String, _ text: String) -> String {
      text.split(separator: "\n").filter { !$0.contains(part) }.joined(separator: "\n")
    }

    private static func expect(
      _ expected: Verdict, to: String, _ text: String, _ place: SourceLocation = #_sourceLocation
    ) throws {
      let found = try verdict("a", to, "tcp/443", in: ["net.yaml": text])
      #expect(found == expected, sourceLocation: place)
    }

    @Test func `comes by virtual private gateways`() throws {
      let gateway =
        Self.head + """
            Ways: { Type: "AWS::EC2::VPNGateway", Properties: { Type: ipsec.1 } }
            There: { Type: "AWS::EC2::VPCGatewayAttachment", Properties: { VpcId: !Ref Net, VpnGatewayId: !Ref Ways } }
            Learned: { Type: "AWS::EC2::VPNGatewayRoutePropagation", Properties: { VpnGatewayId: !Ref Ways, RouteTableIds: [!Ref Table] } }

          """
      let line = """
          Line: { Type: "AWS::DirectConnect::PrivateVirtualInterface", Properties: { VirtualInterfaceName: line, VirtualGatewayId: !Ref Ways } }
        """
      let association = """
          Joined:
            Type: AWS::DirectConnect::DirectConnectGatewayAssociation
            Properties: { DirectConnectGatewayId: !GetAtt Office.DirectConnectGatewayId, AssociatedGatewayId: !Ref Ways }
        """
      try Self.expect(
        .unreachable, to: "192.168.0.5", Self.without("  Office:", gateway))
      // What a template says of a Direct Connect gateway is never all: it may be associated elsewhere.
      try Self.expect(.undetermined, to: "192.168.0.5", gateway)
      try Self.expect(.undetermined, to: "192.168.0.5", gateway + line)
      try Self.expect(.undetermined, to: "192.168.0.5", gateway + association)
      // Elsewhere the gateway belongs to something that nobody knows.
      let open = association.replacing("!Ref Ways", with: "!Ref Elsewhere")
      let parameters = "Parameters: { Elsewhere: { Type: String } }\n"
      let office = Self.head.split(separator: "\n").filter { $0.contains("Office:") }
      let other = parameters + "Resources:\n" + office.joined(separator: "\n") + "\n" + open
      let both = ["net.yaml": Self.without("  Office:", gateway), "office.yaml": other]
      #expect(try verdict("a", "192.168.0.5", "tcp/443", in: both) == .undetermined)
    }

    @Test func `comes by transit gateways`() throws {
      func network(_ learns: String, _ association: String) -> String {
        Self.head + """
            Far: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.9.0.0/16 } }
            Two: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Far, CidrBlock: 10.9.1.0/24 } }
            OpenThere:
              Type: AWS::EC2::SecurityGroup
              Properties: { VpcId: !Ref Far, GroupDescription: x, SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 0.0.0.0/0 } ] }
            b: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref Two, SecurityGroupIds: [!Ref OpenThere] } }
            Hub:
              Type: AWS::EC2::TransitGateway
              Properties: { DefaultRouteTablePropagation: \(learns) }
            ToNet: { Type: "AWS::EC2::TransitGatewayVpcAttachment", Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Net, SubnetIds: [!Ref One] } }
            ToFar: { Type: "AWS::EC2::TransitGatewayVpcAttachment", Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Far, SubnetIds: [!Ref Two] } }
            Core: { Type: "AWS::EC2::TransitGatewayRouteTable", Properties: { TransitGatewayId: !Ref Hub } }
            CoreOfNet: { Type: "AWS::EC2::TransitGatewayRouteTableAssociation", Properties: { TransitGatewayRouteTableId: !Ref Core, TransitGatewayAttachmentId: !Ref ToNet } }
            CoreOfFar: { Type: "AWS::EC2::TransitGatewayRouteTableAssociation", Properties: { TransitGatewayRouteTableId: !Ref Core, TransitGatewayAttachmentId: !Ref ToFar } }
            CoreToNet: { Type: "AWS::EC2::TransitGatewayRoute", Properties: { TransitGatewayRouteTableId: !Ref Core, DestinationCidrBlock: 10.0.0.0/16, TransitGatewayAttachmentId: !Ref ToNet } }
            CoreToFar: { Type: "AWS::EC2::TransitGatewayRoute", Properties: { TransitGatewayRouteTableId: !Ref Core, DestinationCidrBlock: 10.9.0.0/16, TransitGatewayAttachmentId: !Ref ToFar } }
            Out: { Type: "AWS::EC2::Route", Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: !Ref Hub } }
            FarTable: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Far } }
            OfTwo: { Type: "AWS::EC2::SubnetRouteTableAssociation", Properties: { RouteTableId: !Ref FarTable, SubnetId: !Ref Two } }
            Back: { Type: "AWS::EC2::Route", Properties: { RouteTableId: !Ref FarTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: !Ref Hub } }
            \(association)

          """
      }
      let joined = """
        Joined: { Type: "AWS::DirectConnect::DirectConnectGatewayAssociation", Properties: { \
        DirectConnectGatewayId: !Ref Office, AssociatedGatewayId: !Ref Hub, \
        AllowedPrefixesToDirectConnectGateway: [10.0.0.0/8] } }
        """
      let text = network("disable", joined)
      try Self.expect(.reachable, to: "b", text)
      try Self.expect(.unreachable, to: "192.168.0.5", text)
      let yaml = Imported(text: text).yaml
      #expect(yaml.contains("{ direct-connect: office }"), "\(yaml)")
      #expect(yaml.contains("allowed-prefixes: [10.0.0.0/8]"), "\(yaml)")
      #expect(yaml.contains("Core:\n        associations"), "\(yaml)")
      // Its routes come into the default table, which nothing of this VPC is associated with.
      try Self.expect(.unreachable, to: "192.168.0.5", network("enable", joined))
      let usual = Self.without("CoreOfNet:", network("enable", joined))
      try Self.expect(.undetermined, to: "192.168.0.5", usual)
    }
  }

  @Suite struct `of a plan` {
    private static let gateway = Planned(
      address: "aws_vpn_gateway.ways", unknown: #"{ "id": true, "vpc_id": true }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
    private static let learned = Planned(
      address: "aws_vpn_gateway_route_propagation.net",
      unknown: #"{ "id": true, "vpn_gateway_id": true, "route_table_id": true }"#,
      expressions: """
        { "vpn_gateway_id": \(reference("aws_vpn_gateway.ways.id", "aws_vpn_gateway.ways")),
          "route_table_id": \(reference("aws_vpc.net.main_route_table_id", "aws_vpc.net")) }
        """)
    private static let router = Planned(
      address: "aws_dx_gateway.office", values: #"{ "name": "office" }"#)

    private static func association(_ gateway: String, _ more: String = "") -> Planned {
      Planned(
        address: "aws_dx_gateway_association.a", values: "{ \(more) }",
        unknown: #"{ "id": true, "dx_gateway_id": true, "associated_gateway_id": true }"#,
        expressions: """
          { "dx_gateway_id": \(reference("aws_dx_gateway.office.id", "aws_dx_gateway.office")),
            "associated_gateway_id": \(gateway) }
          """)
    }

    private static func expect(
      _ expected: Verdict, _ more: [Planned], _ place: SourceLocation = #_sourceLocation
    ) throws {
      let text = plan(TwoHosts.network + [gateway, learned] + more)
      let found = try verdict("a", "192.168.0.5", "tcp/443", in: ["plan.json": text])
      #expect(found == expected, sourceLocation: place)
    }

    @Test func `comes by virtual private gateways`() throws {
      let ways = reference("aws_vpn_gateway.ways.id", "aws_vpn_gateway.ways")
      try Self.expect(.unreachable, [])
      try Self.expect(.undetermined, [Self.router, Self.association(ways)])
      try Self.expect(.undetermined, [Self.router, Self.association(reference("local.gateway"))])
      let line = Planned(
        address: "aws_dx_private_virtual_interface.line", values: #"{ "name": "line" }"#,
        unknown: #"{ "id": true, "vpn_gateway_id": true }"#,
        expressions: #"{ "vpn_gateway_id": \#(ways) }"#)
      try Self.expect(.undetermined, [line])
      // Hosts in the VPC are none of its business.
      #expect(try verdict(TwoHosts.network + [Self.gateway, Self.learned, line]) == "reachable")
    }

    @Test func `is attached to transit gateways, by a name that route tables know`() {
      let hub = Planned(
        address: "aws_ec2_transit_gateway.hub",
        values: """
          { "default_route_table_association": "disable", "default_route_table_propagation": "disable" }
          """)
      let id = reference("aws_ec2_transit_gateway.hub.id", "aws_ec2_transit_gateway.hub")
      let attachment = Planned(
        address: "data.aws_ec2_transit_gateway_dx_gateway_attachment.office",
        unknown: #"{ "id": true, "transit_gateway_id": true, "dx_gateway_id": true }"#,
        expressions: """
          { "transit_gateway_id": \(id),
            "dx_gateway_id": \(reference("aws_dx_gateway.office.id", "aws_dx_gateway.office")) }
          """, actions: #"["read"]"#)
      let table = Planned(
        address: "aws_ec2_transit_gateway_route_table.core",
        unknown: #"{ "id": true, "transit_gateway_id": true }"#,
        expressions: #"{ "transit_gateway_id": \#(id) }"#)
      let propagation = Planned(
        address: "aws_ec2_transit_gateway_route_table_propagation.office",
        unknown: """
          { "id": true, "transit_gateway_attachment_id": true, "transit_gateway_route_table_id": true }
          """,
        expressions: """
          { "transit_gateway_attachment_id": \(reference(
              "data.aws_ec2_transit_gateway_dx_gateway_attachment.office.id",
              "data.aws_ec2_transit_gateway_dx_gateway_attachment.office")),
            "transit_gateway_route_table_id": \(reference(
              "aws_ec2_transit_gateway_route_table.core.id", "aws_ec2_transit_gateway_route_table.core")) }
          """)
      let yaml = Imported(
        text: plan([
          hub, Self.router, Self.association(id, #""allowed_prefixes": ["10.0.0.0/8"]"#),
          attachment,
          table, propagation,
        ]), name: "plan.json"
      ).yaml
      #expect(yaml.contains("{ direct-connect: office }"), "\(yaml)")
      #expect(
        yaml.contains("core: { propagations: [office-attachment], described: false }"), "\(yaml)")
      #expect(yaml.contains("{ transit-gateway: hub, allowed-prefixes: [10.0.0.0/8] }"), "\(yaml)")
    }
  }
}
