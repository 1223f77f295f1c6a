import NetproofModel

/// Finds names for sets of ends: whole VPCs, groups, subnets and tags, and what is missing of them.
struct EndNamer: Sendable {
  private let model: Model
  private let numbers: EndNumbers
  /// All that has a name of its own and holds interfaces.
  private var units: [Unit] = []
  /// By interface the units that hold it, widest kinds first.
  private var unitsOf: [[Int32]]
  /// Every end of the network, ascending.
  private let everything: [Int]

  private struct Unit: Sendable {
    let term: EndSet.Term
    let rank: Int
    var size = 0
  }

  /// Parts of a name that are told before the rest is counted.
  private static let mostTerms = 4

  init(_ model: Model) {
    self.model = model
    numbers = EndNumbers(model)
    everything =
      model.interfaces.ids.map { EndNumbers(model).number($0) }
      + model.networks.ids.dropFirst().map { EndNumbers(model).number($0) }
    unitsOf = Array(repeating: [], count: model.interfaces.count)
    var positions: [EndSet.Term: Int32] = [:]
    for id in model.interfaces.ids {
      for (term, rank) in Self.terms(id, model) {
        let position = positions[term] ?? Int32(units.count)
        if positions[term] == nil {
          positions[term] = position
          units.append(Unit(term: term, rank: rank))
        }
        units[Int(position)].size += 1
        unitsOf[id.index].append(position)
      }
    }
  }

  private static func terms(
    _ id: ID<NetworkInterface>, _ model: Model
  ) -> [(term: EndSet.Term, rank: Int)] {
    let interface = model.interfaces[id]
    var result: [(EndSet.Term, Int)] = [
      (.vpc(model.subnets[interface.subnet].vpc), 0), (.subnet(interface.subnet), 2),
    ]
    result += interface.securityGroups.map { (.securityGroup($0), 1) }
    var tags = interface.identity.tags
    if let instance = interface.instance {
      tags.merge(model.instances[instance].identity.tags) { own, _ in own }
    }
    result += tags.sorted { $0.key < $1.key }.map { (.tag(key: $0.key, value: $0.value), 3) }
    return result
  }

  // MARK: - Names

  /// The name of some ends, which are numbered as ``EndNumbers`` does, ascending.
  func name(_ ends: [Int]) -> EndSet {
    let interfaces = ends.prefix { $0 < numbers.interfaceCount }
    let networks = ends.dropFirst(interfaces.count).map {
      EndSet.Term.network(ID($0 - numbers.interfaceCount))
    }
    if ends.count == everything.count, ends.count > 2 {
      return EndSet([.everything], count: ends.count)
    }
    var candidates = [named(Array(interfaces), and: networks)]
    if let best = candidates.first, best.length > 1 {
      if interfaces.count > 2 { candidates += exceptions(Array(interfaces), networks, ends.count) }
    }
    // Of equally long names the first, which says what is there rather than what is not.
    return candidates.min { $0.length < $1.length } ?? candidates[0]
  }

  /// The name by parts that lie wholly in the set.
  private func named(_ interfaces: [Int], and networks: [EndSet.Term]) -> EndSet {
    let count = interfaces.count + networks.count
    if interfaces.count == model.interfaces.count, interfaces.count > 2 {
      return EndSet([.everyInterface] + networks, count: count)
    }
    return EndSet(terms(covering: interfaces) + networks, count: count)
  }

  /// Names as something larger without some parts.
  private func exceptions(
    _ interfaces: [Int], _ networks: [EndSet.Term], _ count: Int
  ) -> [EndSet] {
    var result: [EndSet] = []
    let isWithNetworks = networks.count == model.networks.count - 1
    if interfaces.count * 2 > model.interfaces.count {
      let missing = terms(covering: complement(interfaces, of: Array(0..<numbers.interfaceCount)))
      let whole: EndSet.Term = isWithNetworks ? .everything : .everyInterface
      result.append(
        EndSet([whole] + (isWithNetworks ? [] : networks), except: missing, count: count))
    }
    if let unit = commonUnit(interfaces) {
      let missing = terms(covering: complement(interfaces, of: holders(unit)))
      result.append(EndSet([units[Int(unit)].term] + networks, except: missing, count: count))
    }
    return result
  }

