import Foundation
import NetproofTestSupport

/// The program, run in the repository's folder or in one of its own.
enum Program {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs the program with a topology in `net.yaml`, which is added to the arguments.
  static func run(_ arguments: String, on topology: String) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "netproof-reach-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(topology.utf8).write(to: folder.appending(path: "net.yaml"))
    return try run(words(arguments) + ["net.yaml"], in: folder)
  }

  /// Runs the program in the repository's folder.
  static func run(_ arguments: String) throws -> Result {
    try run(words(arguments), in: URL(filePath: Repository.folder))
  }

  private static func words(_ arguments: String) -> [String] {
    arguments.split(separator: " ").map(String.init)
  }

  private static func run(_ arguments: [String], in folder: URL) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let told = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: told, as: UTF8.self))
  }

  /// The program stands beside the tests that were built with it.
  private static var executable: URL {
    let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "netproof")
  }
}
