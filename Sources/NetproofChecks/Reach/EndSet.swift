public import NetproofModel

/// Ends under the name that a person would give them.
public struct EndSet: Hashable, Sendable {
  /// One part of a name.
  public enum Term: Hashable, Sendable {
    /// All ends that the question is about.
    case everything
    case everyInterface
    case vpc(ID<VPC>)
    case securityGroup(ID<SecurityGroup>)
    case subnet(ID<Subnet>)
    case tag(key: String, value: String)
    case network(ID<Network>)
    case interface(ID<NetworkInterface>)
    /// So many interfaces of a part that has a name, and the first of them.
    indirect case some(Int, of: Term, first: ID<NetworkInterface>)
    /// So many whole VPCs, and the first of them.
    case vpcs(Int, first: ID<VPC>)
    /// So many interfaces of so many VPCs, and the first of them.
    case spread(Int, vpcs: Int, first: ID<NetworkInterface>)
  }

  /// The parts, none of them empty.
  public let terms: [Term]
  /// What the parts hold, but the set does not.
  public let exceptions: [Term]
  /// How many ends there are.
  public let count: Int

  init(_ terms: [Term], except exceptions: [Term] = [], count: Int) {
    self.terms = terms
    self.exceptions = exceptions
    self.count = count
  }

  /// How much there is to read, to choose among names.
  var length: Int {
    (terms + exceptions).reduce(exceptions.isEmpty ? 0 : 1) { $0 + $1.length }
  }
}

extension EndSet.Term {
  fileprivate var length: Int {
    switch self {
    case .everything, .everyInterface, .vpc, .securityGroup, .subnet, .tag, .network, .interface: 1
    // They do not tell who is meant.
    case .some: 5
    case .vpcs, .spread: 9
    }
  }
}
