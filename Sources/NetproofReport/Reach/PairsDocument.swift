public import NetproofChecks
public import NetproofEngine
public import NetproofModel
import NetproofSets
import NetproofSyntax

/// Writes every pair of ends between which something passes or is undetermined, one to a line.
///
/// Pairs are in the order of the topology, senders first. They are written as bytes, piece by piece,
/// so that a network of a hundred million pairs takes no more memory than its names.
public struct PairsDocument {
  /// The form of the document.
  public enum Form: Sendable {
    /// `netproof.reach/1`, see `docs/format/reach.schema.json`.
    case json
    /// RFC 4180, with a header.
    case csv
  }

  /// Takes bytes in the order of the document.
  public typealias Sink = (borrowing Swift.Span<UInt8>) throws -> Void

  private let form: Form
  private let matrix: Matrix
  private let question: ReachQuestion
  private let subject: ReachSubject
  private let members: EndMembers
  private let model: Model
  /// The names of all ends as the form writes them, one after the other.
  private var names: [UInt8] = []
  private var nameStarts: [Int] = [0]
  /// What follows the names, by cell.
  private var tails: [[UInt8]] = []
  private var buffer: [UInt8] = []
  private var isFirst = true

  /// How many bytes are gathered before they are handed on.
  private static let piece = 1 << 18

  public init(
    _ form: Form, _ model: Model, _ matrix: Matrix, _ question: ReachQuestion,
    subject: ReachSubject
  ) {
    self.form = form
    self.model = model
    self.matrix = matrix
    self.question = question
    self.subject = subject
    members = EndMembers(model, matrix, question)
    for id in model.interfaces.ids { append(name: model.interfaces[id].identity.qualifiedName) }
    for id in model.networks.ids { append(name: model.networks[id].identity.qualifiedName) }
    buffer.reserveCapacity(Self.piece + 4096)
  }

  /// Writes the whole document.
  ///
  /// `internet` is what passes between ends and the internet, if that is asked about by name.
  ///
  /// - Throws: whatever `sink` throws.
  public mutating func write(
    _ summary: MatrixSummary, internet: [InternetLine], to sink: Sink
  ) throws {
    head()
    try pairs(to: sink)
    for line in internet { try pairs(with: line, to: sink) }
    foot(summary)
    try flush(to: sink)
  }

  // MARK: - Pairs

  private mutating func pairs(to sink: Sink) throws {
    var rows = CellRows(matrix, ports: question.selection)
    let destinations = members.numbers.numbers(question.to).map { Int32($0) }
    var current = -1
    for source in members.numbers.numbers(question.from) {
      let place = Int(members.classOf[source])
      if place != current {
        rows.run(place)
        current = place
        while tails.count < rows.cellCount { tails.append(tail(Int32(tails.count), rows)) }
      }
      try write(from: source, to: destinations, rows.cells.span, sink)
    }
  }

  private mutating func write(
    from source: Int, to destinations: [Int32], _ cells: borrowing Swift.Span<Int32>, _ sink: Sink
  ) throws {
    let (before, between) = Self.brackets(form)
    let own = before + names[nameStarts[source]..<nameStarts[source + 1]] + between
    for number in destinations {
      let destination = Int(number)
      let cell = Int(cells[Int(members.classOf[destination])])
      if cell == 0 || destination == source { continue }
      separate()
      buffer.append(contentsOf: own)
      buffer.append(contentsOf: names[nameStarts[destination]..<nameStarts[destination + 1]])
      buffer.append(contentsOf: tails[cell])
      if buffer.count > Self.piece { try flush(to: sink) }
    }
  }

  private mutating func pairs(with line: InternetLine, to sink: Sink) throws {
    let (before, between) = Self.brackets(form)
    let internet = remote(line.remote)
    let none = CountedPorts()
    let tail = tail(
      line.isUndetermined ? none : line.ports, line.isUndetermined ? line.ports : none,
      addresses: line.remote)
    for number in line.numbers {
      separate()
      let own = names[nameStarts[number]..<nameStarts[number + 1]]
      buffer.append(contentsOf: before)
      buffer.append(contentsOf: line.isInbound ? internet[...] : own)
      buffer.append(contentsOf: between)
      buffer.append(contentsOf: line.isInbound ? own : internet[...])
      buffer.append(contentsOf: tail)
      if buffer.count > Self.piece { try flush(to: sink) }
    }
  }

  private mutating func separate() {
    guard form == .json else { return }
    if isFirst {
      buffer.append(contentsOf: "\n".utf8)
    } else {
      buffer.append(contentsOf: ",\n".utf8)
    }
    isFirst = false
  }

  private mutating func flush(to sink: Sink) throws {
    try sink(buffer.span)
    buffer.removeAll(keepingCapacity: true)
  }

