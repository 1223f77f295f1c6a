/// What the process tells its caller; numbers are never reused.
enum ExitStatus: Int32 {
  /// `check`: every assertion held; `trace`: reachable.
  case success = 0
  /// `check`: an assertion failed or is undetermined; `trace`: any other verdict.
  case negative = 1
  /// Bad input or usage; nothing was written.
  case inputRejected = 2
  /// A fault of Netproof's own, such as a witness that replay does not confirm.
  case internalFault = 3
}

/// Ends a command with a status, after everything was said.
struct Stop: Error {
  let status: ExitStatus
}