  /// The smallest unit that holds all of some interfaces, if they are most of it.
  private func commonUnit(_ interfaces: [Int]) -> Int32? {
    guard let first = interfaces.first else { return nil }
    return unitsOf[first].filter { unit in
      let size = units[Int(unit)].size
      return size > interfaces.count && size < interfaces.count * 2 && holdsAll(unit, interfaces)
    }.min { units[Int($0)].size < units[Int($1)].size }
  }

  private func holders(_ unit: Int32) -> [Int] {
    unitsOf.indices.filter { unitsOf[$0].contains(unit) }
  }

  private func complement(_ interfaces: [Int], of whole: [Int]) -> [Int] {
    let set = Set(interfaces)
    return whole.filter { !set.contains($0) }
  }

  /// The parts that hold all of some interfaces and nothing else; at most a few.
  private func terms(covering interfaces: [Int]) -> [EndSet.Term] {
    guard interfaces.count > 2 else { return interfaces.map { .interface(ID($0)) } }
    var uncovered = Set(interfaces)
    var terms: [EndSet.Term] = []
    for unit in contained(interfaces) where !uncovered.isEmpty && terms.count <= Self.mostTerms {
      let fresh = uncovered.filter { unitsOf[$0].contains(unit) }
      guard fresh.count > 1 else { continue }
      terms.append(units[Int(unit)].term)
      uncovered.subtract(fresh)
    }
    terms += uncovered.sorted().map { .interface(ID($0)) }
    return terms.count > Self.mostTerms ? shortened(interfaces) : terms
  }

  /// The units that lie wholly in a set, the largest first, and of equal ones the widest kind.
  private func contained(_ interfaces: [Int]) -> [Int32] {
    var counts: [Int32: Int] = [:]
    for index in interfaces {
      for unit in unitsOf[index] { counts[unit, default: 0] += 1 }
    }
    return counts.filter { $0.value > 1 && $0.value == units[Int($0.key)].size }.keys.sorted {
      let (left, right) = (units[Int($0)], units[Int($1)])
      return (-left.size, left.rank, $0) < (-right.size, right.rank, $1)
    }
  }

  /// How many there are of the smallest part that holds all of them, or of each VPC, or of many.
  private func shortened(_ interfaces: [Int]) -> [EndSet.Term] {
    if let unit = unitsOf[interfaces[0]].filter({ holdsAll($0, interfaces) })
      .min(by: { units[Int($0)].size < units[Int($1)].size })
    {
      return [part(interfaces, of: unit)]
    }
    // The first unit of an interface is its VPC.
    var byVPC: [Int32: [Int]] = [:]
    for interface in interfaces { byVPC[unitsOf[interface][0], default: []].append(interface) }
    let parts = byVPC.keys.sorted().map { part(byVPC[$0] ?? [], of: $0) }
    guard parts.count > Self.mostTerms else { return parts }
    let areWhole = parts.allSatisfy { if case .vpc = $0 { true } else { false } }
    guard areWhole, case .vpc(let first) = parts[0] else {
      return [.spread(interfaces.count, vpcs: parts.count, first: ID(interfaces[0]))]
    }
    return [.vpcs(parts.count, first: first)]
  }

  private func holdsAll(_ unit: Int32, _ interfaces: [Int]) -> Bool {
    interfaces.allSatisfy { unitsOf[$0].contains(unit) }
  }

  private func part(_ interfaces: [Int], of unit: Int32) -> EndSet.Term {
    let whole = units[Int(unit)]
    return interfaces.count == whole.size
      ? whole.term : .some(interfaces.count, of: whole.term, first: ID(interfaces[0]))
  }
}
