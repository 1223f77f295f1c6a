/// Random numbers that a seed determines: the same on every run and every machine.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (SplitMix64).
public struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of a range, each about as likely.
  public mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True in so many of a hundred cases.
  public mutating func chance(_ percent: Int) -> Bool { int(0...99) < percent }

  /// One of several elements.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    precondition(!elements.isEmpty, "there is something to pick from")
    return elements[int(0...elements.count - 1)]
  }

  /// One of several elements, the more likely the greater its weight.
  public mutating func pick<Element>(weighted choices: [(weight: Int, element: Element)]) -> Element
  {
    var rest = int(0...choices.reduce(0) { $0 + $1.weight } - 1)
    for choice in choices.dropLast() {
      if rest < choice.weight { return choice.element }
      rest -= choice.weight
    }
    return choices[choices.count - 1].element
  }

  /// The elements in a random order.
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in result.indices.dropFirst() {
      result.swapAt(index, int(0...index))
    }
    return result
  }

  /// Each element with a chance, in their order.
  public mutating func subset<Element>(of elements: [Element], percent: Int) -> [Element] {
    elements.filter { _ in chance(percent) }
  }

  /// A generator of its own, so that what is drawn from it moves nothing else.
  public mutating func fork() -> Seeded { Seeded(seed: next()) }
}
