import ArgumentParser
import NetproofTestSupport
import NetproofSyntax

@main
struct Fuzz: ParsableCommand {
  @Option var seed: UInt64 = 1
  @Option var count: UInt64 = 10
  @Option var show: Int = 3
  @Flag var print: Bool = false

  func run() throws {
    var tally = Tally()
    var shown = 0
    var kinds: [String: Int] = [:]
    for s in seed..<seed + count {
      if self.print {
        let text = TopologyGenerator.topology(seed: s).yaml
        Swift.print(text)
        do { _ = try LoadedNetwork(text: text) } catch {
          var set = SourceSet(); set.add(name: "x", text: text)
          Swift.print(DiagnosticRenderer(set).render(error.diagnostics)) }
      }
      let r = AgreementRun.run(seed: s)
      if r.tally.refused > 0 {
        let text = TopologyGenerator.topology(seed: s).yaml
        do { _ = try LoadedNetwork(text: text) } catch {
          for d in error.diagnostics where d.severity == .error { kinds["refused " + d.code + " " + d.message, default: 0] += 1 }
        }
      }
      tally.add(r.tally)
      for f in r.findings {
        let k = f.law + " [" + f.kind + "]"
        kinds[k, default: 0] += 1
        if kinds[k] == 1, shown < show { shown += 1; Swift.print(f.shrunk(from: TopologyGenerator.topology(seed: s))) }
      }
    }
    Swift.print(tally.summary)
    for (k, v) in kinds.sorted(by: { $0.key < $1.key }) { Swift.print(v, k) }
  }
}
