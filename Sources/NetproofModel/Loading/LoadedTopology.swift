public import NetproofSyntax

/// A topology as its files have it, with everything that was found wrong in them.
///
/// After an error the topology is what could be read: what was reported stands there as something
/// that nobody describes.
public struct LoadedTopology: Sendable {
  /// What it is called in summaries: the path that named it.
  public let path: String
  public let topology: Topology
  /// Faults and warnings of reading.
  public let problems: Diagnostics
}

/// A topology with what it means, and everything that was found wrong on the way.
public struct ResolvedTopology: Sendable {
  public let path: String
  public let topology: Topology
  /// After an error fit for looking up names only: it must not be analyzed.
  public let resolution: Resolution
  /// Faults and warnings of reading and resolving.
  public let problems: Diagnostics

  /// What is worth telling though nothing is wrong, in order of place.
  public var warnings: [Diagnostic] { problems.warnings }
}

extension LoadedTopology {
  /// Resolves the topology, and adds what is wrong with its meaning to what is wrong already.
  ///
  /// What follows from a fault that was found before is left out.
  public func resolved() -> ResolvedTopology {
    let (resolution, faults) = topology.draft(hidesNames: problems.hidesNames)
    var problems = problems
    problems.append(later: faults)
    return ResolvedTopology(
      path: path, topology: topology, resolution: resolution, problems: problems)
  }
}
