import NetproofSyntax

// VPCs with their subnets, route tables and gateways.

extension TemplateDrafts {
  static let places: [String: Handler] = [
    "AWS::EC2::VPC": { $0.vpc($1) }, "AWS::EC2::Subnet": { $0.subnet($1) },
    "AWS::EC2::RouteTable": { $0.plain(.routeTables, $1) },
    "AWS::EC2::NetworkAcl": { $0.networkACL($1) },
    "AWS::EC2::InternetGateway": { $0.plain(.internetGateways, $1) },
    "AWS::EC2::EgressOnlyInternetGateway": { $0.egressOnly($1) },
    "AWS::EC2::VPNGateway": { $0.plain(.vpnGateways, $1) },
    "AWS::EC2::VPCPeeringConnection": { $0.peering($1) },
    "AWS::EC2::PrefixList": { $0.prefixList($1) },
    "AWS::EC2::TransitGateway": { $0.transitGateway($1) },
    "AWS::EC2::TransitGatewayRouteTable": { $0.gatewayTable($1) },
    "AWS::EC2::TransitGatewayAttachment": { $0.vpcAttachment($1) },
    "AWS::EC2::TransitGatewayVpcAttachment": { $0.vpcAttachment($1) },
    "AWS::EC2::TransitGatewayPeeringAttachment": { $0.peeringAttachment($1) },
    "AWS::EC2::VPNConnection": { $0.vpnConnection($1) },
  ]

  private mutating func vpc(_ reader: TemplateReader) {
    let (id, span) = (reader.id, reader.span)
    var draft = reader.draft(.vpcs)
    draft.set("CidrBlock", reader.cidr("CidrBlock"))
    if draft["CidrBlock"] == nil { noteMissing("CidrBlock", reader) }
    for (key, name) in [("OwnerId", "AWS::AccountId"), ("Region", TemplateScope.region)] {
      if case .text(let text, _) = reader.scope.ref(name, at: span) {
        draft.set(key, .text(text, span))
      }
    }
    if reader.flag("EnableDnsSupport") == false {
      draft.set("EnableDnsSupport", .word("false", span))
    }
    add(draft, reader)
    // What AWS makes with every VPC.
    var main = AWSDraft(.routeTables, id + TemplateScope.mainTable, at: span)
    main.set("VpcId", .text(id, span))
    main.set("Associations", .list([.map([("Main", .word("true", span))], span)], span))
    main.set(AWSDraft.implied, .word("true", span))
    drafts.add(main)
    var acl = AWSDraft(.networkACLs, id + TemplateScope.defaultACL, at: span)
    acl.set("VpcId", .text(id, span))
    acl.set("IsDefault", .word("true", span))
    acl.set("Entries", .list(Self.openEntries(at: span), span))
    drafts.add(acl)
  }

  /// Notes that AWS gives a property that is not written.
  func noteMissing(_ key: String, _ reader: TemplateReader) {
    guard !reader.isUncertain else { return }
    let name = "\(reader.resource.name).\(key)"
    reader.note(TemplateUnknown(cause: .attribute(name), name: name), key, at: reader.span)
  }

  /// What a default network ACL allows.
  private static func openEntries(at span: Span) -> [Value] {
    ["false", "true"].flatMap { egress in
      [("CidrBlock", "0.0.0.0/0", "100"), ("Ipv6CidrBlock", "::/0", "101")].map {
        key, cidr, number in
        .map(
          [
            ("RuleNumber", .word(number, span)), ("Protocol", .text("-1", span)),
            ("RuleAction", .text("allow", span)), ("Egress", .word(egress, span)),
            (key, .text(cidr, span)),
          ], span)
      }
    }
  }

  private mutating func subnet(_ reader: TemplateReader) {
    var draft = reader.draft(.subnets)
    draft.set("VpcId", reader.id("VpcId"))
    draft.set("CidrBlock", reader.cidr("CidrBlock"))
    if let block = reader.cidr("Ipv6CidrBlock") {
      draft.set(
        "Ipv6CidrBlockAssociationSet",
        .list([.map([("Ipv6CidrBlock", block)], reader.span)], reader.span))
    }
    if draft["CidrBlock"] == nil, draft["Ipv6CidrBlockAssociationSet"] == nil {
      noteMissing("CidrBlock", reader)
    }
    for key in ["AvailabilityZone", "AvailabilityZoneId"] {
      guard case .text(let text, let span)? = reader.named(key) else { continue }
      draft.set(key, .text(text, span))
      if let unknown = reader.scope.leniently(.places, { reader[key] })?.unknown {
        estate.guessZone(unknown, of: reader.resource, in: reader.scope, at: span)
      }
    }
    if draft["AvailabilityZone"] == nil, draft["AvailabilityZoneId"] == nil {
      estate.guessOwnZone(of: reader.resource, in: reader.scope)
      zoneless.insert(reader.id)
      draft.set("AvailabilityZone", .text("\(reader.resource.name).zone", reader.span))
    }
    for key in ["MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation"] {
      if let flag = reader.flag(key) { draft.set(key, .word(flag ? "true" : "false", reader.span)) }
    }
    add(draft, reader)
  }

  /// A thing of which only its VPC matters, if it is in one.
  private mutating func plain(_ kind: AWSKind, _ reader: TemplateReader) {
    var draft = reader.draft(kind)
    draft.set("VpcId", reader.id("VpcId"))
    add(draft, reader)
  }

  private mutating func egressOnly(_ reader: TemplateReader) {
    var draft = reader.draft(.egressOnlyInternetGateways)
    if let vpc = reader.id("VpcId") {
      draft.append(.map([("VpcId", vpc)], reader.span), to: "Attachments")
    }
    add(draft, reader)
  }

  private mutating func peering(_ reader: TemplateReader) {
    var draft = reader.draft(.peerings)
    let span = reader.span
    if let own = reader.id("VpcId") {
      draft.set("RequesterVpcInfo", .map([("VpcId", own)], span))
    }
    if let peer = reader.id("PeerVpcId") {
      var fields: [(key: String, value: Value)] = [("VpcId", peer)]
      for (key, name) in [("PeerOwnerId", "OwnerId"), ("PeerRegion", "Region")] {
        if case .text(let text, let span)? = reader.named(key) {
          fields.append((name, .text(text, span)))
        }
      }
      draft.set("AccepterVpcInfo", .map(fields, span))
    }
    if reader["PeerOwnerId"] != nil, reader["PeerRoleArn"] == nil {
      estate.problems.report(
        ImportFault.guessed(
          "the peering `\(reader.resource.name)` is taken to be accepted by the other account",
          at: span))
    }
    draft.set("Status", .map([("Code", .text("active", span))], span))
    add(draft, reader)
  }

  private mutating func prefixList(_ reader: TemplateReader) {
    var draft = reader.draft(.prefixLists)
    if case .text(let name, let span)? = reader.named("PrefixListName") {
      draft.set("PrefixListName", .text(name, span))
    }
    let entries = reader.list("Entries").compactMap { entry in
      reader.cidr(entry["Cidr"] ?? entry, "Entries").map { Value.map([("Cidr", $0)], entry.span) }
    }
    add(.prefixListEntries, of: reader.id, by: "PrefixListId", entries)
    add(draft, reader)
  }
}
