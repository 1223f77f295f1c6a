import NetproofSyntax

// What ties things together: attachments, associations, routes.

extension TemplateDrafts {
  /// What registers hosts elsewhere, once all of them are there.
  static let registrations: [String: Handler] = [
    "AWS::AutoScaling::AutoScalingGroup": { $0.register($1) },
    "AWS::ECS::Service": { $0.registering($1, ["LoadBalancers"]) },
  ]

  static let links: [String: Handler] = [
    "AWS::EC2::VPCCidrBlock": { $0.cidrBlock($1) },
    "AWS::EC2::SubnetCidrBlock": { $0.subnetCIDRBlock($1) },
    "AWS::EC2::VPCGatewayAttachment": { $0.gatewayAttachment($1) },
    "AWS::EC2::Route": { $0.route($1) },
    "AWS::EC2::SubnetRouteTableAssociation": { $0.tableAssociation($1, "SubnetId") },
    "AWS::EC2::GatewayRouteTableAssociation": { $0.tableAssociation($1, "GatewayId") },
    "AWS::EC2::SubnetNetworkAclAssociation": { $0.aclAssociation($1) },
    "AWS::EC2::VPNGatewayRoutePropagation": { $0.propagation($1) },
    "AWS::EC2::VPNConnectionRoute": { $0.connectionRoute($1) },
    "AWS::EC2::EIP": { $0.publicAddress($1) },
    "AWS::EC2::EIPAssociation": { $0.publicAddress($1) },
    "AWS::EC2::NetworkInterfaceAttachment": { $0.interfaceAttachment($1) },
    "AWS::EC2::TransitGatewayRoute": { $0.gatewayRoute($1) },
    "AWS::EC2::TransitGatewayAttachmentNatConfiguration": { $0.translation($1) },
    "AWS::EC2::TransitGatewayRouteTableAssociation": { $0.gatewayAssociation($1) },
    "AWS::EC2::TransitGatewayRouteTablePropagation": { $0.gatewayPropagation($1) },
    TemplateKind.endpointAssociation: { $0.endpointAssociation($1) },
    "AWS::ElasticLoadBalancingV2::Listener": { $0.listener($1) },
    "AWS::ElasticLoadBalancingV2::ListenerRule": { $0.listenerRule($1) },
  ]

  private mutating func cidrBlock(_ reader: TemplateReader) {
    let (vpc, span) = (reader.id("VpcId"), reader.span)
    if let cidr = reader.cidr("CidrBlock") {
      change(vpc, of: .vpcs, by: reader) { draft in
        // A list of blocks has the first one as well.
        if draft["CidrBlockAssociationSet"] == nil, let first = draft["CidrBlock"] {
          draft.append(.map([("CidrBlock", first)], span), to: "CidrBlockAssociationSet")
        }
        draft.append(.map([("CidrBlock", cidr)], span), to: "CidrBlockAssociationSet")
      }
    } else if let block = reader.scope.estate.sixBlock(of: reader.resource, in: reader.scope),
      let cidr = reader.cidr(block, "Ipv6CidrBlock")
    {
      change(vpc, of: .vpcs, by: reader) {
        $0.append(.map([("Ipv6CidrBlock", cidr)], span), to: "Ipv6CidrBlockAssociationSet")
      }
    } else if !reader.isUncertain {
      touch(vpc, at: span)
      let name = "\(reader.resource.name).CidrBlock"
      reader.note(TemplateUnknown(cause: .attribute(name), name: name), "CidrBlock", at: span)
    }
    touch(vpc, ifUncertain: reader)
  }

  private mutating func subnetCIDRBlock(_ reader: TemplateReader) {
    let (subnet, span) = (reader.id("SubnetId"), reader.span)
    if let cidr = reader.cidr("Ipv6CidrBlock") {
      change(subnet, of: .subnets, by: reader) {
        $0.append(.map([("Ipv6CidrBlock", cidr)], span), to: "Ipv6CidrBlockAssociationSet")
      }
    } else {
      touch(subnet, at: span)
    }
    touch(subnet, ifUncertain: reader)
  }

  private mutating func gatewayAttachment(_ reader: TemplateReader) {
    guard let vpc = reader.id("VpcId") else { return }
    let attachment: Value = .map([("VpcId", vpc)], reader.span)
    let internet = reader.id("InternetGatewayId")
    let virtual = reader.id("VpnGatewayId")
    if internet != nil {
      change(internet, of: .internetGateways, by: reader) {
        $0.append(attachment, to: "Attachments")
      }
      touch(internet, ifUncertain: reader)
    }
    if virtual != nil {
      change(virtual, of: .vpnGateways, by: reader) { $0.append(attachment, to: "VpcAttachments") }
      touch(virtual, ifUncertain: reader)
    }
  }

  // MARK: - Routes

