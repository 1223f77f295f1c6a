import ArgumentParser
import NetproofChecks
import NetproofModel
import NetproofReport
import NetproofSets

/// The form of a result.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

extension Detail: ExpressibleByArgument {}

extension Family: ExpressibleByArgument {
  public init?(argument: String) {
    guard let family = Family.allCases.first(where: { $0.name == argument }) else { return nil }
    self = family
  }

  public static var allValueStrings: [String] { allCases.map(\.name) }
}

/// A range of client ports, or the name of a profile.
struct ClientPorts: ExpressibleByArgument {
  let text: String
  let ports: PortSet

  init?(argument: String) {
    text = argument
    if let profile = ClientPortProfile(rawValue: argument) {
      ports = profile.ports
    } else if let range = PortReader.clientPorts(argument) {
      ports = range
    } else {
      return nil
    }
  }
}

/// What every command that prints a result understands.
struct OutputOptions: ParsableArguments {
  @Option(help: "The form of the result.")
  var format: OutputFormat = .text

  @Option(name: .shortAndLong, help: "Write the result to a file instead of standard output.")
  var output: String?

  @Option(help: "How much is explained: brief, normal, all, steps.")
  var explain: Detail = .normal

  @Flag(name: .customLong("no-fixes"), help: "Do not look for fixes.")
  var noFixes = false

  var isColoured: Bool { output == nil && format == .text && Terminal.isColoured }

  /// Writes a result to where it was asked for.
  func emit(_ text: String) throws {
    guard let output else { return Terminal.out(text) }
    do {
      try Files.write(text, to: output)
    } catch {
      Terminal.err("error[NP0067]: `\(output)` cannot be written\n")
      throw Stop(status: .inputRejected)
    }
  }
}
