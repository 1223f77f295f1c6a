import NetproofChecks
import NetproofEngine
import NetproofModel

// Sentences about hints, notes and gaps.
extension Wording {
  /// Why a rule that names a group did not match.
  func sentence(_ hint: Hint) -> String {
    let rule = "`\(rules.text(hint.rule))` of \(naming.full(hint.rule.owner))"
    let cause = hint.cause.map { naming.full($0) }
    switch hint.code {
    case .sgRefTGWDisabled:
      if case .attachment(let id)? = hint.cause,
        naming.model.attachments[id].securityGroupReferencing
      {
        return "\(rule) cannot match: \(naming.full(.attachment(id))) has a subnet in zone "
          + "`\(TransitGatewayAttachment.zoneWithoutReferences)`, where AWS supports no references"
      }
      return "\(rule) cannot match: \(cause ?? "the transit gateway") has security-group "
        + "referencing off"
    case .sgRefEgressViaTGW:
      return "\(rule) cannot match: across a transit gateway only inbound rules can name groups"
    case .sgRefCrossRegion:
      return "\(rule) cannot match: \(cause ?? "the peering") joins two regions"
    case .sgRefStale: return "\(rule) cannot match: \(cause ?? "the peering") is not active"
    default:
      let way =
        cause.map { "the packets come through \($0)" } ?? "the packets are not addressed"
        + " by a member's private address"
      return "\(rule) cannot match: \(way), so group membership is not visible"
    }
  }

  /// Why packets do not take a gateway endpoint that leads to where they go.
  private func bypass(_ remark: Remark, _ subject: String) -> String {
    guard let rule = remark.rule, case .routeTable(let table) = rule.owner,
      case .endpoint(let endpoint)? = remark.component,
      model.routeTables[table].routes.contains(where: { $0.target == .gatewayEndpoint(endpoint) })
    else {
      return
        "\(subject) leads there too, but the route table that decides is not associated with it"
    }
    return "\(subject) leads there too, but `\(rules.text(rule))` of \(naming.full(rule.owner)) "
      + "goes before its route"
  }

  /// What is worth knowing beside a verdict.
  func sentence(note remark: Remark) -> String {
    let subject = remark.component.map { naming.full($0) } ?? ""
    switch remark.code {
    case .exemptService:
      return "traffic to this AWS service is subject to no security group, network ACL or route"
    case .forwardDelivered: return "the packets arrive, but the replies are lost"
    case .oneWay: return "only the forward direction is judged"
    case .azCrossed: return "the path changes the availability zone at \(subject)"
    case .tgwAttachmentChanging:
      return "AWS is changing \(subject) (its state says so); it is taken to forward meanwhile"
    case .vpnSingleTunnel: return "only one tunnel of \(subject) is up"
    case .dxSupernetHairpin:
      return "\(subject) is not said to turn packets around towards another of its VPCs "
        + "(`supernet-hairpin:`)"
    case .filtersBeyondUnknown:
      return "what lies beyond the missing route could not be looked at; more may stand in the way"
    case .natPortDependent:
      return "whether packets pass depends on the port that a translator picks"
    case .pmtudBlockedNACL:
      return "\(subject) keeps \"packet too big\" messages out, so large packets may get lost"
    case .pmtudBlockedSG:
      return "the security groups of \(subject) do not track this connection (their rules are open "
        + "to everybody both ways) and let no \"packet too big\" messages in, "
        + "so large packets may get lost"
    case .privateAddressAsked:
      return "the question asks \(subject) by a private address, to which nobody outside can send, "
        + "and not by the public address that belongs to it: name the host, or that address"
    case .gatewayEndpointBypassed:
      return bypass(remark, subject)
    case .lbFailOpen, .lbTargetAZDisabled, .lbNodeUnused, .lbHealthUnknown, .lbImpaired:
      return balancing(remark, subject)
    case .latticeAuthPolicy:
      return "a policy of AWS IAM decides about each request to \(subject) as well; "
        + "here only packets are judged"
    case .routeIgnored:
      let route = remark.rule.map { "`\(rules.text($0))` " } ?? ""
      return "AWS would refuse the route \(route)of \(subject), so it counts as absent"
    case .assumption: return remark.policy.map { assumption($0, subject) } ?? subject
    case .gwlbNotChecked:
      return "\(subject) has packets inspected behind its Gateway Load Balancer; "
        + "the way there is not looked at"
    case .nfwL7Undecided:
      let rule = remark.rule.map { "`\(rules.text($0))`" } ?? "a rule"
      return
        "whether \(rule) matches at \(subject) depends on the application (`app`, `hostname`), "
        + "which the question does not say"
    default: return subject
    }
  }

