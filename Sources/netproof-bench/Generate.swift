import ArgumentParser
import NetproofTestSupport

/// A topology of its own, of any size.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a topology of a chosen size with every kind of component.",
    discussion: """
      VPCs behind a transit gateway, half of them with firewalls between each other, a data center \
      behind a VPN, peerings, NAT gateways, prefix lists, both families. Equal options give equal \
      texts. There are VPCS × (SUBNETS + 2) × HOSTS hosts.
      """)

  @Option(help: "VPCs with hosts, 1 to 250.")
  var vpcs = 10

  @Option(help: "Application subnets of each VPC, 1 to 60.")
  var subnets = 8

  @Option(help: "Hosts of each subnet, 1 to 700.")
  var hosts = 100

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  @Option(name: .shortAndLong, help: "Where to write; standard output if left out.")
  var output: String?

  func validate() throws {
    guard (1...250).contains(vpcs), (1...60).contains(subnets), (1...700).contains(hosts) else {
      throw ValidationError("use 1 to 250 VPCs, 1 to 60 subnets and 1 to 700 hosts")
    }
  }

  func run() throws {
    let estate = Estate(vpcs: vpcs, subnets: subnets, hosts: hosts, seed: seed)
    try Output.write(estate.topology(), to: output)
  }
}