  // MARK: - Parts

  private mutating func append(name: String) {
    names += form == .json ? Self.quoted(name) : Self.field(name)
    nameStarts.append(names.count)
  }

  private static func brackets(_ form: Form) -> (before: [UInt8], between: [UInt8]) {
    switch form {
    case .json: (Array(#"{ "from": "#.utf8), Array(#", "to": "#.utf8))
    case .csv: ([], Array(",".utf8))
    }
  }

  private func tail(_ cell: Int32, _ rows: CellRows) -> [UInt8] {
    let words = rows.words(of: cell)
    let half = words.count / 2
    return tail(rows.ports(words[..<half]), rows.ports(Array(words[half...])), addresses: nil)
  }

  private func tail(
    _ passing: CountedPorts, _ unknown: CountedPorts, addresses: InternetLine.Remote?
  ) -> [UInt8] {
    switch form {
    case .json:
      var members = Self.members(passing)
      if !unknown.isEmpty { members.append(("undetermined", .object(Self.members(unknown)))) }
      if case .addresses(let set)? = addresses {
        members.append(("addresses", .strings(Self.blocks(set))))
      }
      let text = members.map { "\"\($0.key)\": \($0.value.line)" }.joined(separator: ", ")
      return Array(", \(text) }".utf8)
    case .csv:
      let undetermined = Self.words(unknown).joined(separator: " ")
      let fields = [
        Self.ranges(passing.tcp).joined(separator: " "),
        Self.ranges(passing.udp).joined(separator: " "), passing.hasEcho ? "yes" : "no",
        undetermined,
      ]
      return Array(",\(fields.joined(separator: ","))\r\n".utf8)
    }
  }

  private static func members(_ ports: CountedPorts) -> [(key: String, value: JSONValue)] {
    [
      ("tcp", .strings(ranges(ports.tcp))), ("udp", .strings(ranges(ports.udp))),
      ("icmp", .bool(ports.hasEcho)),
    ]
  }

  private static func ranges(_ set: PortSet) -> [String] {
    set.intervals.map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)" }
  }

  private static func words(_ ports: CountedPorts) -> [String] {
    ranges(ports.tcp).map { "tcp/\($0)" } + ranges(ports.udp).map { "udp/\($0)" }
      + (ports.hasEcho ? ["icmp"] : [])
  }

  private static func blocks(_ set: AddressSet) -> [String] {
    Family.allCases.flatMap { PacketText.blocks(set[$0], $0) }
  }

  /// The internet, or in CSV the part of it that a pair is about.
  private func remote(_ remote: InternetLine.Remote) -> [UInt8] {
    let name = model.networks[Model.internet].identity.qualifiedName
    guard form == .csv else { return Self.quoted(name) }
    switch remote {
    case .anywhere: return Self.field(name)
    case .anywhereIn(let family): return Self.field("\(name) (\(family.name))")
    case .addresses(let set): return Self.field(Self.blocks(set).joined(separator: " "))
    }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    Array(JSONValue.string(text).line.utf8)
  }

  /// Source: RFC 4180, section 2.
  private static func field(_ text: String) -> [UInt8] {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return Array(text.utf8) }
    return Array("\"\(text.replacing("\"", with: "\"\""))\"".utf8)
  }

  // MARK: - Around the pairs

  private mutating func head() {
    switch form {
    case .csv: buffer.append(contentsOf: "from,to,tcp,udp,icmp,undetermined\r\n".utf8)
    case .json:
      let query = [
        ("from", JSONValue.strings(subject.from)), ("to", .strings(subject.to)),
        ("port", .strings(subject.ports)),
        ("counts", .string(question.options.quantifier.rawValue)),
        ("client_ports", .optional(subject.clientPorts)),
        ("one_way", .bool(question.options.oneWay)),
      ].map { "\"\($0)\": \($1.line)" }.joined(separator: ", ")
      buffer.append(
        contentsOf: """
          {
            "schema": "netproof.reach/1",
            "query": { \(query) },
            "pairs": [
          """.utf8)
    }
  }

  private mutating func foot(_ summary: MatrixSummary) {
    guard form == .json else { return }
    let sums = JSONValue.object([
      ("pairs_reachable", .number(Int(clamping: summary.pairsReachable))),
      ("pairs_undetermined", .number(Int(clamping: summary.pairsUndetermined))),
      ("volume", .number(Int(clamping: summary.volume))), ("classes", .number(summary.classes)),
    ])
    buffer.append(
      contentsOf: """
        \(isFirst ? "" : "\n")],
          "summary": \(sums.line)
        }

        """.utf8)
  }
}

extension JSONValue {
  /// The text on one line, without an end of line.
  fileprivate var line: String {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}
