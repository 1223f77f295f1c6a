/// Sorts what a builder found, so that equal things stand together.
struct PlacesOrder {
  private(set) var arrivals: [Arrival]
  private(set) var regions: [Region]
  private(set) var locations: [Location]
  private(set) var classes: [EndClassRecord]
  private(set) var facets: [Facet] = []
  private(set) var firstFacet: [Int32] = []
  /// The number of each class by the one that the builder gave it.
  private(set) var classNumbers: [Int32] = []

  init(
    arrivals: [Arrival], regions: [Region], locations: [Location], classes: [EndClassRecord]
  ) {
    self.arrivals = arrivals
    self.regions = regions
    self.locations = locations
    self.classes = classes
  }

  mutating func sort() {
    sortArrivals()
    sortRegions()
    let moved = sortLocations()
    placeFacets(moved)
    numberClasses()
  }

  /// Where each element of a sorted order stood before, turned around.
  private static func positions(_ order: [Int]) -> [Int32] {
    var result = [Int32](repeating: 0, count: order.count)
    for (position, index) in order.enumerated() { result[index] = Int32(position) }
    return result
  }

  private mutating func sortArrivals() {
    let order = arrivals.indices.sorted {
      (arrivals[$0].family, $0) < (arrivals[$1].family, $1)
    }
    let moved = Self.positions(order)
    arrivals = order.map { arrivals[$0] }
    regions = regions.map {
      Region(
        arrival: moved[Int($0.arrival)], home: $0.home, hasPublicAddress: $0.hasPublicAddress,
        refusesInternet: $0.refusesInternet, isOdd: $0.isOdd, locations: 0..<0)
    }
  }

  private mutating func sortRegions() {
    let order = regions.indices.sorted {
      (regions[$0].arrival, $0) < (regions[$1].arrival, $1)
    }
    let moved = Self.positions(order)
    regions = order.map { regions[$0] }
    locations = locations.map {
      Location(
        family: $0.family, atom: $0.atom, region: moved[Int($0.region)], subnet: $0.subnet,
        clients: $0.clients, address: $0.address, isOdd: $0.isOdd)
    }
    for (index, region) in regions.enumerated() {
      let arrival = Int(region.arrival)
      let known = arrivals[arrival].regions
      arrivals[arrival].regions = (known.isEmpty ? index : known.lowerBound)..<index + 1
    }
  }

  private mutating func sortLocations() -> [Int32] {
    let order = locations.indices.sorted {
      let (a, b) = (locations[$0], locations[$1])
      return (a.region, a.subnet, a.atom, $0) < (b.region, b.subnet, b.atom, $1)
    }
    locations = order.map { locations[$0] }
    for (index, location) in locations.enumerated() {
      let region = Int(location.region)
      let known = regions[region].locations
      regions[region].locations = (known.isEmpty ? index : known.lowerBound)..<index + 1
    }
    return Self.positions(order)
  }

  /// Lines up the facets by location, those of one location by class.
  private mutating func placeFacets(_ moved: [Int32]) {
    firstFacet = Array(repeating: 0, count: locations.count + 1)
    for record in classes {
      for location in record.facets { firstFacet[Int(moved[Int(location)]) + 1] += 1 }
    }
    for index in 0..<locations.count { firstFacet[index + 1] += firstFacet[index] }
    var next = firstFacet
    let empty = Facet(location: 0, groupSet: 0, endClass: 0)
    facets = Array(repeating: empty, count: Int(firstFacet[locations.count]))
    for (index, record) in classes.enumerated() {
      for location in record.facets {
        let place = moved[Int(location)]
        facets[Int(next[Int(place)])] = Facet(
          location: place, groupSet: record.groupSet, endClass: Int32(index))
        next[Int(place)] += 1
      }
    }
  }

  /// Numbers classes by their first facets; those without any come last.
  private mutating func numberClasses() {
    classNumbers = Array(repeating: -1, count: classes.count)
    var order: [Int] = []
    var lists: [[Int32]] = Array(repeating: [], count: classes.count)
    func number(_ index: Int) {
      guard classNumbers[index] < 0 else { return }
      classNumbers[index] = Int32(order.count)
      order.append(index)
    }
    for (position, facet) in facets.enumerated() {
      let old = Int(facet.endClass)
      number(old)
      lists[old].append(Int32(position))
      facets[position] = Facet(
        location: facet.location, groupSet: facet.groupSet, endClass: classNumbers[old])
    }
    for index in classes.indices { number(index) }
    for index in classes.indices { classes[index].facets = lists[index] }
    classes = order.map { classes[$0] }
  }

  /// The locations of each subnet: where each subnet's begin, and all of them.
  func locationsBySubnet(_ count: Int) -> (starts: [Int32], locations: [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for location in locations where location.subnet >= 0 { starts[Int(location.subnet) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var result = [Int32](repeating: 0, count: Int(starts[count]))
    for (index, location) in locations.enumerated() where location.subnet >= 0 {
      result[Int(next[Int(location.subnet)])] = Int32(index)
      next[Int(location.subnet)] += 1
    }
    return (starts, result)
  }
}
