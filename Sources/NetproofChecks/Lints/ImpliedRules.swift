import NetproofModel
import NetproofSets

/// The rules of one list of a security group that the others of it imply.
///
/// Narrow rules are tried first, and each that is implied is left out from then on: so all that are
/// found may be removed together.
struct ImpliedRules {
  /// A rule, and those that are left and allow what it allows.
  struct Found {
    let index: Int
    let by: [Int]
  }

  private(set) var found: [Found] = []

  private let linter: Linter
  private let rules: [Line?]
  private var tree = BlockTree()
  /// The rules for exactly a block, those aside that are left out.
  private var linesAt: [Prefix: [Int]] = [:]
  /// For each block what at least two of those rules allowed at first.
  private var repeated: [Prefix: ServiceSet] = [:]
  private var linesFor: [ID<SecurityGroup>: [Int]] = [:]
  private var isLeftOut: [Bool]

  /// A rule as far as it is known.
  private struct Line {
    let services: ServiceSet
    let group: ID<SecurityGroup>?
    /// Disjoint; for a group the blocks of the VPCs where its members are.
    let blocks: [Prefix]
    /// Whether every address that the peer may have is in `blocks`.
    let isComplete: Bool
  }

  init(_ linter: Linter, _ written: [SecurityGroupRule]) {
    self.linter = linter
    rules = written.count < 2 ? [] : written.map { Self.line($0, linter) }
    isLeftOut = Array(repeating: false, count: rules.count)
    guard rules.count > 1 else { return }
    for (index, line) in rules.enumerated() {
      guard let line else { continue }
      if let group = line.group {
        linesFor[group, default: []].append(index)
      } else {
        for block in line.blocks { linesAt[block, default: []].append(index) }
      }
    }
    // Each block by itself, so the order of blocks means nothing.
    for (block, lines) in linesAt {
      let counted = CountedServices(lines.compactMap { rules[$0]?.services }[...])
      tree.insert(counted.once, at: block)
      repeated[block] = counted.twice
    }
    let implied = order.filter { leaveOut($0) }.sorted()
    found = implied.map { Found(index: $0, by: reasons(for: $0)) }
  }

  private static func line(_ rule: SecurityGroupRule, _ linter: Linter) -> Line? {
    let model = linter.model
    func line(_ blocks: [Prefix]) -> Line {
      Line(services: ServiceSet(rule.service), group: nil, blocks: blocks, isComplete: true)
    }
    switch rule.peer {
    case .prefix(let prefix): return line([prefix])
    case .prefixList(let id):
      guard linter.isDescribed(.prefixList(id)) else { return nil }
      return line(AddressSet(model.prefixLists[id].entries).blocks)
    case .network(let id):
      guard linter.isDescribed(.network(id)) else { return nil }
      return line(model.networks[id].addresses.blocks)
    case .group(let id):
      let group = model.securityGroups[id]
      let blocks = ([group.vpc] + group.associatedVPCs).flatMap { model.vpcs[$0].cidrs }
      return Line(
        services: ServiceSet(rule.service), group: id, blocks: AddressSet(blocks).blocks,
        isComplete: !linter.mayHaveUnknownMembers(id)
          && !linter.uses.groupsForClients.contains(id))
    }
  }

