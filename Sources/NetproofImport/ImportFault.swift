import NetproofSyntax

/// The codes of what an import cannot carry over, NP0600 through NP0699.
enum ImportCode: String, Hashable, Sendable, CaseIterable {
  case missingCall = "NP0600"
  case missingResource = "NP0601"
  case notCarried = "NP0602"
  case cutShort = "NP0603"
  case guessed = "NP0604"
  case wrongForm = "NP0650"
  case notWhole = "NP0651"
  case conflict = "NP0652"
  case wrongPlace = "NP0655"
  case nothingOwn = "NP0656"
  case differingFolders = "NP0657"
  case wrongManifest = "NP0658"
  case addressTaken = "NP0630"
  case addressUnknown = "NP0631"
}

/// Something that an import did not carry over, and what becomes of it.
///
/// Only what AWS never answers is an error: what is not known is written as not described, so that verdicts that
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
  /// A value of another form than the answer of a call has.
  case wrongForm(String, expected: String, String, at: Span)
  /// A thing of which an answer lacks what the call always tells.
  case notWhole(String, lacks: String, String, at: Span)
  /// A thing of which two answers say something else.
  case conflict(String, key: String, first: Span, at: Span)
  /// An answer that is not of the account and Region whose folder it is in.
  case wrongPlace(String, of: AWSScope, told: AWSScope, at: Span)
  /// A folder in which nothing belongs to its account, though something tells whom it belongs to.
  case nothingOwn(String, of: String, owner: String, at: Span)
  /// Two folders of one account and Region of which one lists things that the other does not.
  case differingFolders(String, String, of: AWSScope, String, at: Span)
  /// A list of answers with something that such lists do not have.
  case wrongManifest(String, at: Span)
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
    case .wrongForm(let what, let expected, let call, let span):
      Diagnostic(
        ImportCode.wrongForm.rawValue, "\(what) must be \(expected)", at: span,
        help: ["take the answer as `\(call) --output json` prints it"])
    case .notWhole(let owner, let key, let call, let span):
      Diagnostic(
        .notWhole, "the answer about \(owner) has no `\(key)`", at: span,
        help: [
          "take the answer as `\(call) --output json` prints it; until then what depends on it is "
            + "undetermined"
        ])
    case .conflict(let owner, let key, let first, let span):
      Diagnostic(
        .warning, ImportCode.conflict.rawValue,
        "two answers differ about `\(key)` of \(owner)", at: span,
        labels: [.init("the other answer", at: first)],
        help: ["leave the older one out; until then what depends on it is undetermined"])
    case .wrongPlace(let folder, let scope, let told, let span):
      Diagnostic(
        ImportCode.wrongPlace.rawValue,
        "`\(folder)` holds an answer\(told.words(after: " of Region"))", at: span,
        help: [
          "collect the folder again with the credentials and the Region that it is named for, or "
            + "name it `\(told.filled(from: scope).folder)`"
        ])
    case .nothingOwn(let folder, let account, let owner, let span):
      Diagnostic(
        .nothingOwn, "nothing in `\(folder)` belongs to account \(account)", at: span,
        help: [
          "the folder is taken to hold what account \(owner) shares with it; if it is that "
            + "account's, name it so"
        ])
    case .differingFolders(let first, let second, let scope, let call, let span):
      Diagnostic(
        ImportCode.differingFolders.rawValue,
        "`\(first)` and `\(second)` have different answers of `\(call)`\(scope.words)", at: span,
        help: ["leave the older folder out: together they describe a network that never was"])
    case .wrongManifest(let what, let span):
      Diagnostic(
        ImportCode.wrongManifest.rawValue, what, at: span,
        help: [
          "write `netproof-dump: 1` and below `answers:` entries such as "
            + "`{ account: \"111122223333\", region: us-east-1, path: FOLDER }`"
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
