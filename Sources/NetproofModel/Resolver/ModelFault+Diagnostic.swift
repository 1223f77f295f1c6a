import NetproofSets
import NetproofSyntax

// The only place where faults of meaning become sentences.

extension ModelFault {
  /// What, where, why, and what to do.
  var diagnostic: Diagnostic {
    switch self {
    // Names and parts
    case .unknownName(let unknown):
      fault(.unknownName, unknown.headline, at: unknown.reference.span, help: unknown.help)
    case .ambiguousName(let name, let candidates):
      fault(
        .ambiguousName, "`\(name.value)` can mean \(Self.quoted(candidates))", at: name.span,
        help: ["write one of these names in its place"])
    case .duplicateName(let name, let kind, let first):
      fault(
        .duplicateName, "\(kind.titleWithArticle) is already named `\(name.value)`", at: name.span,
        labels: first.map { [.init("the first one", at: $0)] } ?? [],
        help: ["rename one of them"])
    case .reservedName(let name):
      fault(
        .reservedName, "`\(name.value)` always exists and cannot be declared", at: name.span,
        help: ["`internet` is all other public addresses; give this network a name of its own"])
    case .unknownState(let state, let kind, let known, let nearest):
      fault(
        SyntaxCode.choice, "\(kind.titleWithArticle) is never in state `\(state.value)`",
        at: state.span, help: Self.meant(nearest) + ["its states are \(Self.quoted(known))"])
    case .unknownValue(let value, let key, let known, let nearest):
      fault(
        SyntaxCode.choice, "`\(value.value)` is no value of `\(key)`", at: value.span,
        help: Self.meant(nearest) + ["its values are \(Self.quoted(known))"])
    case .missingKey(let key, let name, let kind):
      fault(
        .missingKey, "the \(kind.title) `\(name.value)` has no `\(key)`", at: name.span,
        help: ["add `\(key):`, or `described: false` if it is described elsewhere"])
    case .instanceWithoutInterface(let name):
      fault(
        .instanceWithoutInterface, "the instance `\(name.value)` has no interface to route to",
        at: name.span, help: ["give it a `subnet` and a `private-ip`"])
    case .instanceWithSeveralInterfaces(let name, let interfaces):
      fault(
        .instanceWithSeveralInterfaces,
        "the instance `\(name.value)` has several interfaces, so a route cannot name it",
        at: name.span, help: ["name one of \(Self.quoted(interfaces)), as AWS asks"])
    case .stateIgnored(let state, let kind):
      warning(
        .stateIgnored,
        "state `\(state.value)` of \(kind.titleWithArticle) is not modelled; it is taken as usable",
        at: state.span, help: ["leave the \(kind.title) out if it is not"])

    // VPCs and subnets
    case .blockSize(let block, let kind):
      fault(
        .blockSize, "\(kind.titleWithArticle) cannot have a block of size /\(block.value.length)",
        at: block.span, help: [Self.sizes(of: kind, block.value.family)])
    case .blockReserved(let block, let reserved):
      fault(
        .blockReserved, "`\(block.value)` lies in `\(reserved)`, which no VPC can have",
        at: block.span,
        help: ["take a private block, such as one of \(Self.privateSpace(block.value.family))"])
    case .vpcBlocksOverlap(let block, let other):
      fault(
        .vpcBlocksOverlap, "`\(block.value)` overlaps `\(other.value)` of the same VPC",
        at: block.span, labels: [.init("the other block", at: other.span)],
        help: ["blocks of one VPC are disjoint; remove or renumber one of them"])
    case .tooManyIPv6Blocks(let block):
      fault(
        .tooManyIPv6Blocks, "a VPC has at most five IPv6 blocks", at: block.span,
        help: ["remove one, or use a second VPC"])
    case .subnetOutsideVPC(let block, let vpc, let blocks):
      fault(
        .subnetOutsideVPC, "`\(block.value)` is not inside a block of the VPC `\(vpc)`",
        at: block.span,
        help: ["`\(vpc)` has \(Self.quoted(blocks.map(\.description)))"])
    case .subnetsOverlap(let block, let subnet, let other, let otherSubnet):
      fault(
        .subnetsOverlap,
        "`\(block.value)` of `\(subnet.value)` overlaps `\(other.value)` of `\(otherSubnet.value)`",
        at: block.span, labels: [.init("the other subnet", at: other.span)],
        help: ["subnets of one VPC are disjoint; renumber one of them"])
    case .severalGateways(let name, let kind, let first):
      fault(
        .severalGateways, "a VPC has at most one \(kind.title)", at: name.span,
        labels: [.init("the first one", at: first.span)],
        help: ["remove `\(name.value)` or `\(first.value)`"])
    case .severalDefaults(let name, let kind, let first):
      fault(
        .severalDefaults, "a VPC has exactly one \(Self.defaultName(of: kind))", at: name.span,
        labels: [.init("the first one", at: first.span)],
        help: ["keep `\(Self.defaultKey(of: kind)): true` at one of them"])
    case .vpcBlocksRestricted(let block, let other):
      warning(
        .vpcBlocksRestricted,
        "AWS does not add `\(block.value)` to a VPC that has `\(other.value)`", at: block.span,
        labels: [.init("the block that forbids it", at: other.span)],
        help: ["see \"IPv4 CIDR block association restrictions\" in the Amazon VPC User Guide"])

    case .publicBlockOwnedTwice(let block, let first, let vpc):
      fault(
        .publicBlockOwnedTwice, "`\(block.value)` overlaps `\(first.value)` of the VPC `\(vpc)`",
        at: block.span, labels: [.init("the other block", at: first.span)],
        help: [
          "a public IPv6 block belongs to one VPC; take another, or a private one of "
            + Self.privateSpace(.ipv6)
        ])
    case .block(let reason):
      fault(
        .block, reason.headline, at: reason.place, labels: reason.labels, help: [reason.help])
    case .publicAccessBlockedTwice(let name, let vpc, let first):
      fault(
        .publicAccessBlockedTwice,
        "`\(name.value)` and `\(first.value)` both apply to the VPC `\(vpc)`", at: name.span,
        labels: [.init("the other one", at: first.span)],
        help: ["an account has one mode in a region; tell them apart by `account` and `region`"])
    case .scopeUnstated(let vpc, let key, let needed):
      fault(
        .scopeUnstated, "the VPC `\(vpc.value)` does not say of which \(key) it is", at: vpc.span,
        labels: [.init("applies to one \(key) only", at: needed)],
        help: ["add `\(key):` to the VPC, or leave it out there"])
    case .notEncrypted(let name, let what, let exclusion, let vpc, let control):
      fault(
        .notEncrypted,
        "the VPC `\(vpc)` enforces encryption, which \(what) does not have",
        at: name.span, labels: [.init("enforced here", at: control)],
        help: [
          exclusion.map {
            "add `encryption-exclusions: \($0)` to the VPC, or remove `\(name.value)`"
          } ?? "AWS has no exclusion for it: remove `\(name.value)`, or write `monitor`"
        ])

    // Addresses
    case .addressFamily(let address, let key, let expected):
      fault(
        .addressFamily, "`\(key)` takes \(Self.name(expected)) addresses, not `\(address.value)`",
        at: address.span,
        help: [
          key == "private-ipv6"
            ? "leave it out: no gateway to the internet takes private IPv4 addresses anyway"
            : expected == .ipv4
              ? "IPv6 addresses stand under `ipv6`; they need no public one beside them"
              : "IPv4 addresses stand under `private-ip`"
        ])
    case .addressOutsideSubnet(let address, let subnet, let blocks):
      fault(
        .addressOutsideSubnet, "`\(Self.short(address.value))` is not in the subnet `\(subnet)`",
        at: address.span,
        help: [
          blocks.isEmpty
            ? "`\(subnet)` has no \(Self.name(address.value.family)) block"
            : "`\(subnet)` has \(Self.quoted(blocks.map(\.description)))"
        ])
    case .addressReserved(let address, let subnet, let block):
      fault(
        .addressReserved,
        "AWS reserves `\(Self.short(address.value))` in the subnet `\(subnet)`", at: address.span,
        help: ["take any of `\(block)` but its first four addresses and its last"])
    case .addressOwnedTwice(let address, let vpc, let first):
      fault(
        .addressOwnedTwice,
        "`\(Self.short(address.value))` is already taken in the VPC `\(vpc)`", at: address.span,
        labels: [.init("taken here", at: first.span)], help: ["give one of them another address"])
    case .publicAddressOwnedTwice(let address, let first):
      fault(
        .publicAddressOwnedTwice, "the public address `\(address.value)` is already taken",
        at: address.span, labels: [.init("taken here", at: first)],
        help: ["a public address belongs to one private address; give one of them another"])
    case .publicAddressNotPublic(let address):
      fault(
        .publicAddressNotPublic, "`\(address.value)` is not a public address", at: address.span,
        help: ["leave `public-ip` out if there is none"])
    case .publicAddressWithoutOwner(let address, let own, let kind):
      fault(
        .publicAddressWithoutOwner,
        own.map { "`\($0.value)` is no private IPv4 address of this \(kind.title)" }
          ?? "`\(address.value)` has no private IPv4 address to belong to",
        at: own?.span ?? address.span,
        help: ["add the private address to `private-ips`, or name one that is there"])
    case .interfaceWithoutAddress(let name, let kind):
      fault(
        .interfaceWithoutAddress, "the \(kind.title) `\(name.value)` has no address",
        at: name.span,
        help: ["add `private-ip`, or `described: false` if it is described elsewhere"])
    case .sendsByElsewhere(let reference):
      fault(
        .sendsByElsewhere, "`\(reference.value)` is no other interface of the same instance",
        at: reference.span,
        help: [
          "name the interface by which the host sends on, with `instance` of the same instance"
        ])
    case .interfaceInOtherZone(let subnet, let zone, let instance, let its):
      fault(
        .interfaceInOtherZone,
        "`\(subnet.value)` is in zone `\(zone)`, and the instance `\(instance)` in `\(its)`",
        at: subnet.span,
        help: ["all interfaces of an instance are in its zone; take a subnet there"])
    case .assignedPrefixSize(let prefix):
      fault(
        .assignedPrefixSize,
        "a prefix assigned to an interface is a /\(prefix.value.family == .ipv4 ? 28 : 80)",
        at: prefix.span, help: ["write single addresses under `private-ips` and `ipv6`"])
    case .privateNATWithPublicAddress(let address):
      fault(
        .privateNATWithPublicAddress, "a private NAT gateway has no public address",
        at: address.span, help: ["remove `public-ip`, or write `kind: public`"])

    case .natGatewayKey(let reason):
      fault(.natGatewayKey, reason.headline, at: reason.place, help: [reason.help])
    case .natGatewayWithoutPublic(let address, let name):
      fault(
        .missingKey,
        "the NAT gateway `\(name.value)` has no public address for `\(address.value)`",
        at: address.span,
        help: ["write `public-ips: { PRIVATE: PUBLIC }` with every address, or `kind: private`"])

    case .poolNotPublic(let pool):
      fault(
        .poolNotPublic, "`\(pool.value)` is no range of public IPv4 addresses", at: pool.span,
        help: ["a pool is a range that you brought to AWS, such as a /24"])
    case .poolWithoutGateway(let pool, let table):
      fault(
        .poolWithoutGateway, "`\(table.value)` is no route table of an internet gateway",
        at: pool.span, help: ["add `edge-of:` with the internet gateway that takes the pool in"])

    // Security groups
    case .subnetNotShared(let account, let subnet):
      fault(
        .subnetNotShared, "the subnet `\(subnet.value)` is not shared with `\(account.value)`",
        at: account.span, labels: [.init("the subnet", at: subnet.span)],
        help: ["add `shared-with: \"\(account.value)\"` to the subnet"])
    case .participantWithDefaultGroup(let name, let account):
      fault(
        .participantWithDefaultGroup,
        "`\(name.value)` of `\(account.value)` cannot have the VPC's default security group",
        at: name.span, help: ["name a group of that account in `security-groups`"])
    case .groupOfOtherAccount(let reference, let group, let account):
      fault(
        .groupOfOtherAccount,
        "the security group `\(group)` is not one of `\(account.value)`", at: reference.span,
        help: [
          "add `account:` to the group, or `shared-with: \"\(account.value)\"` if its owner shares it"
        ])
    case .groupOfOtherVPC(let name, let group, let vpc):
      fault(
        .groupOfOtherVPC, "the security group `\(group)` cannot be used in the VPC `\(vpc)`",
        at: name.span,
        help: ["add `associated-vpcs: [\(vpc)]` to `\(group)`, or use a group of `\(vpc)`"])
    case .defaultGroupShared(let name):
      fault(
        .defaultGroupShared,
        "the default security group `\(name.value)` cannot be used in other VPCs", at: name.span,
        help: ["remove its `associated-vpcs` and `shared-with`; use a group of your own for that"])

    case .groupOfOtherRegion(let vpc, let region, let group, let its):
      fault(
        .groupOfOtherRegion,
        "the VPC `\(vpc.value)` is in \(region), and the security group `\(group)` in \(its)",
        at: vpc.span,
        help: ["a group can be used in VPCs of its own region; write a group in `\(vpc.value)`"])

    // Rules
    case .ruleNumberRange(let number):
      fault(
        SyntaxCode.range, "a rule cannot have the number \(number.value)", at: number.span,
        help: ["write a number from 1 through 32766"])
    case .ruleNumberTwice(let number, let first):
      fault(
        .ruleNumberTwice, "rule \(number.value) is already there in this direction",
        at: number.span, labels: [.init("the first one", at: first)],
        help: ["numbers of one list differ, because they decide which rule comes first"])
    case .groupPriorityTwice(let priority, let first):
      fault(
        .ruleNumberTwice, "another stateful group of the policy has the priority \(priority.value)",
        at: priority.span, labels: [.init("the first one", at: first)],
        help: ["priorities differ, because they decide which group comes first"])
    case .severalPorts(let span):
      fault(
        TopologyCode.ports, "a rule of a network ACL has one port or one range", at: span,
        help: ["write one rule for each"])
    case .portsOfICMP(let span, let name):
      fault(
        TopologyCode.portsOfICMP, "`\(name)` has no ports", at: span,
        help: ["write `type:` and `code:`, or leave `ports` out for all of them"])
    case .typeWithoutICMP(let number, let key):
      fault(
        TopologyCode.icmpKeys, "only `icmp` and `icmpv6` have `\(key)`", at: number.span,
        help: ["write `ports:` for TCP and UDP"])
    case .icmpNumber(let number, let key):
      fault(
        SyntaxCode.range, "`\(key)` cannot be \(number.value)", at: number.span,
        help: ["write a number from 0 through 255, or leave the key out for all"])
    case .codeWithoutType(let number):
      fault(
        TopologyCode.need, "`code` \(number.value) needs a `type`", at: number.span,
        help: ["add `type:`; a code means something only within its type"])
    case .portsIgnored(let span):
      warning(
        .portsIgnored, "AWS ignores ports and types here; the rule matches all of its protocol",
        at: span, help: ["write `tcp` or `udp` if the ports are meant, or leave them out"])

    // Route tables
    case .mainGatewayTable(let name, let span):
      fault(
        .mainGatewayTable, "the gateway route table `\(name.value)` cannot be the main one",
        at: span, help: ["split it in two: one with `main: true`, one with `edge-of`"])
    case .gatewayRoutedTwice(let gateway, let first):
      fault(
        .gatewayRoutedTwice, "`\(gateway.value)` already has a gateway route table",
        at: gateway.span, labels: [.init("the first one", at: first)],
        help: ["keep one of the two `edge-of`"])
    case .gatewayTablePropagates(let name, let span):
      fault(
        .gatewayTablePropagates,
        "nothing can propagate routes into the gateway route table `\(name.value)`", at: span,
        help: ["remove `propagations`; a gateway route table leads into the VPC only"])
    case .endpointNotATarget(let name, let isGateway):
      fault(
        .endpointNotATarget, "no route can name the endpoint `\(name.value)`", at: name.span,
        help: [
          isGateway
            ? "name the table in `route-tables` of the endpoint; AWS keeps the route there"
            : "packets get to an interface endpoint by its addresses; remove the route"
        ])
    case .routeIgnored(let route, let refusal):
      warning(
        .routeIgnored,
        "the route to `\(route.to)` via `\(route.via)` is ignored, because AWS refuses it: "
          + refusal.reason,
        at: route.span, labels: refusal.labels, help: refusal.help)
    case .prefixListEntriesIgnored(let route, let entries, let refusal):
      warning(
        .prefixListEntriesIgnored,
        "\(Self.quoted(entries.map(\.description))) of `\(route.to)` cannot be routed via "
          + "`\(route.via)` and is ignored: \(refusal.reason)",
        at: route.span, labels: refusal.labels, help: refusal.help)
    case .prefixListAmbiguous(let route, let entry, let other):
      warning(
        .prefixListAmbiguous,
        "two prefix lists of this table hold `\(entry)` with different targets, and AWS takes any",
        at: route.span, labels: [.init("the other route", at: other)],
        help: ["write a route to `\(entry)` itself, which goes before both"])

    // Peerings
    case .peeringWithItself(let name, let vpc):
      fault(
        .peeringWithItself, "the peering `\(name.value)` has `\(vpc.value)` at both ends",
        at: vpc.span, help: ["name two different VPCs in `between`"])
    case .peeredTwice(let name, let first):
      fault(
        .peeredTwice, "`\(name.value)` connects VPCs that `\(first.value)` connects already",
        at: name.span, labels: [.init("the first one", at: first.span)],
        help: ["remove one of them: two VPCs have at most one active peering"])
    case .peeringOverlap(let name, let block, let vpc, let other, let otherVPC):
      fault(
        .peeringOverlap,
        "`\(name.value)` cannot exist: `\(block)` of `\(vpc)` overlaps `\(other)` of `\(otherVPC)`",
        at: name.span,
        help: ["renumber one VPC, or connect them by private NAT gateways or PrivateLink"])

    // Transit gateways and VPN connections
    case .attachmentResource(let name, let count):
      fault(
        count == 0 ? TopologyCode.noneOf : .together,
        count == 0
          ? "the attachment `\(name.value)` attaches nothing"
          : "the attachment `\(name.value)` attaches several things",
        at: name.span, help: ["write exactly one of `vpc`, `vpn` and `peer`"])
    case .attachmentZoneTwice(let subnet, let zone, let first):
      fault(
        .attachmentZoneTwice,
        zone.isEmpty
          ? "`\(subnet.value)` and `\(first.value)` name no zone, and so share one"
          : "`\(subnet.value)` and `\(first.value)` are both in zone `\(zone)`",
        at: subnet.span, labels: [.init("the first one", at: first.span)],
        help: [
          "an attachment or an endpoint has one subnet of a zone at most; remove one, or name their zones"
        ])
    case .attachedTwice(let name, let thing, let first):
      fault(
        .attachedTwice, "the \(thing) is already attached there",
        at: name.span, labels: [.init("the first attachment", at: first.span)],
        help: [
          "it has one attachment at most: put what is missing into `\(first.value)`, and remove this"
        ])
    case .connectionAttachedTwice(let name, let connection, let first):
      fault(
        .attachedTwice, "the VPN connection `\(connection)` is already attached",
        at: name.span, labels: [.init("the first attachment", at: first.span)],
        help: [
          "it ends at one gateway: remove one of the attachments, or write `state: deleted` where it was"
        ])
    case .attachmentRegion(let reason):
      fault(
        .attachmentRegion, reason.headline, at: reason.place, labels: reason.labels,
        help: [reason.help])
    case .exchangeInOtherRegion(let name, let gateway, let region, let edge):
      fault(
        .exchangeInOtherRegion,
        "transit gateway `\(gateway)` is in \(region), and the edge location is \(edge)",
        at: name.span,
        help: [
          "a transit gateway peers with a core network in its own region: `edge-location: \(region)`"
        ])
    case .associatedTwice(let name, let first):
      fault(
        .associatedTwice, "`\(name.value)` is already associated with a route table",
        at: name.span, labels: [.init("the first association", at: first)],
        help: ["an attachment looks up one table only; remove one of the two"])
    case .peerNotMutual(let name, let attachment, let end):
      fault(
        .peerNotMutual, end.headline(of: name.value), at: name.span,
        help: [end.help(naming: attachment)])
    case .prefixListNotDescribed(let name):
      warning(
        .prefixListNotDescribed,
        "a transit gateway's route needs the entries of the prefix list `\(name.value)`, which is "
          + "not described",
        at: name.span,
        help: ["describe the prefix list; until then what this table routes is undetermined"])
    case .transitGatewayOverlap(let name, let vpc, let otherVPC, let other):
      warning(
        .transitGatewayOverlap,
        "`\(vpc)` overlaps `\(otherVPC)`, which is attached before it, and propagates no routes",
        at: name.span, labels: other.map { [.init("attached before", at: $0)] } ?? [],
        help: ["renumber one of the VPCs, or write static routes"])
    case .transitGatewayRouteTwice(let prefix, let first):
      warning(
        .transitGatewayRouteTwice,
        "the table already has a route to `\(prefix.value)`, so this one is ignored",
        at: prefix.span, labels: [.init("the first one", at: first)],
        help: ["remove one of the two"])
    case .staticConnectionPropagates(let name, let connection):
      warning(
        .propagatesNothing,
        "`\(name.value)` propagates nothing, because `\(connection)` has static routing",
        at: name.span,
        help: ["write routes to its networks in the table, or `routing: bgp` at the connection"])
    case .peeringPropagates(let name):
      warning(
        .propagatesNothing, "`\(name.value)` propagates nothing, because it is a peering",
        at: name.span,
        help: ["write routes to the networks beyond it in the table, or remove the propagation"])
    case .connectionOfGateway(let name, let gateway, let place):
      fault(
        .connectionOfGateway,
        "`\(name.value)` ends at the virtual private gateway `\(gateway)`, not at a transit gateway",
        at: name.span, labels: place.map { [.init("said here", at: $0)] } ?? [],
        help: ["write a connection of its own for each gateway, or remove `vpn-gateway`"])
    case .tunnelCount(let name, let count):
      fault(
        TopologyCode.count, "the VPN connection `\(name.value)` has \(count) tunnels",
        at: name.span, help: ["write two: `tunnels: [up, up]`"])
    case .vpnConnection(let reason):
      fault(.vpnConnection, reason.headline, at: reason.place, help: [reason.help])
    case .attachmentNAT(let reason):
      fault(
        .attachmentNAT, reason.headline, at: reason.place, labels: reason.labels,
        help: [reason.help])
    case .attachmentSubnetFamily(let subnet):
      fault(
        .attachmentSubnetFamily,
        "`\(subnet.value)` has no IPv4 block, so no transit gateway can stand in it",
        at: subnet.span,
        help: ["attach a subnet of the same zone that has one, or give this one an IPv4 block"])
    case .firewallRule(let text, let problem):
      fault(
        .firewallRule, problem.headline(text.value.excerpt), at: text.span, help: [problem.help])
    case .suricataRuleIncomplete(let text, let omission):
      warning(
        .suricataRuleIncomplete, "\(omission.headline): `\(text.value.excerpt)`", at: text.span,
        help: [omission.help])

    case .serverName(let name, let meant):
      warning(
        .serverName, "no server is called `\(name.value.excerpt)`, so this never matches",
        at: name.span,
        help: [
          meant.map {
            "write `\($0)`" + ($0.hasPrefix(".") ? " for that name and all below it" : "")
          }
            ?? "write a name such as `example.com`, or `.example.com` with all below it"
        ])

    // Direct Connect
    case .virtualInterfaceEnd(let name, let gateway):
      fault(
        .virtualInterfaceEnd,
        "this virtual interface is one of the Direct Connect gateway `\(gateway)`, so it does not "
          + "end at `\(name.value)`", at: name.span,
        help: [
          "write `{ vpn-gateway: \(name.value) }` below `associations`, or the virtual interface "
            + "below `virtual-interfaces` at the top"
        ])
    case .virtualInterfaceType(let type, let expected, let gateway):
      fault(
        .virtualInterfaceType,
        "a \(type.value) virtual interface cannot lead to a \(gateway)", at: type.span,
        help: ["write `type: \(expected)`, or leave `type` out"])
    case .mixedAssociations(let name, let first):
      fault(
        .mixedAssociations,
        "a Direct Connect gateway leads to virtual private gateways, to transit gateways or to a "
          + "core network, not to several of these", at: name.span,
        labels: [.init("one of the other kind", at: first.span)],
        help: ["write a Direct Connect gateway of its own for each kind"])
    case .gatewayAssociatedTwice(let name, let first):
      fault(
        .gatewayAssociatedTwice,
        "`\(name.value)` is already associated with this Direct Connect gateway", at: name.span,
        labels: [.init("the first association", at: first.span)],
        help: ["remove one of the two; an association may allow several prefixes"])
    case .directConnectOverlap(let name, let block, let other, let overlapping):
      fault(
        .directConnectOverlap,
        "`\(block)` of the association `\(name.value)` overlaps `\(overlapping)` of `\(other)`",
        at: name.span,
        help: ["what one Direct Connect gateway announces must not overlap; renumber one VPC"])
    case .attachmentNotAssociated(let name, let kind, let end):
      fault(
        .directConnectNotMutual,
        "`\(name.value)` has no association with the \(kind.title) `\(end)`", at: name.span,
        help: [
          kind == .coreNetwork
            ? "write `{ core-network: \(end) }` there"
            : "write `{ transit-gateway: \(end), allowed-prefixes: [CIDR] }` there"
        ])
    case .associationNotAttached(let name, let kind, let gateway):
      fault(
        .directConnectNotMutual,
        "the \(kind.title) `\(name.value)` has no attachment of `\(gateway)`", at: name.span,
        help: ["write `{ direct-connect: \(gateway) }` below its `attachments`"])

    // Lines of transit gateways
    case .staticRouteToConnect(let name):
      warning(
        .staticRouteToConnect,
        "a route to the Connect attachment `\(name.value)` is ignored: it takes no static routes",
        at: name.span, help: ["let it propagate; what it learns by BGP are its `routes`"])
    case .networkBehindAttachment(let name):
      fault(
        .networkBehindAttachment, "no network on premises is behind `\(name.value)` itself",
        at: name.span,
        help: [
          "name the VPN connection, the virtual interface, or an attachment with `connect`, "
            + "`client-vpn` or `vpn-concentrator`"
        ])
    case .connectTransport(let name):
      fault(
        .connectTransport, "a Connect attachment cannot go over `\(name.value)`", at: name.span,
        help: ["name an attachment of a VPC or of a Direct Connect gateway"])
    case .homeNetUnknown(let name):
      fault(
        .homeNetUnknown,
        "rules of `\(name.value)` name `$HOME_NET`, which a firewall at a transit gateway does not "
          + "have by itself",
        at: name.span,
        help: ["write `variables: { HOME_NET: [10.0.0.0/8] }` with your own blocks at the policy"])
    case .statefulDefaultOrder(let text):
      fault(
        .statefulDefaultOrder, "`stateful-default: \(text.value)` needs strict order",
        at: text.span,
        help: ["add `rule-order: strict`; in action order what no rule decides passes"])

    // Load balancers
    case .loadBalancer(let reason):
      fault(
        .loadBalancer, reason.headline, at: reason.place, labels: reason.labels,
        help: [reason.help])
    case .firewallEndpoint(let reason):
      fault(.firewallEndpoint, reason.headline, at: reason.place, help: [reason.help])
    case .firewallNotInZone(let reference, let zone):
      warning(
        .firewallNotInZone,
        "the firewall `\(reference.value)` has no endpoint of its own in the zone `\(zone)`, where "
          + "this one is",
        at: reference.span,
        help: ["AWS makes further endpoints only in zones where the firewall has one of its own"])
    case .edgeZone(let reason):
      fault(.edgeZone, reason.headline, at: reason.place, help: [reason.help])
    case .zone(let reason):
      fault(
        .zone, reason.headline, at: reason.place, labels: reason.labels, help: [reason.help])
    case .resource(let reason):
      fault(.resource, reason.headline, at: reason.place, help: [reason.help])
    case .lattice(let reason):
      fault(
        .lattice, reason.headline, at: reason.place, labels: reason.labels, help: [reason.help])
    case .mirroring(let reason):
      fault(
        .mirroring, reason.headline, at: reason.place, labels: reason.labels,
        help: [reason.help])
    }
  }
}

