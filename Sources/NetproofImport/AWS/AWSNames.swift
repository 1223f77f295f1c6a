import NetproofSyntax

/// The names of a topology for the identifiers of a dump.
///
/// A name is the `Name` tag, as far as names may be written so, and else the identifier. Within a
/// VPC no two things have one name, whatever kind they are of, and none has a name that is used
/// outside of VPCs: so a reference is always a bare name.
struct AWSNames {
  /// Something that needs a name.
  struct Wish {
    let id: String
    let name: String?
    /// What is added where the name alone is taken, such as `sg`.
    let kind: String
  }

  private var byID: [String: String] = [:]
  private var outer: Set<String> = ["internet", "local", "blackhole", "any", "all"]

  /// Names what stands at the top of a topology.
  mutating func nameOuter(_ wishes: [Wish]) {
    var taken = outer
    assign(wishes, &taken)
    outer = taken
  }

  /// Names what stands in one VPC, or in another thing that has things of its own.
  mutating func nameInner(_ wishes: [Wish]) {
    var taken = outer
    assign(wishes, &taken)
  }

  /// Names a thing as another one, which stands for it.
  mutating func share(_ id: String, with other: String) {
    byID[id] = byID[other]
  }

  /// Names a thing that nothing wished a name for as its identifier, as far as that can be a name.
  mutating func write(_ id: String) {
    if byID[id] == nil, !AWSDraft.isInvented(id) { byID[id] = Self.written(id) }
  }

  /// The name of an identifier; the identifier itself if nothing wished for one.
  subscript(id: String) -> String {
    byID[id] ?? (AWSDraft.isInvented(id) ? Self.written(Self.end(of: id)) : id)
  }

  private mutating func assign(_ wishes: [Wish], _ taken: inout Set<String>) {
    var counts: [String: Int] = [:]
    for wish in wishes { counts[key(wish), default: 0] += 1 }
    for wish in wishes where byID[wish.id] == nil {
      let base = Self.written(wish.name ?? Self.end(of: wish.id))
      let isShared = (counts[key(wish)] ?? 0) > 1
      let last = "\(base)-\(Self.tail(of: wish.id))"
      let choices = isShared ? [last] : [base, "\(base)-\(wish.kind)", last]
      var name = choices.first { !taken.contains($0) } ?? Self.written(wish.id)
      var number = 2
      while taken.contains(name) {
        name = "\(Self.written(wish.id))-\(number)"
        number += 1
      }
      taken.insert(name)
      byID[wish.id] = name
    }
  }

  private func key(_ wish: Wish) -> String {
    wish.kind + " " + Self.written(wish.name ?? Self.end(of: wish.id))
  }

  /// What names a thing without a name: its identifier; what a text calls it if AWS has given none.
  static func end(of id: String) -> String {
    guard AWSDraft.isInvented(id) else { return id }
    return id.split(separator: "/").last.map(String.init) ?? id
  }

  /// What tells apart things of one name.
  private static func tail(of id: String) -> String {
    guard !AWSDraft.isInvented(id) else { return written(end(of: id)) }
    return id.split(separator: "-").last.map { String($0.prefix(8)) } ?? id
  }

  /// A text as a name may be written: letters, digits, `-`, `_` and `.`.
  static func written(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      let isKept =
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "-", "_", ".": !name.isEmpty
        default: false
        }
      if isKept {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "-" {
        name += "-"
      }
    }
    while let last = name.last, last == "-" || last == "." { name.removeLast() }
    return name.isEmpty ? "unnamed" : String(name.prefix(80))
  }
}
