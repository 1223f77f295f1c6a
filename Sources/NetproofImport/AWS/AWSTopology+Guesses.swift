import NetproofSets
import NetproofSyntax

// What is taken to be so where no answer tells, each told once (NP0604).

extension AWSTopology {
  mutating func findGuesses() {
    guessGateways()
    guessPublicAccess()
    guessEncryption()
    guessDirectConnect()
    guessTranslation()
  }

  /// Internet gateways let packets in whether or not a route leads to them.
  private mutating func guessGateways() {
    let bare = estate.vpcs.first { vpc in
      guard let resource = estate.described[vpc],
        !estate.dump.isAnswered(.internetGateways, for: resource)
      else { return false }
      return estate[.internetGateways, vpc].isEmpty
        && estate.absent(.internetGateways, in: vpc).isEmpty
        && estate[.interfaces, vpc].contains {
          publicAddress(of: $0) != nil || !sixes(of: $0).isEmpty
        }
    }
    guard let bare, let resource = estate.described[bare] else { return }
    guess(
      "VPCs are taken to have the internet gateways that routes lead to", .internetGateways,
      resource, "VpcId")
  }

  /// Block Public Access, where VPCs do not tell it.
  private mutating func guessPublicAccess() {
    let silent = estate.vpcs.first { vpc in
      guard let resource = estate.described[vpc], !resource.origin.isDrafted,
        resource.publicAccessMode == nil, !isPublicAccessAnswered(for: resource)
      else { return false }
      let kinds = [AWSKind.internetGateways, .egressOnlyInternetGateways, .carrierGateways]
      return kinds.contains { kind in
        !estate[kind, vpc].isEmpty || !estate.absent(kind, in: vpc).isEmpty
      }
    }
    guard let silent, let resource = estate.described[silent] else { return }
    guess(
      "Block Public Access is taken to be off, which what goes to and comes from the internet "
        + "depends on", .publicAccessBlocks, resource, "VpcId")
  }

  /// Encryption controls: AWS tells them with each VPC, AWS Config does not.
  private mutating func guessEncryption() {
    let recorded = estate.dump[.vpcs].first {
      $0.origin.isRecorded && !estate.dump.isAnswered(.encryptionControls, for: $0)
    }
    guard let recorded else { return }
    guess("VPCs are taken not to enforce encryption", .encryptionControls, recorded, "VpcId")
  }

  private mutating func guessDirectConnect() {
    let gateway = estate.dump[.vpnGateways].first {
      !estate.dump.isAnswered(.virtualInterfaces, for: $0)
    }
    guard let gateway else { return }
    guess(
      "no virtual interface of Direct Connect is taken to end at virtual private gateways",
      .virtualInterfaces, gateway, "VpnGatewayId")
  }

  /// 1:1 NAT, of which attachments say nothing: routes to what is not in a VPC lead there if it has any.
  ///
  /// What is behind lines nobody knows; that their attachments do not translate is taken to be so.
  private mutating func guessTranslation() {
    let dump = estate.dump
    let unasked = dump[.gatewayRoutes].first { route in
      guard !route.origin.isDrafted, let to = route["DestinationCidrBlock"]?.block else {
        return false
      }
      return route.list("TransitGatewayAttachments").contains { attachment in
        guard attachment.text("ResourceType") == "vpc",
          let vpc = estate.described[attachment.text("ResourceId") ?? ""],
          !dump.isAnswered(
            .attachmentNAT, about: attachment.text("TransitGatewayAttachmentId") ?? "")
        else { return false }
        return !Self.cidrs(of: vpc).compactMap(\.block).contains { $0.overlaps(to) }
      }
    }
    guard let unasked else { return }
    guess(
      "attachments of transit gateways are taken not to translate one to one", .attachmentNAT,
      unasked, "DestinationCidrBlock")
  }

  private mutating func guess(
    _ what: String, _ kind: AWSKind, _ resource: AWSResource, _ key: String
  ) {
    let scope = estate.dump.scope(of: resource)
    let place = estate.dump.hasSeveralScopes ? scope.words : ""
    problems.report(
      ImportFault.guessed(
        "\(what), as no answer of `\(kind.call)`\(place) is here", at: resource.span(key)))
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

extension Node {
  /// The CIDR that a text is.
  fileprivate var block: Prefix? { text.flatMap { try? Prefix($0) } }
}
