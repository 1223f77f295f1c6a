import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax
import NetproofTestSupport
import Testing

/// The lines of the text say what the matrix says of every pair: no more, no less.
///
/// Names are taken at their word: what `sg:web-sg` or "everything except …" means is worked out anew.
@Suite struct `The lines of reach` {
  @Test func `tell every pair of random networks`() throws {
    var compared = 0
    for seed: UInt64 in 1...16 {
      guard let network = LoadedNetwork(TopologyGenerator.topology(seed: seed)) else { continue }
      if try compare(network.model) { compared += 1 }
    }
    // In others there is so much to tell that lines sum up.
    #expect(compared >= 8)
  }

  @Test(arguments: ["01-three-tier", "02-nat-per-zone", "05-dual-stack", "09-misconfigured-estate"])
  func `tell every pair of a tour`(name: String) throws {
    var loader = TopologyLoader(Repository.tree)
    let network = loader.loadTogether(["topologies/tour/\(name)"]).resolved()
    #expect(try compare(network.resolution.model))
  }

  /// Compares lines with cells; false if lines sum up, so that there is nothing to compare.
  @discardableResult
  private func compare(_ model: Model) throws -> Bool {
    let analyzer = Analyzer(model)
    let matrix = Matrix(analyzer)
    let question = ReachQuestion(
      from: ReachSide(everythingIn: model), to: ReachSide(everythingIn: model), ports: .all,
      options: MatrixOptions())
    let reach = try Reach(analyzer, matrix, question)
    try ReachConfirmation(analyzer, matrix, question).confirm(
      reach.lines, reach.exposed + reach.reaching)
    guard reach.overview == nil, reach.omittedLines == 0 else { return false }
    var told: [Pair: Told] = [:]
    for line in reach.lines {
      for vpc in line.vpcs.isEmpty ? [nil] : line.vpcs.map({ Optional($0) }) {
        guard let sources = members(line.sources, in: vpc, model),
          let destinations = members(line.destinations, in: vpc, model)
        else { return false }
        for from in sources {
          for to in destinations where from != to {
            let known = told[Pair(from: from, to: to)] ?? Told()
            told[Pair(from: from, to: to)] = Told(
              passing: known.passing.union(line.ports),
              unknown: known.unknown.union(line.undeterminedPorts))
          }
        }
      }
    }
    let numbers = EndNumbers(model)
    var rows = CellRows(matrix)
    let members = EndMembers(model, matrix, question)
    for from in numbers.numbers(question.from) {
      rows.run(Int(members.classOf[from]))
      for to in numbers.numbers(question.to) where from != to {
        let words = rows.words(of: rows.cells[Int(members.classOf[to])])
        let half = words.count / 2
        let expected = Told(
          passing: rows.ports(words[..<half]), unknown: rows.ports(Array(words[half...])))
        #expect(told[Pair(from: from, to: to)] ?? Told() == expected, "\(from) to \(to)")
      }
    }
    return true
  }

  private struct Pair: Hashable {
    let from: Int
    let to: Int
  }

  private struct Told: Equatable {
    var passing = CountedPorts()
    var unknown = CountedPorts()
  }

  /// The numbers of the ends that a name means, in the VPC that local names are taken in.
  private func members(_ set: EndSet, in vpc: ID<VPC>?, _ model: Model) -> Set<Int>? {
    var result: Set<Int> = []
    for term in set.terms {
      guard let some = members(term, in: vpc, model) else { return nil }
      result.formUnion(some)
    }
    for term in set.exceptions {
      guard let some = members(term, in: vpc, model) else { return nil }
      result.subtract(some)
    }
    return result
  }

  private func members(_ term: EndSet.Term, in vpc: ID<VPC>?, _ model: Model) -> Set<Int>? {
    let numbers = EndNumbers(model)
    func interfaces(_ isMeant: (NetworkInterface) -> Bool) -> Set<Int> {
      Set(
        model.interfaces.ids.filter {
          let home = model.subnets[model.interfaces[$0].subnet].vpc
          return (vpc == nil || home == vpc) && isMeant(model.interfaces[$0])
        }.map { numbers.number($0) })
    }
    /// A thing of the same name in the VPC that names are taken in.
    func isSame(_ thing: Identity, _ other: Identity, _ isItself: Bool) -> Bool {
      vpc == nil ? isItself : thing.name == other.name
    }
    switch term {
    case .everything:
      return interfaces { _ in true }.union(model.networks.ids.dropFirst().map(numbers.number))
    case .everyInterface: return interfaces { _ in true }
    case .vpc(let id): return interfaces { model.subnets[$0.subnet].vpc == (vpc ?? id) }
    case .securityGroup(let id):
      let named = model.securityGroups[id].identity
      return interfaces {
        $0.securityGroups.contains { isSame(model.securityGroups[$0].identity, named, $0 == id) }
      }
    case .subnet(let id):
      let named = model.subnets[id].identity
      return interfaces { isSame(model.subnets[$0.subnet].identity, named, $0.subnet == id) }
    case .tag(let key, let value):
      return interfaces { interface in
        let own = interface.identity.tags[key]
        return (own ?? interface.instance.flatMap { model.instances[$0].identity.tags[key] })
          == value
      }
    case .network(let id): return [numbers.number(id)]
    case .interface(let id):
      let named = model.interfaces[id].identity
      let all = model.interfaces.ids.filter {
        isSame(model.interfaces[$0].identity, named, $0 == id)
          && (vpc == nil || model.subnets[model.interfaces[$0].subnet].vpc == vpc)
      }
      return Set(all.map { numbers.number($0) })
    case .some, .vpcs, .spread: return nil
    }
  }
}
