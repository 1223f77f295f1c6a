import NetproofChecks
import NetproofModel
import NetproofSyntax

@testable import NetproofReport

/// Printed edits as the `changes:` of a topology that has the estate as its base.
///
/// What is added, removed or changed is taken from the words of the report; only the place, which a
/// person finds by the words and the line, is built here from the edit.
struct ChangesText {
  private let estate: Estate
  private var root = Branch()

  /// A mapping of the changes, in the order in which keys are first needed.
  private struct Branch {
    var keys: [String] = []
    var branches: [String: Branch] = [:]
    var values: [String: String] = [:]
    var lists: [String: [String]] = [:]

    mutating func remember(_ key: String) {
      if !keys.contains(key) { keys.append(key) }
    }

    mutating func visit(_ path: ArraySlice<String>, _ body: (inout Branch) -> Void) {
      guard let key = path.first else { return body(&self) }
      remember(key)
      branches[key, default: Branch()].visit(path.dropFirst(), body)
    }

    var text: String {
      let parts = keys.map { key in
        if let branch = branches[key] { return "\"\(key)\": \(branch.text)" }
        if let list = lists[key] { return "\"\(key)\": [ \(list.joined(separator: ", ")) ]" }
        return values[key] ?? ""
      }
      return "{ \(parts.joined(separator: ", ")) }"
    }
  }

  init(_ edits: [ModelEdit], _ estate: Estate) {
    self.estate = estate
    for edit in edits { add(edit) }
  }

  /// A file that is `base` with the edits.
  func file(base: String) -> String {
    let name = estate.topology.name.map { "name: \"\($0.value)\"\n" } ?? ""
    return "netproof: 1\n\(name)topology: \(base)\nchanges: \(root.text)\n"
  }

  private mutating func add(_ edit: ModelEdit) {
    let model = estate.model
    let text = EditText(edit, estate.context)
    switch edit {
    case .addNetworkACLRule(let id, let list, _):
      change(path(of: .networkACL(id)), list == .inbound ? "inbound" : "outbound", text)
    case .addSecurityGroupRule(let id, let list, _):
      change(path(of: .securityGroup(id)), list == .inbound ? "inbound" : "outbound", text)
    case .addRoute(let id, _, _), .removeRoute(let id, _):
      change(path(of: .routeTable(id)), "routes", text)
    case .changeRoute(let id, let route, _): retarget(route, id, text)
    case .addTransitRoute(let id, _, _), .removeTransitRoute(let id, _):
      change(path(of: .transitGatewayRouteTable(id)), "routes", text)
    case .addSegmentRoute(let id, _, _):
      let network = model.transitGatewayRouteTables[id].transitGateway
      change(path(of: .coreNetwork(network)), "routes", text)
    case .shareSegments(let id, _):
      let network = model.transitGatewayRouteTables[id].transitGateway
      change(path(of: .coreNetwork(network)), "shares", text)
    case .propagateInto(let id, _):
      names(
        path(of: .routeTable(id)), "propagations",
        model.routeTables[id].propagations.map { model.vpnGateways[$0].identity.name }, text)
    case .addPropagation(let id, _):
      // The other ends of exchanges are written at the core network.
      let known = model.transitGatewayRouteTables[id].propagations
        .filter { model.exchangePeer(of: $0) == nil }
      names(
        path(of: .transitGatewayRouteTable(id)), "propagations",
        known.map { model.attachments[$0].identity.name }, text)
    case .associate(_, let table):
      let known = model.attachments.ids.filter {
        model.attachments[$0].association == table && model.exchangePeer(of: $0) == nil
      }.map { model.attachments[$0] }
      names(
        path(of: .transitGatewayRouteTable(table)), "associations", known.map(\.identity.name),
        text)
    case .addAttachmentSubnet(let id, _):
      guard case .vpc(_, let subnets) = model.attachments[id].resource else { return }
      names(
        path(of: .attachment(id)), "subnets", subnets.map { model.subnets[$0].identity.name }, text)
    case .associateEndpoint(let id, _):
      let known = model.endpoints[id].gateway?.routeTables ?? []
      names(
        path(of: .endpoint(id)), "route-tables", known.map { model.routeTables[$0].identity.name },
        text)
    case .sendToAttachment(let id, _):
      names(
        path(of: .network(id)), "routes-to",
        (model.networks[id].routesTo ?? []).map { "\"\($0)\"" }, text)
    case .allowPrefix(let id, let index, _):
      let association = model.directConnectGateways[id].associations[index]
      names(
        path(of: .directConnectGateway(id)) + ["associations", association.name],
        "allowed-prefixes", association.allowedPrefixes.map { "\"\($0)\"" }, text)
    case .routeSubnet(let id, _), .exclude(let id, _): flag(path(of: .subnet(id)), text)
    case .enableApplianceMode(let id), .enableAttachmentGroupReferences(let id),
      .enableIPv6Support(let id):
      flag(path(of: .attachment(id)), text)
    case .enableGroupReferences(let id): flag(path(of: model.component(of: id)), text)
    case .excludeVPC(let id, _): flag(["vpcs", estate.model.vpcs[id].identity.name], text)
    case .enableCrossZone(let id): flag(path(of: .loadBalancer(id)), text)
    case .enableGroupCrossZone(let id), .hideClientAddress(let id):
      flag(path(of: .targetGroup(id)), text)
    case .addStatelessRule(let id, _): change(path(of: .firewallPolicy(id)), "stateless", text)
    case .addStatefulRule(let id, _): change(path(of: .firewallRuleGroup(id)), "rules", text)
    case .addSiteRule(let id, let list, _):
      change(
        path(of: .network(id)) + ["firewall"], list == .inbound ? "inbound" : "outbound", text)
    case .widenSelector(let id, _, _, _): flag(path(of: .vpnConnection(id)), text)
    case .enableDNSSupport(let id): flag(["vpcs", model.vpcs[id].identity.name], text)
    case .associateVPC(let id, _): flag(path(of: .serviceNetwork(id)) + ["vpcs"], text)
    case .addService(let id, _):
      let known = model.serviceNetworks[id].services.map { model.loadBalancers[$0] }
      names(
        path(of: .serviceNetwork(id)), "services",
        known.filter { $0.role == .latticeService }.map(\.identity.name), text)
    case .disableSourceDestinationCheck(let id): flag(path(of: .interface(id)), text)
    }
  }

