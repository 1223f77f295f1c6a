import NetproofSyntax

// What `Fn::GetAtt` says of resources.

extension TemplateScope {
  func attributeValue(
    _ name: String, of resource: TemplateResource, at span: Span
  ) -> TemplateValue {
    let isOwn = name == Self.ownIdentifiers[resource.type]
    if isOwn || (Self.plainIdentifiers.contains(name) && resource.type != TemplateKind.firewall) {
      return .text(id(resource.name), span)
    }
    switch (resource.type, name) {
    case ("AWS::EC2::VPC", "DefaultSecurityGroup"):
      estate.usedDefaultGroups[id(resource.name)] = resource.span
      return .text(id(resource.name) + Self.defaultGroup, span)
    case ("AWS::EC2::VPC", "DefaultNetworkAcl"):
      return .text(id(resource.name) + Self.defaultACL, span)
    case ("AWS::EC2::VPC", "Ipv6CidrBlocks"):
      return .list(estate.sixBlocks(of: resource, in: self), span)
    case ("AWS::EC2::Subnet", "Ipv6CidrBlocks"):
      let block = property("Ipv6CidrBlock", of: resource)
      return block.map { .list([$0], span) } ?? unknownAttribute(name, resource, span)
    case ("AWS::CloudFormation::Stack", _) where name.hasPrefix("Outputs."):
      return output(String(name.dropFirst("Outputs.".count)), of: resource, at: span)
    case (TemplateKind.firewall, "EndpointIds"): return endpoints(of: resource, at: span)
    case (TemplateKind.firewall, "TransitGatewayAttachmentId"):
      return .text(id(resource.name) + Self.attachment, span)
    default: break
    }
    if let key = Self.properties[resource.type]?[name],
      let value = property(key, of: resource), !value.isNothing
    {
      return value
    }
    return unknownAttribute(name, resource, span)
  }

  static let defaultGroup = "/default"
  static let defaultACL = "/default-acl"
  static let mainTable = "/main"

  private func unknownAttribute(
    _ name: String, _ resource: TemplateResource, _ span: Span
  ) -> TemplateValue {
    let text = "\(resource.name).\(name)"
    return unknown(.attribute(text), called: text, at: span)
  }

  /// The value of a property as it is written.
  func property(_ key: String, of resource: TemplateResource) -> TemplateValue? {
    resource.properties?[key].map { value($0) }
  }

  /// The endpoints of a firewall with their zones: `us-east-1a:vpce-0a1b`.
  ///
  /// They are listed in no particular order, so that of several nobody knows which one stands where.
  /// Source: AWS CloudFormation Template Reference, AWS::NetworkFirewall::Firewall, EndpointIds.
  private func endpoints(of resource: TemplateResource, at span: Span) -> TemplateValue {
    guard case .list(let subnets, _)? = property("SubnetMappings", of: resource) else {
      return unknownAttribute("EndpointIds", resource, span)
    }
    let end = Self.endpoint(0, of: 1)
    guard subnets.count == 1 else {
      return .list(
        subnets.indices.map { unknownAttribute("EndpointIds-\($0)", resource, span) }, span)
    }
    return .list([.text("zone:\(id(resource.name))\(end)", span)], span)
  }

  static let attachment = "/attachment"

  /// What stands behind the identifier of a firewall for one of its endpoints.
  static func endpoint(_ index: Int, of count: Int) -> String {
    count == 1 ? "/endpoint" : "/endpoint-\(index)"
  }

  /// An output of a nested stack.
  private func output(
    _ name: String, of resource: TemplateResource, at span: Span
  ) -> TemplateValue {
    guard let child = children[resource.name] else {
      return unknown(
        .nestedStack(resource.name), called: "\(resource.name).\(name)", at: span)
    }
    guard let node = child.template.outputs?[name]?["Value"] else {
      let known = (child.template.outputs?.entries ?? []).map(\.key.value)
      let nearest = Nearest.name(to: name, among: known)
      report(
        .unknownName(name, kind: "output in \(child.template.path)", nearest: nearest, at: span))
      return .unknown(TemplateUnknown(cause: .fault, name: name), span)
    }
    return child.value(node)
  }

  /// Attributes that are the identifier of whatever has them.
  private static let plainIdentifiers: Set<String> = [
    "Id", "Arn", "AttachmentId", "TransitGatewayAttachmentId",
  ]

  private static let ownIdentifiers = [
    "AWS::EC2::VPC": "VpcId", "AWS::EC2::Subnet": "SubnetId",
    "AWS::EC2::RouteTable": "RouteTableId", "AWS::EC2::SecurityGroup": "GroupId",
    "AWS::EC2::InternetGateway": "InternetGatewayId", "AWS::EC2::NatGateway": "NatGatewayId",
    "AWS::EC2::VPNGateway": "VPNGatewayId", "AWS::EC2::VPNConnection": "VpnConnectionId",
    "AWS::EC2::CustomerGateway": "CustomerGatewayId", "AWS::EC2::EIP": "AllocationId",
    "AWS::EC2::Instance": "InstanceId", "AWS::EC2::PrefixList": "PrefixListId",
    "AWS::EC2::NetworkInterface": "NetworkInterfaceId",
    "AWS::EC2::LaunchTemplate": "LaunchTemplateId",
    "AWS::EC2::CarrierGateway": "CarrierGatewayId",
    "AWS::EC2::TransitGatewayRouteTable": "TransitGatewayRouteTableId",
    TemplateKind.directConnectGateway: "DirectConnectGatewayId",
    TemplateKind.firewall: "FirewallArn",
    "AWS::NetworkFirewall::FirewallPolicy": "FirewallPolicyArn",
    "AWS::NetworkFirewall::RuleGroup": "RuleGroupArn",
    TemplateKind.endpointAssociation: "EndpointId",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "LoadBalancerArn",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "TargetGroupArn",
    "AWS::ElasticLoadBalancingV2::Listener": "ListenerArn",
  ]

  /// Attributes that are properties.
  private static let properties: [String: [String: String]] = [
    "AWS::EC2::VPC": ["CidrBlock": "CidrBlock"],
    "AWS::EC2::Subnet": [
      "AvailabilityZone": "AvailabilityZone", "AvailabilityZoneId": "AvailabilityZoneId",
      "CidrBlock": "CidrBlock", "VpcId": "VpcId",
    ],
    "AWS::EC2::SecurityGroup": ["VpcId": "VpcId"],
    "AWS::EC2::Instance": [
      "PrivateIp": "PrivateIpAddress", "AvailabilityZone": "AvailabilityZone",
    ],
    "AWS::EC2::NetworkInterface": ["PrimaryPrivateIpAddress": "PrivateIpAddress"],
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ["SecurityGroups": "SecurityGroups"],
  ]
}
