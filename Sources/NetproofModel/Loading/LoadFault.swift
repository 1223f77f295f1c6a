public import NetproofSyntax

/// Why the files of a topology cannot be put together.
public enum LoadFault: Sendable {
  case missing(String, at: Span?)
  case unreadable(String, reason: String, at: Span?)
  case tooLarge(String, limit: Int)
  case emptyFolder(String)
  case changesWithoutBase(Span)
  case changesOfFolder(Span)
  case circular(String, at: Span)
  case notAMapping(Span)

  public var diagnostic: Diagnostic {
    switch self {
    case .missing(let path, let span):
      Diagnostic("NP0060", "there is no file or folder `\(path)`", at: span)
    case .unreadable(let path, let reason, let span):
      Diagnostic("NP0061", "`\(path)` cannot be read: \(reason)", at: span)
    case .tooLarge(let path, let limit):
      Diagnostic(
        "NP0001", "`\(path)` is larger than \(limit) bytes (the limit `bytes`)", at: nil,
        help: ["split it into several files of one folder"])
    case .emptyFolder(let path):
      Diagnostic(
        "NP0062", "the folder `\(path)` holds no topology", at: nil,
        help: ["a topology is made of the folder's own `*.yaml` files, not of its subfolders'"])
    case .changesWithoutBase(let span):
      Diagnostic(
        "NP0063", "`changes` has nothing to change", at: span,
        help: ["name the base with `topology: FILE` beside it"])
    case .changesOfFolder(let span):
      Diagnostic(
        "NP0064", "`changes` cannot change several files that share keys", at: span,
        help: ["name one file in `topology:` rather than its folder"])
    case .circular(let path, let span):
      Diagnostic("NP0065", "`\(path)` is its own base", at: span)
    case .notAMapping(let span):
      Diagnostic("NP0066", "`changes` is a map of what is different", at: span)
    }
  }
}
