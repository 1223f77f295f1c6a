import NetproofSets
import NetproofSyntax

enum LoadBalancerKeys {
  static let state = Key.state(
    LoadBalancer.State.allCases.map(\.rawValue), "Only an active one serves.",
    default: "`active`")
  static let type = Key(
    "type", .word(of: LoadBalancer.Kind.self, "a type of load balancer"),
    "`network`, `application`, `gateway` or `classic`.", isRequired: true, otherWords: ["kind"])
  static let scheme = Key(
    "scheme", .word(of: LoadBalancer.Scheme.self, "`internal` or `internet-facing`"),
    "Whether its nodes have public addresses.", default: "`internal`")
  static let subnets = Key(
    "subnets", .nodes, "Its subnets, one a zone, each with the addresses of its node there.",
    isRequired: true, otherWords: ["nodes", "subnet-mappings"])
  static let securityGroups = Key(
    "security-groups", .oneOrMore(.reference, "a security group or a list of them"),
    "The security groups of its nodes.",
    default: "none for `network` and `gateway`, else the VPC's default one",
    otherWords: ["sg", "sgs", "groups"])
  static let crossZone = Key(
    "cross-zone", .boolean, "Whether nodes use targets of other zones.",
    default: "`true` for `application`, else `false`",
    otherWords: ["cross-zone-load-balancing"])
  static let listeners = Key(
    "listeners", .list(of: ListenerKeys.kind, "a list of listeners", TopologyReader.listener),
    "What it accepts, and where that goes.", default: "none")
  static let instances = Key(
    "instances", .targets, "The instances of a classic one.", default: "none")

  static let kind = EntryKind(
    "load-balancer", "a load balancer", "Takes connections and hands them to targets.",
    keys: [
      type.description, scheme.description, subnets.description, securityGroups.description,
      listeners.description, crossZone.description, instances.description,
    ] + HeadKeys.all(state: state))
}

/// The addresses of a node.
enum NodeKeys {
  static let privateIP = Key(
    "private-ip", .address, "Its private IPv4 address.", isRequired: true,
    otherWords: ["ip", "address"])
  static let publicIP = Key(
    "public-ip", .address, "Its public address, if the load balancer is internet-facing.",
    otherWords: ["eip", "elastic-ip"])
  static let ipv6 = Key("ipv6", .address, "Its IPv6 address, if it has one.")
  static let carrierIP = Key(
    "carrier-ip", .address, "Its address in the carrier's network, in a Wavelength Zone.",
    otherWords: ["carrier-address", "carrier-ip-address"])
  static let customerOwnedIP = Key(
    "customer-owned-ip", .address, "Its customer-owned address, on an Outpost.",
    otherWords: ["coip", "customer-owned-ipv4"])

  static let kind = EntryKind(
    "node", "a node", "A load balancer's place in one subnet.",
    keys: [
      privateIP.description, publicIP.description, ipv6.description, carrierIP.description,
      customerOwnedIP.description,
    ])
}

enum ListenerKeys {
  static let port = Key(
    "port", .oneOrMore(.service, "a port or a list of ports"),
    "What it accepts: `tcp/443`; one port, or that of TCP and UDP both. Of a Gateway Load Balancer "
      + "`udp/6081`.", isRequired: true,
    otherWords: ["ports"])
  static let to = Key(
    "to", .oneOrMore(.reference, "a target group or a list of them"),
    "The target groups that it may send connections to.",
    default: "the load balancer answers by itself, as with a redirect",
    otherWords: ["target-group", "target-groups", "forward"])
  static let instancePort = Key(
    "instance-port", .integer(1...65535, "a port"),
    "Of a classic load balancer: the port of its instances.",
    otherWords: ["target-port", "backend-port"])

  static let kind = EntryKind(
    "listener", "a listener", "What a load balancer accepts, and where that goes.",
    keys: [port.description, to.description, instancePort.description],
    groups: [
      KeyGroup(
        to.name, instancePort.name,
        help: "write `instance-port` for a classic load balancer, `to` for the others")
    ])
}

