import NetproofEngine
import NetproofModel

/// Numbers findings so that they keep their numbers while the network changes around them.
struct ScopeNames {
  private let model: Model
  /// The first unit of each name, by its first member; further ones are told by that member.
  private var first: [String: End.Subject] = [:]

  init(_ model: Model, _ units: [ScopeUnit]) {
    self.model = model
    for unit in units {
      let name = plainName(unit)
      if first[name] == nil { first[name] = unit.members[0] }
    }
  }

  /// The name of a unit: where it is and which groups it has, not who belongs to it just now.
  func name(_ unit: ScopeUnit) -> String {
    let name = plainName(unit)
    guard first[name] != unit.members[0], case .interface(let id) = unit.members[0] else {
      return name
    }
    return "\(name)#\(model.interfaces[id].identity.qualifiedName)"
  }

  private func plainName(_ unit: ScopeUnit) -> String {
    switch unit.members[0] {
    case .interface(let id):
      let interface = model.interfaces[id]
      let groups = interface.securityGroups.map { model.securityGroups[$0].identity.qualifiedName }
      let subnet = model.subnets[interface.subnet].identity.qualifiedName
      return "\(subnet)[\(groups.sorted().joined(separator: ","))]"
    case .network(let id): return "network:\(model.networks[id].identity.qualifiedName)"
    case .address: return "address:\(unit.addresses?.first.map { "\($0)" } ?? "")"
    }
  }

  /// Sixteen hexadecimal digits for some texts.
  ///
  /// Source: Fowler, Noll, Vo: FNV-1a with 64 bits (IETF draft-eastlake-fnv).
  static func id(_ texts: String...) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in texts {
      for byte in text.utf8 + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
