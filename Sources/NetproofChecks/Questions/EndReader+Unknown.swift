import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// Ends in what is not described: nobody knows who is there, so that no answer about it is an answer (R7).
extension EndReader {
  /// A VPC without interfaces.
  func unknown(
    _ id: ID<VPC>, _ text: QuestionText, _ role: Role
  ) -> Result<[End], QuestionEndError> {
    let vpc = model.vpcs[id]
    guard !vpc.identity.isDescribed else {
      return .failure(QuestionEndError(.emptyEnd(text, kind: "VPC")))
    }
    return unknown(vpc.addresses, text, role, kind: "VPC", vpc.identity)
  }

  /// A subnet without interfaces.
  func unknown(
    _ id: ID<Subnet>, _ text: QuestionText, _ role: Role
  ) -> Result<[End], QuestionEndError> {
    let subnet = model.subnets[id]
    guard !subnet.identity.isDescribed else {
      return .failure(QuestionEndError(.emptyEnd(text, kind: "subnet")))
    }
    return unknown(subnet.addresses, text, role, kind: "subnet", subnet.identity)
  }

  private func unknown(
    _ addresses: AddressSet, _ text: QuestionText, _ role: Role, kind: String, _ identity: Identity
  ) -> Result<[End], QuestionEndError> {
    guard role == .to, !addresses.isEmpty else {
      let name = identity.qualifiedName
      return .failure(QuestionEndError(.undescribedEnd(text, kind: kind, name: name)))
    }
    return .success([End(.address, addresses: addresses, isExplicit: true)])
  }

  /// Why nothing is known to send from an address or block.
  func nobodySends(from prefix: Prefix, _ text: QuestionText) -> QuestionEndError {
    guard let id = undescribed(holding: prefix) else { return QuestionEndError(.nobodySends(text)) }
    let name = model.vpcs[id].identity.qualifiedName
    return QuestionEndError(.undescribedEnd(text, kind: "VPC", name: name))
  }

  /// The VPC that a block lies in, if it is not described.
  func undescribed(holding prefix: Prefix) -> ID<VPC>? {
    model.vpcs.ids.first { id in
      let vpc = model.vpcs[id]
      return !vpc.identity.isDescribed && vpc.cidrs.contains { $0.contains(prefix) }
    }
  }
}
