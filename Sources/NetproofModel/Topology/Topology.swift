public import NetproofSets
public import NetproofSyntax

/// A network as its author wrote it: names as text, each with its place, in the author's order.
///
/// Everything that AWS fills in by default may be missing; ``Resolver`` fills it in.
public struct Topology: Sendable {
  public var name: Located<String>?
  public var networks: [NetworkEntry] = []
  public var prefixLists: [PrefixListEntry] = []
  /// Zones that are no availability zones.
  public var zones: [ZoneEntry] = []
  public var vpcs: [VPCEntry] = []
  public var localGateways: [LocalGatewayEntry] = []
  public var peerings: [PeeringEntry] = []
  public var transitGateways: [TransitGatewayEntry] = []
  public var vpnConnections: [VPNConnectionEntry] = []
  public var blockPublicAccesses: [BlockPublicAccessEntry] = []
  /// Own public ranges that are not advertised.
  public var unadvertised: [Located<Prefix>] = []
  public var privateIPv6: [Located<Prefix>] = []
  public var directConnectGateways: [DirectConnectGatewayEntry] = []
  public var virtualInterfaces: [VirtualInterfaceEntry] = []
  public var coreNetworks: [CoreNetworkEntry] = []
  public var firewallPolicies: [FirewallPolicyEntry] = []
  public var endpointServices: [EndpointServiceEntry] = []
  public var serviceNetworks: [ServiceNetworkEntry] = []
  public var latticeServices: [LatticeServiceEntry] = []
  public var assertions: [AssertionEntry] = []
  public var scopes: [ScopeEntry] = []
  public var policies = PolicyEntries()
  /// Another topology file that this one adds to (`topology:` at the head), as written.
  public var base: Located<String>?
  /// Changes of the base that this file assumes (`changes:`), see ``NodeOverlay``.
  public var changes: Node?

  public init() {}
}

/// A reference to a component by name: `web`, `prod/web`, `subnet:web`.
public typealias Reference = Located<String>

/// What every entry may carry.
public struct EntryHead: Sendable {
  /// The key that names the entry, with its place.
  public var name: Located<String>
  private var rare = Rare<RareParts>()
  /// False after `described: false`: the thing exists, but its description is elsewhere.
  public var isDescribed = true
  /// Whether the description was reported as faulty; what is left of it proves nothing.
  public private(set) var isDamaged = false

  public init(name: Located<String>) {
    self.name = name
  }

  /// The identifier that AWS gave.
  public var id: Located<String>? {
    get { rare.parts?.id }
    set { if newValue != nil || rare.isWritten { rare.orNew.id = newValue } }
  }

  public var tags: [String: String] {
    get { rare.parts?.tags ?? [:] }
    set { if !newValue.isEmpty || rare.isWritten { rare.orNew.tags = newValue } }
  }

  public var state: Located<String>? {
    get { rare.parts?.state }
    set { if newValue != nil || rare.isWritten { rare.orNew.state = newValue } }
  }

  private struct RareParts: EmptyParts {
    var id: Located<String>?
    var tags: [String: String] = [:]
    var state: Located<String>?
  }

  /// Takes the thing for one that exists, but that nobody describes.
  mutating func markDamaged() {
    isDamaged = true
    isDescribed = false
  }
}

/// An entry with a name.
protocol NamedEntry: Sendable {
  var head: EntryHead { get set }
}

/// A list as written: its elements, and the place of the whole (key and value) for edits.
public struct Listing<Element: Sendable>: Sendable {
  public var elements: [Element]
  /// From the start of the key to the end of the value.
  public var span: Span

  public init(_ elements: [Element], at span: Span) {
    self.elements = elements
    self.span = span
  }
}

/// A port range or ICMP numbers as written.
public typealias LocatedPorts = Located<PortSet>

public struct NetworkEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var cidrs: [Located<Prefix>] = []
  /// `attached-to:`; the internet if it is left out.
  public var attachedTo: [Reference] = []
  /// `routes-to:`.
  public var routesTo: [Located<Prefix>]?
  public var clientPorts: LocatedPorts?
  /// `firewall:`.
  public var firewall: SiteFirewallEntry?

  public init(head: EntryHead) { self.head = head }
}

/// What a network outside of AWS filters, as written.
public struct SiteFirewallEntry: Sendable {
  public var isStateful: Located<Bool>?
  public var inbound: Listing<NetworkACLRuleEntry>?
  public var outbound: Listing<NetworkACLRuleEntry>?

