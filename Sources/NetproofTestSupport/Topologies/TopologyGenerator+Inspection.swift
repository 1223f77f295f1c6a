import NetproofSets

// Gateway Load Balancer endpoints, firewalls and their policies.

extension TopologyGenerator {
  private static let badStates = [
    "pending", "failed", "deleting", "deleted", "rejected", "pending-acceptance",
  ]

  mutating func planInspections() {
    for _ in 0..<random.int(1...2) { planPolicy() }
    for index in vpcs.indices where random.chance(70) {
      if random.chance(35) { planInspectionEndpoint(of: index) }
      if random.chance(75) { planFirewall(of: index) }
    }
    for index in vpcs.indices where random.chance(30) { planFurtherFirewallEndpoint(of: index) }
  }

  private mutating func planPolicy() {
    var entry: YAMLTree = [:]
    if random.chance(50) { entry["rule-order"] = .text(random.pick(["action", "strict"])) }
    if isWild() { entry["stateless-default"] = .text(random.pick(["drop", "pass", "forward"])) }
    if entry["rule-order"]?.text == "strict", isWild() {
      entry["stateful-default"] = .text(
        random.pick(["pass", "drop-strict", "drop-established"]))
    }
    if random.chance(25) {
      entry["stream-exception"] = .text(random.pick(["drop", "reject", "continue"]))
    }
    if random.chance(40) { entry["stateless"] = .list(statelessRules()) }
    if random.chance(70) {
      var priorities = random.shuffled(Array(1...9))
      let groups = (0..<random.int(1...2)).map { _ in
        var group = ruleGroup()
        if random.chance(60) { group["priority"] = priorities.popLast().map { .text("\($0)") } }
        return (name("rules"), group)
      }
      entry["stateful-groups"] = map(of: groups)
    }
    if random.chance(25) {
      entry["variables"] = [
        "HOME_NET": .texts([random.pick(knownBlocks), random.pick(knownBlocks)])
      ]
    }
    policies.append((name("pol"), vague(entry, keeping: [])))
  }

  private mutating func statelessRules() -> [YAMLTree] {
    (1...random.int(1...4)).map { index in
      let member = random.pick(["tcp", "tcp", "udp", "all", "icmp"])
      var rule: YAMLTree = ["priority": .text("\(index * 10)")]
      rule[random.pick(["pass", "forward", "forward", "drop"])] = .text(member)
      for key in ["from", "to"] where random.chance(40) {
        rule[key] = .text("\(random.pick(knownBlocks))")
      }
      if member == "tcp" || member == "udp" {
        if random.chance(45) { rule["ports"] = .text(portText()) }
        if random.chance(35) { rule["from-ports"] = .text(portText()) }
      }
      if member == "tcp", random.chance(30) {
        rule["tcp-flags"] = .texts(random.subset(of: ["syn", "ack"], percent: 60) + ["syn"])
        if random.chance(70) { rule["of-flags"] = .texts(["syn", "ack"]) }
      }
      return rule
    }
  }

  private mutating func portText() -> String {
    random.pick(["443", "22", "53", "1024-65535", "0-1023", "32768-60999", "40000-50000"])
  }

  private mutating func ruleGroup() -> YAMLTree {
    var group: YAMLTree = [:]
    switch random.int(0...9) {
    case 0...3:
      group["rules"] = .list((0..<random.int(1...4)).map { _ in statefulRule() })
    case 4...7:
      let lines = (0..<random.int(1...4)).map { _ in suricataRule() }
      group["suricata"] = .text(lines.joined(separator: "\n"))
      if random.chance(30) {
        group["variables"] = ["HOME_NET": .texts([random.pick(knownBlocks)])]
      }
    default:
      group["domains"] = [
        "action": .text(random.pick(["allow", "deny", "reject", "alert"])),
        "names": .texts(
          random.subset(of: [".example.com", "www.example.com", "evil.test"], percent: 50)
            + [".example.org"]),
        "protocols": .texts(random.pick([["tls"], ["http"], ["tls", "http"]])),
      ]
    }
    return vague(group, keeping: ["rules", "suricata", "domains"])
  }

  private mutating func action() -> String {
    random.pick(["pass", "pass", "drop", "reject", "alert"])
  }

  private mutating func statefulRule() -> YAMLTree {
    let member = random.pick(["tcp", "tcp", "ip", "udp", "icmp", "tls", "http", "dns", "ssh"])
    var rule: YAMLTree = [:]
    rule[action()] = .text(member)
    for key in ["from", "to"] where random.chance(40) { rule[key] = .text(addresses()) }
    if random.chance(35) { rule["ports"] = .text(portText()) }
    if random.chance(15) { rule["from-ports"] = .text(portText()) }
    if random.chance(15) { rule["both-ways"] = "true" }
    if member == "tls" || member == "http", random.chance(60) {
      rule["host"] = .text(random.pick([".example.com", "www.example.com"]))
    }
    if random.chance(30) {
      rule["flow"] = .texts(
        [random.pick(["to_server", "to_client", "established", "not_established"])])
    }
    if random.chance(20) { rule["priority"] = .text("\(random.int(1...4))") }
    return rule
  }