  // MARK: - Changes

  private mutating func change(_ path: [String], _ key: String, _ text: EditText) {
    switch text.change {
    case .add(let new): list(path, "+\(key)", new)
    case .remove(let old): list(path, "-\(key)", old)
    case .change: break
    }
  }

  private mutating func list(_ path: [String], _ key: String, _ element: String) {
    root.visit(path[...]) { branch in
      branch.remember(key)
      branch.lists[key, default: []].append(element)
    }
  }

  /// Routes keep their order, so that a table with another target is written anew as a whole.
  private mutating func retarget(_ changed: Route, _ id: ID<RouteTable>, _ text: EditText) {
    guard case .change(let old, let new) = text.change else { return }
    let table = estate.model.routeTables[id]
    let rules = estate.context.wording.rules
    for route in table.routes where route.origin == .written {
      let line = rules.yaml(to: route.destination, via: route.target, in: table.vpc)
      list(
        path(of: .routeTable(id)), "routes",
        route == changed ? line.replacing(old, with: new) : line)
    }
  }

  /// A list of names may be written as one name, so it is written anew as a whole.
  private mutating func names(
    _ path: [String], _ key: String, _ known: [String], _ text: EditText
  ) {
    guard case .add(let new) = text.change else { return }
    root.visit(path[...]) { branch in
      branch.remember(key)
      branch.lists[key, default: known].append(new)
    }
  }

  /// One key with its value.
  private mutating func flag(_ path: [String], _ text: EditText) {
    let entry =
      switch text.change {
      case .add(let new), .change(_, let new): new
      case .remove(let old): old
      }
    root.visit(path[...]) { branch in
      let key = String(entry.prefix { $0 != ":" })
      branch.remember(key)
      branch.values[key] = entry
    }
  }

  // MARK: - Paths

  private func path(of component: ComponentID) -> [String] {
    let model = estate.model
    let name = model.identity(of: component).name
    func inVPC(_ id: ID<VPC>, _ kind: String) -> [String] {
      ["vpcs", model.vpcs[id].identity.name, kind, name]
    }
    switch component {
    case .networkACL(let id): return inVPC(model.networkACLs[id].vpc, "network-acls")
    case .securityGroup(let id): return inVPC(model.securityGroups[id].vpc, "security-groups")
    case .routeTable(let id): return inVPC(model.routeTables[id].vpc, "route-tables")
    case .subnet(let id): return inVPC(model.subnets[id].vpc, "subnets")
    case .endpoint(let id): return inVPC(model.endpoints[id].vpc, "vpc-endpoints")
    case .loadBalancer(let id): return inVPC(model.loadBalancers[id].vpc, "load-balancers")
    case .targetGroup(let id): return inVPC(model.targetGroups[id].vpc, "target-groups")
    case .interface(let id):
      let kind = model.interfaces[id].instance == nil ? "interfaces" : "instances"
      return inVPC(model.subnets[model.interfaces[id].subnet].vpc, kind)
    case .transitGateway: return ["transit-gateways", name]
    case .coreNetwork: return ["core-networks", name]
    case .attachment(let id):
      let gateway = model.transitGateways[model.attachments[id].transitGateway]
      let kind = gateway.kind == .transitGateway ? "transit-gateways" : "core-networks"
      return [kind, gateway.identity.name, "attachments", name]
    case .transitGatewayRouteTable(let id):
      let gateway = model.transitGatewayRouteTables[id].transitGateway
      return [
        "transit-gateways", model.transitGateways[gateway].identity.name, "route-tables", name,
      ]
    case .network: return ["networks", name]
    case .vpnConnection: return ["vpn-connections", name]
    case .serviceNetwork: return ["service-networks", name]
    case .directConnectGateway: return ["direct-connect-gateways", name]
    case .vpc, .instance, .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
      .vpnGateway, .carrierGateway, .localGateway, .resourceGateway, .resource, .latticeService,
      .mirrorFilter, .mirrorSession,
      .prefixList,
      .blockPublicAccess,
      .firewall, .virtualInterface,
      .segment:
      return [name]
    case .firewallPolicy: return ["firewall-policies", name]
    case .firewallRuleGroup(let id):
      let policy = model.firewallPolicies[model.firewallRuleGroups[id].policy].identity.name
      return ["firewall-policies", policy, "stateful-groups", name]
    }
  }
}