  public init() {}
}

public struct PrefixListEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var entries: [Located<Prefix>] = []

  public init(head: EntryHead) { self.head = head }
}

public struct VPCEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var account: Located<String>?
  public var region: Located<String>?
  public var cidrs: [Located<Prefix>] = []
  public var dnsSupport: Located<Bool>?
  /// `public-access-exclusion:`.
  public var publicAccessExclusion: Located<String>?
  /// `monitor` or `enforce`.
  public var encryptionControl: Located<String>?
  public var encryptionExclusions: [Located<String>] = []
  public var internetGateways: [GatewayEntry] = []
  public var egressOnlyInternetGateways: [GatewayEntry] = []
  public var vpnGateways: [GatewayEntry] = []
  public var carrierGateways: [CarrierGatewayEntry] = []
  public var subnets: [SubnetEntry] = []
  public var routeTables: [RouteTableEntry] = []
  public var networkACLs: [NetworkACLEntry] = []
  public var securityGroups: [SecurityGroupEntry] = []
  public var natGateways: [NATGatewayEntry] = []
  public var endpoints: [VPCEndpointEntry] = []
  public var firewalls: [FirewallEntry] = []
  public var loadBalancers: [LoadBalancerEntry] = []
  public var targetGroups: [TargetGroupEntry] = []
  public var resourceGateways: [ResourceGatewayEntry] = []
  public var instances: [InterfaceEntry] = []
  public var interfaces: [InterfaceEntry] = []
  public var mirrorFilters: [MirrorFilterEntry] = []
  public var mirrorSessions: [MirrorSessionEntry] = []
  /// What the identities of the VPC's parts share, once it is resolved.
  var owner: IdentityOwner?
  /// Whether it stands for the data plane of VPC Lattice, and nobody wrote it.
  var isLattice = false

  public init(head: EntryHead) { self.head = head }
}

/// An internet gateway, an egress-only one or a virtual private one; attached unless `state: detached`.
public struct GatewayEntry: Sendable, NamedEntry {
  public var head: EntryHead

  public init(head: EntryHead) { self.head = head }
}

public struct SubnetEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var cidrs: [Located<Prefix>] = []
  public var zone: Located<String>?
  public var routeTable: Reference?
  public var networkACL: Reference?
  /// `public-access-exclusion:`.
  public var publicAccessExclusion: Located<String>?
  /// The accounts that may put interfaces there, beside the VPC's own.
  public var sharedWith: [Located<String>] = []
  /// `zone-id:`, which means the same zone in every account.
  public var zoneID: Located<String>?
  public var outpost: Located<String>?

  public init(head: EntryHead) { self.head = head }
}

public struct RouteTableEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var isMain: Located<Bool>?
  public var edgeOf: [Reference] = []
  /// `public-pools:`.
  public var publicPools: [Located<Prefix>] = []
  public var routes: Listing<RouteEntry>?
  public var propagations: Listing<Reference>?

  public init(head: EntryHead) { self.head = head }
}

/// A route of a VPC's table or of a transit gateway's: `{ to: …, via: … }`.
public struct RouteEntry: Sendable {
  /// A block, or the name of a prefix list.
  public enum Destination: Sendable {
    case prefix(Located<Prefix>)
    case name(Reference)
  }

  /// The whole entry.
  public var span: Span
  public var to: Destination
  /// A name, or `local`, or `blackhole`.
  public var via: Reference
  /// `active` or `blackhole`.
  public var state: Located<String>?

  public init(span: Span, to: Destination, via: Reference) {
    self.span = span
    self.to = to
    self.via = via
  }
}

/// The protocols and ports of a rule, as written.
public struct RuleService: Sendable {
  /// What `allow:` or `deny:` names: all protocols, or one.
  public var protocols: Located<ProtocolSet>
  /// Several only in security groups; nothing if left out.
  public var ports: [LocatedPorts]?
  public var type: Located<Int>?
  public var code: Located<Int>?

  public init(protocols: Located<ProtocolSet>) { self.protocols = protocols }
}

public struct NetworkACLEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var isDefault: Located<Bool>?
  public var inbound: Listing<NetworkACLRuleEntry>?
  public var outbound: Listing<NetworkACLRuleEntry>?

  public init(head: EntryHead) { self.head = head }
}

public struct NetworkACLRuleEntry: Sendable {
  public var span: Span
  public var number: Located<Int>
  public var allows: Bool
  public var service: RuleService
  /// `from:` of inbound rules, `to:` of outbound ones.
  public var cidr: Located<Prefix>

