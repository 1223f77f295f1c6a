import NetproofSets
import NetproofSyntax

/// What AWS refuses about a load balancer or a target group.
///
/// Source: Elastic Load Balancing user guides for Network, Application and Classic Load Balancers;
/// rules R205 to R213.
enum LoadBalancerFault: Hashable, Sendable {
  /// An application load balancer in fewer than two zones.
  case oneZone(Located<String>)
  /// One in zones of different types: a subnet and another one.
  case zonesOfTwoTypes(Reference, String, Reference, String)
  /// One on an Outpost with a second subnet.
  case twoOnOutpost(Reference)
  /// A protocol that its type does not accept.
  case protocolOfListener(Located<String>, LoadBalancer.Kind)
  case listenerTwice(Located<String>, first: Span)
  /// A target group that does not speak what the listener accepts.
  case protocolOfGroup(Reference, listener: String)
  /// A target group of a type that the load balancer cannot use.
  case typeOfGroup(Reference, TargetGroup.Kind, LoadBalancer.Kind)
  case groupOfOther(Reference, other: String)
  /// An IPv6 target group behind nodes without IPv6.
  case familyOfGroup(Reference)
  /// A network load balancer's listener that leads nowhere.
  case listenerWithoutGroup(Span)
  /// Something that only another type of load balancer has.
  case foreignKey(Span, key: String, LoadBalancer.Kind)
  /// An application load balancer that is said to keep to its nodes' zones.
  case alwaysCrossZone(Span)
  /// A target group of type `alb` that takes more than TCP.
  case protocolOfALBGroup(Located<String>)
  case targetAddress(Reference)
  /// A port of an instance that a classic load balancer sends to.
  case instancePort(Span)
  /// A target that is no member of what its group holds.
  case typeOfTarget(Reference, TargetGroup.Kind)
  case severalLoadBalancers(Reference)
  /// Client addresses that UDP cannot hide.
  case fixedPreservation(Span)
  case publicAddressOfInternal(Located<Address>)
  /// An endpoint service that is not backed by a network load balancer.
  case typeOfService(Reference, LoadBalancer.Kind)
  /// An endpoint service with load balancers of both types.
  case mixedService(Reference, LoadBalancer.Kind, first: Span)
  /// An endpoint of another type than the load balancers of its service want.
  case typeOfEndpoint(Located<String>, LoadBalancer.Kind)
  /// A listener or target group of a Gateway Load Balancer with another port than GENEVE's.
  case notGeneve(Span)
  /// An endpoint in a region where its service is not offered.
  case regionOfService(Located<String>, region: String, isInspection: Bool)
  /// Something that a service of the topology tells by its load balancers.
  case keyOfOtherServices(Span, key: String)
}

extension LoadBalancerFault {
  var place: Span {
    switch self {
    case .oneZone(let text), .protocolOfListener(let text, _), .listenerTwice(let text, _),
      .protocolOfGroup(let text, _), .typeOfGroup(let text, _, _), .groupOfOther(let text, _),
      .familyOfGroup(let text), .targetAddress(let text), .typeOfTarget(let text, _),
      .severalLoadBalancers(let text), .typeOfService(let text, _), .typeOfEndpoint(let text, _),
      .regionOfService(let text, _, _), .mixedService(let text, _, _),
      .zonesOfTwoTypes(let text, _, _, _), .twoOnOutpost(let text):
      text.span
    case .listenerWithoutGroup(let span), .foreignKey(let span, _, _), .notGeneve(let span),
      .fixedPreservation(let span), .keyOfOtherServices(let span, _), .instancePort(let span),
      .alwaysCrossZone(let span):
      span
    case .protocolOfALBGroup(let port): port.span
    case .publicAddressOfInternal(let address): address.span
    }
  }

