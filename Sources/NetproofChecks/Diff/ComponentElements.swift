import NetproofModel

// Which component an identity of each table is.

extension Network: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .network(ID(index)) }
}

extension VPC: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .vpc(ID(index)) }
}

extension Subnet: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .subnet(ID(index)) }
}

extension RouteTable: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .routeTable(ID(index)) }
}

extension NetworkACL: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .networkACL(ID(index)) }
}

extension SecurityGroup: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .securityGroup(ID(index)) }
}

extension Instance: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .instance(ID(index)) }
}

extension NetworkInterface: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .interface(ID(index)) }
}

extension InternetGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    .internetGateway(ID(index))
  }
}

extension EgressOnlyInternetGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    .egressOnlyInternetGateway(ID(index))
  }
}

extension NATGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .natGateway(ID(index)) }
}

extension Peering: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .peering(ID(index)) }
}

extension TransitGatewayAttachment: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .attachment(ID(index)) }
}

extension VPNConnection: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .vpnConnection(ID(index)) }
}

extension VPNGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .vpnGateway(ID(index)) }
}

extension PrefixList: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .prefixList(ID(index)) }
}

extension VPCEndpoint: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .endpoint(ID(index)) }
}

extension DirectConnectGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    .directConnectGateway(ID(index))
  }
}

extension VirtualInterface: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    .virtualInterface(ID(index))
  }
}

extension Firewall: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .firewall(ID(index)) }
}

extension FirewallPolicy: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .firewallPolicy(ID(index)) }
}

extension FirewallRuleGroup: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    .firewallRuleGroup(ID(index))
  }
}

extension BlockPublicAccess: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    .blockPublicAccess(ID(index))
  }
}

extension TargetGroup: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .targetGroup(ID(index)) }
}

extension CarrierGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .carrierGateway(ID(index)) }
}

extension LocalGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .localGateway(ID(index)) }
}

extension ServiceNetwork: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .serviceNetwork(ID(index)) }
}

extension MirrorFilter: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .mirrorFilter(ID(index)) }
}

extension MirrorSession: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID { .mirrorSession(ID(index)) }
}

extension TransitGateway: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    model.component(of: ID<Self>(index))
  }
}

extension TransitGatewayRouteTable: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    model.component(of: ID<Self>(index))
  }
}

extension LoadBalancer: ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID {
    model.component(of: ID<Self>(index))
  }
}
