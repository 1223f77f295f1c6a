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

    var model: Model { network.resolution.model }
  }

  /// What one of two networks is read from, and how.
  struct SideInput {
    let path: String
    let importer: TopologyImporter
    /// The parameters that the importer was made with.
    let parameters: [ImportParameter]
  }

  /// Reads two networks, or refuses them.
  ///
  /// If `comparesPlan` both are one path, which must be a plan over a state.
  static func sides(
    _ old: SideInput, _ new: SideInput, comparesPlan: Bool
  ) throws -> (old: Side, new: Side) {
    (
      try side(old, mustImport: comparesPlan), try side(new, mustImport: comparesPlan)
    )
  }

  private static func side(_ input: SideInput, mustImport: Bool) throws -> Side {
    var loader = TopologyLoader(Files.tree, importer: input.importer)
    let network = loader.loadTogether([input.path]).resolved()
    try refuseFaults(of: [network], loader.sources)
    if !loader.hasImported {
      if mustImport {
        throw refuse([TopologyImporter.noStateBefore(input.path)], loader.sources)
      }
      if let unused = ImportParameter.unused(input.parameters) {
        throw refuse([unused], loader.sources)
      }
    }
    return Side(network: network, sources: loader.sources)
  }

  /// Refuses parameters of templates where there is no template.
  private static func refuseUnused(_ imports: ImportOptions, _ loader: TopologyLoader) throws {
    let unused = ImportParameter.unused(imports.parameters.map(\.parameter))
    guard !loader.hasImported, let unused else { return }
    throw refuse([unused], loader.sources)
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
