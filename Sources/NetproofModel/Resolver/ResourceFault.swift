import NetproofSyntax

/// What AWS would refuse of resource gateways, their resources and endpoints of these (R175).
enum ResourceFault: Hashable, Sendable {
  /// A port that is not TCP's.
  case ports(Located<String>)
  case noAddress(Reference)
  /// An endpoint in another region than the resource gateway.
  case region(Reference, own: String, endpoint: String)
  /// Something that an endpoint of a resource has of it.
  case key(Span, String)
  /// An endpoint that names a resource but is of another type, or the other way round.
  case type(Span)

  var place: Span {
    switch self {
    case .ports(let text): text.span
    case .noAddress(let reference), .region(let reference, _, _): reference.span
    case .key(let span, _), .type(let span): span
    }
  }

  var headline: String {
    switch self {
    case .ports(let text): "a resource answers at ports of TCP, not at `\(text.value)`"
    case .noAddress(let reference): "`\(reference.value)` has no address that a gateway leads to"
    case .region(let reference, let own, let endpoint):
      "the resource `\(reference.value)` is in `\(own)`, and the endpoint in `\(endpoint)`"
    case .key(_, let key): "`\(key)` of this endpoint follows from its resource"
    case .type: "an endpoint of a resource has the type `resource`"
    }
  }

  var help: String {
    switch self {
    case .ports: "write `tcp/PORT` or `tcp/LOW-HIGH`"
    case .noAddress: "name an interface with an address, or write the address"
    case .region: "make a resource gateway in the endpoint's region"
    case .key(_, let key): "remove `\(key)`"
    case .type: "write `type: resource` with `resource`, other types with `service`"
    }
  }
}
