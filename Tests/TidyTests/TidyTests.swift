import NetproofTestSupport
import Testing

/// The house law that no compiler keeps; each fault names its place and what to do instead.
@Suite struct `The house` {
  /// Read once for all tests.
  private static let read = Result { try SwiftFile.all(below: "Sources") }

  private let sources: [SwiftFile]
  private let libraries: [SwiftFile]

  init() throws {
    sources = try Self.read.get()
    libraries = sources.filter { FloorPlan.libraries.contains($0.module) }
  }

  private func expectNone(_ faults: [String]) {
    for fault in faults { Issue.record(Comment(rawValue: fault)) }
  }

  // MARK: - Who knows whom

  @Test func `has imports that point down the floor plan`() {
    expectNone(
      sources.flatMap { file in
        file.imports.compactMap { line, module in
          guard let allowed = FloorPlan.imports[file.module] else {
            return file.fault(line, "no floor for `\(file.module)`, add it to FloorPlan.swift")
          }
          return allowed.contains(module)
            ? nil
            : file.fault(
              line, "`\(file.module)` imports `\(module)`, use only \(allowed.sorted()) there")
        }
      })
  }

  @Test func `has a floor for every module, and no other`() {
    let modules = Set(sources.map(\.module))
    #expect(FloorPlan.imports.keys.filter { !modules.contains($0) } == [])
  }

  // MARK: - What libraries leave alone

  private static let outside: [(word: String, instead: String)] = [
    ("FileManager", "a `FileTree` that the program makes"), ("FileHandle", "a `FileTree`"),
    ("fopen", "a `FileTree`"), ("opendir", "a `FileTree`"), ("Data(contentsOf", "a `FileTree`"),
    ("ProcessInfo", "a parameter"), ("getenv", "a parameter"), ("CommandLine", "a parameter"),
    ("Date()", "no clock: results are the same at any time"),
    ("ContinuousClock", "no clock: limits count work, not time"),
    ("SuspendingClock", "no clock"), ("clock_gettime", "no clock"), ("gettimeofday", "no clock"),
    ("URLSession", "no network"), ("socket(", "no network"), ("getaddrinfo", "no network"),
    ("readLine", "a parameter"), ("print(", "a text that the program prints"),
    ("debugPrint(", "a text that the program prints"),
    ("random(in", "a seeded generator of the caller's"),
    ("SystemRandomNumberGenerator", "a seeded generator of the caller's"),
  ]

  @Test func `has libraries without files, clocks, environment, network and chance`() {
    expectNone(
      libraries.flatMap { file in
        Self.outside.flatMap { word, instead in
          file.lines(with: word).map { file.fault($0, "`\(word)` in a library, use \(instead)") }
        }
      })
  }

  // MARK: - What nobody writes

  private static let refused: [(word: String, instead: String)] = [
    ("fatal" + "Error", "`precondition` with a sentence, or an error"),
    ("try" + "!", "`try` and an error"), ("as" + "!", "a switch over the closed type"),
    ("@unchecked " + "Sendable", "a value type"),
    ("nonisolated" + "(unsafe)", "a value that is passed on"),
    ("implicitly" + "Unwrapped", "an optional"),
    ("var shared", "a value that is passed on"), ("static var shared", "a value that is passed on"),
    ("NSRegularExpression", "a reader of your own"), ("Codable", "a wire type with its own writer"),
  ]

  /// Tests and the benchmark start other programs, which only the whole of Foundation can.
  @Test func `keeps to the small part of Foundation`() {
    expectNone(
      sources.filter { !["netproof-bench", "NetproofTestSupport"].contains($0.module) }.flatMap {
        file in
        file.lines(with: "import Foundation").map {
          file.fault($0, "`Foundation`, use `FoundationEssentials`: the static program stays small")
        }
      })
  }

  @Test func `has none of what hides a fault`() {
    expectNone(
      sources.flatMap { file in
        Self.refused.flatMap { word, instead in
          file.lines(with: word).map { file.fault($0, "`\(word)`, use \(instead)") }
        }
      })
  }

  @Test func `has unsafe code in a few named files`() {
    expectNone(
      sources.filter { FloorPlan.unsafeFiles[$0.path] == nil }.flatMap { file in
        file.lines(with: "unsafe").map {
          file.fault(
            $0, "`unsafe`, use safe code or name the file and its reason in FloorPlan.swift")
        }
      })
    for path in FloorPlan.unsafeFiles.keys.sorted() {
      let file = sources.first { $0.path == path }
      #expect(file.map { !$0.lines(with: "unsafe").isEmpty } ?? false, "\(path) needs no exception")
    }
  }

  // MARK: - Closed lists

  /// Sentences aside: `NetproofReport` chooses a group of codes by a switch that lists all, and a
  /// sentence within the group.
  @Test func `has switches over components and codes that list every case`() throws {
    let closed = try Set(
      ["Component.swift", "Code.swift"].flatMap { name in
        try SwiftFile("Sources/NetproofModel/Model/\(name)").cases
      })
    #expect(closed.count > 60)
    expectNone(
      libraries.filter { $0.module != "NetproofReport" }.flatMap { file in
        file.switches.compactMap { one in
          guard let line = one.defaultLine, let name = one.cases.first(where: closed.contains)
          else { return nil }
          return file.fault(line, "`default:` beside `.\(name)`, list every case instead")
        }
      })
  }

  // MARK: - Texts of all kinds

  private static let texts =
    [".swift", ".md", ".yaml", ".json", ".txt"].flatMap { suffix in
      ["Sources", "Tests", "docs", "topologies"].flatMap {
        Repository.files(below: $0, suffix: suffix)
      }
    }.filter { path in
      // What others published stays as they wrote it.
      !path.contains("/published/") || path.hasSuffix("README.md")
    } + ["README.md", "Package.swift"].filter(Repository.exists)

  @Test(arguments: texts)
  func `has texts without leftovers`(path: String) throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
    let places = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/"]
    let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    var faults: [String] = []
    for (index, line) in lines.enumerated() {
      let line = String(line)
      for mark in marks where SwiftFile.holds(line, mark) {
        faults.append("\(path):\(index + 1): `\(mark)`, use an issue, or do it")
      }
      for place in places where line.contains(place) {
        faults.append(
          "\(path):\(index + 1): an absolute path, use one from the repository's folder")
      }
      if line.hasSuffix(" "), !path.hasSuffix(".txt"), !path.hasPrefix("topologies/broken/") {
        faults.append("\(path):\(index + 1): blanks at the end, remove them")
      }
    }
    if lines.last?.isEmpty != true {
      faults.append("\(path):\(lines.count): no line break at the end")
    }
    expectNone(faults)
  }

  // MARK: - Lengths

  @Test func `tells which files and functions are long`() throws {
    let all = try sources + SwiftFile.all(below: "Tests")
    let files = all.filter { $0.lines.count > 500 }.map { "\($0.path): \($0.lines.count) lines" }
    let functions = all.flatMap { file in
      file.functions.filter { $0.length > 60 }.map {
        "\(file.fault($0.line, "\($0.length) lines"))"
      }
    }
    for line in files + functions { print("long: \(line)") }
    #expect(all.count > 100)
  }
}
