import NetproofSets
import NetproofSyntax

// What has addresses: instances and interfaces; NAT gateways have a file of their own.

extension TerraformNetwork {
  mutating func addHosts() {
    for resource in all("aws_network_interface") { addInterface(resource) }
    for resource in data("aws_network_interface") where !drafts.contains(resource.id) {
      addInterface(resource)
    }
    for resource in all("aws_instance", "aws_spot_instance_request") { addInstance(resource) }
    for resource in data("aws_instance") where !drafts.contains(resource.id) {
      addInstance(resource)
    }
    for resource in all("aws_network_interface_attachment") {
      attach(
        id("network_interface_id", of: resource), to: id("instance_id", of: resource),
        index: resource["device_index"], resource)
    }
    for resource in all("aws_network_interface_sg_attachment") {
      guard let interface = id("network_interface_id", of: resource)?.text,
        let group = id("security_group_id", of: resource)
      else { continue }
      addGroup(group, toInterface: interface)
    }
    for resource in all("aws_ec2_instance_state") {
      guard let instance = id("instance_id", of: resource)?.text, let state = resource["state"]
      else { continue }
      let isHere = drafts.change(instance) {
        $0.set("State", .map([("Name", .node(state))], state.span))
      }
      open(instance, .reservations, unless: isHere)
    }
    for resource in all("aws_nat_gateway") { addNATGateway(resource) }
    for resource in all("aws_nat_gateway_eip_association") { associateAddress(resource) }
    for resource in all("aws_eip") {
      associate(resource, with: resource.block, "instance", "network_interface", resource)
    }
    for resource in all("aws_eip_association") {
      let address = self.resource(id("allocation_id", of: resource)?.text)
      associate(address, with: resource.block, "instance_id", "network_interface_id", resource)
    }
  }

  // MARK: - Instances and interfaces

  private mutating func addInstance(_ resource: TerraformResource) {
    var instance = AWSDraft(.reservations, resource.id, at: resource.place)
    instance.set("InstanceId", .text(resource.id, resource.place))
    instance.set("LogicalId", .text(resource.logicalName, resource.place))
    setTags(of: resource, &instance)
    let state = resource.text("instance_state")
    let isKnown = ["running", "stopped", "stopping", "pending", "terminated", "shutting-down"]
    if let node = resource["instance_state"], let state, isKnown.contains(state) {
      instance.set("State", .map([("Name", .node(node))], node.span))
    }
    let others = attached(to: resource)
    let subnet = others.isEmpty ? id("subnet_id", of: resource) : nil
    let vpc: Value? =
      others.compactMap { $0.id.text.flatMap { drafts[$0]?["VpcId"] } }.first
      ?? vpc(ofSubnet: subnet)
    let isPlaced = subnet != nil || !others.isEmpty
    instance.set("VpcId", vpc ?? (isPlaced ? nil : defaultVPC(resource)))
    if others.isEmpty {
      let own = primary(of: resource, subnet, vpc)
      instance.set("NetworkInterfaces", .list([.map(own.fields, resource.place)], resource.place))
      ownInterfaces[own.id] = resource.id
    }
    if let subnet { instance.set("SubnetId", subnet) }
    drafts.add(instance)
    for other in others {
      attach(other.id, to: .text(resource.id, resource.place), index: other.index, resource)
    }
  }

  /// The interfaces that an instance is given.
  private mutating func attached(
    to resource: TerraformResource
  ) -> [(id: Value, index: Node?)] {
    let blocks =
      resource.block.blocks("network_interface")
      + resource.block.blocks("primary_network_interface")
    return blocks.compactMap { block in
      id("network_interface_id", block, of: resource).map { ($0, block["device_index"]) }
    }
  }

  /// The interface that AWS makes for an instance.
  private mutating func primary(
    of resource: TerraformResource, _ subnet: Value?, _ vpc: Value?
  ) -> AWSDraft {
    let id = impliedID("primary_network_interface_id", of: resource)
    var draft = AWSDraft(.interfaces, id, at: resource.place)
    draft.set("VpcId", vpc)
    draft.set(
      "SubnetId",
      subnet ?? .text(AWSDraft.unknown("\(resource.address.text).subnet_id"), resource.place))
    draft.set("Attachment", .map([("DeviceIndex", .word("0", resource.place))], resource.place))
    setGroups("vpc_security_group_ids", resource, vpc, &draft)
    setAddresses(resource, ["secondary_private_ips"], &draft)
    if let node = resource["source_dest_check"], node.text == "false" {
      draft.set("SourceDestCheck", copy: node)
    }
    let maps = subnet?.text.flatMap { drafts[$0]?["MapPublicIpOnLaunch"] }?.text == "true"
    if let node = resource["public_ip"], Self.isAddress(node) {
      draft.set("Association", .map([("PublicIp", .node(node))], node.span))
    } else if resource.block.isTrue("associate_public_ip_address")
      || (maps && resource["associate_public_ip_address"] == nil && resource.isNew)
    {
      draft.set("Association", .map([], resource.place))
    }
    return draft
  }

