import ArgumentParser
import FoundationEssentials
import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport

/// Answers of AWS's calls, of any size.
struct GenerateAnswers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers",
    abstract: "Writes what AWS's API would say of a network, to measure imports with.")

  @Option(help: "Interfaces, up to 5,000,000.")
  var interfaces = 100_000

  @Option(name: .shortAndLong, help: "Where to write.")
  var output: String

  func validate() throws {
    guard (1...5_000_000).contains(interfaces) else {
      throw ValidationError("use 1 to 5,000,000 interfaces")
    }
  }

  func run() throws {
    var text = ""
    AWSAnswer(interfaces: interfaces).write { text += $0 }
    try Output.write(text, to: output)
  }
}

/// From answers of AWS's calls to a model.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Imports answers of AWS's calls.",
    discussion: """
      `read_s` is from bytes to nodes, `convert_s` from there to the topology's tree, `decode_s` and \
      `resolve_s` from there to the model. `peak_rss_mib` is the most that the process held.
      """)

  @Argument(help: "A file of answers.")
  var file: String

  func run() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: file)))
    var line = Measurement("import")
    line.add("text_bytes", bytes.count)
    let start = Usage.seconds
    var problems = Diagnostics()
    let source = Source(name: file, id: SourceID(0), bytes: bytes)
    guard let node = JSONReader.read(source, into: &problems) else {
      throw ValidationError("\(file) is not JSON")
    }
    let read = Usage.seconds
    let (tree, omissions) = AWSImporter.convert([ImportedText(path: file, node: node)])
    let converted = Usage.seconds
    let topology = TopologyReader.read(tree, into: &problems)
    let decoded = Usage.seconds
    guard let topology, !problems.hasErrors else { throw Rejection(problems.sorted) }
    let resolution = try topology.resolved()
    let end = Usage.seconds
    line.add("interfaces", resolution.model.interfaces.count)
    line.add("omissions", omissions.all.count)
    line.add("read_s", read - start)
    line.add("read_mb_s", Double(bytes.count) / 1e6 / max(1e-9, read - start))
    line.add("convert_s", converted - read)
    line.add("decode_s", decoded - converted)
    line.add("resolve_s", end - decoded)
    line.add("total_s", end - start)
    line.add("peak_rss_mib", Usage.peakMiB)
    line.write()
  }
}
