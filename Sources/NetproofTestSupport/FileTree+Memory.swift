public import NetproofModel

extension FileTree {
  /// Files that are nowhere but in memory, by path.
  public static func memory(_ files: [String: [UInt8]]) -> FileTree {
    FileTree(
      kind: { path in
        let path = plain(path)
        if let bytes = files[path] { return .file(size: bytes.count) }
        return path == "." || files.keys.contains { $0.hasPrefix(path + "/") } ? .folder : .nothing
      },
      read: { path in
        files[plain(path)].map { .success($0) } ?? .failure(FileProblem("there is no such file"))
      },
      names: { folder in
        let folder = plain(folder)
        let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        let below = files.keys.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
        return .success(Set(below.compactMap { $0.split(separator: "/").first }).map(String.init))
      })
  }

  /// A path without `./` at its head and `/` at its end.
  private static func plain(_ path: String) -> String {
    let isBelow = path.hasPrefix("./") && path.utf8.count > 2
    let path = isBelow ? String(path.dropFirst(2)) : path
    return path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Texts that are nowhere but in memory, by path.
  public static func memory(_ texts: [String: String]) -> FileTree {
    memory(texts.mapValues { Array($0.utf8) })
  }
}
