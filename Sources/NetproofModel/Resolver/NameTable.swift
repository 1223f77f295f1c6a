import NetproofSyntax

/// The names of a network's components, and what a text that names one can mean.
///
/// A name may stand alone (`web`), behind its VPC or transit gateway (`prod/web`), behind its
/// account (`111122223333/web`), and each of these behind a kind (`subnet:web`).
public struct NameTable: Sendable {
  /// Where a name is defined; within one scope, names of one kind differ.
  public enum Scope: Hashable, Sendable {
    case top
    case vpc(ID<VPC>)
    case transitGateway(ID<TransitGateway>)
    case directConnectGateway(ID<DirectConnectGateway>)
  }

  private struct Entry: Sendable {
    let name: String
    let hash: UInt32
    let component: ComponentID
    let scope: Scope
    /// The position of the account among all accounts, -1 if it is not known.
    let account: Int32
    /// The entry of the same name before this one, in the same scope and anywhere.
    let previousInScope: Int32
    let previousAnywhere: Int32
  }

  private var entries: [Entry] = []
  private var accounts: [String] = []
  private var inScope = NameIndex()
  private var anywhere = NameIndex()
  /// By kind and index: the entry of a component, -1 if it has none.
  private var positions: [[Int32]]
  private let hasher = NameHasher()

  init() {
    positions = Array(repeating: [], count: ComponentID.Kind.allCases.count)
  }

  /// Makes room for so many components with so many names.
  mutating func reserve(_ count: Int, names: Int) {
    entries.reserveCapacity(count)
    inScope.reserve(names)
    anywhere.reserve(names)
  }

  /// Makes room for so many components of a kind.
  mutating func reserve(_ count: Int, of kind: ComponentID.Kind) {
    positions[kind.order].reserveCapacity(count)
  }

  /// Adds a name, and returns the component of the same kind that already has it, if any.
  @discardableResult
  mutating func insert(
    _ name: String, of component: ComponentID, in scope: Scope, account: String? = nil
  ) -> ComponentID? {
    insert(name, hasher.hash(name), of: component, in: scope, number(of: account))
  }

  /// Adds the name of the entry that was added last once more, as that of another component.
  mutating func insertTwin(of component: ComponentID) {
    guard let last = entries.last else { return }
    insert(last.name, last.hash, of: component, in: last.scope, last.account)
  }

  @discardableResult
  private mutating func insert(
    _ name: String, _ hash: UInt32, of component: ComponentID, in scope: Scope, _ account: Int32
  ) -> ComponentID? {
    let position = Int32(entries.count)
    let scoped = NameHasher.mix(hash, scope)
    let slotInScope = slot(of: name, scoped, in: scope)
    let slotAnywhere = slot(of: name, hash)
    let (previousInScope, previousAnywhere) = (inScope[slotInScope], anywhere[slotAnywhere])
    let earlier = first(from: previousInScope, of: KindSet(component.kind))
    entries.append(
      Entry(
        name: name, hash: hash, component: component, scope: scope, account: account,
        previousInScope: previousInScope, previousAnywhere: previousAnywhere))
    inScope.set(slotInScope, to: position, hash: scoped)
    anywhere.set(slotAnywhere, to: position, hash: hash)
    recordPosition(position, of: component)
    return earlier
  }

  private mutating func recordPosition(_ position: Int32, of component: ComponentID) {
    let kind = component.kind.order
    while positions[kind].count <= component.index { positions[kind].append(-1) }
    positions[kind][component.index] = position
  }

  private mutating func number(of account: String?) -> Int32 {
    guard let account else { return -1 }
    // The parts of a VPC follow one another.
    if accounts.last != account { accounts.append(account) }
    return Int32(accounts.count - 1)
  }

  private func account(of entry: Entry) -> String? {
    entry.account < 0 ? nil : accounts[Int(entry.account)]
  }

  /// Where the last entry of a name in a scope is, or belongs.
  private func slot(of name: String, _ hash: UInt32, in scope: Scope) -> Int {
    inScope.slot(of: hash) { entries[$0].name == name && entries[$0].scope == scope }
  }

  /// Where the last entry of a name is, or belongs.
  private func slot(of name: String, _ hash: UInt32) -> Int {
    anywhere.slot(of: hash) { entries[$0].name == name }
  }

