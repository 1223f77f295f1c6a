import NetproofChecks
public import NetproofEngine
import NetproofModel
import NetproofSets

/// Sets of ends and ports in few words: `sg:web-sg (4)`, `tcp/22, 80-89, icmp`.
struct EndSetText {
  private let model: Model
  /// Names that things of different VPCs share, by kind.
  private let shared: Set<ComponentName>
  /// Whether names are taken in their own VPC, in a list about several VPCs.
  var isLocal = false

  private struct ComponentName: Hashable {
    let kind: ComponentID.Kind
    let name: String
  }

  init(_ model: Model) {
    self.model = model
    var (seen, shared): (Set<ComponentName>, Set<ComponentName>) = ([], [])
    func add(_ kind: ComponentID.Kind, _ name: String) {
      let entry = ComponentName(kind: kind, name: name)
      if !seen.insert(entry).inserted { shared.insert(entry) }
    }
    for interface in model.interfaces.elements { add(.interface, interface.identity.name) }
    for group in model.securityGroups.elements { add(.securityGroup, group.identity.name) }
    for subnet in model.subnets.elements { add(.subnet, subnet.identity.name) }
    self.shared = shared
  }

  func text(_ set: EndSet) -> String {
    let isCounted = set.terms.count == 1 && set.exceptions.isEmpty && !isLocal
    var text = set.terms.map(term).joined(separator: ", ")
    if isCounted, let first = set.terms.first, Self.holdsSeveral(first) {
      text += " (\(Self.number(set.count)))"
    }
    guard !set.exceptions.isEmpty else { return text }
    return text + " except " + set.exceptions.map(term).joined(separator: ", ")
  }

  private static func holdsSeveral(_ term: EndSet.Term) -> Bool {
    switch term {
    case .vpc, .securityGroup, .subnet, .tag: true
    case .everything, .everyInterface, .network, .interface, .some, .vpcs, .spread: false
    }
  }

  private func term(_ term: EndSet.Term) -> String {
    switch term {
    case .everything: "everything"
    case .everyInterface: "every interface"
    case .vpc(let id): isLocal ? "the VPC" : reference(.vpc(id))
    case .securityGroup(let id): reference(.securityGroup(id))
    case .subnet(let id): reference(.subnet(id))
    case .tag(let key, let value): "tag:\(key)=\(value)"
    case .network(let id): name(.network(id))
    case .interface(let id): name(.interface(id))
    case .some(let count, let whole, let first):
      "\(Self.number(count)) of \(self.term(whole)) (\(name(.interface(first))), …)"
    case .vpcs(let count, let first):
      "\(Self.number(count)) VPCs (\(name(.vpc(first))), …)"
    case .spread(let count, let vpcs, let first):
      "\(Self.number(count)) in \(Self.number(vpcs)) VPCs (\(name(.interface(first))), …)"
    }
  }

  /// As `--from` and `--to` take it: `sg:web-sg`, or `sg:prod/web-sg` if that is not enough.
  private func reference(_ component: ComponentID) -> String {
    "\(component.kind.shortForm):\(name(component).replacing(" (implied)", with: ""))"
  }

  private func name(_ component: ComponentID) -> String {
    let identity = model.identity(of: component)
    let entry = ComponentName(kind: component.kind, name: identity.name)
    return isLocal || !shared.contains(entry) ? identity.name : identity.qualifiedName
  }

  /// A number with its thousands apart: `1,234,567`.
  static func number(_ value: some BinaryInteger) -> String {
    let digits = String(value)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// `1 pair`, `1,200 pairs`.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(number(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  // MARK: - Ports

  /// The ports, `any` if they are all that was asked about.
  static func ports(_ ports: CountedPorts, of asked: CountedPorts) -> String {
    if ports == .all, asked == .all { return "any" }
    var parts: [String] = []
    if !ports.tcp.isEmpty { parts.append(Self.ports(ports.tcp, "tcp")) }
    if !ports.udp.isEmpty { parts.append(Self.ports(ports.udp, "udp")) }
    if ports.hasEcho { parts.append("icmp") }
    return parts.joined(separator: ", ")
  }

  /// All but a few ports are told by what is missing.
  private static func ports(_ set: PortSet, _ name: String) -> String {
    if set.isAll { return name }
    let missing = PortSet.all.subtracting(set)
    guard missing.intervals.count < set.intervals.count, set.count > missing.count else {
      return "\(name)/\(PacketText.ports(set))"
    }
    return "\(name) (except \(PacketText.ports(missing)))"
  }
}

/// Ports in few words.
public enum PortsText {
  public static func text(_ ports: CountedPorts) -> String {
    EndSetText.ports(ports, of: .all)
  }
}
