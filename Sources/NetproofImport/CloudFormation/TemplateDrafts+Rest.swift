import NetproofSyntax

// What is not carried over, and what that leaves unknown.

extension TemplateDrafts {
  mutating func reportNotCarried(_ reader: TemplateReader) {
    let (resource, type) = (reader.resource, reader.resource.type)
    if type == TemplateKind.stack {
      guard reader.scope.children[resource.name] == nil else { return }
      estate.problems.report(TemplateFault.missingTemplate(resource.name, at: reader.span))
      touchNamed(by: resource.properties, reader)
      return
    }
    if type.hasSuffix(TemplateKind.module) {
      estate.problems.report(
        TemplateFault.macro(
          resource.name, effect: "what the module names is undetermined", at: reader.span))
      touchNamed(by: resource.properties, reader)
      return
    }
    if type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource" {
      return reportCustom(reader)
    }
    if let effect = TemplateKind.effect(of: type) {
      let cluster = reader.id("DBClusterIdentifier")?.text ?? ""
      guard !placed.contains(reader.id), !placed.contains(cluster) else { return }
      estate.problems.report(
        ImportFault.notCarried("`\(resource.name)` (\(type))", effect: effect, at: reader.span))
      if TemplateKind.hasHosts(type) || type.hasPrefix("AWS::EC2::") { addUnknownHosts(of: reader) }
    } else if !Self.read.contains(type) {
      reportUnknown(reader)
    }
    // Routes come by them that nobody knows here.
    if type == TemplateKind.routeServerPropagation {
      touchNamed(by: resource.properties, reader)
    }
  }

  /// Tells of a type that Netproof does not know, if it may change how packets go.
  private mutating func reportUnknown(_ reader: TemplateReader) {
    let (resource, type) = (reader.resource, reader.resource.type)
    let what = "`\(resource.name)` (\(type))"
    if type == TemplateKind.encryptionControl {
      guard reader.text("Mode")?.text != "monitor" else { return }
      estate.problems.report(
        ImportFault.notCarried(what, effect: "what its VPC drops is undetermined", at: reader.span))
      return touch(reader.id("VpcId"), of: .vpcs, by: reader)
    }
    guard !TemplateKind.isSilent(type) else { return }
    if addUnknownHosts(of: reader) {
      estate.problems.report(
        ImportFault.notCarried(
          what, effect: "its addresses are not known, so what concerns them is undetermined",
          at: reader.span))
    } else if type.hasPrefix("AWS::EC2::") {
      estate.problems.report(
        ImportFault.notCarried(
          what, effect: "Netproof does not know this type; what it names is undetermined",
          at: reader.span))
      touchNamed(by: resource.properties, reader)
    }
  }

  /// Puts an interface that nobody describes into each subnet that a service names, so that packets to
  /// an address that it may have are not taken to be lost.
  ///
  /// - Returns: Whether it names any.
  @discardableResult
  private mutating func addUnknownHosts(of reader: TemplateReader) -> Bool {
    guard !reader.resource.type.hasSuffix("SubnetGroup") else { return false }
    let scope = reader.scope
    let properties = reader.resource.properties ?? Node(.mapping([]), at: reader.span)
    let groups = Set(TemplateReferences.names(in: properties).map(scope.id)).sorted()
      .filter { drafts[$0]?.kind == .securityGroups }
      .map { Value.map([("GroupId", .text($0, reader.span))], reader.span) }
    var subnets: Set<String> = []
    // What services are known to have hosts for names no subnets otherwise.
    let named =
      TemplateKind.hasHosts(reader.resource.type)
      ? TemplateReferences.names(in: properties)
      : TemplateReferences.names(in: properties, under: "subnet")
    for name in named {
      // Of a group of subnets, its own.
      let group = readers[scope.id(name)].flatMap { other in
        other.resource.type.hasSuffix("SubnetGroup") ? other.resource.properties : nil
      }
      let inner = group.map { TemplateReferences.names(in: $0) } ?? []
      for id in ([name] + inner).map(scope.id) where drafts[id]?.kind == .subnets {
        subnets.insert(id)
      }
    }
    for subnet in subnets.sorted() {
      var node = node(of: reader, in: .text(subnet, reader.span), groups: groups)
      node.isPart = true
      drafts.add(node)
    }
    return !subnets.isEmpty
  }

  /// Programs of the author's may change whatever they are told of; this one of CDK's is known.
  private mutating func reportCustom(_ reader: TemplateReader) {
    if reader.resource.type == "Custom::VpcRestrictDefaultSG" {
      let group = reader.id("DefaultSecurityGroupId")
      let span = reader.span
      change(group, of: .securityGroups, by: reader) {
        $0.set("IpPermissions", .list([], span))
        $0.set("IpPermissionsEgress", .list([], span))
      }
      return touch(group, ifUncertain: reader)
    }
    let count = touchNamed(by: reader.resource.properties, reader)
    guard count > 0 else { return }
    estate.problems.report(
      ImportFault.notCarried(
        "`\(reader.resource.name)` (\(reader.resource.type))",
        effect: "it may change what it names, which is undetermined", at: reader.span))
  }

  /// Marks what an expression names, but VPCs, as something of which not all is known.
  @discardableResult
  private mutating func touchNamed(by node: Node?, _ reader: TemplateReader) -> Int {
    guard let node else { return 0 }
    var count = 0
    for name in TemplateReferences.names(in: node) {
      guard let draft = drafts[reader.scope.id(name)], draft.kind != .vpcs else { continue }
      touch(.text(draft.id, draft.span), at: reader.span)
      count += 1
    }
    return count
  }

  /// Reports macros, and marks whatever they might add to.
  mutating func reportMacros(of scope: TemplateScope) {
    for loop in scope.template.loops {
      estate.problems.report(
        TemplateFault.macro(
          loop.key.value, effect: "what its resources name is undetermined", at: loop.key.span))
      for name in TemplateReferences.names(in: loop.value) {
        guard let draft = drafts[scope.id(name)] else { continue }
        touch(.text(draft.id, draft.span), at: loop.key.span)
      }
    }
    for transform in scope.template.transforms where !Self.isHarmless(transform) {
      let name = transform.text ?? transform["Name"]?.text ?? "Fn::Transform"
      estate.problems.report(
        TemplateFault.macro(
          name, effect: "it may change anything, so that the template's VPCs are undetermined",
          at: transform.span))
      for resource in scope.template.resources where resource.type == "AWS::EC2::VPC" {
        touch(.text(scope.id(resource.name), resource.span), at: transform.span)
      }
    }
  }

  /// Whether a macro of AWS's own leaves networks as they are written.
  private static func isHarmless(_ transform: Node) -> Bool {
    let names = [
      "AWS::Serverless-", "AWS::LanguageExtensions", "AWS::SecretsManager-",
      "AWS::CodeDeployBlueGreen", "AWS::CodeStar",
    ]
    guard let text = transform.text else { return false }
    return names.contains { text.hasPrefix($0) }
  }
}
