import ArgumentParser
import Foundation
import NetproofTestSupport

/// A program that is run and waited for.
struct Child {
  let output: String
  /// Seconds from its start to its end.
  let wall: Double

  /// This program itself.
  static var own: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

  /// Runs a program.
  ///
  /// - Throws: `ValidationError` with the last line of what it says if it cannot be started or fails.
  init(_ program: String, _ arguments: [String], in folder: String? = nil) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let run: ProgramRun
    do {
      run = try ProgramRun(program, arguments, in: folder)
    } catch {
      throw ValidationError("`\(program)` cannot be started")
    }
    wall = (clock.now - start) / .seconds(1)
    output = run.output
    guard run.status == 0 else {
      let last = run.errors.split(separator: "\n").last ?? "nothing"
      throw ValidationError("`\(program) \(arguments.joined(separator: " "))` failed: \(last)")
    }
  }

  /// The last line of its output as JSON.
  ///
  /// - Throws: `ValidationError` if it is none.
  func result<Result: Decodable>(_ type: Result.Type) throws -> Result {
    let line = output.split(separator: "\n").last.map(String.init) ?? ""
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(Result.self, from: Data(line.utf8))
    } catch {
      throw ValidationError("not what was expected: \(line)")
    }
  }
}

/// The sums and times that engines print.
struct EngineResult: Decodable {
  let pairsReachable: UInt64
  let volume: UInt64
  let loadS: Double
  let buildS: Double
  let solveS: Double
  /// Of Netproof alone.
  let solvePeakMib: Double?
}

/// A folder for files of one run.
struct Scratch {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "netproof-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
