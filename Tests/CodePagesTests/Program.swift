import Foundation
import NetproofTestSupport

@testable import NetproofReport

/// The program, run in a folder of its own that holds the files of an example.
enum Program {
  /// Runs a command line that begins with `netproof`.
  static func run(_ command: String, with files: [CodeExample.File] = []) throws -> ProgramRun {
    try ProgramRun.netproof(
      command.split(separator: " ").dropFirst().map(String.init),
      with: files.map { ($0.name, Array($0.bytes)) })
  }
}

/// The package's own folder.
let packageFolder = URL(filePath: Repository.folder)
