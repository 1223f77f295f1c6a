extension CodePages {
  /// What became of assertions and scopes.
  static let outcomePages: [CodePage] = [
    CodePage(
      "NP2001", "packets do not arrive, though they should",
      meaning: """
        The assertion expects `reachable`, and packets of the question are lost. Each obstacle \
        on the way is listed with its own code, the first one as the primary cause; fixes that \
        were tried follow.
        """,
      remedy: "Take one of the fixes, or change the expectation if the network is right.",
      example: sealed(
        "{ from: web-1, to: web-2, port: tcp/22, expect: reachable }",
        "{ from: web-1, to: web-2, port: tcp/443, expect: reachable }"),
      with: ["SG_INGRESS_NO_MATCH"]),
    CodePage(
      "NP2002", "packets arrive, though they should not",
      meaning: """
        The assertion expects `unreachable` or `isolated`, and at least one packet gets through. \
        The answer shows it on its way, with the rules that let it pass.
        """,
      remedy: "Close one of the rules that are listed, or change the expectation.",
      example: sealed(
        "{ from: web-1, to: web-2, port: tcp/443, expect: unreachable }",
        "{ from: web-1, to: web-2, port: tcp/22, expect: unreachable }")),
    CodePage(
      "NP2003", "whether the assertion holds is not known",
      meaning: """
        The verdict depends on something that the topology does not say, which is listed as a gap. \
        What is not known counts neither for the author nor against: the check fails.
        """,
      remedy: "Describe what the gap names.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            security-groups: { base: { described: false } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              web-2: { subnet: web, private-ip: 10.0.1.20, security-groups: base }
        assertions:
          - { from: web-1, to: web-2, port: tcp/443, expect: reachable }
        """, mend: ["{ described: false }": "{ inbound: [{ allow: all, from: 10.0.0.0/16 }] }"]),
      with: ["NOT_DESCRIBED"]),
    CodePage(
      "NP2004", "the packets share one fate, though some should pass and some not",
      meaning: "The assertion expects `partial`, and all of its packets pass, or none does.",
      remedy: "Ask for the packets that are meant to differ, or change the expectation.",
      example: sealed(
        "{ from: web-1, to: web-2, port: tcp/443, expect: partial }",
        "{ from: web-1, to: web-2, port: tcp/440-443, expect: partial }")),
    CodePage(
      "NP2005", "the verdict is as expected, but for another reason",
      meaning: """
        The verdict is the expected one, but `because:` names a cause or `notes:` a note that the \
        answer does not have. So the network is right by accident: what should protect it does not.
        """,
      remedy:
        "Look at the primary cause; repair the rule that was meant, or correct the assertion.",
      example: CodeExample(
        sealed(
          "from: web-1, to: web-2, port: tcp/22, expect: unreachable,\n"
            + "      because: { code: NACL_INGRESS_DENY }"),
        mend: ["{ code: NACL_INGRESS_DENY }": "{ code: SG_INGRESS_NO_MATCH }"]),
      with: ["SG_INGRESS_NO_MATCH"]),
    CodePage(
      "NP2006", "a scope that should be empty has findings",
      meaning: """
        The scope says `expect: empty`, and there are ways that one of its patterns matches and \
        none excludes. Each is a finding with a number, the packets that are meant, and their way.
        """,
      remedy: """
        Close the ways that are listed; what is meant to be open belongs under `exclude:`.
        """,
      example: CodeExample(
        scoped("match: { from: web-1, to: web-2 }, expect: empty"),
        mended: scoped(
          "match: { from: web-1, to: web-2 }, exclude: { port: tcp/443 }, expect: empty"))),
    CodePage(
      "NP2007", "whether a scope is empty is not known",
      meaning: """
        The scope says `expect: empty`, and no way is known that it looks for; but something that \
        the topology does not describe might be one. What is not known never counts as safe.
        """,
      remedy: "Describe what the gap names.",
      example: CodeExample(
        scoped("match: { port: tcp/22 }, expect: empty", group: "{ described: false }"),
        mended: scoped("match: { port: tcp/22 }, expect: empty")),
      with: ["NOT_DESCRIBED"]),
  ]

  /// Two instances that take in HTTPS alone, and one scope.
  private static func scoped(
    _ scope: String,
    group: String = "{ inbound: [{ allow: tcp, ports: 443, from: 10.0.0.0/16 }] }"
  ) -> String {
    """
    netproof: 1
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        security-groups:
          web-sg: \(group)
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10, security-groups: web-sg }
          web-2: { subnet: web, private-ip: 10.0.1.20, security-groups: web-sg }
    scopes:
      - { name: between hosts, \(scope) }
    """
  }

  private static func sealed(_ assertion: String, _ mended: String) -> CodeExample {
    CodeExample(sealed(assertion), mended: sealed(mended))
  }

  /// Two instances that take in HTTPS alone, and one assertion.
  private static func sealed(_ assertion: String) -> String {
    let entry = assertion.hasPrefix("{") ? assertion : "{ \(assertion) }"
    return """
      netproof: 1
      vpcs:
        prod:
          cidrs: 10.0.0.0/16
          subnets: { web: { cidrs: 10.0.1.0/24 } }
          security-groups:
            web-sg: { default: true, inbound: [{ allow: tcp, ports: 443, from: 10.0.0.0/16 }] }
          instances:
            web-1: { subnet: web, private-ip: 10.0.1.10 }
            web-2: { subnet: web, private-ip: 10.0.1.20 }
      assertions:
        - \(entry)
      """
  }
}
