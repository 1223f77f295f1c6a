import NetproofSets
import NetproofSyntax

/// A stateful rule as Suricata writes it, with names not looked up yet (R191).
struct SuricataRule: Hashable, Sendable {
  var action: StatefulRule.Action
  var protocols: ProtocolSet
  var application: ApplicationProtocol?
  var source = WrittenAddresses.any
  var sourcePorts = WrittenPorts.any
  var destination = WrittenAddresses.any
  var destinationPorts = WrittenPorts.any
  var isBidirectional = false
  var flow = StatefulRule.Flow()
  var hosts: [HostMatch] = []
  var unknownOption: String?
  var priority = 3
  /// The number by which AWS tells it apart from the others of its group; it demands one.
  var sid: String?
  /// As a report quotes it.
  var text: String
}

extension SuricataRule {
  /// The lines of a text that are rules: neither empty nor comments, with continued ones joined.
  static func rules(in lines: [Located<String>]) -> [Located<String>] {
    var rules: [Located<String>] = []
    /// What was continued so far.
    var open: Located<String>?
    for line in lines {
      let text = line.value[...].trimmed
      let start = open?.span ?? line.span
      let whole = Located(
        (open?.value ?? "") + text,
        at: Span(
          source: start.source, line: Int(start.line), column: Int(start.column),
          endLine: Int(line.span.endLine), endColumn: Int(line.span.endColumn)))
      if text.last == "\\" {
        open = whole.map { $0.dropLast() + " " }
        continue
      }
      open = nil
      rules.append(whole)
    }
    if let open { rules.append(open) }
    return rules.map { rule in rule.map { String($0[...].trimmed) } }
      .filter { !$0.value.isEmpty && $0.value.first != "#" }
  }

  /// Reads `action protocol source ports -> destination ports (options)`.
  init(_ line: String) throws(FirewallTextProblem) {
    let head: Substring
    var options: Substring = ""
    if let start = line.firstIndex(of: "(") {
      head = line[..<start]
      guard line[...].trimmed.last == ")" else { throw .shape }
      options = line[line.index(after: start)...].trimmed.dropLast()
    } else {
      head = line[...]
    }
    let fields = Self.fields(head)
    guard fields.count == 7 else { throw .shape }
    guard let action = StatefulRule.Action(rawValue: String(fields[0])) else {
      throw .action(String(fields[0]))
    }
    guard fields[4] == "->" || fields[4] == "<>" else { throw .direction(String(fields[4])) }
    self.action = action
    protocols = .all
    text = fields.joined(separator: " ")
    take(protocol: String(fields[1]))
    source = try FirewallText.addresses(fields[2])
    sourcePorts = try FirewallText.ports(fields[3])
    isBidirectional = fields[4] == "<>"
    destination = try FirewallText.addresses(fields[5])
    destinationPorts = try FirewallText.ports(fields[6])
    try take(options: options)
    // Its number finds it in a group of hundreds.
    if !options.isEmpty { text += sid.map { " (sid:\($0))" } ?? " (…)" }
  }

