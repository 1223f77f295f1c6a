import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofTestSupport

/// Draws questions between single ends of a model, on single ports.
struct RandomQuestion {
  private let model: Model
  private let ports: [UInt16]
  private var random: Seeded

  init(_ model: Model, seed: UInt64) {
    self.model = model
    random = Seeded(seed: seed)
    ports = Self.ports(of: model)
  }

  /// A question from an interface or network to another; every eighth end is a network.
  ///
  /// Half of the ports are those that some rule names, half any.
  mutating func next() -> Query {
    while true {
      let (from, to) = (end(), end())
      if case .network = from.subject, case .network = to.subject { continue }
      guard from.subject != to.subject else { continue }
      let service = Service(random.chance(80) ? .tcp : .udp, ports: PortSet(port()))
      return Query(from: [from], to: [to], ipv4Services: [service], ipv6Services: [service])
    }
  }

  /// A question to or from an interface that an edit touches.
  mutating func next(touching edit: Edit, _ analyzer: Analyzer) -> Query {
    let touched = TouchedEnds(edit, analyzer).interfaces
    guard !touched.isEmpty else { return next() }
    let own = random.pick(touched)
    let near = End(
      .interface(own), addresses: analyzer.model.interfaces[own].addresses, isExplicit: false)
    var far = end()
    while far.subject == near.subject { far = end() }
    let service = Service(.tcp, ports: PortSet(port()))
    let (from, to) = random.chance(50) ? (near, far) : (far, near)
    return Query(from: [from], to: [to], ipv4Services: [service], ipv6Services: [service])
  }

  private mutating func port() -> UInt16 {
    if !ports.isEmpty, random.chance(50) { return random.pick(ports) }
    return UInt16(random.int(1...65535))
  }

  private mutating func end() -> End {
    if random.chance(12) || model.interfaces.count == 0 {
      let id = ID<Network>(random.int(0...model.networks.count - 1))
      return End(.network(id), addresses: model.networks[id].addresses, isExplicit: false)
    }
    let id = ID<NetworkInterface>(random.int(0...model.interfaces.count - 1))
    return End(.interface(id), addresses: model.interfaces[id].addresses, isExplicit: false)
  }

  private static func ports(of model: Model) -> [UInt16] {
    var found: Set<UInt16> = []
    for group in model.securityGroups.elements {
      for rule in group.inbound + group.outbound where !rule.service.ports.isAll {
        if let port = rule.service.ports.first { found.insert(port) }
      }
    }
    return found.sorted()
  }
}
