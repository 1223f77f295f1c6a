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
    let text = QuestionText(station.value, at: station.span, as: "through")
    let found = names.components(named: station.value)
    guard !found.isEmpty else {
      let nearest = names.nearest(to: station.value, of: ComponentID.Kind.allCases)
      faults.append(.unknownStation(text, nearest: nearest))
      return []
    }
    let passed = found.filter { Self.standsOnWays($0.kind) }
    if passed.isEmpty { faults.append(.noStation(text)) }
    // An instance may stand for its interfaces, which carry its name.
    return passed
      + passed.flatMap { component -> [ComponentID] in
        guard case .instance(let id) = component else { return [] }
        return model.instances[id].interfaces.map { .interface($0) }
      }
  }

  /// Whether ways pass components of a kind, rather than what holds or describes them.
  private static func standsOnWays(_ kind: ComponentID.Kind) -> Bool {
    switch kind {
    case .network, .routeTable, .networkACL, .securityGroup, .instance, .interface,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway,
      .attachment, .transitGatewayRouteTable, .vpnConnection, .endpoint:
      true
    case .vpc, .subnet, .prefixList: false
    }
  }
}
