import NetproofSyntax

/// A resource of a state or of a plan's outcome.
struct TerraformResource: Sendable {
  /// The full address, such as `module.net["a"].aws_subnet.app[0]`.
  let address: String
  /// The addresses of the modules that it stands in, with their keys: `module.net["a"]`.
  let module: String
  let type: String
  let name: String
  /// The key of `count` or `for_each`, as the address writes it: `[0]`, `["a"]`, or nothing.
  let key: String
  let isData: Bool
  let values: Node
  let node: Node

  /// A known value.
  subscript(attribute: String) -> Node? {
    guard let value = values[attribute], !value.isNull else { return nil }
    return value
  }

  /// The known text of an attribute, unless it is empty.
  func text(_ attribute: String) -> String? {
    guard let text = self[attribute]?.text, !text.isEmpty else { return nil }
    return text
  }

  /// The identifier: AWS's own once the resource exists, else the address.
  var id: String { text("id") ?? address }

  func span(_ attribute: String) -> Span { self[attribute]?.span ?? node.span }

  /// The blocks of a kind.
  func blocks(_ attribute: String) -> [Node] {
    guard let value = self[attribute] else { return [] }
    return value.elements.map(Array.init) ?? (value.entries == nil ? [] : [value])
  }

  /// The texts of a list or set.
  func list(_ attribute: String) -> [Node] {
    self[attribute]?.elements?.filter { !$0.isNull } ?? []
  }
}

/// The resources of a state or plan, and what their configuration says of references.
struct TerraformTree: Sendable {
  private(set) var resources: [TerraformResource] = []
  /// By the address without keys: the positions of its instances.
  private(set) var instances: [String: [Int]] = [:]
  /// The expressions of each resource, by its address without keys.
  private var expressions: [String: Node] = [:]
  /// The configuration of each module by its address without keys; the root's is `""`.
  private var modules: [String: Node] = [:]
  /// What a module is given, by its address without keys.
  private var arguments: [String: Node] = [:]

  /// Whether a tree is a state or a plan as `terraform show -json` writes it.
  static func recognizes(_ node: Node) -> Bool {
    node["format_version"] != nil
      && (node["planned_values"] != nil || node["values"] != nil || node["prior_state"] != nil)
  }

  init(_ root: Node) {
    let values = root["planned_values"] ?? root["values"]
    if let module = values?["root_module"] { take(module, at: "", isKnownAfter: true) }
    // Data sources that were read before the plan stand in the prior state alone.
    if let module = root["prior_state"]?["values"]?["root_module"] {
      take(module, at: "", isKnownAfter: false)
    }
    if let configuration = root["configuration"]?["root_module"] {
      takeConfiguration(configuration, at: "")
    }
  }

  /// Takes in the resources of a module; of a prior state only its data sources.
  private mutating func take(_ module: Node, at address: String, isKnownAfter: Bool) {
    for node in module["resources"]?.elements.map(Array.init) ?? [] {
      guard let full = node["address"]?.text, let type = node["type"]?.text,
        let name = node["name"]?.text
      else { continue }
      let isData = node["mode"]?.text == "data"
      guard isKnownAfter || isData, !resources.contains(where: { $0.address == full }) || isKnownAfter
      else { continue }
      let key = full.hasSuffix("]") ? String(full[Self.keyStart(of: full)...]) : ""
      let resource = TerraformResource(
        address: full, module: address, type: type, name: name, key: key, isData: isData,
        values: node["values"] ?? node, node: node)
      instances[Self.withoutKeys(full), default: []].append(resources.count)
      resources.append(resource)
    }
    for child in module["child_modules"]?.elements.map(Array.init) ?? [] {
      take(child, at: child["address"]?.text ?? address, isKnownAfter: isKnownAfter)
    }
  }

  private mutating func takeConfiguration(_ module: Node, at address: String) {
    modules[address] = module
    let prefix = address.isEmpty ? "" : address + "."
    for resource in module["resources"]?.elements.map(Array.init) ?? [] {
      guard let own = resource["address"]?.text, let node = resource["expressions"] else {
        continue
      }
      expressions[prefix + own] = node
    }
    for call in module["module_calls"]?.entries.map(Array.init) ?? [] {
      let inner = prefix + "module." + call.key.value
      arguments[inner] = call.value["expressions"]
      if let module = call.value["module"] { takeConfiguration(module, at: inner) }
    }
  }