  private mutating func route(_ reader: TemplateReader) {
    let (table, span) = (reader.id("RouteTableId"), reader.span)
    var fields: [(key: String, value: Value)] = []
    for key in ["DestinationCidrBlock", "DestinationIpv6CidrBlock"] {
      if let cidr = reader.cidr(key) { fields.append((key, cidr)) }
    }
    if let list = reader.id("DestinationPrefixListId") {
      fields.append(("DestinationPrefixListId", list))
    }
    guard !fields.isEmpty else { return touch(table, of: .routeTables, by: reader) }
    fields.append(target(of: reader))
    let isTouched = reader.isUncertain
    change(table, of: .routeTables, by: reader) {
      $0.append(.map(fields, span), to: "Routes")
    }
    if isTouched { touch(table, of: .routeTables, by: reader) }
  }

  private func target(of reader: TemplateReader) -> (key: String, value: Value) {
    let span = reader.span
    for key in [
      "NatGatewayId", "InstanceId", "NetworkInterfaceId", "TransitGatewayId",
      "VpcPeeringConnectionId", "EgressOnlyInternetGatewayId", "VpcEndpointId",
      "CarrierGatewayId", "LocalGatewayId", "CoreNetworkArn",
    ] {
      if let id = reader.id(key) { return (key, id) }
    }
    guard let id = reader.id("GatewayId"), let text = id.text else {
      return ("UnknownTarget", .text(reader.id + "-target", span))
    }
    guard AWSDraft.isInvented(text) else { return ("GatewayId", id) }
    switch drafts[text]?.kind {
    case .internetGateways: return ("InternetGatewayId", id)
    case .vpnGateways: return ("VpnGatewayId", id)
    default: return ("UnknownTarget", id)
    }
  }

  private mutating func tableAssociation(_ reader: TemplateReader, _ key: String) {
    guard let table = reader.id("RouteTableId"), let end = reader.id(key) else { return }
    let isMade = change(table, of: .routeTables, by: reader) {
      $0.append(.map([(key, end)], reader.span), to: "Associations")
    }
    if !isMade || reader.isUncertain { touch(end, at: reader.span) }
  }

  private mutating func aclAssociation(_ reader: TemplateReader) {
    guard let acl = reader.id("NetworkAclId"), let subnet = reader.id("SubnetId") else { return }
    let isMade = change(acl, of: .networkACLs, by: reader) {
      $0.append(.map([("SubnetId", subnet)], reader.span), to: "Associations")
    }
    if !isMade || reader.isUncertain { touch(subnet, at: reader.span) }
  }

  private mutating func propagation(_ reader: TemplateReader) {
    guard let gateway = reader.id("VpnGatewayId") else { return }
    for table in reader.ids("RouteTableIds") {
      change(table, of: .routeTables, by: reader) {
        $0.append(.map([("GatewayId", gateway)], reader.span), to: "PropagatingVgws")
      }
      touch(table, ifUncertain: reader)
    }
  }

  // MARK: - Public addresses

  /// Gives an instance or interface a public address; which one only AWS knows.
  private mutating func publicAddress(_ reader: TemplateReader) {
    let span = reader.span
    if let interface = reader.id("NetworkInterfaceId") {
      change(interface, of: .interfaces, by: reader) { $0.set("Association", .map([], span)) }
      touch(interface, ifUncertain: reader)
    } else if let instance = reader.id("InstanceId"), let text = instance.text {
      if let own = interfacesOfInstances[text]?.first {
        change(.text(own, span), of: .interfaces, by: reader) {
          $0.set("Association", .map([], span))
        }
      } else {
        change(instance, of: .reservations, by: reader) { $0.setAssociation(at: span) }
      }
      touch(instance, ifUncertain: reader)
    }
  }

  private mutating func interfaceAttachment(_ reader: TemplateReader) {
    guard let interface = reader.id("NetworkInterfaceId"), let instance = reader.id("InstanceId")
    else { return }
    let index = reader.text("DeviceIndex") ?? .text("1", reader.span)
    change(interface, of: .interfaces, by: reader) {
      $0.attach(to: instance, at: index, reader.span)
    }
    touch(interface, ifUncertain: reader)
  }

  /// Targets come from somewhere else: a target group or classic load balancer has more of them.
  private mutating func registering(_ reader: TemplateReader, _ keys: [String]) {
    for key in keys {
      for element in reader.list(key) {
        touch(
          reader.id(element["TargetGroupArn"] ?? element["LoadBalancerName"] ?? element, key),
          at: reader.span)
      }
    }
  }
}

extension AWSDraft {
  /// Gives the primary interface of an instance a public address.
  mutating func setAssociation(at span: Span) {
    guard case .list(var interfaces, let place)? = self["NetworkInterfaces"],
      case .map(let fields, let own)? = interfaces.first
    else { return }
    interfaces[0] = .map(
      fields.filter { $0.key != "Association" } + [("Association", .map([], span))], own)
    set("NetworkInterfaces", .list(interfaces, place))
  }

  mutating func attach(to instance: Value, at index: Value, _ span: Span) {
    set("Attachment", .map([("InstanceId", instance), ("DeviceIndex", index)], span))
    set("Status", .text("in-use", span))
  }
}