  public init(
    span: Span, number: Located<Int>, allows: Bool, service: RuleService, cidr: Located<Prefix>
  ) {
    self.span = span
    self.number = number
    self.allows = allows
    self.service = service
    self.cidr = cidr
  }
}

public struct SecurityGroupEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var isDefault: Located<Bool>?
  public var inbound: Listing<SecurityGroupRuleEntry>?
  /// The key left out: AWS's default, all; an empty list: nothing.
  public var outbound: Listing<SecurityGroupRuleEntry>?
  public var associatedVPCs: [Reference] = []
  public var sharedWith: [Located<String>] = []
  /// The VPC's if it is left out.
  public var account: Located<String>?

  public init(head: EntryHead) { self.head = head }
}

public struct SecurityGroupRuleEntry: Sendable {
  /// The remote end as written.
  public enum Peer: Sendable {
    case prefix(Located<Prefix>)
    /// A security group, prefix list or network.
    case name(Reference)
  }

  public var span: Span
  public var service: RuleService
  /// One rule may list several peers.
  public var peers: [Peer]

  public init(span: Span, service: RuleService, peers: [Peer]) {
    self.span = span
    self.service = service
    self.peers = peers
  }
}

public struct NATGatewayEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// Missing only if the entry is not described.
  public var subnet: Reference?
  public var kind: Located<String>?
  /// `private-ip:` or `private-ips:`, the primary one first.
  public var privateIPs: [Located<Address>] = []
  public var publicIP: Located<Address>?
  /// `public-ips:`, by private addresses; of a regional one by zones.
  public var publicIPs: [(key: Located<String>, addresses: [Located<Address>])] = []
  /// Of a regional one: `mode:`, its own table.
  public var mode: Located<String>?
  public var routeTable: Reference?

  public init(head: EntryHead, subnet: Reference? = nil) {
    self.head = head
    self.subnet = subnet
  }
}

/// An entry of `vpc-endpoints:`.
public struct VPCEndpointEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// `gateway`, `interface`, `gateway-load-balancer`, `firewall`, `resource` or `service-network`.
  public var type: Located<String>?
  public var service: Located<String>?
  /// What an endpoint of type `resource` leads to.
  public var resource: Reference?
  /// What an endpoint of type `service-network` leads to.
  public var serviceNetwork: Reference?
  /// What an endpoint of type `firewall` is a further endpoint of.
  public var firewall: Reference?
  public var prefixList: Reference?
  public var routeTables: Listing<Reference>?
  /// The subnets of its interfaces, with the addresses of each.
  public var subnets: [(subnet: Reference, addresses: [Located<Address>])] = []
  public var securityGroups: [Reference] = []
  /// Ports as questions write them: `tcp/443`.
  public var ports: [Located<String>]?
  public var serviceZones: [Located<String>]?
  /// The one subnet of an endpoint that inspects.
  public var subnet: Reference?
  /// `allow`, `deny` or `unknown`.
  public var inspection: Located<String>?
  public var isStateful: Located<Bool>?
  public var applianceZones: [Located<String>]?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `interfaces:`, or of `instances:` (an instance with its one interface).
public struct InterfaceEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// Missing only if the entry is not described, or is an instance without an interface of its own.
  public var subnet: Reference?
  public var privateIPs: [Located<Address>] = []
  /// By private address; a lone `public-ip:` belongs to the primary private address (`nil`).
  public var publicIPs: [(privateIP: Located<Address>?, publicIP: Located<Address>)] = []
  public var securityGroups: [Reference] = []
  fileprivate var rare = Rare<RareParts>()

  public init(head: EntryHead) { self.head = head }
}

// What few interfaces state.
extension InterfaceEntry {
  /// Whether anything of this is stated.
  var statesBehaviour: Bool { rare.isWritten }

  /// The account that owns it, if it is not the VPC's.
  public var account: Located<String>? {
    get { rare.parts?.account }
    set { if newValue != nil || rare.isWritten { rare.orNew.account = newValue } }
  }

  public var instance: Reference? {
    get { rare.parts?.instance }
    set { if newValue != nil || rare.isWritten { rare.orNew.instance = newValue } }
  }

  public var ipv6: [Located<Address>] {
    get { rare.parts?.ipv6 ?? [] }
    set { if !newValue.isEmpty || rare.isWritten { rare.orNew.ipv6 = newValue } }
  }

