import NetproofChecks
import NetproofImport
import NetproofModel
import NetproofSyntax

/// Reading and refusing, the same for every command.
enum Loading {
  /// Reads paths as one network, or refuses them whole.
  static func together(_ paths: [String], _ imports: ImportOptions) throws -> (
    ResolvedTopology, SourceSet
  ) {
    var loader = TopologyLoader(Files.tree, importer: imports.importer)
    let network = loader.loadTogether(paths).resolved()
    try refuseFaults(of: [network], loader.sources)
    try refuseUnused(imports, loader)
    return (network, loader.sources)
  }

  /// Makes a topology of texts that other programs wrote, with what was not carried over, or refuses
  /// them whole.
  static func imported(_ paths: [String], _ imports: ImportOptions) throws -> (
    Node, [Diagnostic], SourceSet
  ) {
    var loader = TopologyLoader(Files.tree, importer: imports.importer)
    let (node, problems) = loader.importTogether(paths)
    guard let node, !problems.hasErrors else { throw refuse(problems.sorted, loader.sources) }
    try refuseUnused(imports, loader)
    return (node, problems.warnings, loader.sources)
  }

  /// Reads folders and files each as a network, or refuses them whole.
  static func each(_ paths: [String], _ imports: ImportOptions) throws -> (
    [ResolvedTopology], SourceSet
  ) {
    var loader = TopologyLoader(Files.tree, importer: imports.importer)
    let networks = loader.loadEach(paths).map { $0.resolved() }
    try refuseFaults(of: networks, loader.sources)
    try refuseUnused(imports, loader)
    return (networks, loader.sources)
  }

  /// One of two networks that are compared.
  struct Side {
    let network: ResolvedTopology
    let sources: SourceSet
    /// What other programs wrote of it.
    let imported: [TopologyImporter.Text]

    var model: Model { network.resolution.model }
  }

  /// What one of two networks is read from, and how.
  struct SideInput {
    let path: String
    let importer: TopologyImporter
    /// The parameters that are for this one alone.
    let own: [ImportParameter]
  }

  /// Reads two networks, or refuses them.
  ///
  /// - Parameters:
  ///   - old: The first.
  ///   - new: The second.
  ///   - shared: The parameters that a template of either must have.
  ///   - comparesPlan: Whether both are one path, which must be a plan over a state.
  /// - Returns: Both.
  /// - Throws: ``Stop`` with everything that is wrong with either.
  static func sides(
    _ old: SideInput, _ new: SideInput, shared: [ImportParameter], comparesPlan: Bool
  ) throws -> (old: Side, new: Side) {
    let sides = (old: try side(old), new: try side(new))
    if comparesPlan, sides.old.imported.isEmpty {
      throw refuse([TopologyImporter.noStateBefore(old.path)], sides.old.sources)
    }
    var faults = ImportParameter.faults(of: old.own, in: sides.old.imported)
    faults.append(ImportParameter.faults(of: new.own, in: sides.new.imported))
    faults.append(
      ImportParameter.faults(of: shared, in: sides.old.imported + sides.new.imported))
    guard faults.isEmpty else { throw refuse(faults.sorted, sides.new.sources) }
    return sides
  }

  private static func side(_ input: SideInput) throws -> Side {
    var loader = TopologyLoader(Files.tree, importer: input.importer)
    let network = loader.loadTogether([input.path]).resolved()
    try refuseFaults(of: [network], loader.sources)
    return Side(network: network, sources: loader.sources, imported: loader.imported)
  }

  /// Refuses parameters that no template of any network has.
  private static func refuseUnused(_ imports: ImportOptions, _ loader: TopologyLoader) throws {
    let faults = ImportParameter.faults(
      of: imports.parameters.map(\.parameter), in: loader.imported)
    guard faults.isEmpty else { throw refuse(faults.sorted, loader.sources) }
  }

  /// Refuses networks of which one has a fault, with everything that is wrong with any of them.
  private static func refuseFaults(
    of networks: [ResolvedTopology], _ sources: SourceSet
  ) throws {
    guard networks.contains(where: \.problems.hasErrors) else { return }
    var all = Diagnostics()
    for network in networks { all.append(network.problemsWithAssertions()) }
    throw refuse(all.sorted, sources)
  }

  /// Says what is wrong with the input.
  static func refuse(_ problems: [Diagnostic], _ sources: SourceSet) -> Stop {
    show(problems, sources)
    Terminal.err("\n\(Rejection(problems).summary)\n")
    return Stop(status: .inputRejected)
  }

  static func show(_ problems: [Diagnostic], _ sources: SourceSet) {
    guard !problems.isEmpty else { return }
    let renderer = DiagnosticRenderer(sources, isColoured: Terminal.isErrorColoured)
    Terminal.err(renderer.render(problems))
  }
}