  private mutating func addInterface(_ resource: TerraformResource) {
    var draft = draft(.interfaces, resource)
    let subnet = id("subnet_id", of: resource)
    draft.set("SubnetId", subnet)
    draft.set("VpcId", vpc(ofSubnet: subnet))
    setGroups("security_groups", resource, draft["VpcId"], &draft)
    setAddresses(resource, ["private_ips", "private_ip_list"], &draft)
    if let node = resource["source_dest_check"], node.text == "false" {
      draft.set("SourceDestCheck", copy: node)
    }
    draft.set("Status", .text("available", resource.place))
    drafts.add(draft)
    addFurtherAddresses(resource, draft)
    guard let block = resource.block.block("attachment"),
      let instance = id("instance", block, of: resource)
    else { return }
    attach(.text(resource.id, resource.place), to: instance, index: block["device_index"], resource)
  }

  private mutating func attach(
    _ interface: Value?, to instance: Value?, index: Node?, _ resource: TerraformResource
  ) {
    guard let id = interface?.text, let instance else { return }
    let fields: [(String, Value?)] = [
      ("InstanceId", instance), ("DeviceIndex", .known(index) ?? .word("1", resource.place)),
    ]
    _ = drafts.change(id) { draft in
      draft.set("Attachment", .object(fields, at: resource.place))
      draft.set("Status", .text("in-use", resource.place))
    }
  }

  private mutating func setGroups(
    _ key: String, _ resource: TerraformResource, _ vpc: Value?, _ draft: inout AWSDraft
  ) {
    for group in ids(key, of: resource) + groupsByName(key, resource) {
      draft.append(.map([("GroupId", group)], group.span), to: "Groups")
    }
    if draft["VpcId"] == nil { draft.set("VpcId", vpc) }
    addDefaultGroup(to: &draft, resource)
  }

  /// Adds the default group that AWS takes where none is named; of a new VPC it is as AWS makes it.
  func addDefaultGroup(to draft: inout AWSDraft, _ resource: TerraformResource) {
    guard draft["Groups"] == nil, let owner = self.resource(draft["VpcId"]?.text), !owner.isNew,
      !owner.isData
    else { return }
    let group = Value.text(name(impliedID("default_security_group_id", of: owner)), resource.place)
    draft.append(.map([("GroupId", group)], resource.place), to: "Groups")
  }

  /// The groups of an instance that names them, or leaves them to a launch template.
  private mutating func groupsByName(_ key: String, _ resource: TerraformResource) -> [Value] {
    guard key == "vpc_security_group_ids", resource.block.list(key).isEmpty,
      resource.block.unknownCount(key) == 0
    else { return [] }
    let names = resource.block.list("security_groups")
    if names.isEmpty, !resource.block.blocks("launch_template").isEmpty, resource.isNew {
      let effect = "its launch template may choose them"
      return [.text(unknown(key, of: resource, effect: effect), resource.place)]
    }
    return names.map { node in
      let group = all("aws_security_group", "aws_default_security_group").first {
        $0.text("name") == node.text
      }
      return .text(group?.id ?? AWSDraft.unknown("group \(node.text ?? "")"), node.span)
    }
  }

  /// Sets the addresses that are known, or that there is one which is not.
  private mutating func setAddresses(
    _ resource: TerraformResource, _ more: [String], _ draft: inout AWSDraft
  ) {
    let primary = resource["private_ip"].flatMap { Self.isAddress($0) ? $0 : nil }
    var all = [primary].compactMap { $0 }
    for key in more {
      for node in resource.block.list(key) where Self.isAddress(node) {
        if !all.contains(where: { $0.text == node.text }) { all.append(node) }
      }
    }
    for (index, node) in all.enumerated() {
      let fields: [(String, Value?)] = [
        ("PrivateIpAddress", .node(node)),
        ("Primary", index == 0 ? .word("true", node.span) : nil),
      ]
      draft.append(.object(fields, at: node.span), to: "PrivateIpAddresses")
    }
    for key in ["ipv6_addresses", "ipv6_address_list"] {
      for node in resource.block.list(key) where Self.isAddress(node) {
        let known = draft["Ipv6Addresses"]?.elements ?? []
        if known.contains(where: { $0.field("Ipv6Address")?.text == node.text }) { continue }
        draft.append(.map([("Ipv6Address", .node(node))], node.span), to: "Ipv6Addresses")
      }
    }
    guard draft["Ipv6Addresses"] == nil, resource.isNew else { return }
    let subnet = draft["SubnetId"]?.text.flatMap { drafts[$0] }
    if let count = resource["ipv6_address_count"] {
      draft.set("Ipv6AddressCount", copy: count)
    } else if subnet?["AssignIpv6AddressOnCreation"] != nil {
      draft.set("Ipv6AddressCount", .word("1", resource.place))
    }
  }

