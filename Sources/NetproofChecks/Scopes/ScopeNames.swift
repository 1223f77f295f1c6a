import NetproofEngine
import NetproofModel

/// Numbers findings so that they keep their numbers while the network changes around them.
struct ScopeNames {
  private let model: Model
  /// Names that several units of a side share.
  private var shared: Set<String> = []

  init(_ model: Model, _ units: [ScopeUnit]) {
    self.model = model
    var seen: Set<String> = []
    for unit in units where !seen.insert(plainName(unit)).inserted {
      shared.insert(plainName(unit))
    }
  }

  /// The name of a unit: where it is and which groups it has, not who belongs to it just now.
  func name(_ unit: ScopeUnit) -> String {
    let name = plainName(unit)
    guard shared.contains(name), case .interface(let id)? = unit.members.first else { return name }
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
