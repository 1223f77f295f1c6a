public import NetproofModel
public import NetproofSyntax

/// A value for a parameter of a template: `NAME=VALUE`, or `TEMPLATE:NAME=VALUE` for one of several.
public struct ImportParameter: Hashable, Sendable {
  /// The template's file, or its file without its ending.
  let template: String?
  let name: String
  let value: String

  /// Reads what stands on the command line; nothing without a name and `=`.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    let name = text[..<equals]
    value = String(text[text.index(after: equals)...])
    // `AWS::Region` has colons of its own.
    if let colon = name.firstIndex(of: ":"), !name[colon...].hasPrefix("::") {
      template = String(name[..<colon])
      self.name = String(name[name.index(after: colon)...])
    } else {
      template = nil
      self.name = String(name)
    }
  }

  func isFor(_ other: Template) -> Bool {
    template == nil || template == other.file || template == other.name || template == other.path
  }

  /// What is wrong with parameters: those that none of the templates among all texts has.
  public static func faults(
    of parameters: [ImportParameter], in texts: [TopologyImporter.Text]
  ) -> Diagnostics {
    var problems = Diagnostics()
    guard let first = parameters.first else { return problems }
    var ignored = Diagnostics()
    let templates = texts.filter { CloudFormationImporter.reads($0.node) }
      .map { Template($0.path, $0.node, into: &ignored) }
    guard !templates.isEmpty else {
      problems.report(
        TemplateFault.wrongParameter(
          "no template has the parameter `\(first.name)`: none is among the files",
          help: "leave `--param` out, or name a template", at: nil))
      return problems
    }
    for fault in parameters.compactMap({ $0.fault(in: templates) }) { problems.report(fault) }
    return problems
  }

  /// Why no template has the parameter; nothing if one does.
  private func fault(in templates: [Template]) -> TemplateFault? {
    let meant = templates.filter(isFor)
    if let template, meant.isEmpty {
      let nearest = Nearest.name(to: template, among: templates.map(\.file))
      return .wrongParameter(
        "no template is called `\(template)`, which `--param` names",
        help: nearest.map { "did you mean `\($0)`?" } ?? "name a template's file", at: nil)
    }
    let names = meant.flatMap { $0.parameters.keys } + Self.pseudoParameters
    guard !names.contains(name) else { return nil }
    let nearest = Nearest.name(to: name, among: names.sorted())
    return .wrongParameter(
      "no template has the parameter `\(name)`",
      help: nearest.map { "did you mean `\($0)`?" } ?? "leave `--param` out", at: nil)
  }

  private static let pseudoParameters = [
    "AWS::Region", "AWS::AccountId", "AWS::StackName", "AWS::Partition", "AWS::URLSuffix",
    "AWS::StackId",
  ]
}
