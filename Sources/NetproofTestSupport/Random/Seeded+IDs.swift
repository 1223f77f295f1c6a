public import NetproofModel

extension Seeded {
  /// One of several components.
  public mutating func pick<Element>(_ ids: IDs<Element>) -> ID<Element> {
    precondition(!ids.isEmpty, "there is something to pick from")
    return ids[int(0...ids.count - 1)]
  }
}
