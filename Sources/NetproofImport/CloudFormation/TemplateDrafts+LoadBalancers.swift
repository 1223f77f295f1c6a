import NetproofSyntax

// Load balancers of both generations with their target groups.

extension TemplateDrafts {
  mutating func loadBalancer(_ reader: TemplateReader) {
    var draft = reader.draft(.loadBalancers)
    let span = reader.span
    if case .text(let name, let place)? = reader.named("Name") {
      draft.set("LoadBalancerName", .text(name, place))
    }
    let type = reader.text("Type") ?? .text("application", span)
    draft.set("Type", type)
    let usual = type.text == "gateway" ? "internal" : "internet-facing"
    let scheme = reader.text("Scheme") ?? .text(usual, span)
    draft.set("Scheme", scheme)
    draft.set(
      Self.enforcement, reader.text(Self.enforcement))
    let groups = reader.ids("SecurityGroups")
    if !groups.isEmpty { draft.set("SecurityGroups", .list(groups, span)) }
    let mappings = reader.list("SubnetMappings")
    let plain = reader.ids("Subnets").map { ($0, Value?.none) }
    let mapped = mappings.compactMap { mapping in
      reader.id(mapping["SubnetId"], "SubnetMappings").map {
        ($0, reader.text(mapping["PrivateIPv4Address"], "PrivateIPv4Address"))
      }
    }
    for (subnet, address) in plain + mapped {
      draft.append(.map([("SubnetId", subnet)], span), to: "AvailabilityZones")
      var node = node(of: reader, in: subnet, groups: groups.map { .map([("GroupId", $0)], span) })
      node.set("Description", .text(Self.description(of: reader.id), span))
      node.set("PrivateIpAddress", address)
      if scheme.text == "internet-facing" { node.set("Association", .map([], span)) }
      if reader["IpAddressType"]?.text?.hasPrefix("dualstack") == true {
        node.set("Ipv6AddressCount", .word("1", span))
      }
      drafts.add(node)
    }
    draft.set("State", .map([("Code", .text("active", span))], span))
    addAttributes(reader, "LoadBalancerAttributes", "LoadBalancerArn")
    add(draft, reader)
  }

  private static let enforcement = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"

  /// How AWS describes the interfaces of a load balancer.
  private static func description(of id: String) -> String {
    "ELB " + id.split(separator: "/").suffix(3).joined(separator: "/")
  }

  private mutating func addAttributes(_ reader: TemplateReader, _ key: String, _ owner: String) {
    let attributes = reader.list(key).compactMap { attribute -> Value? in
      guard let name = reader.text(attribute["Key"], key),
        let value = reader.text(attribute["Value"], key)
      else { return nil }
      return .map([("Key", name), ("Value", value)], attribute.span)
    }
    add(.attributes, of: reader.id, by: owner, attributes)
  }

  mutating func classicLoadBalancer(_ reader: TemplateReader) {
    var draft = reader.draft(.classicLoadBalancers)
    let span = reader.span
    let scheme = reader.text("Scheme") ?? .text("internet-facing", span)
    draft.set("Scheme", scheme)
    let groups = reader.ids("SecurityGroups")
    draft.set("SecurityGroups", .list(groups, span))
    let subnets = reader.ids("Subnets")
    draft.set("Subnets", .list(subnets, span))
    for subnet in subnets {
      var node = node(of: reader, in: subnet, groups: groups.map { .map([("GroupId", $0)], span) })
      node.set("Description", .text("ELB " + reader.id, span))
      if scheme.text == "internet-facing" { node.set("Association", .map([], span)) }
      drafts.add(node)
    }
    for listener in reader.list("Listeners") {
      let fields = ["LoadBalancerPort", "InstancePort", "Protocol"].compactMap { key in
        reader.text(listener[key], key).map { (key: key, value: $0) }
      }
      draft.append(
        .map([("Listener", .map(fields, listener.span))], listener.span), to: "ListenerDescriptions"
      )
    }
    if reader.flag("CrossZone") == true { draft.set("CrossZone", .word("true", span)) }
    for instance in reader.ids("Instances") {
      guard drafts[instance.text ?? ""]?.kind == .reservations else {
        draft.set(AWSDraft.undescribed, .word("true", span))
        continue
      }
      draft.append(.map([("InstanceId", instance)], span), to: "Instances")
    }
    add(draft, reader)
  }

  // MARK: - Listeners

