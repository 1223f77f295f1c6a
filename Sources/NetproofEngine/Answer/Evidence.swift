public import NetproofModel

/// What a decision rests on: a rule, a component's own state, or the lack of a rule.
public enum Evidence: Hashable, Sendable {
  /// A rule of a security group or network ACL.
  case rule(RuleID)
  /// A route of a route table or a transit gateway's table.
  case route(RuleID)
  /// What the component is or in which state it is.
  case state(ComponentID)
  /// No rule of the list matches; a network ACL's `*`, a missing route.
  case absence(ComponentID, RuleList)
}

/// A reason why a rule that seems to allow a packet does not.
public struct Hint: Hashable, Sendable {
  public let code: Code
  /// The rule that would have matched.
  public let rule: RuleID
  /// The component that is the reason, if one is.
  public let cause: ComponentID?

  public init(_ code: Code, rule: RuleID, cause: ComponentID?) {
    self.code = code
    self.rule = rule
    self.cause = cause
  }
}

/// Something worth knowing beside a verdict, or what the model leaves out.
public struct Remark: Hashable, Sendable {
  /// Whether another remark says the same of the same component.
  func isAbout(_ other: Self) -> Bool { code == other.code && component == other.component }

  public let code: Code
  public let component: ComponentID?
  public let rule: RuleID?
  /// The policy that an assumption rests on.
  public let policy: Policies.Switch?

  public init(
    _ code: Code, _ component: ComponentID? = nil, rule: RuleID? = nil,
    policy: Policies.Switch? = nil
  ) {
    self.code = code
    self.component = component
    self.rule = rule
    self.policy = policy
  }
}
