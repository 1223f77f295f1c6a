import FoundationEssentials
import Glibc
import NetproofModel

/// The file system, for the libraries that must not touch it.
enum Files {
  static var tree: FileTree {
    FileTree(kind: kind, read: read, names: names)
  }

  @Sendable
  private static func kind(_ path: String) -> FileTree.Kind {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .nothing
    }
    if isFolder { return .folder }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return .unreadable("its attributes are not accessible")
    }
    let size = attributes[.size] as? Int ?? (attributes[.size] as? UInt64).map { Int($0) } ?? 0
    guard attributes[.type] as? FileAttributeType != .typeRegular else { return .file(size: size) }
    return attributes[.type] as? FileAttributeType == .typeSymbolicLink
      ? .file(size: size) : .unreadable("it is not a regular file")
  }

  @Sendable
  private static func read(_ path: String) -> Result<[UInt8], FileProblem> {
    guard FileManager.default.isReadableFile(atPath: path) else {
      return .failure(FileProblem("permission denied"))
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return .failure(FileProblem("reading failed"))
    }
    return .success([UInt8](data))
  }

  @Sendable
  private static func names(_ path: String) -> Result<[String], FileProblem> {
    do {
      return .success(try FileManager.default.contentsOfDirectory(atPath: path))
    } catch {
      return .failure(FileProblem("its names cannot be listed"))
    }
  }

  /// Writes a file to a temporary name beside it and renames it, so that no reader sees half of it.
  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }

  /// Writes a file piece by piece, under a temporary name until it is whole.
  ///
  /// - Throws: ``FileProblem`` if that fails, or whatever `body` throws.
  static func write(
    to path: String, _ body: ((borrowing Span<UInt8>) throws -> Void) throws -> Void
  ) throws {
    let unfinished = "\(path).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
    guard FileManager.default.createFile(atPath: unfinished, contents: nil),
      let file = unsafe fopen(unfinished, "w")
    else { throw FileProblem("it cannot be created") }
    var isWhole = false
    defer { if !isWhole { try? FileManager.default.removeItem(atPath: unfinished) } }
    do {
      defer { unsafe fclose(file) }
      try body { bytes in
        let written = unsafe bytes.withUnsafeBytes {
          unsafe fwrite($0.baseAddress, 1, $0.count, file)
        }
        guard written == bytes.count else { throw FileProblem("writing failed") }
      }
      guard unsafe fflush(file) == 0 else { throw FileProblem("writing failed") }
    }
    guard unsafe rename(unfinished, path) == 0 else { throw FileProblem("it cannot be replaced") }
    isWhole = true
  }
}