extension ModelFault {
  private func fault(
    _ code: ModelCode, _ message: String, at span: Span?, labels: [Diagnostic.Label] = [],
    help: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, code.rawValue, message, at: span, labels: labels,
      help: help + (networkCode.map { ["`netproof codes \($0.rawValue)` says more"] } ?? []))
  }

  /// A fault that the reader of texts finds as well; here it comes from an importer's topology.
  private func fault(
    _ code: some RawRepresentable<String>, _ message: String, at span: Span?,
    labels: [Diagnostic.Label] = [], help: [String] = []
  ) -> Diagnostic {
    Diagnostic(.error, code.rawValue, message, at: span, labels: labels, help: help)
  }

  private func warning(
    _ code: ModelCode, _ message: String, at span: Span?, labels: [Diagnostic.Label] = [],
    help: [String] = []
  ) -> Diagnostic {
    Diagnostic(.warning, code.rawValue, message, at: span, labels: labels, help: help)
  }

  private static func meant(_ nearest: String?) -> [String] {
    nearest.map { ["did you mean `\($0)`?"] } ?? []
  }

  /// Some names in backticks; of many the first eight and how many more.
  fileprivate static func quoted(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "`\($0)`" }
    if names.count > shown.count {
      return shown.joined(separator: ", ") + " and \(names.count - shown.count) more"
    }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A block of one address as that address.
  private static func short(_ prefix: Prefix) -> String {
    prefix.length == prefix.family.width ? prefix.base.description : prefix.description
  }

  private static func name(_ family: Family) -> String { family == .ipv4 ? "IPv4" : "IPv6" }

  /// Space of which VPCs may have any block, over and over.
  private static func privateSpace(_ family: Family) -> String {
    family == .ipv4 ? "10.0.0.0/8" : "fd80::/9"
  }

  private static func sizes(of kind: ComponentID.Kind, _ family: Family) -> String {
    switch family {
    case .ipv4: "it has /16 through /28"
    case .ipv6: "it has /44 through /\(kind == .vpc ? 60 : 64), in steps of 4"
    }
  }

  private static func defaultName(of kind: ComponentID.Kind) -> String {
    kind == .routeTable ? "main route table" : "default \(kind.title)"
  }

  private static func defaultKey(of kind: ComponentID.Kind) -> String {
    kind == .routeTable ? "main" : "default"
  }
}

