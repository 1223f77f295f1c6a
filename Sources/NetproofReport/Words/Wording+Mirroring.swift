import NetproofEngine
import NetproofModel

/// What Traffic Mirroring makes of packets.
extension Wording {
  /// Where packets are when a session may copy them: `request into interface web-1`.
  func place(_ passage: MirroredPassage) -> String {
    let what = passage.direction == .forward ? "request" : "reply"
    let way = passage.side == .inbound ? "into" : "out of"
    return "\(what) \(way) `\(naming.plain(.interface(passage.interface)))`"
  }

  /// What becomes of the packets there.
  func sentence(_ passage: MirroredPassage) -> String {
    switch passage.outcome {
    case .mirrored(let session, let rule):
      "mirrored by session `\(naming.plain(.mirrorSession(session)))` (\(ground(rule)))"
    case .left(.noSession): "not mirrored: the interface has no mirror session"
    case .left(.unmatched): "not mirrored: no rule of its sessions' filters matches"
    case .left(.rejected(let rule)):
      "not mirrored: filter `\(naming.plain(rule.owner))` rejects it (\(ground(rule)))"
    case .left(.dropped(let code, let component)):
      "not mirrored: it is dropped there (\(code.rawValue) at \(naming.full(component)))"
    case .unknown(let component):
      "not known whether mirrored: \(naming.full(component)) is not described here"
    }
  }

  private func ground(_ rule: RuleID?) -> String {
    guard let rule else { return "`amazon-dns`" }
    let number = rules.number(rule).map { "rule \($0), " } ?? ""
    return number + rules.text(rule)
  }

  /// What becomes of the copies of a session.
  func sentence(_ copy: MirrorCopy) -> String {
    let session = model.mirrorSessions[copy.session]
    let name = "copies of session `\(naming.plain(.mirrorSession(copy.session)))`"
    let target = session.target.map { naming.full($0.component) } ?? "its target"
    switch copy.verdict {
    case .reachable: return "\(name) arrive at \(target)"
    case .unreachable: return "\(name) do not arrive at \(target)"
    case .partial: return "\(name) do not all arrive at \(target)"
    case .undetermined: return "whether \(name) arrive at \(target) is not known"
    }
  }
}
