import FoundationEssentials
import Glibc

/// The two streams, and what the terminal can do.
enum Terminal {
  /// Whether results may be coloured: only on a terminal, and not if `NO_COLOR` is set.
  static var isColoured: Bool {
    isatty(STDOUT_FILENO) == 1 && isColourWanted
  }

  static var isErrorColoured: Bool {
    isatty(STDERR_FILENO) == 1 && isColourWanted
  }

  private static var isColourWanted: Bool {
    let environment = ProcessInfo.processInfo.environment
    return environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  static func out(_ text: String) { write(text, STDOUT_FILENO) }

  static func out(_ bytes: borrowing Swift.Span<UInt8>) { write(bytes, STDOUT_FILENO) }

  /// Writes a result to a file, or to standard output if there is none.
  static func emit(_ text: String, to output: String?) throws {
    guard let output else { return out(text) }
    do {
      try Files.write(text, to: output)
    } catch {
      err("error[NP0067]: `\(output)` cannot be written\n")
      throw Stop(status: .inputRejected)
    }
  }

  static func err(_ text: String) { write(text, STDERR_FILENO) }

  private static func write(_ text: String, _ descriptor: Int32) {
    let bytes = Array(text.utf8)
    write(bytes.span, descriptor)
  }

  /// Writes everything, or stops quietly if the reader has gone.
  private static func write(_ bytes: borrowing Swift.Span<UInt8>, _ descriptor: Int32) {
    unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while unsafe !rest.isEmpty {
        let count = unsafe Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count > 0 else { return }
        unsafe rest = rest.dropFirst(count)
      }
    }
  }
}
