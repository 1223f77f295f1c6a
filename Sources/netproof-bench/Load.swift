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
      Times are medians of the repeats. `read_s` is from bytes to \
      nodes (libyaml's share in it), `decode_s` from there to the topology, `resolve_s` from there \
      to the model; `ratio` is their sum by `bare_s`, the event loop over the same bytes in the same \
      process. `program_mib` is what the process holds before it reads the file, `peak_rss_mib` the \
      most until the first model stands; `bytes_per_byte` is the difference, the text included, by \
      the bytes of the text.
      """)

  @Argument(help: "A topology.")
  var file: String

  @Option(help: "Load this often.")
  var repeats = 5

  func run() throws {
    let program = Usage.peakMiB
    let bytes = Array(try Data(contentsOf: URL(filePath: file)))
    var rounds: [Round] = []
    for _ in 0..<max(1, repeats) { rounds.append(try Round(file, bytes)) }
    let peak = rounds[0].peakMiB
    var line = Measurement("load")
    line.add("interfaces", rounds[0].interfaceCount)
    line.add("text_bytes", bytes.count)
    for (name, part) in Round.parts { line.add(name, rounds.map(part).median) }
    line.add("ratio", rounds.map { $0.total / $0.bare }.median)
    line.add("program_mib", program)
    line.add("peak_rss_mib", peak)
    line.add("bytes_per_byte", (peak - program) * 1_048_576 / Double(max(1, bytes.count)))
    line.write()
  }
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

  static var parts: [(name: String, part: (Round) -> Double)] {
    [
      ("bare_s", \.bare), ("read_s", \.read), ("decode_s", \.decode), ("resolve_s", \.resolve),
      ("total_s", \.total),
    ]
  }

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
