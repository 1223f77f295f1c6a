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

  /// What is said of parameters where nothing that takes any is read.
  public static func unused(_ parameters: [ImportParameter]) -> Diagnostic? {
    parameters.first.map { parameter in
      TemplateFault.wrongParameter(
        "no template has the parameter `\(parameter.name)`: none is among the files",
        help: "leave `--param` out, or name a template", at: nil
      ).diagnostic
    }
  }
}
