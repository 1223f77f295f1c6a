import FoundationEssentials

/// How much the seeded tests look at: little in a plain run, as much as wanted by the environment.
struct Budget {
  /// Packets that search and replay are compared on; the gate compares many more, as built for use.
  let packets: Int
  /// What the other tests take their shares of.
  let cases: Int
  /// The first seed.
  let seed: UInt64

  init() {
    let environment = ProcessInfo.processInfo.environment
    let wanted = environment["NETPROOF_CASES"].flatMap { Int($0) }
    packets = wanted ?? 3_000
    cases = wanted ?? 6_000
    seed = environment["NETPROOF_SEED"].flatMap { UInt64($0) } ?? 1
  }
}
