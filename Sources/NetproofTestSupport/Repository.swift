import FoundationEssentials
public import NetproofModel

/// The files of the repository, for tests; paths begin at its folder.
public enum Repository {
  /// The repository's folder.
  public static let folder = {
    // Sources/NetproofTestSupport/Repository.swift
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  /// Whether expected outputs are written anew rather than compared (`NETPROOF_RECORD=1`).
  public static var isRecording: Bool {
    ProcessInfo.processInfo.environment["NETPROOF_RECORD"] == "1"
  }

  public static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: place(path))
  }

  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: place(path))))
  }

  public static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  public static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: place(path)))
  }

  /// The files below a folder whose names end in a suffix, in order, what begins with `.` aside.
  public static func files(below path: String, suffix: String) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: place(path)) else {
      return []
    }
    return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let inner = path.isEmpty ? name : "\(path)/\(name)"
      guard isFolder(inner) else { return name.hasSuffix(suffix) ? [inner] : [] }
      return files(below: inner, suffix: suffix)
    }
  }

  /// The repository as topologies are loaded from it.
  public static var tree: FileTree {
    FileTree(
      kind: { path in
        guard exists(path) else { return .nothing }
        return isFolder(path) ? .folder : .file(size: (try? bytes(path).count) ?? 0)
      },
      read: { path in
        (try? bytes(path)).map { .success($0) } ?? .failure(FileProblem("reading failed"))
      },
      names: { path in
        (try? FileManager.default.contentsOfDirectory(atPath: place(path)))
          .map { .success($0) } ?? .failure(FileProblem("its names cannot be listed"))
      })
  }

  private static func place(_ path: String) -> String { "\(folder)/\(path)" }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: place(path), isDirectory: &isFolder) && isFolder
  }
}
