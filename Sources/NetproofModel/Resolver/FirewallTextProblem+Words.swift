// What is wrong with a firewall's rule, in words.

extension FirewallTextProblem {
  func headline(_ rule: String) -> String {
    switch self {
    case .addresses(let part): "`\(part)` is no address of a firewall's rule"
    case .ports(let part): "`\(part)` is no port of a firewall's rule"
    case .action(let word): "`\(word)` is no action of a stateful rule"
    case .direction(let word): "`\(word)` is no direction of a stateful rule"
    case .shape: "`\(rule)` is no stateful rule"
    case .options(let part): "the options of a stateful rule cannot be read at `\(part)`"
    case .unknownProtocol(let word): "`\(word)` is no protocol of stateful rules"
    case .unknownVariable(let name): "the variable `$\(name)` is not defined"
    case .variableLoop(let name): "the variable `$\(name)` is defined by itself"
    case .portsWithoutTransport(let name): "a rule for `\(name)` has no ports"
    case .flagsWithoutTCP: "only packets of TCP have flags"
    case .flagNotLookedAt(let flag):
      "the flag `\(flag)` is to be set, but `of-flags` does not name it"
    case .hostWithoutProtocol: "only TLS and HTTP tell the name of the server"
    }
  }

  var help: String {
    switch self {
    case .addresses:
      "write `any`, a CIDR, `$NAME`, `@prefix-list`, `!` before any of them, or a list"
    case .ports:
      "write `any`, a port such as `443`, a range such as `1024:65535`, `$NAME`, or a list"
    case .action: "write `pass`, `drop`, `reject` or `alert`"
    case .direction: "write `->` from the side that begins, or `<>` for both"
    case .shape: "write `pass tcp 10.0.0.0/16 any -> any 443 (sid:1;)`, with options or without"
    case .options: "write `key:value;` or `key;` for each option"
    case .unknownProtocol:
      "write `ip`, `tcp`, `udp`, `icmp`, or an application such as `tls`, `http` or `dns`"
    case .unknownVariable: "define it under `variables:` or `port-variables:`"
    case .variableLoop: "write addresses in its place"
    case .portsWithoutTransport: "name `tcp` or `udp`, or remove the ports"
    case .flagsWithoutTCP: "name `tcp`, or remove the flags"
    case .flagNotLookedAt:
      "name it in `of-flags` as well; AWS refuses the rule, which no packet would match"
    case .hostWithoutProtocol: "name `tls` or `http`, or remove `host`"
    }
  }
}

/// What AWS demands of the number of a Suricata rule, which Netproof does without.
enum SuricataRuleOmission: Hashable, Sendable {
  case sid
  case sidTwice(String)

  var headline: String {
    switch self {
    case .sid: "the rule has no `sid`"
    case .sidTwice(let sid): "an earlier rule of the group has `sid:\(sid)` as well"
    }
  }

  var help: String {
    switch self {
    case .sid: "add `sid:N;` to its options, with a number of its own; AWS refuses the group"
    case .sidTwice: "give each rule a number of its own; AWS refuses the group"
    }
  }
}

extension String {
  /// The head of a text that may be long.
  var excerpt: String {
    let head = prefix(60)
    return head.endIndex == endIndex ? self : head + "…"
  }
}
