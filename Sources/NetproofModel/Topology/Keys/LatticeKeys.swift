import NetproofSyntax

enum ServiceNetworkKeys {
  static let region = Key("region", .text, "Its region.", default: "that of its VPCs")
  static let vpcs = Key(
    "vpcs", .groupsByVPC,
    "The VPCs whose own hosts may ask its services, each with the security groups of its "
      + "association, whose inbound rules filter them; `[]` is none, and then nothing filters.",
    default: "none", otherWords: ["associations", "vpc-associations"])
  static let services = Key(
    "services", .any(.reference, "a Lattice service or a list of them"),
    "The Lattice services that are associated with it.", default: "none",
    otherWords: ["service", "service-associations"])
  static let resources = Key(
    "resources", .any(.reference, "a resource or a list of them"),
    "The resources of resource gateways that its endpoints lead to as well.", default: "none",
    otherWords: ["resource", "resource-configurations", "resource-associations"])
  static let authType = Key(
    "auth-type", .authType,
    "`aws-iam`: a policy decides about each request as well, which no packet shows; noted, not "
      + "judged.", default: "`none`")

  static let kind = EntryKind(
    "service-network", "a service network",
    "Services of VPC Lattice, and the VPCs that may ask them.",
    keys: [
      vpcs.description, services.description, resources.description, region.description,
      authType.description,
    ] + HeadKeys.all())
}

enum LatticeServiceKeys {
  static let listeners = Key(
    "listeners", .list(of: ListenerKeys.kind, "a list of listeners", TopologyReader.listener),
    "What it accepts, and the target groups of VPCs, `VPC/GROUP`, that its rules may forward to.",
    default: "none")
  static let addresses = Key(
    "addresses", .oneOrMore(.address, "an address or a list of addresses"),
    "The addresses of VPC Lattice that its name resolves to.",
    default: "any of 169.254.171.0/24 and fd00:ec2:80::/64", otherWords: ["address", "ips"])

  static let kind = EntryKind(
    "lattice-service", "a Lattice service",
    "A service of VPC Lattice: listeners, and targets in any VPC.",
    keys: [
      listeners.description, addresses.description, ServiceNetworkKeys.authType.description,
    ] + HeadKeys.all())
}

extension Shape where Value == Located<String> {
  fileprivate static var authType: Self { word(["none", "aws-iam"], "a type of authorization") }
}

extension Shape where Value == [ServiceNetworkVPCEntry] {
  /// For each VPC the security groups of its association.
  fileprivate static var groupsByVPC: Self {
    let groups = Shape<[Reference]>.any(.reference, "a security group or a list of them")
    return Self(.map(key: .pattern(.reference), value: groups.description)) { node, diagnostics in
      guard let entries = node.map("a map from VPCs to security groups", into: &diagnostics)
      else { return nil }
      return entries.compactMap { entry in
        var association = ServiceNetworkVPCEntry(vpc: entry.key)
        guard let own = groups.read(entry.value, &diagnostics) else { return nil }
        association.securityGroups = own
        return association
      }
    }
  }
}
