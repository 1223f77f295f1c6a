import NetproofSyntax

// Answers that do not have the form that AWS gives them, or lack what AWS always tells.

extension AWSDump {
  /// Refuses what has another form than AWS gives it, and leaves open what is not told whole.
  ///
  /// - Parameters:
  ///   - conflicts: what answers differ about, which was told.
  ///   - problems: what is told.
  mutating func checkForms(_ conflicts: Set<String>, _ problems: inout Diagnostics) {
    for kind in AWSKind.allCases {
      let form = AWSForm.all[kind]
      for resource in self[kind] where !resource.origin.isDrafted {
        check(resource, kind, form, conflicts, &problems)
      }
    }
    for instance in instances where !instance.origin.isDrafted {
      var check = AWSFormCheck(of: instance, "InstanceId", .reservations)
      check.run(AWSForm.instance)
      problems.append(check.problems)
    }
  }

  private mutating func check(
    _ resource: AWSResource, _ kind: AWSKind, _ form: AWSForm?,
    _ conflicts: Set<String>, _ problems: inout Diagnostics
  ) {
    guard resource.node.entries != nil else {
      problems.report(
        ImportFault.wrongForm(
          "an element of `\(kind.rawValue)`", expected: "an object", kind.call,
          at: resource.node.span))
      return
    }
    if let key = kind.idKey, resource.text(key) == nil {
      guard resource.origin.isRecorded else {
        problems.report(
          ImportFault.wrongForm(
            "`\(key)` of a \(kind.word)", expected: "its identifier", kind.call,
            at: resource.node.span))
        return
      }
      // AWS Config names some things in other words.
      problems.report(
        ImportFault.notWhole(
          "a recorded \(kind.word)", lacks: key, kind.call, at: resource.node.span))
      leaveIncomplete(kind)
      return
    }
    guard let form else { return }
    checkProtocols(of: resource, kind, &problems)
    var check = AWSFormCheck(of: resource, kind.idKey, kind)
    check.run(form)
    problems.append(check.problems)
    // What is used where nothing else is needs no associations.
    if check.isUnlinked, resource.isTrue("IsDefault") { check.forgiveLinks() }
    guard let missing = check.missing.min(by: { $0.key < $1.key }),
      let id = kind.idKey.flatMap({ resource.text($0) })
    else { return }
    leaveOpen(id)
    if check.isUnlinked { resource.text("VpcId").map { leaveOpen($0) } }
    guard !conflicts.contains(id) else { return }
    problems.report(
      ImportFault.notWhole("`\(id)`", lacks: missing.key, kind.call, at: missing.span))
  }
}

// Protocols, which rules give by name or number and load balancers by name.
extension AWSDump {
  private mutating func checkProtocols(
    of resource: AWSResource, _ kind: AWSKind, _ problems: inout Diagnostics
  ) {
    if kind == .securityGroups {
      for key in ["IpPermissions", "IpPermissionsEgress"] {
        for rule in resource.list(key) { check(rule["IpProtocol"], kind, &problems) }
      }
    } else if kind == .networkACLs {
      for rule in resource.list("Entries") { check(rule["Protocol"], kind, &problems) }
    } else if kind == .listeners {
      openIfNovel(resource, "LoadBalancerArn", kind, &problems)
    } else if kind == .targetGroups {
      openIfNovel(resource, "TargetGroupArn", kind, &problems)
    }
  }

  private func check(_ node: Node?, _ kind: AWSKind, _ problems: inout Diagnostics) {
    guard let node, let text = node.text, !Self.ruleProtocols.contains(text),
      Int(text).map({ !(0...255).contains($0) }) ?? true
    else { return }
    problems.report(
      ImportFault.wrongForm(
        "the protocol `\(text)`", expected: "a protocol's name or number", kind.call,
        at: node.span))
  }

  /// Leaves open what has a protocol that load balancers did not have when this was written.
  private mutating func openIfNovel(
    _ resource: AWSResource, _ key: String, _ kind: AWSKind, _ problems: inout Diagnostics
  ) {
    guard let node = resource["Protocol"], let text = node.text, let id = resource.text(key),
      !Self.balancerProtocols.contains(text)
    else { return }
    leaveOpen(id)
    problems.report(
      ImportFault.notCarried(
        "the protocol `\(text)` of a \(kind.word)",
        effect: "what goes through its load balancer is undetermined", at: node.span))
  }

  /// Source: Amazon EC2 API Reference, "IpPermission"; `all` is what AWS Config may say for `-1`.
  private static let ruleProtocols: Set<String> = ["-1", "all", "tcp", "udp", "icmp", "icmpv6"]

  /// Source: Elastic Load Balancing API Reference, version 2015-12-01, "Listener" and "TargetGroup".
  private static let balancerProtocols: Set<String> = [
    "HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC",
  ]
}

/// A look at what one answer says of one thing.
struct AWSFormCheck {
  private(set) var problems = Diagnostics()
  /// The keys that AWS always tells and that are not there.
  private(set) var missing: [(key: String, span: Span)] = []
  /// Whether one of them says what else of the VPC the thing is used for.
  private(set) var isUnlinked = false

  private let resource: AWSResource
  private let idKey: String?
  private let kind: AWSKind

  init(of resource: AWSResource, _ idKey: String?, _ kind: AWSKind) {
    self.resource = resource
    self.idKey = idKey
    self.kind = kind
  }

  mutating func run(_ form: AWSForm) {
    look(at: resource.node, form)
  }

  /// Takes it that nothing is missing that says what the thing is used for.
  mutating func forgiveLinks() {
    guard isUnlinked else { return }
    isUnlinked = false
    missing.removeAll { $0.key == "Associations" }
  }

  private mutating func look(at node: Node, _ form: AWSForm) {
    guard let entries = node.entries else { return }
    let count = form.keys.count
    var told: UInt64 = 0
    for position in entries.indices {
      guard var index = entries.index(ofKey: position, in: form.table) else { continue }
      if index >= count {
        guard resource.origin.isRecorded else { continue }
        index -= count
      }
      let value = entries.value(position)
      guard !value.isNull else { continue }
      told |= 1 << UInt64(index)
      look(at: value, form.keys[index], form.values[index])
    }
    let absent = form.needed & ~told
    guard absent != 0 else { return }
    for index in form.keys.indices where absent >> UInt64(index) & 1 == 1 {
      missing.append((form.keys[index], node.span))
      if form.links >> UInt64(index) & 1 == 1 { isUnlinked = true }
    }
  }

  private mutating func look(at value: Node, _ key: String, _ form: AWSForm.Value) {
    switch form {
    case .text: if !value.isScalar { refuse(value, key, "a single value") }
    case .texts:
      guard let elements = value.elements else { return refuse(value, key, "a list") }
      for element in elements where !element.isScalar { refuse(element, key, "a list of texts") }
    case .part(let inner):
      guard value.entries != nil else { return refuse(value, key, "an object") }
      look(at: value, inner)
    case .parts(let inner):
      guard let elements = value.elements else { return refuse(value, key, "a list") }
      for element in elements {
        if element.entries != nil {
          look(at: element, inner)
        } else if !resource.origin.isRecorded || !element.isScalar {
          // AWS Config records CIDRs alone where the CLI has objects.
          refuse(element, key, "a list of objects")
        }
      }
    }
  }

  private mutating func refuse(_ value: Node, _ key: String, _ expected: String) {
    let name = idKey.flatMap { resource.text($0) }.map { "`\($0)`" } ?? "a \(kind.word)"
    problems.report(
      ImportFault.wrongForm("`\(key)` of \(name)", expected: expected, kind.call, at: value.span))
  }
}
