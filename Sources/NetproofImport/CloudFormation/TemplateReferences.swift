import NetproofSyntax

/// What refers to what in a template: names of nothing and circles are refused, as CloudFormation
/// does.
struct TemplateReferences {
  private struct Reference {
    let name: String
    let span: Span
  }

  private let scope: TemplateScope
  private var byResource: [String: [Reference]] = [:]

  static func check(_ scope: TemplateScope) {
    var references = TemplateReferences(scope)
    references.findCircle()
  }

  private init(_ scope: TemplateScope) {
    self.scope = scope
    for resource in scope.template.resources {
      var found: [Reference] = []
      if let properties = resource.properties { Self.gather(properties, &found) }
      for name in resource.node["DependsOn"].map({ $0.elements.map(Array.init) ?? [$0] }) ?? [] {
        if let text = name.text { found.append(Reference(name: text, span: name.span)) }
      }
      byResource[resource.name] = found
      checkNames(found)
      if let condition = resource.condition {
        _ = scope.condition(condition.value, at: condition.span)
      }
    }
    for entry in scope.template.outputs?.entries ?? [] {
      var found: [Reference] = []
      Self.gather(entry.value, &found)
      checkNames(found)
    }
  }

  /// The names that an expression refers to, in order, each once.
  static func names(in node: Node) -> [String] {
    var found: [Reference] = []
    gather(node, &found)
    var seen: Set<String> = []
    return found.map(\.name).filter { seen.insert($0).inserted }
  }

  /// The names that stand under keys with a word in them, in lower case, each once.
  static func names(in node: Node, under word: String) -> [String] {
    var names: [String] = []
    for entry in node.entries ?? [] {
      names +=
        entry.key.value.lowercased().contains(word)
        ? Self.names(in: entry.value) : Self.names(in: entry.value, under: word)
    }
    for element in node.elements ?? [] { names += Self.names(in: element, under: word) }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private func checkNames(_ references: [Reference]) {
    guard scope.estate.isWhole(scope) else { return }
    let parameters = Set(scope.template.parameters.keys)
    for reference in references {
      let name = reference.name
      guard !name.hasPrefix("AWS::"), scope.resources[name] == nil, !parameters.contains(name)
      else {
        continue
      }
      let known = parameters.union(scope.resources.keys).sorted()
      scope.report(
        .unknownName(
          name, kind: "parameter or resource", nearest: Nearest.name(to: name, among: known),
          at: reference.span))
    }
  }

  /// What an expression refers to, but for names that it gives meanings itself.
  private static func gather(_ node: Node, _ found: inout [Reference]) {
    for element in node.elements ?? [] { gather(element, &found) }
    for entry in node.entries ?? [] {
      let argument = entry.value
      switch entry.key.value {
      case "Ref":
        if let text = argument.text { found.append(Reference(name: text, span: argument.span)) }
      case "Fn::GetAtt":
        let text = argument.text ?? argument.elements?.first?.text
        if let name = text?.split(separator: ".").first {
          found.append(Reference(name: String(name), span: argument.span))
        }
        gather(argument, &found)
      case "Fn::Sub": gatherNames(ofText: argument, &found)
      default: gather(argument, &found)
      }
    }
  }

  private static func gatherNames(ofText argument: Node, _ found: inout [Reference]) {
    let text = argument.text ?? argument.elements?.first?.text ?? ""
    let map = argument.elements.flatMap { $0.count == 2 ? $0[1] : nil }
    let local = Set((map?.entries ?? []).map(\.key.value))
    for case .name(let name) in SubstitutedText(text).parts where !local.contains(name) {
      let first = name.split(separator: ".").first.map(String.init) ?? name
      found.append(Reference(name: first, span: argument.span))
    }
    if let map { gather(map, &found) }
  }

  // MARK: - Circles

  /// Follows references without recursion, however long their chain is.
  private mutating func findCircle() {
    var done: Set<String> = []
    for resource in scope.template.resources where !done.contains(resource.name) {
      var chain: [(name: String, next: Int)] = [(resource.name, 0)]
      var open: Set<String> = [resource.name]
      while let last = chain.last {
        let references = byResource[last.name] ?? []
        guard last.next < references.count else {
          done.insert(last.name)
          open.remove(last.name)
          chain.removeLast()
          continue
        }
        chain[chain.count - 1].next += 1
        let reference = references[last.next]
        guard byResource[reference.name] != nil, !done.contains(reference.name) else { continue }
        if open.contains(reference.name) {
          let names = chain.map(\.name)
          let start = names.firstIndex(of: reference.name) ?? 0
          scope.report(
            .cycle(Array(names[start...]) + [reference.name], at: reference.span))
          return
        }
        open.insert(reference.name)
        chain.append((reference.name, 0))
      }
    }
  }
}
