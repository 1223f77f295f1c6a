import NetproofSets
import NetproofSyntax

// Traffic Mirroring: filters, and sessions with their sources and targets (R244 to R251).

extension Resolver {
  mutating func registerMirroring(of entry: VPCEntry, _ id: ID<VPC>, _ next: inout VPCLayout) {
    for filter in entry.mirrorFilters {
      register(filter.head, as: .mirrorFilter(ID(next.mirrorFilters)), in: id, entry)
      next.mirrorFilters += 1
    }
    for session in entry.mirrorSessions {
      register(session.head, as: .mirrorSession(ID(next.mirrorSessions)), in: id, entry)
      next.mirrorSessions += 1
    }
  }

  /// Builds what mirrors packets; everything that may be a source or a target is built already.
  mutating func buildMirroring() {
    var filters = Table<MirrorFilter>()
    for entry in vpcEntries {
      for filter in entry.mirrorFilters {
        let new = self.filter(filter, ID(filters.count), in: entry)
        filters.append(new)
      }
    }
    var sessions = Table<MirrorSession>()
    for (index, entry) in vpcEntries.enumerated() {
      for session in entry.mirrorSessions {
        let new = self.session(session, in: entry, ID(index))
        sessions.append(new)
      }
    }
    guard filters.count + sessions.count > 0 else { return }
    model.mirrorFilters = filters
    model.mirrorSessions = sessions
    checkMirrorSessions()
  }

  // MARK: - Filters

  private mutating func filter(
    _ filter: MirrorFilterEntry, _ id: ID<MirrorFilter>, in entry: VPCEntry
  ) -> MirrorFilter {
    ignoreState(of: filter.head, .mirrorFilter)
    return MirrorFilter(
      identity: identity(filter.head, in: entry),
      inbound: rules(filter.inbound, .inbound, of: .mirrorFilter(id)),
      outbound: rules(filter.outbound, .outbound, of: .mirrorFilter(id)),
      mirrorsDNS: filter.mirrorsDNS?.value ?? false)
  }

  /// The rules of one direction by number.
  private mutating func rules(
    _ written: Listing<MirrorFilterRuleEntry>?, _ list: RuleList, of owner: ComponentID
  ) -> [MirrorFilterRule] {
    guard let written else { return [] }
    var firstByNumber: [Int: Span] = [:]
    for rule in written.elements {
      if let first = firstByNumber[rule.number.value] {
        report(.ruleNumberTwice(rule.number, first: first))
      } else {
        firstByNumber[rule.number.value] = rule.number.span
      }
      check(rule)
    }
    let entries = written.elements.sorted { $0.number.value < $1.number.value }
    map.record(entries.map(\.span), of: list, at: written.span, in: owner)
    return entries.map { rule in
      MirrorFilterRule(
        number: rule.number.value, accepts: rule.accepts, protocols: rule.protocols.value,
        source: rule.from?.value, destination: rule.to?.value,
        sourcePorts: rule.sourcePorts?.value ?? .all,
        destinationPorts: rule.ports?.value ?? .all)
    }
  }

  private mutating func check(_ rule: MirrorFilterRuleEntry) {
    if rule.protocols.value.single?.hasPorts != true {
      for (ports, key) in [(rule.ports, "ports"), (rule.sourcePorts, "source-ports")] {
        if let ports { report(.mirroring(.ports(ports, key: key))) }
      }
    }
    if let from = rule.from, let to = rule.to, from.value.family != to.value.family {
      report(.mirroring(.families(from: from.span, to: to.span)))
    }
  }

  // MARK: - Sessions

  private mutating func session(
    _ session: MirrorSessionEntry, in entry: VPCEntry, _ vpc: ID<VPC>
  ) -> MirrorSession {
    ignoreState(of: session.head, .mirrorSession)
    let source = session.source.flatMap { mirrorSource($0, in: entry, vpc) }
    let target = session.target.flatMap { mirrorTarget($0, in: vpc) }
    if case .loadBalancer? = target, let length = session.packetLength,
      length.value > MirrorFault.longestBalanced
    {
      report(.mirroring(.packetLength(length)))
    }
    if let target, let reference = session.target {
      checkRegion(of: target, reference, from: vpc)
    }
    return MirrorSession(
      identity: identity(session.head, in: entry), vpc: vpc, source: source, target: target,
      filter: session.filter.flatMap { mirrorFilter($0, in: vpc) },
      number: session.number?.value, networkID: session.networkID?.value,
      packetLength: session.packetLength?.value)
  }

  private mutating func mirrorFilter(
    _ reference: Reference, in vpc: ID<VPC>
  ) -> ID<MirrorFilter>? {
    guard
      case .mirrorFilter(let id)? = find(
        reference, Search([.mirrorFilter], in: .vpc(vpc)), Search([.mirrorFilter], in: nil))
    else { return nil }
    return id
  }

