import NetproofSyntax

// Gateway Load Balancer endpoints, endpoint services, and firewalls of VPCs.

extension AWSTopology {
  // MARK: - Endpoints

  /// Adds what a Gateway Load Balancer endpoint says.
  mutating func addInspectionEndpoint(_ endpoint: AWSResource, to own: inout [Entry]) {
    add("type", text: "gateway-load-balancer", at: endpoint.span("VpcEndpointType"), to: &own)
    add("service", copy: endpoint["ServiceName"], to: &own)
    if let subnet = endpoint.elements("SubnetIds").first {
      own.append(Entry("subnet", reference(subnet)))
    }
  }

  /// The endpoint services that endpoints of the dump lead to, and whose load balancers are in it.
  mutating func endpointServices() -> [Entry] {
    let used = Set(estate.dump[.endpoints].compactMap { $0.text("ServiceName") })
    var entries: [Entry] = []
    var seen: Set<String> = []
    for service in estate.dump[.endpointServices] {
      guard let name = service["ServiceName"], let text = name.text, used.contains(text),
        seen.insert(text).inserted
      else { continue }
      let arns =
        service.elements("GatewayLoadBalancerArns") + service.elements("NetworkLoadBalancerArns")
      let balancers = arns.compactMap { arn -> (Node, String)? in
        guard let id = arn.text, estate[id] != nil, let vpc = estate.home(of: id) else {
          return nil
        }
        return (arn, "\(names[vpc])/\(names[id])")
      }
      guard !arns.isEmpty, balancers.count == arns.count else { continue }
      var own: [Entry] = []
      add(
        "load-balancers",
        oneOrMore: balancers.map { builder.text($0.1, at: $0.0.span) }, to: &own)
      let regions = service.list("SupportedRegions").compactMap { $0["Region"] }
      add("regions", list: regions.map { builder.copy($0) }, to: &own)
      let key = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"
      let settings = arns.compactMap { estate[$0.text ?? ""]?[key] }
      let open = settings.first { $0.text == "off" }
      if let open { add("enforce-security-groups", word: "false", at: open.span, to: &own) }
      if let mark = service[AWSDraft.undescribed] {
        add("described", word: "false", at: mark.span, to: &own)
      }
      entries.append(Entry(text, at: name.span, builder.map(own, at: service.node.span)))
    }
    return entries
  }

  // MARK: - Firewalls

  /// What makes a firewall a NAT and a proxy as well, which topologies do not have.
  static let proxyKeys = [
    "NoSourcePreservation", "NatGatewayMappings", "ProxySettings", "VpcEndpoint",
  ]

  /// Whether a firewall hands packets on as they are; if not, that is reported.
  private mutating func isPlain(_ firewall: AWSResource) -> Bool {
    let key = Self.proxyKeys.first { key in
      guard let value = firewall[key], value.text != "false" else { return false }
      return value.elements.map { !$0.isEmpty } ?? true
    }
    guard let key, let span = firewall[key]?.span else { return true }
    problems.report(
      ImportFault.notCarried(
        "`\(key)` of the firewall `\(names[firewall.text("FirewallArn") ?? ""])`",
        effect: "what goes through the firewall is undetermined", at: span))
    return false
  }

  /// The firewalls of a VPC, whose endpoints routes lead to.
  mutating func firewalls(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for answer in estate.firewalls(of: vpc) {
      guard let firewall = answer.part("Firewall"), let arn = firewall["FirewallArn"] else {
        continue
      }
      var own: [Entry] = []
      if let policy = firewall["FirewallPolicyArn"] {
        own.append(Entry("policy", reference(policy)))
      }
      let endpoints = answer.firewallEndpoints.compactMap { firewallEndpoint($0, []) }
      guard !endpoints.isEmpty else {
        problems.report(
          ImportFault.missingResource(
            "FirewallStatus", kind: "status", by: names[arn.text ?? ""], at: arn.span))
        entries.append(undescribed(arn.text ?? "", at: arn.span))
        continue
      }
      add("endpoints", endpoints, to: &own)
      if !isPlain(firewall) || answer.isPart {
        add("described", word: "false", at: arn.span, to: &own)
      }
      entries.append(entry(arn, firewall, own))
    }
    return entries
  }

