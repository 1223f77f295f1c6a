import NetproofEngine
import NetproofModel
import NetproofSets

/// Tables and attachments of transit gateways, and what on-premises networks send to them.
extension FixCandidates {
  // MARK: - Obstacles

  func missingTransitRoute(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .transitGatewayRouteTable(let table) = obstacle.component else { return [] }
    return routes(
      into: table, from: attachment(in: obstacle), to: obstacle.packets.destinations,
      obstacle.packets.family)
  }

  /// Longer routes than the one that discards, then the table without it.
  func transitBlackhole(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .transitGatewayRouteTable(let table) = obstacle.component,
      case .route(let rule) = obstacle.evidence
    else { return [] }
    return alternatives(
      to: rule.index, in: table, from: attachment(in: obstacle),
      to: obstacle.packets.destinations, obstacle.packets.family)
  }

  /// Another way from the table by which a transit gateway took packets to a VPC that has not their
  /// destination, unless it passes them on.
  func wrongAttachment(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .routeTable(let reached) = obstacle.component,
      let step = steps(before: obstacle).last(where: { $0.action == .routed }),
      case .route(let rule) = step.evidence,
      case .transitGatewayRouteTable(let table) = rule.owner
    else { return [] }
    let vpc = model.routeTables[reached].vpc
    let bits = step.packets.destinations
    let family = obstacle.packets.family
    guard isInside(bits, family), appliances(in: vpc).isEmpty, inspections(for: reached).isEmpty,
      !vpcBlocks(of: bits, family).contains(where: { $0.vpc == vpc })
    else { return [] }
    return alternatives(to: rule.index, in: table, from: nil, to: bits, family)
  }

  /// Longer routes than one that leads nowhere, then the table without it, with what has to take its
  /// place if nothing does.
  private func alternatives(
    to index: Int, in table: ID<TransitGatewayRouteTable>, from: ID<TransitGatewayAttachment>?,
    to bits: AddressBits, _ family: Family
  ) -> [FixCandidate] {
    let route = model.transitGatewayRouteTables[table].routes[index]
    let longer = routes(into: table, from: from, to: bits, family)
    guard route.origin == .written else { return longer }
    let edit = ModelEdit.removeTransitRoute(table, route)
    let without = after(edit)
    let rank = longer.isEmpty ? 0 : 2
    let next = selected(in: without.model.transitGatewayRouteTables[table], to: bits, family)
    if let next {
      guard case .attachment = next.target, next.target != route.target else { return longer }
      return longer + [FixCandidate([edit], rank: rank)]
    }
    return longer
      + without.routes(into: table, from: from, to: bits, family).map {
        FixCandidate([edit] + $0.edits, rank: rank + $0.rank)
      }
  }

  /// Tables to look the attachment's packets up in: first those that do not lead back to it.
  func association(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .attachment(let id) = obstacle.component else { return [] }
    return associations(of: id)
  }

  func attachmentSubnet(_ obstacle: Obstacle) -> [FixCandidate] {
    var subnet: ID<Subnet>?
    for component in obstacle.context {
      if case .subnet(let id) = component { subnet = id }
    }
    guard let subnet, let attachment = attachment(in: obstacle) else { return [] }
    let here = model.subnets[subnet]
    let zone = model.vpcs[here.vpc].subnets.filter { model.subnets[$0].zone == here.zone }
    let smallest = zone.sorted {
      (-(model.subnets[$0].cidrs.first?.length ?? 0), $0)
        < (-(model.subnets[$1].cidrs.first?.length ?? 0), $1)
    }
    return smallest.prefix(2).enumerated().map { index, subnet in
      FixCandidate([.addAttachmentSubnet(attachment, subnet)], rank: index)
    }
  }

  /// Appliance mode, where replies meet an appliance that saw no request (R139, R140).
  func applianceMode(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .attachment(let id) = obstacle.component, !model.attachments[id].applianceMode else {
      return []
    }
    return [FixCandidate([.enableApplianceMode(id)], rank: 0)]
  }

  /// What an on-premises network sends to AWS: as it is stated, or as its table has it.
  func onPremisesRoute(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .network(let id) = obstacle.component, !model.networks[id].lines.isEmpty else {
      return []
    }
    let bits = obstacle.packets.destinations
    let family = obstacle.packets.family
    guard model.networks[id].routesTo == nil else {
      let blocks = subnetBlocks(of: bits, family)
      return blocks.isEmpty
        ? [] : [FixCandidate(blocks.map { .sendToAttachment(id, $0) }, rank: 0)]
    }
    let allowing = model.networks[id].lines.flatMap { allowedPrefixes($0, bits, family) }
    return allowing
      + model.attachments.ids.flatMap { attachment -> [FixCandidate] in
        var line = Line.attachment(attachment)
        if case .vpn(let connection) = model.attachments[attachment].resource {
          line = .vpn(connection)
        }
        guard model.networks[id].lines.contains(line) else { return [] }
        guard let table = model.attachments[attachment].association else {
          return associations(of: attachment)
        }
        return routes(into: table, from: attachment, to: bits, family)
      }
  }

