import NetproofTestSupport
import Testing

/// NAT gateways with several addresses.
@Suite struct `NAT gateways of imports` {
  private static func answers(_ addresses: String, _ more: String = "") -> Imported {
    Imported(
      text: """
        { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
          "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
          "NatGateways": [ { "NatGatewayId": "nat-1", "VpcId": "vpc-1", "SubnetId": "subnet-1"\(more),
            "State": "available", "NatGatewayAddresses": [ \(addresses) ] } ] }
        """, name: "net.json")
  }

  @Test func `have all addresses of AWS's answer, the primary one first`() {
    let found = Self.answers(
      """
      { "PrivateIp": "10.0.1.6", "PublicIp": "52.0.0.6", "IsPrimary": false, "Status": "succeeded" },
      { "PrivateIp": "10.0.1.5", "PublicIp": "52.0.0.5", "IsPrimary": true, "Status": "succeeded" },
      { "PrivateIp": "10.0.1.8", "IsPrimary": false, "Status": "failed" }
      """)
    #expect(!found.codes.contains("NP0602"), "\(found.codes)")
    #expect(found.yaml.contains("private-ips: [10.0.1.5, 10.0.1.6]"), "\(found.yaml)")
    #expect(
      found.yaml.contains("public-ips: { 10.0.1.5: 52.0.0.5, 10.0.1.6: 52.0.0.6 }"), "\(found.yaml)"
    )
  }

  @Test func `say so of an address that is only being associated`() {
    let found = Self.answers(
      """
      { "PrivateIp": "10.0.1.5", "PublicIp": "52.0.0.5", "IsPrimary": true, "Status": "succeeded" },
      { "PrivateIp": "10.0.1.6", "PublicIp": "52.0.0.6", "IsPrimary": false, "Status": "associating" }
      """)
    #expect(found.codes.contains("NP0602"))
    #expect(found.yaml.contains("private-ip: 10.0.1.5, public-ip: 52.0.0.5"), "\(found.yaml)")
  }

  @Test func `of a whole VPC have several addresses in a zone`() {
    let found = Self.answers(
      """
      { "PublicIp": "52.0.0.5", "AvailabilityZone": "us-east-1a", "Status": "succeeded" },
      { "PublicIp": "52.0.0.6", "AvailabilityZone": "us-east-1a", "Status": "succeeded" },
      { "PublicIp": "52.0.0.7", "AvailabilityZone": "us-east-1b", "Status": "succeeded" }
      """, #", "AvailabilityMode": "regional""#)
    #expect(
      found.yaml.contains("{ us-east-1a: [52.0.0.5, 52.0.0.6], us-east-1b: 52.0.0.7 }"),
      "\(found.yaml)")
  }

  @Test func `of a template have the further addresses that it asks for`() {
    func text(_ more: String) -> Imported {
      Imported(
        text: """
          Resources:
            Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
            Web: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24 } }
            One: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
            Two: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
            Nat:
              Type: AWS::EC2::NatGateway
              Properties: { SubnetId: !Ref Web, \(more) }
          """, name: "net.yaml")
    }
    let elastic = text(
      "AllocationId: !GetAtt One.AllocationId, SecondaryAllocationIds: [!GetAtt Two.AllocationId]")
    #expect(elastic.yaml.contains("private-ips: [10.0.1.4, 10.0.1.5]"), "\(elastic.yaml)")
    #expect(elastic.yaml.contains("public-ips: { 10.0.1.4: "), "\(elastic.yaml)")
    let counted = text("ConnectivityType: private, SecondaryPrivateIpAddressCount: 2")
    #expect(counted.yaml.contains("private-ips: [10.0.1.4, 10.0.1.5, 10.0.1.6]"), "\(counted.yaml)")
    let written = text(
      "ConnectivityType: private, PrivateIpAddress: 10.0.1.9, "
        + "SecondaryPrivateIpAddresses: [10.0.1.8]")
    #expect(written.yaml.contains("private-ips: [10.0.1.9, 10.0.1.8]"), "\(written.yaml)")
  }

  @Test func `of a state have those of their secondary allocations and associations`() {
    let vpc = Planned.kept("aws_vpc.net", #"{ "id": "vpc-1", "cidr_block": "10.0.0.0/16" }"#)
    let subnet = Planned.kept(
      "aws_subnet.net", #"{ "id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24" }"#)
    let elastic = ["b", "c"].enumerated().map { index, name in
      Planned.kept(
        "aws_eip.\(name)",
        #"{ "id": "eipalloc-\#(name)", "public_ip": "52.0.0.\#(index + 6)", "private_ip": "10.0.1.\#(index + 6)" }"#
      )
    }
    let gateway = Planned.kept(
      "aws_nat_gateway.out",
      """
      { "id": "nat-1", "subnet_id": "subnet-1", "connectivity_type": "public", "private_ip": "10.0.1.5",
        "public_ip": "52.0.0.5", "secondary_allocation_ids": ["eipalloc-b"],
        "secondary_private_ip_addresses": ["10.0.1.6", "10.0.1.7"] }
      """)
    let association = Planned.kept(
      "aws_nat_gateway_eip_association.more",
      """
      { "nat_gateway_id": "nat-1", "allocation_id": "eipalloc-c", "public_ip": "52.0.0.7",
        "private_ip_address": "10.0.1.7" }
      """)
    let found = Imported(
      text: plan([vpc, subnet, gateway, association] + elastic), name: "plan.json")
    #expect(found.yaml.contains("private-ips: [10.0.1.5, 10.0.1.6, 10.0.1.7]"), "\(found.yaml)")
    #expect(
      found.yaml.contains(
        "public-ips: { 10.0.1.5: 52.0.0.5, 10.0.1.6: 52.0.0.6, 10.0.1.7: 52.0.0.7 }"),
      "\(found.yaml)")
  }

  @Test func `of a state are open where nothing says which public address a private one has`() {
    let vpc = Planned.kept("aws_vpc.net", #"{ "id": "vpc-1", "cidr_block": "10.0.0.0/16" }"#)
    let subnet = Planned.kept(
      "aws_subnet.net", #"{ "id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24" }"#)
    let elastic = ["b", "c"].enumerated().map { index, name in
      Planned.kept(
        "aws_eip.\(name)", #"{ "id": "eipalloc-\#(name)", "public_ip": "52.0.0.\#(index + 6)" }"#)
    }
    let gateway = Planned.kept(
      "aws_nat_gateway.out",
      """
      { "id": "nat-1", "subnet_id": "subnet-1", "connectivity_type": "public", "private_ip": "10.0.1.5",
        "public_ip": "52.0.0.5", "secondary_allocation_ids": ["eipalloc-b", "eipalloc-c"],
        "secondary_private_ip_addresses": ["10.0.1.6", "10.0.1.7"] }
      """)
    let found = Imported(text: plan([vpc, subnet, gateway] + elastic), name: "plan.json")
    #expect(found.codes.contains("NP0613"), "\(found.codes)")
    #expect(found.yaml.contains("described: false"), "\(found.yaml)")
  }
}