  /// An endpoint of a firewall, with what is said of it beside its subnet.
  private mutating func firewallEndpoint(_ endpoint: AWSResource, _ more: [Entry]) -> Entry? {
    guard let id = endpoint["EndpointId"], let subnet = endpoint["SubnetId"] else { return nil }
    var own = more + [Entry("subnet", reference(subnet))]
    if let status = endpoint["Status"], status.text != "READY" {
      let state = status.text == "DELETING" ? "deleting" : "pending"
      add("state", text: state, at: status.span, to: &own)
    }
    let text = id.text ?? ""
    if names[text] != text, !AWSDraft.isInvented(text) { add("id", copy: id, to: &own) }
    return Entry(names[text], at: id.span, builder.map(own, at: id.span))
  }

  /// The further endpoints that firewalls have in a VPC, theirs or another.
  mutating func furtherFirewallEndpoints(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for answer in estate.endpointAssociations(of: vpc) {
      let place = answer.part("VpcEndpointAssociation")?.node.span ?? answer.node.span
      var own: [Entry] = []
      add("type", text: "firewall", at: place, to: &own)
      let firewall = answer.firewallOfAssociation.flatMap { firewallReference($0, from: vpc) }
      if let firewall { own.append(Entry("firewall", firewall)) }
      if firewall == nil || answer.isPart {
        add("described", word: "false", at: place, to: &own)
      }
      entries += answer.firewallEndpoints.prefix(1).compactMap { firewallEndpoint($0, own) }
    }
    return entries
  }

  /// How a VPC names a firewall; nothing if no answer has it, which is reported.
  private mutating func firewallReference(_ arn: Node, from vpc: String) -> NodeBuilder.Part? {
    let id = arn.text ?? ""
    guard let home = estate.firewall(id)?.vpcOfFirewall else {
      if !AWSDraft.isUnknown(id) {
        problems.report(
          ImportFault.missingResource(id, kind: "firewall", by: names[vpc], at: arn.span))
      }
      return nil
    }
    let name = home == vpc ? names[id] : "\(names[home])/\(names[id])"
    return builder.text(name, at: arn.span)
  }

  /// What the endpoints of a firewall are to be called.
  func endpoints(of answer: AWSResource, called name: String?) -> [AWSNames.Wish] {
    answer.firewallEndpoints.compactMap { endpoint in
      guard let own = endpoint.text("EndpointId") else { return nil }
      let place = endpoint.text("SubnetId").flatMap { subnet in
        estate[subnet]?.tag("Name")?.text ?? estate[subnet]?.text("LogicalId")
          ?? (AWSDraft.isInvented(subnet) ? AWSNames.end(of: subnet) : nil)
      }
      return AWSNames.Wish(
        id: own, name: [name, place ?? own].compactMap { $0 }.joined(separator: "-"),
        kind: "endpoint")
    }
  }

  /// The policies that firewalls of the dump follow.
  mutating func firewallPolicies() -> [Entry] {
    var entries: [Entry] = []
    for answer in estate.dump[.firewallPolicies] {
      guard let policy = answer.part("FirewallPolicy"),
        let arn = answer.part("FirewallPolicyResponse")?["FirewallPolicyArn"]
      else { continue }
      guard !answer.isPart else {
        entries.append(undescribed(arn.text ?? "", at: arn.span))
        continue
      }
      let place = answer.part("FirewallPolicyResponse") ?? policy
      entries.append(entry(arn, place, firewallPolicy(policy, at: arn.span)))
    }
    for absent in absentPolicies { entries.append(undescribed(absent.text ?? "", at: absent.span)) }
    return entries
  }