  private mutating func addresses() -> String {
    var choices = ["$HOME_NET", "$EXTERNAL_NET", "any"]
    choices += [knownBlocks, knownBlocks].map { "\(random.pick($0))" }
    choices.append("!\(random.pick(knownBlocks))")
    choices.append("[\(random.pick(knownBlocks)),!\(random.pick(knownBlocks))]")
    if let list = prefixLists.randomElement(using: &random) { choices.append("@\(list.name)") }
    return random.pick(choices)
  }

  private mutating func suricataRule() -> String {
    let member = random.pick(["tcp", "tcp", "ip", "udp", "icmp", "tls", "http", "dns"])
    let ports = ["any", "any", "any", "443", "1024:65535", "[22,80:443]", "!443"]
    var options: [String] = []
    if random.chance(40) {
      let flow = random.pick(["to_server", "to_client"])
      let state = random.pick(["established", "not_established", "stateless"])
      options.append("flow:\(random.pick(["\(flow),\(state)", state]))")
    }
    if member == "tls", random.chance(60) {
      options.append("tls.sni; dotprefix; content:\".example.com\"; endswith")
    }
    if member == "http", random.chance(60) {
      let path = random.chance(20) ? "; http.uri; content:\"/admin\"; startswith" : ""
      options.append("http.host; content:\"www.\"; startswith\(path)")
    }
    if member == "ip", random.chance(40) { options.append("ip_proto:\(random.pick([6, 17, 47]))") }
    if isWild(), random.chance(50) { options.append("geoip:src,XX") }
    if random.chance(20) { options.append("priority:\(random.int(1...4))") }
    options.append("sid:\(random.int(1...99))")
    let arrow = random.chance(15) ? "<>" : "->"
    return "\(action()) \(member) \(addresses()) \(random.pick(ports)) \(arrow) \(addresses()) "
      + "\(random.pick(ports)) (\(options.joined(separator: "; ")); )"
  }

  private mutating func planInspectionEndpoint(of index: Int) {
    let endpoint = name("gwlbe")
    var entry: YAMLTree = [
      "type": "gateway-load-balancer", "service": "inspection",
      "subnet": .text(random.pick(vpcs[index].subnets).name),
    ]
    if random.chance(40) { entry["stateful"] = "true" }
    if isWild() { entry["inspection"] = .text(random.pick(["allow", "deny", "unknown"])) }
    if isWild() { entry["appliance-zones"] = .texts(["az1", "az2"]) }
    if isWild() { entry["service-zones"] = .texts(["az1", Self.bareZone]) }
    if isWild() { entry["state"] = .text(random.pick(Self.badStates)) }
    vpcs[index].endpoints.append((endpoint, vague(entry, keeping: ["service"])))
    vpcs[index].inspections.append(endpoint)
  }

  /// Puts Gateway Load Balancers of the topology behind some endpoints.
  mutating func linkInspections(of index: Int) {
    for position in vpcs[index].endpoints.indices
    where vpcs[index].endpoints[position].entry["service"]?.text == "inspection" {
      let near = gatewayServices.filter { $0.region == vpcs[index].region }
      guard let service = near.randomElement(using: &random), random.chance(70) else { continue }
      vpcs[index].endpoints[position].entry["service"] = .text(service.name)
      vpcs[index].endpoints[position].entry["appliance-zones"] = nil
      vpcs[index].endpoints[position].entry["service-zones"] = nil
    }
  }

  /// An endpoint of a firewall of the same region, mostly of another VPC.
  private mutating func planFurtherFirewallEndpoint(of index: Int) {
    let near = vpcs.indices.filter { vpcs[$0].region == vpcs[index].region }
    let firewalls = near.flatMap { home in
      vpcs[home].firewalls.map { "\(vpcs[home].name)/\($0.name)" }
    }
    guard let firewall = firewalls.randomElement(using: &random) else { return }
    let endpoint = name("fwx")
    var entry: YAMLTree = [
      "type": "firewall", "firewall": .text(firewall),
      "subnet": .text(random.pick(vpcs[index].subnets).name),
    ]
    if isWild(), random.chance(40) { entry["state"] = .text(random.pick(Self.badStates)) }
    vpcs[index].endpoints.append((endpoint, vague(entry, keeping: ["firewall"])))
    vpcs[index].inspections.append(endpoint)
  }

  private mutating func planFirewall(of index: Int) {
    var endpoints: [(String, YAMLTree)] = []
    for subnet in random.shuffled(vpcs[index].subnets).prefix(random.int(1...2)) {
      let endpoint = name("fwe")
      var entry: YAMLTree = ["subnet": .text(subnet.name)]
      if isWild(), random.chance(40) { entry["state"] = .text(random.pick(Self.badStates)) }
      endpoints.append((endpoint, vague(entry, keeping: ["subnet"])))
      vpcs[index].inspections.append(endpoint)
    }
    var entry: YAMLTree = ["policy": .text(random.pick(policies).name)]
    entry["endpoints"] = map(of: endpoints)
    vpcs[index].firewalls.append((name("fw"), vague(entry, keeping: ["policy"])))
  }
}
