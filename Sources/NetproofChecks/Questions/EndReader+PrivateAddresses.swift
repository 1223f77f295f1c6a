import NetproofEngine
import NetproofModel
import NetproofSets

/// Private addresses that are asked from where nobody can send to them.
extension EndReader {
  /// Says so of the first host that the world outside knows by another address, which is not asked.
  ///
  /// Such a question is answered as it stands, and its answer is easily taken to be one about the host.
  func privateAddressesAsked(_ from: [End], _ to: [End]) -> Remark? {
    let views = from.compactMap { end -> AddressView? in
      guard case .network(let id) = end.subject else { return nil }
      let view = model.view(from: id)
      return view == .own ? nil : view
    }
    guard !views.isEmpty else { return nil }
    let asked = to.lazy.filter(\.isExplicit).first { end in
      guard case .interface(let id) = end.subject else { return false }
      return model.mapped(id, views[0]).contains { pair in
        end.addresses.contains(pair.privateAddress) && !end.addresses.contains(pair.publicAddress)
      }
    }
    guard case .interface(let id)? = asked?.subject else { return nil }
    return Remark(.privateAddressAsked, .interface(id))
  }
}
