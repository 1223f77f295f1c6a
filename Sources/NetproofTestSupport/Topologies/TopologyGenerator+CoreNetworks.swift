import NetproofModel
import NetproofSets

// Core networks of Cloud WAN.

extension TopologyGenerator {
  mutating func planCoreNetwork() {
    var network = GatewayPlan(name: name("cn"), isCore: true)
    for vpc in vpcs.indices where random.chance(80) {
      guard var own = attachment(of: vpc) else { continue }
      if vpcs[vpc].cidrs.contains(where: { $0.family == .ipv6 }), random.chance(70) {
        own.entry["ipv6-support"] = "true"
      }
      network.attachments.append(own)
    }
    for connection in connections
    where connection.vpc == nil && !isAttached(connection) && random.chance(50) {
      network.attachments.append(
        AttachmentPlan(name: name("att"), vpc: nil, entry: ["vpn": .text(connection.name)]))
    }
    for index in routers.indices where routers[index].isOfCore {
      routers[index].ends = [gateways.count]
      for _ in 0..<random.pick([1, 1, 2]) {
        network.attachments.append(
          AttachmentPlan(
            name: name("att"), vpc: nil, entry: ["direct-connect": .text(routers[index].name)]))
      }
    }
    gateways.append(network)
  }

  mutating func writtenCoreNetwork(_ network: GatewayPlan) -> YAMLTree {
    let isAbroad = network.attachments.contains { attachment in
      attachment.vpc.map { vpcs[$0].region != "us-east-1" } ?? false
    }
    let edges = isAbroad || random.chance(50) ? ["us-east-1", "eu-west-1"] : ["us-east-1"]
    let segments = (0..<random.pick([1, 1, 2, 3])).map { _ in name("seg") }
    var entry: YAMLTree = ["edge-locations": .texts(edges)]
    if random.chance(60) { entry["security-group-support"] = "true" }
    if random.chance(3) { entry["service-insertion"] = "true" }
    if isWild() {
      let states = TransitGateway.CoreState.allCases.map(\.rawValue)
      entry["state"] = .text(random.pick(states))
    }
    entry["segments"] = map(
      of: segments.map { name in
        var segment: YAMLTree = [:]
        if random.chance(20) { segment["isolate-attachments"] = "true" }
        if random.chance(15) { segment["edge-locations"] = .texts([random.pick(edges)]) }
        return (name, vague(segment, keeping: []))
      })
    entry["attachments"] = map(
      of: (network.attachments + exchanges()).map { attachment in
        var own = attachment.entry
        if !isWild() { own["segment"] = .text(random.pick(segments)) }
        let region = attachment.vpc.map { vpcs[$0].region }
        if edges.count > 1, region == nil || random.chance(10) {
          own["edge-location"] = .text(region ?? random.pick(edges))
        }
        if isWild() { own["state"] = .text(random.pick(["pending-acceptance", "deleted"])) }
        let keys = ["segment"] + (attachment.vpc == nil ? [] : ["subnets"])
        return (attachment.name, vagueAttachment(own, keeping: keys))
      })
    if segments.count > 1, random.chance(60) {
      var share: YAMLTree = ["segment": .text(segments[0])]
      if random.chance(50) { share["with"] = .texts([segments[1]]) }
      entry["shares"] = .list([share])
    }
    entry["routes"] = .list(coreRoutes(of: network, segments))
    return vague(entry, keeping: ["shares", "routes"])
  }

  /// Attachments for route tables of transit gateways, most of the time.
  private mutating func exchanges() -> [AttachmentPlan] {
    guard random.chance(70) else { return [] }
    return random.shuffled(transitTables).prefix(random.pick([1, 1, 2, 3])).map { table in
      AttachmentPlan(
        name: name("att"), vpc: nil, entry: ["transit-gateway-route-table": .text(table)])
    }
  }

  private mutating func coreRoutes(
    of network: GatewayPlan, _ segments: [String]
  ) -> [YAMLTree] {
    let pool = knownBlocks + [Self.prefix("10.0.0.0/8")] + Self.everything
    let targets = network.attachments.map(\.name)
    guard !targets.isEmpty else { return [] }
    return (0..<random.pick([0, 0, 1, 3])).map { _ in
      let via =
        isWild()
        ? YAMLTree.text("blackhole")
        : .texts(random.shuffled(targets).prefix(random.pick([1, 1, 2])).map { $0 })
      return [
        "segment": .text(random.pick(segments)), "to": .text("\(random.pick(pool))"), "via": via,
      ]
    }
  }
}
