/// The identity of one component of a kind: its position in the model's table of that kind.
public struct ID<Element>: Hashable, Sendable, Comparable {
  @usableFromInline let position: Int32

  @inlinable
  public init(_ index: Int) {
    position = Int32(index)
  }

  /// The position, from 0.
  @inlinable
  public var index: Int { Int(position) }

  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.position < right.position }
}

/// The identities of all components of a kind, in their order.
public struct IDs<Element>: RandomAccessCollection, Sendable {
  public let endIndex: Int

  @inlinable
  init(_ count: Int) {
    endIndex = count
  }

  @inlinable
  public var startIndex: Int { 0 }

  @inlinable
  public subscript(position: Int) -> ID<Element> { ID(position) }
}

/// All components of one kind, in the order in which the topology names them.
public struct Table<Element> {
  /// The components; the index of each is that of its identity.
  public var elements: [Element] {
    @inlinable
    get { storage }
  }

  @usableFromInline var storage: [Element]

  @inlinable
  public init(_ elements: [Element] = []) {
    storage = elements
  }

  @discardableResult
  public mutating func append(_ element: Element) -> ID<Element> {
    storage.append(element)
    return ID(storage.count - 1)
  }

  /// Makes room for so many components, so that they are not moved as they become more.
  mutating func reserve(_ count: Int) {
    storage.reserveCapacity(count)
  }

  @inlinable
  public subscript(id: ID<Element>) -> Element {
    _read { yield storage[id.index] }
    _modify { yield &storage[id.index] }
  }

  @inlinable
  public var count: Int { elements.count }

  @inlinable
  public var ids: IDs<Element> { IDs(count) }
}

extension Table: Sendable where Element: Sendable {}
extension Table: Equatable where Element: Equatable {}
