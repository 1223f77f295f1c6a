import NetproofSyntax

/// The rules of a network ACL, by direction and number.
struct TerraformEntries {
  private(set) var rules: [(key: String, value: AWSDraft.Value)] = []
  var isWhole = true

  mutating func add(_ key: String, _ value: AWSDraft.Value) {
    if let index = rules.firstIndex(where: { $0.key == key }) {
      rules[index].value = value
    } else {
      rules.append((key, value))
    }
  }
}

// Network ACLs.
extension TerraformNetwork {
  mutating func addACLs() {
    for resource in all("aws_network_acl") { addACL(resource, isDefault: false) }
    for resource in all("aws_default_network_acl") { addACL(resource, isDefault: true) }
    var gone: [String: Set<String>] = [:]
    for resource in self.gone("aws_network_acl_rule") {
      guard let acl = id("network_acl_id", of: resource)?.text,
        let key = entry(resource.block, "rule_number", Self.egress(of: resource))?.key
      else { continue }
      gone[acl, default: []].insert(key)
    }
    for resource in all("aws_network_acl", "aws_default_network_acl") {
      addInlineEntries(resource, gone[resource.id] ?? [])
    }
    for resource in all("aws_network_acl_rule") {
      guard let acl = id("network_acl_id", of: resource)?.text else { continue }
      let entry = entry(resource.block, "rule_number", Self.egress(of: resource))
      take(entry, of: acl, resource)
    }
    for vpc in all("aws_vpc", "aws_default_vpc") { addImpliedACL(of: vpc) }
    for (acl, own) in entries.sorted(by: { $0.key < $1.key }) {
      let place = drafts[acl]?.span ?? own.rules.first?.value.span
      guard let place else { continue }
      change(acl, .networkACLs, vpc: nil, at: place) { draft in
        draft.set("Entries", .list(own.rules.map(\.value), place))
        if !own.isWhole { draft.isPart = true }
      }
    }
    associateACLs()
  }

  /// The default network ACL of a VPC, where rules are added to it that no resource takes over: with
  /// the rules that AWS puts in, as far as that is known.
  private mutating func addImpliedACL(of vpc: TerraformResource) {
    let id = name(impliedID("default_network_acl_id", of: vpc))
    guard let written = entries[id], !drafts.contains(id) else { return }
    var draft = AWSDraft(.networkACLs, id, at: vpc.place)
    draft.set("VpcId", .text(vpc.id, vpc.place))
    draft.set("IsDefault", .word("true", vpc.place))
    draft.isPart = !vpc.isNew || vpc.type != "aws_vpc"
    drafts.add(draft)
    guard vpc.isNew else { return }
    var all = TerraformEntries()
    for isEgress in ["false", "true"] {
      for (number, key, cidr) in [
        ("100", "CidrBlock", "0.0.0.0/0"), ("101", "Ipv6CidrBlock", "::/0"),
      ] {
        let fields: [(String, Value?)] = [
          ("RuleNumber", .word(number, vpc.place)), ("Protocol", .text("-1", vpc.place)),
          ("RuleAction", .text("allow", vpc.place)), ("Egress", .word(isEgress, vpc.place)),
          (key, .text(cidr, vpc.place)),
        ]
        all.add("\(isEgress) \(number)", .object(fields, at: vpc.place))
      }
    }
    for rule in written.rules { all.add(rule.key, rule.value) }
    all.isWhole = written.isWhole
    entries[id] = all
  }

  private mutating func addACL(_ resource: TerraformResource, isDefault: Bool) {
    var draft = AWSDraft(.networkACLs, aclID(of: resource), at: resource.place)
    draft.set("LogicalId", .text(resource.logicalName, resource.place))
    setTags(of: resource, &draft)
    let own = isDefault ? vpc(of: resource, "default_network_acl_id") : id("vpc_id", of: resource)
    if isDefault, AWSDraft.isUnknown(draft.id) { open(draft.id, .networkACLs) }
    draft.set("VpcId", own ?? home(ofDefault: draft.id, isDefault, resource))
    draft.set("IsDefault", .word(isDefault ? "true" : "false", resource.place))
    drafts.add(draft)
    alias(resource.id, draft.id)
    entries[draft.id] = .init()
  }

  /// The identifier of a network ACL: of a default one that of its VPC's.
  private mutating func aclID(of resource: TerraformResource) -> String {
    guard resource.type == "aws_default_network_acl" else { return resource.id }
    return id("default_network_acl_id", of: resource)?.text ?? resource.id
  }

  /// The VPC of a thing that names none: of what is in every VPC one that nobody knows, of others the
  /// default one.
  func home(ofDefault id: String, _ isDefault: Bool, _ resource: TerraformResource) -> Value {
    isDefault && AWSDraft.isUnknown(id)
      ? .text(AWSDraft.vpc(of: id), resource.place) : defaultVPC(resource)
  }

  /// The VPC whose part an attribute names.
  mutating func vpc(of resource: TerraformResource, _ key: String) -> Value? {
    if let own = resource.block.link("vpc_id"), let text = own.text, drafts.contains(name(text)) {
      return .text(name(text), own.span)
    }
    guard let part = id(key, of: resource)?.text else { return nil }
    let owner = all("aws_vpc", "aws_default_vpc").first { vpc in
      name(impliedID(key, of: vpc)) == part || impliedID(key, of: vpc) == part
    }
    return owner.map { .text($0.id, resource.place) }
      ?? resource.block.link("vpc_id").map { .text(name($0.text ?? ""), $0.span) }
  }

