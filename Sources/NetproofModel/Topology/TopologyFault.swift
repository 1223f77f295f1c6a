import NetproofSets
import NetproofSyntax

/// What can be wrong with how a topology is written, names aside; the words are here alone.
enum TopologyFault: Error, Hashable, Sendable {
  /// Another version than this build's; nothing if it is no text.
  case version(String?, at: Span)
  case missingVersion(at: Span)
  /// A file without a version and without any key of a topology.
  case noTopology(at: Span)
  case hostBits(Located<String>, block: Prefix)
  case missingLength(Located<String>, Address)
  case malformedPrefix(Located<String>, AddressProblem)
  case lengthRange(Located<String>, length: String, most: Int)
  case malformedAddress(Located<String>, AddressProblem)
  /// An address with the length of a block.
  case lengthOfAddress(Located<String>, Address)
  case refusedKey(Located<String>, of: String, RefusedKey.Reason)
  /// Two keys that exclude each other.
  case together(Located<String>, Located<String>, help: String)
  case noneOf([String], of: String, at: Span)
  case need(Located<String>, needed: String)
  /// A list or map under the key for one value.
  case severalValues(key: String, plural: String, at: Span)
  case count(Int, expected: String, found: Int, at: Span)
  case protocols(Located<String>, ProtocolHint)
  case ports(Located<String>, PortsProblem)
  /// Ports that AWS does not look at, for the protocol is not TCP or UDP.
  case ignoredPorts(at: Span, protocols: String)
  case portsOfICMP(at: Span, protocols: String)
  case severalPorts(at: Span)
  case icmpKey(Located<String>, protocols: String)
  case nameInNetworkACL(Located<String>)
  case severalBlocks(at: Span)
  /// An account number of another length than AWS's.
  case accountDigits(Located<String>)
  /// Something that is shared with what names no account.
  case sharingAccount(Located<String>)
  case missingPort(at: Span)
  case service(Located<String>, ServiceSelector.Problem)
  case clientPorts(Located<String>, nearest: String?)
  /// The same name in two files that are one topology.
  case duplicate(Located<String>, first: Span, thing: String)
  case policyConflict(String, at: Span, first: Span)
}

extension Diagnostics {
  mutating func report(_ fault: TopologyFault) {
    append(fault.diagnostic)
  }
}

