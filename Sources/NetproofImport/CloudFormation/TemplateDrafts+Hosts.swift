import NetproofSyntax

// What has addresses: instances, interfaces, NAT gateways, endpoints, functions.

extension TemplateDrafts {
  static let hosts: [String: Handler] = [
    "AWS::EC2::Instance": { $0.instance($1) },
    "AWS::EC2::NatGateway": { $0.natGateway($1) },
    "AWS::EC2::VPCEndpoint": { $0.endpoint($1) },
    "AWS::EC2::VPCEndpointService": { $0.endpointService($1) },
    "AWS::EFS::MountTarget": { $0.mountTarget($1) },
    "AWS::ElasticLoadBalancingV2::LoadBalancer": { $0.loadBalancer($1) },
    "AWS::ElasticLoadBalancing::LoadBalancer": { $0.classicLoadBalancer($1) },
    "AWS::ElasticLoadBalancingV2::TargetGroup": { $0.targetGroup($1) },
  ]

  mutating func interface(_ reader: TemplateReader) {
    var draft = reader.draft(.interfaces)
    draft.set("SubnetId", reader.id("SubnetId"))
    for (key, value) in addressing(
      reader, { reader[$0] }, groups: "GroupSet", subnet: draft["SubnetId"])
    {
      draft.set(key, value)
    }
    if case .text(let text, let span)? = reader.named("Description") {
      draft.set("Description", .text(text, span))
    }
    if let flag = reader.flag("SourceDestCheck"), !flag {
      draft.set("SourceDestCheck", .word("false", reader.span))
    }
    draft.set("Status", .text("available", reader.span))
    add(draft, reader)
  }

  /// What interfaces and entries of instances have in common.
  private func addressing(
    _ reader: TemplateReader, _ value: (String) -> TemplateValue?, groups key: String,
    subnet: Value?
  ) -> [(key: String, value: Value)] {
    let span = reader.span
    var fields: [(key: String, value: Value)] = []
    if let address = reader.text(value("PrivateIpAddress"), "PrivateIpAddress") {
      fields.append(("PrivateIpAddress", address))
    }
    for (list, inner) in [
      ("PrivateIpAddresses", "PrivateIpAddress"), ("Ipv6Addresses", "Ipv6Address"),
      ("Ipv4Prefixes", "Ipv4Prefix"), ("Ipv6Prefixes", "Ipv6Prefix"),
    ] {
      let parts = reader.list(value(list), list).compactMap { element -> Value? in
        guard let text = reader.text(element[inner] ?? element, inner) else { return nil }
        var own: [(key: String, value: Value)] = [(inner, text)]
        if let primary = reader.flag(element["Primary"], "Primary") {
          own.append(("Primary", .word(primary ? "true" : "false", element.span)))
        }
        return .map(own, element.span)
      }
      if !parts.isEmpty { fields.append((list, .list(parts, span))) }
    }
    let takesSix =
      subnet?.text.flatMap { drafts[$0]?["AssignIpv6AddressOnCreation"]?.text } == "true"
    if let count = reader.text(value("Ipv6AddressCount"), "Ipv6AddressCount") {
      fields.append(("Ipv6AddressCount", count))
    } else if takesSix, !fields.contains(where: { $0.key == "Ipv6Addresses" }) {
      fields.append(("Ipv6AddressCount", .word("1", span)))
    }
    if value("SecondaryPrivateIpAddressCount") != nil {
      let name = "\(reader.resource.name).SecondaryPrivateIpAddresses"
      reader.note(
        TemplateUnknown(cause: .attribute(name), name: name), "SecondaryPrivateIpAddressCount",
        at: span)
    }
    let groups = reader.ids(value(key), key).map { Value.map([("GroupId", $0)], span) }
    if !groups.isEmpty { fields.append(("Groups", .list(groups, span))) }
    return fields
  }

  // MARK: - Instances

  private mutating func instance(_ reader: TemplateReader) {
    reader.fallback = launchTemplate(of: reader)
    let (id, span) = (reader.id, reader.span)
    var draft = reader.draft(.reservations)
    draft.set("InstanceId", .text(id, span))
    let written = reader.list("NetworkInterfaces")
    if written.isEmpty {
      let subnet = reader.id("SubnetId")
      let fields = addressing(reader, { reader[$0] }, groups: "SecurityGroupIds", subnet: subnet)
      let own = inline(reader, fields, subnet, 0, asks: nil)
      draft.append(own, to: "NetworkInterfaces")
      if subnet == nil { settleInDefaultVPC(&draft, reader) }
    }
    for (position, entry) in written.enumerated() {
      if let interface = reader.id(entry["NetworkInterfaceId"], "NetworkInterfaceId") {
        attach(interface, to: &draft, position, reader)
        continue
      }
      let subnet = reader.id(entry["SubnetId"] ?? reader["SubnetId"], "SubnetId")
      let key = entry["Groups"] == nil ? "GroupSet" : "Groups"
      let fields = addressing(reader, { entry[$0] }, groups: key, subnet: subnet)
      let asks = reader.flag(entry["AssociatePublicIpAddress"], "AssociatePublicIpAddress")
      draft.append(inline(reader, fields, subnet, position, asks: asks), to: "NetworkInterfaces")
    }
    add(draft, reader)
  }

