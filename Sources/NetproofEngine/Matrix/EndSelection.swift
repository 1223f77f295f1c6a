public import NetproofModel

/// Which ends of a matrix are looked at.
public struct EndSelection: Sendable {
  enum Choice: Sendable {
    case all
    case only(interfaces: [ID<NetworkInterface>], networks: [ID<Network>])
  }

  let choice: Choice

  /// All interfaces, and all networks but `internet`.
  public static var all: Self { Self(choice: .all) }

  private init(choice: Choice) {
    self.choice = choice
  }

  public init(interfaces: [ID<NetworkInterface>] = [], networks: [ID<Network>] = []) {
    choice = .only(interfaces: interfaces, networks: networks)
  }

  /// The members of each class that are selected; nothing if all are.
  func members(_ places: Places) -> [Int32: [Int32]]? {
    guard case .only(let interfaces, let networks) = choice else { return nil }
    var result: [Int32: [Int32]] = [:]
    for id in Set(interfaces).sorted() {
      result[places.classOfInterface[id.index], default: []].append(Int32(id.index))
    }
    for id in Set(networks).sorted() where !(id == Model.internet) {
      result[places.classOfNetwork[id.index], default: []].append(0)
    }
    return result
  }
}
