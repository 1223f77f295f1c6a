import NetproofSyntax

/// The source of a text, named as in the goldens.
func source(_ text: String) -> Source {
  Source(name: "net.yaml", text: text)
}

func read(_ text: String) throws(Rejection) -> Node {
  try YAMLReader.read(source(text))
}

/// What a text is refused for; nothing if it is read.
func faults(_ bytes: [UInt8], limits: SyntaxLimits = SyntaxLimits()) -> [Diagnostic] {
  do throws(Rejection) {
    _ = try YAMLReader.read(
      Source(name: "net.yaml", id: SourceID(0), bytes: bytes), limits: limits)
    return []
  } catch {
    return error.diagnostics
  }
}

func faults(_ text: String, limits: SyntaxLimits = SyntaxLimits()) -> [Diagnostic] {
  faults(Array(text.utf8), limits: limits)
}

/// A diagnostic's code and place, counted as people do.
func place(_ diagnostic: Diagnostic) -> String {
  guard let span = diagnostic.span else { return diagnostic.code }
  return "\(diagnostic.code) \(span.line + 1):\(span.column + 1)"
}

/// The text form of what is wrong with a text.
func rendered(_ text: String, _ diagnostics: [Diagnostic]) -> String {
  var sources = SourceSet()
  sources.add(name: "net.yaml", text: text)
  return DiagnosticRenderer(sources).render(diagnostics)
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
