import NetproofModel
import NetproofSets
import NetproofSyntax
import Testing

// Small helpers that write topologies as values; a place is a line number.

func at(_ line: Int) -> Span {
  Span(source: SourceID(0), line: line, column: 0, endLine: line, endColumn: 1)
}

func text(_ value: String, _ line: Int = 0) -> Located<String> { Located(value, at: at(line)) }

func on(_ value: Bool = true) -> Located<Bool> { Located(value, at: at(0)) }

func block(_ text: String, _ line: Int = 0) -> Located<Prefix> {
  guard let prefix = try? Prefix(text) else {
    Issue.record("`\(text)` is no prefix")
    return Located(Prefix(Address(.ipv4, 0)), at: at(line))
  }
  return Located(prefix, at: at(line))
}

func address(_ text: String, _ line: Int = 0) -> Located<Address> {
  if Address(text) == nil { Issue.record("`\(text)` is no address") }
  return Located(Address(text) ?? Address(.ipv4, 0), at: at(line))
}

func head(_ name: String, _ line: Int = 0, state: String? = nil, described: Bool = true)
  -> EntryHead
{
  var head = EntryHead(name: text(name, line))
  head.state = state.map { text($0, line) }
  head.isDescribed = described
  return head
}

func service(_ name: IPProtocol?, _ ports: ClosedRange<UInt16>?...) -> RuleService {
  var service = RuleService(
    protocols: Located(name.map { ProtocolSet($0) } ?? .all, at: at(0)))
  let ranges = ports.compactMap { $0 }
  if !ranges.isEmpty { service.ports = ranges.map { Located(PortSet($0), at: at(0)) } }
  return service
}

func route(_ to: String, via: String, state: String? = nil, line: Int = 0) -> RouteEntry {
  let isPrefix = to.contains("/")
  var entry = RouteEntry(
    span: at(line), to: isPrefix ? .prefix(block(to, line)) : .name(text(to, line)),
    via: text(via, line))
  entry.state = state.map { text($0, line) }
  return entry
}

func subnet(
  _ name: String, _ blocks: String..., zone: String = "az1", routeTable: String? = nil,
  line: Int = 0
) -> SubnetEntry {
  var entry = SubnetEntry(head: head(name, line))
  entry.cidrs = blocks.map { block($0, line) }
  entry.zone = text(zone)
  entry.routeTable = routeTable.map { text($0, line) }
  return entry
}

func table(
  _ name: String, main: Bool = false, edgeOf: String? = nil, _ routes: RouteEntry...
) -> RouteTableEntry {
  var entry = RouteTableEntry(head: head(name))
  entry.isMain = main ? on() : nil
  entry.edgeOf = edgeOf.map { [text($0)] } ?? []
  entry.routes = Listing(routes, at: at(0))
  return entry
}

func group(
  _ name: String, inbound: [SecurityGroupRuleEntry]? = nil,
  outbound: [SecurityGroupRuleEntry]? = nil, isDefault: Bool = false
) -> SecurityGroupEntry {
  var entry = SecurityGroupEntry(head: head(name))
  entry.inbound = inbound.map { Listing($0, at: at(0)) }
  entry.outbound = outbound.map { Listing($0, at: at(0)) }
  entry.isDefault = isDefault ? on() : nil
  return entry
}

func allow(_ service: RuleService, _ peers: String..., line: Int = 0) -> SecurityGroupRuleEntry {
  SecurityGroupRuleEntry(
    span: at(line), service: service,
    peers: peers.map {
      $0.contains("/0") || Address(String($0.prefix { $0 != "/" })) != nil
        ? .prefix(block($0, line)) : .name(text($0, line))
    })
}

func host(
  _ name: String, _ subnet: String, _ addresses: String..., publicIP: String? = nil,
  groups: [String] = [], state: String? = nil, line: Int = 0
) -> InterfaceEntry {
  var entry = InterfaceEntry(head: head(name, line, state: state))
  entry.subnet = text(subnet, line)
  let all = addresses.map { address($0, line) }
  entry.privateIPs = all.filter { $0.value.family == .ipv4 }
  entry.ipv6 = all.filter { $0.value.family == .ipv6 }
  entry.publicIPs = publicIP.map { [(nil, address($0, line))] } ?? []
  entry.securityGroups = groups.map { text($0, line) }
  return entry
}

func nat(
  _ name: String, _ subnet: String, _ privateIP: String?, _ publicIP: String?,
  state: String? = nil
) -> NATGatewayEntry {
  var entry = NATGatewayEntry(head: head(name, state: state), subnet: text(subnet))
  entry.privateIPs = privateIP.map { [address($0)] } ?? []
  entry.publicIP = publicIP.map { address($0) }
  return entry
}

func vpc(
  _ name: String, _ blocks: String..., account: String? = nil,
  _ edit: (inout VPCEntry) -> Void = { _ in }
) -> VPCEntry {
  var entry = VPCEntry(head: head(name))
  entry.cidrs = blocks.map { block($0) }
  entry.account = account.map { text($0) }
  edit(&entry)
  return entry
}

func topology(_ vpcs: VPCEntry..., edit: (inout Topology) -> Void = { _ in }) -> Topology {
  var topology = Topology()
  topology.vpcs = vpcs
  edit(&topology)
  return topology
}

/// A VPC with one subnet `s` of 10.0.1.0/24 and everything that routes may lead to.
func small(_ edit: (inout VPCEntry) -> Void = { _ in }) -> VPCEntry {
  vpc("v", "10.0.0.0/16", "2600:db8::/56") { entry in
    entry.internetGateways = [GatewayEntry(head: head("igw"))]
    entry.egressOnlyInternetGateways = [GatewayEntry(head: head("eigw"))]
    entry.subnets = [subnet("s", "10.0.1.0/24", "2600:db8:0:1::/64"), subnet("t", "10.0.2.0/24")]
    entry.natGateways = [nat("nat", "s", "10.0.1.100", "52.0.0.100")]
    entry.instances = [host("web", "s", "10.0.1.10", publicIP: "52.0.0.10")]
    edit(&entry)
  }
}

extension Topology {
  /// The codes of the faults, in order of place, or none if the topology resolves.
  var faults: [String] {
    do throws(Rejection) {
      _ = try resolved()
      return []
    } catch {
      return error.diagnostics.filter { $0.severity == .error }.map(\.code)
    }
  }

  var rejection: [Diagnostic] {
    do throws(Rejection) {
      _ = try resolved()
      return []
    } catch {
      return error.diagnostics
    }
  }
}

extension Table {
  /// The element of a name.
  func named(_ name: String, _ identity: (Element) -> Identity) -> Element? {
    elements.first { identity($0).name == name }
  }
}
