import NetproofModel
import NetproofSets

/// What a component says, part by part, so that it can be compared with one of another model.
///
/// Parts are found by reflection, so that a kind that is added to the model is compared without
/// being named here. Identities are told by the name of what they mean, never by position.
struct Facts {
  /// A list of rules, each as text.
  struct Rules {
    let list: RuleList
    let texts: [String]
    /// By rule what it is about: a number, a destination; empty where nothing tells.
    let keys: [String]
    /// Whether the order counts.
    let isOrdered: Bool
  }

  /// What is no list of rules, by the key of the topology format, or one like it.
  private(set) var fields: [(key: String, value: String)] = []
  private(set) var rules: [Rules] = []

  /// - Parameters:
  ///   - component: the component.
  ///   - model: its model.
  ///   - name: tells what an identity of the model means.
  init(_ component: ComponentID, _ model: Model, _ name: (ComponentID) -> String) {
    for (label, value) in Mirror(reflecting: model.element(component).base).children {
      guard let label, !Self.follows(label, of: component) else { continue }
      if let identity = value as? Identity {
        fields.append(("described", "\(identity.isDescribed)"))
        fields.append(("account", identity.account ?? Self.unsaid))
        fields.append(("region", identity.region ?? Self.unsaid))
      } else if let list = Self.list(label, of: component) {
        rules.append(Self.rules(list, value, component) { Self.text($0, model, name) })
      } else if component.kind == .vpnConnection, label == "tunnels", let tunnels = value as? [Bool]
      {
        fields.append((label, tunnels.map { $0 ? "up" : "down" }.joined(separator: ", ")))
      } else {
        fields.append((Self.key(label), Self.text(value, model, name)))
      }
    }
  }

  /// What stands for accounts and regions that a source does not tell.
  static let unsaid = "?"

  private static let lists: [String: RuleList] = [
    "inbound": .inbound, "outbound": .outbound, "routes": .routes, "stateless": .stateless,
    "rules": .stateful, "listeners": .listeners,
  ]

  /// The list of rules that a property is.
  static func list(_ label: String, of component: ComponentID) -> RuleList? {
    // The routes of a virtual private gateway are what it has learned.
    label == "routes" && component.kind == .vpnGateway ? nil : lists[label]
  }

  private static func rules(
    _ list: RuleList, _ value: Any, _ component: ComponentID, _ text: (Any) -> String
  ) -> Rules {
    let rules = Mirror(reflecting: value).children.map(\.value)
    return Rules(
      list: list, texts: rules.map(text),
      keys: rules.map { rule in
        switch rule {
        case let rule as NetworkACLRule: "\(rule.number)"
        case let rule as MirrorFilterRule: "\(rule.number)"
        case let rule as StatelessRule: "\(rule.priority)"
        case let route as Route: text(route.destination) + (route.origin == .local ? " local" : "")
        case let route as TransitGatewayRoute: "\(route.prefix)"
        default: ""
        }
      },
      isOrdered: list == .stateful)
  }

  /// Whether a property follows from others, of this component or of others, which are compared.
  private static func follows(_ label: String, of component: ComponentID) -> Bool {
    switch label {
    case "addresses", "subnets", "mainRouteTable", "defaultNetworkACL", "defaultSecurityGroup",
      "internetGateway", "egressOnlyInternetGateway", "vpnGateway", "carrierGateway":
      switch component.kind {
      case .vpc, .subnet, .interface: true
      // The built-in `internet` is what is left of all addresses.
      case .network: component == .network(Model.internet)
      case .routeTable, .networkACL, .securityGroup, .instance, .internetGateway,
        .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
        .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .prefixList, .endpoint,
        .directConnectGateway, .virtualInterface, .coreNetwork, .segment, .firewall,
        .firewallPolicy, .firewallRuleGroup, .blockPublicAccess, .loadBalancer, .targetGroup,
        .carrierGateway, .localGateway, .resourceGateway, .resource, .serviceNetwork,
        .latticeService, .mirrorFilter, .mirrorSession:
        false
      }
    case "interfaces": component.kind == .instance
    case "attachments", "routeTables":
      component.kind == .transitGateway || component.kind == .coreNetwork
    case "networks", "learned": component.kind != .directConnectGateway
    case "edgeRouteTable", "isImplied", "hasImpliedOutbound", "usesMainRouteTable": true
    // Other entries of the same NAT gateway, which are compared one by one.
    case "siblings": true
    default: false
    }
  }