  private mutating func mirrorSource(
    _ reference: Reference, in entry: VPCEntry, _ vpc: ID<VPC>
  ) -> ID<NetworkInterface>? {
    guard let found = find(reference, Search([.instance, .interface], in: .vpc(vpc))),
      let id = interface(of: found, reference)
    else { return nil }
    let interface = model.interfaces[id]
    if let what = Self.service(of: interface) {
      report(.mirroring(.source(reference, what: what)))
    }
    if let instance = interface.instance {
      let index = instance.index - vpcs[vpc.index].instances
      let flag =
        entry.instances.indices.contains(index)
        ? entry.instances[index].isMirrorSourceSupported : nil
      if let flag, !flag.value {
        report(.mirroring(.unsupported(reference, instance: flag)))
      }
    }
    let subnet = model.subnets[interface.subnet]
    if subnet.identity.isDescribed, !subnet.cidrs.contains(where: { $0.family == .ipv4 }) {
      report(.mirroring(.ipv6Only(reference, subnet: subnet.identity.name)))
    }
    return id
  }

  private mutating func mirrorTarget(
    _ reference: Reference, in vpc: ID<VPC>
  ) -> MirrorSession.Target? {
    let kinds: KindSet = [.instance, .interface, .loadBalancer, .endpoint]
    guard let found = find(reference, Search(kinds, in: .vpc(vpc)), Search(kinds, in: nil))
    else { return nil }
    switch found {
    case .loadBalancer(let id):
      let balancer = model.loadBalancers[id]
      if balancer.identity.isDescribed, balancer.kind != .network {
        report(.mirroring(.target(reference, what: "no network load balancer")))
      }
      return .loadBalancer(id)
    case .endpoint(let id):
      let endpoint = model.endpoints[id]
      if endpoint.identity.isDescribed, !endpoint.leadsToAppliances {
        report(.mirroring(.target(reference, what: "no Gateway Load Balancer endpoint")))
      }
      return .endpoint(id)
    case let other:
      guard let id = interface(of: other, reference) else { return nil }
      if let what = Self.service(of: model.interfaces[id]) {
        report(.mirroring(.target(reference, what: what)))
      }
      return .interface(id)
    }
  }

  /// The interface that a session names: itself, or the only one of an instance.
  private mutating func interface(
    of component: ComponentID, _ reference: Reference
  ) -> ID<NetworkInterface>? {
    if case .interface(let id) = component { return id }
    guard case .instance(let id) = component else { return nil }
    let interfaces = model.instances[id].interfaces
    if interfaces.count == 1 { return interfaces[0] }
    report(
      .mirroring(
        .interfaces(reference, names: interfaces.map { names.preciseName(of: .interface($0)) })))
    return nil
  }

  /// What an interface is if it is a service's, and so neither a source nor a target.
  private static func service(of interface: NetworkInterface) -> String? {
    if interface.endpoint != nil { return "the interface of a VPC endpoint" }
    if interface.loadBalancer != nil { return "the node of a load balancer" }
    return nil
  }

  private mutating func checkRegion(
    of target: MirrorSession.Target, _ reference: Reference, from vpc: ID<VPC>
  ) {
    let place: ID<VPC>
    switch target {
    case .interface(let id): place = model.subnets[model.interfaces[id].subnet].vpc
    case .loadBalancer(let id): place = model.loadBalancers[id].vpc
    case .endpoint(let id): place = model.endpoints[id].vpc
    }
    guard let own = model.vpcs[place].identity.region,
      let region = model.vpcs[vpc].identity.region, own != region
    else { return }
    report(.mirroring(.region(reference, own: own, source: region)))
  }

  // MARK: - All sessions together

  /// Reports what the sessions of one source, or of a source that is a target, cannot be together.
  private mutating func checkMirrorSessions() {
    let entries = vpcEntries.flatMap(\.mirrorSessions)
    struct Key: Hashable {
      let source: ID<NetworkInterface>
      let number: Int
    }
    var firstByNumber: [Key: Span] = [:]
    var sessionsBySource: [ID<NetworkInterface>: [Int]] = [:]
    for (entry, session) in zip(entries, model.mirrorSessions.elements) {
      guard let source = session.source, let number = entry.number else { continue }
      let key = Key(source: source, number: number.value)
      if let first = firstByNumber[key] {
        report(.mirroring(.numberTwice(number, first: first)))
      } else {
        firstByNumber[key] = number.span
      }
    }
    for (index, session) in model.mirrorSessions.elements.enumerated() {
      guard let source = session.source else { continue }
      sessionsBySource[source, default: []].append(index)
      if sessionsBySource[source]?.count == MirrorFault.sessionsPerSource + 1,
        let reference = entries[index].source
      {
        report(.mirroring(.tooManySessions(reference)))
      }
    }
    for (index, session) in model.mirrorSessions.elements.enumerated() {
      guard case .interface(let target)? = session.target, let reference = entries[index].target,
        let other = sessionsBySource[target]?.first
      else { continue }
      report(.mirroring(.targetIsSource(reference, session: entries[other].head.name)))
    }
  }
}
