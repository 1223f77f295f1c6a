import NetproofModel
import NetproofSets

extension Analyzer {
  /// What the witness of an answer leaves in flow logs: all traffic, of all interfaces on its way.
  public func flowLog(of answer: Answer) -> FlowLog {
    guard let witness = answer.witness else { return FlowLog(records: [], remarks: [.noWitness]) }
    let isExempt = answer.classes[witness.packetClass].notes.contains {
      $0.code == .exemptService
    }
    if isExempt { return FlowLog(records: [], remarks: [.exemptService]) }
    return FlowLogWriter(model).flowLog(
      of: passages(of: witness), hasAlternatives: !witness.choices.isEmpty)
  }
}

/// Writes records of passages: one of each.
struct FlowLogWriter {
  private let model: Model

  init(_ model: Model) {
    self.model = model
  }

  func flowLog(of passages: [InterfacePassage], hasAlternatives: Bool) -> FlowLog {
    let logged = passages.filter { !isOmitted($0) }
    let records = logged.map(record)
    var remarks: [FlowLog.Remark] = []
    if passages.isEmpty { remarks.append(.noInterface) }
    remarks += gaps(between: passages)
    if let last = passages.last, let loss = last.loss {
      remarks.append(.lost(loss))
      if isAssumed(last) { remarks.append(.assumed) }
    }
    if records.contains(where: { $0.source == nil || $0.destination == nil }) {
      remarks.append(.unknownAddress)
    }
    if hasAlternatives { remarks.append(.alternatives) }
    return FlowLog(records: records, remarks: remarks)
  }

  /// Whether what an interface sent and something else dropped has no record, by the policy (U16).
  private func isOmitted(_ passage: InterfacePassage) -> Bool {
    isAssumed(passage) && model.policies.flowLogDrops == .omit
  }

  /// Whether an interface sends what AWS drops behind it, of which AWS does not say what is logged.
  private func isAssumed(_ passage: InterfacePassage) -> Bool {
    guard let loss = passage.loss, passage.side == .outbound else { return false }
    return !Self.lossesOutside.contains(loss)
  }

  /// What packets meet on premises, where AWS has long passed them on.
  private static let lossesOutside: Set<Code> = [
    .onpremFirewallDeny, .onpremNoRoute, .onpremNoReturnRoute, .onpremDstUnknown,
  ]

  /// What is passed without any record, in the order of the way.
  private func gaps(between passages: [InterfacePassage]) -> [FlowLog.Remark] {
    var remarks: [FlowLog.Remark] = []
    func add(_ remark: FlowLog.Remark) {
      if !remarks.contains(remark) { remarks.append(remark) }
    }
    // What ends there gets no further.
    for passage in passages.dropLast() where passage.side == .inbound {
      switch passage.holder {
      case .interface(let id):
        guard let endpoint = model.interfaces[id].endpoint,
          model.endpoints[endpoint].interface?.provider != nil
        else { continue }
        add(.endpointToNode(endpoint))
      case .endpoint(let id):
        if case .appliances = model.endpoints[id].inspection?.inspector { add(.encapsulated(id)) }
      case .natGateway, .attachment: continue
      }
    }
    return remarks
  }

  // MARK: - Records

  private func record(_ passage: InterfacePassage) -> FlowLogRecord {
    let packets = passage.packets
    let family = packets.family
    let source = packets.sources.single.map { Address(family, $0) }
    let destination = packets.destinations.single.map { Address(family, $0) }
    let isIncoming = passage.side == .inbound
    let hasPorts = packets.protocols.single?.hasPorts == true
    return FlowLogRecord(
      component: component(passage.holder), subnet: subnet(passage.holder),
      direction: passage.direction, side: passage.side, family: family,
      source: isIncoming ? source : own(passage.holder, source, family),
      destination: isIncoming ? own(passage.holder, destination, family) : destination,
      packetSource: source, packetDestination: destination,
      // Types and codes of ICMP are not logged (R241).
      sourcePort: hasPorts ? packets.sourcePorts.single ?? 0 : 0,
      destinationPort: hasPorts ? packets.destinationPorts.single ?? 0 : 0,
      ipProtocol: packets.protocols.single ?? IPProtocol(0),
      action: passage.fate == .accepted ? .accept : .reject,
      rejectReason: reason(passage.fate), trafficPath: trafficPath(passage))
  }

  private func component(_ holder: InterfacePassage.Holder) -> ComponentID {
    switch holder {
    case .interface(let id): .interface(id)
    case .natGateway(let id): .natGateway(model.whole(id))
    case .attachment(let id, _): .attachment(id)
    case .endpoint(let id): .endpoint(id)
    }
  }

  private func subnet(_ holder: InterfacePassage.Holder) -> ID<Subnet>? {
    switch holder {
    case .interface(let id): model.interfaces[id].subnet
    case .natGateway(let id):
      model.natGateways[id].isRegional ? nil : model.natGateways[id].subnet
    case .attachment(_, let subnet): subnet
    case .endpoint(let id): model.endpoints[id].inspection?.subnet
    }
  }

  private func reason(_ fate: InterfacePassage.Fate) -> FlowLogRecord.RejectReason? {
    switch fate {
    case .rejected(.bpaBlocked, _): .blockPublicAccess
    case .rejected(.encReject, _): .encryptionControls
    case .rejected, .accepted: nil
    }
  }

  // MARK: - Addresses

  /// The address of an interface in a record about packets of some address: that, if it is the
  /// interface's primary one or an IPv6 one of it, else the primary one (R235).
  private func own(
    _ holder: InterfacePassage.Holder, _ address: Address?, _ family: Family
  ) -> Address? {
    switch holder {
    case .interface(let id):
      let interface = model.interfaces[id]
      switch family {
      case .ipv4: return interface.privateIPv4.first
      case .ipv6:
        guard let address, interface.addresses.contains(address) else {
          return interface.ipv6.first
        }
        return address
      }
    case .natGateway(let id):
      // What a regional one logs is the packet as it is (R237).
      if model.natGateways[id].isRegional { return address }
      let own = model.natGateways[model.whole(id)].privateAddress
      return own.family == family ? own : nil
    // The addresses of these are AWS's choice, and no topology states them.
    case .attachment, .endpoint: return nil
    }
  }

  // MARK: - Ways out

  /// The field `traffic-path` (R242).
  private func trafficPath(_ passage: InterfacePassage) -> Int? {
    guard passage.side == .outbound, passage.fate == .accepted, let target = passage.next else {
      return nil
    }
    switch target {
    case .local, .natGateway, .interface, .transitGateway, .coreNetwork, .inspection,
      .localGateway:
      return 1
    case .internetGateway: return isOnNitro(passage.holder) ? 8 : 2
    case .gatewayEndpoint: return isOnNitro(passage.holder) ? 7 : 2
    case .vpnGateway: return 3
    case .peering(let id): return model.joinsRegions(id) ? 5 : 4
    case .carrierGateway: return 6
    // AWS's list has none for egress-only internet gateways.
    case .egressOnlyInternetGateway, .blackhole: return nil
    }
  }

  /// Whether it is an instance's interface: all current types are built on the Nitro System, while
  /// AWS's services are not said to be.
  private func isOnNitro(_ holder: InterfacePassage.Holder) -> Bool {
    guard case .interface(let id) = holder else { return false }
    return model.interfaces[id].loadBalancer == nil && model.interfaces[id].endpoint == nil
  }
}
