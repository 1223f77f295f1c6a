import NetproofModel

/// The codes that are listed together.
enum CodeGroup: Hashable, Sendable, CaseIterable {
  case obstacle
  case hint
  case note
  case gap
  case finding
  case lint
  case syntax
  case topology
  case names
  case aws
  case imports
  case outcomes
  case questions
  case program

  init(of page: CodePage) {
    if let code = page.networkCode {
      self.init(code.role)
    } else {
      self.init(hundred: page.code.prefix(4))
    }
  }

  private init(_ role: Code.Role) {
    switch role {
    case .obstacle: self = .obstacle
    case .hint: self = .hint
    case .note: self = .note
    case .gap: self = .gap
    case .finding: self = .finding
    case .lint: self = .lint
    }
  }

  private init(hundred: Substring) {
    switch hundred {
    case "NP00": self = .syntax
    case "NP01": self = .topology
    case "NP02": self = .names
    case "NP03": self = .aws
    case "NP06": self = .imports
    case "NP20": self = .outcomes
    case "NP21": self = .questions
    default: self = .program
    }
  }

  /// The heading of the list.
  var heading: String {
    switch self {
    case .obstacle: "Obstacles: what stands in the way of packets"
    case .hint: "Hints: why a security group's reference did not match"
    case .note: "Notes: what is worth knowing beside a verdict"
    case .gap: "Gaps: what the model leaves out that a verdict depends on"
    case .finding: "Findings: what is worth knowing about a network without any question"
    case .lint: "Lints: what AWS accepts and nobody wants, from `netproof lint`"
    case .syntax: "NP00xx: files, YAML and the command line"
    case .topology: "NP01xx: how a topology is written"
    case .names: "NP02xx: names and missing parts"
    case .aws: "NP03xx: what AWS refuses"
    case .imports: "NP06xx: what an import does not carry over"
    case .outcomes: "NP20xx: what became of assertions"
    case .questions: "NP21xx: questions, in assertions and on the command line"
    case .program: "NP90xx: faults of Netproof's own"
    }
  }

  /// The heading of an example.
  var showing: String {
    switch self {
    case .note, .gap, .lint, .imports: "Shows it"
    case .obstacle, .hint, .finding, .syntax, .topology, .names, .aws, .outcomes, .questions,
      .program:
      "Fails"
    }
  }

  /// What a code of the group is, at the head of its page.
  var singular: String {
    switch self {
    case .obstacle: "An obstacle: it stands in the way of packets."
    case .hint: "A hint: it says why a rule that seems to allow an obstacle's packets does not."
    case .note: "A note: it stands beside a verdict and does not change it."
    case .gap: "A gap: the model leaves something out, so the verdict is `undetermined`."
    case .finding: "A finding about the network, told without any question."
    case .lint: "A lint: `netproof lint` tells it; no question is needed, and AWS accepts it."
    case .syntax: "A diagnostic about a file, its YAML or the command line."
    case .topology: "A diagnostic about how a topology is written."
    case .names: "A diagnostic about a name or a missing part."
    case .aws: "A diagnostic about something that AWS refuses or does not do as written."
    case .imports: "A warning about something that an import does not carry over."
    case .outcomes: "What became of an assertion or a scope, in the text of `netproof check`."
    case .questions: "A diagnostic about a question, in an assertion or on the command line."
    case .program: "A fault of Netproof's own."
    }
  }
}
