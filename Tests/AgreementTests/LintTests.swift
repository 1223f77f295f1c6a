import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofTestSupport
import Testing

/// What lints say has no effect has none: random topologies without it answer as before.
@Suite struct `Lints and answers` {
  private static let shards = 4
  private static let useless: Set<Code> = [
    .naclRuleShadowed, .sgRuleImplied, .routeShadowed, .sgRefNeverMatches,
  ]

  private func models(_ shard: Int) -> some Sequence<(seed: UInt64, model: Model)> {
    let budget = Budget()
    let count = max(1, budget.cases / 100 / Self.shards)
    return (0..<count).lazy.compactMap { index in
      let seed = budget.seed &+ UInt64(shard + index * Self.shards)
      return LoadedNetwork(TopologyGenerator.topology(seed: seed)).map { (seed, $0.model) }
    }
  }

  @Test(arguments: 0..<shards)
  func `without all that is shadowed, implied or blind every verdict is the same`(shard: Int) {
    var asked = 0
    for (seed, model) in models(shard) {
      var random = Seeded(seed: seed ^ 0x11D7)
      let cut = model.duplicatingRules(&random)
      let useless = Linter(cut).findings().filter(\.isUseless).compactMap(\.rule)
      guard !useless.isEmpty else { continue }
      let (whole, rest) = (Analyzer(cut), Analyzer(cut.without(useless)))
      for _ in 0..<6 {
        guard let query = random.query(in: cut) else { continue }
        #expect(
          (try? whole.verdict(of: query)) == (try? rest.verdict(of: query)),
          "seed \(seed), without \(useless)")
        asked += 1
      }
    }
    #expect(asked > 20, "\(asked)")
  }

  @Test func `without idle exclusions from Block Public Access every verdict is the same`() {
    var asked = 0
    for shard in 0..<Self.shards {
      for (seed, model) in models(shard) {
        var random = Seeded(seed: seed ^ 0xB9A)
        let idle = Linter(model).findings().compactMap(\.idleExclusion)
        guard !idle.isEmpty else { continue }
        let (whole, rest) = (Analyzer(model), Analyzer(idle.reduce(model) { $0.applying($1) }))
        for _ in 0..<16 {
          guard let query = random.query(in: model) else { continue }
          #expect(
            (try? whole.verdict(of: query)) == (try? rest.verdict(of: query)),
            "seed \(seed), without \(idle)")
          asked += 1
        }
      }
    }
    #expect(asked > 20, "\(asked)")
  }

  @Test func `every such lint is met, and equal models are told the same`() {
    var codes: Set<Code> = []
    for (seed, model) in models(0) {
      var random = Seeded(seed: seed ^ 0x11D7)
      let cut = model.duplicatingRules(&random)
      let findings = Linter(cut).findings()
      #expect(findings == Linter(cut).findings(), "seed \(seed)")
      codes.formUnion(findings.map(\.code))
    }
    #expect(codes.isSuperset(of: Self.useless), "\(codes)")
  }
}

extension LintFinding {
  /// Whether the rule may be removed, and nothing changes.
  fileprivate var isUseless: Bool {
    switch matter {
    case .ruleShadowed, .ruleImplied, .routeShadowed, .referenceNeverMatches, .icmpOfOtherFamily:
      true
    case .repliesDenied, .networkACLUnused, .familyMissing, .groupUnused, .routeTableUnused,
      .routeToNowhere, .routesMissing, .blocksOverlap, .firewallPolicyUnused, .homeNetTooNarrow,
      .listenerClosed,
      .targetGroupUnused, .latticeServiceUnused, .serviceNetworkUnused, .exclusionIdle:
      false
    }
  }
}

extension LintFinding {
  /// The edit that takes an idle exclusion away.
  fileprivate var idleExclusion: Edit? {
    guard case .exclusionIdle = matter else { return nil }
    switch component {
    case .vpc(let id): return .vpcExclusion(id, nil)
    case .subnet(let id): return .exclusion(id, nil)
    default: return nil
    }
  }
}

extension Model {
  /// The model with some rules that parts of others, or all of several, stand beside.
  fileprivate func duplicatingRules(_ random: inout Seeded) -> Model {
    var result = self
    for id in result.networkACLs.ids {
      var acl = result.networkACLs[id]
      for rule in acl.inbound where random.chance(40) {
        let number = (acl.inbound.last?.number ?? 0) + random.int(1...3)
        acl.inbound.append(
          NetworkACLRule(
            number: number, allows: random.chance(50), service: rule.service, cidr: rule.cidr))
      }
      result.networkACLs[id] = acl
    }
    for id in result.securityGroups.ids {
      var group = result.securityGroups[id]
      for rule in group.inbound where random.chance(40) {
        let other = random.pick(group.inbound)
        group.inbound.append(
          SecurityGroupRule(
            service: random.chance(50) ? rule.service : other.service, peer: other.peer))
      }
      result.securityGroups[id] = group
    }
    return result
  }

  /// The model without some rules and routes.
  fileprivate func without(_ rules: [RuleID]) -> Model {
    var result = self
    // One rule may be of no use for two reasons.
    for rule in Set(rules).sorted().reversed() {
      switch (rule.owner, rule.list) {
      case (.networkACL(let id), .inbound): result.networkACLs[id].inbound.remove(at: rule.index)
      case (.networkACL(let id), _): result.networkACLs[id].outbound.remove(at: rule.index)
      case (.securityGroup(let id), .inbound):
        result.securityGroups[id].inbound.remove(at: rule.index)
      case (.securityGroup(let id), _):
        result.securityGroups[id].outbound.remove(at: rule.index)
      case (.routeTable(let id), _): result.routeTables[id].routes.remove(at: rule.index)
      case (.transitGatewayRouteTable(let id), _):
        result.transitGatewayRouteTables[id].routes.remove(at: rule.index)
      default: break
      }
    }
    return result
  }
}
