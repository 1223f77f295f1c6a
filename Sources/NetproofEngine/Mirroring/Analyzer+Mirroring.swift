import NetproofModel
import NetproofSets

extension Analyzer {
  /// What Traffic Mirroring makes of the packets of an answer, whose classes tell their passages.
  ///
  /// The answer's verdicts stay what they are: mirroring changes nothing about the packets (R252).
  ///
  /// - Throws: ``QuestionFault/disagreement(_:expected:)`` if search and replay disagree about a copy.
  public func mirroring(of answer: Answer) throws(QuestionFault) -> MirrorReport {
    let passages = answer.classes.map { mirrored($0) }
    let sessions = Set(passages.joined().compactMap(\.session)).sorted()
    var copies: [MirrorCopy] = []
    for session in sessions { copies.append(try copy(of: session)) }
    return MirrorReport(passages: passages, copies: copies)
  }

  /// What becomes of the packets of a class at each interface with sessions, in the order of the way.
  private func mirrored(_ one: PacketClass) -> [MirroredPassage] {
    guard model.mirrors else { return [] }
    if let asked = exemptDNS(one) { return asked }
    return one.passages.enumerated().flatMap { position, passage -> [MirroredPassage] in
      guard case .interface(let holder) = passage.holder else { return [] }
      let members = members(behind: holder, passage, one)
      guard members.contains(where: { !model.mirrorSessions(of: $0.0).isEmpty }) else { return [] }
      return members.flatMap { member, packets in
        judge(
          packets, At(position, member, passage.side, passage.direction), passage.fate)
      }
    }
  }

  /// Where packets are when sessions may copy them.
  private struct At {
    let position: Int
    let interface: ID<NetworkInterface>
    let side: Step.Side
    let direction: Direction

    init(
      _ position: Int, _ interface: ID<NetworkInterface>, _ side: Step.Side,
      _ direction: Direction
    ) {
      self.position = position
      self.interface = interface
      self.side = side
      self.direction = direction
    }
  }

  /// Who an interface of a passage stands for, each with its own packets.
  ///
  /// Ends that nothing but their addresses tells apart are walked together, but each has sessions of
  /// its own.
  private func members(
    behind holder: ID<NetworkInterface>, _ passage: InterfacePassage, _ one: PacketClass
  ) -> [(ID<NetworkInterface>, PacketCube)] {
    for case .interfaces(let members) in [one.origin, one.goal]
    where members.count > 1 && members.contains(holder) {
      return members.compactMap { member in
        let own = model.interfaces[member].addresses[passage.packets.family]
        var packets = passage.packets
        switch passage.side {
        case .inbound: packets.destinations = packets.destinations.intersection(own)
        case .outbound: packets.sources = packets.sources.intersection(own)
        }
        return packets.isEmpty ? nil : (member, packets)
      }
    }
    return [(holder, passage.packets)]
  }

  private func judge(
    _ packets: PacketCube, _ at: At, _ fate: InterfacePassage.Fate
  ) -> [MirroredPassage] {
    let sessions = model.mirrorSessions(of: at.interface)
    let judge = MirrorJudge(model: model) { isDNS($0, at.side, at: at.interface) }
    let parts =
      sessions.isEmpty
      ? [(packets, .left(.noSession), [])] : judge.judge(packets, at.side, at: sessions)
    return parts.map { part in
      var (outcome, assumptions) = (part.outcome, part.assumptions)
      if case .rejected(let code, let component) = fate {
        (outcome, assumptions) = dropped(part, at, .dropped(code, component))
      }
      return MirroredPassage(
        position: at.position, interface: at.interface, side: at.side, direction: at.direction,
        packets: part.packets, outcome: outcome, assumptions: assumptions)
    }
  }

  /// Packets that groups or network ACLs drop at the source: what comes in is not mirrored (R247), and
  /// what goes out is an open question where a session would take it (U17).
  private func dropped(
    _ part: MirrorJudge.Part, _ at: At, _ reason: MirroredPassage.Reason
  ) -> (MirroredPassage.Outcome, [Remark]) {
    if case .left = part.outcome { return (part.outcome, part.assumptions) }
    guard at.side == .outbound else { return (.left(reason), []) }
    let assumption = Remark(.assumption, .interface(at.interface), policy: .mirrorDropped)
    switch model.policies.mirrorDropped {
    case .skip: return (.left(reason), [assumption])
    case .mirror: return (part.outcome, part.assumptions + [assumption])
    }
  }

  // MARK: - DNS

  /// What becomes of questions to the Amazon DNS server, which nothing filters and no passage tells.
  ///
  /// Of the other services that nothing filters AWS mirrors nothing (R248).
  private func exemptDNS(_ one: PacketClass) -> [MirroredPassage]? {
    guard one.notes.contains(where: { $0.code == .exemptService }),
      case .interfaces(let members) = one.origin
    else { return nil }
    guard members.contains(where: { !model.mirrorSessions(of: $0).isEmpty }) else { return [] }
    return members.flatMap { member -> [MirroredPassage] in
      var packets = one.packets
      packets.sources = packets.sources.intersection(
        model.interfaces[member].addresses[packets.family])
      guard !packets.isEmpty, isDNS(packets, .outbound, at: member) else { return [] }
      var answers = packets
      swap(&answers.sources, &answers.destinations)
      swap(&answers.sourcePorts, &answers.destinationPorts)
      return judge(packets, At(0, member, .outbound, .forward), .accepted)
        + judge(answers, At(1, member, .inbound, .reply), .accepted)
    }
  }

  /// Whether packets are questions of an interface to the Amazon DNS server of its VPC, or answers.
  private func isDNS(
    _ packets: PacketCube, _ side: Step.Side, at interface: ID<NetworkInterface>
  ) -> Bool {
    let vpc = model.subnets[model.interfaces[interface].subnet].vpc
    let (server, ports) =
      side == .outbound
      ? (packets.destinations, packets.destinationPorts) : (packets.sources, packets.sourcePorts)
    let linkLocal: UInt128 = packets.family == .ipv4 ? 0xA9FE_A9FD : 0xFD00_0EC2 << 96 | 0x253
    let resolver = graph.resolver(of: vpc)
    return ports == PortSet(53)
      && packets.protocols.subtracting(ProtocolSet(.tcp, .udp)).isEmpty
      && (server.single == linkLocal
        || resolver.map { $0.family == packets.family && server.single == $0.bits } ?? false)
  }
}
