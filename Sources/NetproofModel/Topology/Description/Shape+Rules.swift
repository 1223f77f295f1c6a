import NetproofSets
import NetproofSyntax

extension Shape where Value == Located<ProtocolSet> {
  /// What `allow:` and `deny:` name.
  static var protocols: Self {
    Self(.pattern(.protocols)) { node, diagnostics in
      guard let text = node.word("a protocol", into: &diagnostics) else { return nil }
      if text.value == "all" { return Located(.all, at: text.span) }
      if let member = IPProtocol(text: text.value) {
        return Located(ProtocolSet(member), at: text.span)
      }
      diagnostics.report(TopologyFault.protocols(text, ProtocolHint(for: text.value)))
      return nil
    }
  }
}

extension Shape where Value == LocatedPorts {
  /// One port or range.
  static var ports: Self {
    Self(.pattern(.ports)) { node, diagnostics in
      if let bytes = node.word, let ports = PortSet(utf8: bytes) {
        return Located(ports, at: node.span)
      }
      guard let text = node.word("a port or a range of ports", into: &diagnostics)
      else { return nil }
      do throws(PortsProblem) {
        return Located(try PortSet(text: text.value), at: text.span)
      } catch {
        diagnostics.report(TopologyFault.ports(text, error))
        return nil
      }
    }
  }

  /// One port or range, and never a list.
  static var onlyPorts: Self {
    let ports = Self.ports.read
    return Self(.pattern(.ports)) { node, diagnostics in
      guard node.isSequence else { return ports(node, &diagnostics) }
      diagnostics.report(TopologyFault.severalPorts(at: node.span))
      return nil
    }
  }

  /// A range of ports, or the name of a profile.
  static var clientPorts: Self {
    Self(.pattern(.clientPorts)) { node, diagnostics in
      guard let text = node.word("a range of ports or a profile", into: &diagnostics)
      else { return nil }
      if let profile = ClientPortProfile(rawValue: text.value) {
        return Located(profile.ports, at: text.span)
      }
      do throws(PortsProblem) {
        return Located(try PortSet(text: text.value), at: text.span)
      } catch {
        let profiles = ClientPortProfile.allCases.map(\.rawValue)
        let nearest = Nearest.name(to: text.value, among: profiles)
        diagnostics.report(
          error == .malformed
            ? TopologyFault.clientPorts(text, nearest: nearest) : .ports(text, error))
        return nil
      }
    }
  }
}

extension Shape where Value == Located<Int?> {
  /// An ICMP type or code; all of them are `nil`.
  static func icmpNumber(_ expected: String) -> Self {
    Self(.either(.integer(-1...255), .word(["all"]))) { node, diagnostics in
      if node.text == "all" || node.text == "-1" { return Located(nil, at: node.span) }
      return node.integer(expected, in: 0...255, into: &diagnostics)?.map { $0 }
    }
  }
}

extension Shape where Value == RouteEntry.Destination {
  static var destination: Self {
    Self(.pattern(.cidrOrName)) { node, diagnostics in
      if let block = AddressText.plainPrefix(node) { return .prefix(block) }
      guard let text = node.word("a CIDR or a prefix list", into: &diagnostics)
      else { return nil }
      guard AddressText.isAddressLike(text.value) else { return .name(text) }
      return AddressText.prefix(text, into: &diagnostics).map { .prefix($0) }
    }
  }
}

extension Shape where Value == SecurityGroupRuleEntry.Peer {
  static var peer: Self {
    Self(.pattern(.cidrOrName)) { node, diagnostics in
      if let block = AddressText.plainPrefix(node) { return .prefix(block) }
      let words = "a CIDR, a security group, a prefix list or a network"
      guard let text = node.word(words, into: &diagnostics) else { return nil }
      guard AddressText.isAddressLike(text.value) else { return .name(text) }
      return AddressText.prefix(text, into: &diagnostics).map { .prefix($0) }
    }
  }
}

extension Shape where Value == Located<Prefix> {
  /// The remote end of a network ACL's rule: a block, and never a name.
  ///
  /// Source: R61, entries take one CIDR.
  static var onlyPrefix: Self {
    Self(.pattern(.cidr)) { node, diagnostics in
      if node.isSequence {
        diagnostics.report(TopologyFault.severalBlocks(at: node.span))
        return nil
      }
      if let block = AddressText.plainPrefix(node) { return block }
      guard let text = node.word("a CIDR", into: &diagnostics) else { return nil }
      let isName = Name.isValid(text.value) && !AddressText.isAddressLike(text.value)
      if isName, !text.value.utf8.allSatisfy({ (0x2E...0x39).contains($0) }),
        !AddressProblem.wordsForEverything.contains(text.value)
      {
        diagnostics.report(TopologyFault.nameInNetworkACL(text))
        return nil
      }
      return AddressText.prefix(text, into: &diagnostics)
    }
  }
}

extension Shape where Value == Located<String> {
  /// An end of an assertion; addresses must be ones.
  static var end: Self {
    Self(.pattern(.reference)) { node, diagnostics in
      guard let text = node.word("an end", into: &diagnostics) else { return nil }
      guard AddressText.isAddressLike(text.value), Address(text.value) == nil else { return text }
      guard text.value.utf8.contains(UInt8(ascii: "/")) else {
        return AddressText.address(text, into: &diagnostics).map { _ in text }
      }
      do throws(PrefixError) {
        _ = try Prefix(text.value)
        return text
      } catch {
        if case .hostBitsSet = error { return text }
        return AddressText.prefix(text, into: &diagnostics).map { _ in text }
      }
    }
  }

  /// What an assertion asks for: `tcp/443`, `any`.
  static var service: Self {
    Self(.pattern(.service)) { node, diagnostics in
      guard let text = node.word("a port such as `tcp/443`", into: &diagnostics)
      else { return nil }
      do throws(ServiceSelector.Problem) {
        _ = try ServiceSelector(text.value)
        return text
      } catch {
        diagnostics.report(TopologyFault.service(text, error))
        return nil
      }
    }
  }
}
