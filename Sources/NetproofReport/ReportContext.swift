import NetproofEngine
public import NetproofModel
public import NetproofSyntax

/// How much of an answer is told.
public enum Detail: String, CaseIterable, Sendable {
  /// The verdict and its causes, a line each.
  case brief
  /// The verdict, the way, every obstacle with its place, fixes.
  case normal
  /// Every packet class with its whole way.
  case all
  /// Every step with the header that it leaves.
  case steps
}

/// What every report about one network needs: its names, and where things are written.
public struct ReportContext: Sendable {
  let model: Model
  let naming: Naming
  let wording: Wording
  let places: Places
  let isColoured: Bool

  public init(model: Model, sourceMap: SourceMap, sources: SourceSet, isColoured: Bool) {
    self.model = model
    naming = Naming(model)
    wording = Wording(naming)
    places = Places(model: model, map: sourceMap, sources: sources)
    self.isColoured = isColoured
  }
}
