import FoundationEssentials
import NetproofTestSupport

/// One fuzzer over many seeds.
struct Session {
  let fuzzer: Fuzzer
  let folder: String
  private(set) var tally = Tally()
  private(set) var failures = 0
  /// How often each kind of finding was seen; only the first of a kind is shown.
  private var kinds: [String: Int] = [:]

  init(fuzzer: Fuzzer, folder: String) {
    self.fuzzer = fuzzer
    self.folder = folder
  }

  /// The text under test stays on disk if the program stops on it.
  private var current: String { "\(folder)/netproof-fuzz-\(fuzzer.rawValue)-current.yaml" }

  mutating func run(seeds: Range<UInt64>) {
    for seed in seeds {
      write(fuzzer.text(seed: seed), to: current)
      let result = fuzzer.run(seed: seed)
      tally.add(result.tally)
      failures += result.findings.count
      for finding in result.findings { show(finding) }
    }
    try? FileManager.default.removeItem(atPath: current)
  }

  private mutating func show(_ finding: Finding) {
    let kind = "\(finding.law) [\(finding.kind)]"
    kinds[kind, default: 0] += 1
    guard kinds[kind] == 1 else { return }
    let smallest = finding.shrunk(from: TopologyGenerator.topology(seed: finding.seed))
    let number = kinds.count == 1 ? "" : "-\(kinds.count)"
    let path = "\(folder)/netproof-fuzz-\(fuzzer.rawValue)-\(finding.seed)\(number).yaml"
    write(smallest.bytes, to: path)
    print(
      "\(smallest)\nseen again: netproof-fuzz \(fuzzer.rawValue) --seed \(finding.seed) --count 1")
    print("written to: \(path)\n")
  }

  private func write(_ bytes: [UInt8], to path: String) {
    do {
      try Data(bytes).write(to: URL(filePath: path))
    } catch {
      print("`\(path)` cannot be written")
    }
  }
}
