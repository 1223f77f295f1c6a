import NetproofModel

/// Analyzers of edited models, made from that of the model before the edit.
extension Analyzer {
  /// An analyzer of the model with edits, made one after the other.
  ///
  /// Everything that the edits leave alone is shared with this analyzer; answers are those of an
  /// analyzer made anew from the edited model.
  public func applying(_ edits: some Sequence<Edit>) -> Analyzer {
    var edited = self
    for edit in edits { edited.apply(edit) }
    return edited
  }

  /// Makes an edit of the model, and looks up or compiles anew only what it touches.
  ///
  /// Where no other analyzer shares this one's tables they are changed in place, so that the cost is
  /// that of the edited component; otherwise the table of its kind is copied once.
  public mutating func apply(_ edit: Edit) {
    // While the model is edited nobody else may hold it, or its tables would be copied.
    var model = model
    (self.model, graph.model, replay.model) = (Model(), Model(), Model())
    if case .interface(let id, let interface) = edit {
      let old = model.interfaces[id]
      model.apply(edit)
      graph.follow(id, old, interface, model)
      replay.follow(id, old, interface, model)
    } else {
      model.apply(edit)
      graph.follow(edit, model)
    }
    (self.model, graph.model, replay.model) = (model, model, model)
  }

  /// The same analyzer with another limit of pairs of ends.
  public func limited(toPairs pairs: Int) -> Analyzer {
    var analyzer = self
    analyzer.limits.pairs = pairs
    return analyzer
  }
}
