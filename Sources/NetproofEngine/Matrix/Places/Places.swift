import NetproofModel
import NetproofSets

/// The ends of a network in classes, and the places that their addresses lie at.
///
/// Locations are sorted by region, regions by arrival; the facets of a location are contiguous.
struct Places: Sendable {
  let arrivals: [Arrival]
  let regions: [Region]
  let locations: [Location]
  let facets: [Facet]
  /// The first facet of each location, and how many there are at the end.
  let firstFacet: [Int32]
  let classes: [EndClassRecord]
  let groupSets: GroupSets
  /// The class of each interface; all are ends.
  let classOfInterface: [Int32]
  /// The class of each network but `internet` by atom is among `classes` as one class a network.
  let classOfNetwork: [Int32]
  let clientPorts: [PortSet]
  /// The locations of each subnet, ascending: those of subnet `i` begin at `subnetStarts[i]`.
  let subnetLocations: [Int32]
  let subnetStarts: [Int32]
  /// Whether facet and class have the same number: no class has several facets.
  let isFlat: Bool

  func facetRange(_ location: Int) -> Range<Int> {
    Int(firstFacet[location])..<Int(firstFacet[location + 1])
  }

  func locations(of subnet: Int32) -> ArraySlice<Int32> {
    guard subnet >= 0 else { return [] }
    return subnetLocations[
      Int(subnetStarts[Int(subnet)])..<Int(subnetStarts[Int(subnet) + 1])]
  }

  func location(_ facet: Int) -> Location { locations[Int(facets[facet].location)] }

  /// An address of another member of a class at the location of a facet.
  func address(
    of id: ID<NetworkInterface>, at location: Location, _ terrain: Terrain, _ model: Model
  )
    -> UInt128?
  {
    let interface = model.interfaces[id]
    // An odd address is a location of its own.
    if location.isOdd {
      let isOwned = interface.addresses[location.family].contains(location.address)
      return isOwned ? location.address : nil
    }
    let isPublic = regions[Int(location.region)].hasPublicAddress
    let publics = interface.publicAddresses.map(\.privateAddress.bits)
    for interval in interface.addresses[location.family].intervals {
      for piece in Pieces.of(interval, location.family, publics, terrain)
      where piece.atom == location.atom && piece.isPublic == isPublic {
        return piece.range.lowerBound
      }
    }
    return nil
  }
}

/// A part of an interval of addresses that lies in one run, is public as a whole or not at all, and
/// odd as a whole or not at all.
struct Pieces {
  let range: ClosedRange<UInt128>
  let atom: Int32
  let isPublic: Bool

  /// The parts of an interval, where `publics` have public addresses.
  static func of(
    _ interval: AddressBits.Interval, _ family: Family, _ publics: [UInt128], _ terrain: Terrain
  ) -> [Pieces] {
    let whole = interval.lower...interval.upper
    let singles = (terrain.odd(in: whole, family) + (family == .ipv4 ? publics : [])).sorted()
    var result: [Pieces] = []
    for atom in terrain.rules.atoms(of: whole, family) {
      let run = terrain.rules.part(of: whole, in: atom, family)
      var lower = run.lowerBound
      for address in singles where run.contains(address) && address >= lower {
        if address > lower {
          result.append(Pieces(range: lower...address - 1, atom: atom, isPublic: false))
        }
        let isPublic = family == .ipv4 && publics.contains(address)
        result.append(Pieces(range: address...address, atom: atom, isPublic: isPublic))
        lower = address + 1
      }
      if lower <= run.upperBound {
        result.append(Pieces(range: lower...run.upperBound, atom: atom, isPublic: false))
      }
    }
    return result
  }
}