  /// An interface that nobody describes, for the addresses that AWS picks beside those of another one:
  /// what is sent to an address that may be one of them is not taken to be lost.
  private mutating func addFurtherAddresses(_ resource: TerraformResource, _ interface: AWSDraft) {
    let keys = ["private_ips_count", "ipv4_prefix_count", "ipv6_prefix_count"]
    let count = keys.lazy.compactMap { resource[$0] }.first { $0.text != "0" }
    guard resource.isNew, let count else { return }
    notCarried(
      "the further addresses of `\(resource.address.text)`",
      "AWS picks them; what concerns them is undetermined", at: count.span)
    var draft = AWSDraft(.interfaces, resource.id + ".further", at: count.span)
    draft.isPart = true
    draft.set("LogicalId", .text(resource.logicalName + "-further", count.span))
    for key in ["SubnetId", "VpcId", "Groups"] { draft.set(key, interface[key]) }
    add(draft)
  }

  /// Adds a group to an interface, which may be the one of an instance.
  private mutating func addGroup(_ group: Value, toInterface id: String) {
    let value = Value.map([("GroupId", group)], group.span)
    if drafts.change(id, { $0.append(value, to: "Groups") }) { return }
    changeOwnInterface(id) { fields in
      if let index = fields.firstIndex(where: { $0.key == "Groups" }) {
        fields[index].value = .list(fields[index].value.elements + [value], group.span)
      } else {
        fields.append(("Groups", .list([value], group.span)))
      }
    }
  }

  /// Changes the interface that AWS makes for an instance, by its identifier or the instance's.
  ///
  /// - Returns: Whether there is one.
  @discardableResult
  private mutating func changeOwnInterface(
    _ id: String, _ body: (inout [(key: String, value: Value)]) -> Void
  ) -> Bool {
    guard let instance = ownInterfaces[id] ?? (drafts[id]?.kind == .reservations ? id : nil),
      case .list(let all, let span)? = drafts[instance]?["NetworkInterfaces"],
      case .map(var fields, let place)? = all.first
    else { return false }
    body(&fields)
    return drafts.change(instance) {
      $0.set("NetworkInterfaces", .list([.map(fields, place)] + all.dropFirst(), span))
    }
  }

  // MARK: - Public addresses

  /// Gives an elastic address to what it is for.
  private mutating func associate(
    _ address: TerraformResource?, with block: TerraformBlock, _ instance: String,
    _ interface: String, _ resource: TerraformResource
  ) {
    let known = [address?["public_ip"], block["public_ip"]].compactMap { $0 }
    let association = Value.object(
      [("PublicIp", .known(known.first(where: Self.isAddress)))], at: resource.place)
    let inside = ["private_ip_address", "associate_with_private_ip", "private_ip"].lazy
      .compactMap { block[$0] }.first(where: Self.isAddress)
    // AWS fills in the instance of an interface, but not the other way around.
    for key in [interface, instance] {
      guard let id = id(key, block, of: resource)?.text else { continue }
      if drafts[id]?.kind == .interfaces {
        _ = drafts.change(id) { Self.associate(association, with: inside, &$0.fields) }
        return
      }
      if changeOwnInterface(id, { Self.associate(association, with: inside, &$0) }) { return }
      open(id, key == interface ? .interfaces : .reservations)
    }
  }

  /// Puts a public address at a private one; if that is not told, at the primary one, whose own it
  /// takes the place of.
  private static func associate(
    _ association: Value, with inside: Node?, _ fields: inout [(key: String, value: Value)]
  ) {
    let list = fields.firstIndex { $0.key == "PrivateIpAddresses" }
    var all = list.map { fields[$0].value.elements } ?? []
    let isPrimary =
      inside == nil || all.isEmpty || all[0].field("PrivateIpAddress")?.text == inside?.text
    guard let list, let inside, !isPrimary else {
      fields.removeAll { $0.key == "Association" }
      return fields.append(("Association", association))
    }
    let index = all.firstIndex { $0.field("PrivateIpAddress")?.text == inside.text }
    if let index, case .map(let known, let span) = all[index] {
      all[index] = .map(known + [("Association", association)], span)
    } else {
      all.append(
        .map([("PrivateIpAddress", .node(inside)), ("Association", association)], inside.span))
    }
    fields[list].value = .list(all, fields[list].value.span)
  }
}
