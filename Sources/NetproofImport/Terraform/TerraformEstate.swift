import NetproofSyntax

/// All resources of any number of states, plans and tests.
struct TerraformEstate {
  /// The configuration of each text.
  private(set) var documents: [TerraformConfiguration] = []
  private(set) var resources: [TerraformResource] = []
  /// Resources as they were before a plan that changes or destroys them.
  private(set) var gone: [TerraformResource] = []
  private(set) var problems = Diagnostics()
  /// The positions of instances by document and address without keys.
  private var positions: [String: [Int]] = [:]
  /// The positions of what modules and those below them make, by document and module.
  private var members: [String: [Int]] = [:]
  /// The modules with resources, by document.
  private var moduleLists: [[TerraformPath]] = []

  init(_ texts: [ImportedText]) {
    var known: Set<String> = []
    // What a plan says of a thing counts more than what a state does.
    let sorted = texts.filter { !$0.isState } + texts.filter(\.isState)
    for text in sorted {
      let document = TerraformDocument(text.node, number: documents.count, into: &problems)
      documents.append(document.configuration)
      gone += document.gone
      var modules: Set<TerraformPath> = []
      for resource in document.resources {
        let isReal = !AWSDraft.isInvented(resource.id) && !resource.isData
        guard !isReal || known.insert("\(resource.type) \(resource.id)").inserted else { continue }
        let key = Self.key(resource.address.withoutKeys, resource.document)
        positions[key, default: []].append(resources.count)
        var module = resource.module
        while !module.steps.isEmpty {
          modules.insert(module)
          members[Self.key(module.text, resource.document), default: []].append(resources.count)
          module = module.parent
        }
        resources.append(resource)
      }
      moduleLists.append(modules.sorted { $0.text < $1.text })
    }
  }

  func instances(_ address: String, _ document: Int) -> [Int] {
    positions[Self.key(address, document)] ?? []
  }

  func modules(_ document: Int) -> [TerraformPath] { moduleLists[document] }

  /// What a module and those below it make.
  func members(of module: TerraformPath, _ document: Int) -> [Int] {
    members[Self.key(module.text, document)] ?? []
  }

  private static func key(_ address: String, _ document: Int) -> String { "\(document) \(address)" }
}

extension ImportedText {
  fileprivate var isState: Bool {
    if case .state? = TerraformForm(of: node) { true } else { false }
  }
}

/// One state, plan or test.
struct TerraformDocument {
  private(set) var resources: [TerraformResource] = []
  private(set) var gone: [TerraformResource] = []
  private(set) var configuration = TerraformConfiguration()
  private let number: Int
  /// The changes of the plan by address.
  private var changes: [String: Node] = [:]
  private var known: Set<String> = []
  /// What has another form than Terraform gives it.
  private var faults: [TerraformFault] = []

  init(_ root: Node, number: Int, into problems: inout Diagnostics) {
    self.number = number
    if let fault = TerraformForm.fault(of: root) {
      problems.report(fault)
      return
    }
    switch TerraformForm(of: root) {
    case .state: takeModule(root["values"]?["root_module"])
    case .plan: takePlan(root, &problems)
    case .test: takeTest(TerraformTest(root), root, &problems)
    case nil: break
    }
    for fault in faults { problems.report(fault) }
  }

  private mutating func takePlan(_ root: Node, _ problems: inout Diagnostics) {
    if let node = root["configuration"] {
      configuration = TerraformConfiguration(node, variables: root["variables"])
    }
    if let node = root["errored"], node.text == "true" {
      problems.report(TerraformFault.erroredPlan(at: node.span))
    } else if let node = root["complete"], node.text == "false" {
      problems.report(TerraformFault.incompletePlan(at: node.span))
    }
    takeChanges(root["resource_changes"])
    takeModule(root["planned_values"]?["root_module"])
    // Data sources that were read before the plan stand in the prior state alone.
    takeModule(root["prior_state"]?["values"]?["root_module"], isPrior: true)
  }