  public var prefixes: [Located<Prefix>] {
    get { rare.parts?.prefixes ?? [] }
    set { if !newValue.isEmpty || rare.isWritten { rare.orNew.prefixes = newValue } }
  }

  public var sourceDestinationCheck: Located<Bool>? {
    get { rare.parts?.sourceDestinationCheck }
    set { if newValue != nil || rare.isWritten { rare.orNew.sourceDestinationCheck = newValue } }
  }

  public var behaviour: Located<String>? {
    get { rare.parts?.behaviour }
    set { if newValue != nil || rare.isWritten { rare.orNew.behaviour = newValue } }
  }

  public var isStateful: Located<Bool>? {
    get { rare.parts?.isStateful }
    set { if newValue != nil || rare.isWritten { rare.orNew.isStateful = newValue } }
  }

  public var deniesInternetGateway: Located<Bool>? {
    get { rare.parts?.deniesInternetGateway }
    set { if newValue != nil || rare.isWritten { rare.orNew.deniesInternetGateway = newValue } }
  }

  /// Addresses or blocks.
  public var extraAddresses: [Located<Prefix>] {
    get { rare.parts?.extraAddresses ?? [] }
    set { if !newValue.isEmpty || rare.isWritten { rare.orNew.extraAddresses = newValue } }
  }

  /// `reply-from:` as written: `same` or `primary`.
  public var replyFrom: Located<String>? {
    get { rare.parts?.replyFrom }
    set { if newValue != nil || rare.isWritten { rare.orNew.replyFrom = newValue } }
  }

  public var carrierIP: Located<Address>? {
    get { rare.parts?.carrierIP }
    set { if newValue != nil || rare.isWritten { rare.orNew.carrierIP = newValue } }
  }

  public var customerOwnedIP: Located<Address>? {
    get { rare.parts?.customerOwnedIP }
    set { if newValue != nil || rare.isWritten { rare.orNew.customerOwnedIP = newValue } }
  }

  public var clientPorts: LocatedPorts? {
    get { rare.parts?.clientPorts }
    set { if newValue != nil || rare.isWritten { rare.orNew.clientPorts = newValue } }
  }

  /// `sends-by: INTERFACE`.
  public var sendsBy: Reference? {
    get { rare.parts?.sendsBy }
    set { if newValue != nil || rare.isWritten { rare.orNew.sendsBy = newValue } }
  }

  /// `mirror-source-supported:` of an instance.
  public var isMirrorSourceSupported: Located<Bool>? {
    get { rare.parts?.isMirrorSourceSupported }
    set { if newValue != nil || rare.isWritten { rare.orNew.isMirrorSourceSupported = newValue } }
  }

  fileprivate struct RareParts: EmptyParts {
    var account: Located<String>?
    var instance: Reference?
    var ipv6: [Located<Address>] = []
    var prefixes: [Located<Prefix>] = []
    var sourceDestinationCheck: Located<Bool>?
    var behaviour: Located<String>?
    var isStateful: Located<Bool>?
    var deniesInternetGateway: Located<Bool>?
    var extraAddresses: [Located<Prefix>] = []
    var replyFrom: Located<String>?
    var sendsBy: Reference?
    var clientPorts: LocatedPorts?
    var carrierIP: Located<Address>?
    var customerOwnedIP: Located<Address>?
    var isMirrorSourceSupported: Located<Bool>?
  }
}

public struct PeeringEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// Exactly two once read.
  public var between: [Reference]

  public init(head: EntryHead, between: [Reference]) {
    self.head = head
    self.between = between
  }
}

public struct TransitGatewayEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var account: Located<String>?
  public var region: Located<String>?
  public var securityGroupReferencing: Located<Bool>?
  public var vpnECMP: Located<Bool>?
  public var attachments: [AttachmentEntry] = []
  public var routeTables: [TransitGatewayRouteTableEntry] = []

  public init(head: EntryHead) { self.head = head }
}

