/// What form a value of an answer has, as far as the import reads it.
///
/// Source: the response elements of the API references of Amazon EC2 and Elastic Load Balancing.
indirect enum AWSShape: Sendable {
  case text
  case texts
  case part([String: AWSShape])
  case parts([String: AWSShape])
  /// AWS always tells it, even if there is nothing in it: without it the thing is not known whole.
  case needed(AWSShape)
  /// The same, and it says what of the VPC the thing is used for: without it the VPC is not known whole.
  case links(AWSShape)

  /// What is said of things of a kind.
  ///
  /// Kinds that are not here are read as they stand.
  static let all: [AWSKind: [String: AWSShape]] = [
    .vpcs: [
      "CidrBlock": .text, "OwnerId": .text,
      "CidrBlockAssociationSet": .parts(["CidrBlock": .text]),
      "Ipv6CidrBlockAssociationSet": .parts(["Ipv6CidrBlock": .text]),
      "BlockPublicAccessStates": .part(["InternetGatewayBlockMode": .text]),
      "EncryptionControl": .part(["Mode": .text]),
    ],
    .subnets: [
      "VpcId": .text, "CidrBlock": .text, "AvailabilityZone": .text, "AvailabilityZoneId": .text,
      "Ipv6CidrBlockAssociationSet": .parts(["Ipv6CidrBlock": .text]), "OutpostArn": .text,
    ],
    .routeTables: [
      "VpcId": .text, "Routes": .needed(.parts(route)),
      "Associations": .links(
        .parts([
          "Main": .text, "SubnetId": .text, "GatewayId": .text,
          "AssociationState": .part(["State": .text]),
        ])),
      "PropagatingVgws": .parts(["GatewayId": .text]),
    ],
    .networkACLs: [
      "VpcId": .text, "IsDefault": .text,
      "Associations": .links(.parts(["SubnetId": .text])),
      "Entries": .needed(
        .parts([
          "RuleNumber": .needed(.text), "RuleAction": .needed(.text), "Egress": .needed(.text),
          "Protocol": .needed(.text), "CidrBlock": .text, "Ipv6CidrBlock": .text,
          "PortRange": .part(["From": .text, "To": .text]),
          "IcmpTypeCode": .part(["Type": .text, "Code": .text]),
        ])),
    ],
    .securityGroups: [
      "VpcId": .text, "GroupName": .text, "IpPermissions": .needed(permissions),
      "IpPermissionsEgress": .needed(permissions),
    ],
    .interfaces: interface,
    .internetGateways: ["Attachments": .parts(["VpcId": .text, "State": .text])],
    .egressOnlyInternetGateways: ["Attachments": .parts(["VpcId": .text, "State": .text])],
    .vpnGateways: ["VpcAttachments": .parts(["VpcId": .text, "State": .text]), "State": .text],
    .natGateways: [
      "VpcId": .text, "SubnetId": .text, "ConnectivityType": .text, "State": .text,
      "NatGatewayAddresses": .parts([
        "PrivateIp": .text, "PublicIp": .text, "IsPrimary": .text, "Status": .text,
      ]),
    ],
    .endpoints: [
      "VpcId": .text, "VpcEndpointType": .text, "ServiceName": .text, "State": .text,
      "SubnetIds": .texts, "RouteTableIds": .texts, "NetworkInterfaceIds": .texts,
      "Groups": .parts(["GroupId": .text]),
    ],
    .peerings: [
      "RequesterVpcInfo": .part(side), "AccepterVpcInfo": .part(side),
      "Status": .part(["Code": .text]),
    ],
    .vpcAttachments: [
      "TransitGatewayId": .text, "VpcId": .text, "State": .text, "SubnetIds": .texts,
      "Options": .part(["ApplianceModeSupport": .text, "Ipv6Support": .text]),
    ],
    .gatewayRoutes: [
      "DestinationCidrBlock": .text, "PrefixListId": .text, "Type": .text, "State": .text,
      "TransitGatewayAttachments": .parts([
        "TransitGatewayAttachmentId": .text, "ResourceId": .text, "ResourceType": .text,
      ]),
    ],
    .loadBalancers: [
      "Type": .text, "Scheme": .text, "VpcId": .text, "SecurityGroups": .texts,
      "AvailabilityZones": .parts(["SubnetId": .text]), "State": .part(["Code": .text]),
    ],
    .classicLoadBalancers: [
      "Scheme": .text, "VPCId": .text, "Subnets": .texts, "SecurityGroups": .texts,
      "Instances": .parts(["InstanceId": .text]),
      "ListenerDescriptions": .parts([
        "Listener": .part(["LoadBalancerPort": .text, "InstancePort": .text])
      ]),
    ],
    .targetGroups: ["Protocol": .text, "Port": .text, "VpcId": .text, "TargetType": .text],
    .listeners: [
      "LoadBalancerArn": .text, "Port": .text, "Protocol": .text,
      "DefaultActions": .parts(["TargetGroupArn": .text, "ForwardConfig": .part([:])]),
    ],
    .targetHealth: [
      "Target": .part(["Id": .text, "Port": .text]), "TargetHealth": .part(["State": .text]),
    ],
  ]

  static let instance: [String: AWSShape] = [
    "VpcId": .text, "SubnetId": .text, "State": .part(["Name": .text]),
    "NetworkInterfaces": .parts(interface),
  ]

  private static let interface: [String: AWSShape] = [
    "NetworkInterfaceId": .text, "SubnetId": .text, "VpcId": .text, "Status": .text,
    "Groups": .parts(["GroupId": .text]), "PrivateIpAddress": .text, "SourceDestCheck": .text,
    "InterfaceType": .text, "Description": .text,
    "PrivateIpAddresses": .parts([
      "PrivateIpAddress": .text, "Primary": .text, "Association": .part(["PublicIp": .text]),
    ]),
    "Ipv6Addresses": .parts(["Ipv6Address": .text]),
    "Attachment": .part(["InstanceId": .text, "DeviceIndex": .text]),
    "Association": .part(["PublicIp": .text]),
  ]

  private static let permissions = AWSShape.parts([
    "IpProtocol": .needed(.text), "FromPort": .text, "ToPort": .text,
    "IpRanges": .parts(["CidrIp": .text]), "Ipv6Ranges": .parts(["CidrIpv6": .text]),
    "PrefixListIds": .parts(["PrefixListId": .text]),
    "UserIdGroupPairs": .parts(["GroupId": .text, "VpcId": .text]),
  ])

  private static let route: [String: AWSShape] = [
    "DestinationCidrBlock": .text, "DestinationIpv6CidrBlock": .text,
    "DestinationPrefixListId": .text, "GatewayId": .text, "State": .text, "Origin": .text,
    "NatGatewayId": .text, "TransitGatewayId": .text, "VpcPeeringConnectionId": .text,
    "NetworkInterfaceId": .text, "InstanceId": .text, "CoreNetworkArn": .text,
  ]

  private static let side: [String: AWSShape] = [
    "VpcId": .text, "OwnerId": .text, "Region": .text, "CidrBlock": .text,
    "CidrBlockSet": .parts(["CidrBlock": .text]),
  ]
}