extension TopologyFault {
  /// The fault in words.
  var diagnostic: Diagnostic {
    switch self {
    case .version(let text, let span):
      Diagnostic(
        .version,
        text.map { "\(quote($0)) is no version of the format that this build reads" }
          ?? "expected the version of the format", at: span,
        ["this build reads version \(TopologyReader.version): write `netproof: 1`"])
    case .missingVersion(let span):
      Diagnostic(
        .version, "the file does not say its version of the format", at: span,
        ["begin it with `netproof: 1`"])
    case .noTopology(let span):
      Diagnostic(
        .version, "the file is not a topology: it says no version of the format", at: span,
        ["a topology begins with `netproof: 1`"])
    case .hostBits(let text, let block):
      Diagnostic(
        .hostBits, "\(quote(text)) names an address inside `\(block)`; the block is taken",
        at: text.span, [Self.blockOrAddress(block)], severity: .warning)
    case .missingLength(let text, let address):
      Diagnostic(
        .missingLength, "\(quote(text)) has no prefix length", at: text.span,
        ["add the length of the block; `\(address)/\(address.family.width)` is the one address"])
    case .malformedPrefix(let text, let problem):
      Diagnostic(
        .malformedPrefix, "\(quote(text)) is not a CIDR", at: text.span,
        [problem.help ?? "write an address and a length, such as `\(problem.exampleBlock)`"])
    case .lengthRange(let text, let length, let most):
      Diagnostic(
        .lengthRange, "\(quote(text)) has the length `\(excerpt(length))`", at: text.span,
        ["write a length from 0 through \(most)"])
    case .malformedAddress(let text, let problem):
      Diagnostic(
        .malformedAddress, "\(quote(text)) is not an address", at: text.span,
        [problem.help ?? "write an address such as `\(problem.exampleAddress)`"])
    case .lengthOfAddress(let text, let address):
      Diagnostic(
        .lengthOfAddress, "\(quote(text)) is a CIDR where one address is expected",
        at: text.span, ["write `\(address)`"])
    case .refusedKey(let key, let thing, let reason):
      Self.refusal(of: key, in: thing, reason)
    case .together(let key, let other, let help):
      Diagnostic(
        .together, "\(quote(key)) cannot stand beside \(quote(other))", at: key.span, [help],
        [.init("\(quote(other)) is here", at: other.span)])
    case .noneOf(let keys, let thing, let span):
      Diagnostic(
        .noneOf, "\(thing) needs one of the keys \(list(keys))", at: span, ["add one of them"])
    case .need(let key, let needed):
      Diagnostic(
        .need, "\(quote(key)) needs `\(needed)` beside it", at: key.span, ["add `\(needed):`"])
    case .severalValues(let key, let plural, let span):
      Diagnostic(
        .severalValues, "`\(key)` takes one value", at: span,
        ["write `\(plural):` for several"])
    case .count(let count, let expected, let found, let span):
      Diagnostic(
        .count, "expected \(expected), found \(found)", at: span,
        ["write \(count) elements in the brackets"])
    case .protocols(let text, let hint):
      Diagnostic(.protocols, "\(quote(text)) is not a protocol", at: text.span, [hint.help])
    case .ports(let text, let problem):
      Diagnostic(
        .ports, "\(quote(text)) is not a port or a range of ports", at: text.span,
        [problem.help(text.value)])
    case .ignoredPorts(let span, let protocols):
      Diagnostic(
        .ignoredPorts, "AWS ignores the ports of a rule for `\(protocols)`", at: span,
        ["name `tcp` or `udp`, or remove `ports`"], severity: .warning)
    case .portsOfICMP(let span, let protocols):
      Diagnostic(
        .portsOfICMP, "`\(protocols)` has no ports", at: span,
        ["write `type:` and `code:` for ICMP, or remove `ports`"])
    case .severalPorts(let span):
      Diagnostic(
        .ports, "a network ACL's rule takes one port or one range", at: span,
        ["write a rule of its own for each"])
    case .icmpKey(let key, let protocols):
      Diagnostic(
        .icmpKeys, "\(quote(key)) is for `icmp` and `icmpv6`, not for `\(protocols)`",
        at: key.span, ["remove it, or name `icmp` or `icmpv6`"])
    case .nameInNetworkACL(let text):
      Diagnostic(
        .blockExpected, "a network ACL's rule takes a CIDR, not the name \(quote(text))",
        at: text.span, ["write the addresses as a CIDR; names are for security groups"])
    case .severalBlocks(let span):
      Diagnostic(
        .blockExpected, "a network ACL's rule takes one CIDR, found a list", at: span,
        ["write a rule of its own for each CIDR"])
    case .accountDigits(let text):
      Diagnostic(
        .accountDigits,
        "the account \(quote(text)) has \(text.value.utf8.count) digits; AWS's have 12",
        at: text.span, ["put back zeros that were lost at its head: `\"0…\"`"],
        severity: .warning)
    case .sharingAccount(let text):
      Diagnostic(
        .sharingAccount, "\(quote(text)) names no account", at: text.span,
        [
          "write the number of the account, or an ARN of AWS IAM; of an organization or a unit "
            + "write the accounts"
        ])
    case .missingPort(let span):
      Diagnostic(
        .missingPort, "an assertion needs the key `port`", at: span,
        ["add `port: tcp/443` for one port, or `port: any` for every packet"])
    case .service(let text, let problem):
      Diagnostic(
        .service, "\(quote(text)) does not say which packets", at: text.span, [problem.help])
    case .clientPorts(let text, let nearest):
      Diagnostic(
        .clientPorts, "\(quote(text)) is not a range of ports or a profile of clients",
        at: text.span, [Self.profileHelp(nearest)])
    case .duplicate(let name, let first, let thing):
      Diagnostic(
        .duplicateEntry, "\(thing) named \(quote(name)) is in two files of the topology",
        at: name.span, ["rename one of them, or keep one"],
        [.init("it is first written here", at: first)])
    case .policyConflict(let policy, let span, let first):
      Diagnostic(
        .policyConflict, "the policy `\(policy)` has two values", at: span, ["keep one of them"],
        [.init("the other is here", at: first)])
    }
  }

