import NetproofModel
import NetproofSets

/// What the source of packets decides about the ways of a block.
struct SourceFactors {
  /// What lists that are asked about the source pass, by word.
  let forward: [UInt64]
  /// The same for each reply.
  private let replies: [[UInt64]]

  init(_ core: MatrixCore, _ block: RegionContext.Block, _ location: Location) {
    var words: [UInt64] = []
    core.append(block.shape.forward.sourceLists, location.atom, replies: false, to: &words)
    forward = zip(words, block.fixed).map { $0 & $1 }
    replies = block.shape.replies.map { reply in
      var words: [UInt64] = []
      core.append(reply.filters.sourceLists, location.atom, replies: true, to: &words)
      for fixed in reply.filters.fixed {
        let ports = core.base(core.lists.ports(fixed.list, fixed.atom), replies: true)
        for word in 0..<core.wordCount { words[word] &= core.setWords[ports + word] }
      }
      return words
    }
  }

  /// What the path to an entry passes.
  @inline(__always)
  func multiply(
    _ core: MatrixCore, _ context: RegionContext, _ block: RegionContext.Block, _ entry: Int,
    _ location: Location, into path: inout [UInt64]
  ) {
    let words = core.wordCount
    for word in 0..<words {
      path[word] = forward[word] & context.forwardFactors[entry * words + word]
    }
    for (number, reply) in replies.enumerated() {
      var both = reply
      let offset = number * block.entries.count + entry - block.entries.lowerBound
      let base = block.replyBase + offset * words
      for word in 0..<words { both[word] &= context.replyFactors[base + word] }
      let isTranslated = block.shape.replies[number].isTranslated
      core.masks.narrow(
        &path, by: both,
        isTranslated ? core.masks.translated : core.masks.clients[Int(location.clients)])
    }
  }
}
