import NetproofSyntax

/// A line of a source with a mark below it and a caption, as diagnostics show places.
enum ExcerptText {
  /// The widest line with a caption; a longer caption gets a line of its own.
  private static let width = 100

  static func write(
    _ excerpt: Excerpt, _ caption: String?, _ style: Page.Style, into page: inout Page
  ) {
    let margin = String(repeating: " ", count: "\(excerpt.number)".count)
    page.line(Page.Run("\(margin)--> ", .gutter), Page.Run(excerpt.place))
    page.line(Page.Run("\(margin) |", .gutter))
    page.line(Page.Run("\(excerpt.number) | ", .gutter), Page.Run(excerpt.line))
    let caption = caption ?? ""
    guard excerpt.carets.count + caption.count > width else {
      page.line(
        Page.Run("\(margin) | ", .gutter), Page.Run(excerpt.carets, style),
        Page.Run(" \(caption)", .note))
      return
    }
    page.line(Page.Run("\(margin) | ", .gutter), Page.Run(excerpt.carets, style))
    if !caption.isEmpty {
      page.line(Page.Run("\(margin) = ", .gutter), Page.Run(caption, .note))
    }
  }
}
