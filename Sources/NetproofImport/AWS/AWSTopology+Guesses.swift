import NetproofSyntax

// What is taken to be so where no answer tells, each told once (NP0604).

extension AWSTopology {
  mutating func findGuesses() {
    guard let vpc = estate.dump[.vpcs].first(where: { !$0.origin.isDrafted }) else { return }
    let span = vpc.span("VpcId")
    guessGateways(at: span)
    guessPublicAccess()
    guessEncryption()
    guessDirectConnect()
  }

  /// Internet gateways let packets in whether or not a route leads to them.
  private mutating func guessGateways(at span: Span) {
    guard estate.dump.isUnanswered(.internetGateways) else { return }
    let bare = estate.vpcs.contains { vpc in
      estate.described[vpc]?.origin.isDrafted == false
        && estate[.internetGateways, vpc].isEmpty
        && estate.absent(.internetGateways, in: vpc).isEmpty
        && estate[.interfaces, vpc].contains {
          publicAddress(of: $0) != nil || !sixes(of: $0).isEmpty
        }
    }
    guard bare else { return }
    guess(
      "VPCs are taken to have the internet gateways that routes lead to", .internetGateways, span)
  }

  /// Block Public Access, where VPCs do not tell it.
  private mutating func guessPublicAccess() {
    let silent = estate.vpcs.first { vpc in
      guard let resource = estate.described[vpc], !resource.origin.isDrafted,
        resource.publicAccessMode == nil, !isPublicAccessAnswered(for: resource, vpc)
      else { return false }
      let kinds = [AWSKind.internetGateways, .egressOnlyInternetGateways, .carrierGateways]
      return kinds.contains { kind in
        !estate[kind, vpc].isEmpty || !estate.absent(kind, in: vpc).isEmpty
      }
    }
    guard let silent, let resource = estate.described[silent] else { return }
    guess(
      "Block Public Access is taken to be off, which what goes to and comes from the internet "
        + "depends on", .publicAccessBlocks, resource.span("VpcId"))
  }

  /// Encryption controls: AWS tells them with each VPC, AWS Config does not.
  private mutating func guessEncryption() {
    guard estate.dump.isUnanswered(.encryptionControls),
      let recorded = estate.dump[.vpcs].first(where: \.origin.isRecorded)
    else { return }
    guess(
      "VPCs are taken not to enforce encryption", .encryptionControls, recorded.span("VpcId"))
  }

  private mutating func guessDirectConnect() {
    guard estate.dump.isUnanswered(.virtualInterfaces),
      let gateway = estate.dump[.vpnGateways].first(where: { !$0.origin.isDrafted })
    else { return }
    guess(
      "no virtual interface of Direct Connect is taken to end at virtual private gateways",
      .virtualInterfaces, gateway.span("VpnGatewayId"))
  }

  private mutating func guess(_ what: String, _ kind: AWSKind, _ span: Span) {
    problems.report(
      ImportFault.guessed("\(what), as no answer of `\(kind.call)` is here", at: span))
  }

  // MARK: - Encryption

  /// Adds the encryption control of a VPC, which stands with it or in an answer of its own.
  mutating func addEncryption(of id: String, _ vpc: AWSResource, to own: inout [Entry]) {
    let control =
      estate.dump[.encryptionControls].first { $0.text("VpcId") == id }
      ?? vpc.part("EncryptionControl")
    guard let control, let mode = control["Mode"], mode.text == "enforce" else { return }
    guard control.text("State") ?? "available" == "available" else {
      problems.report(
        ImportFault.guessed(
          "`\(names[id])` is taken not to enforce encryption yet, as the state of its control is "
            + (control.text("State") ?? ""), at: control.span("State")))
      return
    }
    add("encryption-control", copy: mode, to: &own)
    let exclusions = control.part("ResourceExclusions")
    var excluded: [Part] = []
    for (field, word) in Self.exclusionFields {
      guard let state = exclusions?.part(field)?["State"],
        ["enabled", "enabling"].contains(state.text)
      else { continue }
      excluded.append(builder.text(word, at: state.span))
    }
    add("encryption-exclusions", list: excluded, to: &own)
  }

  private static let exclusionFields = [
    ("InternetGateway", "internet-gateway"),
    ("EgressOnlyInternetGateway", "egress-only-internet-gateway"), ("NatGateway", "nat-gateway"),
    ("VirtualPrivateGateway", "vpn-gateway"), ("VpcPeering", "peering"), ("Lambda", "lambda"),
    ("VpcLattice", "lattice"), ("ElasticFileSystem", "efs"),
  ]
}
