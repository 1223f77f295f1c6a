import Foundation
import NetproofEngine
import NetproofSets
import NetproofTestSupport
import Testing

/// The sums over all pairs of standard networks, which independent engines have found.
@Suite struct ChecksumTests {
  /// How many interfaces a network may have: small ones in debug builds.
  private static var largest: Int {
    ProcessInfo.processInfo.environment["NETPROOF_SIZE"].flatMap { Int($0) } ?? 1000
  }

  private static var names: [String] {
    StandardNetwork.published.filter { $0.plan.size <= largest }.map(\.name)
  }

  @Test(arguments: names)
  func `all pairs come to the published sums`(name: String) throws {
    let published = try #require(StandardNetwork.published.first { $0.name == name })
    let network = published.plan.network()
    let options = MatrixOptions(.some, clientPorts: PortSet(1024...65535))
    let summary = Matrix(try LoadedModel.read(network.topology()), options).summary()
    #expect(summary.pairsReachable == published.pairs)
    #expect(summary.volume == published.volume)
    #expect(summary.pairsUndetermined == 0)
  }
}
