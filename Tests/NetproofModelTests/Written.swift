import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Reads texts, by path, as topologies; what belongs together is one.
func networks(_ files: [String: String], _ paths: String...) -> [ResolvedTopology] {
  var loader = TopologyLoader(.memory(files))
  return loader.loadEach(paths).map { $0.resolved() }
}

/// A text as a topology, after `netproof: 1`.
func written(_ text: String) -> ResolvedTopology {
  var loader = TopologyLoader(.memory(["net.yaml": "netproof: 1\n" + text]))
  return loader.loadTogether(["net.yaml"]).resolved()
}

/// A text that is right and needs no warning, as the model that it means.
func model(_ text: String) -> Model {
  let network = written(text)
  #expect(network.problems.isEmpty, "\(network.problems.sorted.map(\.message))")
  return network.resolution.model
}

/// A text in which `«` and `»` mark the place where something is wrong.
struct MarkedText {
  let text: String
  /// Line, column and end as places count, with the head's line.
  let place: [Int]

  init(_ marked: String) {
    var (line, column) = (1, 0)
    var place: [Int] = []
    var text = ""
    for character in marked {
      switch character {
      case "«": place = [line, column]
      case "»": place.append(column)
      case "\n":
        text.append(character)
        (line, column) = (line + 1, 0)
      default:
        text.append(character)
        column += 1
      }
    }
    self.text = text
    self.place = place
  }
}

extension Diagnostic {
  /// Line, column and end of the primary place.
  var place: [Int] {
    span.map { [Int($0.line), Int($0.column), Int($0.endColumn)] } ?? []
  }
}
