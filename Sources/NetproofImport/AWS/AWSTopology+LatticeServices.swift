import NetproofSyntax

// Services of VPC Lattice: what they listen for, and where they send it.

extension AWSTopology {
  /// The services of the dump, and those that are only named.
  mutating func latticeServices() -> [Entry] {
    var entries: [Entry] = []
    for service in estate.dump[.latticeServices] {
      guard let id = service["id"], let text = id.text else { continue }
      var own: [Entry] = []
      addAuthType(of: service, to: &own)
      let listeners = estate.dump[.latticeListeners].filter { $0.latticeService == text }
      let missing = missingCall(of: service, text, listeners)
      if let missing {
        problems.report(
          ImportFault.missingCall(
            missing.call, what: missing.what, owner: names[text], at: id.span))
      }
      let areTargetsKnown = addListeners(listeners, to: &own)
      if missing == nil, areTargetsKnown, service.text("status") ?? "ACTIVE" == "ACTIVE" {
        entries.append(entry(id, service, own))
      } else {
        entries.append(undescribed(text, at: id.span))
      }
    }
    for absent in estate.absent(.latticeServices, in: "") {
      entries.append(undescribed(absent.id, at: absent.span))
    }
    return entries
  }

  /// The first call that was not made about a service, if any.
  private func missingCall(
    of service: AWSResource, _ id: String, _ listeners: [AWSResource]
  ) -> (call: String, what: String)? {
    guard !service.origin.isDrafted else { return nil }
    guard !listeners.isEmpty || estate.dump.isAnswered(.latticeListeners, about: id) else {
      return ("aws vpc-lattice list-listeners --service-identifier \(id)", "listeners")
    }
    for listener in listeners {
      let own = listener.text("id") ?? ""
      let option = "--service-identifier \(id) --listener-identifier \(own)"
      guard listener["defaultAction"] != nil else {
        return ("aws vpc-lattice get-listener \(option)", "default action")
      }
      let rules = rules(ofLattice: own)
      guard !rules.isEmpty || estate.dump.isAnswered(.latticeRules, about: own) else {
        return ("aws vpc-lattice list-rules \(option)", "rules")
      }
      if let rule = rules.first(where: { $0["action"] == nil && !$0.isTrue("isDefault") }) {
        return (
          "aws vpc-lattice get-rule \(option) --rule-identifier \(rule.text("id") ?? "")", "action"
        )
      }
    }
    return nil
  }

  private func rules(ofLattice listener: String) -> [AWSResource] {
    estate.dump[.latticeRules].filter { $0.latticeListener == listener }
  }

  /// Adds what a service listens for, and the target groups that some rule may choose; whether all of
  /// these are here.
  private mutating func addListeners(_ listeners: [AWSResource], to own: inout [Entry]) -> Bool {
    var isWhole = true
    var parts: [Part] = []
    for listener in listeners {
      guard let port = listener["port"] else {
        isWhole = false
        continue
      }
      var inner: [Entry] = []
      add("port", text: "tcp/\(port.text ?? "")", at: port.span, to: &inner)
      var groups = listener.latticeTargets("defaultAction")
      for rule in rules(ofLattice: listener.text("id") ?? "") where !rule.isTrue("isDefault") {
        groups += rule.latticeTargets("action")
      }
      var seen: Set<String> = []
      var references: [Part] = []
      for group in groups where seen.insert(group.text ?? "").inserted {
        guard let home = estate.home(of: group.text ?? "") else {
          isWhole = false
          report(missing: group, of: listener)
          continue
        }
        references.append(
          builder.text("\(names[home])/\(names[group.text ?? ""])", at: group.span))
      }
      add("to", oneOrMore: references, to: &inner)
      parts.append(builder.map(inner, at: listener.node.span))
    }
    add("listeners", list: parts, to: &own)
    return isWhole
  }

  private mutating func report(missing group: Node, of listener: AWSResource) {
    guard !AWSDraft.isUnknown(group.text ?? "") else { return }
    problems.report(
      ImportFault.missingResource(
        AWSDraft.shown(group.text ?? ""), kind: AWSKind.latticeGroups.word,
        by: listener.text("name") ?? listener.text("id") ?? "a listener", at: group.span))
  }

  // MARK: - Target groups

  /// The target groups of VPC Lattice in a VPC.
  mutating func latticeGroups(of vpc: String) -> [Entry] {
    var entries: [Entry] = []
    for group in estate[.latticeGroups, vpc] {
      guard let id = group["id"], let text = id.text else { continue }
      let settings = group.part("config") ?? group
      let type = (group.latticeType ?? "INSTANCE").lowercased()
      var own: [Entry] = []
      if type != "instance" { add("type", text: type, at: group.span("type"), to: &own) }
      let port = settings.text("port") ?? "443"
      add("port", text: "tcp/\(port)", at: settings.span("port"), to: &own)
      if let family = settings["ipAddressType"], family.text == "IPV6" {
        add("family", text: "ipv6", at: family.span, to: &own)
      }
      let targets = estate.dump[.latticeTargets].filter { $0.owner == text }
      guard !targets.isEmpty || estate.dump.isAnswered(.latticeTargets, about: text) else {
        if !group.origin.isDrafted {
          problems.report(
            ImportFault.missingCall(
              "\(AWSKind.latticeTargets.call) --target-group-identifier \(text)", what: "targets",
              owner: names[text], at: id.span))
        }
        entries.append(undescribed(text, at: id.span, own))
        continue
      }
      let known = targets.filter { isKnown($0, type, in: vpc) }
      add("targets", list: known.compactMap { target($0, port) }, to: &own)
      if known.count < targets.count, group[AWSDraft.undescribed] == nil {
        add("described", word: "false", at: id.span, to: &own)
      }
      entries.append(entry(id, group, own))
    }
    return entries
  }

  /// Whether a name of the VPC leads to a target; functions and addresses have none.
  private mutating func isKnown(_ target: AWSResource, _ type: String, in vpc: String) -> Bool {
    guard type == "instance" || type == "alb", let id = target["id"], let text = id.text else {
      return true
    }
    if estate.home(of: text) == vpc { return true }
    if !AWSDraft.isInvented(text) {
      problems.report(
        ImportFault.missingResource(
          text, kind: (type == "alb" ? AWSKind.loadBalancers : .reservations).word,
          by: names[target.owner ?? ""], at: id.span))
    }
    return false
  }

  private mutating func target(_ target: AWSResource, _ port: String) -> Part? {
    guard let id = target["id"] else { return nil }
    let isFunction = id.text?.contains(":lambda:") ?? false
    let function = id.text?.split(separator: ":").last.map { AWSNames.written(String($0)) }
    let reference =
      isFunction ? builder.text(function ?? "function", at: id.span) : self.reference(id)
    var own = [Entry("to", reference)]
    if let other = target["port"], other.text != port { add("port", copy: other, to: &own) }
    let health = Self.health[target.text("status") ?? ""]
    if let health { add("health", text: health, at: target.span("status"), to: &own) }
    return own.count == 1 ? reference : builder.map(own, at: target.node.span)
  }

  /// States of health; what is not checked is used like what is well.
  private static let health = [
    "DRAINING": "draining", "UNHEALTHY": "unhealthy", "INITIAL": "initial", "UNUSED": "unused",
  ]
}

extension AWSResource {
  /// The type of a target group of VPC Lattice's.
  var latticeType: String? { text("type") }
}