  /// The policies that firewalls name and no answer has, each once.
  var absentPolicies: [Node] {
    var seen = Set(
      estate.dump[.firewallPolicies].compactMap {
        $0.part("FirewallPolicyResponse")?.text("FirewallPolicyArn")
      })
    return estate.dump[.firewalls].compactMap { $0.part("Firewall")?["FirewallPolicyArn"] }
      .filter { seen.insert($0.text ?? "").inserted }
  }

  private mutating func firewallPolicy(_ policy: AWSResource, at span: Span) -> [Entry] {
    var own: [Entry] = []
    let options = policy.part("StatefulEngineOptions")
    let isStrict = options?.text("RuleOrder") == "STRICT_ORDER"
    if isStrict {
      add("rule-order", text: "strict", at: options?.span("RuleOrder") ?? span, to: &own)
    }
    for action in policy.elements("StatelessDefaultActions") {
      guard let word = Self.statelessActions[action.text ?? ""], word != "forward" else { continue }
      add("stateless-default", text: word, at: action.span, to: &own)
    }
    guard let rules = statelessRules(of: policy) else {
      add("described", word: "false", at: span, to: &own)
      return own
    }
    add("stateless", list: rules, to: &own)
    let groups = statefulGroups(of: policy, isStrict: isStrict)
    add("stateful-groups", groups, to: &own)
    for action in isStrict ? policy.elements("StatefulDefaultActions") : [] {
      guard let word = action.text?.split(separator: ":").last, word.hasPrefix("drop") else {
        continue
      }
      add(
        "stateful-default", text: String(word).replacing("_", with: "-"), at: action.span, to: &own)
    }
    if let exception = options?["StreamExceptionPolicy"], exception.text != "DROP" {
      add(
        "stream-exception", text: (exception.text ?? "").lowercased(), at: exception.span, to: &own)
    }
    let variables = policy.part("PolicyVariables")?.part("RuleVariables")
    add("variables", addressVariables(variables), to: &own)
    return own
  }

  static let statelessActions = [
    "aws:pass": "pass", "aws:drop": "drop", "aws:forward_to_sfe": "forward",
  ]

  /// `NAME: [CIDR, …]` of `{ NAME: { Definition: [CIDR, …] } }`.
  mutating func addressVariables(_ sets: AWSResource?) -> [Entry] {
    var entries: [Entry] = []
    for set in sets?.node.entries.map(Array.init) ?? [] {
      let values = set.value["Definition"]?.elements.map(Array.init) ?? []
      guard !values.isEmpty else { continue }
      entries.append(
        Entry(
          set.key.value, at: set.key.span,
          builder.list(values.map { builder.copy($0) }, at: set.key.span)))
    }
    return entries
  }
}

extension AWSResource {
  /// The VPC that an answer about a firewall has endpoints in.
  var vpcOfFirewall: String? {
    let firewall = part("Firewall")
    return firewall?.text("VpcId") ?? firewall?.part("VpcEndpoint")?.text("VpcId")
  }

  /// The VPC that an answer about a further endpoint of a firewall has it in.
  var vpcOfAssociation: String? { part("VpcEndpointAssociation")?.text("VpcId") }

  /// The firewall of which an answer has a further endpoint.
  var firewallOfAssociation: Node? { part("VpcEndpointAssociation")?["FirewallArn"] }

  /// The endpoints of an answer about a firewall, one for each zone, or about a further one.
  var firewallEndpoints: [AWSResource] {
    let states =
      part("FirewallStatus")?.part("SyncStates")
      ?? part("VpcEndpointAssociationStatus")?.part("AssociationSyncState")
    let zones = states?.node.entries.map(Array.init) ?? []
    return zones.compactMap { zone in
      AWSResource(node: zone.value, origin: origin).part("Attachment")
    }
  }
}
