import NetproofModel
import NetproofSets

/// Every rule list of a network, compiled to a table from the remote address to the ports it passes.
///
/// First matches are resolved; what a list says to one address is one interned set.
struct RuleLists: Sendable {
  /// A rule list of a network, by the number of its table.
  typealias List = Int32

  var tables = AtomTables()
  private let groupBase: Int32
  /// The two lists of interfaces that routes lead to: those of all their groups joined.
  let appliances: [ID<NetworkInterface>: List]

  /// What a group's rules say besides addresses.
  struct Group: Sendable {
    /// Ports by the group that a rule refers to, for each family.
    var references: [(group: Int32, ports: [Int32])] = []
    /// Ports that something undescribed might pass.
    var unknown: [Int32] = [PortPool.none, PortPool.none]
  }

  var inbound: [Group]
  var outbound: [Group]

  init(
    _ model: Model, _ atoms: AddressAtoms, _ pool: inout PortPool,
    appliances special: [ID<NetworkInterface>]
  ) {
    var compiler = ListCompiler(model, atoms)
    for acl in model.networkACLs.elements {
      compiler.add(acl.inbound, &pool)
      compiler.add(acl.outbound, &pool)
    }
    groupBase = Int32(2 * model.networkACLs.count)
    var (inbound, outbound): ([Group], [Group]) = ([], [])
    for group in model.securityGroups.elements {
      inbound.append(compiler.add(group, group.inbound, &pool))
      outbound.append(compiler.add(group, group.outbound, &pool))
    }
    var appliances: [ID<NetworkInterface>: List] = [:]
    for id in special {
      let groups = model.interfaces[id].securityGroups.map { model.securityGroups[$0] }
      appliances[id] = Int32(compiler.tables.count)
      compiler.add(unionOf: groups.map(\.inbound), &pool)
      compiler.add(unionOf: groups.map(\.outbound), &pool)
    }
    tables = compiler.tables
    self.appliances = appliances
    self.inbound = inbound
    self.outbound = outbound
  }

  func list(_ acl: ID<NetworkACL>, _ side: Step.Side) -> List {
    Int32(2 * acl.index + (side == .inbound ? 0 : 1))
  }

  func list(_ group: Int32, _ side: Step.Side) -> List {
    groupBase + 2 * group + (side == .inbound ? 0 : 1)
  }

  /// The joint list of an interface's groups, if it is one that routes lead to.
  func list(_ appliance: ID<NetworkInterface>, _ side: Step.Side) -> List? {
    appliances[appliance].map { $0 + (side == .inbound ? 0 : 1) }
  }

  /// The set of ports that a list passes to or from an address.
  func ports(_ list: List, _ atom: Int32) -> Int32 { tables.value(Int(list), atom) }
}

/// Compiles rule lists one after the other.
struct ListCompiler {
  private let model: Model
  private let atoms: AddressAtoms
  var tables = AtomTables()
  private var starts: [Int32] = []
  private var row: [UInt64] = []

  /// A rule as far as a table needs it.
  private struct Entry {
    let atoms: ClosedRange<Int32>
    let ports: Int32
    let allows: Bool
  }

  init(_ model: Model, _ atoms: AddressAtoms) {
    self.model = model
    self.atoms = atoms
  }

  /// Compiles a network ACL's list: the first rule that matches decides.
  mutating func add(_ rules: [NetworkACLRule], _ pool: inout PortPool) {
    let entries = rules.map { rule in
      Entry(
        atoms: atoms.atoms(of: rule.cidr), ports: pool.id(of: rule.service, rule.cidr.family),
        allows: rule.allows)
    }
    add(entries, &pool)
  }

  /// Compiles a group's rules, and gathers what does not depend on addresses.
  mutating func add(
    _ group: SecurityGroup, _ rules: [SecurityGroupRule], _ pool: inout PortPool
  ) -> RuleLists.Group {
    var result = RuleLists.Group()
    var entries: [Entry] = []
    for rule in rules {
      add(rule, to: &entries, &pool)
      let ports = Family.allCases.map { pool.id(of: rule.service, $0) }
      switch rule.peer {
      case .group(let other): result.add(ports, of: Int32(other.index), &pool)
      case .prefixList(let list) where !model.prefixLists[list].identity.isDescribed:
        result.unknown = zip(result.unknown, ports).map { pool.union($0, $1) }
      case .prefix, .prefixList, .network: break
      }
    }
    if !group.identity.isDescribed { result.unknown = [PortPool.all, PortPool.all] }
    add(entries, &pool)
    return result
  }

  /// Compiles the address rules of several lists as one; without lists nothing is filtered.
  mutating func add(unionOf lists: [[SecurityGroupRule]], _ pool: inout PortPool) {
    guard !lists.isEmpty else {
      tables.append(0, PortPool.all)
      tables.finish()
      return
    }
    var entries: [Entry] = []
    for rule in lists.joined() { add(rule, to: &entries, &pool) }
    add(entries, &pool)
  }

  private mutating func add(
    _ rule: SecurityGroupRule, to entries: inout [Entry], _ pool: inout PortPool
  ) {
    func add(_ range: ClosedRange<Int32>, _ family: Family) {
      entries.append(Entry(atoms: range, ports: pool.id(of: rule.service, family), allows: true))
    }
    switch rule.peer {
    case .prefix(let prefix): add(atoms.atoms(of: prefix), prefix.family)
    case .prefixList(let list):
      // Of a list that is not described nothing is certain, not even what was left in it.
      guard model.prefixLists[list].identity.isDescribed else { return }
      for prefix in model.prefixLists[list].entries { add(atoms.atoms(of: prefix), prefix.family) }
    case .network(let network):
      for family in Family.allCases {
        for interval in model.networks[network].addresses[family].intervals {
          add(atoms.atoms(of: interval.lower...interval.upper, family), family)
        }
      }
    case .group: break
    }
  }

  /// Cuts all atoms where an entry begins or ends, and takes the first match for each port.
  private mutating func add(_ entries: [Entry], _ pool: inout PortPool) {
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    for entry in entries {
      starts.append(entry.atoms.lowerBound)
      starts.append(entry.atoms.upperBound + 1)
    }
    starts.sort()
    var last: Int32 = -1
    for start in starts where start != last {
      last = start
      tables.append(start, decided(entries, at: start, &pool))
    }
    tables.finish()
  }

  private mutating func decided(
    _ entries: [Entry], at atom: Int32, _ pool: inout PortPool
  ) -> Int32 {
    let width = 2 * pool.wordCount
    row.removeAll(keepingCapacity: true)
    row.append(contentsOf: repeatElement(0, count: 2 * width))
    var isEmpty = true
    for entry in entries where entry.atoms.contains(atom) {
      let ports = pool.words
      let base = Int(entry.ports) * width
      for word in 0..<width {
        let fresh = ports[base + word] & ~row[width + word]
        if entry.allows { row[word] |= fresh }
        row[width + word] |= fresh
      }
      isEmpty = false
    }
    if isEmpty { return PortPool.none }
    row.removeLast(width)
    return pool.intern(row)
  }
}

extension RuleLists.Group {
  fileprivate mutating func add(_ ports: [Int32], of group: Int32, _ pool: inout PortPool) {
    if let index = references.firstIndex(where: { $0.group == group }) {
      references[index].ports = zip(references[index].ports, ports).map { pool.union($0, $1) }
    } else {
      references.append((group, ports))
    }
  }
}
