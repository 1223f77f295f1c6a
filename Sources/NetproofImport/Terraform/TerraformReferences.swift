import NetproofSyntax

/// What the configuration says that a value comes from.
struct TerraformReferences {
  /// A resource that an expression names.
  struct Target: Hashable {
    /// The position of the resource.
    let resource: Int
    /// The attribute that is taken of it, if the expression says so.
    let attribute: String?
    /// Whether the expression names just this instance.
    let isExact: Bool
    /// As the expression has it.
    let reference: String
    /// Whether something else beside it may be meant as well.
    var isAssumed = false
  }

  var targets: [Target] = []
  /// Whether something else may be in it as well.
  var isComplete = true

  static let unknown = TerraformReferences(targets: [], isComplete: false)

  mutating func add(_ other: TerraformReferences) {
    isComplete = isComplete && other.isComplete
    for target in other.targets
    where !targets.contains(where: {
      $0.resource == target.resource && $0.attribute == target.attribute
    }) {
      targets.append(target)
    }
  }
}

/// Where an expression stands: what its references begin from.
struct TerraformScope {
  let document: Int
  let module: TerraformPath
  /// The key of the resource, module or data source that the expression is in.
  let key: String
  /// Its configuration.
  let node: Node?
  var depth = 0

  /// The same for something deeper, or nothing if it goes on without an end.
  func entering(_ module: TerraformPath, key: String, _ node: Node?) -> TerraformScope? {
    guard depth < 24 else { return nil }
    return TerraformScope(
      document: document, module: module, key: key, node: node, depth: depth + 1)
  }
}

extension TerraformEstate {
  /// What the expressions of an attribute lead to.
  func references(_ key: String, _ block: TerraformBlock, of resource: TerraformResource)
    -> TerraformReferences
  {
    let node = documents[resource.document].resource(resource.address)
    let scope = TerraformScope(
      document: resource.document, module: resource.module, key: resource.key, node: node)
    let expressions = block.expressions.compactMap { $0[key] }
    guard !expressions.isEmpty || !block.whole.isEmpty else { return .unknown }
    var all = TerraformReferences()
    for expression in expressions { all.add(references(in: expression, scope)) }
    guard expressions.isEmpty else { return all }
    // Of what all blocks together refer to, what can stand here.
    for expression in block.whole { all.add(references(in: expression, scope)) }
    all.targets.removeAll { target in
      !(Self.types[key]?.contains(resources[target.resource].type) ?? false)
    }
    for index in all.targets.indices where !all.isComplete { all.targets[index].isAssumed = true }
    all.isComplete = true
    return all
  }

  /// What attributes of blocks can name.
  private static let types: [String: Set<String>] = [
    "gateway_id": ["aws_internet_gateway", "aws_vpn_gateway"],
    "nat_gateway_id": ["aws_nat_gateway"],
    "egress_only_gateway_id": ["aws_egress_only_internet_gateway"],
    "transit_gateway_id": ["aws_ec2_transit_gateway", "aws_ec2_transit_gateway_vpc_attachment"],
    "vpc_peering_connection_id": [
      "aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter",
    ],
    "network_interface_id": ["aws_network_interface", "aws_instance"],
    "vpc_endpoint_id": [
      "aws_vpc_endpoint", "aws_networkfirewall_firewall",
      "aws_networkfirewall_vpc_endpoint_association",
    ],
    "security_groups": ["aws_security_group", "aws_default_security_group"],
    "prefix_list_ids": ["aws_ec2_managed_prefix_list", "aws_vpc_endpoint"],
    "destination_prefix_list_id": ["aws_ec2_managed_prefix_list", "aws_vpc_endpoint"],
  ]

  private func references(in expression: Node?, _ scope: TerraformScope) -> TerraformReferences {
    let all = expression?["references"]?.elements?.compactMap(\.text) ?? []
    guard all.count <= 500 else { return .unknown }
    // Of `a.b.id`, `a.b` and `a` the first says all.
    let longest = all.filter { one in
      !all.contains { $0 != one && ($0.hasPrefix(one + ".") || $0.hasPrefix(one + "[")) }
    }
    var found = TerraformReferences()
    for reference in longest { found.add(resolve(reference, scope)) }
    return found
  }

  private func resolve(_ reference: String, _ scope: TerraformScope) -> TerraformReferences {
    let steps = TerraformPath(reference).steps
    guard steps.count > 1 else { return TerraformReferences() }
    switch steps[0].name {
    case "count", "path", "terraform", "self": return TerraformReferences()
    case "each":
      return steps[1].name == "value" ? each(steps, scope, reference) : TerraformReferences()
    case "var": return variable(steps, scope, reference)
    case "local": return .unknown
    case "module": return output(steps, scope, reference)
    case "data":
      guard steps.count > 2 else { return .unknown }
      return instances(Array(steps[..<3]), steps.dropFirst(3).first, scope, reference)
    default: return instances(Array(steps[..<2]), steps.dropFirst(2).first, scope, reference)
    }
  }

