import NetproofModel
import NetproofSets

/// Who owns the addresses at carrier and local gateways.
struct EdgeOwners: Sendable {
  struct Place: Hashable {
    let kind: EdgeAddress.Kind
    let vpc: ID<VPC>
  }

  /// By kind, outside addresses in their order.
  private(set) var places: [Place: [PublicAddress]] = [:]

  init(_ model: Model) {
    for interface in model.interfaces.elements where !interface.edgeAddresses.isEmpty {
      let vpc = model.subnets[interface.subnet].vpc
      for own in interface.edgeAddresses {
        places[Place(kind: own.kind, vpc: vpc), default: []].append(
          PublicAddress(privateAddress: own.privateAddress, publicAddress: own.outsideAddress))
      }
    }
    for key in places.keys { places[key]?.sort { $0.privateAddress < $1.privateAddress } }
  }

  var isEmpty: Bool { places.isEmpty }

  /// All pairs of a kind in a VPC, ascending by private address.
  func pairs(_ kind: EdgeAddress.Kind, in vpc: ID<VPC>) -> [PublicAddress] {
    places[Place(kind: kind, vpc: vpc)] ?? []
  }

  /// All outside addresses.
  var addresses: [UInt128] {
    places.values.flatMap { $0.map(\.publicAddress.bits) }.sorted()
  }
}
