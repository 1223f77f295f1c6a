public import NetproofSyntax

/// An entry of `endpoint-services:`.
public struct EndpointServiceEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var loadBalancers: [Reference] = []
  public var acceptanceRequired: Located<Bool>?
  public var principals: [Located<String>]?
  public var enforcesSecurityGroups: Located<Bool>?
  public var regions: [Located<String>] = []

  public init(head: EntryHead) { self.head = head }
}
