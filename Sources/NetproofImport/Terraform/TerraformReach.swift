import NetproofSyntax

/// What an expression may lead to, whatever it makes of what it names.
///
/// What local values are made of is not in plans. One can be made of the resources of its module and of
/// the modules below it, and of what its module is given for its variables: of nothing else.
struct TerraformReach {
  /// Whether it may be anything.
  private(set) var isAll = false
  /// The positions of the resources that it may be made of.
  private(set) var resources: Set<Int> = []

  private let estate: TerraformEstate
  private let document: Int
  private var modules: Set<TerraformPath> = []
  private var waiting: [Expression] = []

  private struct Expression {
    let node: Node
    /// The module that its references begin from.
    let module: TerraformPath
    /// The configuration of the resource or call that it stands in.
    let owner: Node?
  }

  /// How many expressions are looked at.
  private static let mostExpressions = 20_000

  /// What an attribute of a block may lead to.
  init(
    of key: String, _ block: TerraformBlock, _ resource: TerraformResource,
    in estate: TerraformEstate
  ) {
    self.estate = estate
    document = resource.document
    let owner = estate.documents[document].resource(resource.address)
    waiting = block.expressions.compactMap { $0[key] }.map {
      Expression(node: $0, module: resource.module, owner: owner)
    }
    // Without a configuration, and of `dynamic` blocks, nothing tells.
    isAll = waiting.isEmpty
    var count = 0
    while let next = waiting.popLast(), !isAll {
      count += 1
      if count > Self.mostExpressions { isAll = true }
      for reference in next.node["references"]?.elements?.compactMap(\.text) ?? [] {
        follow(TerraformPath(reference).steps, from: next)
      }
    }
    waiting = []
  }

  private mutating func follow(_ steps: [TerraformPath.Step], from expression: Expression) {
    let module = expression.module
    switch (steps.first?.name, steps.count) {
    case ("count", _), ("path", _), ("terraform", _), ("self", _), (nil, _): break
    case ("each", _): add(expression.owner?["for_each_expression"], module, nil)
    case ("local", _): add(module)
    case ("var", 2...):
      let call = estate.documents[document].call(module)
      if !module.steps.isEmpty { add(call?["expressions"]?[steps[1].name], module.parent, call) }
    case ("module", 2...): followOutput(steps, of: module)
    case ("data", 3...): add(module.appending(steps[0], steps[1], steps[2]), module)
    case (_, 2...): add(module.appending(steps[0], steps[1]), module)
    default: isAll = true
    }
  }

  private mutating func followOutput(_ steps: [TerraformPath.Step], of module: TerraformPath) {
    let named = module.appending(steps[0], steps[1]).withoutKeys
    for own in estate.modules(document) where own.withoutKeys == named && own.parent == module {
      let output =
        steps.count > 2 ? estate.documents[document].output(steps[2].name, of: own) : nil
      if let output { add(output, own, nil) } else { add(own) }
    }
  }

  private mutating func add(_ node: Node?, _ module: TerraformPath, _ owner: Node?) {
    if let node { waiting.append(Expression(node: node, module: module, owner: owner)) }
  }

  /// Adds the instances of a resource, and what they are made of: their attributes may name that.
  private mutating func add(_ address: TerraformPath, _ module: TerraformPath) {
    for index in estate.instances(address.withoutKeys, document)
    where estate.resources[index].module == module && resources.insert(index).inserted {
      let resource = estate.resources[index]
      noteIfDeferred(resource)
      let owner = estate.documents[document].resource(resource.address)
      for node in resource.block.expressions { addParts(of: node, module, owner, depth: 0) }
    }
  }

  private mutating func addParts(
    of node: Node, _ module: TerraformPath, _ owner: Node?, depth: Int
  ) {
    guard depth < 16 else { return isAll = true }
    if node["references"] != nil { return add(node, module, owner) }
    for part in node.elements.map(Array.init) ?? node.entries?.map(\.value) ?? [] {
      addParts(of: part, module, owner, depth: depth + 1)
    }
  }

  /// Adds everything that a module and those below it make, and what it is given.
  private mutating func add(_ module: TerraformPath) {
    guard !module.steps.isEmpty else { return isAll = true }
    guard modules.insert(module).inserted else { return }
    for index in estate.members(of: module, document) {
      resources.insert(index)
      noteIfDeferred(estate.resources[index])
    }
    let call = estate.documents[document].call(module)
    for entry in call?["expressions"]?.entries.map(Array.init) ?? [] {
      add(entry.value, module.parent, call)
    }
  }

  /// What a data source finds once the plan is applied may be anything.
  private mutating func noteIfDeferred(_ resource: TerraformResource) {
    if resource.isData, resource.block.unknown != nil { isAll = true }
  }
}
