import NetproofSyntax

// Load balancers of both generations with their target groups.

extension AWSTopology {
  mutating func loadBalancers(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for balancer in estate[.loadBalancers, vpc] {
      guard let id = balancer["LoadBalancerArn"] else { continue }
      let type = balancer.text("Type") ?? "application"
      guard ["application", "network", "gateway"].contains(type) else {
        entries.append(notCarried(balancer, id, "the \(type) load balancer"))
        continue
      }
      entries.append(loadBalancer(balancer, id, type, vpc))
    }
    for balancer in estate[.classicLoadBalancers, vpc] {
      guard let id = balancer["LoadBalancerName"] else { continue }
      entries.append(classic(balancer, id, vpc))
    }
    return entries
  }

  private mutating func notCarried(_ resource: AWSResource, _ id: Node, _ what: String) -> Entry {
    problems.report(
      ImportFault.notCarried(
        "\(what) `\(names[id.text ?? ""])`", effect: "what goes through it is undetermined",
        at: id.span))
    return undescribed(id.text ?? "", at: id.span)
  }

  private mutating func loadBalancer(
    _ balancer: AWSResource, _ id: Node, _ type: String, _ vpc: String
  ) -> Entry {
    var own: [Entry] = []
    add("type", text: type, at: balancer.span("Type"), to: &own)
    addScheme(of: balancer, to: &own)
    let subnets = balancer.list("AvailabilityZones").compactMap { $0["SubnetId"] }
    let known = addNodes(
      of: balancer, subnets, vpc, prefix: Self.descriptionPrefix(of: id), to: &own)
    addGroups(balancer.elements("SecurityGroups"), to: &own)
    addCrossZone(attributes(of: id), "load_balancing.cross_zone.enabled", type, to: &own)
    let listeners = estate.dump[.listeners].filter { $0.text("LoadBalancerArn") == id.text }
    add("listeners", list: listeners.map { listener($0, type) }, to: &own)
    if let state = balancer.part("State")?["Code"] {
      addState(state, unless: "active", to: &own)
    }
    guard known else {
      if !hasUnknownAddress(id) { report(.interfaces, "addresses", of: id) }
      return undescribed(id.text ?? "", at: id.span)
    }
    guard !isUnasked(.listeners, id, balancer) else {
      report(.listeners, "listeners", of: id)
      return undescribed(id.text ?? "", at: id.span)
    }
    // Each listener of an application load balancer has a rule, if only the default one.
    let unasked = listeners.first { !$0.origin.isDrafted && rules(of: $0).isEmpty }
    if type == "application", let listener = unasked {
      let option = " --listener-arn \(listener.text("ListenerArn") ?? "")"
      report(.listenerRules, "rules", of: id, option)
      return undescribed(id.text ?? "", at: id.span)
    }
    // Nodes of an application load balancer use all zones, unless a target group says otherwise.
    if type != "application", isUnasked(.attributes, id, balancer) {
      let call = "aws elbv2 describe-load-balancer-attributes --load-balancer-arn "
      report(call + (id.text ?? ""), "attributes", of: id)
      return undescribed(id.text ?? "", at: id.span)
    }
    return entry(id, balancer, own)
  }

  /// Whether nobody asked for what would tell more of a load balancer or of a target group.
  private func isUnasked(_ kind: AWSKind, _ id: Node, _ resource: AWSResource) -> Bool {
    !resource.origin.isDrafted && !estate.dump.isAnswered(kind, about: id.text ?? "")
  }

  private mutating func report(
    _ kind: AWSKind, _ what: String, of id: Node, _ option: String = ""
  ) {
    report(kind.call + option, what, of: id)
  }

  private mutating func report(_ call: String, _ what: String, of id: Node) {
    problems.report(
      ImportFault.missingCall(call, what: what, owner: names[id.text ?? ""], at: id.span))
  }

  private func rules(of listener: AWSResource) -> [AWSResource] {
    let arn = listener.text("ListenerArn") ?? ""
    let prefix = arn.replacing(":listener/", with: ":listener-rule/") + "/"
    return estate.dump[.listenerRules].filter { ($0.text("RuleArn") ?? "").hasPrefix(prefix) }
  }

  /// `ELB app/front/50dc6c495c0c9188`, as AWS describes the interfaces of a load balancer.
  private static func descriptionPrefix(of id: Node) -> String {
    let parts = (id.text ?? "").split(separator: "/").suffix(3)
    return "ELB " + parts.joined(separator: "/")
  }

  private mutating func addScheme(of balancer: AWSResource, to own: inout [Entry]) {
    guard let scheme = balancer["Scheme"], scheme.text == "internet-facing" else { return }
    add("scheme", copy: scheme, to: &own)
  }

  private mutating func addGroups(_ groups: [Node], to own: inout [Entry]) {
    add("security-groups", list: groups.map { reference($0) }, to: &own)
  }

