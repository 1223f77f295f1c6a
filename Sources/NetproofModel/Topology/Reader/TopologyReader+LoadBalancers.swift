import NetproofSyntax

/// Load balancers and their targets.
extension TopologyReader {
  static func loadBalancer(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> LoadBalancerEntry? {
    guard let head = fields.head(state: LoadBalancerKeys.state, into: &diagnostics)
    else { return nil }
    var balancer = LoadBalancerEntry(head: head)
    balancer.type = fields.read(LoadBalancerKeys.type, into: &diagnostics)
    balancer.scheme = fields.read(LoadBalancerKeys.scheme, into: &diagnostics)
    balancer.nodes = fields.read(LoadBalancerKeys.subnets, into: &diagnostics) ?? []
    balancer.securityGroups =
      fields.read(LoadBalancerKeys.securityGroups, into: &diagnostics) ?? []
    balancer.crossZone = fields.read(LoadBalancerKeys.crossZone, into: &diagnostics)
    balancer.listeners = fields.listing(LoadBalancerKeys.listeners, into: &diagnostics)
    balancer.instances = fields.read(LoadBalancerKeys.instances, into: &diagnostics)
    return balancer
  }

  static func listener(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> LoadBalancerEntry.Listener? {
    let ports = fields.read(ListenerKeys.port, into: &diagnostics)
    let groups = fields.read(ListenerKeys.to, into: &diagnostics)
    let instancePort = fields.read(ListenerKeys.instancePort, into: &diagnostics)
    guard let ports else { return nil }
    return LoadBalancerEntry.Listener(
      span: fields.span, ports: ports, targetGroups: groups ?? [], instancePort: instancePort)
  }

  static func targetGroup(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> TargetGroupEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var group = TargetGroupEntry(head: head)
    group.type = fields.read(TargetGroupKeys.type, into: &diagnostics)
    group.ports = fields.read(TargetGroupKeys.port, into: &diagnostics) ?? []
    group.family = fields.read(TargetGroupKeys.family, into: &diagnostics)
    group.preservesClientAddress = fields.read(
      TargetGroupKeys.preservesClientAddress, into: &diagnostics)
    group.crossZone = fields.read(TargetGroupKeys.crossZone, into: &diagnostics)
    group.targets = fields.listing(TargetGroupKeys.targets, into: &diagnostics)
    return group
  }

  static func target(_ fields: Fields, _ diagnostics: inout Diagnostics) -> TargetEntry? {
    let to = fields.read(TargetKeys.to, into: &diagnostics)
    let port = fields.read(TargetKeys.port, into: &diagnostics)
    let health = fields.read(TargetKeys.health, into: &diagnostics)
    guard let to else { return nil }
    return TargetEntry(to: to, port: port, health: health)
  }
}
