import NetproofModel
import NetproofSets

/// What of a compiled matrix an edit touches.
extension MatrixCore {
  /// The core after an edit, which `edited` has already; nothing if classes or atoms have to be cut
  /// anew.
  func following(_ edit: Edit, _ edited: Graph) -> MatrixCore? {
    // Rules also decide on what Gateway Load Balancers reach, beside any path.
    let isPlain = !graph.model.checksAppliances
    // What an edit cuts would have to be cut behind attachments that translate, too.
    if graph.model.translatesAtAttachments { return nil }
    switch edit {
    case .securityGroup where !isPlain, .networkACL where !isPlain: return nil
    case .securityGroup(let id, let inbound, let outbound):
      guard (inbound + outbound).allSatisfy({ isCompiled($0, edited.model) }) else { return nil }
      return followingRules(edited) { $0.recompile(id, edited.model, $1, &$2) }
    case .networkACL(let id, let inbound, let outbound):
      let isKnown = (inbound + outbound).allSatisfy {
        terrain.rules.isUncut(by: $0.cidr.range, $0.cidr.family) && atoms.tellsApart($0.service)
      }
      guard isKnown else { return nil }
      return followingRules(edited) { $0.recompile(id, edited.model, $1, &$2) }
    case .routeTable(let id, _):
      let old = graph.model.routeTables[id].routes
      guard (old + edited.model.routeTables[id].routes).allSatisfy({ isCompiled($0) }) else {
        return nil
      }
      return followingRoutes(edited)
    case .transitGatewayRouteTable(_, let table):
      let isKnown = table.routes.allSatisfy {
        terrain.routing.isUncut(by: $0.prefix.range, $0.prefix.family)
      }
      guard isKnown else { return nil }
      return followingRoutes(edited)
    case .attachment(let id, let attachment):
      guard graph.model.attachments[id].resource == attachment.resource, attachment.natRules.isEmpty
      else { return nil }
      return followingRoutes(edited)
    case .transitGateway: return followingRoutes(edited)
    case .subnet, .exclusion, .interface, .network, .loadBalancer, .targetGroup,
      .directConnectGateway, .firewallPolicy, .firewallRuleGroup, .vpcExclusion, .siteFirewall,
      .trafficSelectors, .dnsSupport, .serviceNetwork:
      return nil
    }
  }

  // MARK: - What is compiled already

  private func isCompiled(_ rule: SecurityGroupRule, _ model: Model) -> Bool {
    guard atoms.tellsApart(rule.service) else { return false }
    switch rule.peer {
    case .group: return true
    case .prefix(let prefix): return terrain.rules.isUncut(by: prefix.range, prefix.family)
    case .prefixList(let list):
      return model.prefixLists[list].entries.allSatisfy {
        terrain.rules.isUncut(by: $0.range, $0.family)
      }
    case .network(let id):
      return Family.allCases.allSatisfy { family in
        model.networks[id].addresses[family].intervals.allSatisfy {
          terrain.rules.isUncut(by: $0.lower...$0.upper, family)
        }
      }
    }
  }

  /// Whether a route leads to no appliance, and its blocks are cut already.
  private func isCompiled(_ route: Route) -> Bool {
    if case .interface = route.target { return false }
    switch route.destination {
    case .prefix(let prefix): return terrain.routing.isUncut(by: prefix.range, prefix.family)
    case .prefixList(let list):
      return graph.model.prefixLists[list].entries.allSatisfy {
        terrain.routing.isUncut(by: $0.range, $0.family)
      }
    }
  }

  // MARK: - Compiling

  private func followingRules(
    _ edited: Graph, _ recompile: (inout RuleLists, Terrain, inout PortPool) -> Void
  ) -> MatrixCore {
    var (lists, pool) = (lists, PortPool(atoms, words: setWords))
    recompile(&lists, terrain, &pool)
    return MatrixCore(self, edited, lists, words: pool.words, finder.ways.hops)
  }

