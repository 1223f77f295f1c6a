public import NetproofSets

/// By which addresses ends know what is behind attachments that translate (R146).
///
/// Who hangs on the same transit gateway, or on one that is peered with it, knows what is behind an
/// attachment with NAT rules by the translated addresses, too; a VPC that has the private ones itself
/// by these alone, since its `local` routes go before all others.
public struct TranslatedViews: Sendable {
  /// Where an end is.
  public enum Place: Hashable, Sendable {
    case vpc(ID<VPC>)
    case network(ID<Network>)
  }

  private struct Rule {
    /// The least transit gateway of those that are peered with each other.
    let mesh: ID<TransitGateway>
    let rule: AttachmentNATRule
  }

  private var rules: [Place: [Rule]] = [:]
  private var meshes: [Place: Set<ID<TransitGateway>>] = [:]
  private let blocks: [AddressBits]

  /// Whether nothing is translated anywhere.
  public var isEmpty: Bool { rules.isEmpty }

  public init(_ model: Model) {
    guard model.translatesAtAttachments else {
      blocks = []
      return
    }
    blocks = model.vpcs.elements.map(\.addresses.ipv4)
    let roots = model.meshRoots
    for attachment in model.attachments.elements {
      let mesh = roots[attachment.transitGateway.index]
      for place in model.places(behind: attachment.resource) {
        meshes[place, default: []].insert(mesh)
        rules[place, default: []] += attachment.natRules.map { Rule(mesh: mesh, rule: $0) }
      }
    }
    rules = rules.filter { !$0.value.isEmpty }
  }

  /// The IPv4 addresses by which an end asks for those of another place.
  public func addresses(_ own: AddressBits, of place: Place, from asker: Place) -> AddressBits {
    guard place != asker, let rules = rules[place], let near = meshes[asker] else { return own }
    var (lost, added) = (AddressBits(), AddressBits())
    for one in rules where near.contains(one.mesh) {
      lost = lost.union(own.intersection(one.rule.match.bits))
      added = added.union(own.moved(from: one.rule.match, to: one.rule.nat))
    }
    if case .vpc(let id) = asker {
      lost = lost.intersection(blocks[id.index])
    } else {
      lost = AddressBits()
    }
    return own.subtracting(lost).union(added)
  }
}

extension Model {
  /// For each transit gateway the least of those that it is peered with, over others or not.
  fileprivate var meshRoots: [ID<TransitGateway>] {
    var parents = Array(transitGateways.ids)
    func root(_ id: ID<TransitGateway>) -> ID<TransitGateway> {
      var id = id
      while parents[id.index] != id { id = parents[id.index] }
      return id
    }
    for attachment in attachments.elements {
      guard case .peer(let far) = attachment.resource else { continue }
      let ends = [attachment.transitGateway, attachments[far].transitGateway].map(root)
      parents[max(ends[0], ends[1]).index] = min(ends[0], ends[1])
    }
    return transitGateways.ids.map(root)
  }

  /// The VPC that is attached, or the networks behind what is.
  fileprivate func places(
    behind resource: TransitGatewayAttachment.Resource
  ) -> [TranslatedViews.Place] {
    if case .vpc(let vpc, _) = resource { return [.vpc(vpc)] }
    return networks(behind: resource).map { .network($0) }
  }
}
