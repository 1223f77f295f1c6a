import NetproofSyntax

// Network ACLs and security groups.

extension TemplateDrafts {
  static let filters: [String: Handler] = [
    "AWS::EC2::NetworkAclEntry": { $0.aclEntry($1) },
    // Before the instances that they are attached to.
    "AWS::EC2::NetworkInterface": { $0.interface($1) },
    "AWS::EC2::SecurityGroup": { $0.securityGroup($1) },
    "AWS::EC2::SecurityGroupIngress": { $0.groupRule($1, isEgress: false) },
    "AWS::EC2::SecurityGroupEgress": { $0.groupRule($1, isEgress: true) },
  ]

  mutating func networkACL(_ reader: TemplateReader) {
    var draft = reader.draft(.networkACLs)
    draft.set("VpcId", reader.id("VpcId"))
    draft.set("Entries", .list([], reader.span))
    add(draft, reader)
  }

  private mutating func aclEntry(_ reader: TemplateReader) {
    let (acl, span) = (reader.id("NetworkAclId"), reader.span)
    var fields: [(key: String, value: Value)] = []
    for key in ["RuleNumber", "Protocol", "RuleAction"] {
      if let value = reader.text(key) { fields.append((key, value)) }
    }
    fields.append(("Egress", .word(reader.flag("Egress") == true ? "true" : "false", span)))
    for key in ["CidrBlock", "Ipv6CidrBlock"] {
      if let value = reader.cidr(key) { fields.append((key, value)) }
    }
    for (key, own, names) in [
      ("PortRange", "PortRange", ["From", "To"]), ("Icmp", "IcmpTypeCode", ["Type", "Code"]),
    ] {
      guard let part = reader[key] else { continue }
      let inner = names.compactMap { name in
        reader.text(part[name], "\(key).\(name)").map { (key: name, value: $0) }
      }
      fields.append((own, .map(inner, part.span)))
    }
    let hasBlock = fields.contains { $0.key.hasSuffix("CidrBlock") }
    guard !reader.isUncertain, hasBlock else { return touch(acl, of: .networkACLs, by: reader) }
    change(acl, of: .networkACLs, by: reader) { $0.append(.map(fields, span), to: "Entries") }
  }

  // MARK: - Security groups

  private mutating func securityGroup(_ reader: TemplateReader) {
    var draft = reader.draft(.securityGroups)
    let span = reader.span
    if case .text(let name, let place)? = reader.named("GroupName") {
      draft.set("GroupName", .text(name, place))
    }
    if let vpc = reader.id("VpcId") {
      draft.set("VpcId", vpc)
    } else {
      draft.set("VpcId", .text(AWSDraft.reportedMark + "default-vpc", span))
      estate.problems.report(
        ImportFault.guessed(
          "`\(reader.resource.name)` names no VPC, and is taken to be in the account's default one",
          at: span))
    }
    draft.set("IpPermissions", .list([], span))
    for rule in reader.list("SecurityGroupIngress") {
      addRule(rule, reader, to: &draft, isEgress: false)
    }
    let egress = reader["SecurityGroupEgress"].map { reader.list($0, "SecurityGroupEgress") } ?? []
    for rule in egress { addRule(rule, reader, to: &draft, isEgress: true) }
    if egress.isEmpty { draft.set(Self.outbound, Self.allOutbound(at: span)) }
    add(draft, reader)
  }

  private static let outbound = "IpPermissionsEgress"

  /// What lets everything out, as AWS makes it.
  static func allOutbound(at span: Span) -> Value {
    let four: Value = .list([.map([("CidrIp", .text("0.0.0.0/0", span))], span)], span)
    let six: Value = .list([.map([("CidrIpv6", .text("::/0", span))], span)], span)
    return .list(
      [
        .map([("IpProtocol", .text("-1", span)), ("IpRanges", four), ("Ipv6Ranges", six)], span)
      ], span)
  }

  private mutating func groupRule(_ reader: TemplateReader, isEgress: Bool) {
    guard let group = reader.id("GroupId") else {
      if let name = reader.text("GroupName")?.text {
        touch(groupInDefaultVPC(name), at: reader.span)
      }
      return
    }
    guard let properties = reader.resource.properties.map({ reader.scope.value($0) }) else {
      return
    }
    let isFirst = isEgress && emptied.insert(group.text ?? "").inserted
    var draft = AWSDraft(.securityGroups, "rules", at: reader.span)
    addRule(properties, reader, to: &draft, isEgress: isEgress)
    let key = isEgress ? Self.outbound : "IpPermissions"
    let rules = draft[key]?.elements ?? []
    if isFirst { dropUsualEgress(of: group, reader) }
    change(group, of: .securityGroups, by: reader) { group in
      for rule in rules { group.addPermission(rule, to: key) }
    }
    touch(group, ifUncertain: reader)
  }

