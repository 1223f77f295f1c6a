public import NetproofEngine
import NetproofModel
import NetproofSets

/// What became of packets between two ends: the verdict before and after.
public struct Transition: Hashable, Sendable, Comparable {
  public let before: Verdict
  public let after: Verdict

  public init(_ before: Verdict, _ after: Verdict) {
    self.before = before
    self.after = after
  }

  /// What a person takes it for.
  public enum Sense: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// More of the packets pass than before.
    case opened
    /// Fewer of them pass.
    case closed
    /// It was known, and is no longer.
    case obscured
    /// It was not known, and is now.
    case cleared

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  public var sense: Sense {
    if after == .undetermined { return .obscured }
    if before == .undetermined { return .cleared }
    return Self.rank(after) > Self.rank(before) ? .opened : .closed
  }

  /// The same from the new network to the old one.
  public var reversed: Self { Self(after, before) }

  private static func rank(_ verdict: Verdict) -> Int {
    switch verdict {
    case .unreachable: 0
    case .undetermined: 1
    case .partial: 2
    case .reachable: 3
    }
  }

  public static func < (left: Self, right: Self) -> Bool {
    func key(_ one: Self) -> (Int, Int, Int) {
      (one.sense.rawValue, rank(one.before), rank(one.after))
    }
    return key(left) < key(right)
  }
}

/// Ports of one pair of ends by verdict; what is in none is unreachable.
struct PortVerdicts: Hashable, Sendable {
  var reachable = CountedPorts()
  var partial = CountedPorts()
  var undetermined = CountedPorts()

  init() {}

  /// What a matrix of all packets of a port and one of at least one packet come to, as `trace` says.
  init(
    every: CountedPorts, everyUnknown: CountedPorts, some: CountedPorts, someUnknown: CountedPorts
  ) {
    reachable = every
    undetermined = everyUnknown.union(someUnknown).subtracting(every)
    partial = some.subtracting(every).subtracting(everyUnknown)
  }

  func ports(_ verdict: Verdict) -> CountedPorts {
    switch verdict {
    case .reachable: reachable
    case .partial: partial
    case .undetermined: undetermined
    case .unreachable:
      CountedPorts.all.subtracting(reachable).subtracting(partial).subtracting(undetermined)
    }
  }

  /// What became of which ports; nothing about those whose verdict is as it was.
  func transitions(to after: Self) -> [(change: Transition, ports: CountedPorts)] {
    var result: [(change: Transition, ports: CountedPorts)] = []
    for past in Verdict.allCases {
      for present in Verdict.allCases where past != present {
        let ports = ports(past).intersection(after.ports(present))
        if !ports.isEmpty { result.append((Transition(past, present), ports)) }
      }
    }
    return result.sorted { $0.change < $1.change }
  }
}

/// The ends of both sides of a question about two networks that are in both of them.
///
/// An end has the number that ``EndNumbers`` gives it in the new network.
public struct SharedEnds: Sendable {
  /// By number in the new network the number in the old one, or -1.
  public let oldNumber: [Int]
  /// Ascending, without the internet.
  public let sources: [Int]
  public let destinations: [Int]

  /// Whoever one of the two questions is about.
  public init(_ pairing: ModelPairing, old: ReachQuestion?, new: ReachQuestion?) {
    let (past, present) = (EndNumbers(pairing.old), EndNumbers(pairing.new))
    var numbers = [Int](repeating: -1, count: present.count)
    for id in pairing.new.interfaces.ids {
      if case .interface(let old)? = pairing.old(.interface(id)) {
        numbers[present.number(id)] = past.number(old)
      }
    }
    for id in pairing.new.networks.ids.dropFirst() {
      if case .network(let old)? = pairing.old(.network(id)) {
        numbers[present.number(id)] = past.number(old)
      }
    }
    oldNumber = numbers
    func side(_ path: KeyPath<ReachQuestion, ReachSide>) -> [Int] {
      let before = old.map { Set(past.numbers($0[keyPath: path])) } ?? []
      let after = new.map { Set(present.numbers($0[keyPath: path])) } ?? []
      return numbers.indices.filter {
        numbers[$0] >= 0 && (after.contains($0) || before.contains(numbers[$0]))
      }
    }
    sources = side(\.from)
    destinations = side(\.to)
  }
}
