import NetproofChecks
import NetproofModel
import NetproofSyntax

/// One edit of a fix as the topology would write it, and where.
struct EditText {
  /// The component and list that change: "network ACL `db`, inbound".
  let subject: String
  /// What to write there, in the topology's own form.
  let addition: String
  /// Where the list, or the component if the list is not written, stands.
  let span: Span?

  init(_ edit: ModelEdit, _ context: ReportContext) {
    let naming = context.naming
    let rules = context.wording.rules
    let map = context.places.map
    switch edit {
    case .addNetworkACLRule(let id, let list, let rule):
      subject = "\(naming.full(.networkACL(id))), \(list == .inbound ? "inbound" : "outbound")"
      addition = rules.yaml(rule, list)
      span = Self.neighbour(of: rule, list, id, context)
    case .addSecurityGroupRule(let id, let list, let rule):
      subject =
        "\(naming.full(.securityGroup(id))), \(list == .inbound ? "inbound" : "outbound")"
      addition = rules.yaml(rule, list, in: context.model.securityGroups[id].vpc)
      span = Self.list(list, in: .securityGroup(id), context)
    case .addRoute(let id, let prefix, let target):
      subject = "\(naming.full(.routeTable(id))), routes"
      addition = rules.yaml(to: prefix, via: target, in: context.model.routeTables[id].vpc)
      span = Self.list(.routes, in: .routeTable(id), context)
    case .addTransitRoute(let id, let prefix, let attachment):
      subject = "\(naming.full(.transitGatewayRouteTable(id))), routes"
      addition = rules.yaml(to: prefix, via: attachment)
      span = Self.list(.routes, in: .transitGatewayRouteTable(id), context)
    case .addAttachmentSubnet(let id, let subnet):
      subject = "\(naming.full(.attachment(id))), subnets"
      addition = context.model.subnets[subnet].identity.name
      span = map.place(of: "subnets", in: .attachment(id)) ?? map.place(of: .attachment(id))
    case .associate(let id, let table):
      subject = "\(naming.full(.transitGatewayRouteTable(table))), associations"
      addition = context.model.attachments[id].identity.name
      span = Self.list(.associations, in: .transitGatewayRouteTable(table), context)
    case .disableSourceDestinationCheck(let id):
      subject = naming.full(.interface(id))
      addition = "source-dest-check: false"
      span =
        map.place(of: "source-dest-check", in: .interface(id))
        ?? context.places.span(of: .interface(id))
    }
  }

  private static func list(
    _ list: RuleList, in component: ComponentID, _ context: ReportContext
  ) -> Span? {
    context.places.map.place(of: list, in: component) ?? context.places.span(of: component)
  }

  /// The rule that a new one goes after, in the order of numbers; the list if it is the first.
  private static func neighbour(
    of rule: NetworkACLRule, _ list: RuleList, _ id: ID<NetworkACL>, _ context: ReportContext
  ) -> Span? {
    let entry = context.model.networkACLs[id]
    let rules = list == .inbound ? entry.inbound : entry.outbound
    let component = ComponentID.networkACL(id)
    if let before = rules.lastIndex(where: { $0.number < rule.number }),
      let span = context.places.map.place(of: RuleID(component, list, before))
    {
      return span
    }
    return Self.list(list, in: component, context)
  }
}