  // MARK: - Candidates

  private func attachment(in obstacle: Obstacle) -> ID<TransitGatewayAttachment>? {
    for component in obstacle.context {
      if case .attachment(let id) = component { return id }
    }
    return nil
  }

  private func associations(of id: ID<TransitGatewayAttachment>) -> [FixCandidate] {
    // A segment is more than a table: it also shows what is attached to it.
    guard model.transitGateways[model.attachments[id].transitGateway].kind == .transitGateway else {
      return []
    }
    return model.transitGateways[model.attachments[id].transitGateway].routeTables.map { table in
      let leadsBack = model.transitGatewayRouteTables[table].routes.contains {
        $0.target == .attachment(id)
      }
      return FixCandidate([.associate(id, table)], rank: leadsBack ? 1 : 0)
    }.sorted { $0.rank < $1.rank }
  }

  /// Routes of a transit gateway's table: by way of an attachment that inspects, as sibling tables
  /// have it, or straight to the owner of the destination.
  private func routes(
    into table: ID<TransitGatewayRouteTable>, from: ID<TransitGatewayAttachment>?,
    to bits: AddressBits, _ family: Family
  ) -> [FixCandidate] {
    guard case .transitGatewayRouteTable = model.component(of: table) else {
      return segmentRoutes(into: table, from: from, to: bits, family)
    }
    let owners = self.owners(of: bits, family, from, model.transitGatewayRouteTables[table])
    let blocks = routeBlocks(of: bits, family)
    var result: [FixCandidate] = []
    func add(_ prefixes: [Prefix], _ target: ID<TransitGatewayAttachment>, rank: Int) {
      guard let new = candidate(table, prefixes, target, rank: rank),
        !result.contains(where: { $0.edits == new.edits })
      else { return }
      result.append(new)
    }
    var siblingsGoStraight = false
    for sibling in siblings(of: table) {
      guard let route = selected(in: model.transitGatewayRouteTables[sibling], to: bits, family),
        case .attachment(let target) = route.target, target != from,
        model.exchangePeer(of: target) == nil
      else { continue }
      siblingsGoStraight = siblingsGoStraight || owners.contains(target)
      guard !owners.contains(target) else { continue }
      for one in route.prefix.length > 0 ? [[route.prefix]] : blocks { add(one, target, rank: 0) }
    }
    for target in inspecting(table, from, to: bits, family) where !owners.contains(target) {
      for one in blocks { add(one, target, rank: siblingsGoStraight ? 2 : 0) }
    }
    let base = result.contains { $0.rank == 0 } && !siblingsGoStraight ? 2 : 0
    for owner in owners {
      result += straight(table, owner, blocks, family, base: base)
    }
    return result.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
  }

  /// Propagation from the owner and a written route to it: what the table does already goes first.
  private func straight(
    _ table: ID<TransitGatewayRouteTable>, _ owner: ID<TransitGatewayAttachment>,
    _ blocks: [[Prefix]], _ family: Family, base: Int
  ) -> [FixCandidate] {
    let entry = model.transitGatewayRouteTables[table]
    let prefersPropagation = !entry.propagations.isEmpty
    var result: [FixCandidate] = []
    let support = support(of: family, at: owner)
    if entry.propagations.contains(owner) {
      if !support.isEmpty { result.append(FixCandidate(support, rank: base)) }
    } else if !model.propagated(by: owner).isEmpty || !support.isEmpty {
      let rank = base + (prefersPropagation ? 0 : 1)
      result.append(FixCandidate([.addPropagation(table, owner)] + support, rank: rank))
    }
    let rank = base + (prefersPropagation && !result.isEmpty ? 1 : 0)
    for one in blocks {
      if let new = candidate(table, one, owner, rank: rank) { result.append(new) }
    }
    return result
  }

  /// What it takes besides for an attachment to propagate blocks of a family.
  func support(of family: Family, at id: ID<TransitGatewayAttachment>) -> [ModelEdit] {
    family == .ipv6 && model.withholdsIPv6(id) ? [.enableIPv6Support(id)] : []
  }

