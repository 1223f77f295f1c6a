import NetproofSets
import NetproofSyntax

/// What AWS would refuse of Local Zones, Wavelength Zones and Outposts (R225 to R227).
enum EdgeZoneFault: Hashable, Sendable {
  /// A transit gateway is in availability zones alone (R128).
  case attachment(Reference, zone: String)
  case carrierAddress(Located<Address>, subnet: String)
  case customerOwnedAddress(Located<Address>, subnet: String)
  /// Interfaces in a Wavelength Zone have carrier IPs instead.
  case publicAddress(Located<Address>, subnet: String)
  case noWavelengthZone(Located<String>, vpc: String)
  case outpostInZone(Located<String>, zone: String)

  var place: Span {
    switch self {
    case .attachment(let name, _): name.span
    case .carrierAddress(let address, _), .customerOwnedAddress(let address, _),
      .publicAddress(let address, _):
      address.span
    case .noWavelengthZone(let name, _), .outpostInZone(let name, _): name.span
    }
  }

  var headline: String {
    switch self {
    case .attachment(let name, let zone):
      "`\(name.value)` is in the zone `\(zone)`, where no transit gateway is"
    case .carrierAddress(let address, let subnet):
      "`\(address.value)` is a carrier IP, but `\(subnet)` is in no Wavelength Zone"
    case .customerOwnedAddress(let address, let subnet):
      "`\(address.value)` is a customer-owned address, but `\(subnet)` is on no Outpost"
    case .publicAddress(let address, let subnet):
      "`\(address.value)` is a public address, but `\(subnet)` is in a Wavelength Zone"
    case .noWavelengthZone(let name, let vpc):
      "`\(name.value)` is a carrier gateway, but no subnet of `\(vpc)` is in a Wavelength Zone"
    case .outpostInZone(_, let zone):
      "a subnet on an Outpost is in an availability zone, not in `\(zone)`"
    }
  }

  var help: String {
    switch self {
    case .attachment: "attach a subnet in the parent zone instead"
    case .carrierAddress:
      "give the subnet a `zone` that `zones` lists with `type: wavelength`, or use `public-ip`"
    case .customerOwnedAddress: "give the subnet its `outpost`, or use `public-ip`"
    case .publicAddress: "write it as `carrier-ip`"
    case .noWavelengthZone:
      "list the zone under `zones` with `type: wavelength`, or remove the gateway"
    case .outpostInZone:
      "remove `outpost`, or give the subnet the zone that the Outpost is homed to"
    }
  }
}
