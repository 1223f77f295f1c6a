import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// Addresses by which something behind an attachment of a transit gateway is known (R146).
extension EndReader {
  /// Who is meant by an address that an attachment translates; nothing if none does, to anybody.
  ///
  /// Who sends is meant by the address that it sends from.
  func translated(
    _ address: Address, _ text: QuestionText, _ role: Role
  ) -> Result<[End], QuestionEndError>? {
    let known = known(by: address, depth: 0)
    guard let first = known.first else { return nil }
    guard known.count == 1 else {
      let candidates = known.map { names.preciseName(of: Self.component($0.subject)) }
      return .failure(QuestionEndError(.ambiguousEnd(text, candidates: candidates)))
    }
    let meant = role == .from ? first.inside : address
    return .success([End(first.subject, addresses: AddressSet([meant]), isExplicit: true)])
  }

  /// The interfaces that are known by addresses of a block, and these addresses.
  func translated(_ block: Prefix, _ role: Role) -> (ends: [End], addresses: AddressSet) {
    var ends: [End] = []
    var addresses = AddressSet()
    guard block.family == .ipv4, model.translatesAtAttachments else { return (ends, addresses) }
    for attachment in model.attachments.elements {
      guard case .vpc(let vpc, _) = attachment.resource else { continue }
      for rule in attachment.natRules where rule.nat.overlaps(block) {
        let inside = block.bits.moved(from: rule.nat, to: rule.match)
        for id in model.vpcs[vpc].subnets.flatMap({ hosts[$0.index] }).sorted() {
          let own = model.interfaces[id].addresses.ipv4.intersection(inside)
          guard !own.isEmpty else { continue }
          let outside = AddressSet(ipv4: own.moved(from: rule.match, to: rule.nat))
          addresses = addresses.union(outside)
          ends.append(
            End(
              .interface(id), addresses: role == .from ? AddressSet(ipv4: own) : outside,
              isExplicit: true))
        }
      }
    }
    return (ends, addresses)
  }

  /// Somebody behind an attachment, with the address that it has there.
  private struct Known: Hashable {
    let subject: End.Subject
    let inside: Address
  }

  /// How often an address is looked up that is translated again beyond a peering.
  private static let mostTranslations = 4

  private func known(by address: Address, depth: Int) -> [Known] {
    guard address.family == .ipv4, depth < Self.mostTranslations else { return [] }
    var found: [Known] = []
    for place in model.translated(address) {
      for one in known(at: place, depth: depth) where !found.contains(one) { found.append(one) }
    }
    return found
  }

  private func known(at place: TranslatedPlace, depth: Int) -> [Known] {
    let attachment = model.attachments[place.attachment]
    switch attachment.resource {
    case .vpc(let vpc, _):
      return owners(of: place.address).filter {
        model.subnets[model.interfaces[$0].subnet].vpc == vpc
      }
      .map { Known(subject: .interface($0), inside: place.address) }
    case .vpn, .directConnect, .edge:
      return model.networks(behind: attachment.resource)
        .filter { model.networks[$0].addresses.contains(place.address) }
        .map { Known(subject: .network($0), inside: place.address) }
    case .peer:
      let owners = owners(of: place.address)
      return owners.isEmpty
        ? known(by: place.address, depth: depth + 1)
        : owners.map { Known(subject: .interface($0), inside: place.address) }
    case .networkFunction: return []
    }
  }

  private static func component(_ subject: End.Subject) -> ComponentID {
    switch subject {
    case .interface(let id): .interface(id)
    case .network(let id): .network(id)
    case .address: .network(Model.internet)
    }
  }
}
