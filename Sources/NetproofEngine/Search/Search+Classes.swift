import NetproofModel
import NetproofSets

/// A class as the search found it, before obstacles of several classes are joined.
struct FoundClass {
  let packets: PacketCube
  let translatedPorts: PortSet?
  let choices: [Int]
  let forward: [Step]
  let reply: [Step]
  /// Whether the walk ended at the destination, if need be past obstacles.
  let arrives: Bool
  /// With the place of each in the pipeline.
  let obstacles: [(obstacle: Obstacle, depth: Int)]
  let notes: [Remark]
  let gap: Remark?
  /// Empty unless the search tells them.
  let passages: [InterfacePassage]

  /// Whether the packets get to their destination, whatever becomes of replies.
  var arrivesForward: Bool {
    arrives && !obstacles.contains { $0.obstacle.direction == .forward }
  }

  var verdict: Verdict {
    if !obstacles.isEmpty { return .unreachable }
    return gap == nil ? .reachable : .undetermined
  }
}

extension FoundClass {
  /// Packets of which nothing can be said because one end is not described.
  init(_ packets: PacketCube, unknown: ComponentID) {
    self.init(
      packets: packets, translatedPorts: nil, choices: [], forward: [], reply: [],
      arrives: false, obstacles: [], notes: [], gap: Remark(.notDescribed, unknown),
      passages: [])
  }
}

/// From ended walks to classes: headers are worked back to what left the origin, and forward again.
extension Search {
  func classes() -> [FoundClass] {
    finished.map { found($0) }
  }

  private func found(_ ended: Walk) -> FoundClass {
    var walk = ended
    walk.narrowPendingPorts()
    let headers = headers(of: walk)
    var forward: [Step] = []
    var reply: [Step] = []
    var index = walk.lastStep
    while index >= 0 {
      let recorded = arena[Int(index)]
      let step = Step(
        component: recorded.component, side: recorded.side, action: recorded.action,
        evidence: recorded.evidence,
        packets: Self.header(headers, recorded.segment, recorded.direction))
      if recorded.direction == .forward { forward.append(step) } else { reply.append(step) }
      index = recorded.previous
    }
    forward.reverse()
    reply.reverse()
    let obstacles = walk.obstacles.map { met in
      let obstacle = Obstacle(
        code: met.code, component: met.component, direction: met.direction,
        evidence: met.evidence, hints: met.hints, context: met.context,
        packets: Self.header(headers, met.segment, met.direction), classes: [])
      return (obstacle: obstacle, depth: met.depth)
    }
    return FoundClass(
      packets: headers[0], translatedPorts: decidingPorts(walk), choices: walk.choices,
      forward: forward, reply: reply, arrives: walk.arrived, obstacles: obstacles,
      notes: walk.notes, gap: walk.gap,
      passages: passages(of: walk) { Self.header(headers, $0, $1) })
  }

  /// The header of a segment as it stands on the wire: the reply's has its ends swapped.
  private static func header(
    _ headers: [PacketCube], _ segment: Int, _ direction: Direction
  ) -> PacketCube {
    let header = headers[min(segment, headers.count - 1)]
    return direction == .forward ? header : header.reply(oneWay: false) ?? header
  }

  /// Ports of a translator that make a difference between classes, if any do.
  private func decidingPorts(_ walk: Walk) -> PortSet? {
    let all = ClientPortProfile.nat.ports
    let deciding = walk.translations.filter {
      $0.drawsPorts && $0.ports != all && !$0.ports.isEmpty
    }
    .map(\.ports)
    guard let first = deciding.first else { return nil }
    return deciding.dropFirst().reduce(first) { $0.intersection($1) }
  }

  /// The header in each segment of the walk, the origin's own first, all as the request has them.
  private func headers(of walk: Walk) -> [PacketCube] {
    var origin = walk.header
    if walk.direction == .reply { origin = origin.request() }
    for translation in walk.translations.dropLast(walk.undone).reversed() {
      origin = translation.unwound(origin)
    }
    var headers = [origin]
    for translation in walk.translations {
      headers.append(translation.applied(to: headers[headers.count - 1], self))
    }
    guard walk.direction == .reply, walk.undone > 0 else { return headers }
    for count in 1...walk.undone {
      headers.append(headers[walk.translations.count - count])
    }
    return headers
  }
}

