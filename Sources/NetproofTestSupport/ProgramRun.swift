import Foundation

/// A program that was run and waited for.
public struct ProgramRun: Sendable {
  public let status: Int32
  public let output: String
  public let errors: String

  /// Runs a program; a name without a folder is looked for as a shell does.
  ///
  /// - Parameters:
  ///   - program: its path or name.
  ///   - arguments: what it is given.
  ///   - folder: where it runs; here if left out.
  /// - Throws: the system's error if it cannot be started.
  public init(_ program: String, _ arguments: [String], in folder: String? = nil) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    // What it complains about is short; what it writes may be long, so that is read first.
    let printed = out.fileHandleForReading.readDataToEndOfFile()
    let told = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: printed, as: UTF8.self)
    errors = String(decoding: told, as: UTF8.self)
  }

  /// Runs `netproof` as it was built with the tests that ask for it, in a folder of its own.
  ///
  /// - Throws: the system's error if a file cannot be written or the program not be started.
  public static func netproof(
    _ arguments: [String], with files: [(name: String, bytes: [UInt8])]
  ) throws -> Self {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "netproof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files { try Data(file.bytes).write(to: folder.appending(path: file.name)) }
    return try netproof(arguments, in: folder.path)
  }

  /// Runs `netproof` as it was built with the tests that ask for it.
  ///
  /// - Throws: the system's error if it cannot be started.
  public static func netproof(_ arguments: [String], in folder: String) throws -> Self {
    let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let program = tests.deletingLastPathComponent().appending(path: "netproof")
    return try Self(program.path, arguments, in: folder)
  }
}
