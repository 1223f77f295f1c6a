import NetproofSyntax

/// The interfaces of a VPC: which instance has which, and which stand for themselves.
struct AWSHosts {
  /// Instances with their interfaces, the primary one first.
  private(set) var instances: [(instance: AWSResource, interfaces: [AWSResource])] = []
  /// Interfaces of no instance.
  private(set) var loose: [AWSResource] = []

  init(_ vpc: String, _ estate: AWSEstate) {
    var byInstance: [String: [AWSResource]] = [:]
    var known: Set<String> = []
    for interface in estate[.interfaces, vpc] {
      guard let id = interface.text("NetworkInterfaceId"), known.insert(id).inserted else {
        continue
      }
      let instance = interface.part("Attachment")?.text("InstanceId")
      if let instance, estate[instance] != nil {
        byInstance[instance, default: []].append(interface)
      } else if !Self.isPart(interface, of: estate) {
        loose.append(interface)
      }
    }
    for instance in estate[.reservations, vpc] {
      guard let id = instance.text("InstanceId") else { continue }
      var interfaces = byInstance[id] ?? []
      for interface in instance.list("NetworkInterfaces") {
        guard let own = interface.text("NetworkInterfaceId"), known.insert(own).inserted else {
          continue
        }
        interfaces.append(interface)
      }
      let state = instance.part("State")?.text("Name")
      if interfaces.isEmpty, state == "terminated" || state == "shutting-down" { continue }
      instances.append((instance, interfaces.sorted { Self.rank($0) < Self.rank($1) }))
    }
  }

  /// The position of an interface at its instance.
  private static func rank(_ interface: AWSResource) -> Int {
    interface.part("Attachment")?.text("DeviceIndex").flatMap { Int($0) } ?? Int.max
  }

  /// Whether an interface is a part of something that topologies describe as a whole.
  private static func isPart(_ interface: AWSResource, of estate: AWSEstate) -> Bool {
    let id = interface.text("NetworkInterfaceId") ?? ""
    return switch interface.text("InterfaceType") ?? "interface" {
    case "nat_gateway", "natGateway", "transit_gateway": true
    default: estate.ownedInterfaces.contains(id)
    }
  }
}
