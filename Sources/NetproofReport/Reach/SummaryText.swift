public import NetproofEngine

/// How much passes in a network, and what it took to find out.
public struct ReachSummary: Sendable {
  /// Seconds of processor time, and memory.
  public struct Cost: Sendable, Hashable {
    public let loadSeconds: Double
    public let buildSeconds: Double
    public let solveSeconds: Double
    public let peakMiB: Double

    public init(
      loadSeconds: Double, buildSeconds: Double, solveSeconds: Double, peakMiB: Double
    ) {
      self.loadSeconds = loadSeconds
      self.buildSeconds = buildSeconds
      self.solveSeconds = solveSeconds
      self.peakMiB = peakMiB
    }
  }

  let summary: MatrixSummary
  let cost: Cost

  public init(_ summary: MatrixSummary, _ cost: Cost) {
    self.summary = summary
    self.cost = cost
  }

  /// One object on one line, see `docs/format/reach-summary.schema.json`.
  public var json: String {
    """
    {"pairs_reachable": \(summary.pairsReachable), \
    "pairs_undetermined": \(summary.pairsUndetermined), "volume": \(summary.volume), \
    "classes": \(summary.classes), "load_s": \(Self.decimal(cost.loadSeconds, 6)), \
    "build_s": \(Self.decimal(cost.buildSeconds, 6)), \
    "solve_s": \(Self.decimal(cost.solveSeconds, 6)), \
    "peak_rss_mib": \(Self.decimal(cost.peakMiB, 1))}

    """
  }

  /// The same, a line each.
  public var text: String {
    let lines = [
      ("pairs that reach each other", EndSetText.number(summary.pairsReachable)),
      ("pairs not known", EndSetText.number(summary.pairsUndetermined)),
      ("open (pair, port)", EndSetText.number(summary.volume)),
      ("classes of interfaces", EndSetText.number(summary.classes)),
      (
        "processor time",
        "\(Self.decimal(cost.loadSeconds, 3)) s to load, "
          + "\(Self.decimal(cost.buildSeconds, 3)) s to build, "
          + "\(Self.decimal(cost.solveSeconds, 3)) s to solve"
      ),
      ("memory at most", "\(Self.decimal(cost.peakMiB, 1)) MiB"),
    ]
    return lines.map { "\($0.padded(to: 30))\($1)\n" }.joined()
  }

  /// The same as a table of two lines.
  public var csv: String {
    let fields = [
      "\(summary.pairsReachable)", "\(summary.pairsUndetermined)", "\(summary.volume)",
      "\(summary.classes)", Self.decimal(cost.loadSeconds, 6), Self.decimal(cost.buildSeconds, 6),
      Self.decimal(cost.solveSeconds, 6), Self.decimal(cost.peakMiB, 1),
    ]
    return
      "pairs_reachable,pairs_undetermined,volume,classes,load_s,build_s,solve_s,peak_rss_mib\r\n"
      + fields.joined(separator: ",") + "\r\n"
  }

  /// A number with so many places behind the point.
  private static func decimal(_ value: Double, _ places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
  }
}
