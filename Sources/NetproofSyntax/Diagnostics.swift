/// What has been found so far: readers add to it and go on, and one place refuses at the end.
///
/// Of each severity so many are kept as nobody reads; see ``most``.
public struct Diagnostics: Hashable, Sendable {
  /// In the order in which they were found, each once: what an alias repeats is found wherever it
  /// stands, with the place of the original.
  public private(set) var all: [Diagnostic] = []

  /// How many errors were found, those included that are not kept.
  public private(set) var errorCount = 0

  /// Whether something with names was left unread, so that a name that is unknown proves nothing.
  public var hidesNames = false

  /// How many of each severity are kept.
  public static let most = 10_000

  private var seen: Set<Diagnostic> = []
  private var keptErrorCount = 0
  /// The severest that was not kept.
  private var unkept: Diagnostic.Severity?

  public init(_ all: [Diagnostic] = []) {
    append(contentsOf: all)
  }

  public mutating func append(_ diagnostic: Diagnostic) {
    let isError = diagnostic.severity == .error
    if isError { errorCount += 1 }
    let keptCount = isError ? keptErrorCount : all.count - keptErrorCount
    guard keptCount < Self.most else {
      unkept = unkept.map { max($0, diagnostic.severity) } ?? diagnostic.severity
      return
    }
    guard seen.insert(diagnostic).inserted else { return }
    all.append(diagnostic)
    if isError { keptErrorCount += 1 }
  }

  public mutating func append(contentsOf others: some Sequence<Diagnostic>) {
    for diagnostic in others { append(diagnostic) }
  }

  /// Takes over what was found elsewhere.
  public mutating func append(_ others: Diagnostics) {
    append(contentsOf: others.all)
    takeCounts(of: others)
  }

  /// Adds what a later stage found, but for what begins where an earlier one found an error: such
  /// a thing is a consequence of it.
  public mutating func append(later others: Diagnostics) {
    let places = Set(all.lazy.filter { $0.severity == .error }.compactMap { $0.span?.start })
    append(
      contentsOf: others.all.filter { !($0.span.map { places.contains($0.start) } ?? false) })
    takeCounts(of: others)
  }

  /// Has a later stage report, and adds what it found; see ``append(later:)``.
  public mutating func addingLater<Value>(_ stage: (inout Diagnostics) -> Value) -> Value {
    var found = Diagnostics()
    let value = stage(&found)
    append(later: found)
    return value
  }

  /// Adds a fault of syntax or shape.
  public mutating func report(_ fault: SyntaxFault) {
    append(fault.diagnostic)
  }

  public var isEmpty: Bool { all.isEmpty }

  public var hasErrors: Bool { errorCount > 0 }

  /// In order of source and place; what concerns a file as a whole comes first.
  public var sorted: [Diagnostic] {
    (all + limitNotice).sorted(by: Diagnostic.precedes)
  }

  /// The warnings, in order of source and place.
  public var warnings: [Diagnostic] { sorted.filter { $0.severity == .warning } }

  /// Refuses if there is an error, with everything that was found.
  public func refuseErrors() throws(Rejection) {
    if hasErrors { throw Rejection(sorted) }
  }

  private mutating func takeCounts(of others: Diagnostics) {
    if others.hidesNames { hidesNames = true }
    errorCount += others.errorCount - others.keptErrorCount
    if let theirs = others.unkept { unkept = unkept.map { max($0, theirs) } ?? theirs }
  }

  /// That more was found than is kept.
  private var limitNotice: [Diagnostic] {
    guard let unkept else { return [] }
    return [
      Diagnostic(
        unkept, SyntaxCode.limit.rawValue,
        "more was found than the limit `problems` of \(Self.most), and is not told", at: nil,
        help: ["mend some of what is told here, and run again"])
    ]
  }
}

extension Diagnostic {
  /// Whether one diagnostic is printed before another; equal ones aside, no two are alike.
  static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    switch (left.span, right.span) {
    case (nil, nil): break
    case (nil, _): return true
    case (_, nil): return false
    case (let first?, let second?): if first != second { return first < second }
    }
    return (left.severity.rawValue, left.code, left.message, left.help.joined())
      < (right.severity.rawValue, right.code, right.message, right.help.joined())
  }
}

extension Span {
  /// Where the place begins.
  fileprivate var start: Start { Start(source: source, line: line, column: column) }

  fileprivate struct Start: Hashable {
    let source: SourceID
    let line: Int32
    let column: Int32
  }
}
