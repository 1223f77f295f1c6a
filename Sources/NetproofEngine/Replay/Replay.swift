public import NetproofModel

/// Walks concrete packets, plainly, rule by rule.
///
/// It judges the symbolic search, and so shares nothing with it but the model and the value types.
/// Source: docs/semantics.md, which each function follows in its order.
public struct Replay: Sendable {
  var model: Model
  var owners: Owners
  /// How many alternatives are walked, and how many hops a walk may take.
  private let limits: Limits

  public init(_ model: Model, limits: Limits = Limits()) {
    self.model = model
    self.limits = limits
    owners = Owners(model)
  }

  /// One outcome for each alternative, in the order in which choices are met (depth first).
  ///
  /// Where there are more than the limit, so many and then one with the gap `ALTERNATIVE_LIMIT`.
  public func outcomes(of flow: Flow) -> [ReplayOutcome] {
    var outcomes: [ReplayOutcome] = []
    let rest = walkAll(flow, noting: nil) { outcomes.append($0.outcome) }
    guard let rest else { return outcomes }
    let gap = ReplayOutcome.Gap(.alternativeLimit, rest)
    return outcomes + [ReplayOutcome(obstacles: [], gap: gap, arrived: false)]
  }

  /// Walks one alternative after the other, up to the limit.
  ///
  /// - Returns: Where AWS chooses among more of them.
  @discardableResult
  func walkAll(
    _ flow: Flow, noting sightings: Sightings?, _ body: (Walk) -> Void
  ) -> ComponentID? {
    var count = 0
    var script: [Int] = []
    while true {
      var walk = Walk(model, owners, flow, script: script, hops: limits.hops)
      walk.sightings = sightings
      walk.run()
      body(walk)
      count += 1
      guard let next = walk.choices.lastIndex(where: { $0.taken + 1 < $0.count }) else {
        return nil
      }
      guard count < limits.alternatives else { return walk.choices[next].component }
      script = walk.choices[..<next].map(\.taken) + [walk.choices[next].taken + 1]
    }
  }
}