  mutating func listener(_ reader: TemplateReader) {
    var draft = AWSDraft(.listeners, reader.id, at: reader.span)
    draft.set("ListenerArn", .text(reader.id, reader.span))
    let balancer = reader.id("LoadBalancerArn")
    draft.set("LoadBalancerArn", balancer)
    for key in ["Port", "Protocol"] { draft.set(key, reader.text(key)) }
    draft.set("DefaultActions", actions(reader, "DefaultActions", of: balancer))
    touch(balancer, ifUncertain: reader)
    if let id = balancer?.text, !drafts.contains(id) {
      change(balancer, of: .loadBalancers, by: reader) { _ in }
    }
    drafts.add(draft)
  }

  mutating func listenerRule(_ reader: TemplateReader) {
    guard let listener = reader.id("ListenerArn"), let text = listener.text else { return }
    let balancer =
      drafts[text]?["LoadBalancerArn"]
      ?? readers[text].flatMap { $0.id("LoadBalancerArn") }
    var draft = AWSDraft(.listenerRules, "\(text)/\(reader.resource.name)", at: reader.span)
    draft.set("RuleArn", .text(draft.id, reader.span))
    draft.set("Actions", actions(reader, "Actions", of: balancer))
    touch(balancer ?? listener, ifUncertain: reader)
    drafts.add(draft)
  }

  /// Actions that forward; what a load balancer answers by itself, or a function, goes no further.
  private mutating func actions(
    _ reader: TemplateReader, _ key: String, of balancer: Value?
  ) -> Value {
    var actions: [Value] = []
    for action in reader.list(key) {
      let several = action["ForwardConfig"].map { reader.list($0["TargetGroups"], "TargetGroups") }
      let groups = [action["TargetGroupArn"]] + (several ?? []).map { $0["TargetGroupArn"] }
      for group in groups {
        guard let group, let id = reader.id(group, "TargetGroupArn") else { continue }
        guard drafts[id.text ?? ""]?.kind == .targetGroups else {
          if functionGroups.contains(id.text ?? "") { continue }
          touch(balancer, at: group.span)
          continue
        }
        actions.append(.map([("TargetGroupArn", id)], group.span))
      }
    }
    return .list(actions, reader.span)
  }

  // MARK: - Target groups

  mutating func targetGroup(_ reader: TemplateReader) {
    let span = reader.span
    let type = reader.text("TargetType")
    guard type?.text != "lambda" else {
      functionGroups.insert(reader.id)
      return
    }
    var draft = reader.draft(.targetGroups)
    if case .text(let name, let place)? = reader.named("Name") {
      draft.set("TargetGroupName", .text(name, place))
    }
    draft.set("TargetType", type)
    for key in ["Port", "Protocol", "IpAddressType"] { draft.set(key, reader.text(key)) }
    draft.set("VpcId", reader.id("VpcId"))
    addAttributes(reader, "TargetGroupAttributes", "TargetGroupArn")
    var elements: [Value] = []
    for target in reader.list("Targets") {
      guard let id = reader.id(target["Id"], "Targets") else { continue }
      var fields: [(key: String, value: Value)] = [("Id", id)]
      if let port = reader.text(target["Port"], "Targets") { fields.append(("Port", port)) }
      elements.append(.map([("Target", .map(fields, target.span))], target.span))
    }
    add(.targetHealth, of: reader.id, by: "TargetGroupArn", elements)
    add(draft, reader)
    if draft["VpcId"] == nil { touch(.text(reader.id, span), at: span) }
  }

  /// Takes targets that no template makes out of their groups, of which not all is known then.
  ///
  /// A load balancer uses targets in the zones of its own subnets only: of one in a zone that nobody
  /// knows, nobody knows whether it counts.
  mutating func checkTargets() {
    let subnets = Set(
      drafts.all.filter { $0.kind == .loadBalancers }
        .flatMap { $0["AvailabilityZones"]?.elements ?? [] }.compactMap { $0["SubnetId"]?.text })
    for group in drafts.all where group.kind == .targetGroups {
      guard group["TargetType"]?.text ?? "instance" != "ip" else { continue }
      let all = elements(.targetHealth, of: group.id).map { ($0, $0["Target"]?["Id"]?.text ?? "") }
      let known = all.filter { drafts.contains($0.1) }
      let isZoneless = known.contains { target in
        let interfaces = drafts[target.1]?["NetworkInterfaces"]?.elements ?? []
        let own = interfaces.compactMap { $0["SubnetId"]?.text }
        return own.contains { zoneless.contains($0) && !subnets.contains($0) }
      }
      guard known.count < all.count || isZoneless else { continue }
      replace(.targetHealth, of: group.id, known.map(\.0))
      touch(.text(group.id, group.span), at: group.span)
    }
  }
}

extension AWSDraft.Value {
  /// The value of a field.
  subscript(key: String) -> AWSDraft.Value? {
    guard case .map(let fields, _) = self else { return nil }
    return fields.first { $0.key == key }?.value
  }
}
