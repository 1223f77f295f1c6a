import NetproofModel
import NetproofSets

/// Values by name, in the order in which they were written.
struct Names<Value>: ExpressibleByDictionaryLiteral {
  private(set) var entries: [(name: String, value: Value)] = []

  init(dictionaryLiteral elements: (String, Value)...) {
    entries = elements.map { (name: $0.0, value: $0.1) }
  }

  func index(_ name: String) -> Int? { entries.firstIndex { $0.name == name } }

  subscript(name: String) -> Value? {
    get { index(name).map { entries[$0].value } }
    set {
      switch (index(name), newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append((name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}

/// A network as a test writes it; ``Sketch/model()`` makes the model of it.
///
/// Rules and routes are lines: `tcp/443 0.0.0.0/0` or `tcp/8080 sg-web` in groups, `90 deny all
/// 0.0.0.0/0` in network ACLs, `10.1.0.0/16 pcx-ab` in route tables.
struct Sketch {
  struct Outside {
    var cidrs: [String]
    var vpn: String?
    var routesTo: [String]?
  }

  struct Cloud {
    var cidrs: [String]
    var region: String? = "us-east-1"
    var gateway: String?
    var isGatewayAttached = true
    var edgeTable: String?
    var egressOnlyGateway: String?
    var main: String
    var dnsSupport = true
  }

  struct Place {
    var vpc: String
    var cidrs: [String]
    var zone = "az1"
    var table: String?
    var acl: String?
  }

  struct Routes {
    var vpc: String
    var lines: [String] = []
  }

  struct Rules {
    var vpc: String
    var inbound: [String] = []
    var outbound: [String] = []
  }

  struct Host {
    var subnet: String
    var addresses: [String]
    var publicAddress: String?
    var prefixes: [String] = []
    var groups: [String]
    var state = Instance.State.running
    var isAttached = true
    var checksSource = true
    var behaviour = NetworkInterface.Behaviour.forward
    var isStateful = false
    var extraAddresses: [String] = []
    var replyInterface = NetworkInterface.ReplyInterface.same
    /// The host whose further interface this is.
    var secondOf: String?
  }

  struct Translator {
    var subnet: String
    var privateAddress: String
    var publicAddress: String?
    var state = NATGateway.State.available
  }

  struct Link {
    var requester: String
    var accepter: String
    var state = Peering.State.active
  }

  struct Hub {
    var referencing = false
    var vpnECMP = true
  }

  struct Spoke {
    var hub: String
    /// A VPC, a VPN connection or the attachment at the far side.
    var to: String
    var subnets: [String] = []
    var state = TransitGatewayAttachment.State.available
    var applianceMode = false
    var table: String?
  }

  struct HubRoutes {
    var hub: String
    var propagations: [String] = []
    var lines: [String] = []
  }

  struct Tunnel {
    var learned: [String]
    var tunnels = [true, true]
    var state = VPNConnection.State.available
  }

  var networks: Names<Outside> = [:]
  var prefixLists: Names<[String]> = [:]
  var vpcs: Names<Cloud> = [:]
  var subnets: Names<Place> = [:]
  var tables: Names<Routes> = [:]
  var acls: Names<Rules> = [:]
  var groups: Names<Rules> = [:]
  var hosts: Names<Host> = [:]
  var natGateways: Names<Translator> = [:]
  var peerings: Names<Link> = [:]
  var hubs: Names<Hub> = [:]
  var spokes: Names<Spoke> = [:]
  var hubTables: Names<HubRoutes> = [:]
  var connections: Names<Tunnel> = [:]
  /// The names of what is said to exist without being described.
  var undescribed: Set<String> = []
}

/// A sketch that names what it does not have, or a line that says nothing.
struct SketchError: Error {
  let text: String

  init(_ text: String) {
    self.text = text
  }
}
