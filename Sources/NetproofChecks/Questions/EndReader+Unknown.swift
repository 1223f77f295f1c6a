import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// Ends in what is not described: nobody knows who is there, so that no answer about it is an answer (R7).
extension EndReader {
  /// A VPC or subnet without interfaces that are known.
  func unknown(
    _ identity: Identity, _ addresses: AddressSet, kind: String, _ text: QuestionText, _ role: Role
  ) -> Result<[End], QuestionEndError> {
    guard !identity.isDescribed else {
      return .failure(QuestionEndError(.emptyEnd(text, kind: kind)))
    }
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