public struct AttachmentEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var vpc: Reference?
  public var subnets: [Reference] = []
  public var vpn: Reference?
  public var directConnect: Reference?
  /// Of a core network: the segment, and the region.
  public var segment: Reference?
  public var edgeLocation: Located<String>?
  /// A table of a transit gateway that peers with the core network there.
  public var transitGatewayRouteTable: Reference?
  /// The policy of the firewall that is attached.
  public var networkFunction: Reference?
  /// The attachment that a Connect attachment goes over.
  public var connect: Reference?
  /// What the attached endpoint is called.
  public var clientVPN: Located<String>?
  public var vpnConcentrator: Located<String>?
  /// `up` or `down`: BGP peers of a Connect attachment.
  public var peers: [Located<String>] = []
  /// The same of a VPN concentrator's tunnels.
  public var tunnels: [Located<String>] = []
  public var routes: [Located<Prefix>]?
  /// `peer: OTHER/ATTACHMENT`.
  public var peer: Reference?
  public var applianceMode: Located<Bool>?
  public var securityGroupReferencing: Located<Bool>?
  public var ipv6Support: Located<Bool>?
  public var natRules: Listing<NATRuleEntry>?
  public var natSupport: Located<Bool>?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `nat-rules:`.
public struct NATRuleEntry: Sendable {
  public var span: Span
  public var match: Located<Prefix>
  public var nat: Located<Prefix>

  public init(span: Span, match: Located<Prefix>, nat: Located<Prefix>) {
    self.span = span
    self.match = match
    self.nat = nat
  }
}

public struct TransitGatewayRouteTableEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var associations: Listing<Reference>?
  public var propagations: Listing<Reference>?
  public var routes: Listing<RouteEntry>?

  public init(head: EntryHead) { self.head = head }
}

public struct VPNConnectionEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var routing: Located<String>?
  /// `up` or `down`, two of them.
  public var tunnels: [Located<String>] = []
  public var routes: [Located<Prefix>]?
  /// `vpn-gateway: VPC/GATEWAY`.
  public var vpnGateway: Reference?
  /// Traffic selectors.
  public var localCIDR: [Located<Prefix>] = []
  public var remoteCIDR: [Located<Prefix>] = []
  /// `tunnel-inside-ip-version: ipv4` or `ipv6`.
  public var insideFamily: Located<String>?
  /// `transport: TRANSIT-GATEWAY/ATTACHMENT`.
  public var transport: Reference?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `block-public-access:`.
public struct BlockPublicAccessEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// Every account if it is left out.
  public var account: Located<String>?
  /// Every region if it is left out.
  public var region: Located<String>?
  /// Missing only if the entry is not described.
  public var mode: Located<String>?

  public init(head: EntryHead) { self.head = head }
}

public struct PolicyEntries: Sendable {
  public var clientPorts: LocatedPorts?
  /// Values of the policies that are one of a few words.
  public var switches: [Policies.Switch: Located<String>] = [:]

  public init() {}
}

/// What an author expects of the network.
public struct AssertionEntry: Sendable {
  public enum Expectation: String, Sendable, Hashable, CaseIterable {
    case reachable
    case unreachable
    case partial
    case isolated
  }

  public var span: Span
  public var name: Located<String>?
  /// Ends as written: names, addresses, CIDRs, `tag:key=value`, `internet`.
  public var from: [Located<String>]
  public var to: [Located<String>]
  /// Ports as written: `tcp/443`, `udp/53`, `icmp/8`, `any`.
  public var ports: [Located<String>]
  public var expect: Located<Expectation>
  public var clientPorts: LocatedPorts?
  public var oneWay = false
  public var family: Located<Family>?
  /// The application whose packets are asked about: one that rules of firewalls know, or `none`.
  public var app: Located<String>?
  /// The name of the server, as TLS and HTTP tell it.
  public var hostname: Located<String>?
  /// The expected first cause of an unreachable answer.
  public var because: ExpectedCause?
  /// Codes of notes that the answer must carry.
  public var notes: [Located<String>] = []
  /// Components that the packets must pass on the way there, in this order.
  public var through: [Reference] = []
  /// Components that the replies must pass on the way back, in this order.
  public var replyThrough: [Reference] = []
  /// The records of flow logs that the witness must leave, all of them in this order.
  public var flowLogs: [ExpectedRecord]?
  /// The mirror sessions that must copy the packets, and their replies, if that matters.
  public var mirrored: ExpectedMirroring?
  public var replyMirrored: ExpectedMirroring?

  public init(
    span: Span, from: [Located<String>], to: [Located<String>], ports: [Located<String>],
    expect: Located<Expectation>
  ) {
    self.span = span
    self.from = from
    self.to = to
    self.ports = ports
    self.expect = expect
  }

  /// Whether it demands anything of Traffic Mirroring.
  public var asksMirroring: Bool { mirrored != nil || replyMirrored != nil }
}
