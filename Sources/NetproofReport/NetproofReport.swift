public import NetproofModel
public import NetproofSyntax
public import NetproofEngine
public import NetproofChecks
public struct ReportContext: Sendable {
  let model: Model
  public init(model: Model, sourceMap: SourceMap, sources: SourceSet, isColoured: Bool) {self.model = model}
  public func traceText(_ answer: Answer, subject: TraceSubject, fixes: [Fix], detail: Detail) -> String {
    var s = "\(answer.verdict.rawValue)\n"
    for o in answer.obstacles { s += "  \(o.direction) \(o.code.rawValue) @\(model.identity(of: o.component).qualifiedName) \(o.evidence) hints \(o.hints.map(\.code.rawValue)) classes \(o.classes)\n" }
    for g in answer.gaps { s += "  gap \(g)\n" }
    s += "  notes \(answer.notes.map(\.code.rawValue))\n"
    if detail == .all || detail == .steps { for c in answer.classes { s += " class \(c.verdict) alt \(c.alternative) \(c.packets)\n"; for st in c.forward + c.reply { s += "    \(st.action) @\(model.identity(of: st.component).qualifiedName) \(st.side.map{"\($0)"} ?? "") \(st.evidence)\n" } } }
    for f in fixes { s += "fix \(f.edits) opens \(f.alsoOpens.count) closes \(f.alsoCloses.count) complete \(f.isComplete)\n" }
    return s
  }
  public func traceJSON(_ answer: Answer, subject: TraceSubject, fixes: [Fix]) -> String { "" }
}
public enum Detail: String, CaseIterable, Sendable { case brief, normal, all, steps }
public struct TraceSubject { public init(from: String, to: String, port: String, clientPorts: String?) {} }
public struct CheckUnit: Sendable {
  let path: String; public let outcomes: [Outcome]; let c: ReportContext
  public init(path: String, name: String?, context: ReportContext, outcomes: [Outcome], warnings: [Diagnostic]) {self.path = path; self.outcomes = outcomes; c = context}
  public static func text(_ u: [CheckUnit], detail: Detail) -> String { var s = ""
   var held = 0
   for x in u { for o in x.outcomes { if o.status == .held { held += 1; continue }; s += "\(x.path) \(o.assertion.from.map(\.value)) -> \(o.assertion.to.map(\.value)) \(o.assertion.ports.map(\.value)) expect \(o.assertion.expect.value): \(o.status) \(o.mismatches.map{"\($0.key) expected \($0.expected) found \($0.found)"})\n" + x.c.traceText(o.answer, subject: TraceSubject(from: "", to: "", port: "", clientPorts: nil), fixes: o.fixes, detail: detail) } }
   return s + "held \(held) of \(u.reduce(0){$0+$1.outcomes.count})\n" }
  public static func json(_ u: [CheckUnit]) -> String {""}
}
