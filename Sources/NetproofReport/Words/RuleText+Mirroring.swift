import NetproofModel
import NetproofSets

// Rules of mirror filters.
extension RuleText {
  func mirrorRule(_ id: RuleID) -> MirrorFilterRule? {
    guard case .mirrorFilter(let filter) = id.owner else { return nil }
    let entry = model.mirrorFilters[filter]
    return (id.list == .inbound ? entry.inbound : entry.outbound)[id.index]
  }

  /// `accept tcp/443 from 10.0.0.0/16`, with what is not `any`.
  func text(_ rule: MirrorFilterRule) -> String {
    var text =
      (rule.accepts ? "accept " : "reject ")
      + PacketText.service(Service(rule.protocols, ports: rule.destinationPorts))
    if let source = rule.source { text += " from \(source)" }
    if let destination = rule.destination { text += " to \(destination)" }
    if rule.sourcePorts != .all { text += " from ports \(PacketText.ports(rule.sourcePorts))" }
    return text
  }
}
