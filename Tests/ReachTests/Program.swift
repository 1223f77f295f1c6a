import NetproofTestSupport

/// The program, run in the repository's folder or in one of its own.
enum Program {
  /// Runs the program with a topology in `net.yaml`, which is added to the arguments.
  static func run(_ arguments: String, on topology: String) throws -> ProgramRun {
    try ProgramRun.netproof(
      words(arguments) + ["net.yaml"], with: [("net.yaml", Array(topology.utf8))])
  }

  /// Runs the program in the repository's folder.
  static func run(_ arguments: String) throws -> ProgramRun {
    try ProgramRun.netproof(words(arguments), in: Repository.folder)
  }

  private static func words(_ arguments: String) -> [String] {
    arguments.split(separator: " ").map(String.init)
  }
}
