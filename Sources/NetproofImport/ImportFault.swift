import NetproofSyntax

/// The codes of what an import cannot carry over, NP0600 through NP0699.
enum ImportCode: String, Hashable, Sendable, CaseIterable {
  case missingCall = "NP0600"
  case missingResource = "NP0601"
  case notCarried = "NP0602"
  case cutShort = "NP0603"
  case guessed = "NP0604"
  case addressTaken = "NP0630"
  case addressUnknown = "NP0631"
}

/// Something that an import did not carry over, and what becomes of it.
///
/// None of them is an error: what is not known is written as not described, so that verdicts that
/// depend on it are undetermined.
enum ImportFault: Hashable, Sendable {
  /// The answer of a call that is needed is not among the files; the place is that of whom to ask, in
  /// words that follow the call.
  case missingCall(String, what: String, owner: String, place: String = "", at: Span)
  /// A resource that another one names is not among the files.
  case missingResource(String, kind: String, by: String, at: Span)
  /// A resource of a kind that topologies do not have, or a part of one.
  case notCarried(String, effect: String, at: Span)
  /// An answer of which further pages are not there.
  case cutShort(String, at: Span)
  /// Something that the files leave open was taken to be so.
  case guessed(String, at: Span)
  /// Addresses that AWS gives only when things are made were chosen for them.
  case addressTaken(String, help: String, at: Span)
  /// No address can be chosen for a thing.
  case addressUnknown(String, why: String, at: Span)

  var diagnostic: Diagnostic {
    switch self {
    case .missingCall(let call, let what, let owner, let place, let span):
      Diagnostic(
        .missingCall, "the files have no \(what) of `\(owner)`", at: span,
        help: ["add the answer of `\(call)`\(place); until then what depends on it is undetermined"]
      )
    case .missingResource(let id, let kind, let user, let span):
      Diagnostic(
        .missingResource, "`\(user)` names the \(kind) `\(id)`, which the files do not have",
        at: span,
        help: [
          "add the answer that has it, perhaps of another account or region; until then what "
            + "depends on it is undetermined"
        ])
    case .notCarried(let what, let effect, let span):
      Diagnostic(.notCarried, "\(what) is not carried over", at: span, help: [effect])
    case .cutShort(let key, let span):
      Diagnostic(
        .cutShort, "`\(key)` goes on after this page, but there is no further one", at: span,
        help: [
          "collect all pages; the AWS CLI does so unless `--no-paginate` or `--max-items` is given"
        ])
    case .guessed(let what, let span):
      Diagnostic(.guessed, what, at: span, help: ["write it in the topology if it is otherwise"])
    case .addressTaken(let what, let help, let span):
      Diagnostic(.addressTaken, what, at: span, help: [help])
    case .addressUnknown(let name, let why, let span):
      Diagnostic(
        .addressUnknown, "the address of `\(name)` is not known, and \(why)", at: span,
        help: [
          "give it an address of its own; until then what reaches or leaves it is undetermined"
        ])
    }
  }
}

extension Diagnostics {
  mutating func report(_ fault: ImportFault) {
    append(fault.diagnostic)
  }
}

extension Diagnostic {
  fileprivate init(_ code: ImportCode, _ message: String, at span: Span, help: [String]) {
    self.init(.warning, code.rawValue, message, at: span, labels: [], help: help)
  }
}