extension UnknownName {
  fileprivate var headline: String {
    let thing = isRouteTarget ? "route target" : Self.titles(kinds, " or ")
    return "no \(thing) is named `\(reference.value)`\(owner.map { " in `\($0)`" } ?? "")"
  }

  fileprivate var help: [String] {
    if let nearest { return ["did you mean `\(nearest)`?"] }
    if AddressProblem.wordsForEverything.contains(reference.value), kinds.contains(.prefixList) {
      return ["write `0.0.0.0/0` for all of IPv4, `\"::/0\"` for all of IPv6"]
    }
    guard elsewhere.isEmpty else { return [helpFromElsewhere] }
    return (known.isEmpty ? [] : [helpFromKnown])
      + ["add it, with `described: false` if it is described elsewhere"]
  }

  /// What a route of a VPC may lead to.
  private var isRouteTarget: Bool { kinds.contains(.internetGateway) && kinds.contains(.peering) }

  private var helpFromElsewhere: String {
    let found = ModelFault.quoted(elsewhere)
    if isOtherKind {
      let wanted = isRouteTarget ? "where routes lead" : "a \(Self.titles(kinds, " or a "))"
      return "there is \(found), but that is not \(wanted)"
    }
    let place = kinds.contains(.attachment) ? "transit gateway" : "VPC"
    return "there is \(found), but in another \(place)"
  }