  /// Adds the nodes with their addresses; whether each has one.
  private mutating func addNodes(
    of balancer: AWSResource, _ subnets: [Node], _ vpc: String, prefix: String,
    to own: inout [Entry]
  ) -> Bool {
    var nodes: [Entry] = []
    for subnet in subnets {
      let interface = estate[.interfaces, vpc].first {
        $0.text("SubnetId") == subnet.text && $0.text("Description") == prefix
      }
      guard let interface, let address = privateAddress(of: interface) else { return false }
      var node: [Entry] = []
      add("private-ip", copy: address, to: &node)
      let association =
        interface.list("PrivateIpAddresses").lazy.compactMap { $0.part("Association") }.first
        ?? interface.part("Association")
      let isAtEdge = association?["CarrierIp"] != nil || association?["CustomerOwnedIp"] != nil
      add(
        "public-ip",
        copy: association?.publicAddress ?? (isAtEdge ? nil : publicAddress(of: interface)),
        to: &node)
      add("carrier-ip", copy: association?["CarrierIp"], to: &node)
      add("customer-owned-ip", copy: association?["CustomerOwnedIp"], to: &node)
      add("ipv6", copy: sixes(of: interface).first, to: &node)
      nodes.append(
        Entry(names[subnet.text ?? ""], at: subnet.span, builder.map(node, at: subnet.span)))
    }
    add("subnets", nodes, to: &own)
    return !nodes.isEmpty
  }

  /// Whether it was told already that an address of a load balancer is not known.
  private func hasUnknownAddress(_ id: Node) -> Bool {
    let description = [Self.descriptionPrefix(of: id), "ELB " + (id.text ?? "")]
    return estate.dump[.interfaces].contains {
      description.contains($0.text("Description") ?? "")
        && privateAddress(of: $0) == nil
    }
  }

  private mutating func listener(_ listener: AWSResource, _ type: String) -> Part {
    var own: [Entry] = []
    if type == "gateway" {
      // All that its endpoints get goes on as GENEVE.
      add("port", text: "udp/6081", at: listener.span("ListenerArn"), to: &own)
    } else {
      addPorts(listener, to: &own)
    }
    add("to", oneOrMore: targetGroups(of: listener).map { reference($0) }, to: &own)
    return builder.map(own, at: listener.node.span)
  }

  /// The target groups that a listener and its rules forward to, each once.
  func targetGroups(of listener: AWSResource) -> [Node] {
    let actions =
      listener.list("DefaultActions") + rules(of: listener).flatMap { $0.list("Actions") }
    var groups: [Node] = []
    for action in actions {
      let several = action.part("ForwardConfig")?.list("TargetGroups") ?? []
      let own = [action["TargetGroupArn"]] + several.map { $0["TargetGroupArn"] }
      for group in own.compactMap({ $0 }) where !groups.contains(where: { $0.text == group.text }) {
        groups.append(group)
      }
    }
    return groups
  }

  /// Adds `port: tcp/443`; of both TCP and UDP, both.
  private mutating func addPorts(_ resource: AWSResource, to own: inout [Entry]) {
    guard let port = resource["Port"], let number = port.text else { return }
    let protocols: [String] =
      switch resource.text("Protocol") ?? "TCP" {
      case "UDP", "QUIC", "GENEVE": ["udp"]
      case "TCP_UDP", "TCP_QUIC": ["tcp", "udp"]
      default: ["tcp"]
      }
    add(
      "port", oneOrMore: protocols.map { builder.text("\($0)/\(number)", at: port.span) }, to: &own)
  }

  private func attributes(of id: Node) -> [AWSResource] {
    estate.dump[.attributes].filter { $0.owner == id.text }
  }

  /// Whether nodes use targets of other zones; those of an application load balancer always do,
  /// whatever a state of Terraform or a template says.
  private mutating func addCrossZone(
    _ attributes: [AWSResource], _ key: String, _ type: String, to own: inout [Entry]
  ) {
    guard type != "application",
      let value = attributes.first(where: { $0.text("Key") == key })?["Value"],
      let text = value.text, text == "true"
    else { return }
    add("cross-zone", word: text, at: value.span, to: &own)
  }

  private mutating func classic(_ balancer: AWSResource, _ id: Node, _ vpc: String) -> Entry {
    var own: [Entry] = []
    add("type", text: "classic", at: id.span, to: &own)
    addScheme(of: balancer, to: &own)
    let known = addNodes(
      of: balancer, balancer.elements("Subnets"), vpc, prefix: "ELB " + (id.text ?? ""), to: &own)
    addGroups(balancer.elements("SecurityGroups"), to: &own)
    let listeners = balancer.list("ListenerDescriptions").compactMap { $0.part("Listener") }
      .map { classicListener($0) }
    add("listeners", list: listeners, to: &own)
    let instances = balancer.list("Instances").compactMap { $0["InstanceId"] }
    add("instances", list: instances.map { reference($0) }, to: &own)
    let attributes = estate.dump[.classicAttributes].first { $0.owner == id.text }
    let zones = attributes?.part("CrossZoneLoadBalancing")?["Enabled"] ?? balancer["CrossZone"]
    add("cross-zone", copy: zones?.text == "true" ? zones : nil, to: &own)
    guard known else {
      guard !hasUnknownAddress(id) else { return undescribed(id.text ?? "", at: id.span) }
      problems.report(
        ImportFault.missingCall(
          AWSKind.interfaces.call, what: "addresses", owner: names[id.text ?? ""], at: id.span))
      return undescribed(id.text ?? "", at: id.span)
    }
    guard !isUnasked(.classicAttributes, id, balancer) else {
      report(
        .classicAttributes, "attributes", of: id, " --load-balancer-name \(id.text ?? "")")
      return undescribed(id.text ?? "", at: id.span)
    }
    return entry(id, balancer, own)
  }