  private func followingRoutes(_ edited: Graph) -> MatrixCore {
    MatrixCore(self, edited, lists, words: setWords, NextHops(edited, terrain.routing))
  }
}

extension RuleLists {
  /// Compiles the rules of a group, and those of the appliances that have it.
  fileprivate mutating func recompile(
    _ id: ID<SecurityGroup>, _ model: Model, _ terrain: Terrain, _ pool: inout PortPool
  ) {
    let group = model.securityGroups[id]
    for (side, rules) in [(Step.Side.inbound, group.inbound), (.outbound, group.outbound)] {
      var compiler = ListCompiler(model, terrain.rules)
      let compiled = compiler.add(group, rules, &pool)
      tables.replace(Int(list(Int32(id.index), side)), by: compiler.tables)
      if side == .inbound { inbound[id.index] = compiled } else { outbound[id.index] = compiled }
    }
    for appliance in terrain.appliances
    where model.interfaces[appliance].securityGroups.contains(id) {
      recompile(appliance, model, terrain, &pool)
    }
  }

  private mutating func recompile(
    _ appliance: ID<NetworkInterface>, _ model: Model, _ terrain: Terrain, _ pool: inout PortPool
  ) {
    let groups = model.interfaces[appliance].securityGroups.map { model.securityGroups[$0] }
    for (side, rules) in [
      (Step.Side.inbound, groups.map(\.inbound)), (.outbound, groups.map(\.outbound)),
    ] {
      guard let table = list(appliance, side) else { continue }
      var compiler = ListCompiler(model, terrain.rules)
      compiler.add(unionOf: rules, &pool)
      tables.replace(Int(table), by: compiler.tables)
    }
  }

  /// Compiles the rules of a network ACL.
  fileprivate mutating func recompile(
    _ id: ID<NetworkACL>, _ model: Model, _ terrain: Terrain, _ pool: inout PortPool
  ) {
    let acl = model.networkACLs[id]
    for (side, rules) in [(Step.Side.inbound, acl.inbound), (.outbound, acl.outbound)] {
      var compiler = ListCompiler(model, terrain.rules)
      compiler.add(rules, &pool)
      tables.replace(Int(list(id, side)), by: compiler.tables)
    }
  }
}

extension PortAtoms {
  /// Whether a service means each atom as a whole or not at all, as requests and as replies.
  func tellsApart(_ service: Service) -> Bool {
    atoms.allSatisfy { atom in
      switch atom.kind {
      case .tcp: service.holdsEvenly(.tcp, atom.members)
      case .udp: service.holdsEvenly(.udp, atom.members)
      case .echo:
        Family.allCases.allSatisfy { family in
          [ICMP.echoRequest(family), ICMP.echoReply(family)].allSatisfy { type in
            service.holdsEvenly(
              family.icmp,
              PortSet(
                atom.members.intervals.map {
                  let codes = (UInt8($0.lower), UInt8($0.upper))
                  return ICMP.port(type: type, code: codes.0)...ICMP.port(type: type, code: codes.1)
                }))
          }
        }
      case .icmp(let family): service.holdsEvenly(family.icmp, atom.members)
      case .other:
        atom.members.intervals.allSatisfy { interval in
          let first = service.protocols.contains(IPProtocol(UInt8(interval.lower)))
          return (interval.lower...interval.upper).allSatisfy {
            service.protocols.contains(IPProtocol(UInt8($0))) == first
          }
        } && service.isEven(atom.members)
      }
    }
  }
}

extension Service {
  fileprivate func holdsEvenly(_ member: IPProtocol, _ ports: PortSet) -> Bool {
    !protocols.contains(member) || ports.isSubset(of: self.ports)
      || ports.isDisjoint(with: self.ports)
  }

  /// Whether all of several protocols, by their numbers, are meant or none.
  fileprivate func isEven(_ numbers: PortSet) -> Bool {
    let held = numbers.intervals.map {
      protocols.contains(IPProtocol(UInt8(truncatingIfNeeded: $0.lower)))
    }
    return Set(held).count <= 1
  }
}