  private static func refusal(
    of key: Located<String>, in thing: String, _ reason: RefusedKey.Reason
  ) -> Diagnostic {
    switch reason {
    case .notYet:
      Diagnostic(
        .notYet, "\(quote(key)) of \(thing) is not supported yet", at: key.span, [notYetHelp])
    case .otherDirection(let meant):
      Diagnostic(
        .otherDirection, "\(quote(key)) is not a key of \(thing)", at: key.span,
        [
          meant == "from"
            ? "write `from:`; inbound rules name where packets come from"
            : "write `to:`; outbound rules name where packets go to"
        ])
    case .insideVPC:
      Diagnostic(
        .insideVPC, "\(quote(key)) stands outside of VPCs", at: key.span,
        ["write it in its VPC: `vpcs: { NAME: { \(key.value): … } }`"])
    case .denyInSecurityGroup:
      Diagnostic(
        .denyInSecurityGroup, "a security group cannot deny", at: key.span,
        ["remove the rule: what no rule allows is denied; a network ACL can deny the rest"])
    }
  }

  private static let notYetHelp = "take it out to have the rest of the topology analyzed"

  private static func blockOrAddress(_ block: Prefix) -> String {
    "write `\(block)` for the block, or `/\(block.family.width)` for the one address"
  }

  private static func profileHelp(_ nearest: String?) -> String {
    let profiles = list(ClientPortProfile.allCases.map(\.rawValue))
    return nearest.map { "did you mean `\($0)`?" }
      ?? "write a range such as `1024-65535`, or one of \(profiles)"
  }
}

extension AddressProblem {
  fileprivate var help: String? {
    switch self {
    case .partCount(let count): "an IPv4 address has four numbers, not \(count)"
    case .tooLarge(let part): "`\(excerpt(part))` is more than 255"
    case .leadingZero(let part): "write `\(excerpt(part))` without its leading zero"
    case .everything: "write `0.0.0.0/0` for all of IPv4, `\"::/0\"` for all of IPv6"
    case .blanks: "remove the blanks around it"
    case .ipv6, .other: nil
    }
  }

  fileprivate var exampleBlock: String { self == .ipv6 ? "2001:db8::/56" : "10.0.0.0/16" }

  fileprivate var exampleAddress: String { self == .ipv6 ? "2001:db8::1" : "10.0.0.1" }
}

extension ProtocolHint {
  fileprivate var help: String {
    switch self {
    case .meant(let text): "write `\(text)`"
    case .withPorts(let name, let ports):
      "write `\(name)`, and `ports: \(excerpt(ports))` beside it"
    case .none(let everything):
      "write `\(everything)`, `tcp`, `udp`, `icmp`, `icmpv6` or `protocol/N` with its number"
    }
  }
}

extension PortsProblem {
  fileprivate func help(_ text: String) -> String {
    switch self {
    case .reversed(let low, let high): "write the lower port first: `\(high)-\(low)`"
    case .tooLarge: "write ports from 0 through 65535"
    case .list: "write a list: `[\(excerpt(text))]`"
    case .all: "leave the key out to mean all ports"
    case .malformed: "write a port such as `443`, or a range such as `1024-65535`"
    }
  }
}

extension ServiceSelector.Problem {
  fileprivate var help: String {
    switch self {
    case .missingProtocol(let ports): "write `tcp/\(ports)` or `udp/\(ports)`"
    case .protocol(let hint): hint.help
    case .ports(.all): "write the protocol alone to mean all its ports"
    case .ports(.list): "write a list, with its protocol before each port"
    case .ports(let problem): problem.help("")
    case .icmpNumber: "write an ICMP type and code from 0 through 255, such as `icmp/8`"
    case .excess(let text): "remove `/\(excerpt(text))`"
    }
  }
}

extension Diagnostic {
  fileprivate init(
    _ code: TopologyCode, _ message: String, at span: Span, _ help: [String] = [],
    _ labels: [Label] = [], severity: Severity = .error
  ) {
    self.init(severity, code.rawValue, message, at: span, labels: labels, help: help)
  }
}

private func quote(_ text: Located<String>) -> String { quote(text.value) }

private func quote(_ text: String) -> String {
  text.isEmpty ? "`\"\"`" : "`\(excerpt(text))`"
}

/// The head of a text that may be long.
private func excerpt(_ text: String) -> String {
  let head = text.prefix(60)
  return head.endIndex == text.endIndex ? text : head + "…"
}

private func list(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
