import ArgumentParser
import CYAML
import FoundationEssentials
import NetproofModel
import NetproofSyntax

/// From a file to a model, against the parser alone.
struct Load: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Loads a topology, and compares that with libyaml's bare event loop.",
    discussion: """
      Prints one JSON line; times are CPU seconds, medians of the repeats. `read_s` is from bytes to \
      nodes (libyaml's share in it), `decode_s` from there to the topology, `resolve_s` from there \
      to the model; `ratio` is their sum by `bare_s`, the event loop over the same bytes in the same \
      process. `peak_rss_mib` is that of the first repeat, with the text and the program in it.
      """)

  @Argument(help: "A topology.")
  var file: String

  @Option(help: "Load this often.")
  var repeats = 5

  func run() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: file)))
    var rounds: [Round] = []
    for _ in 0..<max(1, repeats) { rounds.append(try Round(file, bytes)) }
    let peak = rounds[0].peakMiB
    print(
      """
      {"bare_s": \(median(rounds, \.bare)), "read_s": \(median(rounds, \.read)), \
      "decode_s": \(median(rounds, \.decode)), "resolve_s": \(median(rounds, \.resolve)), \
      "total_s": \(median(rounds, \.total)), "ratio": \(median(rounds) { $0.total / $0.bare }), \
      "interfaces": \(rounds[0].interfaceCount), "text_bytes": \(bytes.count), \
      "peak_rss_mib": \(rounded(peak)), \
      "bytes_per_byte": \(rounded(peak * 1_048_576 / Double(max(1, bytes.count))))}
      """)
  }

  private func median(_ rounds: [Round], _ value: (Round) -> Double) -> Double {
    rounded(rounds.map(value).sorted()[rounds.count / 2])
  }

  private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}

/// One time through the whole way.
private struct Round {
  let bare: Double
  let read: Double
  let decode: Double
  let resolve: Double
  let peakMiB: Double
  let interfaceCount: Int

  var total: Double { read + decode + resolve }

  init(_ name: String, _ bytes: [UInt8]) throws {
    bare = Self.bareLoop(bytes)
    let source = Source(name: name, id: SourceID(0), bytes: bytes)
    let topology: Topology
    (topology, read, decode) = try Self.topology(source)
    let start = Usage.seconds
    let resolution = try topology.resolved()
    resolve = Usage.seconds - start
    peakMiB = Usage.peakMiB
    interfaceCount = resolution.model.interfaces.count
  }

  /// The topology; its tree is gone when this returns.
  private static func topology(
    _ source: Source
  ) throws(Rejection) -> (topology: Topology, read: Double, decode: Double) {
    let start = Usage.seconds
    let node = try YAMLReader.read(source, limits: SyntaxLimits(bytes: .max, expansion: .max))
    let middle = Usage.seconds
    var diagnostics = Diagnostics()
    let topology = TopologyReader.read(node, into: &diagnostics)
    try diagnostics.refuseErrors()
    guard let topology else { preconditionFailure("what cannot be read is refused with an error") }
    return (topology, middle - start, Usage.seconds - middle)
  }

  /// CPU seconds of libyaml's events alone, each deleted as it comes.
  private static func bareLoop(_ bytes: [UInt8]) -> Double {
    let start = Usage.seconds
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else { return 0 }
    unsafe bytes.withUnsafeBufferPointer { text in
      unsafe yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
      var event = unsafe yaml_event_t()
      var isDone = false
      while !isDone, unsafe yaml_parser_parse(&parser, &event) == 1 {
        isDone = unsafe event.type == YAML_STREAM_END_EVENT
        unsafe yaml_event_delete(&event)
      }
    }
    unsafe yaml_parser_delete(&parser)
    return Usage.seconds - start
  }
}