enum TargetGroupKeys {
  static let type = Key(
    "type", .word(of: TargetGroup.Kind.self, "a type of target"),
    "What its targets are.", default: "`instance`", otherWords: ["target-type"])
  static let port = Key(
    "port", .oneOrMore(.service, "a port or a list of ports"),
    "Where targets listen: `tcp/8080`; the same port for TCP and UDP if it has both.",
    isRequired: true, otherWords: ["ports"])
  static let family = Key(
    "family", .family, "The addresses by which targets are reached.", default: "`ipv4`",
    otherWords: ["ip-address-type"])
  static let preservesClientAddress = Key(
    "preserve-client-ip", .boolean,
    "Whether targets see the client's address, behind a network load balancer.",
    default: "`true` for `instance` and for UDP, else `false`",
    otherWords: ["preserve-client-ip-enabled", "client-ip-preservation"])
  static let crossZone = Key(
    "cross-zone", .boolean, "Whether nodes use targets of other zones.",
    default: "that of the load balancer")
  static let targets = Key(
    "targets", .targets, "What is registered: names or addresses.", default: "none")

  static let kind = EntryKind(
    "target-group", "a target group", "Targets among which a load balancer chooses.",
    keys: [
      type.description, port.description, targets.description, family.description,
      preservesClientAddress.description, crossZone.description,
    ] + HeadKeys.all())
}

enum TargetKeys {
  static let to = Key(
    "to", .reference, "An instance, interface or load balancer, or an address.",
    isRequired: true, otherWords: ["target", "instance", "ip"])
  static let port = Key(
    "port", .integer(1...65535, "a port"), "Its own port.", default: "the group's")
  static let health = Key(
    "health", .word(of: TargetGroup.Health.self, "a state of health"),
    "How it fares; only what is healthy gets new connections.",
    default: "`healthy`, unless its host does not run", otherWords: ["state"])

  static let kind = EntryKind(
    "target", "a target", "What is registered in a target group.",
    keys: [to.description, port.description, health.description])
}

extension Shape where Value == [TargetEntry] {
  /// Names, addresses or maps.
  fileprivate static var targets: Self {
    let name = Shape<Located<String>>.reference
    return Self(.list(.either(name.description, .entry(TargetKeys.kind)))) { node, diagnostics in
      guard let nodes = node.list("a list of targets", into: &diagnostics) else { return nil }
      return nodes.compactMap { node in
        guard node.entries == nil else {
          return Fields(node, TargetKeys.kind, into: &diagnostics)
            .flatMap { TopologyReader.target($0, &diagnostics) }
        }
        return name.read(node, &diagnostics).map { TargetEntry(to: $0) }
      }
    }
  }
}

extension Shape where Value == [LoadBalancerEntry.Node] {
  /// For each subnet an address, or a map of addresses.
  fileprivate static var nodes: Self {
    let address = Shape<Located<Address>>.address
    let value = ShapeDescription.either(address.description, .entry(NodeKeys.kind))
    return Self(.map(key: .pattern(.reference), value: value)) { node, diagnostics in
      guard let entries = node.map("a map from subnets to addresses", into: &diagnostics)
      else { return nil }
      var nodes: Value = []
      for entry in entries {
        var new = LoadBalancerEntry.Node(subnet: entry.key)
        if entry.value.entries != nil {
          guard let fields = Fields(entry.value, NodeKeys.kind, into: &diagnostics)
          else { continue }
          new.privateIP = fields.read(NodeKeys.privateIP, into: &diagnostics)
          new.publicIP = fields.read(NodeKeys.publicIP, into: &diagnostics)
          new.ipv6 = fields.read(NodeKeys.ipv6, into: &diagnostics)
          new.carrierIP = fields.read(NodeKeys.carrierIP, into: &diagnostics)
          new.customerOwnedIP = fields.read(NodeKeys.customerOwnedIP, into: &diagnostics)
        } else {
          guard let own = address.read(entry.value, &diagnostics) else { continue }
          new.privateIP = own
        }
        nodes.append(new)
      }
      return nodes
    }
  }
}