  /// Words of the head, with what is in brackets kept together.
  private static func fields(_ head: Substring) -> [Substring] {
    var fields: [Substring] = []
    var depth = 0
    var start: Substring.Index?
    for index in head.indices {
      let character = head[index]
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if depth == 0, character == " " || character == "\t" {
        if let begin = start { fields.append(head[begin..<index]) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let begin = start { fields.append(head[begin...]) }
    return fields
  }

  /// A protocol of IP, or one above; one that is not known makes the rule undecidable.
  mutating func take(protocol word: String) {
    switch word.lowercased() {
    case "ip": protocols = .all
    case "tcp": protocols = ProtocolSet(.tcp)
    case "udp": protocols = ProtocolSet(.udp)
    case "icmp": protocols = ProtocolSet(.icmp, .icmpv6)
    case "ike": take(.ikev2)
    case let name:
      if let known = ApplicationProtocol(rawValue: name) {
        take(known)
      } else {
        unknownOption = "protocol \(word)"
      }
    }
  }

  private mutating func take(_ known: ApplicationProtocol) {
    application = known
    protocols = protocols.intersection(known.transports)
  }

  // MARK: - Options

  /// Options that say nothing about which packets match.
  private static let silent: Set<String> = [
    "msg", "rev", "gid", "classtype", "reference", "metadata", "noalert", "nocase",
    "fast_pattern", "target",
  ]

  private mutating func take(options text: Substring) throws(FirewallTextProblem) {
    var buffer: ApplicationProtocol?
    var hasDotPrefix = false
    // Whether the last `content` is one of `hosts`, which what follows it is about.
    var isHost = false
    for (key, value) in try Self.options(text) {
      switch key {
      case "sid": sid = String(value)
      case "flow": try take(flow: value)
      case "priority":
        guard let number = Int(value) else { throw .options("priority:\(value)") }
        priority = number
      case "ip_proto": take(number: value)
      case "tls.sni", "http.host":
        let asked: ApplicationProtocol = key == "tls.sni" ? .tls : .http
        if application == nil { take(asked) }
        if application != asked { note(unknown: key) }
        (buffer, hasDotPrefix, isHost) = (asked, false, false)
      case "dotprefix" where buffer != nil: hasDotPrefix = true
      case "content" where buffer != nil: isHost = take(content: value, hasDotPrefix)
      case "startswith" where isHost:
        replaceLast { old in
          HostMatch(
            old.text, startsWith: true, endsWith: old.endsWith, hasDotPrefix: old.hasDotPrefix,
            isNegated: old.isNegated)
        }
      case "endswith" where isHost:
        replaceLast { old in
          HostMatch(
            old.text, startsWith: old.startsWith, endsWith: true, hasDotPrefix: old.hasDotPrefix,
            isNegated: old.isNegated)
        }
      case _ where Self.silent.contains(key): continue
      default:
        note(unknown: key)
        // Another buffer, or something done to this one: what follows is not looked for in the name.
        if value.isEmpty { (buffer, isHost) = (nil, false) }
      }
    }
    // A buffer that is asked for and not looked into is there or not, which nobody says.
    if buffer != nil, hosts.isEmpty { note(unknown: "tls.sni or http.host without content") }
  }

  private mutating func note(unknown option: String) {
    unknownOption = unknownOption ?? option
  }

  private mutating func replaceLast(_ change: (HostMatch) -> HostMatch) {
    guard let last = hosts.popLast() else { return }
    hosts.append(change(last))
  }

  mutating func take(flow text: Substring) throws(FirewallTextProblem) {
    flow.isWritten = true
    for word in text.split(separator: ",") {
      switch word.trimmed {
      case "to_server", "from_client": flow.side = .toServer
      case "to_client", "from_server": flow.side = .toClient
      case "established": flow.isEstablished = true
      case "not_established": flow.isEstablished = false
      case "stateless": continue
      case let other: note(unknown: "flow:\(other)")
      }
    }
  }

  private mutating func take(number text: Substring) {
    let isNegated = text.first == "!"
    let word = isNegated ? text.dropFirst().trimmed : text
    let member = UInt8(word).map { IPProtocol($0) } ?? IPProtocol(text: word.lowercased())
    guard let member else { return note(unknown: "ip_proto:\(text)") }
    let own = ProtocolSet(member)
    protocols = isNegated ? protocols.subtracting(own) : protocols.intersection(own)
  }

  /// Whether what is looked for in a name can be read; such a rule is undecidable otherwise.
  private mutating func take(content value: Substring, _ hasDotPrefix: Bool) -> Bool {
    let isNegated = value.first == "!"
    let quoted = isNegated ? value.dropFirst().trimmed : value
    let inner = quoted.dropFirst().dropLast()
    guard quoted.first == "\"", quoted.last == "\"", quoted.count > 2,
      !inner.contains(where: { $0 == "|" || $0 == "\\" })
    else {
      note(unknown: "content")
      return false
    }
    hosts.append(HostMatch(String(inner), hasDotPrefix: hasDotPrefix, isNegated: isNegated))
    return true
  }

  /// `key:value; key; …`, with semicolons in quotes kept.
  private static func options(
    _ text: Substring
  ) throws(FirewallTextProblem) -> [(key: String, value: Substring)] {
    var result: [(String, Substring)] = []
    var isQuoted = false
    var start = text.startIndex
    var previous: Character = " "
    for index in text.indices {
      let character = text[index]
      if character == "\"", previous != "\\" { isQuoted.toggle() }
      if character == ";", !isQuoted, previous != "\\" {
        append(text[start..<index], to: &result)
        start = text.index(after: index)
      }
      previous = character
    }
    guard !isQuoted else { throw .options(String(text[start...])) }
    append(text[start...], to: &result)
    return result
  }

  private static func append(
    _ option: Substring, to result: inout [(String, Substring)]
  ) {
    let option = option.trimmed
    guard !option.isEmpty else { return }
    guard let colon = option.firstIndex(of: ":") else {
      return result.append((String(option), ""))
    }
    let key = option[..<colon].trimmed
    result.append((String(key), option[option.index(after: colon)...].trimmed))
  }
}

/// A list of names of servers (R190).
struct DomainList: Hashable, Sendable {
  enum Action: String, Hashable, Sendable, CaseIterable {
    case allow
    case deny
    case reject
    case alert
  }

  let action: Action
  let names: [String]
  let protocols: [ApplicationProtocol]

  /// The rules that AWS makes of it.
  func rules(_ order: FirewallPolicy.RuleOrder) -> [SuricataRule] {
    let verb: StatefulRule.Action =
      switch action {
      case .allow: .pass
      case .deny: .drop
      case .reject: .reject
      case .alert: .alert
      }
    var rules: [SuricataRule] = []
    for member in protocols {
      for name in names {
        let match = HostMatch(domain: name)
        rules.append(rule(verb, member, [match], "\(verb.rawValue) \(member.rawValue) \(name)"))
      }
    }
    guard action == .allow, order == .action else { return rules }
    return rules
      + protocols.map { member in
        rule(.drop, member, [], "drop \(member.rawValue) of other names")
      }
  }

  private func rule(
    _ action: StatefulRule.Action, _ member: ApplicationProtocol, _ hosts: [HostMatch],
    _ text: String
  ) -> SuricataRule {
    var rule = SuricataRule(action: action, protocols: member.transports, text: text)
    rule.application = member
    rule.source = .variable("HOME_NET")
    rule.destination = .variable("EXTERNAL_NET")
    rule.flow = StatefulRule.Flow(side: .toServer, isEstablished: true)
    rule.hosts = hosts
    return rule
  }
}
