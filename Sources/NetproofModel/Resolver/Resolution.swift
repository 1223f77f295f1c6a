public import NetproofSyntax

/// A network as it is meant, with where it is written and what is worth telling about it.
public struct Resolution: Sendable {
  public let model: Model
  public let sourceMap: SourceMap
  /// What AWS refuses or handles in a surprising way, in the order of components; each is among
  /// `warnings` too.
  public let findings: [NetworkFinding]
  /// In order of place.
  public let warnings: [Diagnostic]
  public let names: NameTable
}

/// Something about a network that is worth telling without any question.
public struct NetworkFinding: Hashable, Sendable {
  public let code: Code
  public let component: ComponentID
  public let diagnostic: Diagnostic

  public init(code: Code, component: ComponentID, diagnostic: Diagnostic) {
    self.code = code
    self.component = component
    self.diagnostic = diagnostic
  }
}

extension Topology {
  /// Looks up every name, fills in what AWS implies, and tests what AWS would refuse.
  ///
  /// - Throws: ``Rejection`` with every fault that was found, in order of place.
  public func resolved() throws(Rejection) -> Resolution {
    let (resolution, problems) = draft()
    try problems.refuseErrors()
    return resolution
  }

  /// As ``resolved()``, but what was made after errors is given all the same, for looking up names.
  ///
  /// `hidesNames` says that names are missing which the author wrote, so that an unknown one is no
  /// fault.
  func draft(hidesNames: Bool = false) -> (resolution: Resolution, problems: Diagnostics) {
    var resolver = Resolver(self, hidesNames: hidesNames)
    return resolver.resolve()
  }
}
