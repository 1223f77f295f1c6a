import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

/// Asks the trace search about single packets to and from the internet, and holds a diff against it.
struct InternetDiffCheck {
  private let old: Analyzer
  private let new: Analyzer
  private let diff: NetworkDiff
  private let internet: AddressSet

  private static let questions = 60

  init(_ old: Analyzer, _ new: Analyzer, _ diff: NetworkDiff) {
    self.old = old
    self.new = new
    self.diff = diff
    internet = old.model.networks[Model.internet].addresses
      .intersection(new.model.networks[Model.internet].addresses)
  }

  func disagreements(using random: inout Seeded) -> [String] {
    var result: [String] = []
    for _ in 0..<Self.questions {
      guard let address = address(&random), let text = ask(address, &random) else { continue }
      result.append(text)
    }
    return result
  }

  /// An address at the edge of what some rule or line names, or any.
  private func address(_ random: inout Seeded) -> Address? {
    var edges: [Address] = [Address(.ipv4, 0x0101_0101)]
    for model in [old.model, new.model] {
      for group in model.securityGroups.elements {
        for rule in group.inbound + group.outbound {
          if case .prefix(let prefix) = rule.peer { edges += [prefix.base, prefix.last] }
        }
      }
      for acl in model.networkACLs.elements {
        for rule in acl.inbound + acl.outbound { edges += [rule.cidr.base, rule.cidr.last] }
      }
    }
    edges.append(Address(.ipv6, UInt128(0x2600_0000) << 96 | UInt128(random.int(1...99))))
    let outside = edges.filter { internet.contains($0) }
    return outside.isEmpty ? nil : random.pick(outside)
  }

  private func ask(_ address: Address, _ random: inout Seeded) -> String? {
    guard new.model.interfaces.count > 0 else { return nil }
    let id = ID<NetworkInterface>(random.int(0...new.model.interfaces.count - 1))
    let isInbound = random.chance(50)
    let ports = [22, 80, 443, 3306, 1024].map { UInt16($0) } + edges
    let service = Service(random.chance(70) ? .tcp : .udp, ports: PortSet(random.pick(ports)))
    func verdict(_ analyzer: Analyzer) -> Verdict? {
      let own = End(
        .interface(id), addresses: analyzer.model.interfaces[id].addresses, isExplicit: false)
      let outside = End(
        .network(Model.internet), addresses: AddressSet([address]), isExplicit: true)
      let query = Query(
        from: [isInbound ? outside : own], to: [isInbound ? own : outside],
        ipv4Services: [service], ipv6Services: [service], family: address.family)
      return try? analyzer.verdict(of: query)
    }
    let verdicts = (verdict(old), verdict(new))
    // "Anywhere" means the families that the end has.
    if verdicts.0 == nil, verdicts.1 == nil { return nil }
    let (before, after) = (verdicts.0 ?? .unreachable, verdicts.1 ?? .unreachable)
    let told = told(id.index, address, service, isInbound)
    let found = before == after ? [] : [Transition(before, after)]
    guard told != found else { return nil }
    let way =
      isInbound ? "\(address) to interface \(id.index)" : "interface \(id.index) to \(address)"
    return "internet: \(way) \(service): told \(told), found \(found)"
  }

  /// Ports at which lines begin.
  private var edges: [UInt16] {
    diff.internet.flatMap { $0.ports.tcp.intervals.map(\.lower) }
  }

  private func told(
    _ number: Int, _ address: Address, _ service: Service, _ isInbound: Bool
  ) -> [Transition] {
    let isTCP = service.protocols.contains(.tcp)
    let own = diff.internet.filter { line in
      let numbers = isInbound ? line.destinationNumbers : line.sourceNumbers
      let ports = isTCP ? line.ports.tcp : line.ports.udp
      return line.isFromInternet == isInbound && numbers.contains(number)
        && !ports.intersection(service.ports).isEmpty && holds(line.remote, address)
    }
    return Array(Set(own.map(\.change))).sorted()
  }

  private func holds(_ remote: InternetLine.Remote?, _ address: Address) -> Bool {
    switch remote {
    case .anywhere: true
    case .anywhereIn(let family): address.family == family
    case .addresses(let set): set.contains(address)
    case nil: false
    }
  }
}
