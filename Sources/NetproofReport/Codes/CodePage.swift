import NetproofModel

/// What a reader of a code should know: meaning, example, remedy, sources.
///
/// The pages of `netproof codes CODE` and of `docs/codes/` are views of these values; the tests run
/// both examples of every page.
public struct CodePage: Hashable, Sendable {
  /// The code as it is printed: `NACL_INGRESS_DENY`, `NP0101`.
  public let code: String
  /// The meaning as one clause, without a capital and a period.
  public let title: String
  /// What it means, in a few plain sentences.
  let meaning: String
  /// What to do about it.
  let remedy: String
  /// None for what no topology can show.
  let example: CodeExample?
  /// The codes that the failing example shows beside this one.
  let companions: [String]
  /// The rules of the semantics reference that it rests on, such as `R57 to R62`.
  let rules: String?
  let sources: [Citation]

  /// The page of a diagnostic's code; the diagnostic itself shows the place in the failing text.
  init(
    _ code: String, _ title: String, meaning: String, remedy: String, example: CodeExample?,
    with companions: [String] = [], rules: String? = nil, sources: [Citation] = []
  ) {
    self.init(
      code: code, title: title, meaning: meaning, remedy: remedy,
      example: example?.marked(failing: false), companions: companions, rules: rules,
      sources: sources)
  }

  /// The page of a code about networks.
  init(
    _ code: Code, _ title: String, meaning: String, remedy: String, example: CodeExample,
    with companions: [String] = [], rules: String, sources: [Citation] = []
  ) {
    self.init(
      code: code.rawValue, title: title, meaning: meaning, remedy: remedy,
      example: example.marked(failing: true), companions: companions, rules: rules,
      sources: sources)
  }

  private init(
    code: String, title: String, meaning: String, remedy: String, example: CodeExample?,
    companions: [String], rules: String?, sources: [Citation]
  ) {
    self.code = code
    self.title = title
    self.meaning = meaning
    self.remedy = remedy
    self.example = example
    self.companions = companions
    self.rules = rules
    self.sources = sources
  }

  /// The code about networks, if it is one.
  var networkCode: Code? { Code(rawValue: code) }
}

/// A document that a page rests on.
struct Citation: Hashable, Sendable {
  let title: String
  let url: String

  init(_ title: String, _ url: String) {
    self.title = title
    self.url = url
  }
}