  /// `each.value`: what `for_each` goes over, and of that the one with the same key.
  private func each(
    _ steps: [TerraformPath.Step], _ scope: TerraformScope, _ reference: String
  ) -> TerraformReferences {
    guard let inner = scope.entering(scope.module, key: scope.key, nil) else { return .unknown }
    let all = references(in: scope.node?["for_each_expression"], inner)
    return narrowed(
      all, to: scope.key, attribute: steps.count > 2 ? steps[2].name : nil, reference)
  }

  /// What a module is given for a variable; of the root's variables the values are known.
  private func variable(
    _ steps: [TerraformPath.Step], _ scope: TerraformScope, _ reference: String
  ) -> TerraformReferences {
    guard !scope.module.steps.isEmpty else { return TerraformReferences() }
    let call = documents[scope.document].call(scope.module)
    guard let given = call?["expressions"]?[steps[1].name] else { return TerraformReferences() }
    guard let outer = scope.entering(scope.module.parent, key: scope.module.key, call) else {
      return .unknown
    }
    let all = references(in: given, outer)
    return narrowed(
      all, to: steps[1].key, attribute: steps.count > 2 ? steps[2].name : nil, reference)
  }

  /// What an output of a module comes from.
  private func output(
    _ steps: [TerraformPath.Step], _ scope: TerraformScope, _ reference: String
  ) -> TerraformReferences {
    guard steps.count > 2 else { return .unknown }
    let named = scope.module.appending(steps[0], steps[1])
    let all = modules(scope.document).filter { $0.withoutKeys == named.withoutKeys }
      .filter { $0.parent == scope.module }
    let same = all.filter { $0.key == scope.key }
    let chosen = all.contains(named) ? [named] : same.isEmpty ? all : same
    guard !chosen.isEmpty else { return .unknown }
    var found = TerraformReferences()
    for module in chosen {
      guard let expression = documents[scope.document].output(steps[2].name, of: module),
        let inner = scope.entering(module, key: "", nil)
      else { return .unknown }
      found.add(references(in: expression, inner))
    }
    return narrowed(
      found, to: steps[2].key, attribute: steps.count > 3 ? steps[3].name : nil, reference)
  }

  /// The instances of a resource that an address means.
  private func instances(
    _ steps: [TerraformPath.Step], _ attribute: TerraformPath.Step?, _ scope: TerraformScope,
    _ reference: String
  ) -> TerraformReferences {
    let address = TerraformPath(scope.module.steps + steps)
    let all = instances(address.withoutKeys, scope.document).filter {
      resources[$0].module == scope.module
    }
    let named = all.filter { resources[$0].address == address }
    guard !all.isEmpty, address.key.isEmpty || !named.isEmpty else { return .unknown }
    let chosen = named.isEmpty ? all : named
    let targets = chosen.map { index in
      TerraformReferences.Target(
        resource: index, attribute: attribute?.name, isExact: !named.isEmpty, reference: reference)
    }
    return TerraformReferences(targets: targets)
  }

  /// Of several instances the one that a key means; of an expression that names only one, that.
  private func narrowed(
    _ found: TerraformReferences, to key: String, attribute: String?, _ reference: String
  ) -> TerraformReferences {
    var narrowed = found
    if !key.isEmpty, found.targets.count > 1 {
      let same = found.targets.filter { resources[$0.resource].key == key }
      narrowed.targets = same.isEmpty ? [position(key, in: found.targets)].compactMap { $0 } : same
      if narrowed.targets.isEmpty { return .unknown }
    }
    narrowed.targets = narrowed.targets.map {
      .init(
        resource: $0.resource, attribute: $0.attribute ?? attribute, isExact: $0.isExact,
        reference: reference)
    }
    return narrowed
  }

  /// `[1]` of instances that `for_each` made, which Terraform puts in the order of their keys.
  private func position(
    _ key: String, in targets: [TerraformReferences.Target]
  ) -> TerraformReferences.Target? {
    guard let number = Int(key.dropFirst().dropLast()) else { return nil }
    let sorted = targets.sorted { resources[$0.resource].key < resources[$1.resource].key }
    let isOne = Set(targets.map { resources[$0.resource].address.withoutKeys }).count == 1
    return isOne && sorted.indices.contains(number) ? sorted[number] : nil
  }
}
