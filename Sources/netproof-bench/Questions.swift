import ArgumentParser
import NetproofChecks
import NetproofEngine
import NetproofModel

/// Single questions about one network, timed.
struct Questions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Asks a topology single questions: verdict, full explanation, fixes.",
    discussion: """
      Questions are drawn by the seed: from an interface or a network to another, on one port, half \
      of the time on one that a rule names. Prints one JSON line; times are of the wall clock. \
      `verdict` is the verdict alone; `explanation` is the answer with evidence, witness and the \
      nearest rule to each obstacle; `fixes` are looked for on top of that for some.
      """)

  @Argument(help: "A topology.")
  var file: String

  @Option(help: "How many questions.")
  var count = 5000

  @Option(help: "What the questions are drawn by.")
  var seed: UInt64 = 1

  @Option(help: "For how many questions without a way fixes are looked for.")
  var fixes = 100

  func run() throws {
    var loading = Samples()
    var building = Samples()
    let model = try loading.time { () throws in try TopologyFile.model(file) }
    let analyzer = building.time { Analyzer(model) }
    var (verdicts, explanations, searches) = (Samples(), Samples(), Samples())
    var tally: [Verdict: Int] = [:]
    var (classes, steps, opened) = (0, 0, 0)
    var questions = RandomQuestion(model, seed: seed)
    for index in 0..<count {
      let query = questions.next()
      guard let verdict = try? verdicts.time({ try analyzer.verdict(of: query) }) else { continue }
      guard let answer = try? explanations.time({ try explain(query, analyzer) }) else { continue }
      guard verdict == answer.verdict else {
        throw ValidationError("question \(index): \(verdict), but \(answer.verdict) if explained")
      }
      tally[verdict, default: 0] += 1
      classes += answer.classes.count
      steps += answer.classes.reduce(0) { $0 + $1.forward.count + $1.reply.count }
      guard searches.count < fixes, answer.verdict != .reachable else { continue }
      let found = searches.time { FixFinder(analyzer).search(for: query, answer) }
      if !found.fixes.isEmpty { opened += 1 }
    }
    var line = Measurement("questions")
    line.add("interfaces", model.interfaces.count)
    line.add("questions", verdicts.count)
    for verdict in Verdict.allCases { line.add(verdict.rawValue, tally[verdict] ?? 0) }
    line.add("classes", classes)
    line.add("steps", steps)
    line.add("load", loading, "ms", 1e6)
    line.add("graph", building, "ms", 1e6)
    line.add("verdict", verdicts, "us", 1e3)
    line.add("explanation", explanations, "us", 1e3)
    line.add("fix_searches", searches.count)
    line.add("fixed", opened)
    line.add("fixes", searches, "us", 1e3)
    line.add("peak_rss_mib", Usage.peakMiB)
    line.write()
  }

  /// What `trace` tells without fixes.
  private func explain(_ query: Query, _ analyzer: Analyzer) throws(QuestionFault) -> Answer {
    let answer = try analyzer.answer(query)
    for obstacle in answer.obstacles { _ = analyzer.nearestMiss(of: obstacle) }
    return answer
  }
}
