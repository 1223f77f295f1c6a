import NetproofSets

/// What a neutral network leaves out and a topology needs: where its transit gateways are attached,
/// and which public addresses it has.
///
/// Every VPC gets a subnet for its attachments: the highest free /28 of its blocks, with `local`
/// routes only and a network ACL that allows everything. Public addresses are counted up from
/// 52.0.0.0, but for those of the network's own externals.
struct NeutralLayout: Sendable {
  /// The block of the attachment subnet of each VPC that has attachments.
  private(set) var attachmentBlocks: [String: Prefix] = [:]
  /// Public addresses by interface or NAT gateway.
  private(set) var publicAddresses: [String: Address] = [:]

  /// - Throws: ``NeutralError`` where a VPC has no room, or an address cannot be read.
  init(_ network: Neutral) throws(NeutralError) {
    let attached = Set(network.tgws.flatMap(\.attachments).map(\.vpc))
    for vpc in network.vpcs where attached.contains(vpc.id) {
      var used: [Prefix] = []
      for subnet in network.subnets where subnet.vpc == vpc.id {
        used.append(try Neutral.prefix(subnet.cidr))
      }
      attachmentBlocks[vpc.id] = try Self.room(in: vpc, beside: used)
    }
    let taken = Set(network.externals.map(\.ip))
    var next = UInt128(52) << 24
    func invent() -> Address {
      var address = Address(.ipv4, next)
      while taken.contains(address.description) {
        next += 1
        address = Address(.ipv4, next)
      }
      next += 1
      return address
    }
    for interface in network.enis where interface.isPublic {
      publicAddresses[interface.id] = invent()
    }
    for gateway in network.nats { publicAddresses[gateway.id] = invent() }
  }

  private static func room(
    in vpc: Neutral.VPC, beside used: [Prefix]
  ) throws(NeutralError) -> Prefix {
    for text in vpc.cidrs.reversed() {
      let block = try Neutral.prefix(text)
      guard block.length <= 28 else { continue }
      var base = block.last.bits - 15
      while base >= block.base.bits {
        let room = Prefix(containing: Address(.ipv4, base), length: 28)
        guard let obstacle = used.first(where: { $0.overlaps(room) }) else { return room }
        guard obstacle.base.bits >= block.base.bits + 16 else { break }
        base = min(base, obstacle.base.bits) - 16
      }
    }
    throw NeutralError("\(vpc.id) has no free /28 for its attachments")
  }
}

/// Why a neutral network cannot be converted.
public struct NeutralError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}

extension Neutral {
  static func prefix(_ text: String) throws(NeutralError) -> Prefix {
    guard let prefix = try? Prefix(text) else { throw NeutralError("`\(text)` is no block") }
    return prefix
  }

  static func address(_ text: String) throws(NeutralError) -> Address {
    guard let address = Address(text) else { throw NeutralError("`\(text)` is no address") }
    return address
  }
}
