import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

/// What passes between ends, as few lines as tell it.
struct PassageText {
  private let naming: Naming

  private struct Line {
    var origins: [EndGroup]
    var goals: [EndGroup]
    var services: [String]
  }

  init(_ naming: Naming) {
    self.naming = naming
  }

  /// `` `a` → `b`, `c` and 3 more on tcp, icmp/8 ``, in the order in which ends are first met.
  func lines(_ passages: [Passage]) -> [String] {
    var lines = byEnds(passages)
    lines = joined(lines, { $0.origins }, { $0.goals += $1.goals })
    lines = joined(lines, { $0.goals }, { $0.origins += $1.origins })
    return lines.map {
      "\(names($0.origins)) → \(names($0.goals)) on \(Self.summary($0.services))"
    }
  }

  /// One line for each pair of ends, with all its services.
  private func byEnds(_ passages: [Passage]) -> [Line] {
    var lines: [Line] = []
    var positions: [[EndGroup]: Int] = [:]
    for passage in passages {
      let packets = passage.packets
      let origin = narrowed(passage.origin, to: packets.sources, packets.family)
      let goal = narrowed(passage.goal, to: packets.destinations, packets.family)
      let service = Self.service(packets)
      if let position = positions[[origin, goal]] {
        if !lines[position].services.contains(service) { lines[position].services.append(service) }
      } else {
        positions[[origin, goal]] = lines.count
        lines.append(Line(origins: [origin], goals: [goal], services: [service]))
      }
    }
    return lines
  }

  /// Joins lines that agree in their services and in one of their ends.
  private func joined(
    _ lines: [Line], _ key: (Line) -> [EndGroup], _ join: (inout Line, Line) -> Void
  ) -> [Line] {
    struct Key: Hashable {
      let ends: [EndGroup]
      let services: [String]
    }
    var result: [Line] = []
    var positions: [Key: Int] = [:]
    for line in lines {
      let key = Key(ends: key(line), services: line.services)
      if let position = positions[key] {
        join(&result[position], line)
      } else {
        positions[key] = result.count
        result.append(line)
      }
    }
    return result
  }

  /// Interfaces summed up together, then networks and addresses.
  private func names(_ groups: [EndGroup]) -> String {
    var interfaces: [ID<NetworkInterface>] = []
    var others: [String] = []
    for group in groups {
      if case .interfaces(let members) = group {
        interfaces += members.filter { !interfaces.contains($0) }
      } else {
        others.append(naming.group(group))
      }
    }
    let named = interfaces.isEmpty ? [] : [naming.interfaces(interfaces)]
    return (named + others).joined(separator: ", ")
  }

  /// The interfaces of an end that own any of some addresses.
  private func narrowed(
    _ group: EndGroup, to bits: AddressBits, _ family: Family
  ) -> EndGroup {
    guard case .interfaces(let members) = group else { return group }
    let meant = members.filter { id in
      let interface = naming.model.interfaces[id]
      return !interface.addresses[family].isDisjoint(with: bits)
        || interface.publicAddresses.contains { bits.contains($0.publicAddress.bits) }
    }
    return .interfaces(meant.isEmpty ? members : meant)
  }

  /// Protocol and ports as a question asks for them, a ping as `icmp`.
  private static func service(_ packets: PacketCube) -> String {
    let ping = Service.ping(packets.family)
    if packets.protocols == ping.protocols, packets.destinationPorts == ping.ports {
      return PacketText.protocols(ping.protocols)
    }
    return PacketText.service(packets)
  }

  /// The services, `any` if they are all that there is.
  private static func summary(_ services: [String]) -> String {
    let set = Set(services)
    let isAny =
      set.isSuperset(of: ["tcp", "udp", "every other protocol"])
      && !set.isDisjoint(with: ["icmp", "icmpv6", "icmp/8", "icmpv6/128"])
    return isAny ? "any" : services.joined(separator: ", ")
  }
}
