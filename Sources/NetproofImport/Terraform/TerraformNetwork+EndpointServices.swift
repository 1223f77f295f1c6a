import NetproofSyntax

// Services of one's own that endpoints lead to.

extension TerraformNetwork {
  mutating func addEndpointServices() {
    for resource in all("aws_vpc_endpoint_service") {
      var draft = AWSDraft(.endpointServices, resource.id, at: resource.place)
      let name = Self.written(name(impliedID("service_name", of: resource)))
      draft.set("ServiceName", .text(name, resource.place))
      for (key, list) in [
        ("gateway_load_balancer_arns", "GatewayLoadBalancerArns"),
        ("network_load_balancer_arns", "NetworkLoadBalancerArns"),
      ] {
        let balancers = ids(key, of: resource)
        if !balancers.isEmpty { draft.set(list, .list(balancers, resource.place)) }
      }
      for region in resource.block.list("supported_regions")
      where AWSOrigin.isRegion(region.text ?? "") {
        draft.append(.map([("Region", .node(region))], region.span), to: "SupportedRegions")
      }
      drafts.add(draft)
    }
  }

  /// The name of the service that an endpoint leads to; nothing if it is not known.
  mutating func serviceName(of endpoint: TerraformResource) -> Value? {
    if let node = endpoint["service_name"] { return .node(node) }
    guard let found = id("service_name", of: endpoint), let text = found.text,
      !AWSDraft.isUnknown(text)
    else { return nil }
    return .text(Self.written(text), found.span)
  }

  /// The name of a service, as topologies may write it where AWS has given it none.
  private static func written(_ name: String) -> String {
    AWSDraft.isInvented(name) ? AWSNames.written(AWSDraft.shown(name)) : name
  }
}