  /// What was decided where AWS's documents leave a question open.
  private func assumption(_ policy: Policies.Switch, _ subject: String) -> String {
    let question =
      switch policy {
      case .bpaEgressExclusion:
        "whether an egress-only exclusion from \(subject) lets hosts with public addresses out"
      case .eigwReply:
        "whether \(subject) lets out replies to what came in by the internet gateway"
      case .igwReturnIPv6:
        "whether replies over IPv6 arrive by \(subject) although the packets came another way"
      case .denyIGWOutbound:
        "whether \(subject), which denies internet gateways, may begin connections by one"
      case .applianceGroups:
        "whether what \(subject) sends on meets the outbound rules of its security groups"
      case .regionalNATManualZone:
        "whether \(subject) in manual mode serves a zone in which it has no address"
      case .replyFrom: "whether the instance replies by \(subject)"
      case .transitGatewayEntry:
        "whether all subnets in the zones of attachments may send to \(subject)"
      case .peeringCheck:
        "whether \(subject) wants the source to be in the VPC that the packets come from"
      case .balancedClientGroup:
        "whether rules that name the client's group match at targets of \(subject)"
      case .sameSubnetACL:
        "whether packets that do not leave the subnet of \(subject) meet its network ACL"
      case .regionalNATACL:
        "which network ACL packets meet at \(subject), which is in no subnet,"
      case .groupPrefixes:
        "whether rules that name \(subject) match addresses of prefixes assigned to its members"
      case .associatedGroups:
        "whether rules that name \(subject) match between VPCs that it is associated with, whatever "
          + "connects them,"
      case .gatewayUnhealthyZone:
        "whether unhealthy targets get packets from the node of \(subject) in a zone without others"
      case .innerListEntries:
        "whether routes of \(subject) use entries of prefix lists inside the VPC"
      case .privateLinkACL:
        "whether connections by an endpoint meet the network ACL at the node of \(subject)"
      case .mirrorDropped:
        "whether packets that are dropped on their way out of \(subject) are mirrored"
      case .mirrorFallThrough:
        "whether packets that a rule of \(subject) rejects are left to the next mirror session"
      case .mirrorACL: "whether copies of mirrored packets meet \(subject)"
      case .flowLogDrops:
        "whether flow logs tell what \(subject) sends and no filter drops"
      }
    return
      "\(question) is decided by policy `\(policy.rawValue): \(model.policies.value(of: policy))`"
  }

  /// What the model leaves out that the verdict depends on.
  func sentence(gap remark: Remark) -> String {
    let subject = remark.component.map { naming.full($0) } ?? "something"
    switch remark.code {
    case .applianceUnknown:
      if remark.component?.kind == .endpoint {
        return "what the appliances behind \(subject) do with packets is not known (`inspection:`)"
      }
      return "what \(subject) does with packets for others is not stated (`behaviour:`)"
    case .latticeUndecided: return latticeUndecided(remark, subject)
    case .unsupportedCloudWANFeature:
      return "\(subject) has service insertion or routing policies, which are not modelled"
    case .hopLimit: return "the path has more hops than are followed (limit `hops`), at \(subject)"
    case .alternativeLimit:
      return "AWS has more choices than are followed (limit `alternatives`), at \(subject)"
    case .classLimit:
      return "the packets fall into more classes than are followed (limit `classes`), at \(subject)"
    case .nfwRuleUndecided: return undecided(remark, subject)
    default: return "\(subject) is not described here, and the path depends on it"
    }
  }

  private func undecided(_ remark: Remark, _ subject: String) -> String {
    guard let id = remark.rule, case .firewallRuleGroup(let group) = id.owner else {
      return subject
    }
    let rule = model.firewallRuleGroups[group].rules[id.index]
    return "rule \(id.index + 1) of \(subject), `\(rule.text)`, has the option "
      + "`\(rule.unknownOption ?? "")`, of which it is not known what it matches"
  }

  /// Why no fix is shown.
  func sentence(_ none: NoFix) -> String {
    let left = "\(none.code.rawValue) at \(naming.full(none.component))"
    let needed = none.edits.isEmpty ? "" : "; needed, but not enough:"
    switch none.reason {
    case .everybody:
      return "past \(left) it would take a rule or route for everybody, which is never proposed"
        + needed
    case .notByEdit: return "no rule or route removes \(left)\(needed)"
    case .notFound: return "nothing that was tried opens the way past \(left)\(needed)"
    }
  }

  /// The nearest rule and what about it differs.
  func sentence(_ miss: NearestMiss) -> String {
    let name = rules.number(miss.rule).map { "rule \($0), " } ?? ""
    let rule = "nearest: \(name)\(rules.text(miss.rule))"
    guard !miss.differs.isEmpty else {
      // Rules of a security group have no order: one that fits names a group that is not seen.
      return miss.rule.owner.kind == .securityGroup
        ? "\(rule) (the members of the group that it names are not seen here)"
        : "\(rule) would let them pass, but comes later"
    }
    let words = miss.differs.map(Self.word)
    let verb = words.count == 1 && words[0] != "ports" ? "differs" : "differ"
    return "\(rule) (the \(words.joined(separator: " and the ")) \(verb))"
  }

  private static func word(_ field: NearestMiss.Field) -> String {
    switch field {
    case .protocol: "protocol"
    case .ports: "ports"
    case .type: "type"
    case .code: "code"
    case .from: "source"
    case .to: "destination"
    }
  }
}