  var headline: String {
    switch self {
    case .oneZone(let name): "the application load balancer `\(name.value)` is in one zone only"
    case .zonesOfTwoTypes(let subnet, let type, let first, let other):
      "`\(subnet.value)` is \(type), and `\(first.value)` \(other)"
    case .twoOnOutpost: "an application load balancer on an Outpost has one subnet"
    case .protocolOfListener(let port, let kind):
      "`\(port.value)`: load balancers of type `\(kind.rawValue)` accept TCP alone"
    case .listenerTwice(let port, _): "another listener already accepts `\(port.value)`"
    case .protocolOfGroup(let group, let listener):
      "the target group `\(group.value)` does not take what the listener at `\(listener)` accepts"
    case .typeOfGroup(let group, let type, let kind):
      "`\(group.value)` is of type `\(type.rawValue)`, which no load balancer of type "
        + "`\(kind.rawValue)` sends to"
    case .groupOfOther(let group, let other):
      "the target group `\(group.value)` already belongs to the load balancer `\(other)`"
    case .familyOfGroup(let group):
      "`\(group.value)` has IPv6 targets, but not every node has an IPv6 address"
    case .listenerWithoutGroup: "a listener of a network load balancer needs a target group"
    case .foreignKey(_, let key, let kind):
      "a load balancer of type `\(kind.rawValue)` has no `\(key)`"
    case .alwaysCrossZone: "an application load balancer always uses the targets of all its zones"
    case .protocolOfALBGroup(let port):
      "`\(port.value)`: a target group of type `alb` takes TCP alone"
    case .targetAddress(let target):
      "`\(target.value)` cannot be a target: it is no address of the VPC, nor in 10.0.0.0/8, "
        + "172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"
    case .instancePort: "an instance of a classic load balancer has no port of its own"
    case .typeOfTarget(let target, let type):
      "`\(target.value)` cannot be a target of type `\(type.rawValue)`"
    case .severalLoadBalancers: "a target group of type `alb` has one target"
    case .fixedPreservation:
      "behind UDP targets always see the client's address"
    case .publicAddressOfInternal(let address):
      "an internal load balancer has no public address such as `\(address.value)`"
    case .typeOfService(let balancer, let kind):
      "`\(balancer.value)` is of type `\(kind.rawValue)`, and endpoint services need `network` "
        + "or `gateway`"
    case .mixedService(let balancer, let kind, _):
      "`\(balancer.value)` is of type `\(kind.rawValue)`, unlike the first load balancer of the service"
    case .typeOfEndpoint(_, let kind):
      "the service of this endpoint has a load balancer of type `\(kind.rawValue)`"
    case .notGeneve: "a Gateway Load Balancer speaks GENEVE with its targets, at `udp/6081` alone"
    case .regionOfService(let service, let region, _):
      "the endpoint service `\(service.value)` is not offered in `\(region)`"
    case .keyOfOtherServices(_, let key):
      "`\(key)` of this service follows from its load balancers"
    }
  }

  var labels: [Diagnostic.Label] {
    switch self {
    case .listenerTwice(_, let first), .mixedService(_, _, let first):
      return [.init("the first one", at: first)]
    case .oneZone, .zonesOfTwoTypes, .twoOnOutpost, .protocolOfListener, .protocolOfGroup,
      .typeOfGroup, .groupOfOther,
      .familyOfGroup, .listenerWithoutGroup, .foreignKey, .targetAddress, .instancePort,
      .typeOfTarget, .severalLoadBalancers, .fixedPreservation, .publicAddressOfInternal,
      .typeOfService, .typeOfEndpoint, .notGeneve, .regionOfService, .keyOfOtherServices,
      .alwaysCrossZone, .protocolOfALBGroup:
      return []
    }
  }

  var help: String {
    switch self {
    case .oneZone:
      "add a subnet of another zone; if it is a Local Zone, list it under `zones`"
    case .zonesOfTwoTypes:
      "the zones of an application load balancer are of one type: remove one of the two"
    case .twoOnOutpost: "remove it; another load balancer may be there"
    case .protocolOfListener: "write `tcp`, or use a network load balancer"
    case .listenerTwice: "keep one of the two"
    case .protocolOfGroup: "give the target group the protocols of the listener"
    case .typeOfGroup:
      "`lambda` goes with `application`, `alb` with `network`; or write another `type`"
    case .groupOfOther: "make a target group of its own for each load balancer"
    case .familyOfGroup: "add `ipv6:` to every node, or leave `family: ipv6` out"
    case .listenerWithoutGroup: "add `to:`"
    case .foreignKey(_, let key, _):
      switch key {
      case "to": "write `instance-port` here, and `instances` at the load balancer"
      case "instances", "instance-port": "write `to:` with a target group"
      default: "remove `\(key)`"
      }
    case .alwaysCrossZone:
      "remove it here; a target group may turn it off by `cross-zone: false` of its own"
    case .protocolOfALBGroup: "write `tcp`, or register the hosts themselves"
    case .targetAddress: "register the private address"
    case .instancePort: "write it as `instance-port` of the listener"
    case .mixedService: "make an endpoint service of its own for each type"
    case .typeOfTarget(_, let type):
      switch type {
      case .instance: "name an instance of the VPC"
      case .ip: "write an address, or name an interface"
      case .alb: "name an application load balancer"
      case .lambda: "name the function by a plain word"
      }
    case .severalLoadBalancers: "make a target group for each"
    case .fixedPreservation: "remove `preserve-client-ip: false`"
    case .publicAddressOfInternal: "remove it, or write `scheme: internet-facing`"
    case .typeOfService: "put a network load balancer in front of it"
    case .typeOfEndpoint(_, let kind):
      "write `type: \(kind == .gateway ? "gateway-load-balancer" : "interface")`"
    case .notGeneve: "write `udp/6081`"
    case .regionOfService(_, let region, let isInspection):
      isInspection
        ? "an endpoint of a Gateway Load Balancer is in the region of its service; move one of them"
        : "add `regions: [\(region)]` to the service"
    case .keyOfOtherServices(_, let key): "remove `\(key)`"
    }
  }
}
