import NetproofEngine
import NetproofModel
import NetproofSets

// Sentences about Wavelength Zones and Outposts.
extension Wording {
  func edgeZone(_ obstacle: Obstacle, _ subject: String) -> String {
    let (from, to) = (sources(obstacle), destinations(obstacle))
    switch obstacle.code {
    case .cagwInternetInbound:
      return "\(subject) lets no connection in from the internet, only from its carrier's network"
    case .cagwInternetProtocol:
      return "\(subject) carries only TCP and ICMP to the internet, "
        + "not \(PacketText.service(obstacle.packets))"
    case .cagwNoCarrierIP: return "\(from) has no carrier IP, so \(subject) drops it"
    case .cagwDstNotMapped:
      if let owner = context(obstacle, .interface) {
        return "\(naming.full(owner)) has no carrier IP that \(subject) could translate"
      }
      return "\(to) is no carrier IP of an interface, so \(subject) drops it"
    case .wavelengthZoneToZone:
      let zones = obstacle.context.compactMap { component -> String? in
        guard case .subnet(let id) = component else { return nil }
        return "`\(model.subnets[id].zone)`"
      }
      return "nothing passes inside \(subject) between the Wavelength Zones "
        + zones.joined(separator: " and ")
    case .lgwNotOnOutpost:
      guard case .localGateway(let id) = obstacle.component else { return subject }
      let outpost = model.localGateways[id].outpost
      if let subnet = context(obstacle, .subnet) {
        return "\(subject) serves subnets on the Outpost `\(outpost)` alone, "
          + "and \(naming.full(subnet)) is not on it"
      }
      return "\(subject) takes packets of interfaces on the Outpost `\(outpost)` alone, "
        + "and \(from) is not there"
    case .lgwNoCustomerOwnedIP:
      return "\(from) has no customer-owned address, so \(subject) drops it"
    default:
      return "nothing on the Outpost of \(subject) has the address \(to)"
    }
  }
}
