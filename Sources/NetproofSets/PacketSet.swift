/// A set of packets, kept as disjoint cubes.
public struct PacketSet: Hashable, Sendable {
  /// Disjoint and not empty.
  public private(set) var cubes: [PacketCube]

  public init() {
    cubes = []
  }

  public init(_ cube: PacketCube) {
    cubes = cube.isEmpty ? [] : [cube]
  }

  public init(_ parts: some Sequence<PacketCube>) {
    self.init()
    for part in parts { insert(part) }
  }

  public var isEmpty: Bool { cubes.isEmpty }

  public func contains(_ packet: Packet) -> Bool { cubes.contains { $0.contains(packet) } }

  public mutating func insert(_ cube: PacketCube) {
    var fresh = cube.isEmpty ? [] : [cube]
    for known in cubes where !fresh.isEmpty {
      fresh = fresh.flatMap { $0.subtracting(known) }
    }
    cubes += fresh
  }

  public func union(_ other: Self) -> Self {
    var result = self
    for cube in other.cubes { result.insert(cube) }
    return result
  }

  public func intersection(_ other: Self) -> Self {
    var result = Self()
    for cube in cubes {
      result.cubes += other.cubes.compactMap { cube.intersection($0) }
    }
    return result
  }

  public func subtracting(_ cube: PacketCube) -> Self {
    var result = Self()
    result.cubes = cubes.flatMap { $0.subtracting(cube) }
    return result
  }

  public func subtracting(_ other: Self) -> Self {
    other.cubes.reduce(self) { $0.subtracting($1) }
  }

  public func isSubset(of other: Self) -> Bool { subtracting(other).isEmpty }

  /// Whether both hold the same packets, however they are cut into cubes.
  public func isEquivalent(to other: Self) -> Bool {
    isSubset(of: other) && other.isSubset(of: self)
  }
}
