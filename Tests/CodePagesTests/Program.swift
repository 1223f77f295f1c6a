import Foundation

@testable import NetproofReport

/// The program, run in a folder of its own that holds the files of an example.
enum Program {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs a command line that begins with `netproof`.
  static func run(_ command: String, with files: [CodeExample.File] = []) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "netproof-codes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files { try Data(file.bytes).write(to: folder.appending(path: file.name)) }
    let process = Process()
    process.executableURL = executable
    process.arguments = command.split(separator: " ").dropFirst().map(String.init)
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

/// The package's own folder.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
