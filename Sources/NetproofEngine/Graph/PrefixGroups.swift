import NetproofSets

/// What prefixes lead to, with the longest prefix and the ties resolved.
struct PrefixGroups<Choice: Hashable & Sendable>: Sendable {
  /// What a block leads to; several only where AWS or the other side chooses.
  struct Group: Sendable {
    let prefix: Prefix
    let bits: AddressBits
    let choices: [Choice]
  }

  /// A prefix, what it leads to, and how good a choice that is: the lowest rank counts.
  struct Entry {
    let prefix: Prefix
    let rank: Int
    let choice: Choice
  }

  private let ipv4: [Group]
  private let ipv6: [Group]

  init(_ entries: [Entry]) {
    var order: [Prefix] = []
    var best: [Prefix: (rank: Int, choices: [Choice])] = [:]
    for entry in entries {
      guard let known = best[entry.prefix] else {
        order.append(entry.prefix)
        best[entry.prefix] = (entry.rank, [entry.choice])
        continue
      }
      if entry.rank < known.rank { best[entry.prefix] = (entry.rank, [entry.choice]) }
      if entry.rank == known.rank, !known.choices.contains(entry.choice) {
        best[entry.prefix]?.choices.append(entry.choice)
      }
    }
    let groups = order.sorted { ($1.length, $0.base) < ($0.length, $1.base) }.map {
      Group(prefix: $0, bits: $0.bits, choices: best[$0]?.choices ?? [])
    }
    ipv4 = groups.filter { $0.prefix.family == .ipv4 }
    ipv6 = groups.filter { $0.prefix.family == .ipv6 }
  }

  /// Longest first.
  func groups(_ family: Family) -> [Group] { family == .ipv4 ? ipv4 : ipv6 }
}
