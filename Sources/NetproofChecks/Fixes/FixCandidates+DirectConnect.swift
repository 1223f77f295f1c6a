import NetproofEngine
import NetproofModel
import NetproofSets

/// Allowed prefixes of Direct Connect gateways.
extension FixCandidates {
  /// What an association may announce further, so that what is behind a virtual interface learns it
  /// (R159): the block of a VPC, or what a transit gateway's table leads to.
  func allowedPrefixes(_ line: Line, _ bits: AddressBits, _ family: Family) -> [FixCandidate] {
    guard case .virtualInterface(let interface) = line,
      case .directConnectGateway(let id) = model.virtualInterfaces[interface].end
    else { return [] }
    let gateway = model.directConnectGateways[id]
    return gateway.associations.indices.flatMap { index -> [FixCandidate] in
      switch gateway.associations[index].target {
      case .vpnGateway(let target):
        let end = model.vpnGateways[target]
        guard end.isAttached,
          let block = model.vpcs[end.vpc].cidrs.first(where: {
            $0.family == family && bits.isSubset(of: $0.bits)
          })
        else { return [] }
        return [FixCandidate([.allowPrefix(id, association: index, block)], rank: 0)]
      case .attachment(let attachment):
        // A core network announces what it routes, whatever anybody allows.
        let end = model.attachments[attachment].transitGateway
        guard model.transitGateways[end].kind == .transitGateway else { return [] }
        let blocks = subnetBlocks(of: bits, family)
        guard !blocks.isEmpty else { return [] }
        return [
          FixCandidate(blocks.map { .allowPrefix(id, association: index, $0) }, rank: 0)
        ]
      }
    }
  }

  /// The same where packets were lost at the Direct Connect gateway itself.
  func directConnect(_ obstacle: Obstacle) -> [FixCandidate] {
    let line = obstacle.context.lazy.compactMap { component -> Line? in
      guard case .virtualInterface(let id) = component else { return nil }
      return .virtualInterface(id)
    }.first
    return line.map {
      allowedPrefixes($0, obstacle.packets.destinations, obstacle.packets.family)
    } ?? []
  }
}
