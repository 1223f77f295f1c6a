import NetproofModel
import NetproofSets

/// 1:1 NAT at attachments of transit gateways (R146).
///
/// No state is kept: in each direction every rule translates what it means. Packets that the forward
/// ones are not answered by, since their addresses are others, go no further.
extension Search {
  /// Packets that come from an attachment: what is behind it is known by other addresses from here.
  mutating func translatedIn(_ walk: Walk, at id: ID<TransitGatewayAttachment>) -> [Walk] {
    translated(walk, at: id, .inbound)
  }

  /// Packets that go to an attachment, by the addresses that are behind it.
  mutating func translatedOut(_ walk: Walk, at id: ID<TransitGatewayAttachment>) -> [Walk] {
    translated(walk, at: id, .outbound)
  }

  private mutating func translated(
    _ walk: Walk, at id: ID<TransitGatewayAttachment>, _ side: Step.Side
  ) -> [Walk] {
    let rules = model.attachments[id].natRules
    guard !rules.isEmpty, walk.header.family == .ipv4 else { return [walk] }
    var parts: [Walk] = []
    var rest: Walk? = walk
    for rule in rules {
      guard let current = rest else { break }
      let cut =
        side == .inbound
        ? split(current, sourcesIn: rule.match.bits)
        : split(current, destinationsIn: rule.nat.bits)
      rest = cut.outside
      guard let inside = cut.inside, let moved = translated(inside, by: rule, at: id, side) else {
        continue
      }
      parts.append(moved)
    }
    return parts + (rest.map { [$0] } ?? [])
  }

  /// The packets that a rule means, translated; nothing if that ends them.
  private mutating func translated(
    _ walk: Walk, by rule: AttachmentNATRule, at id: ID<TransitGatewayAttachment>,
    _ side: Step.Side
  ) -> Walk? {
    let component = ComponentID.attachment(id)
    let isSource = side == .inbound
    var walk = walk
    switch walk.direction {
    case .forward:
      walk.translations.append(
        Translation(
          kind: isSource ? .attachmentSource(id, rule) : .attachmentDestination(id, rule),
          before: walk.header, pairs: [], ports: .all))
    case .reply:
      guard walk.topTranslation?.kind.isUndone(by: rule, asSource: isSource) == true else {
        end(
          walk, .tgwNATAsymmetric, at: component, side: side,
          context: [model.component(of: model.attachments[id].transitGateway)])
        return nil
      }
      walk.undone += 1
    }
    if isSource {
      walk.header.sources = walk.header.sources.moved(from: rule.match, to: rule.nat)
    } else {
      walk.header.destinations = walk.header.destinations.moved(from: rule.nat, to: rule.match)
    }
    walk.cross(.attachmentNAT(id))
    note(&walk, component, side, .translated, .state(component))
    return walk
  }

  /// The attachment whose translation a reply should have gone back through before it is received:
  /// whoever waits for it waits for other addresses.
  func missedTranslation(_ walk: Walk) -> ID<TransitGatewayAttachment>? {
    guard walk.direction == .reply else { return nil }
    for translation in walk.translations.dropLast(walk.undone).reversed() {
      switch translation.kind {
      case .natGateway, .appliance, .node: return nil
      case .attachmentSource(let id, _), .attachmentDestination(let id, _): return id
      case .source, .destination, .edgeSource, .edgeDestination: continue
      }
    }
    return nil
  }

  /// Ends a reply that comes by other addresses than those that are waited for; false if it is none.
  mutating func endMistranslated(_ walk: Walk) -> Bool {
    guard let id = missedTranslation(walk) else { return false }
    end(walk, .tgwNATAsymmetric, at: .attachment(id))
    return true
  }
}

extension Translation.Kind {
  /// Whether a rule, on the reply, translates back what this has translated.
  fileprivate func isUndone(by rule: AttachmentNATRule, asSource: Bool) -> Bool {
    switch self {
    case .attachmentDestination(_, rule): asSource
    case .attachmentSource(_, rule): !asSource
    case .source, .destination, .edgeSource, .edgeDestination, .natGateway, .appliance, .node,
      .attachmentSource, .attachmentDestination:
      false
    }
  }
}

extension Translation {
  /// How far the rule of an attachment moves sources and destinations, in wrapping arithmetic;
  /// nothing for other translations.
  var move: (source: UInt128, destination: UInt128)? {
    switch kind {
    case .attachmentSource(_, let rule): (rule.nat.base.bits &- rule.match.base.bits, 0)
    case .attachmentDestination(_, let rule): (0, rule.match.base.bits &- rule.nat.base.bits)
    case .source, .destination, .edgeSource, .edgeDestination, .natGateway, .appliance, .node: nil
    }
  }
}
