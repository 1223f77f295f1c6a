import ArgumentParser

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netproof-bench",
    abstract: "Measures Netproof, and converts the networks that it is measured with.",
    subcommands: [Convert.self, AllPairs.self, Agree.self, Load.self])
}
