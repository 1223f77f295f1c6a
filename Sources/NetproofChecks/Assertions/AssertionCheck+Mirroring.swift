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
        compare(passages, sessions, key, expected, &findings)
        guard findings.mismatches.isEmpty else { break }
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
  ///
  /// Where it is not known of some interfaces whether they mirror, others may still be wrong for sure.
  private func compare(
    _ passages: [MirroredPassage], _ sessions: [ID<MirrorSession>], _ key: String,
    _ expected: ExpectedMirroring, _ findings: inout MirrorFindings
  ) {
    func mismatch(_ found: String) -> Mismatch {
      Mismatch(key: key, expected: text(of: sessions), found: found, span: expected.span)
    }
    var unknown: [ComponentID] = []
    var found: [ID<MirrorSession>] = []
    for position in Set(passages.map(\.position)).sorted() {
      let here = passages.filter { $0.position == position }
      let open = here.compactMap { passage -> ComponentID? in
        if case .unknown(let component) = passage.outcome { component } else { nil }
      }
      unknown += open
      let known = here.filter { if case .unknown = $0.outcome { false } else { true } }
      let outcomes = Set(known.map(\.session))
      let some = outcomes.compactMap { $0 }.sorted()
      let isWrong = open.isEmpty ? outcomes.count > 1 : some.contains { !sessions.contains($0) }
      guard !isWrong else {
        findings.mismatches.append(mismatch("\(text(of: some)), for some of the packets"))
        return
      }
      if open.isEmpty { found += some }
    }
    guard let first = unknown.first else {
      if found != sessions { findings.mismatches.append(mismatch(text(of: found))) }
      return
    }
    let name = "\(names.preciseName(of: first)) is not described"
    guard found.isSubsequence(of: sessions) else {
      findings.mismatches.append(mismatch("\(text(of: found)), and perhaps more: \(name)"))
      return
    }
    let open = mismatch("not known: \(name)")
    if !findings.unknown.contains(open) { findings.unknown.append(open) }
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

extension [ID<MirrorSession>] {
  /// Whether all of them are among others, in their order.
  fileprivate func isSubsequence(of others: Self) -> Bool {
    var rest = others[...]
    for session in self {
      guard let place = rest.firstIndex(of: session) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
