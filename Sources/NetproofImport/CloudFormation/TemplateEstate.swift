import NetproofSyntax

/// All stacks that the templates of one import make.
final class TemplateEstate {
  var problems = Diagnostics()
  private(set) var scopes: [TemplateScope] = []
  /// How many stacks there are that stand in no other.
  private(set) var stacks = 0
  private var exports: [String: (value: Node, scope: TemplateScope)] = [:]
  private var openExports: Set<String> = []
  private let parameters: [ImportParameter]
  /// The groups that AWS makes with VPCs, as far as something asks for them.
  var usedDefaultGroups: [String: Span] = [:]
  /// The unknown identifiers that were reported.
  fileprivate var namedUnknowns: Set<String> = []
  private var guessedZones: Set<String> = []
  /// The IPv6 blocks that were taken for those that Amazon gives, by their resources.
  private var takenBlocks: [String: String] = [:]

  /// How many stacks may stand inside each other, and how many there may be.
  private static let (mostDepth, mostStacks) = (8, 500)

  init(_ texts: [ImportedText], _ parameters: [ImportParameter]) {
    self.parameters = parameters
    let templates = texts.map { Template($0.path, $0.node, into: &problems) }
    guard !problems.hasErrors else { return }
    let nested = nestedFiles(templates)
    guard !problems.hasErrors else { return }
    for template in templates where !nested.contains(template.file) {
      stacks += 1
      addScope(template, name: template.name, given: given(to: template), templates, depth: 0)
    }
    for scope in scopes { TemplateReferences.check(scope) }
    for scope in scopes { addExports(of: scope) }
  }

  // MARK: - Stacks

  @discardableResult
  private func addScope(
    _ template: Template, name: String, given: [String: TemplateValue], _ templates: [Template],
    depth: Int
  ) -> TemplateScope {
    var (own, number) = (AWSNames.written(name), 2)
    while scopes.contains(where: { $0.name == own }) {
      own = "\(AWSNames.written(name))-\(number)"
      number += 1
    }
    let scope = TemplateScope(template, name: own, given: given, in: self)
    scopes.append(scope)
    guard depth < Self.mostDepth else { return scope }
    for resource in template.resources where resource.type == TemplateKind.stack {
      guard scopes.count < Self.mostStacks else { break }
      if let condition = resource.condition,
        scope.condition(condition.value, at: condition.span) == false
      {
        continue
      }
      guard let file = Self.file(of: resource, scope),
        let inner = templates.first(where: { $0.file == file })
      else { continue }
      var values = self.given(to: inner)
      for key in values.keys where !key.hasPrefix("AWS::") { values[key] = nil }
      values["AWS::StackName"] = nil
      for entry in resource.properties?["Parameters"]?.entries ?? [] {
        values[entry.key.value] = scope.value(entry.value)
      }
      scope.children[resource.name] = addScope(
        inner, name: "\(own)-\(resource.name)", given: values, templates, depth: depth + 1)
    }
    return scope
  }

  /// The files that stacks of some template are made of; templates that are made of each other are
  /// refused.
  private func nestedFiles(_ templates: [Template]) -> Set<String> {
    var inner: [String: [Located<String>]] = [:]
    for template in templates {
      let scope = TemplateScope(template, name: "", given: given(to: template), in: self)
      for resource in template.resources where resource.type == TemplateKind.stack {
        guard let file = Self.file(of: resource, scope) else { continue }
        inner[template.file, default: []].append(Located(file, at: resource.span))
      }
    }
    for template in templates {
      refuseCircle(of: template.file, inner)
    }
    return Set(inner.values.joined().map(\.value))
  }

  /// Refuses a template that is, by way of others, made of itself.
  private func refuseCircle(of file: String, _ inner: [String: [Located<String>]]) {
    var (waiting, seen) = (inner[file] ?? [], Set<String>())
    while let next = waiting.popLast() {
      guard next.value != file else {
        problems.report(TemplateFault.cycle([file, file], at: next.span))
        return
      }
      if seen.insert(next.value).inserted { waiting += inner[next.value] ?? [] }
    }
  }

  /// The name of the file that a nested stack's address ends in.
  private static func file(of resource: TemplateResource, _ scope: TemplateScope) -> String? {
    guard let node = resource.properties?["TemplateURL"] else { return nil }
    let url = scope.leniently { scope.value(node) }.text
    return url?.split(separator: "/").last.map(String.init)
  }

  /// Whether a template says all that there is: no macro adds to it.
  func isWhole(_ scope: TemplateScope) -> Bool {
    scope.template.loops.isEmpty
      && scope.template.transforms.allSatisfy { $0.text == "AWS::LanguageExtensions" }
      && !scope.template.resources.contains { $0.type.hasSuffix(TemplateKind.module) }
  }

