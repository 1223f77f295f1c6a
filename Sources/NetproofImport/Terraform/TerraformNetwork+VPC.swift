import NetproofSets
import NetproofSyntax

// VPCs with their subnets and gateways.

extension TerraformNetwork {
  mutating func addVPCs() {
    for resource in all("aws_vpc") { addVPC(resource, isNew: resource.isNew) }
    // Terraform takes the default VPC over, and does not make it.
    for resource in all("aws_default_vpc") { addVPC(resource, isNew: false) }
    for resource in data("aws_vpc") { addVPC(resource, isNew: false) }
    for resource in all("aws_vpc_ipv4_cidr_block_association") {
      addBlock("cidr_block", of: resource, "CidrBlockAssociationSet", "CidrBlock")
    }
    for resource in all("aws_vpc_ipv6_cidr_block_association") {
      addBlock(
        "ipv6_cidr_block", of: resource, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock")
    }
    for resource in all("aws_subnet", "aws_default_subnet") { addSubnet(resource) }
    for resource in data("aws_subnet") { addSubnet(resource) }
  }

  private mutating func addVPC(_ resource: TerraformResource, isNew: Bool) {
    guard !drafts.contains(resource.id) else { return }
    var draft = draft(.vpcs, resource)
    if isNew { draft.set("IsNew", .word("true", resource.place)) }
    addBlocks(resource, ["cidr_block"], "CidrBlockAssociationSet", "CidrBlock", &draft)
    let six = resource.text("ipv6_cidr_block")
    addBlocks(
      resource, ["ipv6_cidr_block"], "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", &draft)
    if six == nil, resource.block.isTrue("assign_generated_ipv6_cidr_block") {
      tellUnknownBlock("ipv6_cidr_block", resource, &draft)
    }
    if draft["CidrBlockAssociationSet"] == nil { tellUnknownBlock("cidr_block", resource, &draft) }
    setARN(of: resource, &draft)
    drafts.add(draft)
  }

  private mutating func tellUnknownBlock(
    _ key: String, _ resource: TerraformResource, _ draft: inout AWSDraft
  ) {
    draft.isPart = true
    _ = unknown(key, of: resource, effect: "what may be an address of it is undetermined")
  }

  /// Adds the blocks of addresses that are known.
  private func addBlocks(
    _ resource: TerraformResource, _ keys: [String], _ list: String, _ name: String,
    _ draft: inout AWSDraft
  ) {
    for key in keys {
      guard let node = resource[key], Self.isBlock(node) else { continue }
      draft.append(.map([(name, .node(node))], node.span), to: list)
    }
  }

  private mutating func addBlock(
    _ key: String, of resource: TerraformResource, _ list: String, _ name: String
  ) {
    guard let vpc = id("vpc_id", of: resource), let id = vpc.text else { return }
    guard let node = resource[key], Self.isBlock(node) else {
      _ = unknown(key, of: resource, effect: "what may be an address of it is undetermined")
      return open(id, .vpcs)
    }
    let isHere = drafts.change(id) { draft in
      guard !draft[list].map(\.elements).map({ all in all.contains { $0.has(node) } }).isTrue
      else { return }
      draft.append(.map([(name, .node(node))], node.span), to: list)
    }
    open(id, .vpcs, unless: isHere)
  }

  /// The account in a resource's ARN, where nothing else says it.
  func setARN(of resource: TerraformResource, _ draft: inout AWSDraft) {
    guard draft["OwnerId"] == nil, let node = resource["arn"], let arn = node.text else { return }
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 4, parts[4].utf8.count == 12 else { return }
    draft.set("OwnerId", .text(String(parts[4]), node.span))
  }

  static func isBlock(_ node: Node) -> Bool { node.text.flatMap { try? Prefix($0) } != nil }

  static func isAddress(_ node: Node) -> Bool { node.text.flatMap { Address($0) } != nil }

  private mutating func addSubnet(_ resource: TerraformResource) {
    guard !drafts.contains(resource.id) else { return }
    var draft = draft(.subnets, resource)
    let vpc = id("vpc_id", of: resource)
    draft.set("VpcId", vpc ?? .text(AWSDraft.unknown("default VPC"), resource.place))
    if let node = resource["cidr_block"], Self.isBlock(node) {
      draft.set("CidrBlock", copy: node)
    } else if !resource.block.isTrue("ipv6_native") {
      tellUnknownBlock("cidr_block", resource, &draft)
    }
    addBlocks(
      resource, ["ipv6_cidr_block"], "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", &draft)
    if resource.block.isUnknown("ipv6_cidr_block"),
      resource.block.isWritten("ipv6_cidr_block") == true
    {
      tellUnknownBlock("ipv6_cidr_block", resource, &draft)
    }
    if let zone = resource["availability_zone"], AWSTopology.region(ofZone: zone.text ?? "") != nil
    {
      draft.set("AvailabilityZone", copy: zone)
    }
    if let zone = resource["availability_zone_id"], zone.text?.contains("-az") == true {
      draft.set("AvailabilityZoneId", copy: zone)
    }
    if resource.block.isTrue("map_public_ip_on_launch") {
      draft.set("MapPublicIpOnLaunch", .word("true", resource.place))
    }
    if resource.block.isTrue("assign_ipv6_address_on_creation") {
      draft.set("AssignIpv6AddressOnCreation", .word("true", resource.place))
    }
    drafts.add(draft)
  }

  // MARK: - Gateways

  mutating func addGateways() {
    addAttached(.internetGateways, "aws_internet_gateway", "Attachments", "attached")
    for resource in data("aws_internet_gateway") { add(draft(.internetGateways, resource)) }
    addAttached(
      .egressOnlyInternetGateways, "aws_egress_only_internet_gateway", "Attachments", "attached")
    addAttached(.vpnGateways, "aws_vpn_gateway", "VpcAttachments", "attached")
    for resource in all("aws_internet_gateway_attachment") {
      attach(resource, id("internet_gateway_id", of: resource), .internetGateways, "Attachments")
    }
    for resource in all("aws_vpn_gateway_attachment") {
      attach(resource, id("vpn_gateway_id", of: resource), .vpnGateways, "VpcAttachments")
    }
  }

  private mutating func addAttached(
    _ kind: AWSKind, _ type: String, _ list: String, _ state: String
  ) {
    for resource in all(type) {
      var draft = draft(kind, resource)
      if let vpc = id("vpc_id", of: resource) {
        let place = vpc.span
        draft.append(
          .map([("VpcId", vpc), ("State", .text(state, place))], place), to: list)
      }
      drafts.add(draft)
    }
  }

  private mutating func attach(
    _ resource: TerraformResource, _ gateway: Value?, _ kind: AWSKind, _ list: String
  ) {
    guard let vpc = id("vpc_id", of: resource), let gateway, let text = gateway.text else { return }
    let attachment = Value.map(
      [("VpcId", vpc), ("State", .text("attached", vpc.span))], vpc.span)
    let isHere = drafts.change(text) { draft in
      if !(draft[list]?.elements.contains { $0.field("VpcId")?.text == vpc.text } ?? false) {
        draft.append(attachment, to: list)
      }
    }
    guard !isHere else { return }
    var draft = AWSDraft(kind, text, at: resource.place)
    draft.isPart = true
    draft.append(attachment, to: list)
    drafts.add(draft)
  }
}

extension Bool? {
  fileprivate var isTrue: Bool { self ?? false }
}

extension AWSDraft.Value {
  /// The value of a key.
  func field(_ key: String) -> AWSDraft.Value? {
    if case .map(let fields, _) = self { return fields.first { $0.key == key }?.value }
    return nil
  }

  /// Whether it is a map with such a text in it.
  fileprivate func has(_ node: Node) -> Bool {
    if case .map(let fields, _) = self { return fields.contains { $0.value.text == node.text } }
    return false
  }
}
