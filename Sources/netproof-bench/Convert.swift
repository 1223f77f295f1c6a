import ArgumentParser
import NetproofTestSupport

/// From the neutral format to a topology.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a topology from a network in the neutral format neutral-net/1.",
    discussion: """
      The neutral format leaves out what a topology needs, so this is invented:
        - Everything lies in one zone and one region.
        - Every VPC with transit gateway attachments gets a subnet of its own for them, the highest \
      free /28 of its blocks, with `local` routes only and a network ACL that allows everything.
        - Interfaces and NAT gateways with a public address get one, counted up from 52.0.0.0.
        - Externals become networks of one address, attached to the internet.
      Answers are those of the format's own semantics if they are asked with \
      `--some --client-ports 1024-65535`; networks that AWS would refuse (the generator makes none \
      with --legal) are not carried over faithfully.
      """)

  @Argument(help: "A network in the neutral format.")
  var network: String

  @Option(name: .shortAndLong, help: "Where to write; standard output if left out.")
  var output: String?

  func run() throws {
    let text = try NeutralFile.read(network).topology()
    try Output.write(text, to: output)
  }
}
