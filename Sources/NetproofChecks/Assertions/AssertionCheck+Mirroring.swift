import NetproofEngine
import NetproofModel
import NetproofSyntax

/// What assertions demand of Traffic Mirroring (`mirrored:`, `reply-mirrored:`).
extension AssertionCheck {
  /// What is not as an assertion expects it, and what is not known.
  struct MirrorFindings {
    var mismatches: [Mismatch] = []
    /// What the model leaves open, as mismatches that prove nothing.
    var unknown: [Mismatch] = []
  }

  /// Compares what mirrors the packets of an answer with what is expected.
  ///
  /// If any class of packets is reachable only the reachable ones count, otherwise all do.
  func mirrorFindings(
    _ assertion: AssertionEntry, _ answer: Answer, _ report: MirrorReport
  ) throws(Fault) -> MirrorFindings {
    let open = answer.classes.indices.filter { answer.classes[$0].verdict == .reachable }
    let counted = open.isEmpty ? Array(answer.classes.indices) : open
    var findings = MirrorFindings()
    for (key, expected, direction) in [
      ("mirrored", assertion.mirrored, Direction.forward),
      ("reply-mirrored", assertion.replyMirrored, .reply),
    ] {
      guard let expected else { continue }
      let sessions = try expected.copies.map { copy throws(Fault) in try session(copy.session) }
      for index in counted {
        let passages = report.passages[index].filter { $0.direction == direction }
        let isAsExpected = compare(passages, sessions, key, expected, &findings)
        guard isAsExpected else { break }
      }
      for (copy, session) in zip(expected.copies, sessions) {
        guard let found = report.copy(of: session) else { continue }
        try compare(found, copy, key, &findings)
      }
    }
    return findings
  }

  private func session(_ reference: Reference) throws(Fault) -> ID<MirrorSession> {
    let kinds: [ComponentID.Kind] = [.mirrorSession]
    let found = names.components(named: reference.value, of: kinds)
    let text = QuestionText(reference.value, at: reference.span, as: "session")
    guard let first = found.first, case .mirrorSession(let id) = first else {
      let fault = QuestionTextFault.unknownSession(
        text, nearest: names.nearest(to: reference.value, of: kinds))
      throw .rejected(Rejection([fault.diagnostic]))
    }
    guard found.count == 1 else {
      let fault = QuestionTextFault.ambiguousEnd(
        text, candidates: found.map { names.preciseName(of: $0) })
      throw .rejected(Rejection([fault.diagnostic]))
    }
    return id
  }

  // MARK: - Sessions

  /// Compares the sessions that mirror the packets of one class, all of them, with those expected.
  private func compare(
    _ passages: [MirroredPassage], _ sessions: [ID<MirrorSession>], _ key: String,
    _ expected: ExpectedMirroring, _ findings: inout MirrorFindings
  ) -> Bool {
    func mismatch(_ found: String) -> Mismatch {
      Mismatch(key: key, expected: text(of: sessions), found: found, span: expected.span)
    }
    for passage in passages {
      guard case .unknown(let component) = passage.outcome else { continue }
      let name = names.preciseName(of: component)
      findings.unknown.append(mismatch("not known: \(name) is not described"))
      return false
    }
    var found: [ID<MirrorSession>] = []
    for position in Set(passages.map(\.position)).sorted() {
      let outcomes = Set(passages.filter { $0.position == position }.map(\.session))
      guard outcomes.count == 1, let only = outcomes.first else {
        let some = outcomes.compactMap { $0 }.sorted()
        findings.mismatches.append(mismatch("\(text(of: some)), for some of the packets"))
        return false
      }
      if let only { found.append(only) }
    }
    if found != sessions { findings.mismatches.append(mismatch(text(of: found))) }
    return found == sessions
  }

  private func text(of sessions: [ID<MirrorSession>]) -> String {
    guard !sessions.isEmpty else { return "none" }
    return sessions.map { analyzer.model.mirrorSessions[$0].identity.name }
      .joined(separator: ", ")
  }

  // MARK: - Copies

  private func compare(
    _ found: MirrorCopy, _ expected: ExpectedCopy, _ key: String, _ findings: inout MirrorFindings
  ) throws(Fault) {
    let (span, name) = (expected.session.span, expected.session.value)
    if found.verdict == .undetermined {
      let gap = found.gaps.first?.component.map { names.preciseName(of: $0) }
      findings.unknown.append(
        Mismatch(
          key: key,
          expected: "\(name) with copies that \(expected.because == nil ? "" : "do not ")arrive",
          found: "not known: \(gap ?? "something") is not described", span: span))
      return
    }
    let first = found.obstacles.first
    guard let cause = expected.because else {
      if let first {
        let place = names.preciseName(of: first.component)
        findings.mismatches.append(
          Mismatch(
            key: key, expected: "\(name) with copies that arrive",
            found: "\(first.code.nameForCopies) at \(place)", span: span))
      }
      return
    }
    guard let first else {
      findings.mismatches.append(
        Mismatch(
          key: "because", expected: cause.code?.value ?? "an obstacle of copies", found: "",
          span: cause.span))
      return
    }
    if let code = cause.code, code.value != first.code.nameForCopies {
      findings.mismatches.append(
        Mismatch(
          key: "code", expected: code.value, found: first.code.nameForCopies, span: code.span))
    }
    if let at = cause.at, !(try components(at)).contains(first.component) {
      findings.mismatches.append(
        Mismatch(
          key: "at", expected: at.value, found: names.preciseName(of: first.component),
          span: at.span))
    }
  }
}
