/// An address or a reference of Terraform's, such as `module.net["a"].aws_subnet.app[0].id`.
struct TerraformPath: Hashable, Sendable {
  struct Step: Hashable, Sendable {
    let name: String
    /// The keys behind the name as they are written: `[0]`, `["a"]`, or nothing.
    let key: String
  }

  let steps: [Step]

  init(_ text: String) {
    var steps: [Step] = []
    var (name, key) = ("", "")
    var (depth, isQuoted, isEscaped) = (0, false, false)
    for character in text {
      if isQuoted {
        key.append(character)
        if !isEscaped, character == "\"" { isQuoted = false }
        isEscaped = !isEscaped && character == "\\"
      } else if depth == 0, character == "." {
        steps.append(Step(name: name, key: key))
        (name, key) = ("", "")
      } else {
        if character == "[" { depth += 1 }
        if depth > 0 { key.append(character) } else { name.append(character) }
        if character == "\"" { isQuoted = depth > 0 }
        if character == "]" { depth = max(0, depth - 1) }
      }
    }
    steps.append(Step(name: name, key: key))
    self.steps = steps
  }

  init(_ steps: some Sequence<Step>) { self.steps = Array(steps) }

  var text: String { steps.map { $0.name + $0.key }.joined(separator: ".") }

  /// The path without the keys of `count` and `for_each`.
  var withoutKeys: String { steps.map(\.name).joined(separator: ".") }

  /// The steps of the modules at the beginning of an address.
  var module: TerraformPath {
    var count = 0
    while count + 1 < steps.count, steps[count].name == "module" { count += 2 }
    return TerraformPath(steps[..<count])
  }

  /// The module that a module stands in.
  var parent: TerraformPath { TerraformPath(steps.dropLast(2)) }

  /// The key of the last step.
  var key: String { steps.last?.key ?? "" }

  static let root = TerraformPath([Step]())

  func appending(_ steps: Step...) -> TerraformPath { TerraformPath(self.steps + steps) }
}
