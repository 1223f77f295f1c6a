import NetproofModel
import NetproofSyntax

/// Reading and refusing, the same for every command.
enum Loading {
  /// A topology with all that its commands need.
  struct Network {
    let path: String
    let topology: Topology
    let resolution: Resolution
    let warnings: [Diagnostic]
  }

  /// Reads paths as one network, or refuses them whole.
  static func together(_ paths: [String]) throws -> (Network, SourceSet) {
    var loader = TopologyLoader(Files.tree)
    guard let loaded = loader.loadTogether(paths) else {
      throw refuse(loader.problems, loader.sources)
    }
    let networks = try resolve([loaded], loader.sources)
    return (networks[0], loader.sources)
  }

  /// Reads folders and files each as a network, or refuses them whole.
  static func each(_ paths: [String]) throws -> ([Network], SourceSet) {
    var loader = TopologyLoader(Files.tree)
    let loaded = loader.loadEach(paths)
    guard !loaded.isEmpty else { throw refuse(loader.problems, loader.sources) }
    return (try resolve(loaded, loader.sources), loader.sources)
  }

  private static func resolve(
    _ loaded: [LoadedTopology], _ sources: SourceSet
  ) throws -> [Network] {
    var faults = Diagnostics()
    var networks: [Network] = []
    for one in loaded {
      do throws(Rejection) {
        let resolution = try one.topology.resolved()
        networks.append(
          Network(
            path: one.path, topology: one.topology, resolution: resolution,
            warnings: one.warnings + resolution.warnings))
      } catch {
        faults.append(contentsOf: one.warnings)
        faults.append(contentsOf: error.diagnostics)
      }
    }
    guard !faults.hasErrors else { throw refuse(faults.sorted, sources) }
    return networks
  }

  /// Says what is wrong with the input.
  static func refuse(_ problems: [Diagnostic], _ sources: SourceSet) -> Stop {
    show(problems, sources)
    let errors = problems.count { $0.severity == .error }
    Terminal.err(
      "\nrefused: \(errors == 1 ? "1 error" : "\(errors) errors"); nothing was analyzed\n")
    return Stop(status: .inputRejected)
  }

  static func show(_ problems: [Diagnostic], _ sources: SourceSet) {
    guard !problems.isEmpty else { return }
    let renderer = DiagnosticRenderer(sources, isColoured: Terminal.isErrorColoured)
    Terminal.err(renderer.render(problems))
  }
}
