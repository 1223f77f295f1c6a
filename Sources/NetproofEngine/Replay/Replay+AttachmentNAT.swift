import NetproofModel
import NetproofSets

extension Replay {
  /// What an attachment made of the forward packet and no attachment has undone on the reply.
  struct Shift {
    enum End: Hashable {
      case source
      case destination
    }

    let attachment: ID<TransitGatewayAttachment>
    let rule: AttachmentNATRule
    let end: End
    /// How many translations that only state undoes there were.
    let translations: Int
  }
}

/// 1:1 NAT at attachments (R146).
extension Replay.Walk {
  /// From behind an attachment into the transit gateway; a step if that ends the walk.
  mutating func translateSource(at id: ID<TransitGatewayAttachment>) -> Replay.Step? {
    guard packet.family == .ipv4 else { return nil }
    for rule in model.attachments[id].natRules where rule.match.contains(packet.sourceAddress) {
      guard account(for: rule, .source, undoes: .destination, at: id) else {
        return end(.tgwNATAsymmetric, .attachment(id))
      }
      packet.source = exchanged(packet.source, rule.nat)
      return nil
    }
    return nil
  }

  /// Out of the transit gateway to what is behind an attachment.
  mutating func translateDestination(at id: ID<TransitGatewayAttachment>) -> Replay.Step? {
    guard packet.family == .ipv4 else { return nil }
    for rule in model.attachments[id].natRules where rule.nat.contains(packet.destinationAddress) {
      guard account(for: rule, .destination, undoes: .source, at: id) else {
        return end(.tgwNATAsymmetric, .attachment(id))
      }
      packet.destination = exchanged(packet.destination, rule.match)
      return nil
    }
    return nil
  }

  /// The same host in another block.
  private func exchanged(_ bits: UInt128, _ block: Prefix) -> UInt128 {
    let hosts: UInt128 = (1 << UInt128(32 - block.length)) - 1
    return block.base.bits | (bits & hosts)
  }

  /// Remembers a translation of the forward packet; says whether one of the reply undoes the last.
  private mutating func account(
    for rule: AttachmentNATRule, _ end: Replay.Shift.End, undoes other: Replay.Shift.End,
    at id: ID<TransitGatewayAttachment>
  ) -> Bool {
    if direction == .forward {
      shifts.append(
        Replay.Shift(
          attachment: id, rule: rule, end: end, translations: translations.count))
    } else {
      guard let last = shifts.last, last.translations == translations.count, last.end == other,
        last.rule == rule
      else { return false }
      shifts.removeLast()
    }
    crossings.append(.border)
    return true
  }

  /// The end of a reply by other addresses than those that its receiver waits for.
  mutating func refuseMistranslated() -> Replay.Step? {
    guard direction == .reply, let last = shifts.last, last.translations == translations.count
    else { return nil }
    return end(.tgwNATAsymmetric, .attachment(last.attachment))
  }
}