  /// What lets everything out goes once another resource adds a rule for outbound packets.
  private mutating func dropUsualEgress(of group: Value, _ reader: TemplateReader) {
    guard let id = group.text, let own = readers[id], own["SecurityGroupEgress"] == nil,
      drafts.contains(id)
    else { return }
    estate.problems.report(
      ImportFault.guessed(
        "`\(own.resource.name)` is taken to let out only what its rules say, as CloudFormation takes "
          + "the usual rule away where a resource adds one",
        at: reader.span))
    _ = drafts.change(id) { $0.set(Self.outbound, .list([], reader.span)) }
  }

  private func groupInDefaultVPC(_ name: String) -> Value? {
    drafts.all.first { $0.kind == .securityGroups && $0["GroupName"]?.text == name }
      .map { .text($0.id, $0.span) }
  }

  /// Adds a rule to a group, as one of AWS's permissions.
  private mutating func addRule(
    _ rule: TemplateValue, _ reader: TemplateReader, to draft: inout AWSDraft, isEgress: Bool
  ) {
    guard rule.unknown == nil else {
      _ = reader.text(rule, isEgress ? "SecurityGroupEgress" : "SecurityGroupIngress")
      return
    }
    let span = rule.span
    var fields: [(key: String, value: Value)] = []
    for key in ["IpProtocol", "FromPort", "ToPort"] {
      if let value = reader.text(rule[key], key) { fields.append((key, value)) }
    }
    // Without its protocol or a port, a rule would say more than is meant.
    let isWhole = ["IpProtocol", "FromPort", "ToPort"].allSatisfy { key in
      rule[key] == nil || fields.contains { $0.key == key }
    }
    guard isWhole, let peer = peer(of: rule, reader, isEgress: isEgress) else { return }
    fields.append(peer)
    draft.addPermission(.map(fields, span), to: isEgress ? Self.outbound : "IpPermissions")
  }

  private mutating func peer(
    of rule: TemplateValue, _ reader: TemplateReader, isEgress: Bool
  ) -> (key: String, value: Value)? {
    let span = rule.span
    let side = isEgress ? "Destination" : "Source"
    func one(_ list: String, _ key: String, _ value: Value?) -> (key: String, value: Value)? {
      value.map { (list, .list([.map([(key, $0)], span)], span)) }
    }
    if let cidr = rule["CidrIp"] { return one("IpRanges", "CidrIp", reader.cidr(cidr, "CidrIp")) }
    if let cidr = rule["CidrIpv6"] {
      return one("Ipv6Ranges", "CidrIpv6", reader.cidr(cidr, "CidrIpv6"))
    }
    if let list = rule["\(side)PrefixListId"] {
      return one("PrefixListIds", "PrefixListId", reader.id(list, "\(side)PrefixListId"))
    }
    if let group = rule["\(side)SecurityGroupId"] {
      let id = reader.id(group, "\(side)SecurityGroupId")
      if let text = id?.text, text.hasSuffix(TemplateScope.defaultGroup) {
        ensureDefaultGroup(text)
      }
      return one("UserIdGroupPairs", "GroupId", id)
    }
    if let name = rule["SourceSecurityGroupName"],
      let text = reader.text(name, "SourceSecurityGroupName")
    {
      let known = groupInDefaultVPC(text.text ?? "")
      return one(
        "UserIdGroupPairs", "GroupId",
        known ?? .text(AWSDraft.reportedMark + (text.text ?? ""), span))
    }
    // AWS takes such a rule in, and it lets nothing through.
    return nil
  }
}

extension AWSDraft {
  /// Adds a permission; AWS keeps peers of equal protocol and ports in one.
  fileprivate mutating func addPermission(_ permission: Value, to key: String) {
    guard case .list(var all, let span)? = self[key] else { return append(permission, to: key) }
    let head = permission.permissionHead
    if let index = all.firstIndex(where: { $0.permissionHead == head }),
      case .map(let old, let place) = all[index], case .map(let new, _) = permission
    {
      var fields = old
      for (name, value) in new where !["IpProtocol", "FromPort", "ToPort"].contains(name) {
        if let own = fields.firstIndex(where: { $0.key == name }),
          case .list(let one, let at) = fields[own].value
        {
          fields[own].value = .list(one + value.elements, at)
        } else {
          fields.append((name, value))
        }
      }
      all[index] = .map(fields, place)
    } else {
      all.append(permission)
    }
    set(key, .list(all, span))
  }
}

extension AWSDraft.Value {
  /// The protocol and ports of a permission.
  fileprivate var permissionHead: [String?] {
    guard case .map(let fields, _) = self else { return [] }
    return ["IpProtocol", "FromPort", "ToPort"].map { key in
      fields.first { $0.key == key }?.value.text
    }
  }
}
