import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import Testing

/// Each vector comes out as it is written, by the search and by the replay.
@Suite struct VectorTests {
  @Test(arguments: Corpus.vectors)
  func `a vector holds`(_ path: String) throws {
    let (loaded, diagnostics) = Corpus.load(path)
    let vector = try #require(loaded, "\(path) is refused: \(diagnostics.map(\.message))")
    #expect(path == Corpus.fixture || !vector.topology.assertions.isEmpty, "\(path) asks nothing")
    for outcome in try vector.outcomes() {
      #expect(outcome.status == .held, "\(path): \(vector.explanation(of: outcome))")
      try confirm(outcome, vector, path)
    }
  }

  @Test(arguments: Corpus.vectors)
  func `a vector is warned of what its first line names and of nothing else`(
    _ path: String
  ) throws {
    let expected = try Corpus.codes("warned", in: path)
    let (loaded, diagnostics) = Corpus.load(path)
    #expect(diagnostics.map(\.code) == expected.filter { $0.hasPrefix("NP") }, "\(path)")
    let findings = loaded?.resolution.findings.map(\.code.rawValue) ?? []
    #expect(findings == expected.filter { !$0.hasPrefix("NP") }, "\(path)")
  }

  @Test(arguments: Corpus.undetermined)
  func `what the model leaves out is neither reachable nor unreachable`(_ path: String) throws {
    let (loaded, diagnostics) = Corpus.load(path)
    let vector = try #require(loaded, "\(path) is refused: \(diagnostics.map(\.message))")
    let gaps = try Corpus.codes("gap", in: path)
    #expect(gaps.count == 1, "the first line of \(path) names the gap")
    for outcome in try vector.outcomes() {
      #expect(outcome.status == .undetermined, "\(path): \(vector.explanation(of: outcome))")
      #expect(outcome.answer.verdict == .undetermined)
      #expect(Set(outcome.answer.gaps.map(\.code.rawValue)) == Set(gaps), "\(path)")
      #expect(outcome.mismatches.isEmpty, "\(path): \(vector.explanation(of: outcome))")
    }
  }

  @Test(arguments: Corpus.vectors)
  func `security groups track the connections that the first line says`(_ path: String) throws {
    let expected = try Corpus.codes("connections", in: path)
    guard !expected.isEmpty else { return }
    let vector = try #require(Corpus.load(path).loaded, "\(path) is refused")
    let tracking = ConnectionTracking(vector.resolution.model)
    let found = try vector.outcomes().map { outcome in
      let decisions = outcome.answer.classes.map(\.forward).flatMap { way in
        way.indices.compactMap { tracking.status(of: $0, in: way) }
      }
      return (decisions.contains(.untracked) ? ConnectionTracking.Status.untracked : .tracked)
        .rawValue
    }
    #expect(found == expected, "\(path)")
  }

  /// The whole folder is one run of `netproof check`, which judges each file by itself.
  @Test func `the folder is checked as a whole`() {
    var loader = TopologyLoader(Corpus.files)
    let loaded = loader.loadEach([Corpus.folder])
    #expect(!loaded.contains { $0.problems.hasErrors })
    let direct = Corpus.vectors.filter { !$0.contains("/own/") && $0 != Corpus.fixture }
    #expect(loaded.map(\.path).sorted() == (direct + [Corpus.folder]).sorted())
  }

  /// The replay meets the same obstacles, at the same components, in the same direction.
  private func confirm(_ outcome: Outcome, _ vector: LoadedVector, _ path: String) throws {
    let witness = try #require(outcome.answer.witness, "\(path): no witness")
    let met = outcome.answer.classes[witness.packetClass].obstacles.map {
      let one = outcome.answer.obstacles[$0]
      return ReplayOutcome.Obstacle(one.code, one.component, one.direction)
    }
    let replayed = Replay(vector.resolution.model).outcomes(of: witness.flow)
    #expect(
      replayed.contains { Set($0.obstacles) == Set(met) && $0.gap == nil },
      "\(path): the replay meets \(replayed.map { $0.obstacles.map(\.code.rawValue) })")
  }
}

extension LoadedVector {
  /// An assertion with what became of it, for a person who has to find out why.
  func explanation(of outcome: Outcome) -> String {
    let assertion = outcome.assertion
    let ends = [assertion.from, assertion.to, assertion.ports]
      .map { $0.map(\.value).joined(separator: ", ") }
    var lines = [
      assertion.name?.value ?? "",
      "\(ends[0]) to \(ends[1]), \(ends[2]): expected \(assertion.expect.value.rawValue), "
        + "found \(outcome.answer.verdict.rawValue)",
    ]
    lines += outcome.mismatches.map {
      "\($0.key): expected \($0.expected), found \($0.found)"
    }
    lines += outcome.answer.obstacles.map {
      "\($0.direction.rawValue) \($0.code.rawValue) at "
        + resolution.names.preciseName(of: $0.component)
    }
    lines += outcome.answer.gaps.map { "gap \($0.code.rawValue)" }
    return lines.joined(separator: "\n")
  }
}