  private func last(_ name: String, in scope: Scope) -> Int32 {
    inScope[slot(of: name, NameHasher.mix(hasher.hash(name), scope), in: scope)]
  }

  private func last(_ name: String) -> Int32 {
    anywhere[slot(of: name, hasher.hash(name))]
  }

  /// Every component that a text can mean, in the order of kinds and of the topology.
  ///
  /// An instance and its interface of the same name count as the instance if both kinds are asked
  /// for. With `vpc`, only what lives in that VPC is found; without, everything is.
  public func components(
    named text: String, of kinds: [ComponentID.Kind] = ComponentID.Kind.allCases,
    in vpc: ID<VPC>? = nil
  ) -> [ComponentID] {
    components(named: text, of: KindSet(kinds), in: vpc.map { .vpc($0) })
  }

  /// The shortest name that no other component of any kind shares: `subnet:prod/web`.
  public func preciseName(of component: ComponentID) -> String {
    "\(component.kind.rawValue):\(qualifiedName(of: component))"
  }

  /// The name behind that of its VPC or transit gateway, as ``Identity`` has it.
  public func qualifiedName(of component: ComponentID) -> String {
    guard let entry = entry(of: component) else { return "" }
    guard let scope = name(of: entry.scope) else { return entry.name }
    return "\(scope)/\(entry.name)"
  }

  /// Where a component's name is defined; nothing for what has no name in the table.
  public func scope(of component: ComponentID) -> Scope? { entry(of: component)?.scope }
}

extension NameTable {
  func components(named text: String, of kinds: KindSet, in scope: Scope?) -> [ComponentID] {
    var found: [ComponentID] = []
    collect(text[...], of: kinds, in: scope, into: &found)
    if found.isEmpty, let (kind, rest) = Self.kindPrefix(of: text), kinds.contains(kind) {
      collect(rest, of: KindSet([kind]), in: scope, into: &found)
    }
    return withoutOwnInterfaces(found.sorted())
  }

  /// The only component that a plain name means in a scope; nothing if it is none or several.
  func unique(_ name: String, of kinds: KindSet, in scope: Scope) -> ComponentID? {
    var position = last(name, in: scope)
    var found: ComponentID?
    while position >= 0 {
      let entry = entries[Int(position)]
      if kinds.contains(entry.component.kind) {
        if found != nil { return nil }
        found = entry.component
      }
      position = entry.previousInScope
    }
    return found
  }

  /// The kind and the rest of a text such as `subnet:web`.
  static func kindPrefix(of text: String) -> (ComponentID.Kind, Substring)? {
    guard let colon = text.firstIndex(of: ":"), let kind = ComponentID.Kind(word: text[..<colon])
    else { return nil }
    return (kind, text[text.index(after: colon)...])
  }

  /// The closest name to an unknown one, written as the unknown one is.
  ///
  /// - Complexity: one pass over all names.
  public func nearest(
    to text: String, of kinds: [ComponentID.Kind], in vpc: ID<VPC>? = nil
  ) -> String? {
    nearest(to: text, of: KindSet(kinds), in: vpc.map { .vpc($0) })
  }

  func nearest(to text: String, of kinds: KindSet, in scope: Scope?) -> String? {
    if let (kind, rest) = Self.kindPrefix(of: text), kinds.contains(kind) {
      let prefix = text[..<rest.startIndex]
      return nearest(to: String(rest), of: KindSet([kind]), in: scope).map { prefix + $0 }
    }
    guard let slash = text.firstIndex(of: "/") else {
      return Nearest.name(to: text, among: candidates(kinds, in: scope))
    }
    let (qualifier, rest) = (String(text[..<slash]), String(text[text.index(after: slash)...]))
    let owner =
      scopes(named: qualifier).isEmpty
      ? Nearest.name(to: qualifier, among: candidates(Self.owners, in: .top))
      : qualifier
    guard let owner else { return nil }
    for scope in scopes(named: owner) {
      if let name = Nearest.name(to: rest, among: candidates(kinds, in: scope)) {
        return "\(owner)/\(name)"
      }
    }
    return nil
  }
}

