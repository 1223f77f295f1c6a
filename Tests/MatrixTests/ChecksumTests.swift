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
    StandardNetwork.published.filter { size($0.plan) <= largest }.map(\.name)
  }

  private static func size(_ plan: StandardNetwork) -> Int {
    plan.vpcs * plan.subnets * plan.interfaces
  }

  @Test(arguments: names)
  func `all pairs come to the published sums`(name: String) throws {
    let published = try #require(StandardNetwork.published.first { $0.name == name })
    let network = published.plan.network()
    let options = MatrixOptions(.some, clientPorts: PortSet(1024...65535))
    let model =
      Self.size(published.plan) <= 1000
      ? try LoadedModel.read(network.topology()) : try network.model()
    let summary = Matrix(model, options).summary()
    #expect(summary.pairsReachable == published.pairs)
    #expect(summary.volume == published.volume)
    #expect(summary.pairsUndetermined == 0)
  }
}
