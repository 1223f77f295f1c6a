/// A set of addresses of both families.
public struct AddressSet: Hashable, Sendable {
  public var ipv4: AddressBits
  public var ipv6: AddressBits

  public init(ipv4: AddressBits = AddressBits(), ipv6: AddressBits = AddressBits()) {
    self.ipv4 = ipv4
    self.ipv6 = ipv6
  }

  public init(_ prefixes: some Sequence<Prefix>) {
    self.init(blocks: Array(prefixes))
  }

  private init(blocks all: [Prefix]) {
    ipv4 = AddressBits(all.filter { $0.family == .ipv4 }.map(\.range))
    ipv6 = AddressBits(all.filter { $0.family == .ipv6 }.map(\.range))
  }

  public init(_ addresses: [Address]) {
    ipv4 = AddressBits(addresses.lazy.filter { $0.family == .ipv4 }.map { $0.bits...$0.bits })
    ipv6 = AddressBits(addresses.lazy.filter { $0.family == .ipv6 }.map { $0.bits...$0.bits })
  }

  public init(_ family: Family, _ bits: AddressBits) {
    self.init()
    self[family] = bits
  }

  /// The part of one family.
  public subscript(family: Family) -> AddressBits {
    get { family == .ipv4 ? ipv4 : ipv6 }
    set { if family == .ipv4 { ipv4 = newValue } else { ipv6 = newValue } }
  }

  public var isEmpty: Bool { ipv4.isEmpty && ipv6.isEmpty }

  public func contains(_ address: Address) -> Bool { self[address.family].contains(address.bits) }

  public func union(_ other: Self) -> Self {
    Self(ipv4: ipv4.union(other.ipv4), ipv6: ipv6.union(other.ipv6))
  }

  public func intersection(_ other: Self) -> Self {
    Self(ipv4: ipv4.intersection(other.ipv4), ipv6: ipv6.intersection(other.ipv6))
  }

  public func subtracting(_ other: Self) -> Self {
    Self(ipv4: ipv4.subtracting(other.ipv4), ipv6: ipv6.subtracting(other.ipv6))
  }
}

extension AddressBits {
  /// The fewest blocks that hold exactly these addresses, ascending.
  public func prefixes(_ family: Family) -> [Prefix] {
    var result: [Prefix] = []
    for interval in intervals {
      var lower = interval.lower
      while true {
        let length = Self.widestBlock(at: lower, through: interval.upper, family)
        let block = Prefix(containing: Address(family, lower), length: length)
        result.append(block)
        guard block.last.bits < interval.upper else { break }
        lower = block.last.bits + 1
      }
    }
    return result
  }

  private static func widestBlock(
    at lower: UInt128, through upper: UInt128, _ family: Family
  ) -> Int {
    var length = family.width
    let address = Address(family, lower)
    while length > 0 {
      let wider = Prefix(containing: address, length: length - 1)
      guard wider.base.bits == lower, wider.last.bits <= upper else { break }
      length -= 1
    }
    return length
  }
}
