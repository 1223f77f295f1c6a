import ArgumentParser

@main
struct Netproof: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "netproof")
}
