import ArgumentParser
import FoundationEssentials
import NetproofTestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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

/// How much the process has used.
enum Usage {
  /// CPU seconds of the process.
  static var seconds: Double {
    var usage = rusage()
    guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The largest resident set so far, in MiB.
  static var peakMiB: Double {
    var usage = rusage()
    guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return Double(usage.ru_maxrss) / 1024
  }
}