  /// Where the last key of an address begins.
  private static func keyStart(of address: String) -> String.Index {
    var index = address.endIndex
    var isQuoted = false
    while index > address.startIndex {
      index = address.index(before: index)
      if address[index] == "\"" { isQuoted.toggle() }
      if address[index] == "[", !isQuoted { return index }
    }
    return address.endIndex
  }

  /// An address without the keys of `count` and `for_each`.
  static func withoutKeys(_ address: String) -> String {
    var text = ""
    var (depth, isQuoted) = (0, false)
    for character in address {
      if depth > 0, character == "\"" { isQuoted.toggle() }
      if character == "[", !isQuoted { depth += 1 }
      if depth == 0 { text.append(character) }
      if character == "]", !isQuoted { depth -= 1 }
    }
    return text
  }
}

// References.
extension TerraformTree {
  /// What an expression refers to.
  enum Target: Hashable {
    /// One resource.
    case one(Int)
    /// One of several instances, taken for the one with the same key.
    case likely(Int)
    /// Nothing that can be told.
    case unknown
  }

  /// The resources that the value of an attribute comes from, in order, each once.
  ///
  /// - Parameters:
  ///   - attribute: the attribute of the resource, or a path of blocks to one.
  ///   - resource: whose attribute it is.
  /// - Returns: What each reference leads to; empty if there is none.
  func targets(of attribute: [String], in resource: TerraformResource) -> [Target] {
    var node = expressions[Self.withoutKeys(resource.address)]
    for step in attribute {
      node = node?[step] ?? node?.elements?.first?[step]
    }
    return references(node).flatMap { reference in
      resolve(reference, in: resource.module, for: resource, depth: 0)
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The references of an expression that lead to something: of `a.b.id` and `a.b` only the first.
  private func references(_ expression: Node?) -> [String] {
    let all = expression?["references"]?.elements?.compactMap(\.text) ?? []
    return all.filter { one in
      !all.contains { $0 != one && ($0.hasPrefix(one + ".") || $0.hasPrefix(one + "[")) }
    }
  }

  private func resolve(
    _ reference: String, in module: String, for resource: TerraformResource, depth: Int
  ) -> [Target] {
    guard depth < 16 else { return [.unknown] }
    let parts = reference.split(separator: ".", maxSplits: 3).map(String.init)
    guard parts.count > 1 else { return [] }
    switch parts[0] {
    case "each", "count", "path", "terraform", "self": return []
    case "local": return [.unknown]
    case "var":
      let name = parts[1].prefix { $0 != "[" }
      let plain = Self.withoutKeys(module)
      guard let given = arguments[plain]?[String(name)] else { return [] }
      return references(given).flatMap {
        resolve($0, in: Self.parent(of: module), for: resource, depth: depth + 1)
      }
    case "module":
      guard parts.count > 2 else { return [.unknown] }
      let inner = (module.isEmpty ? "" : module + ".") + "module." + parts[1]
      let output = parts[2].prefix { $0 != "[" }
      let plain = Self.withoutKeys(inner)
      guard let expression = modules[plain]?["outputs"]?[String(output)]?["expression"] else {
        return [.unknown]
      }
      return references(expression).flatMap {
        resolve($0, in: inner, for: resource, depth: depth + 1)
      }
    case "data":
      guard parts.count > 2 else { return [.unknown] }
      return target("data.\(parts[1]).\(parts[2])", in: module, for: resource)
    default: return target("\(parts[0]).\(parts[1])", in: module, for: resource)
    }
  }

  /// The instance that an address of a module means to a resource.
  private func target(
    _ address: String, in module: String, for resource: TerraformResource
  ) -> [Target] {
    let full = (module.isEmpty ? "" : module + ".") + address
    if let exact = instances[Self.withoutKeys(full)]?.first(where: { resources[$0].address == full })
    {
      return [.one(exact)]
    }
    let all = instances[Self.withoutKeys(full)] ?? []
    // Instances of another instance of the module are other things.
    let own = all.filter { module.isEmpty || resources[$0].address.hasPrefix(module) }
    if own.count == 1 { return [.one(own[0])] }
    if let same = own.first(where: { !resource.key.isEmpty && resources[$0].key == resource.key }) {
      return [.likely(same)]
    }
    return [.unknown]
  }

  /// The module that a module stands in.
  private static func parent(of module: String) -> String {
    var depth = 0
    var cut = module.startIndex
    var index = module.startIndex
    while index < module.endIndex {
      if module[index] == "[" { depth += 1 }
      if module[index] == "]" { depth -= 1 }
      if depth == 0, module[index...].hasPrefix(".module.") { cut = index }
      index = module.index(after: index)
    }
    return String(module[..<cut])
  }
}