  /// The rules from the narrowest to the widest; of equal ones the last first.
  private var order: [Int] {
    func key(_ index: Int) -> (Int, Int, Int, Int) {
      guard let line = rules[index] else { return (0, 0, 0, 0) }
      let hostBits = line.blocks.map { $0.family.width - $0.length }.max() ?? 0
      return (line.group == nil ? 1 : 0, hostBits, line.services.weight, -index)
    }
    return rules.indices.filter { rules[$0] != nil }.map { (key($0), $0) }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  // MARK: - Trying

  /// Leaves a rule out if the others imply it, and says whether they do.
  private mutating func leaveOut(_ index: Int) -> Bool {
    guard let line = rules[index] else { return false }
    if let group = line.group {
      guard isImplied(line, index, linesFor[group, default: []]) else { return false }
      linesFor[group]?.removeAll { $0 == index }
    } else {
      let areImplied = line.blocks.allSatisfy { isImplied(line, index, at: $0) }
      guard areImplied, !line.blocks.isEmpty else { return false }
      for block in line.blocks {
        linesAt[block]?.removeAll { $0 == index }
        let own = linesAt[block, default: []].reduce(ServiceSet()) { services, other in
          services.union(rules[other]?.services ?? ServiceSet())
        }
        tree.replace(own, at: block)
      }
    }
    isLeftOut[index] = true
    return true
  }

  private func isImplied(_ line: Line, _ index: Int, at block: Prefix) -> Bool {
    let rest = line.services.subtracting(tree.decidedByOthers(at: block))
    guard rest.subtracting(repeated[block] ?? ServiceSet()).isEmpty else { return false }
    return remains(of: rest, without: index, linesAt[block, default: []]).isEmpty
  }

  private func isImplied(_ line: Line, _ index: Int, _ sameGroup: [Int]) -> Bool {
    let rest = remains(of: line.services, without: index, sameGroup)
    if rest.isEmpty { return true }
    guard line.isComplete, !line.blocks.isEmpty else { return false }
    return line.blocks.allSatisfy { rest.subtracting(tree.decided(at: $0)).isEmpty }
  }

  private func remains(
    of services: ServiceSet, without index: Int, _ others: [Int]
  ) -> ServiceSet {
    var rest = services
    for other in others where other != index {
      if rest.isEmpty { break }
      if let line = rules[other] { rest = rest.subtracting(line.services) }
    }
    return rest
  }

  // MARK: - Reasons

  /// One rule that implies another alone, if there is one, or as many as it takes.
  private func reasons(for index: Int) -> [Int] {
    guard let line = rules[index] else { return [] }
    let kept = rules.indices.filter { !isLeftOut[$0] && mayAllow($0, part: line) }
    if let single = kept.first(where: { packets(of: line).isSubset(of: packets($0, for: line)) }) {
      return [single]
    }
    var rest = packets(of: line)
    return kept.filter { other in
      guard !rest.isEmpty else { return false }
      let remaining = rest.subtracting(packets(other, for: line))
      defer { rest = remaining }
      return remaining != rest
    }
  }

  private func mayAllow(_ other: Int, part line: Line) -> Bool {
    guard let candidate = rules[other] else { return false }
    if let group = candidate.group { return group == line.group }
    return candidate.blocks.contains { block in line.blocks.contains(where: block.overlaps) }
  }

  /// What a rule allows: for a reference, of the addresses that members may have.
  private func packets(of line: Line) -> PacketSet {
    PacketSet(
      line.blocks.flatMap { block in
        line.services.services.compactMap { service in
          PacketCube(block.family, sources: block.bits).restricted(to: service)
        }
      })
  }

  private func packets(_ other: Int, for line: Line) -> PacketSet {
    rules[other].map(packets) ?? PacketSet()
  }
}

/// What several sets hold once, and what at least twice, found by halves.
private struct CountedServices {
  let once: ServiceSet
  let twice: ServiceSet

  init(_ sets: ArraySlice<ServiceSet>) {
    guard sets.count > 1 else {
      once = sets.first ?? ServiceSet()
      twice = ServiceSet()
      return
    }
    let middle = sets.startIndex + sets.count / 2
    let (left, right) = (Self(sets[..<middle]), Self(sets[middle...]))
    once = left.once.union(right.once)
    twice = left.twice.union(right.twice).union(left.once.intersection(right.once))
  }
}

extension ServiceSet {
  /// The same as services, one for each protocol with ports and one for the others.
  fileprivate var services: [Service] {
    [
      Service(.tcp, ports: tcp), Service(.udp, ports: udp), Service(.icmp, ports: icmp),
      Service(.icmpv6, ports: icmpv6), Service(others),
    ].filter { !$0.protocols.isEmpty && !$0.ports.isEmpty }
  }
}
