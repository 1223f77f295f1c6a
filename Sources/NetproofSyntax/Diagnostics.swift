/// What has been found so far: readers add to it and go on, and one place refuses at the end.
public struct Diagnostics: Hashable, Sendable {
  /// In the order in which they were found.
  public private(set) var all: [Diagnostic] = []

  public init(_ all: [Diagnostic] = []) {
    self.all = all
  }

  public mutating func append(_ diagnostic: Diagnostic) {
    all.append(diagnostic)
  }

  public mutating func append(contentsOf others: some Sequence<Diagnostic>) {
    all.append(contentsOf: others)
  }

  /// Adds a fault of syntax or shape.
  public mutating func report(_ fault: SyntaxFault) {
    all.append(fault.diagnostic)
  }

  public var isEmpty: Bool { all.isEmpty }

  public var hasErrors: Bool {
    all.contains { $0.severity == .error }
  }

  /// In order of source and place; what concerns a file as a whole comes first.
  public var sorted: [Diagnostic] {
    all.sorted(by: Diagnostic.precedes)
  }

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
