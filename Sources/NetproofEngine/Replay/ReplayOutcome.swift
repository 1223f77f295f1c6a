public import NetproofModel

/// What became of one packet on one alternative.
public struct ReplayOutcome: Hashable, Sendable {
  /// A check that the packet did not pass.
  public struct Obstacle: Hashable, Sendable {
    public let code: Code
    public let component: ComponentID
    public let direction: Direction

    public init(_ code: Code, _ component: ComponentID, _ direction: Direction) {
      self.code = code
      self.component = component
      self.direction = direction
    }
  }

  /// Something the model does not say, which ended the walk.
  public struct Gap: Hashable, Sendable {
    public let code: Code
    public let component: ComponentID

    public init(_ code: Code, _ component: ComponentID) {
      self.code = code
      self.component = component
    }
  }

  /// In the order of the walk, without repeats.
  public let obstacles: [Obstacle]
  public let gap: Gap?
  /// Whether the forward walk ended at the goal, whatever obstacles it met.
  public let arrived: Bool

  public init(obstacles: [Obstacle], gap: Gap?, arrived: Bool) {
    self.obstacles = obstacles
    self.gap = gap
    self.arrived = arrived
  }

  /// Whether nothing stood in the way, forward and back.
  public var isReachable: Bool { obstacles.isEmpty && gap == nil }
}