  private mutating func classicListener(_ listener: AWSResource) -> Part {
    var own: [Entry] = []
    if let port = listener["LoadBalancerPort"] {
      add("port", text: "tcp/\(port.text ?? "")", at: port.span, to: &own)
    }
    add("instance-port", copy: listener["InstancePort"], to: &own)
    return builder.map(own, at: listener.node.span)
  }

  // MARK: - Target groups

  mutating func targetGroups(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for group in estate[.targetGroups, vpc] {
      guard let id = group["TargetGroupArn"], let text = id.text else { continue }
      var own: [Entry] = []
      let type = group.text("TargetType") ?? "instance"
      if type != "instance", let node = group["TargetType"] { add("type", copy: node, to: &own) }
      addPorts(group, to: &own)
      if let family = group["IpAddressType"], family.text == "ipv6" {
        add("family", copy: family, to: &own)
      }
      addAttributes(attributes(of: id), to: &own)
      guard estate.dump.isAnswered(.targetHealth, about: text) else {
        problems.report(
          ImportFault.missingCall(
            "\(AWSKind.targetHealth.call) --target-group-arn \(text)", what: "targets",
            owner: names[text], at: id.span))
        entries.append(undescribed(text, at: id.span))
        continue
      }
      let registered = estate.dump[.targetHealth].filter { $0.owner == text }
      let known = type == "ip" ? registered : registered.filter { isKnown($0, in: vpc, group) }
      add("targets", list: known.compactMap { target($0, of: group) }, to: &own)
      let isOpen = lacksAttributes(group, id)
      if isOpen || known.count < registered.count {
        add("described", word: "false", at: id.span, to: &own)
      }
      entries.append(entry(id, group, own))
    }
    for absent in estate.absent(.targetGroups, in: vpc) {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  /// Whether a target stands in the VPC of its group, so that a name leads to it.
  private mutating func isKnown(
    _ description: AWSResource, in vpc: String, _ group: AWSResource
  ) -> Bool {
    guard let id = description.part("Target")?["Id"], let text = id.text else { return true }
    if estate.home(of: text) == vpc { return true }
    if !AWSDraft.isInvented(text) {
      let kind = group.text("TargetType") == "alb" ? AWSKind.loadBalancers : .reservations
      problems.report(
        ImportFault.missingResource(
          text, kind: kind.word, by: names[group.text("TargetGroupArn") ?? ""], at: id.span))
    }
    return false
  }

  /// Whether nobody knows how a target group is used.
  ///
  /// Its attributes tell whether targets see the client's address, and whether those of other zones are
  /// used. Of a Gateway Load Balancer neither is the group's to say.
  private mutating func lacksAttributes(_ group: AWSResource, _ id: Node) -> Bool {
    guard group.text("Protocol") != "GENEVE", isUnasked(.attributes, id, group) else {
      return false
    }
    report(
      "\(AWSKind.attributes.call) --target-group-arn \(id.text ?? "")", "attributes", of: id)
    return true
  }

  private mutating func addAttributes(_ attributes: [AWSResource], to own: inout [Entry]) {
    for attribute in attributes {
      guard let value = attribute["Value"], let text = value.text else { continue }
      switch attribute.text("Key") {
      case "preserve_client_ip.enabled":
        add("preserve-client-ip", word: text, at: value.span, to: &own)
      case "load_balancing.cross_zone.enabled" where text == "true" || text == "false":
        add("cross-zone", word: text, at: value.span, to: &own)
      default: break
      }
    }
  }

  private mutating func target(_ description: AWSResource, of group: AWSResource) -> Part? {
    guard let target = description.part("Target"), let id = target["Id"] else { return nil }
    var own = [Entry("to", reference(id))]
    if let port = target["Port"], port.text != group.text("Port") {
      add("port", copy: port, to: &own)
    }
    let health = description.part("TargetHealth")?["State"]
    // What is not checked is used like what is well.
    if let health, let state = health.text, state != "healthy", state != "unavailable" {
      add("health", text: Self.health(state), at: health.span, to: &own)
    }
    return own.count == 1 ? reference(id) : builder.map(own, at: description.node.span)
  }

  /// A state of health as topologies know it.
  private static func health(_ state: String) -> String {
    switch state {
    case "unhealthy.draining", "draining": "draining"
    case "initial", "unhealthy", "unused": state
    default: "unknown"
    }
  }
}
