import NetproofSyntax

/// The codes of faults in how files are put together, NP0060 through NP0069.
public enum LoadCode: String, Hashable, Sendable, CaseIterable {
  case missing = "NP0060"
  case unreadable = "NP0061"
  case emptyFolder = "NP0062"
  case baseOfSeveralFiles = "NP0064"
  case circular = "NP0065"
  case notImported = "NP0069"
}

/// Why the files of a topology cannot be put together.
enum LoadFault: Hashable, Sendable {
  /// Nothing is at a path; with the nearest name beside it.
  case missing(String, nearest: String?, at: Span?)
  case unreadable(String, reason: String, at: Span?)
  case tooLarge(String, limit: Int, at: Span?)
  case emptyFolder(String, at: Span?)
  /// A folder as a base that holds more or fewer files than one.
  case baseOfSeveralFiles(String, count: Int, at: Span)
  case circular(String, at: Span)
  /// A text to import that no importer reads.
  case notImported(String, expected: String?)

  var diagnostic: Diagnostic {
    switch self {
    case .missing("", _, let span):
      Diagnostic(
        .missing, "the path of a file is empty", at: span,
        help: ["name a topology file or a folder of them"])
    case .missing(let path, let nearest, let span):
      Diagnostic(
        .missing, "there is no file or folder `\(path)`", at: span,
        help: nearest.map { ["did you mean `\($0)`?"] }
          ?? [
            span == nil
              ? "name a file or folder that is there, or `-` for what comes in from another program"
              : "a path in a file begins at the folder of the file"
          ])
    case .unreadable(let path, let reason, let span):
      Diagnostic(.unreadable, "`\(path)` cannot be read: \(reason)", at: span, help: [])
    case .tooLarge(let path, let limit, let span):
      Diagnostic(
        "NP0001", "`\(path)` meets the limit `bytes` of \(limit)", at: span,
        help: ["split it into several files of one folder"])
    case .emptyFolder(let path, let span):
      Diagnostic(
        .emptyFolder, "the folder `\(path)` holds no topology", at: span,
        help: [
          "a topology is made of the folder's own `*.yaml` files, not of its subfolders'",
          "AWS's answers, plans, states and templates are its own `*.json` files, and those below its "
            + "`accounts/`",
        ])
    case .baseOfSeveralFiles(let path, let count, let span):
      Diagnostic(
        .baseOfSeveralFiles,
        "a base is one file, but the folder `\(path)` holds \(count) topology files", at: span,
        help: ["name the file rather than its folder"])
    case .notImported(let path, let expected?):
      Diagnostic(
        .notImported, "`\(path)` is no \(expected)", at: nil,
        help: ["leave `--input` out, and Netproof finds out what it is"])
    case .notImported(let path, nil):
      Diagnostic(
        .notImported, "`\(path)` is nothing that Netproof can import", at: nil,
        help: [
          "`netproof import aws --print-commands` prints the calls whose answers it reads; a "
            + "topology needs no import"
        ])
    case .circular(let path, let span):
      Diagnostic(
        .circular, "`\(path)` rests on itself", at: span,
        help: ["name a base that does not name this file again"])
    }
  }
}

extension Diagnostics {
  mutating func report(_ fault: LoadFault) {
    append(fault.diagnostic)
  }
}

extension Diagnostic {
  fileprivate init(_ code: LoadCode, _ message: String, at span: Span?, help: [String]) {
    self.init(code.rawValue, message, at: span, help: help)
  }
}