  private var helpFromKnown: String {
    let shown = known.prefix(Self.mostKnown - 1).map { "`\($0)`" }.joined(separator: ", ")
    return "choose from \(shown)\(known.count < Self.mostKnown ? "" : " and others")"
  }

  private static func titles(_ kinds: KindSet, _ or: String) -> String {
    let titles = kinds.members.map(\.title)
    guard let last = titles.last, titles.count > 1 else { return titles.first ?? "component" }
    return titles.dropLast().joined(separator: ", ") + or + last
  }
}

extension RouteRefusal {
  fileprivate var reason: String {
    switch self {
    case .reservedRange(let range): "`\(range)` belongs to AWS's own services"
    case .notASubnet(let block):
      "it is more specific than `\(block)` of the VPC, but no subnet has exactly this block"
    case .notAMiddlebox(let block, let target):
      "it is more specific than `\(block)` of the VPC, and \(target.titleWithArticle) is no middlebox"
    case .replacesLocal(let target):
      "\(target.titleWithArticle) cannot take the place of `local`"
    case .localElsewhere: "`local` leads to the VPC's own blocks only"
    case .family(let target, let family):
      "\(target.titleWithArticle) does not carry \(family == .ipv4 ? "IPv4" : "IPv6")"
    case .gatewayTableTarget(let target):
      "a gateway route table leads to interfaces, not to \(target.titleWithArticle)"
    case .gatewayTableDestination:
      "a gateway route table holds a block of the VPC or of one of its subnets"
    case .gatewayTablePrefixList: "a gateway route table takes no prefix lists"
    case .endpointPrefixList: "no prefix list leads to an endpoint that inspects packets"
    case .foreignPeering(let vpc): "the peering does not end at `\(vpc)`"
    case .notAssociated(let vpc): "the local gateway is not associated with `\(vpc)`"
    case .duplicate: "the table has a route to the same destination"
    }
  }

