/// Lines of a few columns, each as wide as its entries but for the odd long one.
struct ColumnText {
  /// The widest a column gets; longer entries push the rest of their line to the right.
  private static let widest = 46

  private var rows: [[Page.Run]] = []

  mutating func add(_ cells: [Page.Run]) { rows.append(cells) }

  var isEmpty: Bool { rows.isEmpty }

  func write(indent: String = "  ", into page: inout Page) {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.compactMap { $0.indices.contains(column) ? $0[column].text.count : nil }
        .filter { $0 <= Self.widest }.max() ?? 0
    }
    for row in rows {
      var runs = [Page.Run(indent)]
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        let text = isLast ? cell.text : cell.text.padded(to: widths[column]) + "  "
        runs.append(Page.Run(text, cell.style))
      }
      page.line(runs)
    }
  }
}
