import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// CIDR blocks as ends of questions.
///
/// A block means everybody who is known by one of its addresses, each with those addresses: hosts by
/// private, public and further ones, NAT gateways by public ones, networks outside by the rest. Addresses
/// inside VPCs that nobody owns are left out, or no block of a subnet could ever be reachable.
extension EndReader {
  /// The block that a text is, if it is one; a failure if it means to be one.
  func block(_ text: QuestionText) -> Result<Prefix, QuestionEndError>? {
    do throws(PrefixError) {
      return .success(try Prefix(text.text))
    } catch {
      switch error {
      case .hostBitsSet(let block):
        return .failure(QuestionEndError(.hostBits(text, block: "\(block)")))
      case .lengthOutOfRange:
        guard let slash = text.text.lastIndex(of: "/"), Address(text.text[..<slash]) != nil else {
          return nil
        }
        return .failure(QuestionEndError(.malformedPrefix(text)))
      case .missingLength, .malformedAddress: return nil
      }
    }
  }

  /// The ends that a block means; a block of one address those of the address.
  func ends(
    of prefix: Prefix, _ text: QuestionText, _ role: Role
  ) -> Result<[End], QuestionEndError> {
    if prefix.length == prefix.family.width, owners(of: prefix.base).count < 2 {
      return end(of: prefix.base, text, role)
    }
    var ends = hosts(in: prefix, role)
    let known = translated(prefix, role)
    ends += known.ends
    let isInside = model.vpcs.elements.contains { vpc in
      vpc.cidrs.contains { $0.contains(prefix) }
    }
    if !isInside { ends += outside(prefix, known.addresses, role, isAlone: ends.isEmpty) }
    if ends.isEmpty, role == .to, undescribed(holding: prefix) != nil {
      ends = [End(.address, addresses: AddressSet([prefix]), isExplicit: true)]
    }
    guard ends.isEmpty else { return .success(ends) }
    if role == .from, !isInside || undescribed(holding: prefix) != nil {
      return .failure(nobodySends(from: prefix, text))
    }
    return .failure(QuestionEndError(.emptyEnd(text, kind: "block")))
  }

  // MARK: - Hosts

  /// The interfaces that have addresses in a block, and these addresses.
  ///
  /// Who sends by a public address is meant by the private one behind it.
  private func hosts(in prefix: Prefix, _ role: Role) -> [End] {
    let asked = AddressSet([prefix])
    return model.interfaces.ids.compactMap { id -> End? in
      let interface = model.interfaces[id]
      var meant = interface.addresses.intersection(asked)
      for pair in interface.outsideAddresses where asked.contains(pair.publicAddress) {
        let address = role == .from ? pair.privateAddress : pair.publicAddress
        meant = meant.union(AddressSet([address]))
      }
      if !interface.extraAddresses.isEmpty { meant = meant.union(further(of: interface, asked)) }
      return meant.isEmpty ? nil : End(.interface(id), addresses: meant, isExplicit: true)
    }
  }

  /// Addresses that an interface answers for and nobody owns.
  private func further(of interface: NetworkInterface, _ asked: AddressSet) -> AddressSet {
    let further = interface.extraAddresses.intersection(asked)
    guard !further.isEmpty else { return further }
    return further.subtracting(AddressSet(privateOwners.keys.filter(asked.contains)))
  }

  // MARK: - Outside

  /// What a block means besides hosts: networks, NAT gateways by their public addresses, and whom
  /// NAT64 addresses stand for; if it means nobody at all, its addresses themselves.
  private func outside(
    _ prefix: Prefix, _ known: AddressSet, _ role: Role, isAlone: Bool
  ) -> [End] {
    if role == .to, Prefix.nat64.contains(prefix) { return embedded(in: prefix) }
    let asked = AddressSet([prefix])
    var rest = asked.subtracting(AddressSet(model.vpcs.elements.flatMap(\.cidrs)))
      .subtracting(known)
      .subtracting(AddressSet(publicOwners.keys.filter(asked.contains)))
    for interface in model.interfaces.elements where !interface.extraAddresses.isEmpty {
      rest = rest.subtracting(interface.extraAddresses)
    }
    var ends: [End] = []
    for id in Array(model.networks.ids.dropFirst()) + Array(model.networks.ids.prefix(1)) {
      let part = model.networks[id].addresses.intersection(rest)
      guard !part.isEmpty else { continue }
      ends.append(End(.network(id), addresses: part, isExplicit: true))
      rest = rest.subtracting(part)
    }
    guard role == .to else { return ends }
    let gateways = AddressSet(model.natGateways.elements.compactMap(\.publicAddress))
    let unknown = AddressSet(
      model.vpcs.elements.filter { !$0.identity.isDescribed }.flatMap(\.cidrs))
    let nobodys =
      isAlone && ends.isEmpty
      ? rest.union(unknown.intersection(asked)) : gateways.intersection(rest)
    guard !nobodys.isEmpty else { return ends }
    return ends + [End(.address, addresses: nobodys, isExplicit: true)]
  }

  /// Who has the IPv4 addresses that a block of NAT64 destinations carries (R104).
  private func embedded(in prefix: Prefix) -> [End] {
    let inner = Prefix(
      containing: Address(.ipv4, prefix.base.bits & UInt128(UInt32.max)),
      length: prefix.length - Prefix.nat64.length)
    let hosts = hosts(in: inner, .to)
    let all = hosts + outside(inner, AddressSet(), .to, isAlone: hosts.isEmpty)
    return all.compactMap { end in
      let ranges = end.addresses.ipv4.intervals.map { interval in
        let base = Prefix.nat64.base.bits
        return (base | interval.lower)...(base | interval.upper)
      }
      guard !ranges.isEmpty else { return nil }
      return End(
        end.subject, addresses: AddressSet(ipv6: AddressBits(ranges)), isExplicit: true)
    }
  }
}