  /// Takes in what a test made; a plan beside it tells what of that is made up.
  private mutating func takeTest(
    _ test: TerraformTest, _ root: Node, _ problems: inout Diagnostics
  ) {
    guard test.state != nil || !test.plans.isEmpty else {
      return problems.report(TerraformFault.testWithoutState(failure: test.failure, at: root.span))
    }
    if let run = test.brokenRun {
      return problems.report(
        TerraformFault.brokenRun(
          run["test_run"]?["run"]?.text ?? "", failure: test.failure, at: run.span))
    }
    for plan in test.plans.reversed() { takeChanges(plan["resource_changes"]) }
    guard let state = test.state else {
      return problems.report(TerraformFault.testOfPlanAlone(at: test.plans[0].span))
    }
    if test.plans.isEmpty {
      problems.report(TerraformFault.testWithoutPlan(at: state.span))
    }
    takeModule(state["root_module"], isMocked: true)
  }

  private mutating func takeChanges(_ list: Node?) {
    for node in list?.elements.map(Array.init) ?? [] where node["deposed"] == nil {
      guard let address = node["address"]?.text, let change = node["change"] else { continue }
      let actions = change["actions"]?.elements?.compactMap(\.text) ?? []
      changes[address] = node
      if actions.contains("forget") {
        take(node, at: address, values: change["before"], isBefore: true)
      }
      guard actions.contains("delete") || actions.contains("update"),
        let before = change["before"], before.entries != nil,
        let resource = resource(node, at: address, values: before, isBefore: true)
      else { continue }
      gone.append(resource)
    }
  }

  /// Takes in the resources of a module and those below it; of a prior state only data sources.
  private mutating func takeModule(
    _ module: Node?, isPrior: Bool = false, isMocked: Bool = false, depth: Int = 0
  ) {
    guard let module, !module.isNull, depth < 64 else { return }
    checkForm(of: module)
    for node in module["resources"]?.elements.map(Array.init) ?? [] {
      guard let address = node["address"]?.text, node["deposed_key"] == nil,
        !isPrior || node["mode"]?.text == "data"
      else { continue }
      take(node, at: address, values: node["values"], isMocked: isMocked)
    }
    for child in module["child_modules"]?.elements.map(Array.init) ?? [] {
      takeModule(child, isPrior: isPrior, isMocked: isMocked, depth: depth + 1)
    }
  }

  private mutating func checkForm(of module: Node) {
    guard module.entries != nil else {
      return faults.append(.wrongForm("a module", expected: "an object", at: module.span))
    }
    for key in ["resources", "child_modules"] {
      guard let value = module[key], !value.isNull else { continue }
      guard let elements = value.elements else {
        faults.append(.wrongForm("`\(key)`", expected: "a list", at: value.span))
        continue
      }
      for element in elements where element.entries == nil {
        faults.append(.wrongForm("`\(key)`", expected: "a list of objects", at: element.span))
      }
    }
  }

  private mutating func take(
    _ node: Node, at address: String, values: Node?, isMocked: Bool = false, isBefore: Bool = false
  ) {
    guard
      let resource = resource(
        node, at: address, values: values, isMocked: isMocked, isBefore: isBefore),
      known.insert(address).inserted
    else { return }
    if let values, !values.isNull {
      if values.entries == nil {
        faults.append(
          .wrongForm("the values of `\(address)`", expected: "an object", at: values.span))
      } else {
        faults += TerraformShape.faults(of: values, resource.type, at: address)
      }
    }
    resources.append(resource)
  }

  /// A resource with its values; those before the plan are all known.
  private func resource(
    _ node: Node, at address: String, values: Node?, isMocked: Bool = false, isBefore: Bool = false
  ) -> TerraformResource? {
    guard let type = node["type"]?.text else { return nil }
    let path = TerraformPath(address)
    let change = changes[address]?["change"]
    let actions = change?["actions"]?.elements?.compactMap(\.text) ?? []
    // A resource without arguments has no expressions, which is not to say that nothing is known.
    let expressions = configuration.resource(path).map {
      $0["expressions"] ?? Node(.mapping([]), at: $0.span)
    }
    let isInvented = isMocked && values?["id"]?.text.map(TerraformBlock.looksMadeUp) ?? true
    let block = TerraformBlock(
      values: values, unknown: isBefore ? nil : change?["after_unknown"],
      expressions: expressions.map { [$0] } ?? [], isMocked: isInvented,
      place: node["address"]?.span ?? node.span)
    return TerraformResource(
      address: path, type: type, isData: node["mode"]?.text == "data",
      isNew: actions.contains("create") || isInvented, block: block, document: number)
  }
}
