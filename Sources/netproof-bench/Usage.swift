import FoundationEssentials
import Glibc

/// How much the process has used.
enum Usage {
  /// CPU seconds of the process, all its threads together.
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

  /// The resident set, in MiB, and its largest value since ``forgetPeak()``; nothing where Linux's
  /// `/proc` is not at hand.
  static var resident: (now: Double, peak: Double)? {
    guard let status = try? String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8)
    else { return nil }
    func mebibytes(_ key: String) -> Double? {
      let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
      return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        .map { $0 / 1024 }
    }
    guard let now = mebibytes("VmRSS:"), let peak = mebibytes("VmHWM:") else { return nil }
    return (now, peak)
  }

  /// Has the system count the largest resident set anew; without effect where it cannot.
  static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
  }
}
