import FoundationEssentials

/// How much the seeded tests look at: little in a plain run, as much as wanted by the environment.
struct Budget {
  /// Packets that search and replay are compared on.
  let cases: Int
  /// The first seed.
  let seed: UInt64

  init() {
    let environment = ProcessInfo.processInfo.environment
    cases = environment["NETPROOF_CASES"].flatMap { Int($0) } ?? 6_000
    seed = environment["NETPROOF_SEED"].flatMap { UInt64($0) } ?? 1
  }
}
