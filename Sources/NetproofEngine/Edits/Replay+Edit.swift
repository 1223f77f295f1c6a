import NetproofModel

extension Replay {
  /// Follows an edit of an interface; `model` has it already.
  mutating func follow(
    _ id: ID<NetworkInterface>, _ old: NetworkInterface, _ new: NetworkInterface, _ model: Model
  ) {
    let isSame =
      old.subnet == new.subnet && old.privateIPv4 == new.privateIPv4 && old.ipv6 == new.ipv6
      && old.prefixes == new.prefixes && old.publicAddresses == new.publicAddresses
    guard !isSame else { return }
    owners.remove(id, old, from: model.subnets[old.subnet].vpc)
    owners.add(id, model)
  }
}
