public import NetproofModel

/// The interfaces of a model by the subnets that they are in and by the groups that they have.
public struct InterfaceIndex: Sendable {
  private var bySubnet: Runs
  private var byGroup: Runs
  /// The interfaces whose source/destination check is off, ascending.
  public private(set) var unchecked: [ID<NetworkInterface>]
  /// The interfaces that put an address of their own in place of others, ascending.
  public private(set) var translators: [ID<NetworkInterface>]

  public init(_ model: Model) {
    let interfaces = model.interfaces
    bySubnet = Runs(model.subnets.count, of: interfaces.count) { index, add in
      add(interfaces[ID(index)].subnet.index)
    }
    byGroup = Runs(model.securityGroups.count, of: interfaces.count) { index, add in
      for group in interfaces[ID(index)].securityGroups { add(group.index) }
    }
    unchecked = interfaces.ids.filter { !interfaces[$0].sourceDestinationCheck }
    translators = interfaces.ids.filter { interfaces[$0].behaviour == .snat }
  }

  /// The interfaces in a subnet, ascending.
  public func interfaces(in subnet: ID<Subnet>) -> ArraySlice<ID<NetworkInterface>> {
    bySubnet.members(subnet.index)
  }

  /// The interfaces that have a security group, ascending.
  public func interfaces(of group: ID<SecurityGroup>) -> ArraySlice<ID<NetworkInterface>> {
    byGroup.members(group.index)
  }

  /// The interfaces in several subnets, ascending.
  public func interfaces(in subnets: some Sequence<ID<Subnet>>) -> [ID<NetworkInterface>] {
    subnets.flatMap { interfaces(in: $0) }.sorted()
  }

  /// Follows an interface that has come into another subnet or has other groups.
  mutating func replace(
    _ id: ID<NetworkInterface>, _ old: NetworkInterface, by new: NetworkInterface
  ) {
    if old.subnet != new.subnet {
      bySubnet.remove(id, from: old.subnet.index)
      bySubnet.insert(id, into: new.subnet.index)
    }
    Self.keep(id, in: &unchecked, if: !new.sourceDestinationCheck)
    Self.keep(id, in: &translators, if: new.behaviour == .snat)
    guard old.securityGroups != new.securityGroups else { return }
    for group in old.securityGroups { byGroup.remove(id, from: group.index) }
    for group in new.securityGroups { byGroup.insert(id, into: group.index) }
  }

  /// Makes an ascending list hold an interface, or not.
  private static func keep(
    _ id: ID<NetworkInterface>, in list: inout [ID<NetworkInterface>], if isMember: Bool
  ) {
    guard isMember != list.contains(id) else { return }
    if isMember {
      list.insert(id, at: list.firstIndex { $0 > id } ?? list.endIndex)
    } else {
      list.removeAll { $0 == id }
    }
  }
}

/// Lists of interfaces, one after the other in one array.
private struct Runs: Sendable {
  private var members: [ID<NetworkInterface>]
  /// Where each list begins, and the end of the last.
  private var starts: [Int32]

  /// Puts each of `count` interfaces into the lists that `visit` adds it to.
  init(_ lists: Int, of count: Int, _ visit: (_ index: Int, _ add: (Int) -> Void) -> Void) {
    var starts = [Int32](repeating: 0, count: lists + 1)
    for index in 0..<count { visit(index) { starts[$0 + 1] += 1 } }
    for list in 0..<lists { starts[list + 1] += starts[list] }
    var members = [ID<NetworkInterface>](repeating: ID(0), count: Int(starts[lists]))
    var next = starts
    for index in 0..<count {
      visit(index) { list in
        members[Int(next[list])] = ID(index)
        next[list] += 1
      }
    }
    self.members = members
    self.starts = starts
  }

  func members(_ list: Int) -> ArraySlice<ID<NetworkInterface>> {
    members[Int(starts[list])..<Int(starts[list + 1])]
  }

  mutating func insert(_ id: ID<NetworkInterface>, into list: Int) {
    let run = members(list)
    members.insert(id, at: run.firstIndex { $0 > id } ?? run.endIndex)
    for later in (list + 1)..<starts.count { starts[later] += 1 }
  }

  mutating func remove(_ id: ID<NetworkInterface>, from list: Int) {
    guard let position = members(list).firstIndex(of: id) else { return }
    members.remove(at: position)
    for later in (list + 1)..<starts.count { starts[later] -= 1 }
  }
}
