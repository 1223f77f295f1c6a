/// What has been found so far: readers add to it and go on, and one place refuses at the end.
public struct Diagnostics: Hashable, Sendable {
  /// In the order in which they were found.
  public private(set) var all: [Diagnostic] = []

  public private(set) var errorCount = 0

  /// Whether something with names was left unread, so that a name that is unknown proves nothing.
  public var hidesNames = false

  public init(_ all: [Diagnostic] = []) {
    self.all = all
    errorCount = all.count { $0.severity == .error }
  }

  public mutating func append(_ diagnostic: Diagnostic) {
    all.append(diagnostic)
    if diagnostic.severity == .error { errorCount += 1 }
  }

  public mutating func append(contentsOf others: some Sequence<Diagnostic>) {
    for diagnostic in others { append(diagnostic) }
  }

  /// Takes over what was found elsewhere.
  public mutating func append(_ others: Diagnostics) {
    append(contentsOf: others.all)
    if others.hidesNames { hidesNames = true }
  }

  /// Adds what a later stage found, but for what begins where an earlier one found an error: such
  /// a thing is a consequence of it.
  public mutating func append(later others: some Sequence<Diagnostic>) {
    let places = Set(all.lazy.filter { $0.severity == .error }.compactMap { $0.span?.start })
    append(contentsOf: others.filter { !($0.span.map { places.contains($0.start) } ?? false) })
  }

  /// Has a later stage report, and adds what it found; see ``append(later:)``.
  public mutating func addingLater<Value>(_ stage: (inout Diagnostics) -> Value) -> Value {
    var found = Diagnostics()
    let value = stage(&found)
    append(later: found.all)
    if found.hidesNames { hidesNames = true }
    return value
  }

  /// Adds a fault of syntax or shape.
  public mutating func report(_ fault: SyntaxFault) {
    all.append(fault.diagnostic)
  }

  public var isEmpty: Bool { all.isEmpty }

  public var hasErrors: Bool { errorCount > 0 }

  /// In order of source and place, each once; what concerns a file as a whole comes first.
  ///
  /// What an alias repeats is found wherever it stands, with the place of the original.
  public var sorted: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return all.filter { seen.insert($0).inserted }.sorted(by: Diagnostic.precedes)
  }

  /// The warnings, in order of source and place.
  public var warnings: [Diagnostic] { sorted.filter { $0.severity == .warning } }

  /// Refuses if there is an error, with everything that was found.
  public func refuseErrors() throws(Rejection) {
    if hasErrors { throw Rejection(sorted) }
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
