import NetproofSets

/// From the neutral format to a topology.
extension Neutral {
  /// The topology as YAML; ``NeutralLayout`` says what is invented.
  ///
  /// - Throws: ``NeutralError`` where a VPC has no room for its attachments.
  public func topology() throws(NeutralError) -> String {
    let layout = try NeutralLayout(self)
    var text = "netproof: 1\n"
    if !externals.isEmpty {
      text += "networks:\n"
      for external in externals { text += "  \(external.id): { cidrs: [\(external.ip)/32] }\n" }
    }
    text += "vpcs:\n"
    var writer = VPCWriter(self, layout)
    for vpc in vpcs { text += writer.text(of: vpc) }
    if !peerings.isEmpty {
      text += "peerings:\n"
      for peering in peerings {
        text += "  \(peering.id): { between: [\(peering.a), \(peering.b)] }\n"
      }
    }
    if !tgws.isEmpty {
      text += "transit-gateways:\n"
      for gateway in tgws { text += Self.text(of: gateway) }
    }
    return text
  }

  private static func text(of gateway: TransitGateway) -> String {
    var text = "  \(gateway.id):\n    security-group-referencing: \(gateway.referencing)\n"
    text += "    attachments:\n"
    for attachment in gateway.attachments {
      text += "      \(attachment.id): { vpc: \(attachment.vpc), subnets: [attachments] }\n"
    }
    if gateway.attachments.isEmpty { text += "      {}\n" }
    text += "    route-tables:\n"
    for table in gateway.routeTables {
      let associated = gateway.attachments.filter { $0.routeTable == table.id }.map(\.id)
      text += "      \(table.id):\n        associations: [\(associated.joined(separator: ", "))]\n"
      text += "        routes:\(table.routes.isEmpty ? " []" : "")\n"
      for route in table.routes {
        text += "          - { to: \(route.cidr), via: \(route.attachment ?? "blackhole") }\n"
      }
    }
    return text
  }
}

/// Writes what lives in VPCs.
private struct VPCWriter {
  private let layout: NeutralLayout
  private let subnets: [String: [Neutral.Subnet]]
  private let interfaces: [String: [Neutral.Interface]]
  private let groups: [String: [Neutral.SecurityGroup]]
  private let tables: [String: [Neutral.RouteTable]]
  private let gateways: [String: [Neutral.InternetGateway]]
  private let translators: [String: [Neutral.NATGateway]]
  private let acls: [String: Neutral.NetworkACL]

  init(_ network: Neutral, _ layout: NeutralLayout) {
    self.layout = layout
    subnets = Dictionary(grouping: network.subnets, by: \.vpc)
    let home = Dictionary(uniqueKeysWithValues: network.subnets.map { ($0.id, $0.vpc) })
    interfaces = Dictionary(grouping: network.enis) { home[$0.subnet] ?? "" }
    translators = Dictionary(grouping: network.nats) { home[$0.subnet] ?? "" }
    groups = Dictionary(grouping: network.securityGroups, by: \.vpc)
    tables = Dictionary(grouping: network.routeTables, by: \.vpc)
    gateways = Dictionary(grouping: network.igws, by: \.vpc)
    acls = Dictionary(uniqueKeysWithValues: network.nacls.map { ($0.id, $0) })
  }

  mutating func text(of vpc: Neutral.VPC) -> String {
    var text = "  \(vpc.id):\n    cidrs: [\(vpc.cidrs.joined(separator: ", "))]\n"
    for gateway in gateways[vpc.id] ?? [] {
      text += "    internet-gateways: { \(gateway.id): {} }\n"
    }
    text += subnetText(vpc)
    text += "    route-tables:\n      attachments: { routes: [] }\n"
    for table in tables[vpc.id] ?? [] { text += tableText(table) }
    text += aclText(vpc)
    text += groupText(vpc)
    let nats = translators[vpc.id] ?? []
    if !nats.isEmpty { text += "    nat-gateways:\n" }
    for nat in nats {
      let address = layout.publicAddresses[nat.id]?.description ?? ""
      text +=
        "      \(nat.id): { subnet: \(nat.subnet), private-ip: \(nat.ip), public-ip: \(address) }\n"
    }
    let hosts = interfaces[vpc.id] ?? []
    if !hosts.isEmpty { text += "    instances:\n" }
    for host in hosts {
      let address = layout.publicAddresses[host.id].map { ", public-ip: \($0)" } ?? ""
      text += "      \(host.id): { subnet: \(host.subnet), private-ip: \(host.ip)\(address), "
      text += "security-groups: [\(host.sgs.joined(separator: ", "))] }\n"
    }
    return text
  }

  private func subnetText(_ vpc: Neutral.VPC) -> String {
    var text = "    subnets:\n"
    for subnet in subnets[vpc.id] ?? [] {
      text += "      \(subnet.id): { cidrs: [\(subnet.cidr)], zone: az1, "
      text += "route-table: \(subnet.routeTable), network-acl: \(subnet.nacl) }\n"
    }
    if let block = layout.attachmentBlocks[vpc.id] {
      text += "      attachments: { cidrs: [\(block)], zone: az1, route-table: attachments }\n"
    }
    return text
  }

  private func tableText(_ table: Neutral.RouteTable) -> String {
    var text = "      \(table.id):\n        routes:\(table.routes.isEmpty ? " []" : "")\n"
    for route in table.routes {
      text += "          - { to: \(route.cidr), via: \(route.target) }\n"
    }
    return text
  }

  /// The network ACLs that subnets of the VPC have: the format gives them no home of their own.
  private func aclText(_ vpc: Neutral.VPC) -> String {
    var seen: Set<String> = []
    let names = (subnets[vpc.id] ?? []).map(\.nacl).filter { seen.insert($0).inserted }
    if names.isEmpty { return "" }
    var text = "    network-acls:\n"
    for name in names {
      guard let acl = acls[name] else { continue }
      text += "      \(name):\n"
      for (key, peer, entries) in [
        ("inbound", "from", acl.ingress), ("outbound", "to", acl.egress),
      ] {
        text += "        \(key):\(entries.isEmpty ? " []" : "")\n"
        for entry in entries.sorted(by: { $0.num < $1.num }) {
          text += "          - { rule: \(entry.num), \(entry.action): \(entry.proto)"
          text += "\(ports(entry.proto, entry.ports)), \(peer): \(entry.cidr) }\n"
        }
      }
    }
    return text
  }

  private func groupText(_ vpc: Neutral.VPC) -> String {
    let all = groups[vpc.id] ?? []
    if all.isEmpty { return "" }
    var text = "    security-groups:\n"
    for group in all {
      text += "      \(group.id):\n"
      for (key, peer, rules) in [
        ("inbound", "from", group.ingress), ("outbound", "to", group.egress),
      ] {
        text += "        \(key):\(rules.isEmpty ? " []" : "")\n"
        for rule in rules {
          text += "          - { allow: \(rule.proto)\(ports(rule.proto, rule.ports)), "
          text += "\(peer): \(rule.cidr ?? rule.sg ?? "") }\n"
        }
      }
    }
    return text
  }

  private func ports(_ proto: String, _ ports: [Int]) -> String {
    guard proto == "tcp" || proto == "udp", ports.count == 2 else { return "" }
    return ports[0] == ports[1] ? ", ports: \(ports[0])" : ", ports: \(ports[0])-\(ports[1])"
  }
}
