public import NetproofEngine
public import NetproofModel
import NetproofSets
public import NetproofSyntax

/// Understands questions about many ends as a person writes them.
public struct ReachReader: Sendable {
  private let model: Model
  private let ends: EndReader

  public init(_ model: Model, _ names: NameTable) {
    self.model = model
    ends = EndReader(model, names)
  }

  /// The question that texts mean.
  ///
  /// A side that names nobody means everything; no port means all that are counted. Ends are whole
  /// interfaces and networks; only of the internet a part may be meant.
  ///
  /// - Throws: ``Rejection`` with every part that cannot be understood.
  public func question(
    from: [QuestionText], to: [QuestionText], ports: [QuestionText], options: MatrixOptions
  ) throws(Rejection) -> ReachQuestion {
    var faults: [QuestionTextFault] = []
    let sources = side(from, .from, &faults)
    let destinations = side(to, .to, &faults)
    let asked = self.ports(ports, &faults)
    if let first = from.first, faults.isEmpty, sources.count + destinations.count == 0 {
      faults.append(.bothOutside(first))
    }
    guard faults.isEmpty else { throw Rejection(faults.map(\.diagnostic)) }
    return ReachQuestion(from: sources, to: destinations, ports: asked, options: options)
  }

  // MARK: - Ends

  private func side(
    _ texts: [QuestionText], _ role: EndReader.Role, _ faults: inout [QuestionTextFault]
  ) -> ReachSide {
    guard !texts.isEmpty else { return ReachSide(everythingIn: model) }
    var interfaces: Set<ID<NetworkInterface>> = []
    var networks: Set<ID<Network>> = []
    var internet: AddressSet?
    for text in texts {
      switch ends.read(text, role) {
      case .failure(let error): faults.append(error.fault)
      case .success(let read):
        for end in read {
          switch end.subject {
          case .interface(let id): interfaces.insert(id)
          case .network(Model.internet):
            internet = (internet ?? AddressSet()).union(end.addresses)
          case .network(let id): networks.insert(id)
          // A NAT gateway's public address in a block is nobody who could be reached.
          case .address: if read.count == 1 { faults.append(.unownedEnd(text)) }
          }
        }
        if let wider = read.first(where: isPartial) {
          faults.append(.partOfEnd(text, whole: name(wider)))
        }
      }
    }
    return ReachSide(
      interfaces: interfaces.sorted(), networks: networks.sorted(), internet: internet)
  }

  /// Whether a text means less than the whole end.
  private func isPartial(_ end: End) -> Bool {
    guard end.isExplicit else { return false }
    switch end.subject {
    case .interface(let id):
      let interface = model.interfaces[id]
      let publics = AddressSet(interface.outsideAddresses.map(\.publicAddress))
      return !interface.addresses.subtracting(end.addresses).isEmpty
        && end.addresses.intersection(publics) != publics
    case .network(Model.internet): return false
    case .network(let id): return model.networks[id].addresses != end.addresses
    case .address: return false
    }
  }

  private func name(_ end: End) -> String {
    switch end.subject {
    case .interface(let id): model.interfaces[id].identity.qualifiedName
    case .network(let id): model.networks[id].identity.qualifiedName
    case .address: ""
    }
  }

  // MARK: - Ports

  private func ports(
    _ texts: [QuestionText], _ faults: inout [QuestionTextFault]
  ) -> CountedPorts {
    guard !texts.isEmpty else { return .all }
    var ports = CountedPorts()
    for text in texts {
      switch PortReader.read(text) {
      case .failure(let error): faults.append(error.fault)
      case .success(let asked):
        for (family, services) in [(Family.ipv4, asked.ipv4), (.ipv6, asked.ipv6)] {
          for service in services {
            guard let counted = Self.counted(service, family) else {
              faults.append(.uncountedPort(text))
              return ports
            }
            ports = ports.union(counted)
          }
        }
      }
    }
    return ports
  }

  /// The ports of a service that the matrix counts; nothing if it is about anything else.
  private static func counted(_ service: Service, _ family: Family) -> CountedPorts? {
    if service == .ping(family) {
      return CountedPorts(hasEcho: true)
    }
    // `any` means other protocols as well, which have no ports to tell apart.
    if service.protocols == .others { return CountedPorts() }
    switch service.protocols.single {
    case .tcp?: return CountedPorts(tcp: service.ports)
    case .udp?: return CountedPorts(udp: service.ports)
    default: return nil
    }
  }
}
