import Glibc

/// The program as a user runs it: in the repository's folder, without colour.
enum Shell {
  struct Result: Equatable {
    let output: String
    let status: Int32
  }

  /// The repository's folder.
  static var root: String {
    // Tests/TranscriptTests/Shell.swift
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
  }

  /// The folder of built products, in which the test bundle lies as well.
  private static var products: String {
    let own = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let bundle = own.range(of: ".xctest").map { own[..<$0.lowerBound] } ?? own[...]
    return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }

  /// Runs a command line that begins with `netproof`, with both streams together.
  static func run(_ command: String) throws -> Result {
    let line = "cd '\(root)' && export NO_COLOR=1 PATH='\(products)':\"$PATH\" && \(command) 2>&1"
    guard let stream = unsafe popen(line, "r") else { throw Failure.cannotStart(command) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, stream)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    let status = unsafe pclose(stream)
    return Result(output: String(decoding: bytes, as: UTF8.self), status: (status >> 8) & 0xFF)
  }

  static func read(_ path: String) throws -> String {
    guard let file = unsafe fopen("\(root)/\(path)", "r") else { throw Failure.cannotRead(path) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = unsafe fopen("\(root)/\(path)", "w") else { throw Failure.cannotRead(path) }
    defer { unsafe fclose(file) }
    let bytes = Array(text.utf8)
    _ = unsafe fwrite(bytes, 1, bytes.count, file)
  }

  /// Files below a folder whose names end in a suffix, in order.
  static func files(below folder: String, suffix: String) throws -> [String] {
    try run("find \(folder) -name '*\(suffix)' -type f | LC_ALL=C sort").output
      .split(separator: "\n").map(String.init)
  }

  /// Whether expected outputs are written anew rather than compared.
  static var isRecording: Bool { unsafe getenv("NETPROOF_RECORD") != nil }

  enum Failure: Error {
    case cannotStart(String)
    case cannotRead(String)
  }
}

extension String {
  /// Where another text first stands in this one.
  func range(of text: String) -> Range<String.Index>? {
    ranges(of: text).first
  }
}
