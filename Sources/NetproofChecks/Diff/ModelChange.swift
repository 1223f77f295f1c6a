public import NetproofModel

/// One difference between two models, as small as a line of a topology.
public enum ModelChange: Hashable, Sendable {
  /// A component of the new model that the old one has not, with all that is in it.
  case added(ComponentID)
  /// A component of the old model that the new one has not.
  case removed(ComponentID)
  case ruleAdded(RuleID)
  case ruleRemoved(RuleID)
  /// Another rule of the same number, or a route to the same destination.
  case ruleChanged(old: RuleID, new: RuleID)
  /// What the topologies assume where nothing is written, and what belongs to no component.
  case settings([Field])
  /// What else of a component is different.
  case fields(old: ComponentID, new: ComponentID, [Field])

  /// One key of a component with both values as text.
  public struct Field: Hashable, Sendable {
    /// As the topology format calls it, or nearly so.
    public let key: String
    public let old: String
    public let new: String
  }

  /// The component of the old model that it is about; nothing for what is added.
  public var oldComponent: ComponentID? {
    switch self {
    case .added, .settings, .ruleAdded: nil
    case .removed(let id): id
    case .ruleRemoved(let old), .ruleChanged(let old, _): old.owner
    case .fields(let old, _, _): old
    }
  }

  /// The component of the new model that it is about; nothing for what is removed.
  public var newComponent: ComponentID? {
    switch self {
    case .added(let id): id
    case .removed, .settings, .ruleRemoved: nil
    case .ruleAdded(let new), .ruleChanged(_, let new): new.owner
    case .fields(_, let new, _): new
    }
  }
}

/// Everything in which two models differ, but for names.
public struct ModelDiff: Sendable {
  public let pairing: ModelPairing
  /// By kind, then in the order of the topologies: what is there in both, removed, added.
  public let changes: [ModelChange]

  public init(from old: Model, to new: Model) {
    self.init(ModelPairing(from: old, to: new))
  }

  public init(_ pairing: ModelPairing) {
    self.pairing = pairing
    var finder = ChangeFinder(pairing)
    finder.findAll()
    changes = finder.changes
  }

  public var old: Model { pairing.old }
  public var new: Model { pairing.new }
}

/// Compares the components of two models one by one.
private struct ChangeFinder {
  let pairing: ModelPairing
  private(set) var changes: [ModelChange] = []
  private let isIdentity: Bool

  init(_ pairing: ModelPairing) {
    self.pairing = pairing
    isIdentity = pairing.findIdentity()
  }

  mutating func findAll() {
    let settings = Facts.settings(pairing.old, pairing.new)
    if !settings.isEmpty { changes.append(.settings(settings)) }
    for kind in ComponentID.Kind.allCases {
      let after = pairing.new.components(of: kind)
      for present in after {
        if let past = pairing.old(present) { compare(past, present) }
      }
      changes += pairing.old.components(of: kind).filter { pairing.new($0) == nil }
        .map { .removed($0) }
      changes += after.filter { pairing.old($0) == nil }.map { .added($0) }
    }
  }

  private mutating func compare(_ past: ComponentID, _ present: ComponentID) {
    let (old, new) = (pairing.old, pairing.new)
    // Equal values mean the same only if equal identities do.
    if isIdentity, old.element(past) == new.element(present) { return }
    let before = Facts(past, old) { "\($0.kind.rawValue) \(old.identity(of: $0).qualifiedName)" }
    let after = Facts(present, new) { component in
      guard let known = pairing.old(component) else {
        return "new \(component.kind.rawValue) \(new.identity(of: component).qualifiedName)"
      }
      return "\(known.kind.rawValue) \(old.identity(of: known).qualifiedName)"
    }
    var fields = zip(before.fields, after.fields).compactMap {
      past, present -> ModelChange.Field? in
      let isSaid = past.value != Facts.unsaid && present.value != Facts.unsaid
      guard past.value != present.value, isSaid || past.key == "described" else { return nil }
      return ModelChange.Field(key: past.key, old: past.value, new: present.value)
    }
    for (left, right) in zip(before.rules, after.rules) {
      compare(left, right, past, present, &fields)
    }
    if !fields.isEmpty { changes.append(.fields(old: past, new: present, fields)) }
  }

  private mutating func compare(
    _ before: Facts.Rules, _ after: Facts.Rules, _ past: ComponentID, _ present: ComponentID,
    _ fields: inout [ModelChange.Field]
  ) {
    let gone = Self.positions(in: before.texts, besides: after.texts)
    var fresh = Self.positions(in: after.texts, besides: before.texts)
    func old(_ index: Int) -> RuleID { RuleID(past, before.list, index) }
    func new(_ index: Int) -> RuleID { RuleID(present, before.list, index) }
    for index in gone {
      let key = before.keys[index]
      let partner = key.isEmpty ? nil : fresh.firstIndex { after.keys[$0] == key }
      let other = partner.map { fresh.remove(at: $0) }
      changes.append(
        other.map { .ruleChanged(old: old(index), new: new($0)) } ?? .ruleRemoved(old(index)))
    }
    changes += fresh.map { .ruleAdded(new($0)) }
    let isMoved =
      before.isOrdered && gone.isEmpty && fresh.isEmpty && before.texts != after.texts
    if isMoved { fields.append(.init(key: "order of rules", old: "", new: "")) }
  }

  /// The positions of texts that another list does not have, each as often as it is missing.
  private static func positions(in texts: [String], besides others: [String]) -> [Int] {
    var left: [String: Int] = [:]
    for text in others { left[text, default: 0] += 1 }
    return texts.indices.filter { index in
      let count = left[texts[index], default: 0]
      left[texts[index]] = count - 1
      return count <= 0
    }
  }
}
