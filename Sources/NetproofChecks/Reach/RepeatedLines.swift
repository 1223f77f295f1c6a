import NetproofModel

/// Joins lines that say the same of several VPCs: "in each of them, `web` reaches `db`".
struct RepeatedLines {
  private let model: Model

  /// From so many VPCs on they are told together.
  private static let least = 3

  init(_ model: Model) {
    self.model = model
  }

  /// What lines about different VPCs must share to be told together.
  private struct Key: Hashable {
    let sources: [String]
    let destinations: [String]
    let line: ReachLine
  }

  func joined(_ lines: [ReachLine]) -> [ReachLine] {
    guard model.vpcs.count >= Self.least else { return lines }
    var result: [ReachLine] = []
    var positions: [Key: Int] = [:]
    var members: [Int: [(line: ReachLine, vpc: ID<VPC>)]] = [:]
    for line in lines {
      guard let (key, vpc) = key(line) else {
        result.append(line)
        continue
      }
      if let position = positions[key] {
        members[position]?.append((line, vpc))
      } else {
        positions[key] = result.count
        members[result.count] = [(line, vpc)]
        result.append(line)
      }
    }
    return result.enumerated().flatMap { index, line in
      joined(members[index] ?? [], or: line)
    }
  }

  private func joined(
    _ members: [(line: ReachLine, vpc: ID<VPC>)], or line: ReachLine
  ) -> [ReachLine] {
    guard members.count >= Self.least else {
      return members.isEmpty ? [line] : members.map(\.line)
    }
    var whole = line
    whole.vpcs = members.map(\.vpc).sorted()
    whole.pairs = members.reduce(0) { $0 + $1.line.pairs }
    return [whole]
  }

  private func key(_ line: ReachLine) -> (Key, ID<VPC>)? {
    guard line.pairing == .all, let vpc = vpc(line.sources), self.vpc(line.destinations) == vpc
    else { return nil }
    // All but the names, the examples and the counts is compared as it is.
    let rest = ReachLine(
      sources: EndSet([], count: 0), destinations: EndSet([], count: 0), ports: line.ports,
      partialPorts: line.partialPorts, undeterminedPorts: line.undeterminedPorts, pairs: 0,
      examples: [])
    return (
      Key(
        sources: localNames(line.sources), destinations: localNames(line.destinations), line: rest),
      vpc
    )
  }

  /// The one VPC that all parts of a name live in.
  private func vpc(_ set: EndSet) -> ID<VPC>? {
    var result: ID<VPC>?
    for term in set.terms + set.exceptions {
      guard let vpc = vpc(term), result == nil || result == vpc else { return nil }
      result = vpc
    }
    return result
  }

  private func vpc(_ term: EndSet.Term) -> ID<VPC>? {
    switch term {
    case .vpc(let id): id
    case .subnet(let id): model.subnets[id].vpc
    case .securityGroup(let id): model.securityGroups[id].vpc
    case .interface(let id): model.subnets[model.interfaces[id].subnet].vpc
    case .everything, .everyInterface, .tag, .network, .some, .vpcs, .spread: nil
    }
  }

  private func localNames(_ set: EndSet) -> [String] {
    set.terms.map(localName) + ["except"] + set.exceptions.map(localName)
  }

  private func localName(_ term: EndSet.Term) -> String {
    switch term {
    case .vpc: "vpc"
    case .subnet(let id): "subnet \(model.subnets[id].identity.name)"
    case .securityGroup(let id): "group \(model.securityGroups[id].identity.name)"
    case .interface(let id): "interface \(model.interfaces[id].identity.name)"
    case .everything, .everyInterface, .tag, .network, .some, .vpcs, .spread: ""
    }
  }
}
