public import NetproofEngine
public import NetproofModel

/// Interfaces and networks in one row of numbers: interfaces first, in the order of the model.
public struct EndNumbers: Sendable {
  public let interfaceCount: Int
  public let networkCount: Int

  public init(_ model: Model) {
    interfaceCount = model.interfaces.count
    networkCount = model.networks.count
  }

  public var count: Int { interfaceCount + networkCount }

  public func number(_ interface: ID<NetworkInterface>) -> Int { interface.index }

  public func number(_ network: ID<Network>) -> Int { interfaceCount + network.index }

  /// The interface that a number means; nothing for networks.
  public func interface(_ number: Int) -> ID<NetworkInterface>? {
    number < interfaceCount ? ID(number) : nil
  }

  public func network(_ number: Int) -> ID<Network>? {
    number >= interfaceCount ? ID(number - interfaceCount) : nil
  }

  /// The numbers of a side's ends, ascending, without the internet.
  public func numbers(_ side: ReachSide) -> [Int] {
    side.interfaces.map { number($0) } + side.networks.map { number($0) }
  }
}

/// The ends of a question by the classes of its matrix.
public struct EndMembers: Sendable {
  public let numbers: EndNumbers
  /// The class of each end; -1 for `internet`, which the matrix leaves out.
  public let classOf: [Int32]
  /// By class the ends that may send, ascending.
  public let sources: [[Int32]]
  /// By class the ends that may receive, ascending.
  public let destinations: [[Int32]]

  public init(_ model: Model, _ matrix: Matrix, _ question: ReachQuestion) {
    numbers = EndNumbers(model)
    let classOf =
      model.interfaces.ids.map { Int32(matrix.endClass(of: $0)) } + [-1]
      + model.networks.ids.dropFirst().map { Int32(matrix.endClass(of: $0)) }
    let count = matrix.classCount
    let numbers = numbers
    func members(_ side: ReachSide) -> [[Int32]] {
      var result = [[Int32]](repeating: [], count: count)
      for number in numbers.numbers(side) {
        result[Int(classOf[number])].append(Int32(number))
      }
      return result
    }
    self.classOf = classOf
    sources = members(question.from)
    destinations = members(question.to)
  }

  /// Whether no pair of distinct ends is left between two classes.
  func isVacuous(_ source: Int, _ destination: Int) -> Bool {
    let (near, far) = (sources[source], destinations[destination])
    if near.isEmpty || far.isEmpty { return true }
    return source == destination && near.count == 1 && far == near
  }

  /// How many ends of a class may both send and receive.
  func shared(_ place: Int) -> Int {
    let (near, far) = (sources[place], destinations[place])
    return near == far ? near.count : Set(near).intersection(far).count
  }
}
