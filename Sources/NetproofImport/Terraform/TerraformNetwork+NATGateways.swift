import NetproofSets
import NetproofSyntax

// NAT gateways, in a subnet or of a whole VPC.

extension TerraformNetwork {
  /// A NAT gateway of a whole VPC, whose addresses AWS gives.
  private mutating func addRegional(_ resource: TerraformResource, _ draft: inout AWSDraft) {
    draft.set("AvailabilityMode", copy: resource["availability_mode"])
    draft.set("AutoProvisionZones", copy: resource["auto_provision_zones"])
    draft.set("RouteTableId", id("route_table_id", of: resource))
    for block in resource.block.blocks("regional_nat_gateway_address") {
      guard let zone = block["availability_zone"],
        AWSTopology.region(ofZone: zone.text ?? "") != nil,
        let address = block["public_ip"], Self.isAddress(address)
      else { continue }
      let fields: [(String, Value?)] = [
        ("AvailabilityZone", .node(zone)),
        ("AvailabilityZoneId", block["availability_zone_id"].map { .node($0) }),
        ("PublicIp", .node(address)),
        ("Status", .known(block["status"])),
      ]
      draft.append(.object(fields, at: address.span), to: "NatGatewayAddresses")
    }
    if draft["NatGatewayAddresses"] == nil {
      draft.isPart = true
      _ = unknown(
        "regional_nat_gateway_address", of: resource,
        effect: "what goes through it is undetermined")
    }
    drafts.add(draft)
  }

  mutating func addNATGateway(_ resource: TerraformResource) {
    var draft = draft(.natGateways, resource)
    let subnet = id("subnet_id", of: resource)
    draft.set("SubnetId", subnet)
    draft.set("VpcId", vpc(ofSubnet: subnet) ?? id("vpc_id", of: resource))
    if let node = resource["connectivity_type"] { draft.set("ConnectivityType", copy: node) }
    if resource.text("availability_mode") == "regional" {
      return addRegional(resource, &draft)
    }
    var address: [(String, Value?)] = [("IsPrimary", .word("true", resource.place))]
    if let node = resource["private_ip"], Self.isAddress(node) {
      address.append(("PrivateIp", .node(node)))
    }
    let owner = self.resource(id("allocation_id", of: resource)?.text)
    if resource.text("connectivity_type") != "private" {
      let known = [resource["public_ip"], owner?["public_ip"]].compactMap { $0 }
      if let node = known.first(where: Self.isAddress) {
        address.append(("PublicIp", .node(node)))
      }
    }
    draft.append(.object(address, at: resource.place), to: "NatGatewayAddresses")
    addFurtherAddresses(of: resource, to: &draft)
    drafts.add(draft)
  }

  /// Adds the addresses of a NAT gateway beside its primary one; those that are not known yet as such.
  private mutating func addFurtherAddresses(
    of resource: TerraformResource, to draft: inout AWSDraft
  ) {
    let elastic = elasticAddresses(of: resource, &draft)
    let insides = elastic.map { address in
      address?["private_ip"].flatMap { Self.isAddress($0) ? $0 : nil }
    }
    let told = Set(insides.compactMap { $0?.text })
    var left = resource.block.list("secondary_private_ip_addresses").filter { node in
      Self.isAddress(node) && !told.contains(node.text ?? "")
    }
    let open = insides.count { $0 == nil }
    if open > 1, left.count > 1, !resource.isNew {
      // Sets of a state are in no particular order.
      draft.isPart = true
      _ = unknown(
        "secondary_private_ip_addresses", of: resource,
        effect: "which private address has which public one is not known, so what goes through it "
          + "is undetermined")
    }
    let asked = resource.text("secondary_private_ip_address_count").flatMap { Int($0) } ?? 0
    let count = elastic.count + max(0, left.count - open)
    for index in 0..<max(count, min(asked, Self.mostAddresses)) {
      let known = index < insides.count ? insides[index] : nil
      let inside = known ?? (left.isEmpty ? nil : left.removeFirst())
      let outside = index < elastic.count ? elastic[index]?["public_ip"] : nil
      Self.appendAddress(
        inside, outside.flatMap { Self.isAddress($0) ? $0 : nil }, resource, &draft)
    }
  }

  /// What AWS gives a NAT gateway at most beside its primary address.
  private static let mostAddresses = 7

  /// The elastic addresses of a public NAT gateway beside its primary one, as far as they are known.
  private mutating func elasticAddresses(
    of resource: TerraformResource, _ draft: inout AWSDraft
  ) -> [TerraformResource?] {
    guard resource.text("connectivity_type") != "private" else { return [] }
    let ids = self.ids("secondary_allocation_ids", of: resource)
    if ids.contains(where: { AWSDraft.isUnknown($0.text ?? "") }) { draft.isPart = true }
    return ids.map { self.resource($0.text) }
  }

  private static func appendAddress(
    _ inside: Node?, _ outside: Node?, _ resource: TerraformResource, _ draft: inout AWSDraft
  ) {
    let fields: [(String, Value?)] = [("PrivateIp", .known(inside)), ("PublicIp", .known(outside))]
    draft.append(.object(fields, at: resource.place), to: "NatGatewayAddresses")
  }

  /// Gives a further elastic address to a NAT gateway.
  mutating func associateAddress(_ resource: TerraformResource) {
    guard let gateway = id("nat_gateway_id", of: resource)?.text else { return }
    let elastic = self.resource(id("allocation_id", of: resource)?.text)
    let outside = [resource["public_ip"], elastic?["public_ip"]].lazy.compactMap { $0 }
      .first(where: Self.isAddress)
    let inside = [resource["private_ip_address"], elastic?["private_ip"]].lazy.compactMap { $0 }
      .first(where: Self.isAddress)
    let isHere = drafts.change(gateway) { draft in
      let known = draft["NatGatewayAddresses"]?.elements ?? []
      let isKnown = known.contains { $0.field("PublicIp")?.text == outside?.text }
      if outside != nil, isKnown { return }
      // The gateway's own list has the private address as well, without the public one.
      let others = known.filter { address in
        inside == nil || address.field("PublicIp") != nil
          || address.field("PrivateIp")?.text != inside?.text
      }
      draft.set("NatGatewayAddresses", .list(others, resource.place))
      Self.appendAddress(inside, outside, resource, &draft)
    }
    open(gateway, .natGateways, unless: isHere)
  }
}
