import ArgumentParser
import Foundation
import NetproofTestSupport

/// How cost grows with size.
struct Growth: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures networks of growing size, and fits how cost grows with it.",
    discussion: """
      Every VPC has the same design (20 subnets of 50 interfaces); only their number grows. Each \
      size is a process of its own. The last line has the exponents b of a fit of a·n^b: the slope \
      of a straight line through the logarithms.
      """)

  @Option(help: "Numbers of VPCs, of 1,000 interfaces each.", transform: Self.sizes)
  var vpcs = [10, 20, 50, 100, 200]

  @Option(help: "Build and solve this often; times are medians.")
  var repeats = 3

  private static func sizes(_ text: String) throws -> [Int] {
    let sizes = text.split(separator: ",").compactMap { Int($0) }
    guard sizes.count > 1, sizes.allSatisfy({ (1...250).contains($0) }) else {
      throw ValidationError("`\(text)` is no list of two or more numbers from 1 to 250")
    }
    return sizes
  }

  func run() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    var points: [(size: Double, result: EngineResult)] = []
    for count in vpcs {
      let plan = StandardNetwork(vpcs: count, subnets: 20, interfaces: 50)
      let file = scratch.file("\(plan.size).yaml")
      try Output.write(try plan.network().topology(), to: file)
      let child = try Child(
        Child.own,
        [
          "allpairs", file, "--some", "--client-ports", "1024-65535", "--repeats", "\(repeats)",
        ])
      print(child.output, terminator: "")
      points.append((Double(plan.size), try child.result(EngineResult.self)))
    }
    var line = Measurement("growth exponents")
    for (name, cost) in Self.costs {
      line.add(name, Self.exponent(points.map { ($0.size, cost($0.result)) }))
    }
    line.write()
  }

  private static var costs: [(String, (EngineResult) -> Double)] {
    [
      ("load", \.loadS), ("build", \.buildS), ("solve", \.solveS),
      ("build_and_solve", { $0.buildS + $0.solveS }), ("solve_peak_mib", { $0.solvePeakMib ?? 0 }),
    ]
  }

  /// The slope of the straight line through the logarithms, by least squares.
  static func exponent(_ points: [(size: Double, cost: Double)]) -> Double {
    let logs = points.filter { $0.cost > 0 }.map { (x: log($0.size), y: log($0.cost)) }
    guard logs.count > 1 else { return 0 }
    let count = Double(logs.count)
    let middle = (
      x: logs.reduce(0) { $0 + $1.x } / count, y: logs.reduce(0) { $0 + $1.y } / count
    )
    let above = logs.reduce(0) { $0 + ($1.x - middle.x) * ($1.y - middle.y) }
    let below = logs.reduce(0) { $0 + ($1.x - middle.x) * ($1.x - middle.x) }
    return above / below
  }
}
