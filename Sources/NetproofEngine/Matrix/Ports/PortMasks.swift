import NetproofModel
import NetproofSets

/// Sets of atoms by what they need, and how reply ports are counted.
struct PortMasks: Sendable {
  let wordCount: Int
  let tcp: [UInt64]
  let udp: [UInt64]
  let echo: [UInt64]
  /// What passes without a reply.
  let oneWay: [UInt64]
  /// The atoms of each family.
  let asked: [[UInt64]]
  /// For each set of client ports the TCP and UDP atoms in it.
  let clients: [[UInt64]]
  /// The ports of translators.
  let translated: [UInt64]
  private let isEvery: Bool

  init(_ atoms: PortAtoms, _ clients: [PortSet], _ options: MatrixOptions) {
    wordCount = atoms.wordCount
    isEvery = options.quantifier == .every
    tcp = atoms.words { $0.kind == .tcp }
    udp = atoms.words { $0.kind == .udp }
    echo = atoms.words { $0.kind == .echo }
    let needsReply = zip(tcp, udp).map { $0 | (options.oneWay ? 0 : $1) }
    oneWay = zip(needsReply, echo).map { ~($0 | $1) }
    asked = Family.allCases.map { atoms.asked($0) }
    func ports(_ set: PortSet) -> [UInt64] {
      atoms.words { ($0.kind == .tcp || $0.kind == .udp) && set.contains($0.sample) }
    }
    self.clients = clients.map { ports($0) }
    translated = ports(ClientPortProfile.nat.ports)
  }

  /// The atoms of kinds of packets.
  func words(of kinds: PacketKinds, _ atoms: PortAtoms) -> [UInt64] {
    atoms.words { atom in
      switch atom.kind {
      case .tcp: kinds.contains(.tcp)
      case .udp: kinds.contains(.udp)
      case .echo: kinds.contains(.echo)
      case .icmp: kinds.contains(.icmp)
      case .other: kinds.contains(.other)
      }
    }
  }

  /// Narrows the atoms that pass to those whose replies do.
  ///
  /// - Parameters:
  ///   - passing: the atoms of requests.
  ///   - replies: the reply ports that pass, as atoms.
  ///   - clients: the ports that may be asked for, as atoms.
  func narrow(_ passing: inout [UInt64], by replies: [UInt64], _ clients: [UInt64]) {
    var (tcpPasses, udpPasses) = (isEvery, isEvery)
    for word in 0..<wordCount {
      let (asked, open) = (clients[word], clients[word] & replies[word])
      if isEvery {
        if asked & ~open & tcp[word] != 0 { tcpPasses = false }
        if asked & ~open & udp[word] != 0 { udpPasses = false }
      } else {
        if open & tcp[word] != 0 { tcpPasses = true }
        if open & udp[word] != 0 { udpPasses = true }
      }
    }
    for word in 0..<wordCount {
      let open =
        (tcpPasses ? tcp[word] : 0) | (udpPasses ? udp[word] : 0) | (echo[word] & replies[word])
        | oneWay[word]
      passing[word] &= open
    }
  }
}
