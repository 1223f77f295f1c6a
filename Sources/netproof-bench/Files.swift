import ArgumentParser
import FoundationEssentials
import NetproofTestSupport

/// Reads networks in the neutral format.
enum NeutralFile {
  static func read(_ path: String) throws -> Neutral {
    let data = try Data(contentsOf: URL(filePath: path))
    let network = try JSONDecoder().decode(Neutral.self, from: data)
    guard network.format == "neutral-net/1" else {
      throw ValidationError("\(path) is in the format \(network.format), not neutral-net/1")
    }
    return network
  }
}

enum Output {
  static func write(_ text: String, to path: String?) throws {
    guard let path else {
      print(text, terminator: "")
      return
    }
    try Data(text.utf8).write(to: URL(filePath: path))
  }
}
