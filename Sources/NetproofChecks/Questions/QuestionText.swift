public import NetproofModel
import NetproofSets
public import NetproofSyntax

/// A part of a question as a person wrote it: in a file with its place, or on a command line.
public struct QuestionText: Hashable, Sendable {
  public let text: String
  public let span: Span?
  /// What it is called where it was written: `from`, `--port`.
  public let label: String

  public init(_ text: String, at span: Span?, as label: String) {
    self.text = text
    self.span = span
    self.label = label
  }
}

/// Why a part of a question cannot be understood.
public enum QuestionTextFault: Hashable, Sendable {
  case unknownEnd(QuestionText, nearest: String?)
  case ambiguousEnd(QuestionText, candidates: [String])
  case emptyEnd(QuestionText, kind: String)
  /// What sends is in something that the topology says nothing about.
  case undescribedEnd(QuestionText, kind: String, name: String)
  case unknownTag(QuestionText, key: String, value: String)
  case malformedTag(QuestionText)
  case hostBits(QuestionText, block: String)
  case malformedPrefix(QuestionText)
  case nobodySends(QuestionText)
  case malformedPort(QuestionText)
  case unknownProtocol(QuestionText, name: String)
  case portOutOfRange(QuestionText)
  case sameEnds(QuestionText)
  case bothOutside(QuestionText)
  case noCommonFamily(QuestionText)
  case tooManyPairs(QuestionText, limit: Int)
  case unownedEnd(QuestionText)
  case partOfEnd(QuestionText, whole: String)
  case uncountedPort(QuestionText)
  case unknownStation(QuestionText, nearest: String?)
  case noStation(QuestionText)
  case unknownSession(QuestionText, nearest: String?)
  case sameScope(QuestionText)
  /// Ports of which not all packets, or none, can be of the application.
  case notCarried(QuestionText, ApplicationProtocol, isPartly: Bool)
  /// A server's name with an application that does not tell it.
  case hostnameNotTold(QuestionText, app: String)
  case notAHostname(QuestionText, meant: String?)

  /// What a fault rests on.
  enum Rest: Hashable, Sendable {
    /// How the question is written.
    case text
    /// Which names there are.
    case names
    /// What the named things hold.
    case contents
  }

  var rest: Rest {
    switch self {
    case .malformedTag, .hostBits, .malformedPrefix, .malformedPort, .unknownProtocol,
      .portOutOfRange, .uncountedPort, .sameScope, .notCarried, .hostnameNotTold, .notAHostname:
      .text
    case .unknownEnd, .ambiguousEnd, .unknownStation, .noStation, .unknownSession: .names
    case .emptyEnd, .undescribedEnd, .unknownTag, .nobodySends, .sameEnds, .bothOutside,
      .noCommonFamily,
      .tooManyPairs, .unownedEnd, .partOfEnd:
      .contents
    }
  }

