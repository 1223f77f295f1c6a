/// A list that grows by blocks: nothing is moved as it grows, and no room is taken in vain.
///
/// Blocks are small enough for the allocator to take them from its heap and to use them again:
/// what a tree leaves behind holds the model that is made next, rather than going back to the system.
struct BlockList<Element: Sendable>: Sendable {
  private var full: [[Element]] = []
  private var last: [Element] = []

  private static var shift: Int { 11 }
  private static var size: Int { 1 << shift }

  var count: Int { (full.count << Self.shift) + last.count }

  subscript(position: Int) -> Element {
    let block = position >> Self.shift
    let place = position & (Self.size - 1)
    return block < full.count ? full[block][place] : last[place]
  }

  mutating func append(_ element: Element) {
    if last.count == Self.size {
      full.append(last)
      last = []
    }
    // Short texts have short blocks; after the first, blocks are filled.
    if last.isEmpty, !full.isEmpty { last.reserveCapacity(Self.size) }
    last.append(element)
  }
}
