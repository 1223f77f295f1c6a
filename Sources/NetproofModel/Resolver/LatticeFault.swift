import NetproofSets
import NetproofSyntax

/// What AWS would refuse of service networks and Lattice services (R176).
///
/// Source: VPC Lattice User Guide, "Service networks", "Listeners", "Target groups".
enum LatticeFault: Hashable, Sendable {
  /// A VPC that is associated with another service network already.
  case associatedTwice(Reference, first: Located<String>)
  /// A VPC or an endpoint in another region than the service network.
  case region(Reference, own: String, other: String)
  /// A security group of another VPC than the associated one.
  case group(Reference, vpc: String)
  case listener(Located<String>)
  case listenerTwice(Located<String>, first: Span)
  /// A target group for UDP, which a Lattice service never speaks.
  case protocolOfGroup(Reference)
  /// A target group that a load balancer uses: those of VPC Lattice are others.
  case groupOfLoadBalancer(Reference, other: String)
  /// An address that is none of VPC Lattice's.
  case address(Located<Address>)
  /// Something that an endpoint of a service network has of it.
  case key(Span, String)
  /// An endpoint that names a service network but is of another type, or the other way round.
  case type(Span)

  var place: Span {
    switch self {
    case .associatedTwice(let reference, _), .region(let reference, _, _),
      .group(let reference, _), .protocolOfGroup(let reference),
      .groupOfLoadBalancer(let reference, _):
      reference.span
    case .listener(let text), .listenerTwice(let text, _): text.span
    case .address(let address): address.span
    case .key(let span, _), .type(let span): span
    }
  }

  var headline: String {
    switch self {
    case .associatedTwice(let vpc, let first):
      "`\(vpc.value)` is associated with the service network `\(first.value)` already"
    case .region(let reference, let own, let other):
      "`\(reference.value)` is in `\(own)`, and what is connected with it in `\(other)`"
    case .group(let reference, let vpc):
      "the security group `\(reference.value)` is of another VPC than `\(vpc)`"
    case .listener(let text):
      "a Lattice service listens at one port of TCP, not at `\(text.value)`"
    case .listenerTwice(let text, _): "another listener accepts `\(text.value)` already"
    case .protocolOfGroup(let reference):
      "the target group `\(reference.value)` is not one of TCP alone"
    case .groupOfLoadBalancer(let reference, let other):
      "the target group `\(reference.value)` is the load balancer `\(other)`'s"
    case .address(let address): "`\(address.value)` is no address of VPC Lattice"
    case .key(_, let key): "`\(key)` of this endpoint follows from its service network"
    case .type: "an endpoint of a service network has the type `service-network`"
    }
  }

  var labels: [Diagnostic.Label] {
    switch self {
    case .associatedTwice(_, let first): [.init("here first", at: first.span)]
    case .listenerTwice(_, let first): [.init("here first", at: first)]
    case .region, .group, .listener, .protocolOfGroup, .groupOfLoadBalancer, .address, .key, .type:
      []
    }
  }

  var help: String {
    switch self {
    case .associatedTwice:
      "remove one of the two; an endpoint of type `service-network` connects a VPC with a further one"
    case .region: "a service network serves one region"
    case .group(_, let vpc): "name a security group of `\(vpc)`"
    case .listener: "write `tcp/PORT`: HTTP, HTTPS and TLS are all TCP"
    case .listenerTwice: "remove one of the two, or join their target groups in one `to`"
    case .protocolOfGroup: "write `port: tcp/PORT` in the target group"
    case .groupOfLoadBalancer: "write a target group of its own for the Lattice service"
    case .address: "name addresses in 169.254.171.0/24 and fd00:ec2:80::/64"
    case .key(_, let key): "remove `\(key)`"
    case .type:
      "write `type: service-network` with `service-network`, other types with `service` or `resource`"
    }
  }
}
