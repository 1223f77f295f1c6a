public import NetproofModel
public import NetproofSyntax

extension ResolvedTopology {
  /// What is wrong with the topology, and with what its assertions name.
  ///
  /// For a topology that has errors, so that its author hears of everything at once. What an end
  /// holds is not looked at: it may be what was reported. Without errors nothing is added: the
  /// assertions are going to be judged.
  public func problemsWithAssertions() -> Diagnostics {
    var all = problems
    guard all.hasErrors, !topology.assertions.isEmpty else { return all }
    let questions = QuestionReader(resolution.model, resolution.names)
    let faults = topology.assertions.flatMap { questions.faults(in: WrittenQuestion($0)) }
      .filter { fault in
        switch fault.rest {
        case .text: true
        case .names: !problems.hidesNames
        case .contents: false
        }
      }
    all.append(later: Diagnostics(faults.map(\.diagnostic)))
    return all
  }
}
