public import NetproofModel
public import NetproofSyntax

extension ResolvedTopology {
  /// What is wrong with the topology, and with what its assertions and scopes name.
  ///
  /// For a topology that has errors, so that its author hears of everything at once. What an end
  /// holds is not looked at: it may be what was reported. Without errors nothing is added: they
  /// are going to be judged.
  public func problemsWithAssertions() -> Diagnostics {
    var all = problems
    guard all.hasErrors else { return all }
    let questions = QuestionReader(resolution.model, resolution.names)
    let asked = topology.assertions.flatMap { questions.faults(in: WrittenQuestion($0)) }
    let scopes = ScopeReader(resolution.model, resolution.names)
    let faults = (asked + scopes.faults(in: topology.scopes))
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

  /// What cannot be understood in the scopes of a topology that has no errors.
  public func faultsOfScopes() -> [Diagnostic] {
    ScopeReader(resolution.model, resolution.names).faults(in: topology.scopes).map(\.diagnostic)
  }
}
