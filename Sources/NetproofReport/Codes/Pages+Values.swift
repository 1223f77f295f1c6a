extension CodePages {
  /// Keys and values of the wrong kind.
  static let valuePages: [CodePage] = [
    CodePage(
      "NP0040", "another kind of value is expected here",
      meaning: "A text stands where a map is due, a list where one value is, or nothing at all.",
      remedy:
        "Write the kind that the message asks for; `{}` is an empty map and `[]` an empty list.",
      example: CodeExample(
        "netproof: 1\nvpcs: [prod]", mended: "netproof: 1\nvpcs: { prod: { cidrs: 10.0.0.0/16 } }")),
    CodePage(
      "NP0041", "the key is unknown here",
      meaning: "This kind of entry has no such key. Nothing unknown is ever skipped in silence.",
      remedy: "Take the key that the message suggests, or one of those it lists.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cdirs: 10.0.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }")),
    CodePage(
      "NP0042", "a key is missing",
      meaning: "The entry cannot be understood without this key.",
      remedy: "Add it; or write `described: false` if the thing is described elsewhere.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { region: us-east-1 }",
        mended: "netproof: 1\nvpcs:\n  prod: { region: us-east-1, cidrs: 10.0.0.0/16 }")),
    CodePage(
      "NP0043", "`true` or `false` is expected",
      meaning:
        "YAML's other words, such as `yes` and `on`, are texts here, because they are names too.",
      remedy: "Write `true` or `false`, without quotes.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16, dns-support: yes }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16, dns-support: true }")),
    CodePage(
      "NP0044", "a whole number is expected",
      meaning: "The value is no whole number in decimal digits.",
      remedy: "Write digits alone.",
      example: rule(
        "{ rule: 1e2, allow: all, from: 0.0.0.0/0 }", "{ rule: 100, allow: all, from: 0.0.0.0/0 }")),
    CodePage(
      "NP0045", "a number is out of its range",
      meaning: """
        The number is too small or too large for what it says: rules are numbered 1 to 32766, ICMP \
        types and codes go from 0 to 255.
        """,
      remedy: "Write a number in the range that the message names.",
      example: rule(
        "{ rule: 40000, allow: all, from: 0.0.0.0/0 }",
        "{ rule: 400, allow: all, from: 0.0.0.0/0 }"), sources: [.networkACLRules]),
    CodePage(
      "NP0046", "the text cannot be a name",
      meaning: "Names are letters, digits, `-`, `_` and `.`, and begin with a letter or digit.",
      remedy: "Replace the other characters, such as spaces and slashes.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod/web: { cidrs: 10.0.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod-web: { cidrs: 10.0.0.0/16 }")),
    CodePage(
      "NP0047", "the word is none of those that are known here",
      meaning: "The value is one of a few words, such as the states of an instance; this is none.",
      remedy: "Take the word that the message suggests, or one of those it lists.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, state: stoped } }
        """, mend: ["stoped": "stopped"])),
    CodePage(
      "NP0048", "the list is empty, and needs at least one element",
      meaning: "An empty list here would mean nothing, so it is taken for an oversight.",
      remedy: "Write an element, or leave the key out where it is not required.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: [] }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: [10.0.0.0/16] }")),
  ]

  /// A topology with one inbound rule of a network ACL.
  static func rule(_ rule: String, _ mended: String) -> CodeExample {
    func text(_ rule: String) -> String {
      """
      netproof: 1
      vpcs:
        prod:
          cidrs: 10.0.0.0/16
          network-acls:
            web-acl:
              inbound:
                - \(rule)
      """
    }
    return CodeExample(text(rule), mended: text(mended))
  }

  /// A topology with one inbound rule of a security group.
  static func groupRule(_ rule: String, _ mended: String) -> CodeExample {
    func text(_ rule: String) -> String {
      """
      netproof: 1
      vpcs:
        prod:
          cidrs: 10.0.0.0/16
          security-groups:
            web-sg:
              inbound:
                - \(rule)
      """
    }
    return CodeExample(text(rule), mended: text(mended))
  }

  /// A topology with one instance.
  static func instance(_ keys: String, _ mended: String) -> CodeExample {
    func text(_ keys: String) -> String {
      """
      netproof: 1
      vpcs:
        prod:
          cidrs: [10.0.0.0/16, "2600:0:0:a00::/56"]
          subnets: { web: { cidrs: [10.0.1.0/24, "2600:0:0:a01::/64"] } }
          instances:
            web-1: { subnet: web, \(keys) }
      """
    }
    return CodeExample(text(keys), mended: text(mended))
  }
}