extension NameTable {
  private func entry(of component: ComponentID) -> Entry? {
    let places = positions[component.kind.order]
    guard component.index < places.count, places[component.index] >= 0 else { return nil }
    return entries[Int(places[component.index])]
  }

  private func name(of scope: Scope) -> String? {
    switch scope {
    case .top: nil
    case .vpc(let id): entry(of: .vpc(id))?.name
    case .transitGateway(let id): entry(of: .transitGateway(id))?.name
    case .directConnectGateway(let id): entry(of: .directConnectGateway(id))?.name
    }
  }

  /// The first names of some kinds in a scope.
  func some(_ count: Int, of kinds: KindSet, in scope: Scope?) -> [String] {
    Array(candidates(kinds, in: scope).filter { !$0.hasSuffix(")") }.prefix(count))
  }

  private func candidates(_ kinds: KindSet, in scope: Scope?) -> some Sequence<String> {
    entries.lazy
      .filter { kinds.contains($0.component.kind) && (scope == nil || $0.scope == scope) }
      .map(\.name)
  }

  private func first(from position: Int32, of kinds: KindSet) -> ComponentID? {
    var position = position
    while position >= 0 {
      let entry = entries[Int(position)]
      if kinds.contains(entry.component.kind) { return entry.component }
      position = entry.previousInScope
    }
    return nil
  }

  /// The kinds whose names stand before those of their parts.
  private static var owners: KindSet { [.vpc, .transitGateway, .directConnectGateway] }

  /// The VPC, the transit gateway and the Direct Connect gateway of a name.
  private func scopes(named name: String) -> [Scope] {
    var scopes: [Scope] = []
    if case .vpc(let id)? = unique(name, of: [.vpc], in: .top) { scopes.append(.vpc(id)) }
    if case .transitGateway(let id)? = unique(name, of: [.transitGateway], in: .top) {
      scopes.append(.transitGateway(id))
    }
    if case .directConnectGateway(let id)? = unique(name, of: [.directConnectGateway], in: .top) {
      scopes.append(.directConnectGateway(id))
    }
    return scopes
  }

  private func collect(
    _ text: Substring, of kinds: KindSet, in scope: Scope?, into found: inout [ComponentID]
  ) {
    collectPlain(String(text), of: kinds, in: scope, into: &found)
    guard found.isEmpty else { return }
    for slash in text.indices where text[slash] == "/" {
      let name = String(text[text.index(after: slash)...])
      let qualifier = String(text[..<slash])
      for owner in scopes(named: qualifier) where scope == nil || scope == owner {
        collectPlain(name, of: kinds, in: owner, into: &found)
      }
      if found.isEmpty { collect(name, ofAccount: qualifier, kinds, in: scope, into: &found) }
    }
  }

  private func collectPlain(
    _ name: String, of kinds: KindSet, in scope: Scope?, into found: inout [ComponentID]
  ) {
    if let scope {
      var position = last(name, in: scope)
      while position >= 0 {
        let entry = entries[Int(position)]
        if kinds.contains(entry.component.kind) { found.append(entry.component) }
        position = entry.previousInScope
      }
    } else {
      collect(name, ofAccount: nil, kinds, in: nil, into: &found)
    }
  }

  /// Adds what has a name anywhere, in one account unless that is left out.
  private func collect(
    _ name: String, ofAccount account: String?, _ kinds: KindSet, in scope: Scope?,
    into found: inout [ComponentID]
  ) {
    var position = last(name)
    while position >= 0 {
      let entry = entries[Int(position)]
      if kinds.contains(entry.component.kind), account == nil || self.account(of: entry) == account,
        scope == nil || entry.scope == scope
      {
        found.append(entry.component)
      }
      position = entry.previousAnywhere
    }
  }

  /// All but the interfaces whose instance, of the same name, is there as well.
  private func withoutOwnInterfaces(_ found: [ComponentID]) -> [ComponentID] {
    guard found.count > 1 else { return found }
    let hosts = Set(found.filter { $0.kind == .instance }.compactMap { scope(of: $0) })
    guard !hosts.isEmpty else { return found }
    return found.filter { component in
      component.kind != .interface || !(scope(of: component).map(hosts.contains) ?? false)
    }
  }
}
