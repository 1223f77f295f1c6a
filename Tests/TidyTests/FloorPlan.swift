/// Who may import whom, lowest floor first, and what is allowed where.
enum FloorPlan {
  /// For each module of `Sources` the modules that it may import.
  static let imports: [String: Set<String>] = [
    "NetproofSets": [],
    "NetproofSyntax": ["CYAML"],
    "NetproofModel": ["NetproofSets", "NetproofSyntax"],
    "NetproofImport": ["NetproofSets", "NetproofSyntax", "NetproofModel"],
    "NetproofEngine": ["NetproofSets", "NetproofModel"],
    "NetproofChecks": ["NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine"],
    "NetproofReport": everything.union(["NetproofImport"]),
    "NetproofTestSupport": everything.union(["Foundation", "FoundationEssentials"]),
    "netproof": everything.union([
      "NetproofReport", "NetproofImport", "ArgumentParser", "FoundationEssentials", "Glibc",
    ]),
    "netproof-fuzz": everything.union([
      "NetproofTestSupport", "ArgumentParser", "FoundationEssentials", "Glibc",
    ]),
    "netproof-bench": everything.union([
      "NetproofImport", "NetproofTestSupport", "ArgumentParser", "Foundation",
      "FoundationEssentials", "Glibc",
      "CYAML",
    ]),
  ]

  private static let everything: Set<String> = [
    "NetproofSets", "NetproofSyntax", "NetproofModel", "NetproofEngine", "NetproofChecks",
  ]

  /// What touches neither files nor clocks, environment, network and chance.
  static let libraries: Set<String> = everything.union(["NetproofReport", "NetproofImport"])

  /// Files that may be unsafe, each with its reason.
  static let unsafeFiles = [
    "Sources/NetproofSyntax/NodeArena.swift": "the bytes of keys, compared in place",
    "Sources/NetproofSyntax/EventStream.swift": "libyaml's parser and events",
    "Sources/NetproofSyntax/YAMLReader.swift": "the bytes that libyaml reads, in place",
    "Sources/netproof-bench/Load.swift": "libyaml's bare event loop, to compare with",
    "Sources/netproof-bench/Usage.swift": "the system's count of CPU time and memory",
    "Sources/netproof/Files.swift": "the system's calls for files",
    "Sources/netproof/Terminal.swift": "the system's calls for streams",
    "Sources/netproof/Usage.swift": "the system's calls for the time and memory used",
  ]
}
