import ArgumentParser
import NetproofChecks
import NetproofImport
import NetproofModel
import NetproofReport
import NetproofSets

/// The form of a result.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

/// How much is explained.
enum Explain: String, CaseIterable, ExpressibleByArgument {
  case brief
  case normal
  case all
  case steps

  var detail: Detail {
    switch self {
    case .brief: .brief
    case .normal: .normal
    case .all: .all
    case .steps: .steps
    }
  }
}

/// An address family on the command line.
enum AskedFamily: String, CaseIterable, ExpressibleByArgument {
  case ipv4
  case ipv6

  var family: Family { self == .ipv4 ? .ipv4 : .ipv6 }
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

  @Option(help: "How much is explained.")
  var explain: Explain = .normal

  @Flag(name: .customLong("no-fixes"), help: "Do not look for fixes.")
  var noFixes = false

  var isColoured: Bool { output == nil && format == .text && Terminal.isColoured }

  /// Writes a result to where it was asked for.
  func emit(_ text: String) throws { try Terminal.emit(text, to: output) }
}

/// A value for a parameter of a template.
struct AskedParameter: ExpressibleByArgument {
  let parameter: ImportParameter

  init?(argument: String) {
    guard let parameter = ImportParameter(argument) else { return nil }
    self.parameter = parameter
  }
}

/// What every command that reads topologies understands about texts of other programs.
struct ImportOptions: ParsableArguments {
  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "A parameter of CloudFormation templates, or AWS::Region and the like; may be repeated.",
      valueName: "[file:]name=value"))
  var parameters: [AskedParameter] = []

  @Option(help: "What JSON and standard input (`-`) are, if Netproof is not to find out.")
  var input = AskedInput(.auto)

  var importer: TopologyImporter {
    .standard(
      parameters: parameters.map(\.parameter), reading: input.format, isChecked: false)
  }
}

/// A format of input on the command line.
struct AskedInput: ExpressibleByArgument {
  let format: InputFormat

  init(_ format: InputFormat) { self.format = format }

  init?(argument: String) {
    guard let format = InputFormat(rawValue: argument) else { return nil }
    self.init(format)
  }

  static var allValueStrings: [String] { InputFormat.allCases.map(\.rawValue) }

  var defaultValueDescription: String { format.rawValue }
}
