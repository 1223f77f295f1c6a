import NetproofSets

extension YAMLTree {
  /// The topology with every component called otherwise, in names that sort the other way round.
  public var renamed: YAMLTree {
    var names: [String: String] = [:]
    for name in componentNames where names[name] == nil {
      names[name] = "n\(10_000 - names.count)-\(String(name.reversed()))"
    }
    return renamed(names)
  }

  /// The keys that name components, in order.
  private var componentNames: [String] {
    var found: [String] = []
    for table in entries where Self.tables.contains(table.key) {
      for entry in table.value.entries {
        found.append(entry.key)
        found += entry.value.componentNames
      }
    }
    return found
  }

  private static let tables: Set<String> = [
    "networks", "prefix-lists", "vpcs", "peerings", "transit-gateways", "vpn-connections",
    "endpoint-services",
    "internet-gateways", "egress-only-internet-gateways", "subnets", "route-tables",
    "network-acls", "security-groups", "nat-gateways", "vpc-endpoints", "instances", "interfaces",
    "stateful-groups", "attachments", "firewalls", "endpoints", "firewall-policies",
    "direct-connect-gateways", "load-balancers", "target-groups", "virtual-interfaces",
    "core-networks", "segments", "carrier-gateways", "local-gateways",
    "resource-gateways", "resources", "service-networks", "lattice-services", "mirror-filters",
    "mirror-sessions",
  ]

  private func renamed(_ names: [String: String]) -> YAMLTree {
    switch self {
    case .text(let text): .text(Self.renamed(text, names))
    case .list(let elements): .list(elements.map { $0.renamed(names) })
    case .map(let entries):
      .map(entries.map { Entry(names[$0.key] ?? $0.key, $0.value.renamed(names)) })
    }
  }

  /// A reference such as `interface:v1/h1` with its names exchanged.
  private static func renamed(_ text: String, _ names: [String: String]) -> String {
    guard Address(text) == nil, (try? Prefix(text)) == nil else { return text }
    if text.contains(" ") || text.contains("@") { return renamedRule(text, names) }
    var result = ""
    var word = ""
    for character in text + "/" {
      guard character == "/" || character == ":" else {
        word.append(character)
        continue
      }
      result += (names[word] ?? word) + String(character)
      word = ""
    }
    return String(result.dropLast())
  }

  /// A rule in Suricata's words, or an address of one, with the names of lists (`@list`) exchanged.
  private static func renamedRule(_ text: String, _ names: [String: String]) -> String {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let renamed = parts.dropFirst().map { part in
      let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      return (names[String(name)] ?? String(name)) + part.dropFirst(name.count)
    }
    return ([String(parts[0])] + renamed).joined(separator: "@")
  }
}
