/// What AWS's API says of a network of any size, in one file: VPCs with subnets, route tables, groups,
/// and interfaces of instances, each with all that AWS writes of it.
public struct AWSAnswer: Sendable {
  /// Interfaces, a hundred of each subnet, of up to 250 subnets of each VPC.
  public let interfaces: Int

  private static let perSubnet = 100
  private static let perVPC = 250 * perSubnet

  public init(interfaces: Int) {
    self.interfaces = interfaces
  }

  private var subnets: Int { (interfaces + Self.perSubnet - 1) / Self.perSubnet }
  private var vpcs: Int { (interfaces + Self.perVPC - 1) / Self.perVPC }

  /// The text, piece by piece.
  public func write(_ sink: (String) -> Void) {
    sink("{\n    \"Vpcs\": [")
    list(vpcs, sink, vpc)
    sink("],\n    \"Subnets\": [")
    list(subnets, sink, subnet)
    sink("],\n    \"RouteTables\": [")
    list(vpcs, sink, table)
    sink("],\n    \"NetworkAcls\": [")
    list(vpcs, sink, acl)
    sink("],\n    \"SecurityGroups\": [")
    list(vpcs * 20, sink, group)
    sink("],\n    \"Reservations\": [")
    list(interfaces, sink, instance)
    sink("],\n    \"NetworkInterfaces\": [")
    list(interfaces, sink, interface)
    sink("]\n}\n")
  }

  private func list(_ count: Int, _ sink: (String) -> Void, _ element: (Int) -> String) {
    for index in 0..<count { sink((index == 0 ? "\n" : ",\n") + element(index)) }
  }

  private func id(_ prefix: String, _ number: Int) -> String {
    let digits = String(number, radix: 16)
    return prefix + "-0" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  private func vpcID(ofSubnet subnet: Int) -> String {
    id("vpc", subnet * Self.perSubnet / Self.perVPC)
  }

  private func vpc(_ index: Int) -> String {
    """
            {
                "OwnerId": "111122223333",
                "CidrBlockAssociationSet": [ { "CidrBlock": "10.\(index).0.0/16", "CidrBlockState": { "State": "associated" } } ],
                "VpcId": "\(id("vpc", index))",
                "State": "available",
                "CidrBlock": "10.\(index).0.0/16",
                "Tags": [ { "Key": "Name", "Value": "vpc-\(index)" } ]
            }
    """
  }

  private func subnet(_ index: Int) -> String {
    let vpc = index * Self.perSubnet / Self.perVPC
    return """
              {
                  "AvailabilityZone": "us-east-1\(["a", "b", "c"][index % 3])",
                  "AvailabilityZoneId": "use1-az\(index % 3 + 1)",
                  "CidrBlock": "10.\(vpc).\(index % 250).0/24",
                  "OwnerId": "111122223333",
                  "State": "available",
                  "SubnetId": "\(id("subnet", index))",
                  "VpcId": "\(id("vpc", vpc))",
                  "Tags": [ { "Key": "Name", "Value": "subnet-\(index)" } ]
              }
      """
  }

  private func table(_ index: Int) -> String {
    """
            {
                "Associations": [ { "Main": true, "RouteTableId": "\(id("rtb", index))", "AssociationState": { "State": "associated" } } ],
                "RouteTableId": "\(id("rtb", index))",
                "Routes": [ { "DestinationCidrBlock": "10.\(index).0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable", "State": "active" } ],
                "VpcId": "\(id("vpc", index))"
            }
    """
  }

  private func acl(_ index: Int) -> String {
    let entries = ["true", "false"].map {
      "{ \"CidrBlock\": \"0.0.0.0/0\", \"Egress\": \($0), \"Protocol\": \"-1\", \"RuleAction\": \"allow\", \"RuleNumber\": 100 }"
    }
    return """
              {
                  "Associations": [],
                  "Entries": [ \(entries.joined(separator: ", ")) ],
                  "IsDefault": true,
                  "NetworkAclId": "\(id("acl", index))",
                  "VpcId": "\(id("vpc", index))"
              }
      """
  }

  private func group(_ index: Int) -> String {
    """
            {
                "GroupId": "\(id("sg", index))",
                "GroupName": "group-\(index)",
                "VpcId": "\(id("vpc", index / 20))",
                "IpPermissions": [ { "IpProtocol": "tcp", "FromPort": \(1000 + index), "ToPort": \(1000 + index), "IpRanges": [ { "CidrIp": "10.0.0.0/8" } ], "UserIdGroupPairs": [ { "GroupId": "\(id("sg", index / 20 * 20))", "UserId": "111122223333" } ] } ],
                "IpPermissionsEgress": [ { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ] } ]
            }
    """
  }

  private func instance(_ index: Int) -> String {
    let subnet = index / Self.perSubnet
    return """
              {
                  "Groups": [],
                  "Instances": [
                      {
                          "InstanceId": "\(id("i", index))",
                          "InstanceType": "m6i.large",
                          "ImageId": "ami-0abcdef1234567890",
                          "SubnetId": "\(id("subnet", subnet))",
                          "VpcId": "\(vpcID(ofSubnet: subnet))",
                          "State": { "Code": 16, "Name": "running" },
                          "PrivateDnsName": "ip-10-0-0-1.ec2.internal",
                          "LaunchTime": "2026-11-27T03:49:54.000Z",
                          "Tags": [ { "Key": "Name", "Value": "host-\(index)" }, { "Key": "env", "Value": "prod" } ]
                      }
                  ],
                  "OwnerId": "111122223333",
                  "ReservationId": "\(id("r", index))"
              }
      """
  }

  private func interface(_ index: Int) -> String {
    let subnet = index / Self.perSubnet
    let vpc = index / Self.perVPC
    let address = "10.\(vpc).\(subnet % 250).\(index % Self.perSubnet + 10)"
    let group = vpc * 20 + index % 20
    return """
              {
                  "Attachment": {
                      "AttachTime": "2026-11-27T03:49:54.000Z",
                      "AttachmentId": "\(id("eni-attach", index))",
                      "DeleteOnTermination": true,
                      "DeviceIndex": 0,
                      "NetworkCardIndex": 0,
                      "InstanceId": "\(id("i", index))",
                      "InstanceOwnerId": "111122223333",
                      "Status": "attached"
                  },
                  "AvailabilityZone": "us-east-1\(["a", "b", "c"][subnet % 3])",
                  "Description": "Primary network interface",
                  "Groups": [
                      {
                          "GroupName": "group-\(group)",
                          "GroupId": "\(id("sg", group))"
                      }
                  ],
                  "InterfaceType": "interface",
                  "Ipv6Addresses": [],
                  "MacAddress": "02:00:00:83:fb:c0",
                  "NetworkInterfaceId": "\(id("eni", index))",
                  "OwnerId": "111122223333",
                  "PrivateDnsName": "ip-10-0-0-1.ec2.internal",
                  "PrivateIpAddress": "\(address)",
                  "PrivateIpAddresses": [
                      {
                          "Primary": true,
                          "PrivateDnsName": "ip-10-0-0-1.ec2.internal",
                          "PrivateIpAddress": "\(address)"
                      }
                  ],
                  "RequesterManaged": false,
                  "SourceDestCheck": true,
                  "Status": "in-use",
                  "SubnetId": "\(id("subnet", subnet))",
                  "TagSet": [],
                  "VpcId": "\(id("vpc", vpc))"
              }
      """
  }
}
