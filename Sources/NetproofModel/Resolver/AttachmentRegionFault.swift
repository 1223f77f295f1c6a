import NetproofSyntax

/// A VPC that is attached in a region that is not its own (R222, R228).
enum AttachmentRegionFault: Hashable, Sendable {
  case transitGateway(Reference, region: String, gateway: String, its: String)
  /// The gateway does not say where it is, but another VPC of it does.
  case sibling(Reference, region: String, gateway: String, first: Reference, its: String)
  case edge(Reference, region: String, edge: String, isKnown: Bool)

  var place: Span {
    switch self {
    case .transitGateway(let vpc, _, _, _), .sibling(let vpc, _, _, _, _), .edge(let vpc, _, _, _):
      vpc.span
    }
  }

  var labels: [Diagnostic.Label] {
    guard case .sibling(_, _, _, let first, _) = self else { return [] }
    return [.init("the other VPC", at: first.span)]
  }

  var headline: String {
    switch self {
    case .transitGateway(let vpc, let region, let gateway, let its):
      "the VPC `\(vpc.value)` is in \(region), and the transit gateway `\(gateway)` in \(its)"
    case .sibling(let vpc, let region, let gateway, let first, let its):
      "the VPC `\(vpc.value)` is in \(region), and `\(first.value)`, which the transit gateway "
        + "`\(gateway)` attaches as well, in \(its)"
    case .edge(let vpc, let region, let edge, _):
      "the VPC `\(vpc.value)` is in \(region), and the edge location is \(edge)"
    }
  }

  var help: String {
    switch self {
    case .transitGateway(_, let region, _, _), .sibling(_, let region, _, _, _):
      "attach it to a transit gateway in \(region), and peer the two gateways"
    case .edge(_, let region, _, true): "a VPC is attached where it is: `edge-location: \(region)`"
    case .edge(_, let region, _, false):
      "a VPC is attached where it is: add \(region) to the `edge-locations` of the core network"
    }
  }
}

extension Resolver {
  /// Tests that a VPC is in the region of the transit gateway that attaches it, or else in that of
  /// the first VPC there that says where it is.
  ///
  /// Rule R228: transit gateways are regional.
  mutating func checkRegion(
    of entry: AttachmentEntry, _ resource: TransitGatewayAttachment.Resource?,
    at gateway: TransitGatewayEntry, _ first: inout (vpc: Reference, region: String)?
  ) {
    guard let reference = entry.vpc, let region = region(of: resource) else { return }
    let name = gateway.head.name.value
    if let its = gateway.region?.value {
      guard its != region else { return }
      report(
        .attachmentRegion(.transitGateway(reference, region: region, gateway: name, its: its)))
    } else if let first {
      guard first.region != region else { return }
      report(
        .attachmentRegion(
          .sibling(
            reference, region: region, gateway: name, first: first.vpc, its: first.region)))
    } else {
      first = (reference, region)
    }
  }

  /// Tests that a VPC is in the region of the edge location at which it is attached.
  ///
  /// Rule R222.
  mutating func checkEdge(
    _ edge: String, of entry: AttachmentEntry, _ resource: TransitGatewayAttachment.Resource?,
    known: [String]
  ) {
    guard let reference = entry.vpc, known.contains(edge), let region = region(of: resource),
      region != edge
    else { return }
    report(
      .attachmentRegion(
        .edge(reference, region: region, edge: edge, isKnown: known.contains(region))))
  }

  /// The region of an attached VPC, if it says so.
  func region(of resource: TransitGatewayAttachment.Resource?) -> String? {
    guard case .vpc(let vpc, _)? = resource, vpc.index < model.vpcs.count else { return nil }
    return model.vpcs[vpc].identity.region
  }
}
