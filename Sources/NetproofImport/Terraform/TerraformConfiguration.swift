import NetproofSyntax

/// What a plan says of the configuration that it was made of.
struct TerraformConfiguration: Sendable {
  /// Resources and data sources by their address without keys.
  private var resources: [String: Node] = [:]
  /// Modules by their address without keys; the root's is empty.
  private var modules: [String: Node] = [:]
  /// Calls of modules by the address of what they call.
  private var calls: [String: Node] = [:]
  /// The regions that the configuration gives to providers, by their key.
  private(set) var regions: [String: String] = [:]

  init() {}

  /// Takes in a configuration, with the values of the root's variables.
  init(_ node: Node, variables: Node?) {
    if let root = node["root_module"] { take(root, at: TerraformPath.root) }
    for entry in node["provider_config"]?.entries.map(Array.init) ?? [] {
      guard let region = entry.value["expressions"]?["region"] else { continue }
      let references = region["references"]?.elements?.compactMap(\.text) ?? []
      let variable = references.lazy.compactMap { reference in
        reference.hasPrefix("var.") ? variables?[String(reference.dropFirst(4))]?["value"] : nil
      }.first
      regions[entry.key.value] = region["constant_value"]?.text ?? variable?.text
    }
  }

  private mutating func take(_ module: Node, at path: TerraformPath) {
    modules[path.withoutKeys] = module
    for resource in module["resources"]?.elements.map(Array.init) ?? [] {
      guard let own = resource["address"]?.text else { continue }
      resources[TerraformPath(path.steps + TerraformPath(own).steps).withoutKeys] = resource
    }
    for call in module["module_calls"]?.entries.map(Array.init) ?? [] {
      let inner = path.appending(
        .init(name: "module", key: ""), .init(name: call.key.value, key: ""))
      calls[inner.withoutKeys] = call.value
      if let module = call.value["module"] { take(module, at: inner) }
    }
  }

  func resource(_ address: TerraformPath) -> Node? { resources[address.withoutKeys] }

  func call(_ module: TerraformPath) -> Node? { calls[module.withoutKeys] }

  func output(_ name: String, of module: TerraformPath) -> Node? {
    modules[module.withoutKeys]?["outputs"]?[name]?["expression"]
  }
}
