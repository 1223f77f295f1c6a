import NetproofEngine
public import NetproofModel
import NetproofSyntax

/// An assertion that comes out otherwise in one network than in the other.
public struct AssertionDiff: Sendable {
  public let assertion: AssertionEntry
  /// Whether the new network's topology writes it; otherwise the old one's alone does.
  public let isNew: Bool
  /// Nothing if the network does not know an end of it.
  public let before: Outcome?
  public let after: Outcome?
}

extension AssertionDiff {
  /// The assertions of both topologies that come out otherwise; those of the new one first.
  ///
  /// - Throws: ``AssertionCheck/Fault`` about one that its own network cannot judge.
  public static func all(
    old: (check: AssertionCheck, entries: [AssertionEntry]),
    new: (check: AssertionCheck, entries: [AssertionEntry])
  ) throws(AssertionCheck.Fault) -> [AssertionDiff] {
    var result: [AssertionDiff] = []
    var seen: Set<Claim> = []
    for entry in new.entries {
      seen.insert(Claim(entry))
      let after = try new.check.judge(entry)
      let before = try outcome(entry, old.check)
      if before?.status != after.status {
        result.append(AssertionDiff(assertion: entry, isNew: true, before: before, after: after))
      }
    }
    for entry in old.entries where !seen.contains(Claim(entry)) {
      let before = try old.check.judge(entry)
      let after = try outcome(entry, new.check)
      if before.status != after?.status {
        result.append(AssertionDiff(assertion: entry, isNew: false, before: before, after: after))
      }
    }
    return result
  }

  /// The outcome in the other network; nothing if that does not know what is asked.
  private static func outcome(
    _ entry: AssertionEntry, _ check: AssertionCheck
  ) throws(AssertionCheck.Fault) -> Outcome? {
    do throws(AssertionCheck.Fault) {
      return try check.judge(entry)
    } catch {
      switch error {
      case .rejected: return nil
      case .disagreement: throw error
      }
    }
  }

  /// What an assertion says, wherever it stands and whatever it is called.
  private struct Claim: Hashable {
    let from: [String]
    let to: [String]
    let ports: [String]
    let expect: AssertionEntry.Expectation
    let name: String?

    init(_ entry: AssertionEntry) {
      from = entry.from.map(\.value)
      to = entry.to.map(\.value)
      ports = entry.ports.map(\.value)
      expect = entry.expect.value
      name = entry.name?.value
    }
  }
}