extension Walk {
  /// Keeps, of the ports of the translator that the reply has not come back to, those that it went to,
  /// or that the request still has.
  fileprivate mutating func narrowPendingPorts() {
    let pending = translations[..<(translations.count - undone)].lastIndex { $0.collapses }
    let hasPorts = !header.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty
    guard hasPorts, let pending, translations[pending].drawsPorts else { return }
    translations[pending].ports =
      direction == .reply ? header.destinationPorts : header.sourcePorts
  }
}

extension PacketCube {
  /// The headers that a reply answers.
  func request() -> PacketCube {
    var cube = PacketCube(
      family, protocols: protocols, sources: destinations, destinations: sources,
      sourcePorts: destinationPorts, destinationPorts: sourcePorts)
    if protocols == ProtocolSet(.icmp) || protocols == ProtocolSet(.icmpv6) {
      cube.sourcePorts = .all
      cube.destinationPorts = destinationPorts.movingICMP(to: ICMP.echoRequest(family))
    }
    return cube
  }
}

extension Translation {
  /// Whether the translator picks a source port.
  fileprivate var drawsPorts: Bool {
    let carriesPorts = !before.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty
    switch kind {
    case .natGateway, .appliance: return carriesPorts
    case .node(let balance): return carriesPorts && !balance.preservesClient
    case .source, .destination, .edgeSource, .edgeDestination, .attachmentSource,
      .attachmentDestination:
      return false
    }
  }

  /// The headers before the translation that become `cube` by it.
  func unwound(_ cube: PacketCube) -> PacketCube {
    var result = cube
    switch kind {
    case .source, .edgeSource:
      result.sources = AddressBits(
        pairs.filter { cube.sources.contains($0.publicAddress) }
          .map { $0.privateAddress...$0.privateAddress })
    case .destination, .edgeDestination:
      result.destinations = AddressBits(
        pairs.filter { cube.destinations.contains($0.privateAddress) }
          .map { $0.publicAddress...$0.publicAddress })
    case .attachmentSource(_, let rule):
      result.sources = cube.sources.moved(from: rule.nat, to: rule.match)
        .intersection(before.sources)
    case .attachmentDestination(_, let rule):
      result.destinations = cube.destinations.moved(from: rule.match, to: rule.nat)
        .intersection(before.destinations)
    case .node(let balance):
      result = before
      result.protocols = cube.protocols
      if balance.preservesClient {
        (result.sources, result.sourcePorts) = (cube.sources, cube.sourcePorts)
      }
      if balance.port == nil { result.destinationPorts = cube.destinationPorts }
    case .natGateway, .appliance:
      guard before.family == cube.family else {
        let upper = (before.destinations.first ?? 0) & ~UInt128(UInt32.max)
        let destinations = AddressBits(
          cube.destinations.intervals.map { (upper | $0.lower)...(upper | $0.upper) })
        result = before
        result.destinations = before.destinations.intersection(destinations)
        if !before.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty {
          result.destinationPorts = cube.destinationPorts
        }
        return result
      }
      result.sources = before.sources
      result.sourcePorts = before.sourcePorts
    }
    return result
  }

  /// What the translation makes of headers.
  func applied(to cube: PacketCube, _ search: Search) -> PacketCube {
    var result = cube
    switch kind {
    case .source, .edgeSource:
      result.sources = AddressBits(
        pairs.filter { cube.sources.contains($0.privateAddress) }
          .map { $0.publicAddress...$0.publicAddress })
    case .destination, .edgeDestination:
      result.destinations = AddressBits(
        pairs.filter { cube.destinations.contains($0.publicAddress) }
          .map { $0.privateAddress...$0.privateAddress })
    case .attachmentSource(_, let rule):
      result.sources = cube.sources.moved(from: rule.match, to: rule.nat)
    case .attachmentDestination(_, let rule):
      result.destinations = cube.destinations.moved(from: rule.nat, to: rule.match)
    case .node(let balance): result = balance.applied(to: cube, ports: ports)
    case .natGateway, .appliance:
      if before.family == .ipv6 { result = cube.toNAT64() }
      let address =
        switch kind {
        case .natGateway(let id): search.model.natGateways[id].privateAddress.bits
        case .appliance(let id): search.model.interfaces[id].privateIPv4.first?.bits ?? 0
        case .source, .destination, .edgeSource, .edgeDestination, .attachmentSource,
          .attachmentDestination, .node:
          UInt128(0)
        }
      result.sources = AddressBits(address)
      if !cube.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty {
        result.sourcePorts = ports
      }
    }
    return result
  }
}
