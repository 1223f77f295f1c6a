import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

/// What passes between ends, one line for each pair of ends.
enum PassageText {
  /// `` `a` → `b` on tcp, icmp/8 ``, in the order in which pairs of ends are first met.
  static func grouped(_ passages: [Passage], _ naming: Naming) -> [String] {
    struct Ends: Hashable {
      let origin: EndGroup
      let goal: EndGroup
    }
    var order: [Ends] = []
    var services: [Ends: [String]] = [:]
    for passage in passages {
      let packets = passage.packets
      let ends = Ends(
        origin: narrowed(passage.origin, to: packets.sources, packets.family, naming.model),
        goal: narrowed(passage.goal, to: packets.destinations, packets.family, naming.model))
      if services[ends] == nil { order.append(ends) }
      let text = PacketText.service(passage.packets)
      if !services[ends, default: []].contains(text) { services[ends, default: []].append(text) }
    }
    return order.map { ends in
      "\(naming.group(ends.origin)) → \(naming.group(ends.goal)) on "
        + summary(services[ends] ?? [])
    }
  }

  /// The interfaces of an end that own any of some addresses.
  private static func narrowed(
    _ group: EndGroup, to bits: AddressBits, _ family: Family, _ model: Model
  ) -> EndGroup {
    guard case .interfaces(let members) = group else { return group }
    let meant = members.filter { id in
      let interface = model.interfaces[id]
      return !interface.addresses[family].isDisjoint(with: bits)
        || interface.publicAddresses.contains { bits.contains($0.publicAddress.bits) }
    }
    return .interfaces(meant.isEmpty ? members : meant)
  }

  /// The services, `any` if they are all that there is.
  private static func summary(_ services: [String]) -> String {
    let set = Set(services)
    let isAny =
      set.isSuperset(of: ["tcp", "udp", "every other protocol"])
      && !set.isDisjoint(with: ["icmp/8", "icmpv6/128"])
    return isAny ? "any" : services.joined(separator: ", ")
  }
}
