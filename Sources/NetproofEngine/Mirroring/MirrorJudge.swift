import NetproofModel
import NetproofSets

/// Says which mirror session copies packets at its source: the first by number whose filter accepts
/// them (R244, R245).
struct MirrorJudge {
  let model: Model
  /// Questions to the Amazon DNS server of the source's VPC, and its answers (R246).
  let isDNS: (PacketCube) -> Bool

  /// Packets that no session has taken yet, with the rule that rejected them last.
  private struct Rest {
    let packets: PacketCube
    let rejected: RuleID?
  }

  typealias Part = (packets: PacketCube, outcome: MirroredPassage.Outcome, assumptions: [Remark])

  /// Splits packets by what becomes of them.
  func judge(
    _ packets: PacketCube, _ side: Step.Side, at sessions: [ID<MirrorSession>]
  ) -> [Part] {
    var rest = [Rest(packets: packets, rejected: nil)]
    var parts: [Part] = []
    for id in sessions {
      guard model.mirrorSessions[id].identity.isDescribed,
        let filter = model.mirrorSessions[id].filter
      else {
        return parts + rest.map { ($0.packets, .unknown(.mirrorSession(id)), []) }
      }
      guard model.mirrorFilters[filter].identity.isDescribed else {
        return parts + rest.map { ($0.packets, .unknown(.mirrorFilter(filter)), []) }
      }
      rest = rest.flatMap { take($0, id, filter, side, &parts) }
    }
    return parts
      + rest.map { one in
        (one.packets, .left(one.rejected.map { .rejected($0) } ?? .unmatched), [])
      }
  }

  /// Takes what a session copies, and gives back what is left to the next one.
  private func take(
    _ one: Rest, _ session: ID<MirrorSession>, _ filter: ID<MirrorFilter>, _ side: Step.Side,
    _ parts: inout [Part]
  ) -> [Rest] {
    let entry = model.mirrorFilters[filter]
    if entry.mirrorsDNS, isDNS(one.packets) {
      parts.append(accepted(one.packets, session, nil, one))
      return []
    }
    var undecided = [one.packets]
    var left: [Rest] = []
    for (index, rule) in (side == .inbound ? entry.inbound : entry.outbound).enumerated() {
      guard let wanted = rule.packets(of: one.packets.family) else { continue }
      let id = RuleID(.mirrorFilter(filter), side == .inbound ? .inbound : .outbound, index)
      for match in undecided.compactMap({ $0.intersection(wanted) }) {
        if rule.accepts {
          parts.append(accepted(match, session, id, one))
        } else {
          left.append(Rest(packets: match, rejected: id))
        }
      }
      undecided = undecided.flatMap { $0.subtracting(wanted) }
    }
    return left + undecided.map { Rest(packets: $0, rejected: one.rejected) }
  }

  /// Packets that a session accepts; it is an open question whether it is asked about those that a
  /// rule of an earlier one rejects (U17).
  private func accepted(
    _ packets: PacketCube, _ session: ID<MirrorSession>, _ rule: RuleID?, _ one: Rest
  ) -> Part {
    guard let rejected = one.rejected else { return (packets, .mirrored(session, rule), []) }
    let assumption = Remark(.assumption, rejected.owner, policy: .mirrorFallThrough)
    switch model.policies.mirrorFallThrough {
    case .next: return (packets, .mirrored(session, rule), [assumption])
    case .stop: return (packets, .left(.rejected(rejected)), [assumption])
    }
  }
}

extension MirrorFilterRule {
  /// The packets of a family that the rule is about; nothing if it is about the other family alone.
  func packets(of family: Family) -> PacketCube? {
    guard (source ?? destination).map({ $0.family == family }) ?? true else { return nil }
    return PacketCube(
      family, protocols: protocols, sources: source.map { AddressBits($0.range) },
      destinations: destination.map { AddressBits($0.range) }, sourcePorts: sourcePorts,
      destinationPorts: destinationPorts)
  }
}
