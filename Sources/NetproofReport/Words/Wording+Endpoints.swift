import NetproofEngine
import NetproofModel
import NetproofSets

// Sentences about VPC endpoints.
extension Wording {
  func endpoint(_ obstacle: Obstacle, _ subject: String) -> String {
    switch obstacle.code {
    case .vpceGatewayProtocol:
      return "\(subject) carries only TCP and echo requests, "
        + "not \(PacketText.service(obstacle.packets))"
    default:
      let vpc = context(obstacle, .vpc).map { naming.full($0) } ?? "its VPC"
      return "\(subject) serves only packets from addresses of \(vpc), and "
        + "\(sources(obstacle)) is not one: gateway endpoints are not transitive"
    }
  }
}
