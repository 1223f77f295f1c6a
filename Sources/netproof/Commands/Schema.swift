import ArgumentParser
import NetproofModel

/// The JSON Schema of topology files, for editors.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of topology files.")

  @OptionGroup var options: OutputOptions

  func run() throws {
    try options.emit(TopologySchema.json())
  }
}
