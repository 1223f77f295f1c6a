import NetproofModel
import NetproofSets

/// Direct Connect gateways: from gateways to virtual interfaces and back (R157 to R159).
extension Search {
  /// Packets that a transit gateway sends to a Direct Connect gateway: by the virtual interface that
  /// knows their destination.
  mutating func toDirectConnect(
    _ walk: Walk, _ id: ID<DirectConnectGateway>, from gateway: ID<TransitGateway>
  ) {
    let component = ComponentID.directConnectGateway(id)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    let router = model.directConnectGateways[id]
    for interface in router.virtualInterfaces {
      guard let unknown = model.unknownLearning(by: .virtualInterface(interface)) else { continue }
      return end(walk, gap: .notDescribed, at: unknown)
    }
    var walk = walk
    if router.idle.contains(gateway) {
      block(&walk, .targetBadState, at: component, context: [model.component(of: gateway)])
    }
    var rest: Walk? = walk
    for group in graph.directConnect[id.index].interfaces.groups(walk.header.family) {
      guard let current = rest else { return }
      let cut = split(current, destinationsIn: group.bits)
      rest = cut.outside
      guard let inside = cut.inside else { continue }
      var chosen: [(Walk, ID<VirtualInterface>)] = []
      choose(inside, among: group.choices.count, at: component) { part, choice in
        chosen.append((part, group.choices[choice]))
      }
      for (part, interface) in chosen {
        var part = part
        note(&part, component, .outbound, .forwarded, .state(component))
        toOnPremises(part, .virtualInterface(interface))
      }
    }
    if let none = rest { end(none, .dxNoRoute, at: component, side: .outbound) }
  }

  /// What a network behind a virtual interface of a Direct Connect gateway learns (R156, R159).
  func announcement(by id: ID<DirectConnectGateway>) -> Announcement {
    let compiled = graph.directConnect[id.index]
    return Announcement(
      prefixes: model.directConnectGateways[id].associations.flatMap(\.announced),
      unknown: compiled.unknown)
  }

  /// Packets of a network behind a virtual interface of a Direct Connect gateway.
  mutating func fromOnPremises(
    _ walk: Walk, _ id: ID<Network>, _ line: Line, _ gateway: ID<DirectConnectGateway>
  ) {
    for part in known(walk, to: id, by: line) {
      var part = part
      checkState(&part, line)
      part.cross(.onPremises(line))
      note(&part, line.component, .inbound, .forwarded, .state(line.component))
      enter(part, gateway, by: line)
    }
  }

  /// Packets that come to a Direct Connect gateway by a virtual interface: to the association that
  /// announces their destination.
  private mutating func enter(_ walk: Walk, _ id: ID<DirectConnectGateway>, by line: Line) {
    let component = ComponentID.directConnectGateway(id)
    let compiled = graph.directConnect[id.index]
    var rest: Walk? = walk
    for group in compiled.associations.groups(walk.header.family) {
      guard let current = rest else { return }
      let cut = split(current, destinationsIn: group.bits)
      rest = cut.outside
      guard let inside = cut.inside else { continue }
      var chosen: [(Walk, Int)] = []
      choose(inside, among: group.choices.count, at: component) { part, choice in
        chosen.append((part, group.choices[choice]))
      }
      for (part, index) in chosen {
        var part = part
        note(&part, component, .inbound, .forwarded, .state(component))
        enter(part, model.directConnectGateways[id].associations[index], by: line)
      }
    }
    guard let none = rest else { return }
    if let unknown = compiled.unknown { return end(none, gap: .notDescribed, at: unknown) }
    end(none, .dxNoRoute, at: component, side: .inbound, context: [line.component])
  }

  private mutating func enter(
    _ walk: Walk, _ association: DirectConnectGateway.Association, by line: Line
  ) {
    switch association.target {
    case .vpnGateway(let gateway): enter(walk, gateway, by: line)
    case .attachment(let attachment): enter(walk, by: attachment)
    }
  }

  /// Turns packets around at the Direct Connect location, where another association has their
  /// destination and the gateway is said to do so (R158); gives back the rest.
  mutating func hairpin(_ walk: Walk, by line: Line) -> Walk? {
    guard case .virtualInterface(let interface) = line,
      case .directConnectGateway(let id) = model.virtualInterfaces[interface].end
    else { return walk }
    let announced = graph.directConnect[id.index].announced[walk.header.family]
    let cut = split(walk, destinationsIn: announced)
    guard var inside = cut.inside else { return cut.outside }
    if model.directConnectGateways[id].hairpins {
      enter(inside, id, by: line)
      return cut.outside
    }
    let remark = Remark(.dxSupernetHairpin, .directConnectGateway(id))
    if !inside.notes.contains(remark) { inside.notes.append(remark) }
    toNetworks(inside, line)
    return cut.outside
  }
}
