import NetproofSyntax

/// VPCs and what is in them, rules aside.
extension TopologyReader {
  static func vpc(_ fields: Fields, _ diagnostics: inout Diagnostics) -> VPCEntry? {
    guard let head = fields.head(state: VPCKeys.state, into: &diagnostics) else { return nil }
    var vpc = VPCEntry(head: head)
    vpc.account = fields.read(VPCKeys.account, into: &diagnostics)
    vpc.region = fields.read(VPCKeys.region, into: &diagnostics)
    vpc.cidrs = fields.read(VPCKeys.cidrs, into: &diagnostics) ?? []
    vpc.dnsSupport = fields.read(VPCKeys.dnsSupport, into: &diagnostics)
    vpc.publicAccessExclusion = fields.read(
      VPCKeys.publicAccessExclusion, into: &diagnostics)
    vpc.encryptionControl = fields.read(VPCKeys.encryptionControl, into: &diagnostics)
    vpc.encryptionExclusions =
      fields.read(VPCKeys.encryptionExclusions, into: &diagnostics) ?? []
    vpc.internetGateways = fields.read(VPCKeys.internetGateways, into: &diagnostics) ?? []
    vpc.egressOnlyInternetGateways =
      fields.read(VPCKeys.egressOnlyInternetGateways, into: &diagnostics) ?? []
    vpc.vpnGateways = fields.read(VPCKeys.vpnGateways, into: &diagnostics) ?? []
    vpc.carrierGateways = fields.read(VPCKeys.carrierGateways, into: &diagnostics) ?? []
    vpc.subnets = fields.read(VPCKeys.subnets, into: &diagnostics) ?? []
    vpc.routeTables = fields.read(VPCKeys.routeTables, into: &diagnostics) ?? []
    vpc.networkACLs = fields.read(VPCKeys.networkACLs, into: &diagnostics) ?? []
    vpc.securityGroups = fields.read(VPCKeys.securityGroups, into: &diagnostics) ?? []
    vpc.natGateways = fields.read(VPCKeys.natGateways, into: &diagnostics) ?? []
    vpc.endpoints = fields.read(VPCKeys.endpoints, into: &diagnostics) ?? []
    vpc.firewalls = fields.read(VPCKeys.firewalls, into: &diagnostics) ?? []
    vpc.loadBalancers = fields.read(VPCKeys.loadBalancers, into: &diagnostics) ?? []
    vpc.targetGroups = fields.read(VPCKeys.targetGroups, into: &diagnostics) ?? []
    vpc.resourceGateways = fields.read(VPCKeys.resourceGateways, into: &diagnostics) ?? []
    vpc.instances = fields.read(VPCKeys.instances, into: &diagnostics) ?? []
    vpc.interfaces = fields.read(VPCKeys.interfaces, into: &diagnostics) ?? []
    vpc.mirrorFilters = fields.read(VPCKeys.mirrorFilters, into: &diagnostics) ?? []
    vpc.mirrorSessions = fields.read(VPCKeys.mirrorSessions, into: &diagnostics) ?? []
    return vpc
  }

  static func gateway(_ fields: Fields, _ diagnostics: inout Diagnostics) -> GatewayEntry? {
    fields.head(state: GatewayKeys.state, into: &diagnostics).map(GatewayEntry.init)
  }

  static func subnet(_ fields: Fields, _ diagnostics: inout Diagnostics) -> SubnetEntry? {
    guard let head = fields.head(state: SubnetKeys.state, into: &diagnostics) else { return nil }
    var subnet = SubnetEntry(head: head)
    subnet.cidrs = fields.read(SubnetKeys.cidrs, into: &diagnostics) ?? []
    subnet.zone = fields.read(SubnetKeys.zone, into: &diagnostics)
    subnet.zoneID = fields.read(SubnetKeys.zoneID, into: &diagnostics)
    subnet.outpost = fields.read(SubnetKeys.outpost, into: &diagnostics)
    subnet.sharedWith = fields.read(SubnetKeys.sharedWith, into: &diagnostics) ?? []
    subnet.routeTable = fields.read(SubnetKeys.routeTable, into: &diagnostics)
    subnet.networkACL = fields.read(SubnetKeys.networkACL, into: &diagnostics)
    subnet.publicAccessExclusion = fields.read(
      VPCKeys.publicAccessExclusion, into: &diagnostics)
    return subnet
  }

