import NetproofModel

extension CodePages {
  /// What AWS refuses of Traffic Mirroring.
  static let mirrorFaultPages: [CodePage] = [
    CodePage(
      "NP0384", "AWS refuses this of a mirror filter or a mirror session",
      meaning: """
        A session copies the packets of one interface of an instance, in a subnet with IPv4, to \
        another interface, a network load balancer or a Gateway Load Balancer endpoint of the same \
        region; an interface is a source or a target, never both. A source has three sessions at \
        most, each with a number of its own. A rule of a filter is about one address family, and \
        about ports only with TCP or UDP. The message says which of this is broken.
        """,
      remedy: "Do what the message says.",
      example: CodeExample(
        """
        netproof: 1
        vpcs:
          prod:
            cidrs: 10.0.0.0/16
            subnets: { web: { cidrs: 10.0.1.0/24 } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10 }
              sensor: { subnet: web, private-ip: 10.0.1.20 }
            mirror-filters: { all: { inbound: [{ rule: 1, accept: all }] } }
            mirror-sessions:
              web: { source: web-1, target: sensor, filter: all, number: 1 }
              again: { source: web-1, target: sensor, filter: all, number: 1 }
        """,
        mend: [
          "again: { source: web-1, target: sensor, filter: all, number: 1 }":
            "again: { source: web-1, target: sensor, filter: all, number: 2 }"
        ]),
      rules: "R244, R245, R248", sources: [.mirrorSessions, .mirrorConsiderations])
  ]
}
