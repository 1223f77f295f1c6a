import ArgumentParser
import Glibc

@main
struct Netproof: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netproof",
    abstract: "Proves who can reach whom in a network that is only a description.",
    discussion: """
      A topology is a YAML file, or a folder of them, or what AWS's API, Terraform or CloudFormation \
      says of a network. Exit status: 0 for yes, 1 for no or not known, 2 for bad input or usage, 3 \
      for a fault of Netproof's own.

      EXAMPLES
        netproof check topologies/tour/01-three-tier
        netproof trace --from web-1 --to db-1 --port tcp/3306 prod.yaml
        netproof reach --from internet prod.yaml
        netproof diff main/ branch/
        netproof lint prod.yaml
        netproof import aws dump/ -o prod.yaml
        netproof codes NACL_INGRESS_DENY
      """,
    version: "0.1.0",
    subcommands: [
      Check.self, Trace.self, ReachCommand.self, DiffCommand.self, Lint.self, Import.self,
      Init.self,
      Codes.self, Schema.self,
    ])

  static func main() {
    // A reader that has gone (`| head`) is no fault.
    _ = signal(SIGPIPE, SIG_IGN)
    Glibc.exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return .success
    } catch let stop as Stop {
      return stop.status
    } catch {
      let text = fullMessage(for: error)
      guard exitCode(for: error) == .success else {
        Terminal.err(text.hasSuffix("\n") ? text : text + "\n")
        return .inputRejected
      }
      Terminal.out(text.hasSuffix("\n") ? text : text + "\n")
      return .success
    }
  }
}