  static func natGateway(_ fields: Fields, _ diagnostics: inout Diagnostics) -> NATGatewayEntry? {
    guard let head = fields.head(state: NATGatewayKeys.state, into: &diagnostics)
    else { return nil }
    var gateway = NATGatewayEntry(
      head: head, subnet: fields.read(NATGatewayKeys.subnet, into: &diagnostics))
    gateway.kind = fields.read(NATGatewayKeys.kindOfGateway, into: &diagnostics)
    gateway.privateIPs = fields.read(NATGatewayKeys.privateIPs, into: &diagnostics) ?? []
    if let address = fields.read(NATGatewayKeys.privateIP, into: &diagnostics) {
      gateway.privateIPs = [address]
    }
    gateway.publicIP = fields.read(NATGatewayKeys.publicIP, into: &diagnostics)
    gateway.mode = fields.read(NATGatewayKeys.mode, into: &diagnostics)
    gateway.publicIPs = fields.read(NATGatewayKeys.publicIPs, into: &diagnostics) ?? []
    gateway.routeTable = fields.read(NATGatewayKeys.routeTable, into: &diagnostics)
    return gateway
  }

  static func instance(_ fields: Fields, _ diagnostics: inout Diagnostics) -> InterfaceEntry? {
    guard let head = fields.head(state: InterfaceKeys.instanceState, into: &diagnostics)
    else { return nil }
    var entry = InterfaceEntry(head: head)
    readInterface(&entry, fields, &diagnostics)
    return entry
  }

  static func interface(_ fields: Fields, _ diagnostics: inout Diagnostics) -> InterfaceEntry? {
    guard let head = fields.head(state: InterfaceKeys.interfaceState, into: &diagnostics)
    else { return nil }
    var entry = InterfaceEntry(head: head)
    readInterface(&entry, fields, &diagnostics)
    return entry
  }

  private static func readInterface(
    _ entry: inout InterfaceEntry, _ fields: Fields, _ diagnostics: inout Diagnostics
  ) {
    // Most interfaces have a few keys only: then the others are not looked for.
    let isRare = fields.mayHave(InterfaceKeys.rareMask)
    if isRare { readRareAddresses(of: &entry, fields, &diagnostics) }
    if let address = fields.read(InterfaceKeys.privateIP, into: &diagnostics) {
      entry.privateIPs = [address]
    }
    if let address = fields.read(InterfaceKeys.publicIP, into: &diagnostics) {
      entry.publicIPs = [(nil, address)]
    }
    entry.subnet = fields.read(InterfaceKeys.subnet, into: &diagnostics)
    entry.securityGroups = fields.read(InterfaceKeys.securityGroups, into: &diagnostics) ?? []
    if isRare { readBehaviour(of: &entry, fields, &diagnostics) }
  }

  private static func readRareAddresses(
    of entry: inout InterfaceEntry, _ fields: Fields, _ diagnostics: inout Diagnostics
  ) {
    if fields.kind === InterfaceKeys.interfaces {
      entry.instance = fields.read(InterfaceKeys.instance, into: &diagnostics)
    } else {
      entry.isMirrorSourceSupported = fields.read(
        InterfaceKeys.isMirrorSourceSupported, into: &diagnostics)
    }
    entry.privateIPs = fields.read(InterfaceKeys.privateIPs, into: &diagnostics) ?? []
    entry.publicIPs = fields.read(InterfaceKeys.publicIPs, into: &diagnostics) ?? []
    entry.ipv6 = fields.read(InterfaceKeys.ipv6, into: &diagnostics) ?? []
    entry.carrierIP = fields.read(InterfaceKeys.carrierIP, into: &diagnostics)
    entry.customerOwnedIP = fields.read(InterfaceKeys.customerOwnedIP, into: &diagnostics)
    entry.prefixes = fields.read(InterfaceKeys.prefixes, into: &diagnostics) ?? []
    entry.extraAddresses = fields.read(InterfaceKeys.extraAddresses, into: &diagnostics) ?? []
  }

  private static func readBehaviour(
    of entry: inout InterfaceEntry, _ fields: Fields, _ diagnostics: inout Diagnostics
  ) {
    entry.sourceDestinationCheck = fields.read(
      InterfaceKeys.sourceDestinationCheck, into: &diagnostics)
    entry.behaviour = fields.read(InterfaceKeys.behaviour, into: &diagnostics)
    entry.isStateful = fields.read(InterfaceKeys.isStateful, into: &diagnostics)
    entry.deniesInternetGateway = fields.read(
      InterfaceKeys.deniesInternetGateway, into: &diagnostics)
    entry.account = fields.read(InterfaceKeys.account, into: &diagnostics)
    entry.sendsBy = fields.read(InterfaceKeys.sendsBy, into: &diagnostics)
    entry.replyFrom = fields.read(InterfaceKeys.replyFrom, into: &diagnostics)
    entry.clientPorts = fields.read(InterfaceKeys.clientPorts, into: &diagnostics)
  }
}
