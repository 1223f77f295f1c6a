import NetproofModel
import NetproofSets

/// The lines and names of a sketch.
extension Sketch {
  /// The written network ACLs and the default one of each VPC, `acl(NAME)`.
  var allACLs: Names<Rules> {
    var result = acls
    let all = ["100 allow all 0.0.0.0/0", "101 allow all ::/0"]
    for (name, _) in vpcs.entries {
      result["acl(\(name))"] = Rules(vpc: name, inbound: all, outbound: all)
    }
    return result
  }

  func identity(_ name: String, region: String? = nil) -> Identity {
    Identity(
      name: name, qualifiedName: name, region: region, isDescribed: !undescribed.contains(name))
  }

  func id<Value, Element>(_ name: String, _ names: Names<Value>) throws -> ID<Element> {
    guard let index = names.index(name) else { throw SketchError("no \(name)") }
    return ID(index)
  }

  func entry<Value>(_ name: String, _ names: Names<Value>) throws -> Value {
    guard let value = names[name] else { throw SketchError("no \(name)") }
    return value
  }

  func prefix(_ text: String) throws -> Prefix { try Prefix(text) }

  func address(_ text: String) throws -> Address {
    guard let address = Address(text) else { throw SketchError(text) }
    return address
  }

  /// `tcp/443`, `tcp/1024-65535`, `icmp/8` (all codes of a type), `protocol/47`, `udp`, `all`.
  func service(_ text: String) throws -> Service {
    let parts = text.split(separator: "/").map(String.init)
    let kinds = ["tcp": 6, "udp": 17, "icmp": 1, "icmpv6": 58] as [String: UInt8]
    if text == "all" { return .all }
    if let number = parts.last.flatMap({ UInt8($0) }), parts[0] == "protocol" {
      return Service(IPProtocol(number))
    }
    guard let kind = kinds[parts[0]].map({ IPProtocol($0) }) else { throw SketchError(text) }
    guard parts.count == 2 else { return Service(kind) }
    let bounds = parts[1].split(separator: "-").compactMap { UInt16($0) }
    guard let first = bounds.first, let last = bounds.last else { throw SketchError(text) }
    let ports =
      kind.isICMP
      ? ICMP.ports(type: UInt8(truncatingIfNeeded: first)) : PortSet(first...last)
    return Service(kind, ports: ports)
  }

  func aclRule(_ line: String) throws -> NetworkACLRule {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 4, let number = Int(words[0]) else { throw SketchError(line) }
    return NetworkACLRule(
      number: number, allows: words[1] == "allow", service: try service(words[2]),
      cidr: try prefix(words[3]))
  }

  func groupRule(_ line: String) throws -> SecurityGroupRule {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 2 else { throw SketchError(line) }
    let name = words[1]
    let peer: SecurityGroupRule.Peer
    if groups.index(name) != nil {
      peer = .group(try id(name, groups))
    } else if prefixLists.index(name) != nil {
      peer = .prefixList(try id(name, prefixLists))
    } else if let index = networks.index(name) {
      peer = .network(ID(index + 1))
    } else {
      peer = .prefix(try prefix(name))
    }
    return SecurityGroupRule(service: try service(words[0]), peer: peer)
  }

  /// A route, active unless its target is gone or a host that is not up.
  func route(_ line: String) throws -> Route {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 2 else { throw SketchError(line) }
    let destination: Route.Destination =
      prefixLists.index(words[0]) == nil
      ? .prefix(try prefix(words[0])) : .prefixList(try id(words[0], prefixLists))
    let target = target(words[1])
    return Route(
      destination: destination, target: target, origin: .written,
      state: target == .blackhole || isDown(words[1]) ? .blackhole : .active)
  }

  private func isDown(_ name: String) -> Bool {
    if let host = hosts[name] { return !host.isAttached || host.state != .running }
    return vpcs.entries.contains { $0.value.gateway == name && !$0.value.isGatewayAttached }
  }

  private func target(_ name: String) -> Route.Target {
    let gateways = vpcs.entries.compactMap(\.value.gateway)
    let egressOnly = vpcs.entries.compactMap(\.value.egressOnlyGateway)
    if name == "local" { return .local }
    if let index = gateways.firstIndex(of: name) { return .internetGateway(ID(index)) }
    if let index = egressOnly.firstIndex(of: name) {
      return .egressOnlyInternetGateway(ID(index))
    }
    if let index = natGateways.index(name) { return .natGateway(ID(index)) }
    if let index = peerings.index(name) { return .peering(ID(index)) }
    if let index = hubs.index(name) { return .transitGateway(ID(index)) }
    if let index = hosts.index(name) { return .interface(ID(index)) }
    return .blackhole
  }
}
