import NetproofSyntax

/// The attributes of a resource or of a block in one, as far as they are known.
struct TerraformBlock: Sendable {
  let values: Node?
  /// What is not known before the plan is applied: `true` in place of values.
  let unknown: Node?
  /// What the configuration may say of it: of a block all of its kind whose constants are the same.
  let expressions: [Node]
  /// What the configuration says of all blocks of the kind together, where it does not keep them
  /// apart: so it is where the provider takes blocks for attributes.
  var whole: [Node] = []
  /// Whether `terraform test` made up what the plan did not know.
  let isMocked: Bool
  let place: Span

  /// A value that is known; nothing if it is `null`, not known or made up.
  subscript(key: String) -> Node? {
    guard let value = values?[key], !value.isNull, !isUnknown(key) else { return nil }
    if isMocked, unknown == nil, let text = value.text, Self.looksMadeUp(text) { return nil }
    return value
  }

  /// The known text of an attribute, unless it is empty.
  func text(_ key: String) -> String? {
    guard let text = self[key]?.text, !text.isEmpty else { return nil }
    return text
  }

  func isTrue(_ key: String) -> Bool { text(key) == "true" }

  func isFalse(_ key: String) -> Bool { text(key) == "false" }

  /// An identifier, which may be made up: those of one test fit together.
  func link(_ key: String) -> Node? {
    guard let value = values?[key], let text = value.text, !value.isNull, !text.isEmpty else {
      return nil
    }
    return value
  }

  /// Whether all of an attribute is known only after the plan is applied.
  func isUnknown(_ key: String) -> Bool { unknown?[key]?.text == "true" }

  func span(_ key: String) -> Span {
    guard let value = values?[key], value.isScalar else { return place }
    return value.span
  }

  /// The known elements of a list or set.
  func list(_ key: String) -> [Node] {
    isUnknown(key) ? [] : values?[key]?.elements?.filter { !$0.isNull && $0.isScalar } ?? []
  }

  /// The number of elements of a list or set that are not known.
  func unknownCount(_ key: String) -> Int {
    unknown?[key]?.elements?.count { $0.text == "true" } ?? 0
  }

  /// The blocks of a kind.
  func blocks(_ key: String) -> [TerraformBlock] {
    guard !isUnknown(key), let value = values?[key] else { return [] }
    let all = value.elements.map(Array.init) ?? (value.entries == nil ? [] : [value])
    let unknowns = unknown?[key]?.elements
    return all.enumerated().compactMap { index, element in
      guard element.entries != nil else { return nil }
      let unknown = unknowns.flatMap { $0.count > index ? $0[index] : nil } ?? unknown?[key]
      let place = element.entries?.first?.value.span ?? place
      let own = TerraformBlock(
        values: element, unknown: unknown, expressions: [], isMocked: isMocked, place: place)
      let written = expressions.flatMap { $0[key]?.elements.map(Array.init) ?? [] }
      return TerraformBlock(
        values: element, unknown: unknown, expressions: written.filter(own.mayComeOf),
        whole: expressions.compactMap { $0[key] }.filter { $0["references"] != nil },
        isMocked: isMocked, place: place)
    }
  }

  /// The block as if nothing of it was unknown, as it is once a test has made it up.
  var known: TerraformBlock {
    TerraformBlock(
      values: values, unknown: nil, expressions: expressions, whole: whole, isMocked: isMocked,
      place: place)
  }

  /// The one block of a kind.
  func block(_ key: String) -> TerraformBlock? { blocks(key).first }

  /// Whether the configuration says anything of an attribute; nothing if there is none.
  func isWritten(_ key: String) -> Bool? {
    expressions.isEmpty ? nil : expressions.contains { $0[key] != nil }
  }

  /// Whether a block of the configuration has no constant that differs.
  private func mayComeOf(_ written: Node) -> Bool {
    guard let entries = written.entries else { return false }
    return entries.allSatisfy { entry in
      guard let constant = entry.value["constant_value"], constant.isScalar,
        let value = self[entry.key.value], value.isScalar
      else { return true }
      return constant.text == value.text
    }
  }

  /// Whether a text looks like those that `mock_provider` makes up: eight letters and digits.
  static func looksMadeUp(_ text: String) -> Bool {
    text.utf8.count == 8
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }
}

/// A resource of a state, or of what a plan or a test makes.
struct TerraformResource: Sendable {
  let address: TerraformPath
  let type: String
  let isData: Bool
  /// Whether the plan or the test makes it, so that nothing is at it that they do not say.
  let isNew: Bool
  let block: TerraformBlock
  /// The text that it is of, by its position.
  let document: Int

  /// The key of `count` or `for_each`.
  var key: String { address.key }

  var module: TerraformPath { address.module }

  var place: Span { block.place }

  subscript(key: String) -> Node? { block[key] }

  func text(_ key: String) -> String? { block.text(key) }

  /// AWS's identifier of it; what stands for one if AWS has given none.
  var id: String {
    let key = Self.namedByARN.contains(type) ? "arn" : "id"
    let known = block.isMocked ? nil : (block.link(key) ?? block.link("id"))?.text
    return known ?? invented
  }

  /// What stands for an identifier; of several texts each has its own.
  var invented: String {
    AWSDraft.mark + (document == 0 ? "" : "\(document)/") + address.text
  }

  /// The name in the configuration, with its key.
  var logicalName: String {
    guard let last = address.steps.last else { return address.text }
    // `this` and `main` say what module they are of, if anything does.
    guard ["this", "main", "default"].contains(last.name), let module = module.steps.last
    else { return last.name + last.key }
    let own = last.name == "this" ? last.key : "-" + last.name + last.key
    return module.name + module.key + own
  }

  private static let namedByARN: Set<String> = [
    "aws_lb", "aws_alb", "aws_lb_target_group", "aws_alb_target_group", "aws_lb_listener",
    "aws_alb_listener",
  ]
}
