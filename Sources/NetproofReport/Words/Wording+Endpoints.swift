import NetproofEngine
import NetproofModel
import NetproofSets

// Sentences about VPC endpoints.
extension Wording {
  func endpoint(_ obstacle: Obstacle, _ subject: String) -> String {
    switch obstacle.code {
    case .vpceInitiate: return "\(subject) opens no connections; it only answers"
    case .vpceNotAccepted:
      guard case .endpoint(let id) = obstacle.component else { return subject }
      return "\(subject) is in state `\(model.endpoints[id].state.rawValue)`: "
        + "the provider of its service has not accepted it"
    case .vpceServiceNotInAZ:
      guard case .subnet(let id)? = context(obstacle, .subnet) else { return subject }
      return "the service of \(subject) is not offered in zone `\(model.subnets[id].zone)`, "
        + "where subnet `\(naming.plain(.subnet(id)))` is"
    case .vpceNoICMP: return "\(subject) answers no ICMP, and so no ping"
    case .vpcePort:
      return "the service of \(subject) does not answer at \(PacketText.service(obstacle.packets))"
    case .vpceGatewayProtocol:
      return "\(subject) carries only TCP and echo requests, "
        + "not \(PacketText.service(obstacle.packets))"
    case .encReject:
      let vpc = context(obstacle, .vpc).map { naming.full($0) } ?? "its VPC"
      return "\(vpc) enforces encryption, and \(subject) takes only HTTPS (tcp/443) for encrypted, "
        + "not \(PacketText.service(obstacle.packets))"
    default:
      let vpc = context(obstacle, .vpc).map { naming.full($0) } ?? "its VPC"
      return "\(subject) serves only packets from addresses of \(vpc), and "
        + "\(sources(obstacle)) is not one: gateway endpoints are not transitive"
    }
  }
}