  fileprivate var labels: [Diagnostic.Label] {
    guard case .duplicate(let first?) = self else { return [] }
    return [.init("the first one", at: first)]
  }

  fileprivate var help: [String] {
    switch self {
    case .notASubnet: ["route the whole block of a subnet, or an address outside the VPC"]
    case .notAMiddlebox: ["route to a NAT gateway or an interface, or remove the route"]
    case .replacesLocal: ["route to a NAT gateway or an interface"]
    case .family(.natGateway, _): ["only `64:ff9b::/96` leads to a NAT gateway by IPv6"]
    case .family(.egressOnlyInternetGateway, _): ["route IPv4 to a NAT gateway instead"]
    case .family(.endpoint, _): ["only gateway endpoints of DynamoDB carry IPv6"]
    case .foreignPeering: ["name a peering of this VPC"]
    case .notAssociated: ["add the VPC to the `vpcs` of the local gateway"]
    case .family(.carrierGateway, _), .family(.localGateway, _): ["remove the route"]
    case .duplicate: ["remove one of the two"]
    case .reservedRange, .localElsewhere, .family, .gatewayTableTarget, .gatewayTableDestination,
      .gatewayTablePrefixList:
      ["remove the route"]
    case .endpointPrefixList: ["write a route of its own for each block of the list"]
    }
  }
}
