public import NetproofEngine
public import NetproofModel
public import NetproofSets

/// A question about many ends at once: who reaches whom on some ports.
public struct ReachQuestion: Sendable {
  public let from: ReachSide
  public let to: ReachSide
  public let ports: CountedPorts
  public let options: MatrixOptions

  public init(from: ReachSide, to: ReachSide, ports: CountedPorts, options: MatrixOptions) {
    self.from = from
    self.to = to
    self.ports = ports
    self.options = options
  }

  /// Whether all ports are asked about.
  public var asksAllPorts: Bool { ports == .all }

  /// The ports as the matrix counts them.
  public var selection: PortSelection {
    PortSelection(tcp: ports.tcp, udp: ports.udp, echo: ports.hasEcho)
  }

  /// The same ports as a question to the trace search.
  func query(from: End, to: End, _ ports: CountedPorts, family: Family? = nil) -> Query {
    func services(_ family: Family) -> [Service] {
      var result: [Service] = []
      if !ports.tcp.isEmpty { result.append(Service(.tcp, ports: ports.tcp)) }
      if !ports.udp.isEmpty { result.append(Service(.udp, ports: ports.udp)) }
      if ports.hasEcho { result.append(.ping(family)) }
      return result
    }
    return Query(
      from: [from], to: [to], ipv4Services: services(.ipv4), ipv6Services: services(.ipv6),
      family: family, clientPorts: options.clientPorts, oneWay: options.oneWay)
  }
}

/// The ends that a question about many ends looks at on one side.
public struct ReachSide: Sendable {
  /// Ascending, without repeats.
  public let interfaces: [ID<NetworkInterface>]
  /// Networks but `internet`, ascending.
  public let networks: [ID<Network>]
  /// The addresses of `internet` that are meant, if it is.
  public let internet: AddressSet?
  /// Whether nobody was named, so that everything is meant.
  public let isEverything: Bool

  /// Every interface, every network and the internet.
  public init(everythingIn model: Model) {
    interfaces = Array(model.interfaces.ids)
    networks = Array(model.networks.ids.dropFirst())
    internet = model.networks[Model.internet].addresses
    isEverything = true
  }

  public init(
    interfaces: [ID<NetworkInterface>], networks: [ID<Network>], internet: AddressSet?
  ) {
    self.interfaces = interfaces
    self.networks = networks
    self.internet = internet
    isEverything = false
  }

  /// The ends as the matrix knows them, without the internet.
  public var selection: EndSelection {
    isEverything ? .all : EndSelection(interfaces: interfaces, networks: networks)
  }

  /// How many ends there are but the internet.
  public var count: Int { interfaces.count + networks.count }
}
