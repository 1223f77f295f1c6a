import NetproofSets
import NetproofSyntax

enum VPCEndpointKeys {
  static let state = Key.state(
    VPCEndpoint.State.allCases.map(\.rawValue), "Only an available endpoint serves.",
    default: "`available`")
  static let type = Key(
    "type", .endpointType,
    "How packets get to it: `gateway` by routes to a service, `interface` by addresses of its own, "
      + "`gateway-load-balancer` by routes that have packets inspected, `firewall` likewise by a "
      + "firewall of another VPC, `resource` like `interface` to a resource in another VPC, "
      + "`service-network` to the services of VPC Lattice.",
    isRequired: true)
  static let service = Key(
    "service", .text,
    "The service, such as `com.amazonaws.us-east-1.s3`, or `s3` for short.",
    otherWords: ["service-name"])
  static let resource = Key(
    "resource", .reference,
    "Of type `resource`: the resource of a resource gateway, `VPC/RESOURCE`.",
    otherWords: ["resource-configuration"])
  static let serviceNetwork = Key(
    "service-network", .reference, "Of type `service-network`: the service network.")
  static let firewall = Key(
    "firewall", .reference,
    "Of type `firewall`: the firewall, `VPC/FIREWALL`, of which it is a further endpoint.",
    otherWords: ["firewall-arn"])
  static let prefixList = Key(
    "prefix-list", .reference,
    "Of a gateway endpoint: the prefix list with the addresses of the service.")
  static let routeTables = Key(
    "route-tables", .oneOrMore(.reference, "a route table or a list of them"),
    "The route tables that it is associated with: AWS keeps a route to it there.",
    default: "none", otherWords: ["route-table", "associations"])
  static let subnet = Key(
    "subnet", .reference,
    "Of an endpoint that inspects: the subnet that it is in, and whose route table carries what "
      + "was inspected.")
  static let inspection = Key(
    "inspection", .word(of: Inspection.Appliances.Behaviour.self, "what appliances do"),
    "What the appliances behind it do with packets.", default: "`allow`")
  static let isStateful = Key(
    "stateful", .boolean, "Whether the appliances must see the replies of a connection as well.",
    default: "`false`")
  static let applianceZones = Key(
    "appliance-zones", .any(.text, "a zone or a list of zones"),
    "The zones whose endpoints find a usable appliance.", default: "all")
  static let subnets = Key(
    "subnets", .endpointSubnets,
    "Of an interface endpoint: its subnets, each with the address of its interface there.")
  static let securityGroups = Key(
    "security-groups", .oneOrMore(.reference, "a security group or a list of them"),
    "The security groups of its interfaces.", default: "the VPC's default one",
    otherWords: ["sg", "sgs", "groups"])
  static let ports = Key(
    "ports", .oneOrMore(.service, "a port or a list of ports"),
    "Where the service answers, such as `tcp/443`.", default: "`tcp/443`", otherWords: ["port"])
  static let serviceZones = Key(
    "service-zones", .oneOrMore(.text, "a zone or a list of zones"),
    "The zones in which the service is offered.", default: "all")

  static let kind = EntryKind(
    "vpc-endpoint", "a VPC endpoint",
    "A way to a service of AWS that needs no internet gateway.",
    keys: [
      type.description, service.description, resource.description,
      serviceNetwork.description, firewall.description, prefixList.description,
      routeTables.description,
      subnets.description, securityGroups.description, ports.description,
      subnet.description, inspection.description, isStateful.description,
      applianceZones.description, serviceZones.description,
    ] + HeadKeys.all(state: state),
    groups: [
      KeyGroup(
        service.name, resource.name, serviceNetwork.name, firewall.name, isRequired: true,
        help: "write `service`, or `resource` with `type: resource`, `service-network` with "
          + "`type: service-network`, `firewall` with `type: firewall`"),
      KeyGroup(
        prefixList.name, subnets.name, subnet.name, isRequired: true,
        help: "write `prefix-list` for a gateway endpoint, `subnets` for an interface endpoint, "
          + "`subnet` for an endpoint that inspects"),
      KeyGroup(
        prefixList.name, serviceZones.name, help: "a gateway endpoint is in no zone; remove it"),
    ]
      + [inspection.name, isStateful.name, applianceZones.name, serviceZones.name].map {
        KeyGroup(firewall.name, $0, help: "the firewall says what becomes of packets; remove it")
      },
    needs: [KeyNeed(key: routeTables.name, needed: prefixList.name)]
      + [securityGroups.name, ports.name].map { KeyNeed(key: $0, needed: subnets.name) }
      + [inspection.name, isStateful.name, applianceZones.name].map {
        KeyNeed(key: $0, needed: subnet.name)
      })
}

extension Shape where Value == Located<String> {
  fileprivate static var endpointType: Self {
    word(
      [
        "gateway", "interface", "gateway-load-balancer", "firewall", "resource", "service-network",
      ], "a type of endpoint")
  }
}

extension Shape where Value == [(subnet: Reference, addresses: [Located<Address>])] {
  static var endpointSubnets: Self {
    let addresses = Shape<[Located<Address>]>.oneOrMore(
      .address, "an address or a list of addresses")
    return Self(.map(key: .pattern(.reference), value: addresses.description)) {
      node, diagnostics in
      guard let entries = node.map("a map from subnets to addresses", into: &diagnostics)
      else { return nil }
      var subnets: Value = []
      for entry in entries {
        guard let own = addresses.read(entry.value, &diagnostics) else { continue }
        subnets.append((entry.key, own))
      }
      return subnets
    }
  }
}
