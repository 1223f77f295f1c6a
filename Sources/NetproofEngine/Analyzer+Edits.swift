public import NetproofModel

/// Analyzers of edited models, made from that of the model before the edit.
extension Analyzer {
  /// An analyzer of the same components with other rules, routes and flags.
  ///
  /// What the edit leaves alone is shared, so that trying an edit costs no build of the whole
  /// graph. `model` must have the components of this analyzer's model, with the same addresses, at
  /// the same places; it may differ in rules, routes, propagations, associations and flags.
  public func replacingRules(by model: Model) -> Analyzer {
    Analyzer(
      model, limits: limits, graph: graph.replacingRules(by: model),
      replay: replay.replacingRules(by: model))
  }

  /// The same analyzer with another limit of pairs of ends.
  public func limited(toPairs pairs: Int) -> Analyzer {
    var limits = limits
    limits.pairs = pairs
    return Analyzer(model, limits: limits, graph: graph, replay: replay)
  }

  private init(_ model: Model, limits: Limits, graph: Graph, replay: Replay) {
    self.model = model
    self.limits = limits
    self.graph = graph
    self.replay = replay
  }
}
