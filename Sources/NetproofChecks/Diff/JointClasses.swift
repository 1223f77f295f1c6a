import NetproofEngine
import NetproofModel

/// Ends that nothing tells apart in either of two networks.
struct JointClasses: Sendable {
  /// By joint class the class in the matrix of the old network, and in that of the new one.
  private(set) var old: [Int32] = []
  private(set) var new: [Int32] = []
  /// By joint class the ends that may send, ascending, by their numbers in the new network.
  private(set) var sources: [[Int32]] = []
  private(set) var destinations: [[Int32]] = []
  /// By end its joint class; -1 for ends that are not looked at.
  private(set) var classOf: [Int32]

  var count: Int { old.count }

  init(_ ends: SharedEnds, _ pairing: ModelPairing, old past: Matrix, new present: Matrix) {
    struct Place: Hashable, Comparable {
      let old: Int32
      let new: Int32

      static func < (left: Self, right: Self) -> Bool {
        (left.old, left.new) < (right.old, right.new)
      }
    }
    classOf = Array(repeating: -1, count: ends.oldNumber.count)
    let (before, after) = (EndNumbers(pairing.old), EndNumbers(pairing.new))
    func place(_ number: Int) -> Place {
      Place(
        old: Self.place(of: ends.oldNumber[number], past, before),
        new: Self.place(of: number, present, after))
    }
    let looked = Set(ends.sources).union(ends.destinations).sorted()
    let places = looked.map(place)
    var positions: [Place: Int32] = [:]
    for place in Set(places).sorted() {
      positions[place] = Int32(old.count)
      old.append(place.old)
      new.append(place.new)
    }
    for (number, place) in zip(looked, places) { classOf[number] = positions[place] ?? -1 }
    sources = Array(repeating: [], count: old.count)
    destinations = sources
    for number in ends.sources { sources[Int(classOf[number])].append(Int32(number)) }
    for number in ends.destinations { destinations[Int(classOf[number])].append(Int32(number)) }
  }

  private static func place(of number: Int, _ matrix: Matrix, _ numbers: EndNumbers) -> Int32 {
    if let id = numbers.interface(number) { return Int32(matrix.endClass(of: id)) }
    return numbers.network(number).map { Int32(matrix.endClass(of: $0)) } ?? -1
  }

  /// Whether a class is one end, which is no pair with itself.
  func isAlone(_ place: Int) -> Bool {
    sources[place].count == 1 && destinations[place] == sources[place]
  }

  /// How many ends of a class may both send and receive.
  func shared(_ place: Int) -> Int {
    sources[place] == destinations[place]
      ? sources[place].count
      : Set(sources[place]).intersection(destinations[place]).count
  }
}