  private mutating func addInlineEntries(_ resource: TerraformResource, _ gone: Set<String>) {
    let acl = aclID(of: resource)
    for (key, isEgress) in [("ingress", false), ("egress", true)] {
      let isWritten = resource.block.isWritten(key)
      if resource.block.isUnknown(key), isWritten == true { take(nil, of: acl, resource) }
      if lacks(key, resource, effect: "what this network ACL lets through is undetermined") {
        entries[acl, default: .init()].isWhole = false
        open(acl, .networkACLs)
      }
      for block in resource.block.blocks(key) {
        let entry = entry(block, "rule_no", isEgress)
        if isWritten != true, let entry, gone.contains(entry.key) { continue }
        take(entry, of: acl, resource)
      }
    }
  }

  /// Adds a rule; one that is not known leaves the list unknown.
  private mutating func take(
    _ entry: (key: String, value: Value)?, of acl: String, _ resource: TerraformResource
  ) {
    if AWSDraft.isUnknown(acl) {
      open(acl, .networkACLs)
    } else if let entry {
      entries[acl, default: .init()].add(entry.key, entry.value)
    } else {
      _ = unknown(
        "rule", of: resource, effect: "what this network ACL lets through is undetermined")
      entries[acl, default: .init()].isWhole = false
      open(acl, .networkACLs)
    }
  }

  private static func egress(of resource: TerraformResource) -> Bool {
    resource.block.isTrue("egress")
  }

  /// A rule as AWS's API says it; nothing if a part of it is not known.
  private func entry(
    _ block: TerraformBlock, _ number: String, _ isEgress: Bool
  ) -> (key: String, value: Value)? {
    guard let rule = block[number], let text = rule.text, Int(text).map({ $0 > 0 }) ?? false,
      let action = block["action"] ?? block["rule_action"],
      let proto = block.text("protocol").flatMap(Self.protocolName)
    else { return nil }
    let place = rule.span
    var fields: [(String, Value?)] = [
      ("RuleNumber", .node(rule)),
      ("Protocol", .text(Self.numbers[proto] ?? proto, block.span("protocol"))),
      ("RuleAction", .text((action.text ?? "").lowercased(), action.span)),
      ("Egress", .word(isEgress ? "true" : "false", place)),
    ]
    guard ["allow", "deny"].contains((action.text ?? "").lowercased()) else { return nil }
    if let node = block["cidr_block"], !(node.text ?? "").isEmpty {
      guard Self.isBlock(node) else { return nil }
      fields.append(("CidrBlock", .node(node)))
    } else if let node = block["ipv6_cidr_block"], Self.isBlock(node) {
      fields.append(("Ipv6CidrBlock", .node(node)))
    } else {
      return nil
    }
    let keys = proto.hasPrefix("icmp") ? ["icmp_type", "icmp_code"] : ["from_port", "to_port"]
    guard
      proto == "-1"
        || keys.allSatisfy({ !block.isUnknown($0) && (block.text($0).map(Self.isPort) ?? true) })
    else { return nil }
    // Terraform sends 0 for what is left out.
    func value(_ key: String) -> Value { .known(block[key]) ?? .word("0", place) }
    switch proto {
    case "tcp", "udp":
      fields.append(
        ("PortRange", .map([("From", value("from_port")), ("To", value("to_port"))], place)))
    case "icmp", "icmpv6":
      fields.append(
        ("IcmpTypeCode", .map([("Type", value("icmp_type")), ("Code", value("icmp_code"))], place)))
    default: break
    }
    return ("\(isEgress) \(text)", .object(fields, at: place))
  }

  private static let numbers = ["tcp": "6", "udp": "17", "icmp": "1", "icmpv6": "58"]

  // MARK: - Associations

  private mutating func associateACLs() {
    for resource in all("aws_network_acl") {
      for subnet in ids("subnet_ids", of: resource) {
        associate(.networkACLs, .text(resource.id, resource.place), subnet, resource)
      }
    }
    for resource in all("aws_network_acl_association") {
      let acl = id("network_acl_id", of: resource)
      guard let acl, let subnet = id("subnet_id", of: resource) else { continue }
      associate(.networkACLs, acl, subnet, resource)
    }
  }

  /// Puts a subnet at a route table or network ACL.
  mutating func associate(
    _ kind: AWSKind, _ id: Value, _ subnet: Value, _ resource: TerraformResource
  ) {
    guard let text = id.text, let subnetID = subnet.text else { return }
    let vpc = vpc(ofSubnet: subnet) ?? drafts[text]?["VpcId"]
    if AWSDraft.isUnknown(subnetID) {
      // Any subnet of the VPC that has none may be the one.
      let others = drafts.all.filter {
        $0.kind == .subnets && $0["VpcId"]?.text == vpc?.text
          && !isAssociated($0.id, kind)
      }
      let unknown = AWSDraft.unknown("\(resource.address.text).table")
      for other in others { link(kind, unknown, .text(other.id, subnet.span), vpc, resource) }
    } else {
      link(kind, text, subnet, vpc, resource)
    }
  }

  private mutating func link(
    _ kind: AWSKind, _ id: String, _ subnet: Value, _ vpc: Value?, _ resource: TerraformResource
  ) {
    change(id, kind, vpc: vpc, at: resource.place) { draft in
      guard
        !(draft["Associations"]?.elements ?? []).contains(where: {
          $0.field("SubnetId")?.text == subnet.text
        })
      else { return }
      draft.append(.map([("SubnetId", subnet)], subnet.span), to: "Associations")
    }
  }

  private func isAssociated(_ subnet: String, _ kind: AWSKind) -> Bool {
    drafts.all.contains { draft in
      draft.kind == kind
        && (draft["Associations"]?.elements ?? []).contains { $0.field("SubnetId")?.text == subnet }
    }
  }
}
