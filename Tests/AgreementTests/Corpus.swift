import FoundationEssentials
import Testing

/// The topologies that tests read.
enum Corpus {
  /// One file with its text.
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    var testDescription: String { name }
  }

  /// The topologies of a folder of the project, without its subfolders.
  static func files(in folder: String) -> [File] {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
      let data = FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()
      return File(name: name, text: String(decoding: data, as: UTF8.self))
    }
  }
}
