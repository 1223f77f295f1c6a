import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// Understands scopes as their author writes them.
struct ScopeReader: Sendable {
  private let model: Model
  private let names: NameTable
  private let ends: EndReader

  init(_ model: Model, _ names: NameTable) {
    self.model = model
    self.names = names
    ends = EndReader(model, names)
  }

  /// The patterns that match, then those that exclude; what cannot be understood is left out.
  func patterns(_ scope: ScopeEntry) -> [ScopePattern] {
    var faults: [QuestionTextFault] = []
    return (scope.match + scope.exclude).map { pattern($0, &faults) }
  }

  /// Everything that cannot be understood in some scopes of one topology.
  func faults(in scopes: [ScopeEntry]) -> [QuestionTextFault] {
    var faults: [QuestionTextFault] = []
    var seen: Set<String> = []
    for scope in scopes {
      if !seen.insert(scope.name.value).inserted {
        faults.append(
          .sameScope(QuestionText(scope.name.value, at: scope.name.span, as: "name")))
      }
      for entry in scope.match + scope.exclude { _ = pattern(entry, &faults) }
    }
    return faults
  }

  private func pattern(
    _ entry: ScopePatternEntry, _ faults: inout [QuestionTextFault]
  ) -> ScopePattern {
    ScopePattern(
      from: side(entry.from, .from, &faults), to: side(entry.to, .to, &faults),
      services: services(entry.ports, &faults),
      through: entry.through.map { stations($0, &faults) })
  }

  private func side(
    _ texts: [Located<String>], _ role: EndReader.Role, _ faults: inout [QuestionTextFault]
  ) -> ScopeEnds {
    guard !texts.isEmpty else { return .everything }
    var read: [End] = []
    for text in texts {
      let label = role == .from ? "from" : "to"
      switch ends.read(QuestionText(text.value, at: text.span, as: label), role) {
      case .success(let some): read += some
      case .failure(let error): faults.append(error.fault)
      }
    }
    return ScopeEnds(read, model)
  }

  private func services(
    _ texts: [Located<String>], _ faults: inout [QuestionTextFault]
  ) -> AskedServices {
    guard !texts.isEmpty else { return .any }
    var services = AskedServices()
    for text in texts {
      switch PortReader.read(QuestionText(text.value, at: text.span, as: "port")) {
      case .success(let asked): services.add(asked)
      case .failure(let error): faults.append(error.fault)
      }
    }
    return services
  }

  /// The components that a name on the way can mean.
  private func stations(
    _ station: Reference, _ faults: inout [QuestionTextFault]
  ) -> [ComponentID] {
    switch Station.read(QuestionText(station.value, at: station.span, as: "through"), model, names)
    {
    case .success(let components): return components
    case .failure(let error):
      faults.append(error.fault)
      return []
    }
  }
}
