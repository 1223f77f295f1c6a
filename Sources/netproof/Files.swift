import FoundationEssentials
import Glibc
import NetproofModel
import NetproofSyntax

/// The file system, for the libraries that must not touch it.
///
/// Only plain files are opened: devices and pipes may have no end, or nobody at the other one.
enum Files {
  static var tree: FileTree {
    FileTree(kind: kind, read: read, names: names)
  }

  @Sendable
  private static func kind(_ path: String) -> FileTree.Kind {
    guard !path.isEmpty, !path.utf8.contains(0) else { return .nothing }
    // Standard input may be a pipe: it has an end, and somebody at the other one.
    if path == "-" { return .file(size: 0) }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { return .unreadable(reason(errno)) }
      let isLink = unsafe lstat(path, &status) == 0
      return isLink ? .unreadable("it is a link that leads nowhere") : .nothing
    }
    return switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFREG: .file(size: Int(status.st_size))
    default: .unreadable("it is a device or a pipe, not a plain file")
    }
  }

  /// Reads all of a file, or one byte more than a text may have.
  @Sendable
  private static func read(_ path: String) -> Result<[UInt8], FileProblem> {
    if path == "-" { return contents(of: STDIN_FILENO, size: 1 << 16) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(FileProblem(reason(errno))) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .failure(FileProblem("it is not a plain file"))
    }
    return contents(of: descriptor, size: Int(status.st_size))
  }

  private static func contents(
    of descriptor: Int32, size: Int
  ) -> Result<[UInt8], FileProblem> {
    let most = SyntaxLimits().bytes + 1
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(most, size + 1))
    var chunk = [UInt8](repeating: 0, count: min(most, max(4096, size + 1)))
    while bytes.count < most {
      let count = unsafe Glibc.read(descriptor, &chunk, min(chunk.count, most - bytes.count))
      guard count >= 0 else { return .failure(FileProblem(reason(errno))) }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return .success(bytes)
  }

  @Sendable
  private static func names(_ path: String) -> Result<[String], FileProblem> {
    do {
      return .success(try FileManager.default.contentsOfDirectory(atPath: path))
    } catch {
      let isReadable = unsafe access(path, R_OK) == 0
      return .failure(FileProblem(isReadable ? "its names cannot be listed" : reason(errno)))
    }
  }

  /// Why the system refuses, as the end of a sentence.
  private static func reason(_ code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "permission denied"
    case ELOOP: "its symbolic links lead in a circle"
    case ENAMETOOLONG: "its name is too long"
    case EISDIR: "it is a folder"
    case EMFILE, ENFILE: "too many files are open"
    default: "the system says error \(code)"
    }
  }

  /// Writes a file that is there as a whole or not at all, see ``write(to:_:)``.
  static func write(_ text: String, to path: String) throws {
    let bytes = Array(text.utf8)
    try write(to: path) { piece in try piece(bytes.span) }
  }

  /// Whether another file may take the place of what is at a path.
  private static func isReplaceable(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  /// Writes a file piece by piece, under a temporary name until it is whole.
  ///
  /// What is there and no plain file, such as a device, is written as it is.
  ///
  /// - Throws: ``FileProblem`` if that fails, or whatever `body` throws.
  static func write(
    to path: String, _ body: ((borrowing Swift.Span<UInt8>) throws -> Void) throws -> Void
  ) throws {
    guard isReplaceable(path) else { return try fill(path, "w", body) }
    let unfinished = "\(path).unfinished-\(getpid())"
    do {
      try fill(unfinished, "wx", body)
    } catch {
      unsafe unlink(unfinished)
      throw error
    }
    guard unsafe rename(unfinished, path) == 0 else { throw FileProblem(reason(errno)) }
  }

  private static func fill(
    _ path: String, _ mode: String,
    _ body: ((borrowing Swift.Span<UInt8>) throws -> Void) throws -> Void
  ) throws {
    guard let file = unsafe fopen(path, mode) else { throw FileProblem(reason(errno)) }
    defer { unsafe fclose(file) }
    try body { bytes in
      let written = unsafe bytes.withUnsafeBytes {
        unsafe fwrite($0.baseAddress, 1, $0.count, file)
      }
      guard written == bytes.count else { throw FileProblem(reason(errno)) }
    }
    guard unsafe fflush(file) == 0 else { throw FileProblem(reason(errno)) }
  }
}
