import NetproofEngine
import NetproofModel
import NetproofSets
import Testing

@testable import NetproofChecks

/// Numbers of rules that fixes add to network ACLs.
@Suite struct RuleNumberTests {
  struct Case: Sendable {
    /// Numbers of the list, ascending.
    let list: [Int]
    /// The position of the rule that refuses, or nothing if none matches.
    let refusing: Int?
    let given: [Int?]
  }

  @Test(arguments: [
    Case(list: [], refusing: nil, given: [100, 110, 120]),
    Case(list: [100], refusing: nil, given: [110, 120]),
    Case(list: [100, 200, 300], refusing: nil, given: [400, 500]),
    Case(list: [100, 110, 200, 210], refusing: nil, given: [220]),
    Case(list: [5, 10, 32766], refusing: nil, given: [32765, 32764]),
    Case(list: [100, 110, 120, 130, 900], refusing: 4, given: [140, 150]),
    Case(list: [100, 110], refusing: 1, given: [109, 108]),
    Case(list: [90, 100, 110], refusing: 0, given: [80, 89]),
    Case(list: [3, 4, 5], refusing: 0, given: [2, 1, nil]),
    Case(list: [1], refusing: 0, given: [nil]),
  ])
  func `numbers go on in the list's steps and stay before the rule that refuses`(_ one: Case) {
    let rules = one.list.map {
      NetworkACLRule(
        number: $0, allows: true, service: .all,
        cidr: Prefix(containing: Address(.ipv4, 0), length: 0))
    }
    let owner = ComponentID.networkACL(ID(0))
    let evidence: Evidence =
      one.refusing.map { .rule(RuleID(owner, .inbound, $0)) } ?? .absence(owner, .inbound)
    var numbers = RuleNumbers(rules, before: evidence)
    #expect(one.given.map { _ in numbers.next() } == one.given)
  }
}