  private func candidate(
    _ table: ID<TransitGatewayRouteTable>, _ prefixes: [Prefix],
    _ target: ID<TransitGatewayAttachment>, rank: Int
  ) -> FixCandidate? {
    let written = model.transitGatewayRouteTables[table].routes.filter { $0.origin == .written }
    guard !prefixes.isEmpty, !written.contains(where: { prefixes.contains($0.prefix) }) else {
      return nil
    }
    return FixCandidate(prefixes.map { .addTransitRoute(table, $0, target) }, rank: rank)
  }

  // MARK: - Tables and attachments

  /// The route of a transit gateway's table for all of a destination.
  func selected(
    in table: TransitGatewayRouteTable, to bits: AddressBits, _ family: Family
  ) -> TransitGatewayRoute? {
    table.routes.filter { $0.prefix.family == family && bits.isSubset(of: $0.prefix.bits) }
      .reduce(nil) { best, route in
        (best?.prefix.length ?? -1) >= route.prefix.length ? best : route
      }
  }

  /// Other tables of the gateway for packets of the same kind: inspected ones, or those that are
  /// not yet.
  func siblings(
    of table: ID<TransitGatewayRouteTable>
  ) -> [ID<TransitGatewayRouteTable>] {
    let gateway = model.transitGatewayRouteTables[table].transitGateway
    let role = servesInspection(table)
    return model.transitGateways[gateway].routeTables.filter {
      $0 != table && servesInspection($0) == role
    }
  }

  /// Whether packets that come from a VPC with appliances or firewalls are looked up in a table.
  private func servesInspection(_ table: ID<TransitGatewayRouteTable>) -> Bool {
    model.attachments.elements.contains { attachment in
      guard attachment.association == table, case .vpc(let vpc, _) = attachment.resource else {
        return false
      }
      return inspects(vpc)
    }
  }

  /// Whether a VPC has something that packets for others pass and may be looked at by.
  func inspects(_ vpc: ID<VPC>) -> Bool {
    !appliances(in: vpc).isEmpty
      || model.endpoints.elements.contains { $0.vpc == vpc && $0.inspection != nil }
  }

  /// Attachments of VPCs that pass packets on, and whose own table knows the destination.
  func inspecting(
    _ table: ID<TransitGatewayRouteTable>, _ from: ID<TransitGatewayAttachment>?,
    to bits: AddressBits, _ family: Family
  ) -> [ID<TransitGatewayAttachment>] {
    let gateway = model.transitGatewayRouteTables[table].transitGateway
    let isInside = isInside(bits, family)
    return model.transitGateways[gateway].attachments.filter { id in
      guard id != from, model.attachments[id].association != table,
        case .vpc(let vpc, _) = model.attachments[id].resource
      else { return false }
      guard isInside else { return hasWayOut(vpc) }
      guard inspects(vpc), let next = model.attachments[id].association,
        let route = selected(in: model.transitGatewayRouteTables[next], to: bits, family)
      else { return false }
      return route.target != .blackhole && route.target != .attachment(id)
    }
  }

  private func hasWayOut(_ vpc: ID<VPC>) -> Bool {
    model.natGateways.elements.contains {
      $0.publicAddress != nil && model.subnets[$0.subnet].vpc == vpc
    }
  }

  /// Attachments by which a destination is reached without passing another VPC.
  func owners(
    of bits: AddressBits, _ family: Family, _ from: ID<TransitGatewayAttachment>?,
    _ table: TransitGatewayRouteTable
  ) -> [ID<TransitGatewayAttachment>] {
    model.transitGateways[table.transitGateway].attachments.filter { id in
      // Where tables and segments exchange routes nothing else is written.
      guard id != from, model.attachments[id].state.forwards, model.exchangePeer(of: id) == nil
      else { return false }
      switch model.attachments[id].resource {
      case .peer(let far):
        let other = model.attachments[far].transitGateway
        return model.transitGateways[other].attachments.contains { owns($0, bits, family) }
      case .vpc, .vpn, .directConnect, .edge: return owns(id, bits, family)
      case .networkFunction: return false
      }
    }
  }

  private func owns(
    _ id: ID<TransitGatewayAttachment>, _ bits: AddressBits, _ family: Family
  ) -> Bool {
    var bits = bits
    if family == .ipv4,
      let rule = model.attachments[id].natRules.first(where: { bits.isSubset(of: $0.nat.bits) })
    {
      bits = bits.moved(from: rule.nat, to: rule.match)
    }
    switch model.attachments[id].resource {
    case .vpc(let vpc, _):
      return model.vpcs[vpc].cidrs.contains { $0.family == family && bits.isSubset(of: $0.bits) }
    case .vpn, .directConnect, .edge:
      return model.networks(behind: model.attachments[id].resource).contains {
        bits.isSubset(of: model.networks[$0].addresses[family])
      }
    case .peer, .networkFunction: return false
    }
  }
}