  public var diagnostic: Diagnostic {
    switch self {
    case .unknownEnd(let text, let nearest):
      Diagnostic(
        "NP2101", "`\(text.text)` names nothing that can send or receive packets", at: text.span,
        help: [
          nearest.map { "did you mean `\($0)`?" }
            ?? "an end is an instance, interface, subnet, VPC, security group, VPC endpoint, "
            + "network, "
            + "`internet`, a CIDR, an address, or `tag:KEY=VALUE`"
        ])
    case .ambiguousEnd(let text, let candidates):
      Diagnostic(
        "NP2102", "`\(text.text)` names several things", at: text.span,
        help: ["write one of " + candidates.map { "`\($0)`" }.joined(separator: ", ")])
    case .emptyEnd(let text, let kind):
      Diagnostic(
        "NP2103", "\(kind) `\(text.text)` holds no interface, so there is nothing to ask",
        at: text.span,
        help: ["an answer about nothing would prove nothing; name an end that holds interfaces"])
    case .undescribedEnd(let text, let kind, let name):
      Diagnostic(
        "NP2103",
        "\(kind) `\(name)` is not described, so nobody knows what sends from `\(text.text)`",
        at: text.span,
        help: [
          "describe it, or at least the interface that sends; questions to it are `undetermined`"
        ])
    case .unknownTag(let text, let key, let value):
      Diagnostic(
        "NP2104", "no instance or interface has the tag `\(key)` with the value `\(value)`",
        at: text.span, help: ["write `tags: { \(key): \(value) }` where it belongs"])
    case .malformedTag(let text):
      Diagnostic(
        "NP2105", "`\(text.text)` is not a tag selector", at: text.span,
        help: ["write `tag:KEY=VALUE`, such as `tag:env=prod`"])
    case .hostBits(let text, let block):
      Diagnostic(
        "NP2106", "`\(text.text)` names an address inside `\(block)`", at: text.span,
        help: ["write `\(block)` for the block, or the address without its length"])
    case .malformedPrefix(let text):
      Diagnostic(
        "NP2107", "`\(text.text)` is not a CIDR block", at: text.span,
        help: ["write an address and a length, such as `10.0.0.0/16`"])
    case .nobodySends(let text):
      Diagnostic(
        "NP2108", "no interface and no network owns `\(text.text)`, so nothing can send from it",
        at: text.span, help: ["name an address that something owns, or the thing itself"])
    case .malformedPort(let text):
      Diagnostic(
        "NP2109", "`\(text.text)` is not a port", at: text.span,
        help: [
          "write `tcp/443`, `udp/53`, `tcp/8000-8099`, `icmp`, `icmp/TYPE/CODE`, `protocol/47` "
            + "or `any`"
        ])
    case .unknownProtocol(let text, let name):
      Diagnostic(
        "NP2110", "`\(name)` is not a protocol", at: text.span,
        help: [Self.knownProtocols(beside: name)])
    case .portOutOfRange(let text):
      Diagnostic(
        "NP2111", "`\(text.text)` has a number out of range", at: text.span,
        help: ["ports are 0 to 65535, ICMP types and codes and protocols 0 to 255"])
    case .sameEnds(let text):
      Diagnostic(
        "NP2112", "both ends are the same interface", at: text.span,
        help: [
          "a host reaches itself without any network; name another end, or its public address"
        ])
    case .bothOutside(let text):
      Diagnostic(
        "NP2113", "both ends are outside, on the internet", at: text.span,
        help: ["one end has to be in a VPC or behind a VPN connection"])
    case .noCommonFamily(let text):
      Diagnostic(
        "NP2114", "the two ends have no address family in common that the question asks for",
        at: text.span,
        help: ["give both ends IPv4 or IPv6 addresses, or ask for another family or protocol"])
    case .tooManyPairs(let text, let limit):
      Diagnostic(
        "NP2115", "the question has more than \(limit) pairs of ends (the limit `pairs`)",
        at: text.span, help: ["ask for fewer ends at a time"])
    case .unownedEnd(let text):
      Diagnostic(
        "NP2117", "`\(text.text)` belongs to no interface and no network", at: text.span,
        help: ["`netproof trace` asks about addresses that nobody owns"])
    case .partOfEnd(let text, let whole):
      Diagnostic(
        "NP2118", "`\(text.text)` is only a part of `\(whole)`", at: text.span,
        help: [
          "write `\(whole)` for the whole; `netproof trace` asks about a part of it"
        ])
    case .uncountedPort(let text):
      Diagnostic(
        "NP2119", "`\(text.text)` is not among the ports that are counted", at: text.span,
        help: ["TCP and UDP ports and `icmp`, a ping, are; `netproof trace` asks about the others"])
    case .unknownStation(let text, let nearest):
      Diagnostic(
        "NP2116", "`\(text.text)` names no component", at: text.span,
        help: [
          nearest.map { "did you mean `\($0)`?" }
            ?? "name a gateway, a table, a network ACL, a security group or a host"
        ])
    case .unknownSession(let text, let nearest):
      Diagnostic(
        "NP2116", "`\(text.text)` names no mirror session", at: text.span,
        help: [nearest.map { "did you mean `\($0)`?" } ?? "name an entry of `mirror-sessions`"])
    case .noStation(let text):
      Diagnostic(
        "NP2120", "`\(text.text)` is nothing that a way passes", at: text.span,
        help: [
          "name a gateway, a table, a network ACL, a security group or a host; for the ends there "
            + "are `from` and `to`"
        ])
    case .sameScope(let text):
      Diagnostic(
        "NP2121", "another scope has the name `\(text.text)`", at: text.span,
        help: ["findings are numbered by the name of their scope; give each its own"])
    case .notCarried(let text, let member, let isPartly):
      Diagnostic(
        "NP2123",
        "`\(member.rawValue)` is carried by \(Self.carriers(of: member)), and "
          + (isPartly ? "not all of `\(text.text)` is" : "`\(text.text)` is not"),
        at: text.span, help: [Self.help(member, isPartly)])
    case .hostnameNotTold(let text, let app):
      Diagnostic(
        "NP2124", "only TLS and HTTP tell the name of the server, not `\(app)`", at: text.span,
        help: ["remove the name, or ask about `tls` or `http`"])
    case .notAHostname(let text, let meant):
      Diagnostic(
        "NP2125", "no server is called `\(text.text)`", at: text.span,
        help: [
          meant.map { "write `\($0)`" }
            ?? "write the one name that clients ask for, such as `www.example.com`"
        ])
    }
  }

  private static func carriers(of member: ApplicationProtocol) -> String {
    [(IPProtocol.tcp, "TCP"), (.udp, "UDP")].filter { member.transports.contains($0.0) }
      .map(\.1).joined(separator: " and ")
  }

  private static func help(_ member: ApplicationProtocol, _ isPartly: Bool) -> String {
    let words = carriers(of: member).lowercased().split(separator: " ").filter { $0 != "and" }
    let ports = words.map { "`\($0)`" }.joined(separator: " or ")
    let other = !isPartly && member == .tls ? "TLS over UDP is `quic`; " : ""
    return "\(other)ask about \(isPartly ? "" : "ports of ")\(ports), or leave the application out"
  }
}

extension QuestionTextFault {
  /// What to write in place of a word that is no protocol.
  private static func knownProtocols(beside name: String) -> String {
    switch ProtocolHint(for: name, inQuestion: true) {
    case .meant(let known): "write `\(known)`"
    case .withPorts, .none:
      "`tcp`, `udp`, `icmp`, `icmpv6`, `protocol/NUMBER` and `any` are known"
    }
  }
}
