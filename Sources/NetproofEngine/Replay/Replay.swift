public import NetproofModel

/// Walks concrete packets, plainly, rule by rule.
///
/// It judges the symbolic search, and so shares nothing with it but the model and the value types.
/// Source: docs/semantics.md, which each function follows in its order.
public struct Replay: Sendable {
  /// How many alternatives are walked, and how many hops a walk may take.
  static let limit = 64

  var model: Model
  var owners: Owners

  public init(_ model: Model) {
    self.model = model
    owners = Owners(model)
  }

  /// One outcome for each alternative, in the order in which choices are met (depth first).
  ///
  /// Where there are more than 64, the first 64 and then one with the gap `ALTERNATIVE_LIMIT`.
  public func outcomes(of flow: Flow) -> [ReplayOutcome] {
    var outcomes: [ReplayOutcome] = []
    var script: [Int] = []
    while true {
      var walk = Walk(model, owners, flow, script: script)
      outcomes.append(walk.run())
      guard let next = walk.choices.lastIndex(where: { $0.taken + 1 < $0.count }) else {
        return outcomes
      }
      guard outcomes.count < Self.limit else {
        let gap = ReplayOutcome.Gap(.alternativeLimit, walk.choices[next].component)
        return outcomes + [ReplayOutcome(obstacles: [], gap: gap, arrived: false)]
      }
      script = walk.choices[..<next].map(\.taken) + [walk.choices[next].taken + 1]
    }
  }
}