  private func inline(
    _ reader: TemplateReader, _ fields: [(key: String, value: Value)], _ subnet: Value?,
    _ position: Int, asks: Bool?
  ) -> Value {
    let span = reader.span
    var own = fields
    own.append(("NetworkInterfaceId", .text("\(reader.id)-eth\(position)", span)))
    if let subnet { own.append(("SubnetId", subnet)) }
    own.append(("Attachment", .map([("DeviceIndex", .word("\(position)", span))], span)))
    if let flag = reader.flag("SourceDestCheck"), !flag {
      own.append(("SourceDestCheck", .word("false", span)))
    }
    if hasPublicAddress(reader, subnet, asks: asks) { own.append(("Association", .map([], span))) }
    return .map(own, span)
  }

  /// Whether an interface gets a public address: if it asks for one, or else if its subnet gives all
  /// of them one.
  func hasPublicAddress(
    _ reader: TemplateReader, _ subnet: Value?, asks: Bool?
  ) -> Bool {
    if let asks { return asks }
    guard let id = subnet?.text else { return false }
    guard let draft = drafts[id] else {
      estate.problems.report(
        ImportFault.guessed(
          "`\(reader.resource.name)` is taken to get no public address from its subnet "
            + "`\(AWSDraft.shown(id))`, which no template makes",
          at: reader.span))
      return false
    }
    return draft["MapPublicIpOnLaunch"]?.text == "true"
  }

  /// An instance without a subnet starts in one of the account's default VPC.
  private func settleInDefaultVPC(_ draft: inout AWSDraft, _ reader: TemplateReader) {
    // Its groups, if it has any, are in the same VPC.
    if reader["SecurityGroupIds"] == nil {
      draft.set("VpcId", .text(AWSDraft.reportedMark + "default-vpc", reader.span))
    }
    let name = "\(reader.resource.name).SubnetId"
    reader.note(TemplateUnknown(cause: .attribute(name), name: name), "SubnetId", at: reader.span)
  }

  private mutating func attach(
    _ interface: Value, to draft: inout AWSDraft, _ position: Int, _ reader: TemplateReader
  ) {
    guard let text = interface.text else { return }
    interfacesOfInstances[reader.id, default: []].append(text)
    let instance: Value = .text(reader.id, reader.span)
    let index: Value = .word("\(position)", reader.span)
    change(interface, of: .interfaces, by: reader) {
      $0.attach(to: instance, at: index, reader.span)
    }
    // What tells the instance's VPC.
    if draft["SubnetId"] == nil { draft.set("SubnetId", drafts[text]?["SubnetId"]) }
  }

  /// What a launch template says of the instances that are made by it.
  private func launchTemplate(of reader: TemplateReader) -> TemplateValue? {
    guard let template = reader["LaunchTemplate"] else { return nil }
    if let data = data(ofTemplate: template) { return data }
    let name = "\(reader.resource.name).LaunchTemplate"
    reader.note(
      TemplateUnknown(cause: .attribute(name), name: name), "LaunchTemplate", at: template.span)
    return nil
  }

  /// What a launch template says that some template makes, by its identifier or name.
  func data(ofTemplate template: TemplateValue) -> TemplateValue? {
    if let id = template["LaunchTemplateId"]?.text { return readers[id]?["LaunchTemplateData"] }
    guard let name = template["LaunchTemplateName"]?.text else { return nil }
    let own = readers.keys.sorted().lazy.compactMap { readers[$0] }.first {
      $0.resource.type == "AWS::EC2::LaunchTemplate"
        && ($0.id == name || $0["LaunchTemplateName"]?.text == name)
    }
    return own?["LaunchTemplateData"]
  }

  // MARK: - NAT gateways, endpoints and services

