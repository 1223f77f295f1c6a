public import NetproofModel

extension Matrix {
  /// Classes whose ends nobody outside the VPCs tells apart, whatever their groups say of each other.
  ///
  /// The result is a number for each class. Classes of one number lie where routes, gateways and
  /// network ACLs treat them alike, and their security groups have equal rules in the direction
  /// that is asked about. Rules that refer to groups count as different if they are written
  /// differently, which is more than needed.
  public func outsideClasses(_ list: RuleList) -> [Int] {
    let groups = Self.equalGroups(core.graph.model, list)
    var interner = RowInterner(capacity: classCount)
    var sets: [Int32: [UInt64]] = [:]
    return core.places.classes.enumerated().map { index, record in
      let alone: EndClassRecord.Traits = [.isUndescribed, .repliesElsewhere]
      let isOdd = record.facets.contains { core.places.location(Int($0)).isOdd }
      guard record.network == nil, record.traits.isDisjoint(with: alone), !isOdd,
        !record.facets.isEmpty
      else { return interner.intern([0, UInt64(index)]) }
      let rules =
        sets[record.groupSet]
        ?? Set(core.places.groupSets.members(record.groupSet).map { groups[Int($0)] }).sorted()
      sets[record.groupSet] = rules
      var key = [1, UInt64(record.traits.rawValue), UInt64(rules.count)] + rules
      for facet in record.facets {
        let location = core.places.location(Int(facet))
        key += [
          UInt64(location.region), UInt64(location.atom), UInt64(location.clients),
        ]
      }
      return interner.intern(key)
    }
  }

  /// For each group the number of the first with equal rules.
  private static func equalGroups(_ model: Model, _ list: RuleList) -> [UInt64] {
    struct Content: Hashable {
      let rules: [SecurityGroupRule]
      let isDescribed: Bool
    }
    var numbers: [Content: UInt64] = [:]
    return model.securityGroups.elements.enumerated().map { index, group in
      let content = Content(
        rules: list == .inbound ? group.inbound : group.outbound,
        isDescribed: group.identity.isDescribed)
      if let known = numbers[content] { return known }
      numbers[content] = UInt64(index)
      return UInt64(index)
    }
  }
}