  /// Why there is no resource of a name.
  func absence(of name: String, in scope: TemplateScope) -> TemplateUnknown.Cause {
    // What a whole template does not have was refused already.
    isWhole(scope) ? .fault : .macro(scope.template.transforms.first?.text ?? "Fn::ForEach")
  }

  // MARK: - Exports

  private func addExports(of scope: TemplateScope) {
    for entry in scope.template.outputs?.entries ?? [] {
      guard let name = entry.value["Export"]?["Name"], let value = entry.value["Value"] else {
        continue
      }
      if let condition = entry.value["Condition"], let text = condition.text,
        scope.condition(text, at: condition.span) == false
      {
        continue
      }
      guard let text = scope.leniently(.places, { scope.value(name) }).text else { continue }
      exports[text] = (value, scope)
    }
  }

  func export(_ name: String) -> TemplateValue? {
    guard let (node, scope) = exports[name] else { return nil }
    guard openExports.insert(name).inserted else {
      problems.report(TemplateFault.cycle([name, name], at: node.span))
      return .unknown(TemplateUnknown(cause: .fault, name: name), node.span)
    }
    defer { openExports.remove(name) }
    return scope.value(node)
  }

  // MARK: - What the user gives

  private func given(to template: Template) -> [String: TemplateValue] {
    var values: [String: TemplateValue] = [:]
    for parameter in parameters where parameter.isFor(template) {
      // A value for one template goes before one for all.
      if values[parameter.name] != nil, parameter.template == nil { continue }
      let span = template.parameters[parameter.name]?.name.span
      values[parameter.name] = .text(parameter.value, span ?? template.node.span)
    }
    return values
  }

  // MARK: - What is taken to be so

  func guessZones(of scope: TemplateScope, at span: Span) {
    guard guessedZones.insert(scope.template.path).inserted else { return }
    problems.report(
      ImportFault.guessed(
        "the zones that `Fn::GetAZs` gives are taken to be those that end in a, b, c and so on",
        at: span))
  }

  /// A zone that is not known differs from others that have other reasons for that.
  func guessZone(
    _ unknown: TemplateUnknown, of subnet: TemplateResource, in scope: TemplateScope, at span: Span
  ) {
    guard guessedZones.insert("unknown " + scope.template.path).inserted else { return }
    problems.report(
      ImportFault.guessed(
        "zones that are not known, such as that of `\(subnet.name)`, are taken to be the same only "
          + "where they are written in the same way",
        at: span))
  }

  func guessOwnZone(of subnet: TemplateResource, in scope: TemplateScope) {
    guard guessedZones.insert("own " + scope.template.path).inserted else { return }
    problems.report(
      ImportFault.guessed(
        "subnets that name no zone, such as `\(subnet.name)`, are taken to be in one of their own",
        at: subnet.span))
  }

  /// The IPv6 blocks of a VPC.
  func sixBlocks(of vpc: TemplateResource, in scope: TemplateScope) -> [TemplateValue] {
    scope.template.resources.filter { $0.type == "AWS::EC2::VPCCidrBlock" }.compactMap { block in
      guard scope.property("VpcId", of: block)?.text == scope.id(vpc.name) else { return nil }
      return sixBlock(of: block, in: scope)
    }
  }

  /// The IPv6 block that a resource adds to a VPC; one is taken for what Amazon gives.
  func sixBlock(of resource: TemplateResource, in scope: TemplateScope) -> TemplateValue? {
    if let written = scope.property("Ipv6CidrBlock", of: resource) { return written }
    let isGiven = scope.property("AmazonProvidedIpv6CidrBlock", of: resource)?.text == "true"
    guard isGiven || resource.properties?["Ipv6IpamPoolId"] != nil else { return nil }
    let id = scope.id(resource.name)
    let number = takenBlocks.count + 1
    if takenBlocks[id] == nil {
      let block = "2001:db8:\(String(number, radix: 16))::/56"
      takenBlocks[id] = block
      problems.report(
        ImportFault.guessed(
          "the IPv6 block that Amazon gives for `\(resource.name)` is taken to be \(block)",
          at: resource.span))
    }
    return takenBlocks[id].map { .text($0, resource.span) }
  }
}

extension Template {
  /// The file's name.
  var file: String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension TemplateEstate {
  /// An identifier for something that is not known, the same for every use of it; reported once.
  func id(
    of unknown: TemplateUnknown, _ key: String, of resource: TemplateResource,
    in scope: TemplateScope, at span: Span
  ) -> String {
    let isShared = if case .export = unknown.cause { true } else { false }
    let id = AWSDraft.reportedMark + (isShared ? unknown.name : "\(scope.name)/\(unknown.name)")
    if namedUnknowns.insert(id).inserted {
      problems.report(TemplateFault.unknownValue(of: resource.name, key: key, unknown, at: span))
    }
    return id
  }
}
