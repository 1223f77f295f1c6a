/// Names of servers as lists of domains write them.
///
/// Rule R190; RFC 1123, section 2.1, and underscores, which servers have in practice.
public enum ServerName {
  /// Whether some server may be called that, or is below it if it begins with a dot.
  public static func isOne(_ text: String) -> Bool {
    let name = text.hasPrefix(".") ? text.dropFirst() : text[...]
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      !label.isEmpty
        && label.unicodeScalars.allSatisfy { scalar in
          switch scalar {
          case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
          default: scalar.value > 0x7F
          }
        }
    }
  }

  /// The name in a pattern or an address of a page: `.example.com` in `*.example.com`, `example.com`
  /// in `https://example.com:443/`.
  public static func meant(by text: String) -> String? {
    var name = text[...]
    if let scheme = name.firstRange(of: "://") { name = name[scheme.upperBound...] }
    name = name.prefix { $0 != "/" && $0 != ":" }
    if name.hasPrefix("*.") { name = name.dropFirst() }
    if name.hasSuffix(".") { name = name.dropLast() }
    let result = String(name)
    return result != text && isOne(result) ? result : nil
  }
}