  private mutating func natGateway(_ reader: TemplateReader) {
    var draft = reader.draft(.natGateways)
    let span = reader.span
    draft.set("SubnetId", reader.id("SubnetId"))
    if draft["SubnetId"] == nil { draft.set("VpcId", reader.id("VpcId")) }
    if let kind = reader.text("ConnectivityType") { draft.set("ConnectivityType", kind) }
    var address: [(key: String, value: Value)] = [("IsPrimary", .word("true", span))]
    if let own = reader.text("PrivateIpAddress") { address.append(("PrivateIp", own)) }
    draft.append(.map(address, span), to: "NatGatewayAddresses")
    addFurtherAddresses(reader, to: &draft)
    if let mode = reader["AvailabilityMode"], mode.text != "zonal" {
      let name = "\(reader.resource.name).AvailabilityMode"
      reader.note(
        TemplateUnknown(cause: .attribute(name), name: name), "AvailabilityMode", at: span)
    }
    add(draft, reader)
  }

  /// Adds the addresses of a NAT gateway beside its primary one: elastic ones, and private ones that are
  /// written, or of which only the number is.
  private func addFurtherAddresses(_ reader: TemplateReader, to draft: inout AWSDraft) {
    let elastic = reader.ids("SecondaryAllocationIds").count
    let key = "SecondaryPrivateIpAddresses"
    let insides = reader.list(key).map { reader.text($0, key) }
    let count = reader.text("SecondaryPrivateIpAddressCount")?.text.flatMap { Int($0) } ?? 0
    for index in 0..<max(elastic, insides.count, min(count, 7)) {
      var address: [(key: String, value: Value)] = []
      if index < insides.count, let own = insides[index] { address.append(("PrivateIp", own)) }
      draft.append(.map(address, reader.span), to: "NatGatewayAddresses")
    }
  }

  private mutating func endpoint(_ reader: TemplateReader) {
    var draft = reader.draft(.endpoints)
    let span = reader.span
    draft.set("VpcId", reader.id("VpcId"))
    draft.set("VpcEndpointType", reader.text("VpcEndpointType") ?? .text("Gateway", span))
    draft.set("ServiceName", reader.placed("ServiceName").map(Self.serviceName))
    for key in ["ResourceConfigurationArn", "ServiceNetworkArn"] {
      draft.set(key, reader.id(key))
    }
    let isOfLattice =
      draft["ResourceConfigurationArn"] != nil || draft["ServiceNetworkArn"] != nil
    if draft["ServiceName"] == nil, !isOfLattice { noteMissing("ServiceName", reader) }
    let tables = reader.ids("RouteTableIds")
    if !tables.isEmpty { draft.set("RouteTableIds", .list(tables, span)) }
    let groups = reader.ids("SecurityGroupIds").map { Value.map([("GroupId", $0)], span) }
    if !groups.isEmpty { draft.set("Groups", .list(groups, span)) }
    let subnets = reader.ids("SubnetIds")
    if !subnets.isEmpty { draft.set("SubnetIds", .list(subnets, span)) }
    for subnet in subnets {
      let node = node(of: reader, in: subnet, groups: groups)
      drafts.add(node)
      draft.append(.text(node.id, span), to: "NetworkInterfaceIds")
    }
    add(draft, reader)
  }

  /// The name of a service: that of one that a template makes ends in its identifier, which AWS
  /// gives.
  private static func serviceName(_ written: Value) -> Value {
    guard let text = written.text, let start = text.firstRange(of: "." + AWSDraft.mark) else {
      return written
    }
    let id = String(text[start.lowerBound...].dropFirst())
    guard !AWSDraft.isUnknown(id) else { return written }
    return .text(serviceName(of: id), written.span)
  }

  private static func serviceName(of id: String) -> String {
    "com.amazonaws.vpce." + AWSNames.written(AWSDraft.shown(id))
  }

  private mutating func endpointService(_ reader: TemplateReader) {
    var draft = reader.draft(.endpointServices)
    let span = reader.span
    draft.set("ServiceName", .text(Self.serviceName(of: reader.id), span))
    for key in ["GatewayLoadBalancerArns", "NetworkLoadBalancerArns"] {
      let balancers = reader.ids(key)
      if !balancers.isEmpty { draft.set(key, .list(balancers, span)) }
    }
    add(draft, reader)
  }

  /// An interface that a service of AWS's has in a subnet.
  func node(of reader: TemplateReader, in subnet: Value, groups: [Value]) -> AWSDraft {
    let name = AWSNames.written(subnet.text?.split(separator: "/").last.map(String.init) ?? "")
    var node = AWSDraft(.interfaces, "\(reader.id)-\(name)", at: reader.span)
    node.set("SubnetId", subnet)
    if !groups.isEmpty { node.set("Groups", .list(groups, reader.span)) }
    return node
  }

  private mutating func mountTarget(_ reader: TemplateReader) {
    guard let subnet = reader.id("SubnetId") else { return }
    let groups = reader.ids("SecurityGroups").map { Value.map([("GroupId", $0)], reader.span) }
    var node = node(of: reader, in: subnet, groups: groups)
    node.set("PrivateIpAddress", reader.text("IpAddress"))
    add(node, reader)
  }
}