  /// `source-dest-check` for `sourceDestCheck`, `private-ipv4` for `privateIPv4`.
  private static func key(_ label: String) -> String {
    var key = ""
    var last: Character?
    for character in label.hasPrefix("is") && label.count > 2 ? label.dropFirst(2) : label[...] {
      if character.isUppercase, last?.isLowercase == true { key.append("-") }
      key.append(character.lowercased())
      last = character
    }
    return key
  }

  // MARK: - Values

  static func text(_ addresses: AddressSet) -> String {
    Family.allCases.flatMap { addresses[$0].prefixes($0) }.map { "\($0)" }
      .joined(separator: ", ")
  }

  private static func text(_ ports: PortSet) -> String {
    ports.intervals.map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)" }
      .joined(separator: ", ")
  }

  /// A value as text; equal texts mean equal values.
  static func text(
    _ value: Any, _ model: Model, _ name: (ComponentID) -> String
  ) -> String {
    switch value {
    case let reference as any ComponentReference: return name(reference.component(in: model))
    case let set as AddressSet: return text(set)
    case let set as PortSet: return text(set)
    case let prefix as Prefix: return "\(prefix)"
    case let address as Address: return "\(address)"
    case let pair as PublicAddress: return "\(pair.publicAddress) for \(pair.privateAddress)"
    case let text as String: return text
    case let route as TransitGatewayRoute:
      // Its position among those that are written tells nothing.
      return "\(route.prefix) \(text(route.target, model, name)) \(Self.origin(route))"
    case let word as any RawRepresentable: return "\(word.rawValue)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.map { ($0.label, text($0.value, model, name)) }
    switch mirror.displayStyle {
    case .optional: return parts.first?.1 ?? "none"
    case .collection: return parts.map(\.1).joined(separator: ", ")
    case .set, .dictionary: return parts.map(\.1).sorted().joined(separator: ", ")
    case .enum:
      guard let (label, payload) = parts.first else { return "\(value)" }
      return "\(label ?? "") \(payload)"
    case .struct, .class, .tuple, .foreignReference, nil:
      if parts.isEmpty { return "\(value)" }
      let texts = parts.map { label, text in label.map { "\(key($0)): \(text)" } ?? text }
      return "{ \(texts.joined(separator: ", ")) }"
    @unknown default: return "\(value)"
    }
  }

  private static func origin(_ route: TransitGatewayRoute) -> String {
    switch route.origin {
    case .written, .prefixList: ""
    case .propagated: "propagated"
    }
  }
}

extension Facts {
  /// What differs in policies, and in what belongs to no component.
  static func settings(_ old: Model, _ new: Model) -> [ModelChange.Field] {
    var fields: [ModelChange.Field] = []
    let parts = zip(
      Mirror(reflecting: old.policies).children, Mirror(reflecting: new.policies).children)
    for (past, present) in parts {
      let before = text(past.value, old) { old.identity(of: $0).qualifiedName }
      let after = text(present.value, new) { new.identity(of: $0).qualifiedName }
      if before != after {
        fields.append(.init(key: key(past.label ?? ""), old: before, new: after))
      }
    }
    for (key, past, present) in [
      ("unadvertised", old.unadvertised, new.unadvertised),
      ("private-ipv6", old.privateIPv6, new.privateIPv6),
    ] where past != present {
      fields.append(.init(key: key, old: text(past), new: text(present)))
    }
    return fields
  }

  /// Whether every identity within a value means the same by its position in another model.
  ///
  /// `isSame` says so of the component that an identity means in `model`.
  static func isMovable(
    _ value: Any, _ model: Model, except skipped: Set<String> = [],
    _ isSame: (ComponentID) -> Bool
  ) -> Bool {
    if let reference = value as? any ComponentReference {
      return isSame(reference.component(in: model))
    }
    return Mirror(reflecting: value).children.allSatisfy { label, part in
      label.map(skipped.contains) ?? false || isMovable(part, model, isSame)
    }
  }
}
